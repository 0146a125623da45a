/**
 * Requests under an Idempotency-Key. A request claims its key and renews the claim while it is at work; a claim that was
 * not renewed in time is anybody's, by the clock of PostgreSQL. Only whoever holds the claim keeps an answer. What a request
 * did is noted under its key with what it wrote: one that crashed before it answered is answered as it acted.
 */
import { Prisma, type Database } from '../prisma/client';
import { answerOf } from './columns/answers';
import type { Json } from '../domain/core/json';

/** A claim on a key, and whose it is. */
export interface KeyClaim {
  readonly key: string;
  readonly owner: string;
}

/** What stood under a key that was not to be had. */
export type FoundUnderKey =
  | { readonly is: 'another-request' }
  | { readonly is: 'under-way' }
  | { readonly is: 'answered'; readonly status: number; readonly body: Json };

/** Claims a key for a request and for so long; null once it is claimed, else what stands there. */
export async function claimKey(
  db: Pick<Database, '$queryRaw' | 'idempotentRequest'>,
  { key, owner }: KeyClaim,
  fingerprint: string,
  forMs: number,
): Promise<FoundUnderKey | null> {
  const claimed = await db.$queryRaw<unknown[]>`
    insert into idempotent_requests as r (key, fingerprint, "lockedBy", "lockedUntil")
    values (${key}, ${fingerprint}, ${owner}, clock_timestamp() + ${forMs}::float8 * interval '1 millisecond')
    on conflict (key) do update set "lockedBy" = excluded."lockedBy", "lockedUntil" = excluded."lockedUntil"
      where r.fingerprint = excluded.fingerprint and r.status is null
        and (r."lockedUntil" is null or r."lockedUntil" < clock_timestamp())
    returning key`;
  if (claimed.length > 0) return null;
  const found = await db.idempotentRequest.findUniqueOrThrow({ where: { key } });
  if (found.fingerprint !== fingerprint) return { is: 'another-request' };
  return found.status === null ? { is: 'under-way' } : { is: 'answered', status: found.status, body: answerOf(found) };
}

/** Holds a claim for so long from now on; one that somebody else holds by now stays theirs. */
export async function renewClaim(
  db: Pick<Database, '$executeRaw'>,
  { key, owner }: KeyClaim,
  forMs: number,
): Promise<void> {
  await db.$executeRaw`
    update idempotent_requests set "lockedUntil" = clock_timestamp() + ${forMs}::float8 * interval '1 millisecond'
    where key = ${key} and "lockedBy" = ${owner} and status is null`;
}

/**
 * Acts once under a key: what the act came to is noted in its transaction, and told to whoever asks again. Null where it
 * does not apply, now or in an earlier try. Without a key it just acts. What it came to stays under the key as long as the
 * answer does, since a slow try may still ask for it: it must hold no secret.
 */
export async function actOnce<T extends string>(
  db: Database,
  key: string | null,
  act: (tx: Prisma.TransactionClient) => Promise<T | null>,
): Promise<T | null> {
  return db.$transaction(async (tx) => {
    if (key === null) return act(tx);
    const before = await heldAct(tx, key);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key is one request's, and this is what its act came to
    if (before !== null) return before as T;
    const came = await act(tx);
    if (came !== null) await noteAct(tx, key, came);
    return came;
  });
}

/** What an earlier try came to; a try that is slower than its claim waits here for the one that took it over. */
async function heldAct(tx: Prisma.TransactionClient, key: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ acted: string | null }[]>`
    select acted from idempotent_requests where key = ${key} for update`;
  return row?.acted ?? null;
}

/** What a request under a key came to before nobody was answered; null where it did not act, or where there is no key. */
export async function actedBefore(db: Pick<Database, 'idempotentRequest'>, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const row = await db.idempotentRequest.findUnique({ where: { key }, select: { acted: true } });
  return row?.acted ?? null;
}

/** The status with which a request under a key was answered; null where it was not. */
export async function answeredBefore(db: Pick<Database, 'idempotentRequest'>, key: string): Promise<number | null> {
  const row = await db.idempotentRequest.findUnique({ where: { key }, select: { status: true } });
  return row?.status ?? null;
}

/** Notes what a request came to, where it has a key. */
export async function noteAct(
  db: Pick<Database, 'idempotentRequest'>,
  key: string | null,
  acted: string,
): Promise<void> {
  if (key !== null) await db.idempotentRequest.updateMany({ where: { key }, data: { acted } });
}

/** Keeps the answer for everybody who sends the request again. */
export async function keepAnswer(
  db: Pick<Database, 'idempotentRequest'>,
  { key, owner }: KeyClaim,
  { status, body }: { readonly status: number; readonly body?: unknown },
): Promise<void> {
  await db.idempotentRequest.updateMany({
    where: { key, lockedBy: owner },
    data: { status, body: body ?? Prisma.JsonNull, lockedUntil: null },
  });
}

/** Gives a claim back: the outcome is unknown, and asking again finds it out. */
export async function giveClaimBack(db: Pick<Database, 'idempotentRequest'>, { key, owner }: KeyClaim): Promise<void> {
  await db.idempotentRequest.updateMany({ where: { key, lockedBy: owner }, data: { lockedUntil: null } });
}

/** So many go at once: a sweep comes again. */
const forgottenAtOnce = 5_000;

/** Forgets requests that are older than anybody sends them again: a week. */
export async function forgetOldRequests(db: Pick<Database, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`
    delete from idempotent_requests where key in (
      select key from idempotent_requests where "createdAt" < now() - interval '7 days'
      order by "createdAt" limit ${forgottenAtOnce})`;
}
