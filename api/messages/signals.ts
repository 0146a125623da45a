/** Health signals, one or up to a thousand at once. Readings stay in PostgreSQL; a lifecycle hears of a new bucket only. */
import type { z } from 'zod';
import { hasEnded, type Stage } from '../../domain/core/stages';
import { mayDo, type AccessRow, type Act, type Viewer } from '../../domain/organisation/access';
import { accessColumns, accessRowOf } from '../../records/access';
import { stageOf } from '../../records/columns/lifecycles';
import { inLockOrder } from '../../records/one-per-key';
import { acceptanceFor, clockColumns, clockOf, unknownClock } from '../../records/clocks';
import type { LifeClock } from '../../domain/core/accepted';
import { holdPeople, lookingAgain, seePeople, type SeenPeople } from '../../records/client-people';
import { notingDepartures } from '../../records/contacts';
import { invoiceRoom, type InvoiceRoom } from '../../records/limits';
import {
  keepReadings,
  markTold,
  type NewReading,
  type ReadingsToKeep,
  type UntoldBucket,
} from '../../records/readings';
import type { SignalKind } from '../../records/columns/signal-kinds';
import { ownSignalRoom, signalKindsOf, type OwnSignalRoom } from '../../records/signal-kinds';
import { presentClients } from '../../records/merged-clients';
import { calledByDeals, type NamingLifecycle } from '../../records/people-named';
import { runningOfClients } from '../../records/running-lifecycles';
import { saidOtherwise } from '../../records/fact-prints';
import { keepingFacts, lifecycleRecord } from '../../records/waiting-facts';
import { bucketFact, bucketFactId } from '../../temporal/buckets';
import { sendOrKeep } from '../../temporal/client';
import type { FactName, Messages } from '../../domain/core/concern';
import { repeatedBy } from '../../domain/core/grouped';
import type { Money } from '../../domain/core/json';
import type { ApiDeps } from '../http/route';
import type * as schemas from '../schemas/signals';
import { acceptedAs } from './acceptance';
import { factIdOf, handOverAll, printOf, type ReadyFact } from './facts';
import { inOrderOfEach } from './in-order';
import { noteIdOf } from './saying';

export type Signal = z.output<typeof schemas.signal>;

/** A fact and its data, before anybody is told. */
export type Fact = { [K in FactName]: { readonly name: K; readonly data: Messages[K] } }[FactName];

/** A signal that is a number: it is kept, and its lifecycle hears of a new bucket only. */
type SignalOfReading = Extract<Signal, { kind: 'usage' | 'tickets' | 'own' }>;
type IncidentSignal = Exclude<Signal, SignalOfReading>;

/** Whether a signal is a reading. */
export const isMeasured = <S extends Signal>(signal: S): signal is S & SignalOfReading =>
  signal.kind === 'usage' || signal.kind === 'tickets' || signal.kind === 'own';

/** What is known of signals of the house's own: their kinds by code, and what lifecycles have room for. */
export interface KnownOwn {
  readonly kinds: ReadonlyMap<string, SignalKind>;
  readonly hasRoom: OwnSignalRoom;
}

/** What is known of the signals of the house's own among those. */
export async function knownOwnOf(
  signals: readonly (Signal & { readonly lifecycle: string })[],
  { db }: Pick<ApiDeps, 'db'>,
): Promise<KnownOwn> {
  const own = signals.flatMap((one) => (one.kind === 'own' ? [one] : []));
  const [kinds, hasRoom] = await Promise.all([
    signalKindsOf(
      db,
      own.map(({ code }) => code),
    ),
    ownSignalRoom(
      db,
      own.map(({ lifecycle }) => lifecycle),
    ),
  ]);
  return { kinds, hasRoom };
}

/** The reading of a signal, or why it is none. */
export function readingOf(
  signal: SignalOfReading,
  { lifecycleId, eventId }: Pick<NewReading, 'lifecycleId' | 'eventId'>,
  { kinds, hasRoom }: KnownOwn,
): NewReading | 'unknown-kind' | 'too-many-own-signals' {
  const { value, at = null } = signal;
  const told = { lifecycleId, eventId, value, at };
  if (signal.kind !== 'own') return { ...told, kind: signal.kind };
  const own = kinds.get(signal.code);
  if (own === undefined) return 'unknown-kind';
  return hasRoom(lifecycleId, signal.code) ? { ...told, kind: signal.code, own } : 'too-many-own-signals';
}

