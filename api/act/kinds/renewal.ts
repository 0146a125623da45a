/** What the client does at the contract's end. */
import { inWords } from '../../../domain/core/words';
import { z } from 'zod';
import { churnReasons } from '../../../domain/core/stages';
import { longestTermMonths, shortestTermMonths } from '../../../domain/core/contract';
import type { Money } from '../../../domain/core/json';
import { moneyText } from '../../../domain/core/money';
import { renewalPage } from '../../../pages/act/renewal';
import { askDecision } from '../../messages/decisions';
import { annualAmount } from '../amount';
import { chooseAnOutcome, noteField, fieldsOf } from '../fields';
import { done, forUs, sayingOfLink } from '../act-kind';

const renewalForm = (standing: Money) =>
  z.discriminatedUnion(
    'outcome',
    [
      z.object({
        outcome: z.literal('renew'),
        termMonths: z.coerce
          .number('Say for how many months.')
          .int('Use whole months.')
          .min(shortestTermMonths, 'At least one month.')
          .max(longestTermMonths, `At most ${longestTermMonths} months.`),
        annualValue: annualAmount(standing),
        note: noteField,
      }),
      z.object({
        outcome: z.literal('churn'),
        reason: z.enum(churnReasons, 'Choose why they leave.'),
        note: noteField,
      }),
    ],
    chooseAnOutcome,
  );

export const renewalLink = forUs({
  asks: renewalPage,
  act: async (sent, deps) => {
    const form = fieldsOf(renewalForm(sent.occasion.lifecycle.renewal.annualValue), sent.form);
    const saying = { ...sayingOfLink(sent), key: sent.onceKey, note: form.note };
    if (form.outcome === 'churn') {
      await askDecision('churn', { reason: form.reason }, saying, deps);
      return done(`The client leaves (${inWords(form.reason)}).`);
    }
    const { termMonths, annualValue } = form;
    await askDecision('renew', { termMonths, annualValue }, saying, deps);
    return done(`Renewed for ${termMonths} months. It is worth ${moneyText(annualValue)} a year.`);
  },
});
