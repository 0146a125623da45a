/** The shapes of what people decide about an item: it is put off, or what was recorded of it is corrected. */
import { z } from 'zod';
import { outcomes, postponeReasons } from '../../domain/core/item';
import { civilDate, note, rating, words } from './common';

export const correctionBodies = {
  postponeItem: z
    .strictObject({
      until: civilDate.describe('The day on which it falls due then, YYYY-MM-DD'),
      reason: z.enum(postponeReasons).describe('Why it is put off'),
      note,
    })
    .meta({ id: 'PostponeItemAsked', description: 'To which day an item is put off, and why' }),
  correctItem: z
    .strictObject({
      outcome: z
        .enum([...outcomes, 'open'])
        .describe('What came of it; `open`: nothing yet, it is open again. Stays as it was where left out')
        .optional(),
      happiness: rating
        .nullable()
        .describe('How happy they are, 0–10; null takes away what was recorded. Stays as it was where left out')
        .optional(),
      note: words.meta({ description: 'What was wrong', examples: ['I had the wrong client in front of me.'] }),
    })
    .refine(({ outcome, happiness }) => outcome !== undefined || happiness !== undefined, {
      path: ['outcome'],
      message: 'Say what came of it, or how happy they are.',
    })
    .meta({ id: 'CorrectItemAsked', description: 'What really came of an item, and what was wrong' }),
};

/** Of an item that was put off: to which day, why, and how often so far. */
export const postponedShown = z
  .strictObject({
    times: z.int().meta({ description: 'How often it was put off; twice at most', examples: [1] }),
    until: civilDate.describe('The day to which it was put off last, YYYY-MM-DD'),
    reason: z.enum(postponeReasons).describe('Why it was put off last'),
  })
  .meta({ id: 'Postponed', description: 'To which day an item was put off' });
