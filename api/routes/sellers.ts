/** What became of the deals that a seller closed. */
import { soldBy } from '../../records/sellers';
import { thereIsNo } from '../http/problems';
import { route } from '../http/route';
import { byId, sellerId } from '../schemas/common';
import { soldLines } from '../schemas/deals';

/** So many product lines stand in one answer, the newest deals first. */
const dealsShown = 500;

export const getSeller = route({
  method: 'get',
  path: '/v1/sellers/:id/deals',
  tag: 'Deals',
  operationId: 'getSoldLines',
  summary:
    'Where a seller’s deals stand: every product line with its stage, health, renewal and value now, and what was flagged as oversold, the newest deal first.',
  roles: ['sales', 'ops'],
  access: { of: 'seller', does: 'read' },
  params: byId(sellerId),
  answers: { 200: { description: '`lines`, from the read model', body: soldLines } },
  problems: [404],
  handle: async ({ params: { id }, viewer }, { db }) => {
    const lines = await soldBy(db, id, dealsShown, viewer.sees === 'handed-over' ? viewer.key : null);
    if (lines.length === 0) throw thereIsNo('deal of this seller');
    return { status: 200, body: { seller: id, lines, source: 'projection' as const } };
  },
});
