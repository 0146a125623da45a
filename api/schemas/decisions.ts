/** The shapes of decisions: what is asked, and the lifecycle as it stands then. */
import { z } from 'zod';
import { opportunityOutcomes } from '../../domain/concerns/growth';
import { recycleReasons } from '../../domain/concerns/onboarding';
import { pauseReasons } from '../../domain/concerns/standing';
import { churnReasons, ineligibleReasons } from '../../domain/core/stages';
import { civilDate, escalationId, lifecycleId, line, money, note, repId, stepCode, termMonths, words } from './common';
import { happening, lifecycleFields } from './lifecycles';

export const escalationParams = z.strictObject({ id: lifecycleId, escalationId });

const asked = <T extends z.ZodType>(name: string, description: string, schema: T): T =>
  schema.meta({ id: name, description });
const nextValue = money.describe('What the line is worth a year from then on, in minor units');

export const decisionBodies = {
  renew: asked(
    'RenewAsked',
    'The next term',
    z.strictObject({
      termMonths: termMonths.describe('Length of the next term in months'),
      annualValue: nextValue,
      note,
    }),
  ),
  churn: asked(
    'ChurnAsked',
    'Why the client leaves',
    z.strictObject({ reason: z.enum(churnReasons).describe('Why they leave'), note }),
  ),
  notice: asked(
    'NoticeAsked',
    'The client’s word that they leave',
    z
      .strictObject({
        receivedOn: civilDate.describe('The day on which the notice reached us, YYYY-MM-DD'),
        endsOn: civilDate
          .describe(
            'The day on which it takes effect, YYYY-MM-DD: the first day without the product. Left out, the end of the term; where the contract renews by itself and the notice came too late for that, it must be said, and may lie in the term that follows',
          )
          .optional(),
        reason: z.enum(churnReasons).describe('Why they leave'),
        note,
      })
      .refine(({ receivedOn, endsOn }) => endsOn === undefined || endsOn >= receivedOn, {
        path: ['endsOn'],
        message: 'A notice takes effect on the day on which it was received, or later.',
      }),
  ),
  withdrawNotice: asked('WithdrawNoticeAsked', 'The client stays after all', z.strictObject({ note })),
  ineligible: asked(
    'IneligibleAsked',
    'Why the client can no longer be kept',
    z.strictObject({ reason: z.enum(ineligibleReasons).describe('Why they can no longer be kept'), note }),
  ),
  recycle: asked(
    'RecycleAsked',
    'Why it goes back to onboarding, and for which steps',
    z.strictObject({
      reason: z.enum(recycleReasons).describe('Why it goes back'),
      steps: z
        .array(stepCode)
        .min(1, 'Name at least one step.')
        .max(50, 'At most 50.')
        .describe('Steps to be done again; all where left out')
        .optional(),
      note,
    }),
  ),
  oversold: asked(
    'OversoldAsked',
    'What cannot be kept',
    z.strictObject({
      metric: line(120)
        .meta({ description: 'The promise’s metric', examples: ['Time to a quote'] })
        .optional(),
      note: words.meta({ description: 'What the product cannot do', examples: ['Quotes need a manual export.'] }),
    }),
  ),
  pause: asked(
    'PauseAsked',
    'Why touches rest, and until when',
    z.strictObject({
      reason: z.enum(pauseReasons).describe('Why'),
      until: civilDate.describe('The last day of the pause, YYYY-MM-DD').optional(),
      note,
    }),
  ),
  resume: asked('ResumeAsked', 'The pause ends now', z.strictObject({ note })),
  reassign: asked(
    'ReassignAsked',
    'Who keeps the client from now on',
    z.strictObject({ rep: repId.describe('Who keeps it from now on'), note }),
  ),
  acknowledge: asked('AcknowledgeAsked', 'Somebody takes it on', z.strictObject({ note })),
  resolve: asked(
    'ResolveAsked',
    'How it was resolved',
    z.strictObject({
      note: words.meta({ description: 'How it was resolved', examples: ['They were trained again.'] }),
    }),
  ),
  settleOpportunity: asked(
    'SettleOpportunityAsked',
    'What came of an opportunity',
    z
      .strictObject({
        outcome: z.enum(opportunityOutcomes).describe('What came of it'),
        annualValue: nextValue.describe('Of what is won: what the line is worth a year now, in minor units').optional(),
        note,
      })
      .refine(({ outcome, annualValue }) => outcome === 'won' || annualValue === undefined, {
        path: ['annualValue'],
        message: 'Only what is won changes the annual value.',
      }),
  ),
};

const decided = {
  ...lifecycleFields,
  decision: z
    .enum([
      'renew',
      'churn',
      'notice',
      'withdrawNotice',
      'ineligible',
      'recycle',
      'oversold',
      'pause',
      'resume',
      'reassign',
      'acknowledge',
      'resolve',
      'settleOpportunity',
      'postponeItem',
      'correctItem',
    ])
    .describe('The decision that stands'),
  next: lifecycleId.describe('The next term, once it began').optional(),
};
export const decisionStands = z
  .strictObject(decided)
  .meta({ id: 'DecisionStands', description: 'The decision stands; the lifecycle as it is now' });
export const resumed = z
  .strictObject({
    ...decided,
    arrived: z.array(happening).describe('What came from outside during the pause, the oldest first'),
  })
  .meta({ id: 'Resumed', description: 'The pause is over; the lifecycle as it is now, and what was heard meanwhile' });
