/** The shape of a policy's rules, each with its bounds. */
import { touchKinds } from '../../domain/core/item';
import { z } from 'zod';
import { otherReasons } from '../../domain/concerns/escalations';
import { programmeNames } from '../../domain/lifecycle';
import { collectorRoles, defaultRules, ladderRoles, signalNames } from '../../domain/core/policy';
import { firstStepKinds } from '../../domain/concerns/rescue';

export const wholeNumber = (min: number, max: number): z.ZodInt =>
  z.int('Use a whole number.').min(min, `At least ${min}.`).max(max, `At most ${max}.`);
const weight = wholeNumber(0, 100);

const reasons = [...signalNames, ...otherReasons, ...programmeNames.map((name) => `${name}-missed`)];
const days = (max: number): z.ZodInt => wholeNumber(0, max);
const perhaps = <T extends z.ZodType>(schema: T): z.ZodNullable<T> => schema.nullable();

export const workingHours = z.strictObject({
  opensAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use HH:MM.')
    .meta({ examples: ['09:00'] }),
  days: z.array(wholeNumber(1, 7)).min(1).max(7),
});

/** The rules of a policy; a part, or a rule within a part, that is left out takes the default. */
export const rules = z
  .strictObject({
    touches: z
      .strictObject({
        everyWeeks: wholeNumber(1, 52),
        kinds: z.array(z.enum(touchKinds)).min(1).max(50),
        leadDays: z.partialRecord(z.enum(touchKinds), days(60)),
      })
      .partial(),
    contactCap: z.strictObject({ touches: wholeNumber(1, 60), days: wholeNumber(1, 365) }).partial(),
    articles: z.strictObject({ everyDays: perhaps(wholeNumber(1, 365)) }).partial(),
    onboarding: z
      .strictObject({
        nudgeDays: days(60),
        escalateWorkingDays: perhaps(wholeNumber(1, 60)),
        criteriaWorkingDays: perhaps(days(60)),
      })
      .partial(),
    firstYear: z
      .strictObject({ checkInMonths: perhaps(wholeNumber(1, 24)), successCheckMonths: perhaps(wholeNumber(1, 24)) })
      .partial(),
    birthdays: z.strictObject({ cards: z.boolean(), leadDays: days(60) }).partial(),
    reviews: z.strictObject({ everyMonths: wholeNumber(1, 12), leadDays: days(60), togetherDays: days(45) }).partial(),
    satisfaction: z
      .strictObject({
        afterOnboardingDays: perhaps(days(90)),
        beforeReviewDays: perhaps(days(60)),
        contacts: days(50),
      })
      .partial(),
    reminderWorkingDays: z
      .array(wholeNumber(1, 60))
      .max(5)
      .refine(
        (all) => all.every((one, index) => index === 0 || one > (all[index - 1] ?? 0)),
        'Each later than the one before.',
      ),
    missedWorkingDays: wholeNumber(1, 120),
    health: z
      .strictObject({
        weights: z.partialRecord(z.enum(signalNames), weight),
        redBelow: wholeNumber(1, 100),
        amberBelow: wholeNumber(1, 100),
        hysteresis: days(30),
        incidentDays: wholeNumber(1, 730),
      })
      .partial(),
    escalation: z
      .strictObject({
        ladder: z
          .array(z.strictObject({ role: z.enum(ladderRoles), workingDays: wholeNumber(1, 60) }))
          .min(1)
          .max(6),
        missed: z.array(z.enum(programmeNames)).max(20),
        reopenDays: days(365),
        firstSteps: z.partialRecord(
          z.enum(reasons),
          z.array(z.strictObject({ kind: z.enum(firstStepKinds), workingDays: days(60) })).max(5),
        ),
      })
      .partial(),
    receivables: z
      .strictObject({
        ladder: z
          .array(z.strictObject({ role: z.enum(collectorRoles), workingDays: wholeNumber(1, 60) }))
          .min(1)
          .max(8),
        riskAfterDays: perhaps(wholeNumber(1, 730)),
      })
      .partial(),
    growth: z
      .strictObject({
        atCeiling: z.boolean(),
        happyFrom: perhaps(wholeNumber(1, 10)),
        remindWorkingDays: z.array(wholeNumber(1, 120)).max(6),
        notNowDays: wholeNumber(1, 730),
        restDays: days(730),
      })
      .partial(),
    renewal: z
      .strictObject({
        noticeDays: z.array(wholeNumber(1, 730)).max(12),
        graceDays: days(365),
        undecided: z.enum(['churned', 'renewed']),
      })
      .partial(),
    handover: z.strictObject({ introduce: z.boolean() }).partial(),
    workingHours: workingHours.partial(),
  })
  .partial()
  .refine(
    ({ health }) =>
      (health?.redBelow ?? defaultRules.health.redBelow) <= (health?.amberBelow ?? defaultRules.health.amberBelow),
    { path: ['health', 'redBelow'], message: 'Red cannot begin above amber.' },
  );
