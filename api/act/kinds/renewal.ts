/** What the client does at the contract's end. */
import { inWords, units } from '../../../domain/core/words';
import { z } from 'zod';
import { churnReasons } from '../../../domain/core/stages';
import { longestTermMonths, shortestTermMonths } from '../../../domain/core/contract';
import type { Money } from '../../../domain/core/json';
import { renewalCalls, type CallVoice } from '../../../domain/figures/accuracy';
import { dayIn, moneyIn, plainEnglish } from '../../../domain/told/locale';
import { wordsFor } from '../../../domain/told/sentences';
import { renewalPage } from '../../../pages/act/renewal';
import type { Messages } from '../../../domain/core/concern';
import type { ApiDeps } from '../../http/route';
import { askDecision } from '../../messages/decisions';
import { wrongInNotice } from '../../messages/notice';
import { sayCall } from '../../messages/renewal-calls';
import { annualAmount } from '../amount';
import { chooseAnOutcome, dayField, fieldsOf, FormError, maybeDayField, noteField } from '../fields';
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
        outcome: z.literal('notice'),
        receivedOn: dayField('Say on which day the notice came.'),
        endsOn: maybeDayField('Use a real date.'),
        reason: z.enum(churnReasons, 'Choose why they leave.'),
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

/** Asks for the notice. Throws `FormError` where its days do not fit the contract. */
async function giveNotice(
  notice: Messages['notice'],
  saying: Parameters<typeof askDecision>[2],
  deps: ApiDeps,
): Promise<void> {
  try {
    // Other days are another notice: one that was refused is asked for again with what was mended.
    const key = [saying.key, notice.receivedOn, notice.endsOn].join(' ');
    await askDecision('notice', notice, { ...saying, key }, deps);
  } catch (error) {
    const about = wrongInNotice(error);
    throw about === null ? error : new FormError({ [about.field]: about.detail });
  }
}

/** As whom they say it: who leads the group and does not keep the lifecycle says it as its manager. */
async function voiceOf({ by, occasion }: Sent, { db }: ApiDeps): Promise<CallVoice> {
  const { rep, group: id } = occasion.lifecycle;
  if (by === rep) return 'rep';
  const leads = { OR: [{ managerId: by }, { directorId: by }] };
  return (await db.group.count({ where: { id, ...leads } })) > 0 ? 'manager' : 'rep';
}

const { leaving } = wordsFor(plainEnglish);

export const renewalLink = forUs({
  asks: renewalPage,
  act: async (sent, deps) => {
    const { id } = sent.occasion.lifecycle;
    const form = fieldsOf(renewalForm(sent.occasion.lifecycle.renewal.annualValue), sent.form);
    if (form.outcome === 'undecided') {
      const { call, note = null } = form;
      await sayCall(id, { by: await voiceOf(sent, deps), call, amount: null, note, saidBy: sent.by }, deps);
      return going(`Recorded: ${inWords(call)}. It is still to be decided.`);
    }
    const saying = { ...sayingOfLink(sent), key: sent.onceKey, note: form.note };
    if (form.outcome === 'notice') {
      const { receivedOn, endsOn, reason } = form;
      await giveNotice({ receivedOn, reason, ...(endsOn === undefined ? {} : { endsOn }) }, saying, deps);
      const effect = endsOn ?? sent.occasion.lifecycle.renewal.renewsOn;
      return done(
        `The client gave notice on ${dayIn(plainEnglish, receivedOn)}, effective ${dayIn(plainEnglish, effect)}: ${leaving[reason]}.`,
      );
    }
    if (form.outcome === 'churn') {
      await askDecision('churn', { reason: form.reason }, saying, deps);
      return done(`The client leaves: ${leaving[form.reason]}.`);
    }
    const { termMonths, annualValue } = form;
    await askDecision('renew', { termMonths, annualValue }, saying, deps);
    return done(`Renewed for ${units(termMonths, 'month')} at ${moneyIn(plainEnglish, annualValue)} a year.`);
  },
});