const invoiceOf = ({ invoiceId }: { invoiceId?: string | undefined }): { invoice?: string } =>
  invoiceId === undefined ? {} : { invoice: invoiceId };
const amountOf = ({ amount }: { amount?: Money | undefined }): { amount?: Money } =>
  amount === undefined ? {} : { amount };

/** What a signal other than a reading tells a lifecycle. `contact` is our own id of who departed. */
export function factOfSignal(signal: IncidentSignal, contact: string): Fact {
  switch (signal.kind) {
    case 'happiness':
      return { name: 'happinessHeard', data: { score: signal.value } };
    case 'service-call':
      return { name: 'serviceCallRated', data: { score: signal.value } };
    case 'billing-error':
      return { name: 'billingErrorFound', data: {} };
    case 'invoice-overdue':
      return { name: 'invoiceOverdue', data: { days: signal.value, ...invoiceOf(signal), ...amountOf(signal) } };
    case 'invoice-paid':
      return {
        name: 'invoicePaid',
        data: {
          ...invoiceOf(signal),
          ...(signal.end === undefined || signal.end === 'paid' ? {} : { end: signal.end }),
        },
      };
    case 'contact-departed':
      return { name: 'contactDeparted', data: { contact } };
    case 'competitor-seen':
      return { name: 'competitorSeen', data: {} };
    case 'news':
      return { name: 'newsArrived', data: {} };
    default:
      return signal satisfies never;
  }
}

/** What somebody does who sends that signal. */
export function actOfSignal({ kind }: Pick<Signal, 'kind'>): Act {
  return kind === 'invoice-overdue' || kind === 'invoice-paid' ? 'invoices' : 'signals';
}

/**
 * Keeps readings, and tells lifecycles whose bucket changed. Returns how many readings were new, and the facts that
 * were sent. Throws `NoAnswer`: the sweep sends what was not sent.
 */
export async function takeReadings<R extends NewReading>(
  readings: ReadingsToKeep<R>,
  by: string,
  deps: ApiDeps,
): Promise<{
  readonly kept: number;
  readonly sent: readonly { readonly factId: string }[];
  /** Readings whose `eventId` is another reading's. */
  readonly otherwise: readonly R[];
}> {
  const { kept, untold, otherwise } = await keepReadings(deps.db, readings);
  const accepted = await acceptanceFor(
    deps.db,
    untold.map(({ lifecycleId }) => lifecycleId),
  );
  const sent: UntoldBucket[] = [];
  try {
    await inOrderOfEach(untold, async (change) => {
      const { lifecycleId, changedAt } = change;
      const { name, ...envelope } = bucketFact({ ...change, ...accepted(lifecycleId, changedAt) }, by);
      await sendOrKeep(deps.lifecycles, lifecycleRecord(deps.db), lifecycleId, name, envelope);
      sent.push(change);
      return true;
    });
  } finally {
    await markTold(deps.db, sent);
  }
  return { kept, otherwise, sent: sent.map((change) => ({ factId: bucketFactId(change) })) };
}

export type SignalOfBatch = Signal & { readonly lifecycle: string; readonly eventId: string };

export interface Rejected {
  readonly pointer: string;
  readonly code:
    | 'unknown-lifecycle'
    | 'ended'
    | 'unknown-contact'
    | 'unknown-kind'
    | 'too-many-invoices'
    | 'too-many-own-signals'
    | 'other-fact';
}

export interface Taken {
  readonly accepted: number;
  /** Among the accepted: known by their `eventId` already. */
  readonly repeated: number;
  readonly rejected: readonly Rejected[];
}

/** The place of a signal in the batch. */
interface InBatch {
  readonly pointer: string;
}

/** A fact of the batch, and to whom it goes. */
interface Outgoing extends InBatch {
  readonly lifecycleId: string;
  readonly id: string;
  readonly fact: Fact;
  readonly note: string | undefined;
}

interface KnownAs {
  readonly id: string;
  readonly departed: boolean;
}

/** What the lifecycles of a batch, and the people who left in it, are known as. */
interface KnownOfBatch {
  readonly headOf: ReadonlyMap<string, NamingLifecycle & { readonly stage: Stage; readonly access: AccessRow }>;
  /** Our id of a contact, as a lifecycle names them. */
  contactOf(lifecycle: NamingLifecycle, givenId: string): KnownAs | undefined;
  /** Running lifecycles of a client. */
  runningOf(clientId: string): readonly string[];
  /** The people of clients whom somebody leaves. */
  readonly seen: SeenPeople;
  readonly hasRoom: InvoiceRoom;
  readonly own: KnownOwn;
  clockOf(lifecycleId: string): LifeClock;
}

