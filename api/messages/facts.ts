/** Sends facts to lifecycles. Words go to PostgreSQL first; the message carries their id. */
import { acceptance } from '../../domain/core/accepted';
import type { FactName, Messages } from '../../domain/core/concern';
import { messageIdPrefix } from '../../domain/core/identity';
import type { Refusal } from '../../domain/core/refusals';
import { hasEnded } from '../../domain/core/stages';
import { ignoredBecause, type LedgerLine } from '../../records/columns/ledger';
import { lifecycleRecord } from '../../records/waiting-facts';
import { sendOrKeep } from '../../temporal/client';
import { NoAnswer, NotRunning } from '../../temporal/errors';
import { refusedBecause } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { headOf } from './read';
import { keepWords, shortHash, type Saying } from './saying';

/** The id by which a fact counts once: hashed, so that histories hold nothing a sender put into an event id. */
export function factIdOf(lifecycleId: string, eventId: string): string {
  return messageIdPrefix.fact + shortHash(lifecycleId, eventId);
}

/** What became of a fact. `accepted`: nobody waited to see. */
export type Fate = { readonly state: 'accepted' | 'applied' } | { readonly state: 'ignored'; readonly reason: Refusal };

/** A fact that was sent. */
export interface SentFact {
  readonly eventId: string;
  readonly fate: Fate;
}

/**
 * Sends a fact to a lifecycle; it counts once per `eventId`, for ever. One whose workflow has not begun hears it when it
 * does. Throws `Problem`s: 404, and 409 when the lifecycle has ended.
 */
export async function sendFact<K extends FactName>(
  name: K,
  data: Messages[K],
  saying: Saying & { readonly eventId: string; readonly waitSeconds?: number | null },
  deps: ApiDeps,
): Promise<SentFact> {
  const { lifecycleId, by, eventId, waitSeconds = null } = saying;
  const { stage, clock } = await headOf(lifecycleId, deps);
  const accepted = acceptance(clock, new Date().toISOString());
  const id = factIdOf(lifecycleId, eventId);
  const counted = await deps.db.ledgerRow.findFirst({
    where: { lifecycleId, cause: id },
    select: { lifecycleId: true, seq: true, kind: true, data: true },
  });
  if (counted !== null) return { eventId, fate: fateOfRow(counted) };
  if (hasEnded(stage)) throw refusedBecause('ended');
  const note = await keepWords(deps, id, saying);
  await saying.keep?.();
  const envelope = { id, by, ...(note === undefined ? {} : { note }), ...accepted, data };
  if ((await sendOrKeep(deps.lifecycles, lifecycleRecord(deps.db), lifecycleId, name, envelope)) === 'ended')
    throw refusedBecause('ended');
  return {
    eventId,
    fate: waitSeconds === null ? { state: 'accepted' } : await fateOfFact(lifecycleId, id, waitSeconds, deps),
  };
}

function fateOfRow(line: LedgerLine): Fate {
  const reason = ignoredBecause(line);
  return reason === null ? { state: 'applied' } : { state: 'ignored', reason };
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
