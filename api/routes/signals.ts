/** Health signals: one for a lifecycle, or up to a thousand for many. */
import { hasEnded } from '../../domain/core/stages';
import { readableAmong } from '../../records/access';
import { notingDepartures } from '../../records/contacts';
import { actedBefore, noteAct } from '../../records/idempotent-requests';
import { invoiceRoom, invoicesSentence } from '../../records/limits';
import { ownSignalsSentence } from '../../records/signal-kinds';
import { holdPeople, lookingAgain, seePeople } from '../../records/client-people';
import { contactNamedIn, toEach } from '../messages/client-facts';
import { factReply, sayingOf } from '../messages/fact-reply';
import { actorOf } from '../http/keys';
import { refusedBecause, wrong } from '../http/problems';
import { headOf } from '../messages/read';
import { route, type ApiDeps } from '../http/route';
import { byId, lifecycleId } from '../schemas/common';
import * as schemas from '../schemas/signals';
import {
  actOfSignal,
  factOfSignal,
  isMeasured,
  knownOwnOf,
  readingOf,
  takeReadings,
  takeSignals,
} from '../messages/signals';
import {
  factIdOf,
  fateBefore,
  fateOfFact,
  sendFact,
  sendWithOthers,
  usedForAnother,
  type Fate,
  type SentFact,
} from '../messages/facts';

const noSuchKind = `There is no such kind of signal. Use ${schemas.builtInKinds.join(', ')}, or define your own first.`;

const common = { method: 'post', tag: 'Signals', roles: ['telemetry', 'rep'] } as const;

const reportSignal = route({
  ...common,
  access: { of: 'lifecycle', does: 'signals', doing: ({ body }) => actOfSignal(body) },
  path: '/v1/lifecycles/:id/signals',
  operationId: 'sendSignal',
  summary:
    'A health signal, of a built-in kind or one of your own. Readings (usage, tickets, your own) are kept; a lifecycle hears of a new bucket only. Who departed is told to every lifecycle of the client.',
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
    if (isMeasured(body)) {
      if (hasEnded((await headOf(params.id, deps)).stage)) throw refusedBecause('ended');
      const known = await knownOwnOf([{ ...body, lifecycle: params.id }], deps);
      const reading = readingOf(body, { lifecycleId: params.id, eventId: factIdOf(params.id, eventId) }, known);
      if (reading === 'unknown-kind') throw wrong('/kind', noSuchKind);
      if (reading === 'too-many-own-signals') throw wrong('/kind', ownSignalsSentence);
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
      const { alsoTold: others, ...own } = await lookingAgain(() =>
        departed(body.contactId, said, call.idempotencyKey, deps),
      );
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

const alreadyThere: Fate = { state: 'ignored', reason: 'already-there' };
const accepted: Fate = { state: 'accepted' };

/** Somebody has left a client: noted, and told to every lifecycle, once. Throws `PeopleChanged`, and 404 and 409 `Problem`s. */
async function departed(
  givenId: string,
  said: ReturnType<typeof sayingOf>,
  key: string | null,
  deps: ApiDeps,
): Promise<SentFact & { readonly alsoTold: readonly string[] }> {
  const { lifecycleId, eventId } = said;
  const lifecycle = await headOf(lifecycleId, deps);
  const seen = await seePeople(deps.db, [lifecycle.clientId]);
  const { id: contact, departedAt } = await contactNamedIn(lifecycle, givenId, deps);
  const alsoTold = seen.running.map(({ id }) => id).filter((id) => id !== lifecycleId);
  const before = await fateBefore(lifecycleId, eventId, deps);
  // Every lifecycle heard it when it was noted; told again, it would count again. Who noted it and did not hear so asks again.
  const known = (await actedBefore(deps.db, key)) === null ? alreadyThere : accepted;
  const again = before ?? (departedAt === null ? null : known);
  if (again !== null) return { eventId, fate: again, alsoTold };
  const others = toEach(alsoTold, 'contactDeparted', { contact });
  const sent = await sendWithOthers('contactDeparted', { contact }, others, said, deps, async (tx) => {
    await holdPeople(tx, seen);
    await notingDepartures(tx, [contact]);
    await noteAct(tx, key, 'departed');
  });
  return { ...sent, alsoTold };
}

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
