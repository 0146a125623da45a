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
