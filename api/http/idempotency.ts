/**
 * Idempotency-Key: the first answer is kept and replayed; another request under the same key is 422.
 *
 *   claimed (a second request meanwhile: 409) ──► answered, below 500: replayed for ever
 *      └──(5xx, or the claim is thirty seconds old)──► free: the outcome is unknown, and asking again finds it out
 */
import { createHash } from 'node:crypto';
import { Prisma, type Database } from '../../prisma/client';
import { answerOf } from '../../records/columns/answers';
import { inFlight, wrong } from './problems';
import type { Reply } from './route';

/** A request that died half-way frees its key after so long. */
const leaseMs = 30_000;

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

/** Acts once per key; `act`'s problems are kept too, unless they are 5xx. */
export async function onceUnder(
  db: Database,
  key: string,
  fingerprint: string,
  act: () => Promise<Reply>,
  problemReply: (error: unknown) => Reply,
): Promise<Reply> {
  const before = await claimKey(db, key, fingerprint);
  if (before !== null) return { ...before, headers: { 'Idempotent-Replayed': 'true' } };
  let reply: Reply;
  try {
    reply = await act();
  } catch (error) {
    const problem = problemReply(error);
    if (problem.status < 500) await keep(db, key, problem);
    else await db.idempotentRequest.update({ where: { key }, data: { lockedUntil: null } });
    throw error;
  }
  await keep(db, key, reply);
  return reply;
}

async function claimKey(db: Database, key: string, fingerprint: string): Promise<Reply | null> {
  const now = new Date();
  const lockedUntil = new Date(now.getTime() + leaseMs);
  const { count } = await db.idempotentRequest.createMany({
    data: { key, fingerprint, lockedUntil },
    skipDuplicates: true,
  });
  if (count === 1) return null;
  const found = await db.idempotentRequest.findUniqueOrThrow({ where: { key } });
  if (found.fingerprint !== fingerprint)
    throw wrong('/Idempotency-Key', 'This key was used for another request.', 'header');
  if (found.status !== null) return { status: found.status, body: answerOf(found) };
  const taken = await db.idempotentRequest.updateMany({
    where: { key, status: null, OR: [{ lockedUntil: null }, { lockedUntil: { lt: now } }] },
    data: { lockedUntil },
  });
  if (taken.count === 1) return null;
  throw inFlight();
}

async function keep(db: Database, key: string, { status, body }: Reply): Promise<void> {
  await db.idempotentRequest.update({
    where: { key },
    data: { status, body: body ?? Prisma.JsonNull, lockedUntil: null },
  });
}
