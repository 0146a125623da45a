/** An opportunity: won, lost, or put off, after which the same link asks again; each time counts. */
import { z } from 'zod';
import type { Money } from '../../../domain/core/json';
import { endsOpportunity } from '../../../domain/concerns/growth';
import { moneyIn, type Locale } from '../../../domain/told/locale';
import { opportunityById } from '../../../domain/told/present';
import { opportunityPage, opportunityReceipts } from '../../../pages/act/opportunity';
import { askDecision } from '../../messages/decisions';
import { annualAmount } from '../amount';
import { noteField, fieldsOf } from '../fields';
import { forUs, sayingOfLink } from '../act-kind';
import { wrongWords } from '../wrong-words';

const opportunityForm = (standing: Money, locale: Locale) =>
  z.discriminatedUnion(
    'outcome',
    [
      z.object({ outcome: z.literal('won'), annualValue: annualAmount(standing, locale), note: noteField(locale) }),
      z.object({ outcome: z.enum(['lost', 'not-now']), note: noteField(locale) }),
    ],
    wrongWords(locale).outcome,
  );

export const opportunityLink = forUs({
  asks: opportunityPage,
  act: async (sent, deps) => {
    const { lifecycle, locale } = sent.occasion;
    const form = fieldsOf(opportunityForm(lifecycle.renewal.annualValue, locale), sent.form);
    const settled =
      form.outcome === 'won' ? { outcome: form.outcome, annualValue: form.annualValue } : { outcome: form.outcome };
    await askDecision(
      'settleOpportunity',
      { opportunity: sent.subject ?? '', ...settled },
      { ...sayingOfLink(sent), note: form.note, key: sent.onceKey },
      deps,
    );
    const receipts = opportunityReceipts(locale);
    const what = form.outcome === 'won' ? receipts.won(moneyIn(locale, form.annualValue)) : receipts[form.outcome];
    return { what, final: endsOpportunity(form.outcome) };
  },
  ending: ({ lifecycle, locale }, subject) => {
    const end = opportunityById(lifecycle, subject)?.end;
    return end === undefined ? null : opportunityReceipts(locale).ended[end];
  },
});
