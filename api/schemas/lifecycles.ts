/** The shapes of lifecycles: where they stand, what happened, what comes next. */
import { z } from 'zod';
import { openActionsShown } from './agreed-actions';
import { postponedShown } from './corrections';
import { itemStates, outcomes, touchKinds } from '../../domain/core/item';
import { programmeNames } from '../../domain/lifecycle';
import { ladderRoles } from '../../domain/core/policy';
import { severities } from '../../domain/concerns/alarm-reasons';
import { bands } from '../../domain/concerns/health-bands';
import { pauseReasons } from '../../domain/concerns/standing';
import {
  asOf,
  civilDate,
  clientId,
  count,
  dealId,
  escalationId,
  groupId,
  instant,
  itemId,
  lifecycleId,
  links,
  listOf,
  page,
  policyId,
  rating,
  repId,
  source,
  stepCode,
} from './common';
import { invitation, leaving, opportunity, oversold, receivable, renewal } from './lifecycle-parts';
import { agenda, namedClient, health, healthScore, namedProduct, stage, step } from './lifecycle-summary';

export const lifecycleFilter = page.extend({
  stage: stage.describe('Only those in this stage').optional(),
  client: clientId.describe('Only those of this client').optional(),
  rep: repId.describe('Only those that this rep keeps').optional(),
  group: groupId.describe('Only those of this group').optional(),
  band: z.enum(bands).describe('Only those of this health band').optional(),
});

const term = count.meta({ description: 'Which term of the contract it is, counted from 1', examples: [1] });
const sentence = (description: string, example: string) => z.string().meta({ description, examples: [example] });

export const item = z
  .strictObject({
    id: itemId,
    kind: z
      .enum([
        ...touchKinds,
        'quarterly-review',
        'check-in',
        'success-check',
        'success-criteria',
        'successor-call',
        'sponsor-call',
        'save-call',
      ])
      .describe('What is to be done'),
    programme: z.enum(programmeNames).describe('What planned it'),
    dueAt: instant.describe('When it falls due'),
    after: instant.describe('The end of what has an hour of its own: what came of it is asked afterwards').optional(),
    state: z.enum(itemStates).describe('How far it is'),
    completedAt: instant.describe('When it was done').optional(),
    outcome: z.enum(outcomes).describe('What came of it').optional(),
    happiness: rating.optional(),
    about: z
      .string()
      .meta({ description: 'The contact or escalation that it is about', examples: ['escalation-1'] })
      .optional(),
    covered: z
      .strictObject({ lifecycle: lifecycleId, item: itemId })
      .meta({ id: 'ElsewhereItem', description: 'An item of another lifecycle of the client' })
      .optional()
      .describe('The item with which it is one: of another lifecycle of the client, or the review of its own'),
    postponed: postponedShown.optional(),
    correctedAt: instant.describe('When what was recorded of it was corrected last').optional(),
    sections: z
      .array(z.enum(['review', 'check-in', 'success-check']))
      .describe('Of a review that is more than a review: what is spoken of in the one meeting')
      .optional(),
  })
  .meta({ id: 'Item', description: 'What a person must do: a touch, a review, a check-in, a card' });

const onboardingStep = z
  .strictObject({
    code: stepCode,
    title: sentence('What people call it', 'Training'),
    owner: sentence('Who does it: `client`, or a rep’s id; the rep of the lifecycle where absent', 'client').optional(),
    targetOn: civilDate.describe('The day by which it should be completed, YYYY-MM-DD').optional(),
    overdue: z.boolean().describe('True when that day is past and it is not completed'),
    completedAt: instant.describe('When it was completed').optional(),
  })
  .meta({ id: 'OnboardingStep', description: 'A step of onboarding' });

export const escalation = z
  .strictObject({
    id: escalationId,
    openedAt: instant.describe('When it was opened'),
    reasons: z.array(z.string()).meta({ description: 'Codes of what is wrong', examples: [['usage', 'touch-missed']] }),
    level: sentence('The role that is asked now', 'manager'),
    severity: z
      .enum(severities)
      .describe('serious: it reaches the director while nobody takes it on; small: it stays with rep and manager'),
    about: z.array(z.string()).describe('The contacts whom it is about, by our ids').optional(),
    ownSignals: z.array(z.string()).describe('What the signals of your own among its reasons are called').optional(),
    asked: z
      .array(
        z.strictObject({
          role: z.enum(ladderRoles).describe('Who was told'),
          first: instant.describe('When they were told first'),
          last: instant.describe('When they were told last'),
        }),
      )
      .describe('Who was told of it, and when; not known of alarms of older rules')
      .optional(),
    next: z
      .strictObject({
        role: z.enum(ladderRoles).describe('Who hears of it next'),
        at: instant.describe('When, while nobody takes it on'),
      })
      .describe('Who hears of it next; absent where nobody does')
      .optional(),
    acknowledgedAt: instant.describe('When somebody took it on').optional(),
    resolvedAt: instant.describe('When it was resolved').optional(),
  })
  .meta({ id: 'Escalation', description: 'An alarm, and how far up the ladder it is' });

const rulesInForce = z
  .strictObject({
    id: policyId,
    version: count.describe('The version, counted from 1'),
    scheduled: z
      .strictObject({
        id: policyId,
        version: count.describe('The version, counted from 1'),
        on: civilDate.describe('The day, YYYY-MM-DD'),
      })
      .meta({ id: 'ScheduledPolicy', description: 'A version that it goes over to' })
      .optional(),
  })
  .meta({ id: 'PolicyInForce', description: 'The policy by which it lives' });

