/** What goes with every message to a lifecycle: who says it, and in which words. Words stay in PostgreSQL. */
import { sha256 } from '../http/idempotency';
import type { ApiDeps } from '../http/route';

export interface Saying {
  readonly lifecycleId: string;
  /** A rep's id, or a role. */
  readonly by: string;
  readonly note?: string | undefined;
}

const idLength = 24;

/** An id that is the same for the same parts, and from which nobody can read them. */
export function shortHash(...parts: readonly string[]): string {
  return sha256(...parts).slice(0, idLength);
}

/** The id of the words that go with a message. */
export function noteIdOf(messageId: string): string {
  return `n_${messageId}`;
}

/** Stores words under an id made from the message's, so that a retry stores nothing twice. */
export async function keepWords(
  { db }: ApiDeps,
  messageId: string,
  { lifecycleId, by, note }: Saying,
): Promise<string | undefined> {
  if (note === undefined) return undefined;
  const id = noteIdOf(messageId);
  await db.note.createMany({ data: { id, lifecycleId, by, words: note }, skipDuplicates: true });
  return id;
}
