/** Links and codes with which people sign in: asked for, mailed, and used once (`domain/organisation/signing-in.ts`). */
import { createHash } from 'node:crypto';
import { addressTyped, mayMailSignIn, signInGoodMs, triesOfCode } from '../domain/organisation/signing-in';
import type { Database } from '../prisma/client';
import type { DeskPerson } from './sessions';

/** What is kept of an address, by which mails to it are counted. */
const hashOfAddress = (address: string): string =>
  createHash('sha256')
    .update(`address:${addressTyped(address)}`)
    .digest('hex');

const aDay = 24 * 60 * 60_000;

/** What is kept of one that was asked for, before anybody looked whose address it is. */
export interface SignInAsked {
  readonly id: string;
  readonly browserHash: string;
  readonly linkHash: string;
  readonly codeHash: string;
  /** As it was typed. */
  readonly address: string;
  readonly leadsTo: string;
}

/** Keeps one that was asked for: whoever typed the address, nobody can be signed in by it yet. */
export async function keepSignIn(
  db: Pick<Database, 'signIn'>,
  { address, ...asked }: SignInAsked,
  now: Date,
): Promise<void> {
  await db.signIn.create({ data: { ...asked, addressHash: hashOfAddress(address), createdAt: now } });
}

/** Whether a mail may go to that address for one that was asked for there. */
export async function hasMailLeft(
  db: Pick<Database, 'signIn'>,
  { id, address }: Pick<SignInAsked, 'id' | 'address'>,
  now: Date,
): Promise<boolean> {
  const addressHash = hashOfAddress(address);
  const since = (ms: number) =>
    db.signIn.count({ where: { addressHash, id: { not: id }, createdAt: { gt: new Date(now.getTime() - ms) } } });
  const [lately, today] = await Promise.all([since(signInGoodMs), since(aDay)]);
  return mayMailSignIn({ lately, today });
}

/** Says whom it signs in. */
export async function nameSignIn(db: Pick<Database, 'signIn'>, id: string, person: DeskPerson): Promise<void> {
  const data = person.kind === 'rep' ? { repId: person.id } : { sellerId: person.id };
  await db.signIn.updateMany({ where: { id, usedAt: null }, data });
}

/** Whom it signs in, and where to. */
export interface SigningIn {
  readonly person: DeskPerson;
  readonly leadsTo: string;
}

interface SignInRow {
  readonly repId: string | null;
  readonly sellerId: string | null;
  readonly leadsTo: string;
}

function signingIn({ repId, sellerId, leadsTo }: SignInRow): SigningIn | null {
  if (repId !== null) return { person: { kind: 'rep', id: repId }, leadsTo };
  return sellerId === null ? null : { person: { kind: 'seller', id: sellerId }, leadsTo };
}

/** What was asked for since then is good at a moment. */
const goodSince = (now: Date): Date => new Date(now.getTime() - signInGoodMs);

/** Whom a link signs in that is still good; null for any other. It changes nothing. */
export async function signInByLink(
  db: Pick<Database, 'signIn'>,
  linkHash: string,
  now: Date,
): Promise<SigningIn | null> {
  const row = await db.signIn.findFirst({ where: { linkHash, usedAt: null, createdAt: { gt: goodSince(now) } } });
  return row === null ? null : signingIn(row);
}

/** Uses a link; null where it is no longer good. Of two at once one is taken. */
export async function useLink(db: Pick<Database, '$queryRaw'>, linkHash: string, now: Date): Promise<SigningIn | null> {
  const [row] = await db.$queryRaw<SignInRow[]>`
    update sign_ins set "usedAt" = ${now}
    where "linkHash" = ${linkHash} and "usedAt" is null and "createdAt" > ${goodSince(now)}
    returning "repId", "sellerId", "leadsTo"`;
  return row === undefined ? null : signingIn(row);
}

/** What became of a code: it was right, it was wrong, or none is taken in this browser any more. */
export type CodeUsed = SigningIn | 'wrong' | 'spent';

/** Uses a code in the browser that asked for it. Every try counts, before it is looked at. */
export async function useCode(
  db: Pick<Database, '$queryRaw'>,
  { browserHash, codeHash }: Pick<SignInAsked, 'browserHash' | 'codeHash'>,
  now: Date,
): Promise<CodeUsed> {
  const [tried] = await db.$queryRaw<(SignInRow & { readonly tries: number; readonly isRight: boolean })[]>`
    update sign_ins set
      tries = tries + 1,
      "usedAt" = case when "codeHash" = ${codeHash} and ("repId" is not null or "sellerId" is not null) then ${now}::timestamptz end
    where "browserHash" = ${browserHash} and tries < ${triesOfCode} and "usedAt" is null and "createdAt" > ${goodSince(now)}
    returning "repId", "sellerId", "leadsTo", tries, "codeHash" = ${codeHash} as "isRight"`;
  if (tried === undefined) return 'spent';
  const who = tried.isRight ? signingIn(tried) : null;
  return who ?? (tried.tries >= triesOfCode ? 'spent' : 'wrong');
}

/** Forgets what was asked for at those addresses. */
export async function forgetSignInsAt(db: Pick<Database, 'signIn'>, addresses: readonly string[]): Promise<void> {
  await db.signIn.deleteMany({ where: { addressHash: { in: addresses.map(hashOfAddress) } } });
}

/** Forgets those that nothing counts any more. */
export async function forgetOldSignIns(db: Pick<Database, 'signIn'>, now: Date): Promise<void> {
  await db.signIn.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - aDay) } } });
}
