/** Parts of a lifecycle as it is shown: money, invitations, what was oversold. */
import { outlooks } from '../../domain/figures/forecast';
import { z } from 'zod';
import { invitationAnswers, invitationKinds } from '../../domain/concerns/invitations';
import { oversoldAnswers } from '../../domain/concerns/promises';
import { receivableEnds } from '../../domain/concerns/receivables';
import { churnReasons } from '../../domain/core/stages';
import {
  civilDate,
  count,
  instant,
  itemId,
  moneyShown,
  opportunityId,
  receivableId,
  termMonths,
  yesOrNo,
} from './common';
import { calls } from './renewal-calls';

export const receivable = z
  .strictObject({
    id: receivableId,
    invoice: z
      .string()
      .meta({ description: 'The invoice’s number', examples: ['INV-2027-031'] })
      .optional(),
    amount: moneyShown.optional().describe('What is open, in minor units; absent where nobody said'),
    openedAt: instant.describe('When it was heard of first'),
    days: count.describe('Days overdue when it was heard of last'),
    heardAt: instant.describe('When it was heard of last'),
    level: z.string().meta({ description: 'The role that collects now', examples: ['receivables'] }),
    tries: count.describe('How often somebody tried to collect it'),
    closedAt: instant.describe('When it was closed').optional(),
    end: z.enum(receivableEnds).describe('What became of it').optional(),
  })
  .meta({ id: 'Receivable', description: 'An overdue invoice' });

export const opportunity = z
  .strictObject({
    id: opportunityId,
    reasons: z
      .array(z.enum(['usage-at-ceiling', 'happy-review', 'hint', 'changed-scope']))
      .describe('Why the client could use more'),
    openedAt: instant.describe('When it was opened'),
    restsUntil: civilDate
      .describe('The client said “not now”: the day on which it is brought up again, YYYY-MM-DD')
      .optional(),
    postponed: count.describe('How often they said so'),
    closedAt: instant.describe('When it was closed').optional(),
    end: z.enum(['won', 'lost']).describe('What became of it').optional(),
  })
  .meta({ id: 'Opportunity', description: 'Where the client could use more' });

export const invitation = z
  .strictObject({
    id: itemId.describe('The item that asks the rep what came of it'),
    campaign: z.string().meta({ description: 'The campaign’s id', examples: ['campaign-Zk3vPq8sXw1L'] }),
    kind: z.enum(invitationKinds).describe('To what they were invited'),
    startsAt: instant.describe('When it takes place'),
    minutes: count.describe('How long it takes, in minutes; absent where nobody said').optional(),
    movedAt: instant.describe('When it was moved last; absent where it never was').optional(),
    contacts: z.array(z.string()).meta({ description: 'Our ids of those invited', examples: [['c_8d2f41a0']] }),
    answers: z
      .record(z.string(), z.enum(invitationAnswers))
      .meta({ description: 'The last answer of each contact who gave one', examples: [{ c_8d2f41a0: 'accepted' }] }),
    pending: z.boolean().describe('True until somebody said what came of it, or it was called off'),
  })
  .meta({ id: 'Invitation', description: 'A training or an event to which contacts were invited' });

const weighedReason = z
  .strictObject({
    reason: z.string().meta({ description: 'The reason, in words', examples: ['usage is good'] }),
    points: z.int().meta({ description: 'What it adds to the probability, or takes from it', examples: [10] }),
  })
  .meta({ id: 'WeighedReason', description: 'A reason of the outlook with its points' });

export const forecast = z
  .strictObject({
    outlook: z.enum(outlooks).describe('How the renewal looks'),
    probability: z
      .int()
      .min(0)
      .max(100)
      .meta({ description: 'That it renews, in whole per cent; 50 where nobody knows', examples: [75] }),
    reasons: z.array(z.string()).meta({
      description: 'What speaks for or against it, what speaks against it first',
      examples: [['usage is good']],
    }),
    weighed: z
      .array(weighedReason)
      .describe('The same reasons with their points; 50 and all of them are the probability'),
  })
  .meta({ id: 'Forecast', description: 'How the renewal looks from here' });

const renewalDecision = z
  .strictObject({
    at: instant.describe('When it was taken'),
    by: z.enum(['person', 'policy']).describe('Who took it'),
    termMonths: termMonths.describe('Length of the next term in months'),
    annualValue: moneyShown.describe('What the line is worth a year in the next term, in minor units'),
    change: z
      .strictObject({
        kind: z.enum(['expansion', 'contraction', 'flat']).describe('More, less or the same'),
        amount: z.int().meta({ description: 'By how much a year, in minor units', examples: [200_000] }),
      })
      .meta({ id: 'ValueChange', description: 'How the annual value changes' })
      .optional(),
  })
  .meta({ id: 'RenewalDecision', description: 'What was decided about the renewal' });

export const renewal = z
  .strictObject({
    renewsOn: civilDate.describe('The renewal date, YYYY-MM-DD: the end of the term that runs now'),
    autoRenews: yesOrNo.describe('True: it renews by itself for another term where nobody gives notice in time'),
    lastNoticeOn: civilDate
      .describe('The last day on which a notice is in time, YYYY-MM-DD; absent where it does not renew by itself')
      .optional(),
    annualValue: moneyShown.describe('What the line is worth a year now, in minor units'),
    noticed: z
      .array(z.int())
      .meta({ description: 'Notices that went out: days before the renewal date', examples: [[120, 90]] }),
    decision: renewalDecision.optional(),
    forecast,
    calls: calls.optional(),
  })
  .meta({ id: 'Renewal', description: 'When it renews, what it is worth, what was decided' });

export const leaving = z
  .strictObject({
    receivedOn: civilDate.describe('The day on which the notice reached us, YYYY-MM-DD'),
    endsOn: civilDate.describe('The day on which it takes effect, YYYY-MM-DD: the first day without the product'),
    reason: z.enum(churnReasons).describe('Why they leave'),
  })
  .meta({ id: 'Leaving', description: 'The client’s notice: their word that they leave' });

export const oversold = z
  .strictObject({
    at: instant.describe('When it was flagged'),
    promise: z
      .string()
      .meta({
        description: 'The promise’s id in the product line; absent where none was named',
        examples: ['promise-1'],
      })
      .optional(),
    answer: z.enum(oversoldAnswers).describe('What the seller said').optional(),
    answeredAt: instant.describe('When they said so').optional(),
  })
  .meta({ id: 'OversoldFlag', description: 'A promise that the product cannot keep' });
