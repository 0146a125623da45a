/** What the client does at the contract's end. */
import { z } from 'zod';
import { churnReasons } from '../../../domain/core/stages';
import { longestTermMonths, shortestTermMonths } from '../../../domain/core/contract';
import type { Money } from '../../../domain/core/json';
import { renewalCalls, type CallVoice } from '../../../domain/figures/accuracy';
import { dayIn, moneyIn, type Locale } from '../../../domain/told/locale';
import { wordsFor } from '../../../domain/told/sentences';
import { termsOf } from '../../../domain/told/words/terms';
import { renewalPage, renewalReceipts } from '../../../pages/act/renewal';
import type { Messages } from '../../../domain/core/concern';
import type { ApiDeps } from '../../http/route';
import { askDecision } from '../../messages/decisions';
import { wrongInNotice } from '../../messages/notice';
import { sayCall } from '../../messages/renewal-calls';
import { annualAmount } from '../amount';
import { blank, dayField, fieldsOf, FormError, maybeDayField, noteField } from '../fields';
import { done, forUs, going, sayingOfLink, type Sent } from '../act-kind';
import { wrongWords } from '../wrong-words';

const renewalForm = (standing: Money, locale: Locale) => {
  const said = wrongWords(locale);
  const note = noteField(locale);
  const months = z.coerce
    .number(said.howManyMonths)
    .int(said.wholeMonths)
    .min(shortestTermMonths, said.oneMonth)
    .max(longestTermMonths, said.mostMonths);
  return z.discriminatedUnion(
    'outcome',
    [
      z.object({
        outcome: z.literal('renew'),
        termMonths: z.preprocess(blank, months),
        annualValue: annualAmount(standing, locale),
        note,
      }),
      z.object({
        outcome: z.literal('notice'),
        receivedOn: dayField(locale, said.receivedOn),
        endsOn: maybeDayField(locale, said.realDay),
        reason: z.enum(churnReasons, said.whyTheyLeave),
        note,
      }),
      z.object({ outcome: z.literal('churn'), reason: z.enum(churnReasons, said.whyTheyLeave), note }),
      z.object({ outcome: z.literal('undecided'), call: z.enum(renewalCalls, said.expect), note }),
    ],
    said.decision,
  );
};

/** Asks for the notice. Throws `FormError` where its days do not fit the contract. */
async function giveNotice(
  notice: Messages['notice'],
  saying: Parameters<typeof askDecision>[2],
  locale: Locale,
  deps: ApiDeps,
): Promise<void> {
  try {
    // Other days are another notice: one that was refused is asked for again with what was mended.
    const key = [saying.key, notice.receivedOn, notice.endsOn].join(' ');
    await askDecision('notice', notice, { ...saying, key }, deps);
  } catch (error) {
    const about = wrongInNotice(error);
    throw about === null ? error : new FormError({ [about.field]: wordsFor(locale).refusals[about.code] });
  }
}

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
    const { lifecycle, locale } = sent.occasion;
    const { id, renewal } = lifecycle;
    const { leaving, calls } = termsOf(locale);
    const receipts = renewalReceipts(locale);
    const form = fieldsOf(renewalForm(renewal.annualValue, locale), sent.form);
    if (form.outcome === 'undecided') {
      const { call, note = null } = form;
      await sayCall(id, { by: await voiceOf(sent, deps), call, amount: null, note, saidBy: sent.by }, deps);
      return going(receipts.undecided(calls[call]));
    }
    const saying = { ...sayingOfLink(sent), key: sent.onceKey, note: form.note };
    if (form.outcome === 'notice') {
      const { receivedOn, endsOn, reason } = form;
      const notice = { receivedOn, reason, ...(endsOn === undefined ? {} : { endsOn }) };
      await giveNotice(notice, saying, locale, deps);
      const effect = dayIn(locale, endsOn ?? renewal.renewsOn);
      return done(receipts.notice(dayIn(locale, receivedOn), leaving[reason], effect));
    }
    if (form.outcome === 'churn') {
      await askDecision('churn', { reason: form.reason }, saying, deps);
      return done(receipts.leaves(leaving[form.reason]));
    }
    const { termMonths, annualValue } = form;
    await askDecision('renew', { termMonths, annualValue }, saying, deps);
    return done(receipts.renewed(termMonths, moneyIn(locale, annualValue)));
  },
});
