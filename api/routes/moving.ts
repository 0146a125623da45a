/** A contact who goes from one client to another. */
import { randomUUID } from 'node:crypto';
import { mayDo } from '../../domain/organisation/access';
import { accessRowsOfClient, readableAmong } from '../../records/access';
import { actorOf } from '../http/keys';
import { wrongForThem } from '../http/problems';
import { route } from '../http/route';
import { contactOf, mustBeClient } from '../messages/client-facts';
import { moveContact } from '../messages/moving';
import { contactParams } from '../schemas/clients';
import * as schemas from '../schemas/moving';

export const moveContactRoute = route({
  method: 'post',
  path: '/v1/clients/:id/contacts/:contactId/move',
  operationId: 'moveContact',
  tag: 'Clients',
  summary:
    'A contact went to another client: they have left the one, with an alarm and its first steps, and are known at the other, with name, birthday, telephone number and language. What was said with them stays where it was. Asked again it answers the same.',
  roles: ['rep'],
  access: { of: 'client', does: 'client-work' },
  params: contactParams,
  body: schemas.move,
  answers: { 200: { description: 'Where they are now, and who was told', body: schemas.moved } },
  problems: [404],
  handle: async ({ params: { id, contactId: givenId }, body, principal, viewer }, deps) => {
    await contactOf(id, givenId, deps);
    const to = await mustBeClient('/to', body.to, deps);
    const mayActThere =
      viewer.sees === 'everything' ||
      (await accessRowsOfClient(deps.db, to)).some((row) => mayDo(viewer, row, 'client-work'));
    if (!mayActThere) throw wrongForThem([{ pointer: '/to', detail: `There is no client ${body.to}.` }]);
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const went = await moveContact({ ...body, from: id, givenId, to }, said, deps);
    const { from, to: there } = went;
    return {
      status: 200,
      body: {
        client: from.clientId,
        contact: from.givenId,
        to: { client: there.clientId, contact: there.givenId },
        lifecycles: await readableAmong(deps.db, viewer, went.told),
      },
      subject: `${from.clientId} ${there.clientId}/${went.id}`,
    };
  },
});
