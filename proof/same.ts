/** What must hold of every lifecycle once all is quiet: the read model is the live state, and no mail went out twice. */
import type { Client } from '@temporalio/client';
import type { CaughtMail } from '../dev/caught-mail';
import { present, type Presented } from '../domain/told/present';
import type { Database } from '../prisma/client';
import { stateOf } from '../records/columns/lifecycles';
import { queries } from '../workflows/messages';

/** Where the live state of a lifecycle and its row say different things; null where they say the same. */
export async function difference(client: Client, db: Database, id: string): Promise<string | null> {
  const row = await db.lifecycle.findUnique({ where: { id }, select: { id: true, state: true, seq: true } });
  if (row === null) return `${id}: no row`;
  let live: Presented;
  try {
    live = await client.workflow.getHandle(id).query(queries.lifecycle);
  } catch (error) {
    return `${id}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const recorded: unknown = JSON.parse(JSON.stringify(present(stateOf(row))));
  if (JSON.stringify(sorted(live)) === JSON.stringify(sorted(recorded))) return null;
  return `${id}: live at ${live.seq}, recorded at ${row.seq}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}

/** What a mail says of what happened, without the background, which goes on. */
const ownWords = ({ subject, text }: CaughtMail): string => [subject, text.split(/^== TO KNOW\b/m)[0]].join('\n');

/** Mails that tell somebody the same twice, whatever their Message-ID: to whom, about what, of which moment, in which words. */
export function toldTwice(mails: readonly CaughtMail[]): readonly string[] {
  const seen = new Set<string>();
  return mails.flatMap((mail) =>
    (mail.headers['x-holdfast-item'] ?? '').split(', ').flatMap((item) => {
      const { to, headers, subject } = mail;
      const told = `${to.join()} ${headers['x-holdfast-mail']} ${item} ${headers['x-holdfast-at']}`;
      const key = `${told} ${ownWords(mail)}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [`${told} ${subject}`];
    }),
  );
}

/** How often mails were handed over again under the same Message-ID: mail stores show them once. */
export function handedOverAgain(mails: readonly CaughtMail[]): number {
  return mails.reduce((sum, { repeats }) => sum + repeats, 0);
}
