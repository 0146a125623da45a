/** Hands facts and decisions to lifecycles. Words go to PostgreSQL first; the message carries their id. */
import { randomUUID } from 'node:crypto';
import type { DecisionName, FactName, Messages } from '../../domain/core/concern';
import { messageIdPrefix } from '../../domain/core/identity';
import type { Refusal } from '../../domain/core/refusals';
import { hasEnded } from '../../domain/concerns/standing';
import { refusalOf } from '../../records/columns/answers';
import { asJson } from '../../records/columns/column';
import { ignoredBecause, type LedgerLine } from '../../records/columns/ledger';
import { settleRefused } from '../../records/decisions';
import { NoAnswer, NotRunning } from '../../temporal/client';
import { sha256 } from '../http/idempotency';
import { outcomeUnknown, Problem, refusedBecause } from '../http/problems';
import { headOf } from './read';
import type { ApiDeps } from '../http/route';

export interface Saying {
  readonly lifecycleId: string;
  /** A rep's id, or a role. */
  readonly by: string;
  readonly note?: string | undefined;
  /** Keeps what goes with it beside the words, before it is told; not for what counted already. */
  readonly keep?: () => Promise<void>;
}

const idLength = 24;
const shortHash = (...parts: readonly string[]): string => sha256(...parts).slice(0, idLength);

/** The id by which a fact counts once: hashed, so that histories hold nothing a sender put into an event id. */
export function factIdOf(lifecycleId: string, eventId: string): string {
  return messageIdPrefix.fact + shortHash(lifecycleId, eventId);
}

export function updateIdOf(lifecycleId: string, name: DecisionName, key: string): string {
  return messageIdPrefix.decision + shortHash(lifecycleId, name, key);
}

/** The id of the words that go with a message. */
export function noteIdOf(messageId: string): string {
  return `n_${messageId}`;
}

/** Stores words under an id made from the message's, so that a retry stores nothing twice. */
async function keepWords(
  { db }: ApiDeps,
  messageId: string,
  { lifecycleId, by, note }: Saying,
): Promise<string | undefined> {
  if (note === undefined) return undefined;
  const id = noteIdOf(messageId);
  await db.note.createMany({ data: { id, lifecycleId, by, words: note }, skipDuplicates: true });
  return id;
}

export type Fate = { readonly state: 'accepted' | 'applied' } | { readonly state: 'ignored'; readonly reason: Refusal };

export interface Told {
  readonly eventId: string;
  readonly fate: Fate;
}

/** Tells a lifecycle a fact; it counts once per `eventId`, for ever. Throws 404 and 409 `Problem`s. */
export async function tellFact<K extends FactName>(
  name: K,
  data: Messages[K],
  saying: Saying & { readonly eventId: string; readonly waitSeconds?: number | null },
  deps: ApiDeps,
): Promise<Told> {
  const { lifecycleId, by, eventId, waitSeconds = null } = saying;
  const { stage } = await headOf(lifecycleId, deps);
  const id = factIdOf(lifecycleId, eventId);
  const counted = await deps.db.ledgerRow.findFirst({
    where: { lifecycleId, cause: id },
    select: { lifecycleId: true, seq: true, kind: true, data: true },
  });
  if (counted !== null) return { eventId, fate: fateOfRow(counted) };
  if (hasEnded(stage)) throw refusedBecause('ended');
  const note = await keepWords(deps, id, saying);
  await saying.keep?.();
  try {
    await deps.lifecycles.sendFact(lifecycleId, name, { id, by, ...(note === undefined ? {} : { note }), data });
  } catch (error) {
    throw error instanceof NotRunning && !(await hasEndedNow(lifecycleId, deps)) ? aboutToBegin() : error;
  }
  return {
    eventId,
    fate: waitSeconds === null ? { state: 'accepted' } : await fateOf(lifecycleId, id, waitSeconds, deps),
  };
}

