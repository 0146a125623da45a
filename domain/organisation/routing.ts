/**
 * To whom a product line goes: the group that was named; else, of the groups whose conditions all hold, those with
 * the most conditions; and among their reps the one who keeps the client already, has room, fits and has the lighter
 * desk. It always says why.
 */
import type { Money } from '../core/json';
import { choose, type Desk, type Wanted } from './people';
import type { runningStages } from '../concerns/standing';

export type GroupStage = (typeof runningStages)[number];

/** Annual value of a product line, in one currency: from (at least) and below. */
export interface ValueBand {
  readonly currency: string;
  readonly from?: number;
  readonly below?: number;
}

export interface RoutedGroup {
  readonly id: string;
  readonly rep: string;
  /** For which stage it is; null: for both. */
  readonly stage: GroupStage | null;
  readonly productTypes: readonly string[];
  readonly countries: readonly string[];
  readonly value: ValueBand | null;
}

export interface Line extends Wanted {
  readonly stage: GroupStage;
  readonly productType: string | null;
  readonly country: string | null;
  readonly annualValue: Money;
  /** The group that sales named. */
  readonly group: string | null;
  /** The rep that an import named. */
  readonly rep: string | null;
}

export interface Routing {
  readonly group: string;
  readonly rep: string;
  readonly why: readonly string[];
}

/** The group to which everything goes that no other one takes. */
export const catchAll = 'everyone';

type Condition = { readonly holds: boolean; readonly says: string };

function conditionsOf({ stage, productTypes, countries, value }: RoutedGroup, line: Line): readonly Condition[] {
  const { amount, currency } = line.annualValue;
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
      : [
          {
            holds:
              value.currency === currency &&
              amount >= (value.from ?? 0) &&
              (value.below === undefined || amount < value.below),
            says: `${amount} ${currency} a year lies in its band`,
          },
        ]),
  ];
}

const conditionsIn = (group: RoutedGroup, line: Line): number => conditionsOf(group, line).length;

/** The groups among which the choice falls, before their reps are looked at. */
export function candidates(line: Line, groups: readonly RoutedGroup[]): readonly RoutedGroup[] {
  if (line.group !== null) return groups.filter(({ id }) => id === line.group);
  const fitting = groups.filter(
    (group) =>
      group.id !== catchAll && conditionsIn(group, line) > 0 && conditionsOf(group, line).every((c) => c.holds),
  );
  const most = Math.max(0, ...fitting.map((group) => conditionsIn(group, line)));
  const best = fitting.filter((group) => conditionsIn(group, line) === most);
  return best.length > 0 ? best : groups.filter(({ id }) => id === catchAll);
}

/** The decision, with its reasons. `desks` has the reps of the candidates who still work here; null: nobody does. */
export function route(line: Line, groups: readonly RoutedGroup[], desks: readonly Desk[]): Routing | null {
  const among = candidates(line, groups);
  const reps = desks.filter(({ id }) => among.some(({ rep }) => rep === id));
  const chosen = choose(reps, line);
  const group = among.find(({ rep }) => rep === chosen?.desk.id);
  if (chosen === null || group === undefined) return null;
  const says = conditionsOf(group, line).map((condition) => condition.says);
  const because =
    line.group !== null
      ? `Group ${group.id} was named.`
      : group.id === catchAll
        ? `No group takes it, so it goes to ${catchAll}.`
        : `Group ${group.id} takes it: ${says.join(', ')}.`;
  return line.rep === null
    ? { group: group.id, rep: group.rep, why: [because, ...chosen.why] }
    : { group: group.id, rep: line.rep, why: [because, `Rep ${line.rep} was named.`] };
}
