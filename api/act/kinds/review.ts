/** A quarterly review: its outcome, and every promise's figure as it was found. */
import type { z } from 'zod';
import { units } from '../../../domain/core/words';
import { promisesOf } from '../../../domain/told/occasion';
import { figureField, keptField, reviewPage } from '../../../pages/act/review';
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

export const reviewLink: AskAndAct = {
  asks: reviewPage,
  act: async (sent, deps) => {
    const { occasion, subject } = sent;
    const form = fieldsOf(reviewForm, sent.form);
    const { outcome } = form;
    const note = wordsOf(form);
    const rated = ratedBy(form, occasion);
    const actuals = promisesOf(occasion).flatMap(({ metric }, index) => {
      const value = figureIn(sent.form, figureField(index), metric);
      const kept = keptIn(sent.form, keptField(index));
      return value === undefined && kept === undefined ? [] : [{ metric, value, met: kept }];
    });
    await reviewHeld(subject ?? '', { outcome, ...rated, actuals }, { ...sayingOfLink(sent), note }, deps);
    return done(
      `${whatWasSaid(form, sent)}${actuals.length === 0 ? '' : ` ${units(actuals.length, 'promise')} looked at.`}`,
    );
  },
};
