/** The shape of a policy's rules, each with its bounds, unit and default, and the answers about policies. */
import { touchKinds } from '../../domain/core/item';
import { z } from 'zod';
import { otherReasons } from '../../domain/concerns/alarm-reasons';
import { programmeNames } from '../../domain/lifecycle';
import {
  alarmSignals,
  collectorRoles,
  defaultRules,
  ladderRoles,
  mostSignalKinds,
  signalNames,
  undecidedEndings,
} from '../../domain/core/policy';
import { firstStepKinds } from '../../domain/concerns/rescue';
import { longestCapDays } from '../../domain/organisation/contact-cap';
import { signalCode, wholeNumber, yesOrNo } from './common';

const weight = wholeNumber(0, 100);
const reasons = [...alarmSignals, 'ownSignal', ...otherReasons, ...programmeNames.map((name) => `${name}-missed`)];
const days = (max: number): z.ZodInt => wholeNumber(0, max);
const perhaps = <T extends z.ZodType>(schema: T): z.ZodNullable<T> => schema.nullable();

export const workingHours = z
  .strictObject({
    opensAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use HH:MM.')
      .meta({ description: 'When the day begins on the wall clock, HH:MM', examples: ['09:00'] }),
    days: z
      .array(wholeNumber(1, 7))
      .min(1)
      .max(7)
      .meta({ description: 'Working days: 1 is Monday, 7 is Sunday', examples: [[1, 2, 3, 4, 5]] }),
  })
  .meta({ id: 'WorkingHours', description: 'When somebody works' });

/** A rung of a ladder: a role, and how long it has. */
const rung = <R extends readonly [string, ...string[]]>(name: string, roles: R, description: string) =>
  z
    .strictObject({
      role: z.enum(roles).describe('Who is told'),
      workingDays: wholeNumber(1, 60).meta({
        description: 'Working days that this role has before the next one is told',
        examples: [1],
      }),
    })
    .meta({ id: name, description });

const firstStep = z
  .strictObject({
    kind: z.enum(firstStepKinds).describe('What is to be done'),
    workingDays: days(60).meta({ description: 'Working days after the alarm by which it is due', examples: [2] }),
  })
  .meta({ id: 'FirstStep', description: 'What to do first when an alarm is raised' });

