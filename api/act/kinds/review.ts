/** A quarterly review: its outcome, and every promise's figure as it was found. */
import type { z } from 'zod';
import { units } from '../../../domain/core/words';
import type { HeardActual } from '../../../domain/concerns/promises';
import type { DealPromise } from '../../../domain/core/deal';
import { promisesOf, type TogetherLine } from '../../../domain/told/occasion';
import type { SentForm } from '../../http/form';
import { figureField, keptField, promiseName, reviewPage } from '../../../pages/act/review';
import { reviewHeld } from '../../messages/reviews';
import { figureIn, FormError, itemForm, fieldsOf, keptIn, noteField } from '../fields';
import { done, sayingOfLink, type AskAndAct } from '../act-kind';
import { ratedBy, whatWasSaid } from './item-said';

const reviewForm = itemForm.extend({ checkIn: noteField, successCheck: noteField });

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

export const reviewLink: AskAndAct = {
  asks: reviewPage,
  act: async (sent, deps) => {
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
    await reviewHeld(subject ?? '', { outcome, ...rated, actuals, together }, { ...sayingOfLink(sent), note }, deps);
    const heard = [{ actuals }, ...together].reduce((sum, line) => sum + line.actuals.length, 0);
    return done(`${whatWasSaid(form, sent)}${heard === 0 ? '' : ` ${units(heard, 'promise')} looked at.`}`);
  },
};
