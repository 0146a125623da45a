/** The shapes of what was agreed at reviews, and of sending a review to a client. */
import { z } from 'zod';
import { actionStandings } from '../../domain/told/agreed-actions';
import { civilDate, contactId, itemId, lifecycleId, repId } from './common';
import { actionId, lifecycleParams, reviewParams } from './facts';

export const actionParams = lifecycleParams.extend({ actionId });
export const sendParams = reviewParams;

const name = z.string().meta({ description: 'Their name', examples: ['Ada Berger'] });

export const agreedAction = z
  .strictObject({
    id: actionId,
    lifecycle: lifecycleId.describe('The lifecycle at whose review it was agreed'),
    review: itemId.describe('The review at which it was agreed'),
    words: z.string().meta({ description: 'What is to be done', examples: ['Name two key users'] }),
    rep: z.strictObject({ id: repId, name }).meta({ id: 'ActionRep', description: 'The rep who does it' }).optional(),
    contact: z
      .strictObject({ id: contactId, name })
      .meta({ id: 'ActionContact', description: 'The contact who does it' })
      .optional(),
    day: civilDate.describe('The day by which it is to be done, YYYY-MM-DD'),
    state: z.enum(actionStandings).describe('How it stands; overdue from the day after its own'),
    doneOn: civilDate.describe('The day on which it was done, YYYY-MM-DD').optional(),
  })
  .meta({ id: 'AgreedAction', description: 'Something that was agreed at a review' });

/** What is open, what is due first, first. */
export const openActionsShown = z
  .array(agreedAction)
  .describe('What was agreed at reviews and is still to be done, what is due first, first');

export const reviewToSend = z
  .strictObject({
    contacts: z
      .array(contactId)
      .min(1, 'Name somebody.')
      .max(20, 'At most 20.')
      .describe('Contacts who are there and may be written to; each gets it once'),
  })
  .meta({ id: 'ReviewToSend', description: 'Who gets the client’s version of a review' });

export const reviewSent = z
  .strictObject({
    lifecycle: lifecycleId,
    review: itemId,
    contacts: z
      .array(
        z
          .strictObject({
            id: contactId,
            name,
            state: z
              .enum(['sent', 'sent-before'])
              .describe('`sent-before`: it went to them before, and does not again'),
          })
          .meta({ id: 'ReviewReader', description: 'A contact who gets the client’s version' }),
      )
      .describe('Everybody who was named'),
  })
  .meta({ id: 'ReviewSent', description: 'To whom the client’s version of a review goes' });
