/** A client as it is now, as people say it. */
import { readableAmong } from '../../records/access';
import { actorOf } from '../http/keys';
import { route } from '../http/route';
import { clientStated } from '../messages/client-known';
import { byId, clientId } from '../schemas/common';
import * as schemas from '../schemas/clients';
import { knownReply } from './clients';

export const patchClient = route({
  method: 'patch',
  path: '/v1/clients/:id',
  operationId: 'patchClient',
  tag: 'Clients',
  summary:
    'A client as it is now: another name, country, region or zone, a weekend or closing days of its own. Only what is named changes; null says that there is none. Every running lifecycle hears of it, and what it plans, asks and mails follows.',
  roles: ['rep', 'sales'],
  access: { of: 'client', does: 'sales-word' },
  params: byId(clientId),
  body: schemas.clientToPatch,
  answers: {
    200: {
      description: 'The client as it is known now, and the `lifecycles` that were told',
      body: schemas.clientPatched,
    },
  },
  problems: [404],
  handle: async ({ params, body, principal, viewer }, deps) => {
    const { id, known, told } = await clientStated(params.id, body, actorOf(principal), deps);
    return {
      status: 200,
      body: { ...knownReply(id, known), lifecycles: await readableAmong(deps.db, viewer, told) },
    };
  },
});
