/**
 * One of ours answered a mail about an item. What the answer says is recorded as the form behind the mail's own button
 * records it; where it does not say what came of it, its words are kept and that is asked for.
 */
import { ownWordsOf } from '../../../domain/integrations/own-words';
import { saidOutcome } from '../../../domain/integrations/said-outcome';
import { inWords } from '../../../domain/core/words';
import { capitalised } from '../../../domain/core/item-steps';
import { itemById, nameOfItem } from '../../../domain/told/present';
import { hashToken } from '../../../links/links';
import { linkBehind, unclearAnswers, type BecameOfMail } from '../../../records/mails-in';
import { whoRecorded } from '../../../records/who-recorded';
import { FormError } from '../../act/fields';
import { linkOfRow, opened, whyClosed, type Opened } from '../../act/opened';
import { recordThrough } from '../../act/record';
import type { ApiDeps } from '../../http/route';
import { longestNote, type MailRead } from './read';

/** What becomes of an answer to the item behind those tokens. Throws `NoAnswer` and 503 `Problem`s. */
export async function takeReply(
  { text }: MailRead,
  tokens: readonly string[],
  writers: readonly { readonly id: string; readonly left: boolean }[],
  deps: ApiDeps,
): Promise<BecameOfMail> {
  const { db } = deps;
  const row = await linkBehind(db, tokens.map(hashToken));
  if (row === null) return { state: 'unknown-address' };
  const writer = writers.find(({ id }) => id === row.recipientId);
  if (writer === undefined || writer.left) return { state: 'not-theirs' };
  const open = await opened(linkOfRow(row), deps);
  if (open === null) return { state: 'unknown-address' };
  const item = row.subjectId ?? '';
  const about = { rep: writer.id, link: row.id, lifecycle: open.occasion.lifecycle.id, item };
  const closed = await closedBecause(open, item, deps);
  if (closed !== null) return { ...about, state: 'closed', words: closed };
  const words = ownWordsOf(text).slice(0, longestNote);
  if (words === '') return { ...about, state: 'empty' };
  const { outcome, note } = saidOutcome(words);
  if (outcome === null) return { ...about, state: 'unclear', words };
  const said = [...(await unclearAnswers(db, about)), ...(note === '' ? [] : [note])].join('\n\n');
  try {
    await recordThrough(open, { outcome, note: said.slice(0, longestNote) }, { route: '/in/mail', status: 202 }, deps);
    return { ...about, state: 'recorded' };
  } catch (error) {
    // Its page asks for more than a mail says.
    if (!(error instanceof FormError)) throw error;
    return { ...about, state: 'unclear', words };
  }
}

/** Why an answer changes nothing any more, as a sentence for who sent it; null where it does. */
async function closedBecause(open: Opened, item: string, { db }: Pick<ApiDeps, 'db'>): Promise<string | null> {
  const { lifecycle } = open.occasion;
  const done = itemById(lifecycle, item);
  if (open.link.usedAt === null) {
    const closed = await whyClosed(open, { db });
    if (closed === null) return null;
    if (done?.outcome === undefined) return `${closed.title}. ${closed.why}`;
  }
  const by = await whoRecorded(db, lifecycle.id, item);
  const what = done === undefined ? 'This' : capitalised(nameOfItem(done));
  const came = done?.outcome === undefined ? '' : `: ${inWords(done.outcome)}`;
  return `${what} with ${lifecycle.client.name} was recorded already${came}${by === null ? '' : `, by ${by}`}.`;
}
