/** The rules of a policy, as far as they were written. */
import { z } from 'zod';
import { touchKinds, type ItemKind } from '../../domain/core/item';
import {
  asPromised,
  collectorRoles,
  ladderRoles,
  undecidedEndings,
  type WrittenRules,
  type Policy,
} from '../../domain/core/policy';
import { column } from './column';

const days = z.number().nullable();
const workingHours = z.looseObject({ opensAt: z.string(), days: z.array(z.number()) });

/** A policy that was written before a part, or a rule of a part, existed does not speak of it. */
const rules: z.ZodType<WrittenRules> = z
  .looseObject({
    touches: z
      .looseObject({
        everyWeeks: z.number(),
        kinds: z.array(z.enum(touchKinds)),
        leadDays: z.record(z.string(), z.number()),
      })
      .partial(),
    contactCap: z.looseObject({ touches: z.number(), days: z.number() }).partial(),
    articles: z.looseObject({ everyDays: days }).partial(),
    onboarding: z
      .looseObject({
        nudgeDays: z.number(),
        escalateWorkingDays: days,
        criteriaWorkingDays: days,
        criteriaOnce: z.boolean(),
      })
      .partial(),
    firstYear: z.looseObject({ checkInMonths: days, successCheckMonths: days }).partial(),
    birthdays: z.looseObject({ cards: z.boolean(), leadDays: z.number() }).partial(),
    reviews: z
      .looseObject({
        everyMonths: z.number(),
        leadDays: z.number(),
        togetherDays: z.number(),
        sections: z.boolean(),
      })
      .partial(),
    satisfaction: z
      .looseObject({
        afterOnboardingDays: days,
        beforeReviewDays: days,
        contacts: z.number(),
        everyDays: z.number(),
        avoidHolidays: z.boolean(),
        remindWorkingDays: days,
        lowAt: days,
      })
      .partial(),
    reminderWorkingDays: z.array(z.number()),
    missedWorkingDays: z.number(),
    health: z
      .looseObject({
        weights: z.record(z.string(), z.number()),
        redBelow: z.number(),
        amberBelow: z.number(),
        hysteresis: z.number(),
        incidentDays: z.number(),
      })
      .partial(),
    escalation: z
      .looseObject({
        ladder: z.array(z.looseObject({ role: z.enum(ladderRoles), workingDays: z.number() })),
        missed: z.array(z.string()),
        reopenDays: z.number(),
        serious: z.array(z.string()).nullable(),
        smallWorkingDays: z.number(),
        directorWeeks: z.array(z.number()),
        departures: z.boolean(),
        endings: z.boolean(),
        firstSteps: z.record(
          z.string(),
          z.array(
            z.looseObject({
              kind: z.custom<ItemKind>((value) => typeof value === 'string'),
              workingDays: z.number(),
            }),
          ),
        ),
      })
      .partial(),
    receivables: z
      .looseObject({
        ladder: z.array(z.looseObject({ role: z.enum(collectorRoles), workingDays: z.number() })),
        riskAfterDays: days,
      })
      .partial(),
    growth: z
      .looseObject({
        atCeiling: z.boolean(),
        happyFrom: days,
        remindWorkingDays: z.array(z.number()),
        notNowDays: z.number(),
        restDays: z.number(),
      })
      .partial(),
    renewal: z
      .looseObject({
        noticeDays: z.array(z.number()),
        graceDays: z.number(),
        undecided: z.enum(undecidedEndings),
      })
      .partial(),
    handover: z.looseObject({ introduce: z.boolean() }).partial(),
    workingHours: workingHours.partial(),
  })
  .partial();

export const rulesColumn = column('policies', 'rules', rules);

interface PolicyColumns {
  readonly id: string;
  readonly version: number;
  readonly rules: unknown;
}

/** The rules as they were written: what was left out is not there. */
export function writtenRulesOf({ id, version, rules: written }: PolicyColumns): WrittenRules {
  return rulesColumn.read(written, `${id} ${version}`);
}

/** The policy in full: what was written before a rule existed does not apply it. */
export function policyOf(row: PolicyColumns): Policy {
  const { id, version } = row;
  return asPromised({ id, version, rules: writtenRulesOf(row) });
}