const parts = {
  touches: z
    .strictObject({
      everyWeeks: wholeNumber(1, 52).describe('Weeks from one touch to the next; more than 12 counts as 12'),
      kinds: z.array(z.enum(touchKinds)).min(1).max(50).describe('Kinds of touches, taken in turn'),
      leadDays: z
        .partialRecord(z.enum(touchKinds), days(60))
        .meta({ description: 'Days ahead at which the rep gets what a kind needs', examples: [{ letter: 7 }] }),
    })
    .partial()
    .meta({ id: 'TouchRules', description: 'How often the client is spoken to, and how' }),
  contactCap: z
    .strictObject({
      touches: wholeNumber(1, 60).describe(
        'How many days of the window may bring the client something from us before campaigns and articles add no more',
      ),
      days: wholeNumber(1, longestCapDays).describe('Length of the window, in days'),
    })
    .partial()
    .meta({ id: 'ContactCapRules', description: 'How much campaigns and articles may add to what is planned' }),
  articles: z
    .strictObject({
      everyDays: perhaps(wholeNumber(1, 365)).describe(
        'Days after one article was proposed in which no other is; null: none ever is',
      ),
    })
    .partial()
    .meta({ id: 'ArticleRules', description: 'How often an article is proposed' }),
  onboarding: z
    .strictObject({
      nudgeDays: days(60).describe('Days before a step’s target day at which its owner is nudged'),
      escalateWorkingDays: perhaps(wholeNumber(1, 60)).describe(
        'Working days past the target day at which an alarm is raised; null: never',
      ),
      criteriaWorkingDays: perhaps(days(60)).describe(
        'Working days after the hand-off by which missing success criteria are asked for; null: never',
      ),
      criteriaOnce: yesOrNo.describe('Whether they are asked for once for all lines of a deal'),
    })
    .partial()
    .meta({ id: 'OnboardingRules', description: 'How onboarding is kept moving' }),
  firstYear: z
    .strictObject({
      checkInMonths: perhaps(wholeNumber(1, 24)).describe('Months of use after which the check-in is due; null: none'),
      successCheckMonths: perhaps(wholeNumber(1, 24)).describe(
        'Months of the contract after which the client’s own words are held against what came; null: none',
      ),
    })
    .partial()
    .meta({ id: 'FirstYearRules', description: 'What is asked in the first year' }),
  birthdays: z
    .strictObject({
      cards: yesOrNo.describe('Whether contacts get a card'),
      leadDays: days(60).describe('Days ahead at which the card is prepared'),
    })
    .partial()
    .meta({ id: 'BirthdayRules', description: 'Birthday cards' }),
  reviews: z
    .strictObject({
      everyMonths: wholeNumber(1, 12).describe('Months of the contract from one review to the next'),
      leadDays: days(60).describe('Days before the meeting at which its agenda is sent to the rep'),
      togetherDays: days(45).describe('Reviews of one client at most so many days apart are one meeting; 0: never'),
      sections: z
        .boolean()
        .describe('Whether a check-in or success check within `togetherDays` of a review is a section of that review'),
    })
    .partial()
    .meta({ id: 'ReviewRules', description: 'Quarterly reviews' }),
  satisfaction: z
    .strictObject({
      afterOnboardingDays: perhaps(days(90)).describe(
        'Days after onboarding at which contacts are asked how happy they are; null: not asked',
      ),
      beforeReviewDays: perhaps(days(60)).describe('Days before a review at which they are asked; null: not asked'),
      contacts: days(50).describe('How many contacts are asked at most, the highest level first'),
      everyDays: days(365).describe('Days in which no mailbox is asked a second time; 0: no such rest'),
      avoidHolidays: z
        .boolean()
        .describe('Whether a question on the eve of several days off waits until they are over'),
      remindWorkingDays: perhaps(wholeNumber(1, 20)).describe(
        'Working days after which whoever has not answered is reminded, once; null: never',
      ),
      lowAt: perhaps(days(10)).describe(
        'An answer from 0 to 10 of at most so much asks for the first steps of unhappiness at once, and goes to the manager too; null: none does',
      ),
    })
    .partial()
    .meta({ id: 'SatisfactionRules', description: 'When contacts are asked how happy they are' }),
  reminderWorkingDays: z
    .array(wholeNumber(1, 60))
    .max(5)
    .refine(
      (all) => all.every((one, index) => index === 0 || one > (all[index - 1] ?? 0)),
      'Each later than the one before.',
    )
    .meta({ description: 'Working days after an item fell due at which the rep is reminded', examples: [[3, 8]] }),
  missedWorkingDays: wholeNumber(1, 120).describe('Working days after which an item that no other succeeds is missed'),
  health: z
    .strictObject({
      weights: z.partialRecord(z.enum(signalNames), weight).meta({
        description:
          'Points lost, of 100, when a signal is at its worst. `noticeGiven`, `invoiceAtRisk` and `seriousAlarm` keep a client from green and make nobody red; 0: they do not',
        examples: [{ usage: 60 }],
      }),
      redBelow: wholeNumber(1, 100).describe('A score below this is red; points of 100'),
      amberBelow: wholeNumber(1, 100).describe('A score below this is amber; points of 100'),
      hysteresis: days(30).describe('Points above a threshold that it takes to leave the worse band again'),
      incidentDays: wholeNumber(1, 730).describe('Days after which a single incident stops counting'),
      unknownUntilHeard: yesOrNo.describe(
        'Whether a client of whom nothing was heard is unknown, where nothing speaks against them',
      ),
      silenceDays: wholeNumber(14, 730).describe(
        'Days without a talk, an answer or a reading that count as silence; after twice as many health is unknown again',
      ),
      alarmDays: wholeNumber(1, 365).describe('Days for which an alarm may stand open before it counts against health'),
      invoicesAge: yesOrNo.describe('Whether the days of an overdue invoice go on by themselves'),
      ownSignals: perhaps(
        z
          .record(signalCode, weight)
          .refine((all) => Object.keys(all).length <= mostSignalKinds, `At most ${mostSignalKinds} kinds.`),
      ).meta({
        description:
          'Points lost, of 100, when a signal of your own is past its alarm threshold, by the code of its kind; one that is not named costs 20; null: none counts',
        examples: [{ 'logins-per-week': 30 }],
      }),
      heardKept: wholeNumber(0, 50).describe(
        'How many scores of happiness are remembered, so that a correction brings back the one before; 0: none',
      ),
    })
    .partial()
    .meta({ id: 'HealthRules', description: 'What health is made of' }),
  escalation: z
    .strictObject({
      ladder: z
        .array(rung('EscalationRung', ladderRoles, 'A rung of the escalation ladder'))
        .min(1)
        .max(6)
        .describe('Who is told of an alarm, one after the other'),
      missed: z.array(z.enum(programmeNames)).max(20).describe('Programmes of which a missed item is an alarm'),
      reopenDays: days(365).describe(
        'A reason that returns within so many days opens the same escalation again; 0: a new one',
      ),
      serious: perhaps(z.array(z.enum(reasons)).max(reasons.length)).describe(
        'Reasons of which the director hears; an alarm with none of them is small; null: every one is serious',
      ),
      smallWorkingDays: wholeNumber(1, 60).describe(
        'Working days that the rep has for a small alarm before the manager is told',
      ),
      directorWeeks: z
        .array(wholeNumber(1, 52))
        .max(12)
        .meta({
          description:
            'Weeks after which the director hears of a serious alarm that nobody took on; then every eight weeks; empty: as the ladder says',
          examples: [[1, 2, 4, 8]],
        }),
      departures: yesOrNo.describe('Whether a contact who leaves is an alarm at once, whatever the health'),
      falls: yesOrNo.describe('Whether a fall to red is told at once though an alarm is open that says why'),
      endings: yesOrNo.describe('Whether an alarm ends by itself when its reasons do'),
      firstSteps: z.partialRecord(z.enum(reasons), z.array(firstStep).max(5)).meta({
        description: 'What to do first, by reason',
        examples: [{ usage: [{ kind: 'training', workingDays: 5 }] }],
      }),
    })
    .partial()
    .meta({ id: 'EscalationRules', description: 'Alarms, and who hears of them' }),
  receivables: z
    .strictObject({
      ladder: z
        .array(rung('CollectingRung', collectorRoles, 'A rung of the collecting ladder'))
        .min(1)
        .max(8)
        .describe('Who is told of an overdue invoice, one after the other'),
      riskAfterDays: perhaps(wholeNumber(1, 730)).describe(
        'Days overdue from which on the lifecycle itself is at risk; null: never',
      ),
    })
    .partial()
    .meta({ id: 'ReceivableRules', description: 'Overdue invoices' }),
  growth: z
    .strictObject({
      atCeiling: yesOrNo.describe('Whether usage at the ceiling of what was bought opens an opportunity'),
      happyFrom: perhaps(wholeNumber(1, 10)).describe(
        'Happiness in a review, from 0 to 10, from which on it opens one; null: never',
      ),
      remindWorkingDays: z
        .array(wholeNumber(1, 120))
        .max(6)
        .meta({
          description: 'Working days after the business developer was told at which they are reminded',
          examples: [[10, 25]],
        }),
      notNowDays: wholeNumber(1, 730).describe('Days after which one that the client postponed is brought up again'),
      restDays: days(730).describe('Days after one was won or lost in which numbers alone open none'),
      restsOver: yesOrNo.describe('Whether that rest goes on in the next term'),
    })
    .partial()
    .meta({ id: 'GrowthRules', description: 'When there is more to sell' }),
  invitations: z
    .strictObject({
      askAfterwards: yesOrNo.describe(
        'Whether the rep is asked what came of a training or an event only after its day',
      ),
    })
    .partial()
    .meta({ id: 'InvitationRules', description: 'Trainings and events to which contacts are invited' }),
  promises: z
    .strictObject({
      byDate: yesOrNo.describe(
        'Whether a promise is held against its figure only from its date on, and one that improves is no miss',
      ),
    })
    .partial()
    .meta({ id: 'PromiseRules', description: 'Promises made before the sale' }),
  asking: z
    .strictObject({
      anew: yesOrNo.describe(
        'Whether what was not asked for a while (in a pause, onboarded again, asked by another lifecycle) counts, once it is asked again, from that day',
      ),
    })
    .partial()
    .meta({ id: 'AskingRules', description: 'How what is open is asked for' }),
  renewal: z
    .strictObject({
      noticeDays: z
        .array(wholeNumber(1, 730))
        .max(12)
        .meta({ description: 'Days before the renewal date at which a notice comes', examples: [[120, 90, 60, 30]] }),
      graceDays: days(365).describe('Days after the renewal date in which a decision is still waited for'),
      undecided: z.enum(undecidedEndings).describe('What becomes of it when nobody decided by then'),
    })
    .partial()
    .meta({ id: 'RenewalRules', description: 'The renewal ladder' }),
  outlook: z
    .strictObject({
      rescues: yesOrNo.describe(
        'Whether a rescue counts in the outlook of the renewal until a good word of the client’s has come',
      ),
    })
    .partial()
    .meta({ id: 'OutlookRules', description: 'The outlook of the renewal' }),
  handover: z
    .strictObject({ introduce: yesOrNo.describe('Whether contacts are told who looks after them from now on') })
    .partial()
    .meta({ id: 'HandoverRules', description: 'When the rep changes' }),
  workingHours: workingHours.partial().meta({ id: 'WorkingHoursRule', description: 'When clients are spoken to' }),
};

/** The rules of a policy; a part, or a rule within a part, that is left out takes the default. */
export const rules = z
  .strictObject(parts)
  .partial()
  .refine(
    ({ health }) =>
      (health?.redBelow ?? defaultRules.health.redBelow) <= (health?.amberBelow ?? defaultRules.health.amberBelow),
    { path: ['health', 'redBelow'], message: 'Red cannot begin above amber.' },
  )
  .meta({
    id: 'PolicyRules',
    description:
      'A group’s rules. What a request leaves out takes the default; what a version does not hold did not exist when it was written',
  });
