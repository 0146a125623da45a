/** The shapes of facts: what people say has happened, and what they hear. */
import { z } from 'zod';
import { opportunityHints } from '../../domain/concerns/growth';
import { oversoldAnswers } from '../../domain/concerns/promises';
import { receivableOutcomes } from '../../domain/concerns/receivables';
import { outcomes, touchKinds } from '../../domain/core/item';
import { isRefusal, refusals } from '../../domain/core/refusals';
import {
  civilDate,
  contactId,
  figure,
  id,
  itemId,
  lifecycleId,
  line,
  note,
  opportunityId,
  rating,
  receivableId,
  repId,
  stepCode,
  words,
  yesOrNo,
} from './common';

export const lifecycleParams = z.strictObject({ id: lifecycleId });
export const stepParams = lifecycleParams.extend({ step: stepCode });
export const itemParams = lifecycleParams.extend({ itemId });
export const touchParams = lifecycleParams.extend({
  touchId: id.meta({ description: 'The touch’s id', examples: ['touch-3'] }),
});
export const reviewParams = lifecycleParams.extend({
  reviewId: id.meta({ description: 'The review’s id', examples: ['review-2'] }),
});
export const receivableParams = lifecycleParams.extend({ receivableId });
export const opportunityParams = lifecycleParams.extend({ opportunityId });

export const requiredEventId = z
  .string('Give it an id of its own.')
  .trim()
  .min(1, 'Say something.')
  .max(200, 'At most 200 characters.')
  .meta({
    description: 'An id of yours by which it counts once, however often it is sent',
    examples: ['call-2027-03-15'],
  });
export const eventId = requiredEventId.optional();

const outcome = z.enum(outcomes).describe('What came of it');
const withReps = z
  .array(repId)
  .min(1, 'Name somebody.')
  .max(20, 'At most 20.')
  .describe('Other reps who took part')
  .optional();
const contacts = z
  .array(contactId)
  .min(1, 'Name somebody.')
  .max(20, 'At most 20.')
  .describe('Contacts at the client who were there')
  .optional();
const alsoFor = z
  .array(lifecycleId)
  .min(1, 'Name a lifecycle.')
  .max(50, 'At most 50.')
  .describe('Other running lifecycles of the client that it was about')
  .optional();
const metric = line(120).meta({ description: 'The promise’s metric', examples: ['Time to a quote'] });

export const stepDone = z.strictObject({ eventId, note }).meta({ id: 'StepDone', description: 'A step was completed' });

const doneFields = { outcome, happiness: rating.optional(), with: withReps, contacts, note, eventId };
export const itemDone = z.strictObject(doneFields).meta({ id: 'ItemDone', description: 'What came of an item' });
export const touchDone = z
  .strictObject({ ...doneFields, alsoFor })
  .meta({ id: 'TouchDone', description: 'What came of a planned touch' });
export const touchMade = z
  .strictObject({ ...doneFields, alsoFor, kind: z.enum(touchKinds).describe('What kind of touch it was') })
  .meta({ id: 'TouchMade', description: 'A touch that nobody planned' });

const actual = z
  .strictObject({
    metric,
    value: figure
      .meta({
        description: 'The actual figure, in the promise’s unit; left out where people only say `met`',
        examples: [1.5],
      })
      .optional(),
    met: yesOrNo.describe('Whether the promise is kept, where it does not say which way is better').optional(),
  })
  .refine(({ value, met }) => value !== undefined || met !== undefined, {
    path: ['value'],
    message: 'Say the figure, or whether the promise is met.',
  })
  .meta({ id: 'Actual', description: 'A promise’s actual figure' });
const actuals = z.array(actual).max(100, 'At most 100.').describe('Figures of promises');
const lineMeasured = z
  .strictObject({ lifecycle: lifecycleId, actuals })
  .meta({ id: 'LineMeasured', description: 'Figures of promises of another product line' });
export const actionId = itemId.meta({
  description: 'The agreed action’s id',
  examples: ['a_f_5d41402abc4b2a76b9719d91_1'],
});
const newAction = z
  .strictObject({
    words: line(500).meta({ description: 'What is to be done; the client reads it', examples: ['Name two key users'] }),
    rep: repId.describe('Which of our people does it').optional(),
    contact: contactId.describe('Which contact of the client does it').optional(),
    day: civilDate.describe('The day by which it is to be done, YYYY-MM-DD'),
  })
  .refine(({ rep, contact }) => (rep === undefined) !== (contact === undefined), {
    path: ['rep'],
    message: 'Name one who does it: a rep, or a contact.',
  })
  .meta({
    id: 'ActionAgreed',
    description: 'Something that was agreed at a review',
    examples: [{ words: 'Name two key users', rep: 'mira', day: '2027-04-01' }],
  });
export const reviewHeld = z
  .strictObject({
    happiness: rating.optional(),
    actuals: actuals.optional(),
    together: z
      .array(lineMeasured)
      .max(50, 'At most 50.')
      .describe('Figures of the client’s other product lines whose review is held in this meeting')
      .optional(),
    actions: z.array(newAction).max(20, 'At most 20.').describe('What was agreed').optional(),
    actionsDone: z
      .array(actionId)
      .max(50, 'At most 50.')
      .describe('What was agreed before, and is done by now')
      .optional(),
    with: withReps,
    contacts,
    note,
    eventId,
  })
  .meta({ id: 'ReviewHeld', description: 'What a review found' });
export const criteriaHeard = z
  .strictObject({
    successCriteria: words.meta({
      description: 'How the client will know success, in their words',
      examples: ['In six months a quote takes two hours instead of two days.'],
    }),
    eventId,
  })
  .meta({ id: 'CriteriaHeard', description: 'The client said how they will know success' });
export const oversoldAnswered = z
  .strictObject({
    metric: metric.optional(),
    answer: z.enum(oversoldAnswers).describe('What the seller says'),
    note,
    eventId,
  })
  .meta({ id: 'OversoldAnswered', description: 'What the seller says to an oversold flag' });
export const receivableWorked = z
  .strictObject({
    outcome: z.enum(receivableOutcomes).describe('What came of the try'),
    until: civilDate
      .describe('The day for which they promised to pay, YYYY-MM-DD; only where the outcome is a promise')
      .optional(),
    note,
    eventId,
  })
  .refine(({ outcome: end, until }) => end === 'promised' || until === undefined, {
    path: ['until'],
    message: 'Only a promise has a day.',
  })
  .refine(({ outcome: end, note: said }) => end !== 'written-off' || said !== undefined, {
    path: ['note'],
    message: 'Say why it is written off.',
  })
  .meta({ id: 'ReceivableWorked', description: 'Somebody tried to collect; a write-off needs a note' });
export const opportunityHinted = z
  .strictObject({ reason: z.enum(opportunityHints).default('hint').describe('What was seen'), note, eventId })
  .meta({ id: 'OpportunityHinted', description: 'Somebody sees that the client could use more' });

/** What a caller who waits hears of a fact. */
export const factFields = {
  lifecycle: lifecycleId,
  eventId: requiredEventId.describe('The id by which it counts once; ours where none was sent'),
  state: z
    .enum(['accepted', 'applied', 'ignored'])
    .describe('`accepted`: it will count; nobody waited to see. `applied`: it counted. `ignored`: it did not apply'),
  reason: z.enum(Object.keys(refusals).filter(isRefusal)).describe('Why it was ignored').optional(),
};
export const factTaken = z
  .strictObject(factFields)
  .meta({ id: 'FactTaken', description: 'The fact was taken; it counts once per `eventId`' });
