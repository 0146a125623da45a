/** An overdue invoice: each try counts, until it is paid or written off; one link serves them all. */
import { inWords } from '../../../domain/core/words';
import { z } from 'zod';
import { endsReceivable, receivableOutcomes } from '../../../domain/concerns/receivables';
import { receivableById } from '../../../domain/told/present';
import { receivablePage } from '../../../pages/act/receivable';
import { sendFact } from '../../messages/facts';
import { chooseAnOutcome, noteField, noteNeeded, fieldsOf } from '../fields';
import { forUs, sayingOfLink } from '../act-kind';

const receivableForm = z
  .object({ outcome: z.enum(receivableOutcomes, chooseAnOutcome), note: noteField })
  .refine(noteNeeded('written-off'), { path: ['note'], error: 'Say why it is written off.' });

export const receivableLink = forUs({
  asks: receivablePage,
  act: async (sent, deps) => {
    const { outcome, note: words } = fieldsOf(receivableForm, sent.form);
    const saying = { ...sayingOfLink(sent), note: words };
    await sendFact('receivableWorked', { receivable: sent.subject ?? '', outcome }, saying, deps);
    return { what: `Recorded: ${inWords(outcome)}.`, final: endsReceivable(outcome) };
  },
  ending: ({ lifecycle }, subject) => {
    const end = receivableById(lifecycle, subject)?.end;
    return end === undefined ? null : `It is ${inWords(end)}.`;
  },
});
