/**
 * Keys and their secrets. A secret is kept as its hash; `keys.hash` is the newest one’s, for the release before.
 *
 *   made ──(rotated: a new secret; those before are good for a day more, or not at all)──► rotated ──► … ──► revoked
 */
import type { Instant } from '../domain/core/json';
import type { Database, Prisma } from '../prisma/client';

export type KeyRow = Prisma.KeyGetPayload<object>;

/** A key that is about to be kept. */
export interface KeyToKeep {
  readonly id: string;
  readonly role: string;
  readonly repId: string | null;
  readonly sellerId: string | null;
  readonly name: string | null;
  readonly createdBy: string;
  readonly expiresAt: Instant | null;
}

/** Keeps a key with its first secret. */
export async function keepKey(
  db: Pick<Database, '$transaction' | 'key'>,
  key: KeyToKeep,
  hash: string,
): Promise<KeyRow> {
  return db.key.create({ data: { ...key, hash, secrets: { create: { hash } } } });
}

/** The key that has this secret now; null for any other, one that was revoked and one that has expired. */
export async function keyBySecret(
  db: Pick<Database, 'key' | 'keySecret'>,
  hash: string,
  now: Instant,
): Promise<KeyRow | null> {
  const secret = await db.keySecret.findUnique({ where: { hash }, include: { key: true } });
  // The release before keeps a key without a row for its secret.
  const key = secret === null ? await db.key.findUnique({ where: { hash } }) : secret.key;
  if (key === null || key.revokedAt !== null) return null;
  const isPast = (moment: Date | null): boolean => moment !== null && moment.toISOString() <= now;
  return isPast(key.expiresAt) || isPast(secret?.until ?? null) ? null : key;
}

const aMinute = 60_000;

/** Notes that a key was used, at most once a minute. */
export async function keyUsed(
  db: Pick<Database, 'key' | 'keySecret'>,
  { id, lastUsedAt }: Pick<KeyRow, 'id' | 'lastUsedAt'>,
  now: Instant,
): Promise<void> {
  const before = new Date(Date.parse(now) - aMinute);
  if (lastUsedAt !== null && lastUsedAt > before) return;
  await db.key.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
    data: { lastUsedAt: now },
  });
}

/**
 * Gives a key a new secret; those that it had are good until a moment at most. Of many at once each gets its own, one
 * after the other. False where there is no such key, or it was revoked.
 */
export function rotateKey(
  db: Pick<Database, '$transaction'>,
  id: string,
  hash: string,
  until: Instant,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const held = await tx.$queryRaw<{ hash: string }[]>`
      select hash from keys where id = ${id} and "revokedAt" is null for update`;
    const before = held[0]?.hash;
    if (before === undefined) return false;
    await tx.$executeRaw`
      insert into key_secrets (hash, "keyId") values (${before}, ${id}) on conflict (hash) do nothing`;
    await tx.$executeRaw`
      update key_secrets set until = least(until, ${until}::timestamptz) where "keyId" = ${id}`;
    await tx.$executeRaw`insert into key_secrets (hash, "keyId") values (${hash}, ${id})`;
    await tx.$executeRaw`update keys set hash = ${hash} where id = ${id}`;
    return true;
  });
}

/** Revokes a key; one that was revoked before stays as it was. */
export async function revokeKey(db: Pick<Database, 'key' | 'keySecret'>, id: string, now: Instant): Promise<void> {
  await db.key.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
}

/** Revokes every key of a seller. A statement: awaited, it is run. */
export function revokeKeysOfSeller(
  db: Pick<Database, 'key'>,
  sellerId: string,
  now: Instant,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.key.updateMany({ where: { sellerId, revokedAt: null }, data: { revokedAt: now } });
}

/** Revokes every key of a rep. A statement: awaited, it is run. */
export function revokeKeysOf(
  db: Pick<Database, 'key'>,
  repId: string,
  now: Instant,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.key.updateMany({ where: { repId, revokedAt: null }, data: { revokedAt: now } });
}
