/** A promise that may not be kept: the rep flags it or leaves it; the seller answers. */
import { z } from 'zod';
import { oversoldAnswers } from '../../../domain/concerns/promises';
import { oversoldPage, oversoldProposalPage } from '../../../pages/act/oversold';
import { askDecision } from '../../messages/decisions';
import { sendFact } from '../../messages/facts';
import { chooseAnOutcome, noteField, noteNeeded, fieldsOf } from '../fields';
import { done, forUs, sayingOfLink } from '../act-kind';

const proposalForm = z
  .object({ outcome: z.enum(['flag', 'leave'], chooseAnOutcome), note: noteField })
  .refine(noteNeeded('flag'), { path: ['note'], error: 'Say why.' });

export const oversoldProposalLink = forUs({
  asks: oversoldProposalPage,
  act: async (sent, deps) => {
    const { outcome, note: words } = fieldsOf(proposalForm, sent.form);
    if (outcome === 'leave') return done('It is left as it is.');
    await askDecision(
      'oversold',
      { promise: sent.subject },
      { ...sayingOfLink(sent), note: words, key: sent.onceKey },
      deps,
    );
    return done('It is flagged: the seller and the manager hear of it.');
  },
});

const answerForm = z.object({ outcome: z.enum(oversoldAnswers, chooseAnOutcome), note: noteField });

export const oversoldLink = forUs({
  asks: oversoldPage,
  act: async (sent, deps) => {
    const { outcome, note: words } = fieldsOf(answerForm, sent.form);
    await sendFact(
      'oversoldAnswered',
      { promise: sent.subject, answer: outcome },
      { ...sayingOfLink(sent), note: words },
      deps,
    );
    return done(outcome === 'agreed' ? 'You agree that it was oversold.' : 'You see it differently.');
  },
});
