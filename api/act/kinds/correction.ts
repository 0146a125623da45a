/** What was recorded of an item is corrected from its receipt, for as long as the item can be corrected. */
import { z } from 'zod';
import { closedDays, outcomes } from '../../../domain/core/item';
import { afterDays } from '../../../domain/core/calendar';
import type { Locale } from '../../../domain/told/locale';
import { itemById } from '../../../domain/told/present';
import { outcomesOf } from '../../../domain/told/words/outcomes';
import { correctionPage, correctionReceipts } from '../../../pages/act/correction';
import { itemReceipt } from '../../../pages/act/item-receipt';
import { criteriaWords } from '../../../pages/act/success-criteria';
import { correctIn } from '../../messages/item-decisions';
import { sendFact } from '../../messages/facts';
import type { ApiDeps } from '../../http/route';
import { done, going, sayingOfLink, type Amends, type NewReceipt, type Sent } from '../act-kind';
import { fieldsOf, FormError, happinessField, noteField, refusedAt } from '../fields';
import { wrongWords } from '../wrong-words';
import { isSending, sendIt } from './review';

const correctionForm = (locale: Locale) => {
  const said = wrongWords(locale);
  return z.object({
    outcome: z.enum([...outcomes, 'open'], said.outcome),
    happiness: happinessField(locale),
    words: noteField(locale),
    note: noteField(locale).pipe(z.string(said.whatWasWrong)),
  });
};

/**
 * What came of asking for success criteria. The client's words follow the correction; of words that were recorded wrongly
 * the item is opened again, and they are written down anew.
 */
async function correctCriteria(sent: Sent, deps: ApiDeps): Promise<NewReceipt> {
  const { occasion, subject } = sent;
  const { locale } = occasion;
  const said = wrongWords(locale);
  const receipts = correctionReceipts(locale);
  const { outcome, words, note } = fieldsOf(correctionForm(locale).omit({ happiness: true }), sent.form);
  const stands = itemById(occasion.lifecycle, subject);
  if (outcome === 'done' && stands?.outcome === 'done') throw new FormError({ outcome: said.theirWordsAreThere });
  if (outcome === 'done' && words === undefined) throw new FormError({ words: said.theirWords });
  if (outcome !== 'done' && words !== undefined)
    throw new FormError({
      outcome: said.theirWordsWouldBeLost(outcomesOf(locale, stands?.kind).done.choice),
    });
  const saying = sayingOfLink(sent);
  const corrected = { item: subject ?? '', outcome };
  const keyed = { ...saying, key: `${sent.onceKey}:${outcome}`, note };
  await refusedAt('outcome', locale, () => correctIn(corrected, keyed, deps, 'follow'));
  if (outcome === 'open') return going(receipts.openAgain);
  if (outcome !== 'done') return done(receipts.corrected(itemReceipt(occasion, subject, { outcome })));
  await sendFact('successCriteriaHeard', {}, { ...saying, note: words }, deps);
  return done(receipts.corrected(criteriaWords(locale).recorded));
}

/** The receipt of an item, which can be corrected. */
export const correction: Amends = {
  isPossible: ({ lifecycle }, subject, now) => {
    const item = itemById(lifecycle, subject);
    return item?.completedAt !== undefined && afterDays(item.completedAt, closedDays) > now;
  },
  asks: correctionPage,
  act: async (sent, deps) => {
    const { occasion, subject } = sent;
    const { locale } = occasion;
    if (isSending(sent.form)) return { ...(await sendIt(sent, deps)), final: true };
    if (itemById(occasion.lifecycle, subject)?.programme === 'success-criteria') return correctCriteria(sent, deps);
    const receipts = correctionReceipts(locale);
    const { outcome, happiness, note } = fieldsOf(correctionForm(locale).omit({ words: true }), sent.form);
    const saying = { ...sayingOfLink(sent), key: `${sent.onceKey}:${outcome}:${happiness ?? ''}`, note };
    const said = { item: subject ?? '', outcome, happiness: happiness ?? null };
    await refusedAt('outcome', locale, () => correctIn(said, saying, deps));
    if (outcome === 'open') return going(receipts.openAgain);
    return done(receipts.corrected(itemReceipt(occasion, subject, { outcome, happiness })));
  },
};
