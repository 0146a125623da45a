/** The client's words on how they will know success; where none were to be had, what came of asking. */
import { successCriteriaPage } from '../../../pages/act/success-criteria';
import { sendFact } from '../../messages/facts';
import { FormError, itemForm, fieldsOf } from '../fields';
import { done, sayingOfLink, type AskAndAct } from '../act-kind';
import { ratedBy, whatWasSaid } from './item-said';

export const successCriteriaLink: AskAndAct = {
  asks: successCriteriaPage,
  act: async (sent, deps) => {
    const form = fieldsOf(itemForm, sent.form);
    const { outcome, note } = form;
    const saying = { ...sayingOfLink(sent), note };
    if (outcome !== 'done') {
      await sendFact(
        'itemCompleted',
        { item: sent.subject ?? '', outcome, ...ratedBy(form, sent.occasion) },
        saying,
        deps,
      );
      return done(whatWasSaid(form, sent));
    }
    if (note === undefined) throw new FormError({ note: 'Write down what they said.' });
    await sendFact('successCriteriaHeard', {}, saying, deps);
    return done('Their words are recorded.');
  },
};
