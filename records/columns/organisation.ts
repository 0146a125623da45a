/** What is known of reps, groups, products and the whole organisation. */
import { z } from 'zod';
import type { StepTemplate } from '../../domain/core/concern';
import { channels, contactLevels, type Channel, type ContactLevel } from '../../domain/core/deal';
import { languages, ourLanguages, type Language, type OurLanguage } from '../../domain/core/language';
import { measureNames, targetStates, type Measure, type TargetState } from '../../domain/figures/targets';
import { runningStages } from '../../domain/core/stages';
import {
  deliveries,
  profiles,
  type Absence,
  type Delivery,
  type KeyFrom,
  type Profile,
} from '../../domain/organisation/people';
import type { WorkingHours } from '../../domain/organisation/mornings';
import type { ValueRange } from '../../domain/organisation/bands';
import type { GroupStage } from '../../domain/organisation/groups';
import { column, moneySchema, stepTemplates, wordOf } from './column';

const absences: z.ZodType<readonly Absence[]> = z.array(z.looseObject({ from: z.string(), until: z.string() }));
const workingHours: z.ZodType<WorkingHours> = z.looseObject({ opensAt: z.string(), days: z.array(z.number()) });
const valueRange: z.ZodType<ValueRange> = z.looseObject({
  currency: z.string(),
  from: z.number().exactOptional(),
  below: z.number().exactOptional(),
});
const routing: z.ZodType<{ readonly keyFrom?: KeyFrom | undefined }> = z.looseObject({
  keyFrom: z.array(moneySchema).optional(),
});

export const absencesColumn = column('reps', 'absences', absences);
export const workingHoursColumn = column('reps', 'workingHours', workingHours.nullable());
export const valueColumn = column('groups', 'value', valueRange.nullable());
export const onboardingColumn = column('products', 'onboarding', stepTemplates);
export const routingColumn = column('settings', 'value', routing, { name: 'routing' });

/** A person's absences; throws `BrokenRecord`, which names the row. */
export function absencesOf(row: { readonly id: string; readonly absences: unknown }): readonly Absence[] {
  return absencesColumn.read(row.absences, row.id);
}

/** A rep's working hours; null where nobody said. */
export function workingHoursOf(row: { readonly id: string; readonly workingHours: unknown }): WorkingHours | null {
  return workingHoursColumn.read(row.workingHours, row.id);
}

/** Which annual values go to the group; null: any. */
export function valueRangeOf(row: { readonly id: string; readonly value: unknown }): ValueRange | null {
  return valueColumn.read(row.value, row.id);
}

/** The product's onboarding template. */
export function onboardingOf(row: { readonly code: string; readonly onboarding: unknown }): readonly StepTemplate[] {
  return onboardingColumn.read(row.onboarding, row.code);
}

/** The annual value from which a client counts as key; undefined where nobody said. */
export function writtenKeyFromOf(row: { readonly value: unknown }): KeyFrom | undefined {
  return routingColumn.read(row.value, 'routing').keyFrom;
}

/** How a rep hears of what is due. */
export function deliveryOf(row: { readonly id: string; readonly mails: string }): Delivery {
  return wordOf(deliveries, { table: 'reps', column: 'mails', id: row.id }, row.mails);
}

/** The language in which one of ours is written to; null where nobody said. */
export function repLanguageOf(row: { readonly id: string; readonly language: string | null }): OurLanguage | null {
  if (row.language === null) return null;
  return wordOf(ourLanguages, { table: 'reps', column: 'language', id: row.id }, row.language);
}

/** Which clients a rep is good at; null where nobody said. */
export function profileOf(row: { readonly id: string; readonly profile: string | null }): Profile | null {
  if (row.profile === null) return null;
  return wordOf(profiles, { table: 'reps', column: 'profile', id: row.id }, row.profile);
}

/** The stage that a group is for; null for both. */
export function groupStageOf(row: { readonly id: string; readonly stage: string | null }): GroupStage | null {
  if (row.stage === null) return null;
  return wordOf(runningStages, { table: 'groups', column: 'stage', id: row.id }, row.stage);
}

/** How high a contact stands at the client; null where nobody said. */
export function levelOf(row: { readonly id: string; readonly level: string | null }): ContactLevel | null {
  if (row.level === null) return null;
  return wordOf(contactLevels, { table: 'contacts', column: 'level', id: row.id }, row.level);
}

/** The language in which a contact is addressed; null where nobody said. */
export function contactLanguageOf(row: { readonly id: string; readonly language: string | null }): Language | null {
  if (row.language === null) return null;
  return wordOf(languages, { table: 'contacts', column: 'language', id: row.id }, row.language);
}

/** The channel by which a contact likes to be reached; null where nobody said. */
export function channelOf(row: { readonly id: string; readonly channel: string | null }): Channel | null {
  if (row.channel === null) return null;
  return wordOf(channels, { table: 'contacts', column: 'channel', id: row.id }, row.channel);
}

/** The figure that a target is about. */
export function measureOf(row: { readonly id: string; readonly figure: string }): Measure {
  return wordOf(measureNames, { table: 'targets', column: 'figure', id: row.id }, row.figure);
}

/** Where a target stood when it was looked at last. */
export function targetStateOf(row: { readonly id: string; readonly state: string }): TargetState {
  return wordOf(targetStates, { table: 'targets', column: 'state', id: row.id }, row.state);
}
