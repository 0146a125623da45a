/** A quarterly review: its outcome, and every promise's figure as it was found. */
import { units } from '../../../domain/core/words';
import { promisesOf } from '../../../domain/told/occasion';
import { figureField, keptField, reviewPage } from '../../../pages/act/review';
import { reviewHeld } from '../../messages/reviews';
import { figureIn, itemForm, fieldsOf, keptIn } from '../fields';
import { done, sayingOfLink, type AskAndAct } from '../act-kind';
import { ratedBy, whatWasSaid } from './item-said';

export const reviewLink: AskAndAct = {
  asks: reviewPage,
  act: async (sent, deps) => {
    const { occasion, subject } = sent;
    const form = fieldsOf(itemForm, sent.form);
    const { outcome, note } = form;
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
