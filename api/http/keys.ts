/** Keys: who is calling, and in which role. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/client';
import { wordOf } from '../../records/columns/column';
import { keyRefused } from './problems';

export const roles = ['admin', 'sales', 'rep', 'telemetry', 'ops'] as const;
export type Role = (typeof roles)[number];

/** Who is calling. */
export interface Principal {
  readonly keyId: string;
  readonly role: Role;
  /** Set for a rep's own key. */
  readonly repId: string | null;
}

/** The caller's name in histories and audits: a rep's id, or a role. */
export function actorOf({ role, repId }: Principal): string {
  return repId ?? role;
}

/** The hash under which a key is kept, in hex. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Makes a key; only its hash is kept. The prefix tells people and scanners what it is. */
export async function createKey(db: Database, role: Role, repId: string | null = null): Promise<string> {
  const key = `hf_${role}_${randomBytes(24).toString('base64url')}`;
  await db.key.create({ data: { id: randomUUID(), role, repId, hash: hashKey(key) } });
  return key;
}

/** What a key is made of; anything else is none. */
export const keyPattern = /^[\w-]{1,200}$/;

/** The holder of the key in an Authorization header. Throws a 401 `Problem`. */
export async function principalOf(db: Database, authorization: string | undefined): Promise<Principal> {
  const sent = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const key = sent !== undefined && keyPattern.test(sent) ? sent : undefined;
  const found = key === undefined ? null : await db.key.findUnique({ where: { hash: hashKey(key) } });
  if (found === null || found.revokedAt !== null) throw keyRefused(key !== undefined);
  return {
    keyId: found.id,
    role: wordOf(roles, { table: 'keys', column: 'role', id: found.id }, found.role),
    repId: found.repId,
  };
}
