/** Health signals: one for a lifecycle, or up to a thousand for many. */
import { hasEnded } from '../../domain/core/stages';
import { readableAmong } from '../../records/access';
import { notingDepartures } from '../../records/contacts';
import { invoiceRoom, invoicesSentence } from '../../records/limits';
import { runningOf } from '../../records/running-lifecycles';
import { contactOf, toEach } from '../messages/client-facts';
import { factReply, sayingOf } from '../messages/fact-reply';
import { actorOf } from '../http/keys';
import { refusedBecause, wrong } from '../http/problems';
import { headOf } from '../messages/read';
import { route } from '../http/route';
import { byId, lifecycleId } from '../schemas/common';
import * as schemas from '../schemas/signals';
import { actOfSignal, factOfSignal, takeReadings, takeSignals } from '../messages/signals';
import { factIdOf, fateBefore, fateOfFact, sendFact, sendWithOthers, usedForAnother } from '../messages/facts';

const common = { method: 'post', tag: 'Signals', roles: ['telemetry', 'rep'] } as const;

const reportSignal = route({
  ...common,
  access: { of: 'lifecycle', does: 'signals', doing: ({ body }) => actOfSignal(body) },
  path: '/v1/lifecycles/:id/signals',
  operationId: 'sendSignal',
  summary:
    'A health signal. Readings (usage, tickets) are kept; a lifecycle hears of a new bucket only. Who departed is told to every lifecycle of the client.',
  params: byId(lifecycleId),
  body: schemas.signal,
  waits: true,
  answers: {
    202: {
      description: 'Accepted: it counts once per `eventId`. With `Prefer: wait=N` the answer says what became of it',
      body: schemas.signalTaken,
    },
  },
  problems: [404, 409],
  handle: async (call, deps) => {
    const { body, params } = call;
    const said = sayingOf(call);
    const { eventId, waitSeconds } = said;
    if (body.kind === 'usage' || body.kind === 'tickets') {
      if (hasEnded((await headOf(params.id, deps)).stage)) throw refusedBecause('ended');
      const { kind, value, at = null } = body;
      const reading = { lifecycleId: params.id, eventId: factIdOf(params.id, eventId), kind, value, at };
      const { sent, otherwise } = await takeReadings([reading], said.by, deps);
      if (otherwise.length > 0) throw wrong('/eventId', usedForAnother);
      const id = sent[0]?.factId;
      const fate =
        id === undefined
          ? ({ state: 'applied' } as const)
          : waitSeconds === null
            ? ({ state: 'accepted' } as const)
            : await fateOfFact(params.id, id, waitSeconds, deps);
      return factReply(call, { eventId, fate });
    }
    if (body.kind === 'contact-departed') {
      const { clientId } = await headOf(params.id, deps);
      const { id: contact, departedAt } = await contactOf(clientId, body.contactId, deps);
      const departed = { contact };
      const others = (await runningOf(deps.db, clientId)).filter((id) => id !== params.id);
      const before = await fateBefore(params.id, eventId, deps);
      // Every lifecycle heard it when it was noted; told again, it would count again.
      const again = before ?? (departedAt === null ? null : ({ state: 'ignored', reason: 'already-there' } as const));
      const own =
        again === null
          ? await sendWithOthers('contactDeparted', departed, toEach(others, 'contactDeparted', departed), said, deps, [
              notingDepartures(deps.db, [contact]),
            ])
          : { eventId, fate: again };
      const reply = factReply(call, own);
      // Telemetry knows every lifecycle by its id, for it tells of all.
      const alsoTold = call.viewer.sees === 'nothing' ? others : await readableAmong(deps.db, call.viewer, others);
      return { ...reply, body: { ...reply.body, alsoTold } };
    }
    if (body.kind === 'invoice-overdue') {
      const hasRoom = await invoiceRoom(deps.db, [params.id]);
      if (!hasRoom(params.id, body.invoiceId)) throw wrong('/invoiceId', invoicesSentence);
    }
    const { name, data } = factOfSignal(body, '');
    return factReply(call, await sendFact(name, data, said, deps));
  },
});

const reportSignals = route({
  ...common,
  access: 'list',
  path: '/v1/signals',
  operationId: 'sendSignals',
  summary:
    'Up to a thousand signals, each with its lifecycle and an `eventId`, so that the same batch can be sent again. What cannot be taken is named; the rest is accepted.',
  body: schemas.signals,
  answers: {
    202: {
      description: '`accepted`, how many of them were `repeated`, and the `rejected` ones',
      body: schemas.signalsTaken,
    },
  },
  handle: async (call, deps) => ({
    status: 202,
    body: await takeSignals(call.body.signals, actorOf(call.principal), call.viewer, deps),
    subject: [...new Set(call.body.signals.map(({ lifecycle }) => lifecycle))].join(' '),
  }),
});

export const signalRoutes = [reportSignal, reportSignals];
