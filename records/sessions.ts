/** Who is signed in with a browser. A session that is over has no row, or one that nobody takes for good any more. */
import { sellerHasLeft } from '../domain/organisation/people';
import { sessionIdleMs } from '../domain/organisation/signing-in';
import type { Locale } from '../domain/told/locale';
import type { Database, Prisma } from '../prisma/client';
import { localeOfRep, readingColumns } from './reader-locale';

/** One of our people, or a seller. */
export interface DeskPerson {
  readonly kind: 'rep' | 'seller';
  readonly id: string;
}

/** Whoever is signed in, as they are now. */
export interface HeldSession {
  readonly id: string;
  readonly person: DeskPerson & { readonly name: string };
  readonly locale: Locale;
  /** Roles of their live keys; those of a seller count for nothing here. */
  readonly keyRoles: readonly string[];
}

/** Where nobody said on which wall clock somebody reads. */
const usualZone = 'UTC';

const repColumns = { ...readingColumns, name: true, email: true, leftAt: true } as const;

/** What becomes a row: one of both is set. */
const columnsOf = ({ kind, id }: DeskPerson): { readonly repId: string | null; readonly sellerId: string | null } => ({
  repId: kind === 'rep' ? id : null,
  sellerId: kind === 'seller' ? id : null,
});

/** Somebody who works here, with how they read; null for who does not. */
export async function whoWorksHere(
  db: Pick<Database, 'rep' | 'seller'>,
  { kind, id }: DeskPerson,
): Promise<Pick<HeldSession, 'person' | 'locale'> | null> {
  if (kind === 'rep') {
    const rep = await db.rep.findUnique({ where: { id }, select: repColumns });
    if (rep === null || rep.leftAt !== null) return null;
    return { person: { kind, id, name: rep.name }, locale: localeOfRep(rep, usualZone) };
  }
  const seller = await db.seller.findUnique({ where: { id } });
  if (seller === null) return null;
  const ours = await db.rep.findMany({
    where: { OR: [{ id }, { email: { in: [seller.email ?? ''], mode: 'insensitive' } }] },
    select: { leftAt: true },
  });
  if (sellerHasLeft(seller, ours)) return null;
  return { person: { kind, id, name: seller.name ?? id }, locale: localeOfRep(null, usualZone) };
}

/** Begins a session. */
export async function beginSession(
  db: Pick<Database, 'session'>,
  { id, tokenHash }: { readonly id: string; readonly tokenHash: string },
  person: DeskPerson,
  now: Date,
): Promise<void> {
  await db.session.create({ data: { id, tokenHash, ...columnsOf(person), createdAt: now, seenAt: now } });
}

const seenEveryMs = 60_000;

/** The session with that cookie; null where it is over, or its person does not work here any more. */
export async function sessionBy(
  db: Pick<Database, 'session' | 'rep' | 'seller' | 'key'>,
  tokenHash: string,
  now: Date,
): Promise<HeldSession | null> {
  const row = await db.session.findUnique({ where: { tokenHash } });
  if (row === null || row.seenAt.getTime() <= now.getTime() - sessionIdleMs) return null;
  const { id, repId, sellerId, seenAt } = row;
  const who: DeskPerson = repId === null ? { kind: 'seller', id: sellerId ?? '' } : { kind: 'rep', id: repId };
  const [there, keys] = await Promise.all([
    whoWorksHere(db, who),
    repId === null
      ? []
      : db.key.findMany({
          where: {
            repId,
            role: { in: ['admin', 'ops'] },
            revokedAt: null,
            OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
          },
          select: { role: true },
        }),
  ]);
  if (there === null) return null;
  if (seenAt.getTime() <= now.getTime() - seenEveryMs)
    await db.session.updateMany({ where: { id, seenAt }, data: { seenAt: now } });
  return { id, ...there, keyRoles: keys.map(({ role }) => role) };
}

/** Ends one session. */
export async function endSession(db: Pick<Database, 'session'>, tokenHash: string): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash } });
}

/** Ends every session of somebody. A statement: awaited, it is run. */
export function endSessionsOf(
  db: Pick<Database, 'session'>,
  { kind, id }: DeskPerson,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.session.deleteMany({ where: kind === 'rep' ? { repId: id } : { sellerId: id } });
}

/** Forgets the sessions that are over by themselves. */
export async function forgetOldSessions(db: Pick<Database, 'session'>, now: Date): Promise<void> {
  await db.session.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - sessionIdleMs) } } });
}

/** Who works here and has that address: one of our people before a seller; null for nobody. */
export async function personByAddress(
  db: Pick<Database, 'rep' | 'seller'>,
  address: string,
): Promise<Pick<HeldSession, 'person' | 'locale'> | null> {
  const [reps, sellers] = await Promise.all([
    db.rep.findMany({
      where: { email: { equals: address, mode: 'insensitive' }, leftAt: null },
      orderBy: { id: 'asc' },
      take: 1,
      select: { id: true },
    }),
    db.seller.findMany({
      where: { email: { equals: address, mode: 'insensitive' }, leftAt: null },
      orderBy: { id: 'asc' },
      take: 1,
      select: { id: true },
    }),
  ]);
  const [rep] = reps;
  const [seller] = sellers;
  if (rep !== undefined) return whoWorksHere(db, { kind: 'rep', id: rep.id });
  return seller === undefined ? null : whoWorksHere(db, { kind: 'seller', id: seller.id });
}
