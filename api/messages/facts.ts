/**
 * Sends facts to lifecycles. Words go to PostgreSQL first; the message carries their id. Facts that belong together, or
 * to something that is written with them, are kept in one transaction before the first of them is handed over: whatever
 * crashes then, the sweep hands over the rest.
 */
import type { FactName, Messages } from '../../domain/core/concern';
import { messageIdPrefix } from '../../domain/core/identity';
import type { Refusal } from '../../domain/core/refusals';
import { hasEnded } from '../../domain/core/stages';
import { ignoredBecause, type LedgerLine } from '../../records/columns/ledger';
import { saidOtherwise } from '../../records/fact-prints';
import { keepingFacts, lifecycleRecord, waitsNoMore, type Writing } from '../../records/waiting-facts';
import { sendOrKeep, type Envelope } from '../../temporal/client';
import { NoAnswer, NotRunning } from '../../temporal/errors';
import { canonical } from '../http/idempotency';
import { refusedBecause, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { acceptedAs } from './acceptance';
import { inOrderOfEach } from './in-order';
import { headOf } from './read';
import { keepWords, shortHash, type Saying } from './saying';

/** The id by which a fact counts once: hashed, so that histories hold nothing a sender put into an event id. */
export function factIdOf(lifecycleId: string, eventId: string): string {
  return messageIdPrefix.fact + shortHash(lifecycleId, eventId);
}

/** A fact without its words and its sender, as one hash. */
export function printOf(name: FactName, data: object): string {
  return shortHash(name, canonical(data));
}

/** What the sender of two facts under one id hears. */
export const usedForAnother = 'This eventId was used for another fact about this lifecycle.';

/** What became of a fact. `accepted`: nobody waited to see. */
export type Fate = { readonly state: 'accepted' | 'applied' } | { readonly state: 'ignored'; readonly reason: Refusal };

/** A fact that was sent. */
export interface SentFact {
  readonly eventId: string;
  readonly fate: Fate;
}

/** Who says facts, in which words, and the id by which each counts once in its lifecycle. */
export type FactSaying = Omit<Saying, 'lifecycleId'> & {
  readonly eventId: string;
  readonly waitSeconds?: number | null;
  /** True where the sender chose the id: then another fact under it is an error. */
  readonly given?: boolean;
};

/** A fact, and the lifecycle that it is for. */
export interface FactFor<K extends FactName = FactName> {
  readonly lifecycleId: string;
  readonly name: K;
  readonly data: Messages[K];
  /** Names the second and further facts of one saying to one lifecycle; the words go with the first. */
  readonly part?: string;
}

/** A fact that is ready to go out. */
export interface ReadyFact {
  readonly lifecycleId: string;
  readonly name: FactName;
  readonly envelope: Envelope<FactName>;
}

/** What is about to be said: it is ready, it counted before, or its lifecycle has ended. */
type Prepared = { readonly ready: ReadyFact } | { readonly counted: Fate } | 'ended';

const readyOnly = (one: Prepared): readonly ReadyFact[] => (one !== 'ended' && 'ready' in one ? [one.ready] : []);

async function prepared(
  { lifecycleId, name, data, part }: FactFor,
  saying: FactSaying,
  deps: ApiDeps,
): Promise<Prepared> {
  const { by } = saying;
  const eventId = part === undefined ? saying.eventId : `${saying.eventId}:${part}`;
  const { stage, clock } = await headOf(lifecycleId, deps);
  const accepted = acceptedAs(deps, clock, new Date().toISOString());
  const id = factIdOf(lifecycleId, eventId);
  const counted = await fateBefore(lifecycleId, eventId, deps);
  if (counted === null && hasEnded(stage)) return 'ended';
  if (saying.given === true) {
    const said = { lifecycleId, id, print: printOf(name, data) };
    if ((await saidOtherwise(deps.db, [said])).length > 0) throw wrong('/eventId', usedForAnother);
  }
  if (counted !== null) return { counted };
  const note = part === undefined ? await keepWords(deps, id, { ...saying, lifecycleId }) : undefined;
  const envelope = { id, by, ...(note === undefined ? {} : { note }), ...accepted, data };
  return { ready: { lifecycleId, name, envelope } };
}

const preparedAll = (facts: readonly FactFor[], saying: FactSaying, deps: ApiDeps): Promise<readonly Prepared[]> =>
  Promise.all(facts.map((one) => prepared(one, saying, deps)));

/**
 * Sends a fact to a lifecycle; it counts once per `eventId`, for ever. One whose workflow has not begun hears it when it
 * does. Throws `Problem`s: 404, 409 when the lifecycle has ended, 422 where its `eventId` was given to another fact.
 */
export async function sendFact<K extends FactName>(
  name: K,
  data: Messages[K],
  saying: Saying & FactSaying,
  deps: ApiDeps,
): Promise<SentFact> {
  const { lifecycleId, eventId } = saying;
  const one = await prepared({ lifecycleId, name, data }, saying, deps);
  if (one === 'ended') throw refusedBecause('ended');
  if ('counted' in one) return { eventId, fate: one.counted };
  const { ready } = one;
  if ((await sendOrKeep(deps.lifecycles, lifecycleRecord(deps.db), lifecycleId, name, ready.envelope)) === 'ended')
    throw refusedBecause('ended');
  return { eventId, fate: await fateNow(ready, saying, deps) };
}

/**
 * Sends a fact to a lifecycle together with others, and with what is written for them, all or none. What Temporal does
 * not take now, the sweep hands over. Throws `Problem`s: 404, and 409 when the lifecycle has ended.
 */
export async function sendWithOthers<K extends FactName>(
  name: K,
  data: Messages[K],
  others: readonly FactFor[],
  saying: Saying & FactSaying,
  deps: ApiDeps,
  write?: Writing,
): Promise<SentFact> {
  const { lifecycleId, eventId } = saying;
  const all = await preparedAll([{ lifecycleId, name, data }, ...others], saying, deps);
  if (all[0] === 'ended') throw refusedBecause('ended');
  const [fate] = await keepAndHandOver(all, saying, deps, write);
  if (fate === undefined || fate === null) throw refusedBecause('ended');
  return { eventId, fate };
}

/** The same, where no lifecycle comes first. Returns what became of each fact, in their order: null where its lifecycle has ended. */
export async function sendTogether(
  facts: readonly FactFor[],
  saying: FactSaying,
  deps: ApiDeps,
  write?: Writing,
): Promise<readonly (Fate | null)[]> {
  return keepAndHandOver(await preparedAll(facts, saying, deps), saying, deps, write);
}

async function keepAndHandOver(
  all: readonly Prepared[],
  saying: FactSaying,
  deps: ApiDeps,
  write?: Writing,
): Promise<readonly (Fate | null)[]> {
  const ready = all.flatMap(readyOnly);
  await deps.db.$transaction(async (tx) => {
    await write?.(tx);
    await keepingFacts(tx, ready);
  });
  const became = await handOverAll(ready, deps);
  return Promise.all(
    all.map(async (one) => {
      if (one === 'ended') return null;
      if ('counted' in one) return one.counted;
      const came = became.get(one.ready);
      if (came === 'ended') return null;
      return came === 'sent' ? fateNow(one.ready, saying, deps) : { state: 'accepted' };
    }),
  );
}

/** Facts as they would go out; not those that counted before, nor to lifecycles that have ended. Throws a 404 `Problem`. */
export async function readyFacts(
  facts: readonly FactFor[],
  saying: FactSaying,
  deps: ApiDeps,
): Promise<readonly ReadyFact[]> {
  return (await preparedAll(facts, saying, deps)).flatMap(readyOnly);
}

type HandedOver = 'sent' | 'kept' | 'ended';

/**
 * Hands over facts that are kept already, those of one lifecycle one after another. Where one is not taken, it and those
 * behind it stay kept.
 */
export async function handOverAll(
  facts: readonly ReadyFact[],
  deps: Pick<ApiDeps, 'db' | 'lifecycles' | 'log'>,
): Promise<ReadonlyMap<ReadyFact, HandedOver>> {
  const became = new Map<ReadyFact, HandedOver>();
  await inOrderOfEach(facts, async (fact) => {
    const came = await handOver(fact, deps);
    became.set(fact, came);
    return came !== 'kept';
  });
  return became;
}

async function handOver(
  { lifecycleId, name, envelope }: ReadyFact,
  { db, lifecycles, log }: Pick<ApiDeps, 'db' | 'lifecycles' | 'log'>,
): Promise<HandedOver> {
  try {
    const became = await sendOrKeep(lifecycles, lifecycleRecord(db), lifecycleId, name, envelope);
    if (became !== 'kept') await waitsNoMore(db, { lifecycleId, id: envelope.id });
    return became;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    log.warn({ err: error, lifecycle: lifecycleId, fact: name }, 'will be handed over by the sweep');
    return 'kept';
  }
}

/** What became of a fact that its lifecycle took before; null for one that is not recorded. */
export async function fateBefore(
  lifecycleId: string,
  eventId: string,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<Fate | null> {
  const line = await db.ledgerRow.findFirst({
    where: { lifecycleId, cause: factIdOf(lifecycleId, eventId) },
    select: { lifecycleId: true, seq: true, kind: true, data: true },
  });
  return line === null ? null : fateOfRow(line);
}

/**
 * Whether a lifecycle took a fact before: the record says it, and until it does the life itself. A fact that waits for its
 * lifecycle to begin was not taken yet.
 */
export async function isTaken(lifecycleId: string, eventId: string, deps: ApiDeps): Promise<boolean> {
  if ((await fateBefore(lifecycleId, eventId, deps)) !== null) return true;
  return (await fateOfFact(lifecycleId, factIdOf(lifecycleId, eventId), 1, deps)).state !== 'accepted';
}

function fateOfRow(line: LedgerLine): Fate {
  const reason = ignoredBecause(line);
  return reason === null ? { state: 'applied' } : { state: 'ignored', reason };
}

async function fateNow(
  { lifecycleId, envelope }: ReadyFact,
  { waitSeconds = null }: FactSaying,
  deps: ApiDeps,
): Promise<Fate> {
  return waitSeconds === null ? { state: 'accepted' } : fateOfFact(lifecycleId, envelope.id, waitSeconds, deps);
}

/** What became of a fact that was sent: a query after a signal sees what the signal did. Waits a second at least. */
export async function fateOfFact(lifecycleId: string, id: string, waitSeconds: number, deps: ApiDeps): Promise<Fate> {
  try {
    const seen = await deps.lifecycles.fate(lifecycleId, id, Math.max(1, waitSeconds) * 1_000);
    if (seen === null) return { state: 'accepted' };
    return seen.fate === 'applied' ? { state: 'applied' } : { state: 'ignored', reason: seen.fate };
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof NotRunning) return { state: 'accepted' };
    throw error;
  }
}
