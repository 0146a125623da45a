/** A quarterly review: its outcome, and every promise's figure as it was found. */
import { z } from 'zod';
import { units } from '../../../domain/core/words';
import type { HeardActual } from '../../../domain/concerns/promises';
import type { DealPromise } from '../../../domain/core/deal';
import type { Outcome } from '../../../domain/core/item';
import { listIn } from '../../../domain/told/locale';
import { ourLocale, promisesOf, whoIsThere, type Occasion, type TogetherLine } from '../../../domain/told/occasion';
import type { SentForm } from '../../http/form';
import { figureField, keptField, promiseName, reviewPage } from '../../../pages/act/review';
import { reviewHeld } from '../../messages/reviews';
import { agreedFields, longestAction, mostAgreed, oursDoes, tickedField } from '../../../pages/act/agreed';
import { readersField, sendsReview } from '../../../pages/act/client-version';
import { pressedField } from '../../../pages/act/put-off';
import type { NewAction } from '../../../records/agreed-actions';
import { sendReview } from '../../messages/review-sending';
import { blank, dayField, figureIn, FormError, itemForm, fieldsOf, keptIn, noteField, several } from '../fields';
import { done, going, sayingOfLink, type AskAndAct } from '../act-kind';
import { ratedBy, whatWasSaid } from './item-said';

const chosenIds = z.preprocess(several, z.array(z.string().max(120)).max(100).optional());
const reviewForm = itemForm.extend({ checkIn: noteField, successCheck: noteField, actionsDone: chosenIds });

/** What was said in each section and besides, as the one record of the meeting. Throws `FormError` where it is too long. */
function wordsOf({ checkIn, successCheck, note }: z.output<typeof reviewForm>): string | undefined {
  const parts = [
    ...(checkIn === undefined ? [] : [`Check-in: ${checkIn}`]),
    ...(successCheck === undefined ? [] : [`Success check: ${successCheck}`]),
    ...(note === undefined ? [] : [note]),
  ];
  const words = parts.length === 0 ? undefined : parts.join('\n');
  const { success } = noteField.safeParse(words);
  if (!success) throw new FormError({ note: 'The notes are too long together: they may have 5,000 characters.' });
  return words;
}

/** What was said of the promises of a line, the review's own or another one in the same meeting. Throws `FormError`. */
function heardOf(promises: readonly DealPromise[], form: SentForm, line?: TogetherLine): readonly HeardActual[] {
  return promises.flatMap((promise, index) => {
    const value = figureIn(form, figureField(index, line?.lifecycle), promiseName(promise, line?.product));
    const met = keptIn(form, keptField(index, line?.lifecycle));
    return value === undefined && met === undefined ? [] : [{ metric: promise.metric, value, met }];
  });
}

/** What was agreed, row by row. Throws `FormError` for every row that lacks something. */
function agreedIn(form: SentForm, occasion: Occasion, outcome: Outcome): readonly NewAction[] {
  const errors: Record<string, string> = {};
  const agreed = Array.from({ length: mostAgreed }, (_, index) => index).flatMap((index): readonly NewAction[] => {
    const names = agreedFields(index);
    const [words, who] = [blank(form[names.words]), blank(form[names.who])];
    if (words === undefined && who === undefined && blank(form[names.day]) === undefined) return [];
    if (outcome !== 'done') errors[names.words] = 'Nothing was agreed where nobody met: choose “Done”, or empty this.';
    else if (typeof words !== 'string') errors[names.words] = 'Say what is to be done.';
    else if (words.length > longestAction) errors[names.words] = `Use ${longestAction} characters at most.`;
    const by = ownerIn(who, occasion);
    if (by === null) errors[names.who] = 'Choose who does it.';
    const day = dayField('Say by which day.').safeParse(form[names.day]);
    if (!day.success) errors[names.day] = day.error.issues[0]?.message ?? 'Say by which day.';
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
function tickedIn({ actionsDone = [] }: z.output<typeof reviewForm>, { review }: Occasion): readonly string[] {
  if (actionsDone.some((one) => review?.actions.some(({ id }) => id === one) !== true))
    throw new FormError({ [tickedField]: 'Choose from the list.' });
  return actionsDone;
}

/** True where the button was pressed that sends the client's version. */
export const isSending = (form: SentForm): boolean => form[pressedField] === sendsReview;

const sendForm = z.object({ [readersField]: chosenIds });

/** Sends the client's version; the link goes on. Throws `FormError`. */
export const sendIt: AskAndAct['act'] = async (sent, deps) => {
  const { occasion, subject } = sent;
  const readers = occasion.review?.readers ?? [];
  const { readers: chosen = [] } = fieldsOf(sendForm, sent.form);
  if (chosen.length === 0) throw new FormError({ [readersField]: 'Choose who gets it.' });
  const gone = chosen.find((one) => !readers.some(({ id }) => id === one));
  if (gone !== undefined) {
    const known = occasion.contacts.find(({ id }) => id === gone);
    throw new FormError({
      [readersField]: known === undefined ? 'Choose contacts from the list.' : `${known.name} may not be written to.`,
    });
  }
  await sendReview(subject ?? '', chosen, sayingOfLink(sent), deps);
  const names = readers.flatMap(({ id, name }) => (chosen.includes(id) ? [name] : []));
  return going(`Sent to ${listIn(ourLocale(occasion.zone), names)}.`);
};

export const reviewLink: AskAndAct = {
  asks: reviewPage,
  act: async (sent, deps) => {
    if (isSending(sent.form)) return sendIt(sent, deps);
    const { occasion, subject } = sent;
    const form = fieldsOf(reviewForm, sent.form);
    const { outcome } = form;
    const note = wordsOf(form);
    const rated = ratedBy(form, occasion);
    const actuals = heardOf(promisesOf(occasion), sent.form);
    const together = occasion.together
      .filter(({ isTheirWork }) => isTheirWork)
      .map((line) => ({
        lifecycleId: line.lifecycle,
        item: line.item,
        actuals: heardOf(line.promised, sent.form, line),
      }));
    const agreed = agreedIn(sent.form, occasion, outcome);
    const ticked = tickedIn(form, occasion);
    const found = { outcome, ...rated, actuals, together, agreed, ticked };
    await reviewHeld(subject ?? '', found, { ...sayingOfLink(sent), note }, deps);
    const heard = [{ actuals }, ...together].reduce((sum, line) => sum + line.actuals.length, 0);
    return done(
      [
        whatWasSaid(form, sent),
        ...(heard === 0 ? [] : [`${units(heard, 'promise')} looked at.`]),
        ...(agreed.length === 0 ? [] : [`${units(agreed.length, 'action')} agreed.`]),
        ...(ticked.length === 0 ? [] : [`${units(ticked.length, 'action')} done.`]),
      ].join(' '),
    );
  },
};
