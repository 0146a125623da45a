/**
 * One of ours answered a mail about an item. What the answer says is recorded as the form behind the mail's own button
 * records it; where it does not say what came of it, its words are kept and that is asked for.
 */
import { ownWordsOf } from '../../../domain/integrations/own-words';
import { saidOutcome } from '../../../domain/integrations/said-outcome';
import { hashToken } from '../../../links/links';
import { linkBehind, unclearAnswers, type BecameOfMail } from '../../../records/mails-in';
import { FormError, refusalText } from '../../act/fields';
import { linkOfRow, opened, whyClosed, type Opened } from '../../act/opened';
import { recordThrough } from '../../act/record';
import { isConflict, Problem } from '../../http/problems';
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
  const closed = await closedBecause(open, deps);
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
    if (error instanceof FormError) return { ...about, state: 'unclear', words };
    // It was closed meanwhile, or its lifecycle refuses: asked again it would refuse again.
    if (!(error instanceof Problem) || !isConflict(error)) throw error;
    return { ...about, state: 'closed', words: refusalText(open.occasion.locale, error) };
  }
}

/** Why an answer changes nothing any more, in sentences for who sent it; null where it does. */
async function closedBecause(open: Opened, deps: Pick<ApiDeps, 'db'>): Promise<string | null> {
  const closed = await whyClosed(open, deps);
  return closed === null ? null : `${closed.title}. ${closed.why}`;
}
