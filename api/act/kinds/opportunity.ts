/** An opportunity: won, lost, or put off, after which the same link asks again; each time counts. */
import { inWords } from '../../../domain/core/words';
import { z } from 'zod';
import type { Money } from '../../../domain/core/json';
import { moneyIn, plainEnglish } from '../../../domain/told/locale';
import { endsOpportunity } from '../../../domain/concerns/growth';
import { opportunityById } from '../../../domain/told/present';
import { opportunityPage } from '../../../pages/act/opportunity';
import { askDecision } from '../../messages/decisions';
import { annualAmount } from '../amount';
import { chooseAnOutcome, noteField, fieldsOf } from '../fields';
import { forUs, sayingOfLink } from '../act-kind';

const opportunityForm = (standing: Money) =>
  z.discriminatedUnion(
    'outcome',
    [
      z.object({ outcome: z.literal('won'), annualValue: annualAmount(standing), note: noteField }),
      z.object({ outcome: z.enum(['lost', 'not-now']), note: noteField }),
    ],
    chooseAnOutcome,
  );

export const opportunityLink = forUs({
  asks: opportunityPage,
  act: async (sent, deps) => {
    const form = fieldsOf(opportunityForm(sent.occasion.lifecycle.renewal.annualValue), sent.form);
    const settled =
      form.outcome === 'won' ? { outcome: form.outcome, annualValue: form.annualValue } : { outcome: form.outcome };
    await askDecision(
      'settleOpportunity',
      { opportunity: sent.subject ?? '', ...settled },
      { ...sayingOfLink(sent), note: form.note, key: sent.onceKey },
      deps,
    );
    const worth = form.outcome === 'won' ? ` It is worth ${moneyIn(plainEnglish, form.annualValue)} a year.` : '';
    return { what: `Recorded: ${inWords(form.outcome)}.${worth}`, final: endsOpportunity(form.outcome) };
  },
  ending: ({ lifecycle }, subject) => {
    const end = opportunityById(lifecycle, subject)?.end;
    return end === undefined ? null : `It is ${inWords(end)}.`;
  },
});
