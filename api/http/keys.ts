/** Keys: who is calling, and in which role. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Viewer } from '../../domain/organisation/access';
import { whoCannotBeNamed } from '../../domain/organisation/people';
import type { Database } from '../../prisma/client';
import { readReach } from '../../records/access';
import { wordOf } from '../../records/columns/column';
import { keepKey, keyBySecret, keyUsed, type KeyRow } from '../../records/keys';
import { audit } from './audit';
import { keyOfNobody, keyOfSomebodyWhoLeft, keyRefused, type FieldError } from './problems';

export const roles = ['admin', 'sales', 'rep', 'telemetry', 'ops'] as const;
export type Role = (typeof roles)[number];

/** Who is calling. */
export interface Principal {
  readonly keyId: string;
  readonly role: Role;
  /** Set for the own key of one of our people: always for a rep's, and for one of ops or an admin that belongs to somebody. */
  readonly repId: string | null;
  /** Set for a seller's own key. */
  readonly sellerId: string | null;
}

/** The caller's name in histories and audits: the person's id where the key belongs to one, or a role. */
export function actorOf({ role, repId }: Pick<Principal, 'role' | 'repId'>): string {
  return repId ?? role;
}

/** The hash under which a secret is kept, in hex. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A new secret of a key. The prefix tells people and scanners what it is. */
export function newSecretOf(role: Role): string {
  return `hf_${role}_${randomBytes(24).toString('base64url')}`;
}

/** A key that is wanted, and who makes it. */
export interface WantedKey {
  readonly role: Role;
  readonly rep?: string | undefined;
  readonly seller?: string | undefined;
  readonly name?: string | undefined;
  readonly expiresAt?: string | undefined;
}

/** What the second word of the command says: whose key it is, for a rep’s or a seller’s. */
export function belongingTo(role: Role, whose: string | undefined): Pick<WantedKey, 'rep' | 'seller'> {
  return role === 'sales' ? { seller: whose } : { rep: whose };
}

/** Why a key cannot be made, and the field that says so; null where it can. */
export async function whyNoKey(
  db: Pick<Database, 'rep'>,
  { role, rep, seller }: Pick<WantedKey, 'role' | 'rep' | 'seller'>,
): Promise<FieldError | null> {
  if (seller !== undefined && role !== 'sales')
    return { pointer: '/seller', detail: 'A key of role sales alone may belong to a seller.' };
  if (rep === undefined)
    return role === 'rep' ? { pointer: '/rep', detail: 'A key of role rep belongs to a rep: say to which.' } : null;
  if (role === 'sales' || role === 'telemetry')
    return { pointer: '/rep', detail: 'Keys of the roles rep, ops and admin alone may belong to one of our people.' };
  const found = await db.rep.findUnique({ where: { id: rep }, select: { id: true, leftAt: true } });
  const known = found === null ? [] : [{ id: rep, left: found.leftAt !== null }];
  return whoCannotBeNamed([['/rep', rep]], known);
}

/** Makes a key, and keeps of its secret the hash alone. */
export async function makeKey(
  db: Database,
  { role, rep, seller, name, expiresAt }: WantedKey,
  createdBy: string,
): Promise<{ readonly row: KeyRow; readonly key: string }> {
  const key = newSecretOf(role);
  const wanted = {
    id: randomUUID(),
    role,
    repId: rep ?? null,
    sellerId: seller ?? null,
    name: name ?? null,
    createdBy,
    expiresAt: expiresAt ?? null,
  };
  return { row: await keepKey(db, wanted, hashKey(key)), key };
}

/** Whose a key is, for the audit: its id, its role, and the rep or seller whom it belongs to. */
export function keySubjectOf({ id, role, repId, sellerId }: KeyRow): string {
  return [id, role, repId ?? sellerId].filter((part) => part !== null).join('/');
}

/** Makes a key at the command line, audited; returns its secret. */
export async function createKey(db: Database, role: Role, more: Omit<WantedKey, 'role'> = {}): Promise<string> {
  const { row, key } = await makeKey(db, { role, ...more }, 'command-line');
  const subject = keySubjectOf(row);
  await audit(db, { actor: 'command-line', method: 'POST', route: 'create-key', subject, status: 201, keyId: null });
  return key;
}

/** What a key is made of; anything else is none. */
export const keyPattern = /^[\w-]{1,200}$/;

/** The holder of the key in an Authorization header. Throws a 401 `Problem`. */
export async function principalOf(db: Database, authorization: string | undefined): Promise<Principal> {
  const sent = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const key = sent !== undefined && keyPattern.test(sent) ? sent : undefined;
  const now = new Date().toISOString();
  const found = key === undefined ? null : await keyBySecret(db, hashKey(key), now);
  if (found === null) throw keyRefused(key !== undefined);
  const { id: keyId, repId, sellerId } = found;
  const role = wordOf(roles, { table: 'keys', column: 'role', id: keyId }, found.role);
  if (role === 'rep' || repId !== null) {
    const rep = repId === null ? null : await db.rep.findUnique({ where: { id: repId }, select: { leftAt: true } });
    if (rep === null) throw keyOfNobody();
    if (rep.leftAt !== null) throw keyOfSomebodyWhoLeft();
  }
  await keyUsed(db, found, now);
  return { keyId, role, repId, sellerId };
}

/** Who sets something up, as it is kept: the person to whom the key belongs, else the key by its name, or by its role. */
export async function settingUp(
  db: Pick<Database, 'key'>,
  { keyId, role, repId }: Principal,
): Promise<{ readonly setUpBy: string | null; readonly setUpByKey: string | null }> {
  if (repId !== null) return { setUpBy: repId, setUpByKey: null };
  const key = await db.key.findUnique({ where: { id: keyId }, select: { name: true } });
  return { setUpBy: null, setUpByKey: key?.name ?? role };
}

/** Which rows a caller has to do with. */
export async function viewerOf(
  db: Pick<Database, 'rep' | 'group' | 'workgroup'>,
  { keyId, role, repId, sellerId }: Principal,
  openBook: boolean,
): Promise<Viewer> {
  switch (role) {
    case 'admin':
    case 'ops':
      return { sees: 'everything' };
    case 'sales':
      return sellerId === null ? { sees: 'handed-over', key: keyId } : { sees: 'sold', seller: sellerId };
    case 'rep':
      return { sees: 'reach', openBook, reach: await readReach(db, repId ?? '', new Date().toISOString()) };
    case 'telemetry':
      return { sees: 'nothing' };
    default:
      return role satisfies never;
  }
}