const satisfaction = z
  .strictObject({
    question: sentence('The question’s id', 'satisfaction-2'),
    askedAt: instant.describe('When it was asked'),
    contacts: z.array(z.string()).meta({ description: 'Our ids of those who were asked', examples: [['c_8d2f41a0']] }),
    answered: z.array(z.string()).meta({ description: 'Our ids of those who answered', examples: [['c_8d2f41a0']] }),
    lowest: rating.optional().describe('The lowest answer, from 0 to 10'),
  })
  .meta({ id: 'Satisfaction', description: 'The last one-question mail to the client’s contacts' });

const pause = z
  .strictObject({
    reason: z.enum(pauseReasons).describe('Why'),
    since: instant.describe('Since when'),
    until: civilDate.describe('The last day of the pause, YYYY-MM-DD; absent where nobody said').optional(),
  })
  .meta({ id: 'Pause', description: 'Touches and client mail are silent' });

/** Which lifecycle it is, and where it stands. */
const head = { id: lifecycleId, dealId, term, client: namedClient, product: namedProduct, stage };

/** What every answer about a whole lifecycle shows. */
export const lifecycleFields = {
  ...head,
  quantity: z
    .number()
    .meta({ description: 'How many were bought, as it is now', examples: [40] })
    .optional(),
  stageSince: instant.nullable().describe('Since when it stands there; null before it began'),
  endReason: sentence('Why it ended, as a code', 'price').optional(),
  onboarding: z
    .strictObject({
      steps: z.array(onboardingStep).describe('In their order'),
      recycles: count.describe('How often it went back to onboarding'),
    })
    .meta({ id: 'Onboarding', description: 'How far onboarding is' }),
  group: groupId,
  rep: repId.describe('Who keeps it'),
  policy: rulesInForce,
  routing: z
    .array(z.string())
    .meta({ description: 'Why it came to its group and rep', examples: [['Mira Berg has 12 of 40 lifecycles.']] })
    .optional(),
  health,
  touches: z.array(item).describe('Planned, open and closed touches'),
  reviews: z.array(item).describe('Quarterly reviews'),
  items: z.array(item).describe('Every other item: check-ins, cards, first steps of an escalation'),
  satisfaction: satisfaction.optional(),
  escalations: z.array(escalation).describe('Alarms, the oldest first'),
  receivables: z.array(receivable).describe('Overdue invoices; whoever collects them is not the rep'),
  opportunities: z.array(opportunity).describe('Where the client could use more'),
  invitations: z.array(invitation).describe('Campaigns to which its contacts were invited'),
  renewal,
  leaving: leaving.describe('The notice that stands; absent while there is none').optional(),
  oversold: z.array(oversold).describe('Promises that were flagged as oversold'),
  optedOutSince: instant.describe('Since when the client wants to be left alone').optional(),
  successCriteria: z.enum(['known', 'missing']).describe('Whether the client’s own words about success are known'),
  paused: pause.optional(),
  previous: lifecycleId.describe('The term before').optional(),
  agenda,
  seq: count.meta({ description: 'Number of the last event in the ledger', examples: [17] }),
  source,
  asOf,
};

export const lifecycle = z
  .strictObject({ ...lifecycleFields, agreedActions: openActionsShown, links })
  .meta({ id: 'Lifecycle', description: 'One product line under one contract term: where it stands, what comes next' });

const listed = z
  .strictObject({
    ...head,
    group: groupId,
    rep: repId.describe('Who keeps it'),
    health: healthScore,
    renewsOn: civilDate.describe('The renewal date, YYYY-MM-DD'),
    next: step.nullable().describe('The next step; null where nothing comes'),
  })
  .meta({ id: 'LifecycleListed', description: 'A lifecycle in a list' });
export const lifecycles = listOf('Lifecycles', listed, 'Lifecycles by id');

const happened = {
  at: instant.describe('When, by the lifecycle’s clock'),
  kind: sentence('Kind of event', 'touch-recorded'),
  what: sentence('What happened, as a sentence', 'Call with Ida Egger: done, happiness 8 of 10.'),
  causedBy: sentence('Who caused it by name, else the plan or a message', 'Mira Berg').optional(),
};
export const happening = z
  .strictObject({
    ...happened,
    seq: count.meta({ description: 'Its number in the ledger, counted from 1', examples: [17] }),
    data: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The event’s own fields, which its kind decides', examples: [{ outcome: 'done' }] }),
    recordedAt: instant.describe('When it was written down'),
    note: sentence('What was said with it, in words', 'They want the training in spring.').optional(),
  })
  .meta({ id: 'Happening', description: 'An event of the ledger' });
export const timeline = listOf('Timeline', happening, 'Everything that happened, the oldest first');

const decision = z.strictObject(happened).meta({ id: 'Why', description: 'A decision, with what caused it' });

export const agendaAnswer = z
  .strictObject({ id: lifecycleId, agenda, source, asOf })
  .meta({ id: 'Agenda', description: 'Every coming step' });
export const whyCard = z
  .strictObject({
    id: lifecycleId,
    stage,
    health,
    decisions: z.array(decision).describe('The last decisions, the newest first'),
    agenda,
    source,
    asOf,
  })
  .meta({ id: 'WhyCard', description: 'Why it stands where it stands, what next, and when' });