function fateOfRow(line: LedgerLine): Fate {
  const reason = ignoredBecause(line);
  return reason === null ? { state: 'applied' } : { state: 'ignored', reason };
}

/** A query after a signal sees what the signal did, so one query tells. */
export async function fateOf(lifecycleId: string, id: string, waitSeconds: number, deps: ApiDeps): Promise<Fate> {
  try {
    const seen = await deps.lifecycles.fate(lifecycleId, id, Math.max(1, waitSeconds) * 1_000);
    if (seen === null) return { state: 'accepted' };
    return seen.fate === 'applied' ? { state: 'applied' } : { state: 'ignored', reason: seen.fate };
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof NotRunning) return { state: 'accepted' };
    throw error;
  }
}

/**
 * Asks a lifecycle for a decision. The same `key` gets the one true outcome: from PostgreSQL once it is
 * known, else from the lifecycle. Throws 404, 409 (refused) and 503 (outcome unknown) `Problem`s; what
 * stayed unknown is asked again by the sweep, so it takes effect once whether or not the caller comes back.
 */
export async function askDecision<K extends DecisionName>(
  name: K,
  data: Messages[K],
  saying: Saying & { readonly key: string | null },
  deps: ApiDeps,
): Promise<void> {
  const { lifecycleId, by } = saying;
  const { stage } = await headOf(lifecycleId, deps);
  const updateId = updateIdOf(lifecycleId, name, saying.key ?? randomUUID());
  const before = await deps.db.decision.findUnique({ where: { updateId } });
  if (before?.state === 'stands') return;
  if (before?.state === 'refused') throw refusedBecause(refusalOf(before));
  if (hasEnded(stage)) throw refusedBecause('ended');
  const note = await keepWords(deps, updateId, saying);
  await deps.db.decision.createMany({
    data: { updateId, lifecycleId, name, data: asJson<object>(data), by, noteId: note ?? null },
    skipDuplicates: true,
  });
  const verdict = await verdictOf(name, updateId, { lifecycleId, by, note, data }, deps);
  if ('refused' in verdict) throw refusedBecause(verdict.refused);
}

/** A workflow ends only after its ending is recorded: where none is, it has not begun yet. */
async function hasEndedNow(lifecycleId: string, deps: ApiDeps): Promise<boolean> {
  return hasEnded((await headOf(lifecycleId, deps)).stage);
}

const aboutToBegin = (): Problem =>
  new Problem(503, 'This lifecycle is about to begin. Try again shortly.', { headers: { 'Retry-After': '5' } });

async function verdictOf<K extends DecisionName>(
  name: K,
  updateId: string,
  asked: {
    readonly lifecycleId: string;
    readonly by: string;
    readonly note: string | undefined;
    readonly data: Messages[K];
  },
  deps: ApiDeps,
): Promise<{ readonly stands: true } | { readonly refused: Refusal }> {
  const { db, lifecycles, config } = deps;
  const { lifecycleId, by, note, data } = asked;
  try {
    const verdict = await lifecycles.decide(
      lifecycleId,
      name,
      { id: updateId, by, ...(note === undefined ? {} : { note }), data },
      config.api.decisionTimeoutMs,
    );
    if ('stands' in verdict) return { stands: true };
    await settleRefused(db, updateId, verdict.refused);
    return verdict;
  } catch (error) {
    if (error instanceof NoAnswer) throw outcomeUnknown();
    if (!(error instanceof NotRunning)) throw error;
    // Not begun yet: the sweep asks when it has.
    if (!(await hasEndedNow(lifecycleId, deps))) throw outcomeUnknown();
    // It ended: perhaps through this very decision, which is known once it is recorded.
    const { state } = await db.decision.findUniqueOrThrow({ where: { updateId } });
    if (state === 'stands') return { stands: true };
    await settleRefused(db, updateId, 'ended');
    return { refused: 'ended' };
  }
}
