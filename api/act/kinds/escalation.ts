/** An alarm: taken on, resolved, or passed to the business developer, who may sell another scope. */
import { z } from 'zod';
import type { Locale } from '../../../domain/told/locale';
import { escalationPage, escalationReceipts } from '../../../pages/act/escalation';
import { askDecision } from '../../messages/decisions';
import { sendFact } from '../../messages/facts';
import { noteField, noteNeeded, fieldsOf } from '../fields';
import { done, forUs, going, sayingOfLink } from '../act-kind';
import { wrongWords } from '../wrong-words';

const escalationForm = (locale: Locale) =>
  z
    .object({
      outcome: z.enum(['acknowledge', 'resolve', 'change-scope'], wrongWords(locale).whatYouDo),
      note: noteField(locale),
    })
    .refine(noteNeeded('resolve'), { path: ['note'], error: wrongWords(locale).howResolved });

export const escalationLink = forUs({
  asks: escalationPage,
  act: async (sent, deps) => {
    const { locale } = sent.occasion;
    const { outcome, note: words } = fieldsOf(escalationForm(locale), sent.form);
    const receipt = escalationReceipts(locale)[outcome];
    const saying = { ...sayingOfLink(sent), note: words };
    if (outcome === 'change-scope') {
      await sendFact('opportunityHinted', { reason: 'changed-scope' }, saying, deps);
      return going(receipt);
    }
    await askDecision(outcome, { escalation: sent.subject ?? '' }, { ...saying, key: sent.onceKey }, deps);
    return outcome === 'acknowledge' ? going(receipt) : done(receipt);
  },
});