async function lookUp(signals: readonly SignalOfBatch[], { db }: Pick<ApiDeps, 'db'>): Promise<KnownOfBatch> {
  const rows = await db.lifecycle.findMany({
    where: { id: { in: [...new Set(signals.map(({ lifecycle }) => lifecycle))] } },
    select: { id: true, stage: true, clientId: true, dealId: true, ...clockColumns, ...accessColumns },
  });
  const present = await presentClients(
    db,
    rows.map(({ clientId }) => clientId),
  );
  const heads = rows.map((row) => ({ ...row, clientId: present(row.clientId) }));
  const left = new Set(signals.flatMap(({ kind, lifecycle }) => (kind === 'contact-departed' ? [lifecycle] : [])));
  const leaving = heads.filter(({ id }) => left.has(id));
  const clients = [...new Set(leaving.map(({ clientId }) => clientId))];
  const calledByDeal = await calledByDeals(db, leaving);
  const hasRoom = await invoiceRoom(
    db,
    signals.flatMap(({ kind, lifecycle }) => (kind === 'invoice-overdue' ? [lifecycle] : [])),
  );
  const own = await knownOwnOf(signals, { db });
  const seen = clients.length === 0 ? { clients, running: [], contacts: [] } : await seePeople(db, clients);
  const running = clients.length === 0 ? [] : await runningOfClients(db, clients);
  const people = new Map(
    seen.contacts.flatMap(({ id, clientId, givenId, departedAt }) => {
      const known = { id, departed: departedAt !== null };
      return [[`${clientId} ${givenId}`, known] as const, [id, known] as const];
    }),
  );
  const clocks = new Map([...heads, ...running].map((row) => [row.id, clockOf(row)]));
  return {
    seen,
    hasRoom,
    own,
    headOf: new Map(heads.map((head) => [head.id, { ...head, stage: stageOf(head), access: accessRowOf(head) }])),
    clockOf: (lifecycleId) => clocks.get(lifecycleId) ?? unknownClock,
    contactOf: (lifecycle, givenId) =>
      people.get(calledByDeal(lifecycle, givenId) ?? `${lifecycle.clientId} ${givenId}`),
    runningOf: (clientId) => running.filter((one) => one.clientId === clientId).map(({ id }) => id),
  };
}

interface Sorted {
  readonly rejected: readonly Rejected[];
  readonly readings: readonly (NewReading & InBatch)[];
  readonly outgoing: readonly Outgoing[];
  /** Contacts who left, each with the fact that says so. */
  readonly departed: readonly (InBatch & { readonly id: string; readonly contact: string })[];
  /** Signals of what is known already. */
  readonly repeated: number;
}

const nothing: Sorted = { rejected: [], readings: [], outgoing: [], departed: [], repeated: 0 };

/** What one signal comes to; `pointer` is its place in the batch. */
function sortOne(signal: SignalOfBatch, pointer: string, viewer: Viewer, known: KnownOfBatch): Sorted {
  const { lifecycle, eventId, note } = signal;
  const reject = (code: Rejected['code']): Sorted => ({ ...nothing, rejected: [{ pointer, code }] });
  const head = known.headOf.get(lifecycle);
  // What is not theirs looks as if it were not there.
  if (head === undefined || !mayDo(viewer, head.access, actOfSignal(signal))) return reject('unknown-lifecycle');
  if (hasEnded(head.stage)) return reject('ended');
  const id = factIdOf(lifecycle, eventId);
  if (isMeasured(signal)) {
    const reading = readingOf(signal, { lifecycleId: lifecycle, eventId: id }, known.own);
    return typeof reading === 'string' ? reject(reading) : { ...nothing, readings: [{ pointer, ...reading }] };
  }
  if (signal.kind === 'invoice-overdue' && !known.hasRoom(lifecycle, signal.invoiceId))
    return reject('too-many-invoices');
  if (signal.kind !== 'contact-departed')
    return { ...nothing, outgoing: [{ pointer, lifecycleId: lifecycle, id, fact: factOfSignal(signal, ''), note }] };
  const contact = known.contactOf(head, signal.contactId);
  if (contact === undefined) return reject('unknown-contact');
  // Every lifecycle heard it when it was noted; told again, it would count again.
  if (contact.departed) return { ...nothing, repeated: 1 };
  const fact = factOfSignal(signal, contact.id);
  const outgoing = known
    .runningOf(head.clientId)
    .map((lifecycleId) => ({ pointer, lifecycleId, id: factIdOf(lifecycleId, eventId), fact, note }));
  return { ...nothing, outgoing, departed: [{ pointer, id, contact: contact.id }] };
}

