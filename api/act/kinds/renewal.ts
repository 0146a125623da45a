/** What the client does at the contract's end. */
import { inWords } from '../../../domain/core/words';
import { z } from 'zod';
import { churnReasons } from '../../../domain/core/stages';
import { longestTermMonths, shortestTermMonths } from '../../../domain/core/contract';
import type { Money } from '../../../domain/core/json';
import { moneyText } from '../../../domain/core/money';
import { renewalCalls, type CallVoice } from '../../../domain/figures/accuracy';
import { renewalPage } from '../../../pages/act/renewal';
import type { ApiDeps } from '../../http/route';
import { askDecision } from '../../messages/decisions';
import { sayCall } from '../../messages/renewal-calls';
import { annualAmount } from '../amount';
import { chooseAnOutcome, noteField, fieldsOf } from '../fields';
import { done, forUs, going, sayingOfLink, type Sent } from '../act-kind';

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
      z.object({
        outcome: z.literal('undecided'),
        call: z.enum(renewalCalls, 'Choose what you expect.'),
        note: noteField,
      }),
    ],
    chooseAnOutcome,
  );

/** As whom they say it: who leads the group and does not keep the lifecycle says it as its manager. */
async function voiceOf({ by, occasion }: Sent, { db }: ApiDeps): Promise<CallVoice> {
  const { rep, group: id } = occasion.lifecycle;
  if (by === rep) return 'rep';
  const leads = { OR: [{ managerId: by }, { directorId: by }] };
  return (await db.group.count({ where: { id, ...leads } })) > 0 ? 'manager' : 'rep';
}

export const renewalLink = forUs({
  asks: renewalPage,
  act: async (sent, deps) => {
    const { id } = sent.occasion.lifecycle;
    const form = fieldsOf(renewalForm(sent.occasion.lifecycle.renewal.annualValue), sent.form);
    if (form.outcome === 'undecided') {
      const { call, note = null } = form;
      await sayCall(id, { by: await voiceOf(sent, deps), call, amount: null, note, saidBy: sent.by }, deps);
      return going(`You said: ${inWords(call)}. It is still to be decided.`);
    }
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
