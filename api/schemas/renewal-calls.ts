/** The shapes of what the rep and the manager make of a renewal. */
import { z } from 'zod';
import { callVoices, renewalCalls } from '../../domain/figures/accuracy';
import { instant, moneyShown } from './common';

export const voice = z
  .enum(callVoices)
  .describe('Whose call it is: the rep’s who keeps it, or the manager’s of its group');
export const call = z.enum(renewalCalls).describe('What they make of it');

const keptCall = z
  .strictObject({
    by: voice,
    call,
    amount: moneyShown.describe('What they expect it to be worth a year, in minor units').optional(),
    note: z
      .string()
      .meta({ description: 'In their words', examples: ['They have asked a competitor for a quote.'] })
      .optional(),
    saidBy: z.string().meta({ description: 'Who said it: a rep’s id, or the role of the key', examples: ['mira'] }),
    at: instant.describe('When they said it'),
  })
  .meta({ id: 'RenewalCall', description: 'The last call of the rep or of the manager' });
export const calls = z.array(keptCall).describe('The last call of the rep and of the manager');
