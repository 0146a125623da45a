/** The client's words on how they will know success; where none were to be had, what came of asking. */
import { itemReceipt, leftReceipt } from '../../../pages/act/item-receipt';
import { criteriaWords, successCriteriaPage } from '../../../pages/act/success-criteria';
import { sendWithDepartures } from '../../messages/departures';
import { FormError, itemForm, fieldsOf } from '../fields';
import { done, sayingOfLink, type AskAndAct } from '../act-kind';
import { wrongWords } from '../wrong-words';
import { ratedBy, whoLeft } from './item-said';

export const successCriteriaLink: AskAndAct = {
  asks: successCriteriaPage,
  act: async (sent, deps) => {
    const { occasion, subject } = sent;
    const { locale } = occasion;
    const form = fieldsOf(itemForm(locale), sent.form);
    const { outcome, happiness, note } = form;
    const leaving = whoLeft(form, occasion);
    const beside = { left: leaving.map(({ id }) => id) };
    const said = leftReceipt(
      occasion,
      leaving.map(({ name }) => name),
    );
    const saying = { ...sayingOfLink(sent), note };
    if (outcome !== 'done') {
      const completed = { item: subject ?? '', outcome, ...ratedBy(form, occasion) };
      await sendWithDepartures('itemCompleted', completed, beside, saying, deps);
      return done(`${itemReceipt(occasion, subject, { outcome, happiness })}${said}`);
    }
    if (note === undefined) throw new FormError({ note: wrongWords(locale).theirWords });
    await sendWithDepartures('successCriteriaHeard', {}, beside, saying, deps);
    return done(`${criteriaWords(locale).recorded}${said}`);
  },
};
