/** An overdue invoice: each try counts, until it is paid or written off; one link serves them all. */
import { z } from 'zod';
import { endsReceivable, receivableOutcomes } from '../../../domain/concerns/receivables';
import type { Locale } from '../../../domain/told/locale';
import { receivableById } from '../../../domain/told/present';
import { receivablePage, receivableReceipts } from '../../../pages/act/receivable';
import { sendFact } from '../../messages/facts';
import { noteField, noteNeeded, fieldsOf } from '../fields';
import { forUs, sayingOfLink } from '../act-kind';
import { wrongWords } from '../wrong-words';

const receivableForm = (locale: Locale) =>
  z
    .object({ outcome: z.enum(receivableOutcomes, wrongWords(locale).outcome), note: noteField(locale) })
    .refine(noteNeeded('written-off'), { path: ['note'], error: wrongWords(locale).whyWrittenOff });

export const receivableLink = forUs({
  asks: receivablePage,
  act: async (sent, deps) => {
    const { outcome, note: words } = fieldsOf(receivableForm(sent.occasion.locale), sent.form);
    const saying = { ...sayingOfLink(sent), note: words };
    await sendFact('receivableWorked', { receivable: sent.subject ?? '', outcome }, saying, deps);
    return { what: receivableReceipts(sent.occasion.locale)[outcome], final: endsReceivable(outcome) };
  },
  ending: ({ lifecycle, locale }, subject) => {
    const end = receivableById(lifecycle, subject)?.end;
    return end === undefined ? null : receivableReceipts(locale).ended[end];
  },
});
