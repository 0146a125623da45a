/** The audit of writes. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
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

/** So many refusals of a key are kept in a minute: enough to see somebody guess, and no way to fill the database. */
const refusalsAMinute = 60;

/** Keeps refusals, so many a minute for each key, and for all that nobody holds. */
export function createRefusalAudit({
  db,
  log,
}: {
  readonly db: Database;
  readonly log: Logger;
}): (refused: Write) => Promise<void> {
  let minute = 0;
  const counts = new Map<string, number>();
  return async (refused) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) counts.clear();
    minute = now;
    const of = refused.keyId ?? '';
    const count = (counts.get(of) ?? 0) + 1;
    counts.set(of, count);
    if (count > refusalsAMinute) return;
    // What cannot be kept is no reason to answer otherwise.
    await audit(db, refused).catch((error: unknown) => log.warn({ err: error }, 'a refusal was not audited'));
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