/**
 * Takes a batch in a fixed number of queries. What cannot be taken is named in `rejected`. The rest counts once per
 * `eventId`, however often the batch is sent, and who departs departs once. Throws `NoAnswer` and `PeopleChanged`: send the
 * same batch again.
 */
export function takeSignals(
  signals: readonly SignalOfBatch[],
  by: string,
  viewer: Viewer,
  deps: ApiDeps,
): Promise<Taken> {
  return lookingAgain(() => takenAsSeen(signals, by, viewer, deps));
}

async function takenAsSeen(
  signals: readonly SignalOfBatch[],
  by: string,
  viewer: Viewer,
  deps: ApiDeps,
): Promise<Taken> {
  const { db } = deps;
  const acceptedAt = new Date().toISOString();
  const known = await lookUp(signals, deps);
  const sorted = signals.map((signal, index) => sortOne(signal, `/signals/${index}`, viewer, known));
  const asked = sorted.flatMap((one) => one.outgoing);
  const prints = asked.map((one) => ({ ...one, print: printOf(one.fact.name, one.fact.data) }));
  const otherFacts = new Set((await saidOtherwise(db, prints)).map(({ pointer }) => pointer));
  const departing = sorted.flatMap(({ departed }) => departed).filter(({ pointer }) => !otherFacts.has(pointer));
  const saidAgain = new Set(repeatedBy(departing, ({ contact }) => contact).map(({ pointer }) => pointer));
  const outgoing = asked.filter(({ pointer }) => !otherFacts.has(pointer) && !saidAgain.has(pointer));
  const readings = sorted.flatMap((one) => one.readings);

  const counted = await db.ledgerRow.findMany({
    where: { cause: { in: outgoing.map(({ id }) => id) } },
    select: { lifecycleId: true, cause: true },
    distinct: ['lifecycleId', 'cause'],
  });
  const before = new Set(counted.map(({ cause }) => cause));
  const fresh = outgoing.filter(({ id }) => !before.has(id));
  const notes = fresh.flatMap(({ lifecycleId, id, note }) =>
    note === undefined ? [] : [{ id: noteIdOf(id), lifecycleId, by, words: note }],
  );
  const left = departing.filter(({ id, pointer }) => !before.has(id) && !saidAgain.has(pointer));
  if (notes.length > 0) await db.note.createMany({ data: inLockOrder(notes, ({ id }) => id), skipDuplicates: true });
  const ready = fresh.map(({ lifecycleId, id, fact, note }): ReadyFact => {
    const words = note === undefined ? {} : { note: noteIdOf(id) };
    const accepted = acceptedAs(deps, known.clockOf(lifecycleId), acceptedAt);
    return { lifecycleId, name: fact.name, envelope: { id, by, ...words, ...accepted, data: fact.data } };
  });
  // Who departed is noted and told to every lifecycle, all or none.
  const departures = ready.filter(({ name }) => name === 'contactDeparted');
  if (departures.length > 0)
    await db.$transaction(async (tx) => {
      await holdPeople(tx, known.seen);
      await notingDepartures(
        tx,
        left.map(({ contact }) => contact),
      );
      await keepingFacts(tx, departures);
    });
  const { kept, otherwise } = await takeReadings(readings, by, deps);
  for (const { pointer } of otherwise) otherFacts.add(pointer);
  await handOverAll(departures, deps);
  const behind = await inOrderOfEach(
    ready.filter(({ name }) => name !== 'contactDeparted'),
    async ({ lifecycleId, name, envelope }) =>
      (await sendOrKeep(deps.lifecycles, lifecycleRecord(db), lifecycleId, name, envelope)) !== 'kept',
  );
  // What follows one that is kept must not overtake it.
  if (behind.length > 0) await keepingFacts(db, behind);
  const rejected = [
    ...sorted.flatMap((one) => one.rejected),
    ...[...otherFacts].map((pointer) => ({ pointer, code: 'other-fact' as const })),
  ];
  const knownAlready = sorted.reduce((sum, one) => sum + one.repeated, saidAgain.size);
  return {
    accepted: signals.length - rejected.length,
    repeated: readings.length - otherwise.length - kept + (outgoing.length - fresh.length) + knownAlready,
    rejected: rejected.toSorted((a, b) => a.pointer.localeCompare(b.pointer, 'en', { numeric: true })),
  };
}
