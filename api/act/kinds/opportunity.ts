/** An opportunity: won, lost, or put off, after which the same link asks again; each time counts. */
import { inWords } from '../../../domain/core/words';
import { z } from 'zod';
import { fromMajor } from '../../../domain/core/money';
import { endsOpportunity } from '../../../domain/concerns/growth';
import { opportunityById } from '../../../domain/told/present';
import { opportunityPage } from '../../../pages/act/opportunity';
import { askDecision } from '../../messages/decisions';
import { annualAmount, chooseAnOutcome, noteField, fieldsOf } from '../fields';
import { forUs, sayingOfLink } from '../act-kind';

const opportunityForm = z.discriminatedUnion(
  'outcome',
  [
    z.object({ outcome: z.literal('won'), annualValue: annualAmount, note: noteField }),
    z.object({ outcome: z.enum(['lost', 'not-now']), note: noteField }),
  ],
  chooseAnOutcome,
);

export const opportunityLink = forUs({
  asks: opportunityPage,
  act: async (sent, deps) => {
    const form = fieldsOf(opportunityForm, sent.form);
    const { lifecycle } = sent.occasion;
    const { currency } = lifecycle.renewal.annualValue;
    const settled =
      form.outcome === 'won'
        ? { outcome: form.outcome, annualValue: fromMajor(form.annualValue, currency) }
        : { outcome: form.outcome };
    await askDecision(
      'settleOpportunity',
      { opportunity: sent.subject ?? '', ...settled },
      { ...sayingOfLink(sent), note: form.note, key: sent.onceKey },
      deps,
    );
    return { what: `You said: ${inWords(form.outcome)}.`, final: endsOpportunity(form.outcome) };
  },
  ending: ({ lifecycle }, subject) => {
    const end = opportunityById(lifecycle, subject)?.end;
    return end === undefined ? null : `It is ${inWords(end)}.`;
  },
});
