/**
 * Asks lifecycles for decisions. Each is stored before it is asked, so that it has one outcome (decision record 4).
 *
 *   asked ──► stands (set by the recording of its events)
 *     └─────► refused (set here, or by the sweep when nobody heard the answer)
 */
import { randomUUID } from 'node:crypto';
import type { DecisionName, Messages } from '../../domain/core/concern';
import { messageIdPrefix } from '../../domain/core/identity';
import type { Refusal } from '../../domain/core/refusals';
import { hasEnded } from '../../domain/core/stages';
import { refusalOf } from '../../records/columns/answers';
import { asJson } from '../../records/columns/column';
import { settleRefused, whyNotAsked } from '../../records/decisions';
import { hasEndedByRecord } from '../../records/waiting-facts';
import type { Envelope } from '../../temporal/client';
import { NoAnswer, NotRunning } from '../../temporal/errors';
import { outcomeUnknown, refusedBecause } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { acceptedAs } from './acceptance';
import { headOf } from './read';
import { keepWords, shortHash, type Saying } from './saying';

/** The id by which a decision has one outcome, however often it is asked for under the same key. */
function updateIdOf(lifecycleId: string, name: DecisionName, key: string): string {
  return messageIdPrefix.decision + shortHash(lifecycleId, name, key);
}

/**
 * Asks a lifecycle for a decision. The same `key` gets the same outcome: from PostgreSQL once it is known, else from
 * the lifecycle. Throws `Problem`s: 404, 409 (refused) and 503 (outcome unknown). The sweep asks again for an unknown
 * outcome, so the decision takes effect once, whether or not the caller comes back.
 */
export async function askDecision<K extends DecisionName>(
  name: K,
  data: Messages[K],
  saying: Saying & { readonly key: string | null },
  deps: ApiDeps,
): Promise<void> {
  const { lifecycleId, by } = saying;
  const { stage, clock } = await headOf(lifecycleId, deps);
  const updateId = updateIdOf(lifecycleId, name, saying.key ?? randomUUID());
  const before = await deps.db.decision.findUnique({ where: { updateId } });
  if (before?.state === 'stands') return;
  if (before?.state === 'refused') throw refusedBecause(refusalOf(before));
  if (hasEnded(stage)) throw refusedBecause('ended');
  const note = await keepWords(deps, updateId, saying);
  const askedAt = before?.askedAt ?? new Date();
  await deps.db.decision.createMany({
    data: { updateId, lifecycleId, name, data: asJson<object>(data), by, noteId: note ?? null, askedAt },
    skipDuplicates: true,
  });
  const envelope = {
    id: updateId,
    by,
    ...(note === undefined ? {} : { note }),
    ...acceptedAs(deps, clock, askedAt.toISOString()),
    data,
  };
  const verdict = await verdictOf(name, lifecycleId, envelope, deps);
  if ('refused' in verdict) throw refusedBecause(verdict.refused);
}

async function verdictOf<K extends DecisionName>(
  name: K,
  lifecycleId: string,
  envelope: Envelope<K>,
  deps: ApiDeps,
): Promise<{ readonly stands: true } | { readonly refused: Refusal }> {
  const { db, lifecycles, config } = deps;
  const { id: updateId, data } = envelope;
  const refused = await whyNotAsked(db, { id: updateId, lifecycleId, name, data });
  if (refused !== null) {
    await settleRefused(db, updateId, refused);
    return { refused };
  }
  try {
    const verdict = await lifecycles.decide(lifecycleId, name, envelope, config.api.decisionTimeoutMs);
    if ('stands' in verdict) return { stands: true };
    await settleRefused(db, updateId, verdict.refused);
    return verdict;
  } catch (error) {
    if (error instanceof NoAnswer) throw outcomeUnknown();
    if (!(error instanceof NotRunning)) throw error;
    // Not begun yet: the sweep asks when it has.
    if (!(await hasEndedByRecord(db, lifecycleId))) throw outcomeUnknown();
    // It ended: perhaps through this very decision, which is known once it is recorded.
    const { state } = await db.decision.findUniqueOrThrow({ where: { updateId } });
    if (state === 'stands') return { stands: true };
    await settleRefused(db, updateId, 'ended');
    return { refused: 'ended' };
  }
}
