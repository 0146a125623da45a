/** A contact who goes from one client to another. */
import { randomUUID } from 'node:crypto';
import { mayDo } from '../../domain/organisation/access';
import { accessRowsOfClient, readableAmong } from '../../records/access';
import { actorOf } from '../http/keys';
import { wrong, wrongForThem } from '../http/problems';
import { route } from '../http/route';
import { mustBeClient } from '../messages/client-facts';
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
  handle: async ({ params: { id: from, contactId: givenId }, body, principal, viewer }, deps) => {
    const to = await mustBeClient('/to', body.to, deps);
    if (to === from) throw wrong('/to', 'They are there already.');
    const mayActThere =
      viewer.sees === 'everything' ||
      (await accessRowsOfClient(deps.db, to)).some((row) => mayDo(viewer, row, 'client-work'));
    if (!mayActThere) throw wrongForThem([{ pointer: '/to', detail: `There is no client ${body.to}.` }]);
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const { id, givenId: contact, told } = await moveContact({ ...body, from, givenId, to }, said, deps);
    return {
      status: 200,
      body: {
        client: from,
        contact: givenId,
        to: { client: to, contact },
        lifecycles: await readableAmong(deps.db, viewer, told),
      },
      subject: `${from} ${to}/${id}`,
    };
  },
});
