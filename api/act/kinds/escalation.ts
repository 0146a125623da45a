/** An alarm: taken on, resolved, or passed to the business developer, who may sell another scope. */
import { z } from 'zod';
import { escalationPage } from '../../../pages/act/escalation';
import { askDecision } from '../../messages/decisions';
import { sendFact } from '../../messages/facts';
import { chooseAnOutcome, noteField, noteNeeded, fieldsOf } from '../fields';
import { done, forUs, going, sayingOfLink } from '../act-kind';

const escalationForm = z
  .object({ outcome: z.enum(['acknowledge', 'resolve', 'change-scope'], chooseAnOutcome), note: noteField })
  .refine(noteNeeded('resolve'), { path: ['note'], error: 'Say how it was resolved.' });

export const escalationLink = forUs({
  asks: escalationPage,
  act: async (sent, deps) => {
    const { outcome, note: words } = fieldsOf(escalationForm, sent.form);
    const saying = { ...sayingOfLink(sent), note: words };
    if (outcome === 'change-scope') {
      await sendFact('opportunityHinted', { reason: 'changed-scope' }, saying, deps);
      return going('The business developer hears of it; the escalation stays open until it is resolved.');
    }
    await askDecision(outcome, { escalation: sent.subject ?? '' }, { ...saying, key: sent.onceKey }, deps);
    return outcome === 'acknowledge' ? going('You have taken it on; it climbs no further.') : done('It is resolved.');
  },
});
