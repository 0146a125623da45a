/** What was recorded of an item is corrected from its receipt, for as long as the item can be corrected. */
import { z } from 'zod';
import { closedDays, outcomes } from '../../../domain/core/item';
import { afterDays } from '../../../domain/core/calendar';
import { itemById } from '../../../domain/told/present';
import { correctionPage } from '../../../pages/act/correction';
import { correctIn } from '../../messages/item-decisions';
import { sendFact } from '../../messages/facts';
import type { ApiDeps } from '../../http/route';
import { done, going, sayingOfLink, type Amends, type NewReceipt, type Sent } from '../act-kind';
import { chooseAnOutcome, fieldsOf, FormError, happinessField, noteField, refusedAt } from '../fields';
import { whatWasSaid } from './item-said';
import { isSending, sendIt } from './review';

const openAgain = 'Corrected: it is open again.';

const correctionForm = z.object({
  outcome: z.enum([...outcomes, 'open'], chooseAnOutcome),
  happiness: happinessField,
  note: noteField.pipe(z.string('Say what was wrong.')),
});

const criteriaForm = z.object({
  outcome: correctionForm.shape.outcome,
  words: noteField,
  note: correctionForm.shape.note,
});

/**
 * What came of asking for success criteria. The client's words follow the correction; of words that were recorded wrongly
 * the item is opened again, and they are written down anew.
 */
async function correctCriteria(sent: Sent, deps: ApiDeps): Promise<NewReceipt> {
  const { outcome, words, note } = fieldsOf(criteriaForm, sent.form);
  const stands = itemById(sent.occasion.lifecycle, sent.subject);
  if (outcome === 'done' && stands?.outcome === 'done')
    throw new FormError({ outcome: 'Their words are there. Open it again, and write down what they said.' });
  if (outcome === 'done' && words === undefined) throw new FormError({ words: 'Write down what they said.' });
  if (outcome !== 'done' && words !== undefined)
    throw new FormError({ outcome: 'You wrote down what they said: choose “Done”, or leave that field empty.' });
  const saying = sayingOfLink(sent);
  const said = { item: sent.subject ?? '', outcome };
  const keyed = { ...saying, key: `${sent.onceKey}:${outcome}`, note };
  await refusedAt('outcome', () => correctIn(said, keyed, deps, 'follow'));
  if (outcome === 'open') return going(openAgain);
  if (outcome !== 'done') return done(`Corrected. ${whatWasSaid({ outcome, happiness: undefined }, sent)}`);
  await sendFact('successCriteriaHeard', {}, { ...saying, note: words }, deps);
  return done('Corrected. Their words are recorded.');
}

/** The receipt of an item, which can be corrected. */
export const correction: Amends = {
  isPossible: ({ lifecycle }, subject, now) => {
    const item = itemById(lifecycle, subject);
    return item?.completedAt !== undefined && afterDays(item.completedAt, closedDays) > now;
  },
  asks: correctionPage,
  act: async (sent, deps) => {
    if (isSending(sent.form)) return { ...(await sendIt(sent, deps)), final: true };
    if (itemById(sent.occasion.lifecycle, sent.subject)?.programme === 'success-criteria')
      return correctCriteria(sent, deps);
    const { outcome, happiness, note } = fieldsOf(correctionForm, sent.form);
    const saying = { ...sayingOfLink(sent), key: `${sent.onceKey}:${outcome}:${happiness ?? ''}`, note };
    const said = { item: sent.subject ?? '', outcome, happiness: happiness ?? null };
    await refusedAt('outcome', () => correctIn(said, saying, deps));
    if (outcome === 'open') return going(openAgain);
    return done(`Corrected. ${whatWasSaid({ outcome, happiness }, sent)}`);
  },
};
