/** An overdue invoice: each try counts, until it is paid or written off; one link serves them all. */
import { z } from 'zod';
import { endsReceivable, receivableOutcomes } from '../../../domain/concerns/receivables';
import { dayIn, type Locale } from '../../../domain/told/locale';
import { receivableById } from '../../../domain/told/present';
import { receivablePage, receivableReceipts } from '../../../pages/act/receivable';
import { sendFact } from '../../messages/facts';
import { maybeDayField, noteField, noteNeeded, fieldsOf } from '../fields';
import { forUs, sayingOfLink } from '../act-kind';
import { wrongWords } from '../wrong-words';

const receivableForm = (locale: Locale) =>
  z
    .object({
      outcome: z.enum(receivableOutcomes, wrongWords(locale).outcome),
      until: maybeDayField(locale, wrongWords(locale).realDay),
      note: noteField(locale),
    })
    .refine(({ outcome, until }) => outcome === 'promised' || until === undefined, {
      path: ['until'],
      error: wrongWords(locale).onlyPromised,
    })
    .refine(noteNeeded('written-off'), { path: ['note'], error: wrongWords(locale).whyWrittenOff });

export const receivableLink = forUs({
  asks: receivablePage,
  act: async (sent, deps) => {
    const { locale } = sent.occasion;
    const { outcome, until, note: words } = fieldsOf(receivableForm(locale), sent.form);
    const saying = { ...sayingOfLink(sent), note: words };
    const worked = { receivable: sent.subject ?? '', outcome, ...(until === undefined ? {} : { until }) };
    await sendFact('receivableWorked', worked, saying, deps);
    const receipts = receivableReceipts(locale);
    const what = until === undefined ? receipts[outcome] : receipts.promisedFor(dayIn(locale, until));
    return { what, final: endsReceivable(outcome) };
  },
  ending: ({ lifecycle, locale }, subject) => {
    const end = receivableById(lifecycle, subject)?.end;
    return end === undefined ? null : receivableReceipts(locale).ended[end];
  },
});
