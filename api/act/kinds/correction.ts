/** What was recorded of an item is corrected from its receipt, for as long as the item can be corrected. */
import { z } from 'zod';
import { closedDays, outcomes } from '../../../domain/core/item';
import { afterDays } from '../../../domain/core/calendar';
import { itemById } from '../../../domain/told/present';
import { correctionPage } from '../../../pages/act/correction';
import { correctIn } from '../../messages/item-decisions';
import { done, going, sayingOfLink, type Amends } from '../act-kind';
import { chooseAnOutcome, fieldsOf, happinessField, noteField, refusedAt } from '../fields';
import { whatWasSaid } from './item-said';

const correctionForm = z.object({
  outcome: z.enum([...outcomes, 'open'], chooseAnOutcome),
  happiness: happinessField,
  note: noteField.pipe(z.string('Say what was wrong.')),
});

/** The receipt of an item, which can be corrected. */
export const correction: Amends = {
  isPossible: ({ lifecycle }, subject, now) => {
    const item = itemById(lifecycle, subject);
    return item?.completedAt !== undefined && afterDays(item.completedAt, closedDays) > now;
  },
  asks: correctionPage,
  act: async (sent, deps) => {
    const { outcome, happiness, note } = fieldsOf(correctionForm, sent.form);
    const saying = { ...sayingOfLink(sent), key: `${sent.onceKey}:${outcome}:${happiness ?? ''}`, note };
    const said = { item: sent.subject ?? '', outcome, happiness: happiness ?? null };
    await refusedAt('outcome', () => correctIn(said, saying, deps));
    if (outcome === 'open') return going('Corrected: it is open again.');
    return done(`Corrected. ${whatWasSaid({ outcome, happiness }, sent)}`);
  },
};
