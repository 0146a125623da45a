/** A quarterly review: its outcome, and every promise's figure as it was found. */
import { z } from 'zod';
import type { HeardActual } from '../../../domain/concerns/promises';
import type { DealPromise } from '../../../domain/core/deal';
import type { Outcome } from '../../../domain/core/item';
import { listIn, type Locale } from '../../../domain/told/locale';
import { promisesOf, whoIsThere, type Occasion, type TogetherLine } from '../../../domain/told/occasion';
import { outcomesOf } from '../../../domain/told/words/outcomes';
import { agreedFields, longestAction, mostAgreed, oursDoes, tickedField } from '../../../pages/act/agreed';
import { readersField, sendingWords, sendsReview } from '../../../pages/act/client-version';
import { itemReceipt, leftReceipt } from '../../../pages/act/item-receipt';
import { pressedField } from '../../../pages/act/put-off';
import { figureField, keptField, promiseName, reviewPage, reviewReceipts } from '../../../pages/act/review';
import type { NewAction } from '../../../records/agreed-actions';
import type { SentForm } from '../../http/form';
import { sendReview } from '../../messages/review-sending';
import { reviewHeld } from '../../messages/reviews';
import { blank, dayField, figureIn, FormError, itemForm, fieldsOf, keptIn, noteField, several } from '../fields';
import { done, going, sayingOfLink, type AskAndAct, type Sent } from '../act-kind';
import { wrongWords } from '../wrong-words';
import { ratedBy, whoLeft } from './item-said';

const chosenIds = z.preprocess(several, z.array(z.string().max(120)).max(100).optional());
const reviewForm = (locale: Locale) =>
  itemForm(locale).extend({ checkIn: noteField(locale), successCheck: noteField(locale), actionsDone: chosenIds });
type ReviewForm = z.output<ReturnType<typeof reviewForm>>;

/** What was said in each section and besides, as the one record of the meeting. Throws `FormError` where it is too long. */
function wordsOf(
  { checkIn, successCheck, note }: Pick<ReviewForm, 'checkIn' | 'successCheck' | 'note'>,
  locale: Locale,
): string | undefined {
  const named = reviewReceipts(locale);
  const parts = [
    ...(checkIn === undefined ? [] : [`${named['check-in']}: ${checkIn}`]),
    ...(successCheck === undefined ? [] : [`${named['success-check']}: ${successCheck}`]),
    ...(note === undefined ? [] : [note]),
  ];
  const words = parts.length === 0 ? undefined : parts.join('\n');
  const { success } = noteField(locale).safeParse(words);
  if (!success) throw new FormError({ note: wrongWords(locale).notesTooLong });
  return words;
}

/** What was said of the promises of a line, the review's own or another one in the same meeting. Throws `FormError`. */
function heardOf(
  promises: readonly DealPromise[],
  { form, occasion: { locale } }: Pick<Sent, 'form' | 'occasion'>,
  line?: TogetherLine,
): readonly HeardActual[] {
  return promises.flatMap((promise, index) => {
    const value = figureIn(form, figureField(index, line?.lifecycle), promiseName(promise, line?.product), locale);
    const met = keptIn(form, keptField(index, line?.lifecycle), locale);
    return value === undefined && met === undefined ? [] : [{ metric: promise.metric, value, met }];
  });
}

/** What was agreed, row by row. Throws `FormError` for every row that lacks something. */
function agreedIn(form: SentForm, occasion: Occasion, outcome: Outcome): readonly NewAction[] {
  const said = wrongWords(occasion.locale);
  const errors: Record<string, string> = {};
  const agreed = Array.from({ length: mostAgreed }, (_, index) => index).flatMap((index): readonly NewAction[] => {
    const names = agreedFields(index);
    const [words, who] = [blank(form[names.words]), blank(form[names.who])];
    if (words === undefined && who === undefined && blank(form[names.day]) === undefined) return [];
    if (outcome !== 'done')
      errors[names.words] = said.nobodyMet(outcomesOf(occasion.locale, 'quarterly-review').done.choice);
    else if (typeof words !== 'string') errors[names.words] = said.whatIsToBeDone;
    else if (words.length > longestAction) errors[names.words] = said.longestAction(longestAction);
    const by = ownerIn(who, occasion);
    if (by === null) errors[names.who] = said.whoDoesIt;
    const day = dayField(occasion.locale, said.byWhichDay).safeParse(form[names.day]);
    if (!day.success) errors[names.day] = day.error.issues[0]?.message ?? said.byWhichDay;
    return typeof words === 'string' && by !== null && day.success ? [{ words, by, day: day.data }] : [];
  });
  if (Object.keys(errors).length > 0) throw new FormError(errors);
  return agreed;
}

