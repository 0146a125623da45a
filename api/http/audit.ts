/** The audit of writes. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/client';

export interface Write {
  /** A rep's id, or the role of a key. */
  readonly actor: string;
  readonly method: string;
  readonly route: string;
  /** Ids of what was written to. */
  readonly subject: string;
  readonly status: number;
  /** The key with which it was asked; null where there was none. */
  readonly keyId: string | null;
}

/** So many refusals of a key are kept in a minute, and of all unknown ones: enough to see somebody guess, and no way to fill the database. */
const refusalsAMinute = 60;

/** Keeps refusals, of each key so many a minute. What cannot be kept is no reason to answer otherwise. */
export function createRefusalAudit(db: Database): (refused: Write) => Promise<void> {
  let minute = 0;
  const kept = new Map<string | null, number>();
  return async (refused) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) kept.clear();
    minute = now;
    const times = (kept.get(refused.keyId) ?? 0) + 1;
    kept.set(refused.keyId, times);
    if (times <= refusalsAMinute) await audit(db, refused).catch(() => undefined);
  };
}

/** So much of an address is kept: enough to find it again. */
const longestSubject = 200;

/**
 * Keeps who wrote what, and what became of it: every write by key, and every form behind a mailed link. What a source tells
 * is no such write: `source_events` keeps it whole.
 */
export async function audit(db: Database, { subject, ...write }: Write): Promise<void> {
  await db.audit.create({
    data: { id: randomUUID(), ...write, subject: subject === '' ? null : subject.slice(0, longestSubject) },
  });
}
