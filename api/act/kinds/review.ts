/** A quarterly review: its outcome, and every promise's figure as it was found. */
import type { z } from 'zod';
import type { HeardActual } from '../../../domain/concerns/promises';
import type { DealPromise } from '../../../domain/core/deal';
import type { Locale } from '../../../domain/told/locale';
import { promisesOf, type TogetherLine } from '../../../domain/told/occasion';
import { itemReceipt, leftReceipt } from '../../../pages/act/item-receipt';
import { figureField, keptField, promiseName, reviewPage, reviewReceipts } from '../../../pages/act/review';
import { reviewHeld } from '../../messages/reviews';
import { figureIn, FormError, itemForm, fieldsOf, keptIn, noteField } from '../fields';
import { done, sayingOfLink, type AskAndAct, type Sent } from '../act-kind';
import { wrongWords } from '../wrong-words';
import { ratedBy, whoLeft } from './item-said';

const reviewForm = (locale: Locale) =>
  itemForm(locale).extend({ checkIn: noteField(locale), successCheck: noteField(locale) });

/** What was said in each section and besides, as the one record of the meeting. Throws `FormError` where it is too long. */
function wordsOf(
  { checkIn, successCheck, note }: z.output<ReturnType<typeof reviewForm>>,
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

export const reviewLink: AskAndAct = {
  asks: reviewPage,
  act: async (sent, deps) => {
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
    const found = { outcome, ...rated, actuals, together, left };
    await reviewHeld(subject ?? '', found, { ...sayingOfLink(sent), note }, deps);
    const heard = [{ actuals }, ...together].reduce((sum, line) => sum + line.actuals.length, 0);
    const lookedAt = heard === 0 ? '' : reviewReceipts(locale).lookedAt(heard);
    const gone = leftReceipt(
      occasion,
      leaving.map(({ name }) => name),
    );
    return done(`${itemReceipt(occasion, subject, { outcome, happiness })}${lookedAt}${gone}`);
  },
};