/** Who does it: the rep who keeps the client, or a contact who is there. */
function ownerIn(who: unknown, occasion: Occasion): NewAction['by'] | null {
  if (who === oursDoes) return { rep: occasion.lifecycle.rep };
  const contact = whoIsThere(occasion).find(({ id }) => id === who);
  return contact === undefined ? null : { contact: contact.id };
}

/** What is done by now, of what was shown as open. Throws `FormError` for anything else. */
function tickedIn(
  { actionsDone = [] }: Pick<ReviewForm, 'actionsDone'>,
  { review, locale }: Occasion,
): readonly string[] {
  if (actionsDone.some((one) => review?.actions.some(({ id }) => id === one) !== true))
    throw new FormError({ [tickedField]: wrongWords(locale).fromTheList });
  return actionsDone;
}

/** True where the button was pressed that sends the client's version. */
export const isSending = (form: SentForm): boolean => form[pressedField] === sendsReview;

const sendForm = z.object({ [readersField]: chosenIds });

/** Sends the client's version; the link goes on. Throws `FormError`. */
export const sendIt: AskAndAct['act'] = async (sent, deps) => {
  const { occasion, subject } = sent;
  const said = sendingWords(occasion.locale);
  const readers = occasion.review?.readers ?? [];
  const { readers: chosen = [] } = fieldsOf(sendForm, sent.form);
  if (chosen.length === 0) throw new FormError({ [readersField]: said.chooseWho });
  const gone = chosen.find((one) => !readers.some(({ id }) => id === one));
  if (gone !== undefined) {
    const known = occasion.contacts.find(({ id }) => id === gone);
    throw new FormError({
      [readersField]: known === undefined ? wrongWords(occasion.locale).contacts : said.notToBeWrittenTo(known.name),
    });
  }
  await sendReview(subject ?? '', chosen, sayingOfLink(sent), deps);
  const names = readers.flatMap(({ id, name }) => (chosen.includes(id) ? [name] : []));
  return going(said.sent(listIn(occasion.locale, names)));
};

export const reviewLink: AskAndAct = {
  asks: reviewPage,
  act: async (sent, deps) => {
    if (isSending(sent.form)) return sendIt(sent, deps);
    const { occasion, subject } = sent;
    const { locale } = occasion;
    const form = fieldsOf(reviewForm(locale), sent.form);
    const { outcome, happiness } = form;
    const note = wordsOf(form, locale);
    const leaving = whoLeft(form, occasion);
    const rated = ratedBy(form, occasion);
    const actuals = heardOf(promisesOf(occasion), sent);
    const together = occasion.together
      .filter(({ isTheirWork }) => isTheirWork)
      .map((line) => ({
        lifecycleId: line.lifecycle,
        item: line.item,
        actuals: heardOf(line.promised, sent, line),
      }));
    const left = leaving.map(({ id }) => id);
    const agreed = agreedIn(sent.form, occasion, outcome);
    const ticked = tickedIn(form, occasion);
    const found = { outcome, ...rated, actuals, together, left, agreed, ticked };
    await reviewHeld(subject ?? '', found, { ...sayingOfLink(sent), note }, deps);
    const heard = [{ actuals }, ...together].reduce((sum, line) => sum + line.actuals.length, 0);
    const receipts = reviewReceipts(locale);
    const also = [
      heard === 0 ? '' : receipts.lookedAt(heard),
      agreed.length === 0 ? '' : receipts.agreed(agreed.length),
      ticked.length === 0 ? '' : receipts.ticked(ticked.length),
    ].join('');
    const gone = leftReceipt(
      occasion,
      leaving.map(({ name }) => name),
    );
    return done(`${itemReceipt(occasion, subject, { outcome, happiness })}${also}${gone}`);
  },
};
