import { z } from 'zod';
import { soldBy } from '../../records/sellers';
import { notFound } from '../http/problems';
import { route } from '../http/route';
import * as schemas from '../schemas/schemas';

const dealsShown = 500;

export const getSeller = route({
  method: 'get',
  path: '/v1/sellers/:id/deals',
  tag: 'Deals',
  summary:
    'Where a seller’s deals stand: every product line with its stage, health, renewal and value now, and what was flagged as oversold, the newest deal first.',
  roles: ['sales', 'ops'],
  params: z.strictObject({ id: schemas.id }),
  success: { status: 200, description: '`lines`, from the read model' },
  problems: [404],
  handle: async ({ params: { id } }, { db }) => {
    const lines = await soldBy(db, id, dealsShown);
    if (lines.length === 0) throw notFound('deal of this seller');
    return { status: 200, body: { seller: id, lines, source: 'projection' } };
  },
});
