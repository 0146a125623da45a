/** A promise that may not be kept: the rep flags it or leaves it; the seller answers. */
import { z } from 'zod';
import { oversoldAnswers } from '../../../domain/concerns/promises';
import type { Locale } from '../../../domain/told/locale';
import { oversoldPage, oversoldProposalPage, oversoldReceipts } from '../../../pages/act/oversold';
import { askDecision } from '../../messages/decisions';
import { sendFact } from '../../messages/facts';
import { noteField, noteNeeded, fieldsOf } from '../fields';
import { done, forUs, sayingOfLink } from '../act-kind';
import { wrongWords } from '../wrong-words';

const proposalForm = (locale: Locale) =>
  z
    .object({ outcome: z.enum(['flag', 'leave'], wrongWords(locale).answer), note: noteField(locale) })
    .refine(noteNeeded('flag'), { path: ['note'], error: wrongWords(locale).why });

export const oversoldProposalLink = forUs({
  asks: oversoldProposalPage,
  act: async (sent, deps) => {
    const { locale } = sent.occasion;
    const { outcome, note: words } = fieldsOf(proposalForm(locale), sent.form);
    const receipt = oversoldReceipts(locale)[outcome];
    if (outcome === 'leave') return done(receipt);
    await askDecision(
      'oversold',
      { promise: sent.subject },
      { ...sayingOfLink(sent), note: words, key: sent.onceKey },
      deps,
    );
    return done(receipt);
  },
  ending: ({ locale }) => oversoldReceipts(locale).flaggedAlready,
});

const answerForm = (locale: Locale) =>
  z.object({ outcome: z.enum(oversoldAnswers, wrongWords(locale).answer), note: noteField(locale) });

export const oversoldLink = forUs({
  asks: oversoldPage,
  act: async (sent, deps) => {
    const { locale } = sent.occasion;
    const { outcome, note: words } = fieldsOf(answerForm(locale), sent.form);
    await sendFact(
      'oversoldAnswered',
      { promise: sent.subject, answer: outcome },
      { ...sayingOfLink(sent), note: words },
      deps,
    );
    return done(oversoldReceipts(locale)[outcome]);
  },
  ending: ({ lifecycle, locale }, subject) => {
    const answer = lifecycle.oversold.find(({ promise }) => (promise ?? null) === subject)?.answer;
    return answer === undefined ? null : oversoldReceipts(locale).answered[answer];
  },
});
