/** Health signals, one or up to a thousand at once. Readings stay in PostgreSQL; a lifecycle hears of a new bucket only. */
import type { z } from 'zod';
import { hasEnded, runningStages, type Stage } from '../../domain/concerns/standing';
import { haveDeparted } from '../../records/contacts';
import { keepReadings, markTold, type NewReading, type UntoldBucket } from '../../records/readings';
import { bucketFactId, sendBucket } from '../../temporal/buckets';
import { ifRunning } from '../../temporal/client';
import type { FactName, Messages } from '../../domain/core/concern';
import type { Money } from '../../domain/core/json';
import type { ApiDeps } from '../http/route';
import type * as schemas from '../schemas/schemas';
import { factIdOf, noteIdOf } from './tell';

export type Signal = z.output<typeof schemas.signal>;

/** A fact and its data, before anybody is told. */
export type Fact = { [K in FactName]: { readonly name: K; readonly data: Messages[K] } }[FactName];

type Incident = Exclude<Signal, { kind: 'usage' | 'tickets' }>;

const invoiceOf = ({ invoiceId }: { invoiceId?: string | undefined }): { invoice?: string } =>
  invoiceId === undefined ? {} : { invoice: invoiceId };
const amountOf = ({ amount }: { amount?: Money | undefined }): { amount?: Money } =>
  amount === undefined ? {} : { amount };

/** What a signal other than a reading tells a lifecycle. `contact` is our own id of who departed. */
export function factOf(signal: Incident, contact: string): Fact {
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
      return { name: 'invoicePaid', data: invoiceOf(signal) };
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

/** At once; more only wait for each other. */
const tellingAtOnce = 25;

async function inTurns<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += tellingAtOnce)
    await Promise.all(all.slice(from, from + tellingAtOnce).map(act));
}

/**
 * Keeps readings and tells what changed. Returns how many were new, and the messages that were told.
 * Throws `NoAnswer`: the sweep tells what was not told.
 */
export async function takeReadings(
  readings: readonly NewReading[],
  by: string,
  deps: ApiDeps,
): Promise<{ readonly kept: number; readonly told: readonly { readonly messageId: string }[] }> {
  const { kept, untold } = await keepReadings(deps.db, readings);
  const told: UntoldBucket[] = [];
  try {
    await inTurns(untold, async (change) => {
      await sendBucket(deps.lifecycles, change, by);
      told.push(change);
    });
  } finally {
    await markTold(deps.db, told);
  }
  return { kept, told: told.map((change) => ({ messageId: bucketFactId(change) })) };
}

export type SignalOfBatch = Signal & { readonly lifecycle: string; readonly eventId: string };

export interface Rejected {
  readonly pointer: string;
  readonly code: 'unknown-lifecycle' | 'ended' | 'unknown-contact';
}

export interface Taken {
  readonly accepted: number;
  /** Among the accepted: known by their `eventId` already. */
  readonly repeated: number;
  readonly rejected: readonly Rejected[];
}

interface Telling {
  readonly lifecycleId: string;
  readonly id: string;
  readonly fact: Fact;
  readonly note: string | undefined;
}

/**
 * Takes a batch in a fixed number of queries. What cannot be taken is named; everything else is accepted, each
 * once per `eventId`, however often the batch is sent. Throws `NoAnswer`: send the same batch again.
 */
export async function takeSignals(signals: readonly SignalOfBatch[], by: string, deps: ApiDeps): Promise<Taken> {
  const { db } = deps;
  const heads = await db.lifecycle.findMany({
    where: { id: { in: [...new Set(signals.map(({ lifecycle }) => lifecycle))] } },
    select: { id: true, stage: true, clientId: true },
  });
  const headOf = new Map(heads.map((head) => [head.id, head]));
  const clients = heads.map(({ clientId }) => clientId);
  const departs = signals.some(({ kind }) => kind === 'contact-departed');
  const [contacts, siblings] = departs
    ? await Promise.all([
        db.contact.findMany({
          where: { clientId: { in: clients } },
          select: { id: true, clientId: true, givenId: true },
        }),
        db.lifecycle.findMany({
          where: { clientId: { in: clients }, stage: { in: [...runningStages] } },
          select: { id: true, clientId: true },
        }),
      ])
    : [[], []];
  const contactOf = new Map(contacts.map(({ id, clientId, givenId }) => [`${clientId} ${givenId}`, id]));

  const rejected: Rejected[] = [];
  const readings: NewReading[] = [];
  const tellings: Telling[] = [];
  const departed: { id: string; contact: string }[] = [];
  signals.forEach((signal, index) => {
    const head = headOf.get(signal.lifecycle);
    const reject = (code: Rejected['code']): void => void rejected.push({ pointer: `/signals/${index}`, code });
    if (head === undefined) return reject('unknown-lifecycle');
    if (hasEnded(head.stage as Stage)) return reject('ended');
    const { eventId, at = null } = signal;
    const id = factIdOf(head.id, eventId);
    if (signal.kind === 'usage' || signal.kind === 'tickets')
      return void readings.push({ lifecycleId: head.id, eventId: id, kind: signal.kind, value: signal.value, at });
    if (signal.kind !== 'contact-departed')
      return void tellings.push({ lifecycleId: head.id, id, fact: factOf(signal, ''), note: signal.note });
    const contact = contactOf.get(`${head.clientId} ${signal.contactId}`);
    if (contact === undefined) return reject('unknown-contact');
    departed.push({ id, contact });
    for (const sibling of siblings.filter(({ clientId }) => clientId === head.clientId))
      tellings.push({
        lifecycleId: sibling.id,
        id: factIdOf(sibling.id, eventId),
        fact: factOf(signal, contact),
        note: signal.note,
      });
  });

  const counted = await db.ledgerRow.findMany({
    where: { cause: { in: tellings.map(({ id }) => id) } },
    select: { lifecycleId: true, cause: true },
    distinct: ['lifecycleId', 'cause'],
  });
  const known = new Set(counted.map(({ cause }) => cause));
  const fresh = tellings.filter(({ id }) => !known.has(id));
  const notes = fresh.flatMap(({ lifecycleId, id, note }) =>
    note === undefined ? [] : [{ id: noteIdOf(id), lifecycleId, by, words: note }],
  );
  await haveDeparted(
    db,
    departed.filter(({ id }) => !known.has(id)).map(({ contact }) => contact),
  );
  if (notes.length > 0) await db.note.createMany({ data: notes, skipDuplicates: true });
  const { kept } = await takeReadings(readings, by, deps);
  await inTurns(fresh, async ({ lifecycleId, id, fact, note }) => {
    const envelope = { id, by, ...(note === undefined ? {} : { note: noteIdOf(id) }), data: fact.data };
    await ifRunning(() => deps.lifecycles.sendFact(lifecycleId, fact.name, envelope));
  });
  return {
    accepted: signals.length - rejected.length,
    repeated: readings.length - kept + (tellings.length - fresh.length),
    rejected,
  };
}
