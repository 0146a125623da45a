/**
 * Idempotency-Key: the first answer is kept and replayed; another request under the same key is 422.
 *
 *   claimed, renewed while at work (a second request meanwhile: 409) ──► answered, below 500: replayed for a week
 *      └──(5xx, or not renewed: its process died)──► free: the outcome is unknown, and asking again finds it out
 */
import { createHash, randomUUID } from 'node:crypto';
import { claimKey, giveClaimBack, keepAnswer, renewClaim } from '../../records/idempotent-requests';
import { inFlight, wrong } from './problems';
import type { ApiDeps, Reply } from './route';

/** Methods whose requests may carry an Idempotency-Key. What others do twice is the same as once. */
export const isKeptOnce = (method: string): boolean => method === 'post' || method === 'patch';

/** The hash of those texts, in hex. A NUL between them keeps `a, bc` apart from `ab, c`. */
export function sha256(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex');
}

/** JSON with sorted keys: the same content has the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** An answer as it is kept: what is shown once is not in it. */
function withoutSecrets({ secret = [], ...reply }: Reply): Reply {
  if (secret.length === 0 || typeof reply.body !== 'object' || reply.body === null) return reply;
  const kept = Object.entries(reply.body).filter(([name]) => !secret.includes(name));
  return { ...reply, body: { ...Object.fromEntries(kept), shownOnce: secret } };
}

const replayedHeader = 'Idempotent-Replayed';

/** Whether it is an answer that was kept, and nothing was done for it. */
export const isReplayed = ({ headers }: Pick<Reply, 'headers'>): boolean => headers?.[replayedHeader] === 'true';

/** No request is at work for longer: one that hangs gives its claim up. */
const longestWorkMs = 600_000;

/** Acts once per key; `act`'s problems are kept too, unless they are 5xx. */
export async function onceUnder(
  { db, idempotencyLeaseMs, log }: Pick<ApiDeps, 'db' | 'idempotencyLeaseMs' | 'log'>,
  key: string,
  fingerprint: string,
  act: () => Promise<Reply>,
  problemReply: (error: unknown) => Reply,
): Promise<Reply> {
  const claim = { key, owner: randomUUID() };
  const found = await claimKey(db, claim, fingerprint, idempotencyLeaseMs);
  if (found?.is === 'another-request')
    throw wrong('/Idempotency-Key', 'This key was used for another request.', 'header');
  if (found?.is === 'under-way') throw inFlight();
  if (found !== null) return { status: found.status, body: found.body, headers: { [replayedHeader]: 'true' } };
  const until = Date.now() + longestWorkMs;
  const renewing = setInterval(() => {
    if (Date.now() > until) clearInterval(renewing);
    renewClaim(db, claim, idempotencyLeaseMs).catch((error: unknown) =>
      log.warn({ err: error }, 'a claim was not renewed'),
    );
  }, idempotencyLeaseMs / 3);
  try {
    const reply = await act();
    await keepAnswer(db, claim, withoutSecrets(reply));
    return reply;
  } catch (error) {
    const problem = problemReply(error);
    await (problem.status < 500 ? keepAnswer(db, claim, problem) : giveClaimBack(db, claim));
    throw error;
  } finally {
    clearInterval(renewing);
  }
}
