/**
 * One of ours answered a mail about an item. What the answer says is recorded as the form behind the mail's own button
 * records it; where it does not say what came of it, its words are kept and that is asked for.
 */
import { ownWordsOf } from '../../../domain/integrations/own-words';
import { saidOutcome } from '../../../domain/integrations/said-outcome';
import { hashToken } from '../../../links/links';
import {
  hasMailInBegun,
  linksBehind,
  mailInBegins,
  unclearAnswers,
  type BecameOfMail,
} from '../../../records/mails-in';
import { receiptBehind } from '../../../records/receipts';
import { FormError, refusalText } from '../../act/fields';
import { linkOfRow, opened, whyClosed, type LinkRow, type Opened } from '../../act/opened';
import { recordThrough } from '../../act/record';
import { isConflict, Problem } from '../../http/problems';
import type { ApiDeps } from '../../http/route';
import { longestNote, type MailRead } from './read';

/** An answer, and who wrote it to which addresses. */
export interface AnswerMail {
  readonly id: string;
  readonly mail: MailRead;
  readonly tokens: readonly string[];
  /** People of ours who have its sender's address. */
  readonly writers: readonly { readonly id: string; readonly left: boolean }[];
}

/** What becomes of an answer to the item behind its tokens. Throws `NoAnswer` and 503 `Problem`s. */
export async function takeReply(answer: AnswerMail, deps: ApiDeps): Promise<BecameOfMail> {
  const { id, mail, tokens, writers } = answer;
  const { db } = deps;
  const rows = await linksBehind(db, tokens.map(hashToken));
  if (rows.length === 0) return { state: 'unknown-address' };
  // Others of ours may be written to as well, at addresses that are not the writer's.
  const theirs = rows.filter(({ recipientId }) => writers.some((one) => one.id === recipientId && !one.left));
  if (theirs.length === 0) return { state: 'not-theirs' };
  const all = (await Promise.all(theirs.map((row) => openedBy(row, id, deps)))).flatMap((one) => one ?? []);
  // Of several items the newest that this mail has something to say of.
  const meant = all.find((one) => one.isRecorded) ?? all.find((one) => one.closed === null) ?? all[0];
  if (meant === undefined) return { state: 'unknown-address' };
  const { open, about, closed, isRecorded } = meant;
  if (isRecorded) return { ...about, state: 'recorded' };
  if (closed !== null) return { ...about, state: 'closed', words: closed };
  const words = ownWordsOf(mail.text).slice(0, longestNote);
  // The program's, and nobody's who wrote: `Accepted: quarterly review`.
  if (words === '' && mail.isCalendarReply) return { state: 'automatic' };
  if (words === '') return { ...about, state: 'empty' };
  const { outcome, note } = saidOutcome(words);
  if (outcome === null) return { ...about, state: 'unclear', words };
  const said = [...(await unclearAnswers(db, about)), ...(note === '' ? [] : [note])].join('\n\n');
  const form = { outcome, note: said.slice(0, longestNote) };
  await mailInBegins(db, id, about.link);
  try {
    await recordThrough(open, form, { route: '/in/mail', status: 202, mail: id }, deps);
    return { ...about, state: 'recorded' };
  } catch (error) {
    // Its page asks for more than a mail says.
    if (error instanceof FormError) return { ...about, state: 'unclear', words };
    // It was closed meanwhile, or its lifecycle refuses: asked again it would refuse again.
    if (!(error instanceof Problem) || !isConflict(error)) throw error;
    return { ...about, state: 'closed', words: refusalText(open.occasion.locale, error) };
  }
}

interface OpenedByMail {
  readonly open: Opened;
  readonly about: { readonly rep: string; readonly link: string; readonly lifecycle: string; readonly item: string };
  /** Why the mail changes nothing any more, in sentences for who sent it; null where it does. */
  readonly closed: string | null;
  /** Whether this very mail is recorded: it comes again, because nobody heard what became of it. */
  readonly isRecorded: boolean;
}

/** What is behind a link for a mail; null where nothing is there. */
async function openedBy(row: LinkRow, id: string, deps: ApiDeps): Promise<OpenedByMail | null> {
  const open = await opened(linkOfRow(row), deps);
  if (open === null) return null;
  const { recipientId: rep, id: link, subjectId } = row;
  const about = { rep, link, lifecycle: open.occasion.lifecycle.id, item: subjectId ?? '' };
  const closed = await closedBecause(open, deps);
  if (closed === null) return { open, about, closed, isRecorded: false };
  // Looked at after it was found closed: what closed it has said so before.
  const kept = await receiptBehind(deps.db, link);
  if (kept !== null) return { open, about, closed, isRecorded: kept.mail === id };
  // Between what this mail said and its receipt somebody died: it is said again, and counts once.
  return { open, about, closed: (await hasMailInBegun(deps.db, id, link)) ? null : closed, isRecorded: false };
}

/** Why an answer changes nothing any more, in sentences for who sent it; null where it does. */
async function closedBecause(open: Opened, deps: Pick<ApiDeps, 'db'>): Promise<string | null> {
  const closed = await whyClosed(open, deps);
  return closed === null ? null : `${closed.title}. ${closed.why}`;
}
