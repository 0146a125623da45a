/** Which groups a product line fits, by what they are there for. */
import type { Money } from '../core/json';
import type { runningStages } from '../core/stages';
import { isWorth, rangeText, type ValueRange } from './bands';
import type { Keeping } from './client-rep';
import type { Wanted } from './people';

export type GroupStage = (typeof runningStages)[number];

export interface RoutedGroup {
  readonly id: string;
  readonly rep: string;
  /** The stage that it is for; null for both. */
  readonly stage: GroupStage | null;
  readonly productTypes: readonly string[];
  readonly countries: readonly string[];
  readonly value: ValueRange | null;
  /** True where it takes its lines from clients whom another rep keeps, too. */
  readonly splits: boolean;
  /** The policy by which its lifecycles live. */
  readonly policyId: string;
}

/** A product line before it is routed. */
export interface UnroutedLine {
  readonly client: string;
  readonly country: string | null;
  readonly productType: string | null;
  readonly annualValue: Money;
  readonly stage: GroupStage;
  /** The group that sales named. */
  readonly group: string | null;
  /** The rep that an import named. */
  readonly rep: string | null;
  /** The lifecycle that is routed once more; none of a line that is new. */
  readonly lifecycle?: string;
}

/** A product line with what its client calls for. */
export interface WantedLine extends UnroutedLine, Wanted {
  /** What the client is worth a year; where nobody says so, this line alone counts. */
  readonly worth?: readonly Money[];
}

/** The group to which everything goes that no other one takes. */
export const catchAll = 'everyone';

type Condition = { readonly holds: boolean; readonly says: string };
/** A product line with what its client is worth. */
export type LineOfClient = UnroutedLine & Pick<WantedLine, 'worth'>;

/** What a group is there for, and whether it holds for the line. */
export function conditionsOf(
  { stage, productTypes, countries, value }: RoutedGroup,
  line: LineOfClient,
): readonly Condition[] {
  return [
    ...(stage === null ? [] : [{ holds: stage === line.stage, says: `it is for ${stage}` }]),
    ...(productTypes.length === 0
      ? []
      : [{ holds: productTypes.includes(line.productType ?? ''), says: `it takes product type ${line.productType}` }]),
    ...(countries.length === 0
      ? []
      : [{ holds: countries.includes(line.country ?? ''), says: `it takes clients in ${line.country}` }]),
    ...(value === null
      ? []
      : [{ holds: isWorth(value, line.worth ?? [line.annualValue]), says: `it takes clients ${rangeText(value)}` }]),
  ];
}

const conditionsIn = (group: RoutedGroup, line: LineOfClient): number => conditionsOf(group, line).length;
/** True where all that the group is there for holds. */
export const holdsFor = (group: RoutedGroup, line: LineOfClient): boolean =>
  conditionsOf(group, line).every((one) => one.holds);

/** The groups among which the choice falls, before their reps are looked at. */
export function groupsInQuestion(line: LineOfClient, groups: readonly RoutedGroup[]): readonly RoutedGroup[] {
  if (line.group !== null) return groups.filter(({ id }) => id === line.group);
  const fitting = groups.filter(
    (group) => group.id !== catchAll && conditionsIn(group, line) > 0 && holdsFor(group, line),
  );
  const most = Math.max(0, ...fitting.map((group) => conditionsIn(group, line)));
  const best = fitting.filter((group) => conditionsIn(group, line) === most);
  const apart = best.filter(({ splits }) => splits);
  if (apart.length > 0) return apart;
  return best.length > 0 ? best : groups.filter(({ id }) => id === catchAll);
}

/** Whether a group gives its lifecycles on when retention begins: only one that is there for onboarding alone. */
export function givesOn(stage: GroupStage | null): boolean {
  return stage === 'onboarding';
}

/** True for what makes somebody the client's rep: neither what is kept for onboarding alone, nor in a group that splits. */
export function lasts({ group: id }: Keeping, groups: readonly RoutedGroup[]): boolean {
  const group = groups.find((one) => one.id === id);
  return group === undefined || (!group.splits && !givesOn(group.stage));
}

/** Groups with more conditions before those with fewer. */
export const mostConditions = (groups: readonly RoutedGroup[], line: LineOfClient): readonly RoutedGroup[] =>
  groups.toSorted((a, b) => conditionsIn(b, line) - conditionsIn(a, line));
