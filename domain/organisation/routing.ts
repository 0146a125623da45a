/**
 * To whom a product line goes: the group that was named; else, of the groups whose conditions all hold, those with
 * the most conditions; and among their reps the one who keeps the client already, has room, fits and has the lighter
 * load. It always says why.
 *
 * It is asked when a deal is handed over or imported, and once more when retention begins in an onboarding group.
 */
import type { Recorded, Seed } from '../core/concern';
import type { DealProduct } from '../core/deal';
import { groupBy } from '../core/grouped';
import type { Money } from '../core/json';
import { moneyText } from '../core/money';
import type { runningStages } from '../core/stages';
import type { LifecycleState } from '../lifecycle';
import { chooseRep, profileFor, type Candidate, type KeyFrom, type Profile, type Wanted } from './people';

export type GroupStage = (typeof runningStages)[number];

/** Annual value of a product line, in one currency: from (at least) and below. */
export interface ValueRange {
  readonly currency: string;
  readonly from?: number;
  readonly below?: number;
}

export interface RoutedGroup {
  readonly id: string;
  readonly rep: string;
  /** The stage that it is for; null for both. */
  readonly stage: GroupStage | null;
  readonly productTypes: readonly string[];
  readonly countries: readonly string[];
  readonly value: ValueRange | null;
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
}

/** A product line with what its client calls for. */
export interface WantedLine extends UnroutedLine, Wanted {}

/** A running lifecycle of a client: who keeps it, and what it is worth a year. */
export interface KeptLine {
  readonly client: string;
  readonly rep: string;
  readonly annualValue: Money;
}

/** Where a product line goes, and why. */
export interface Routing {
  readonly group: string;
  readonly rep: string;
  /** Which group takes it, and then why that rep. */
  readonly why: readonly string[];
  readonly policyId: string;
}

/** The group to which everything goes that no other one takes. */
export const catchAll = 'everyone';

type Condition = { readonly holds: boolean; readonly says: string };

function conditionsOf(
  { stage, productTypes, countries, value }: RoutedGroup,
  line: UnroutedLine,
): readonly Condition[] {
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
            says: `${moneyText(line.annualValue)} a year lies in its range`,
          },
        ]),
  ];
}

const conditionsIn = (group: RoutedGroup, line: UnroutedLine): number => conditionsOf(group, line).length;

/** The groups among which the choice falls, before their reps are looked at. */
function groupsInQuestion(line: UnroutedLine, groups: readonly RoutedGroup[]): readonly RoutedGroup[] {
  if (line.group !== null) return groups.filter(({ id }) => id === line.group);
  const fitting = groups.filter(
    (group) =>
      group.id !== catchAll && conditionsIn(group, line) > 0 && conditionsOf(group, line).every((c) => c.holds),
  );
  const most = Math.max(0, ...fitting.map((group) => conditionsIn(group, line)));
  const best = fitting.filter((group) => conditionsIn(group, line) === most);
  return best.length > 0 ? best : groups.filter(({ id }) => id === catchAll);
}

/** The decision, with its reasons; `candidates`: reps of the groups in question who still work here. Null: nobody does. */
export function routeLine(
  line: WantedLine,
  groups: readonly RoutedGroup[],
  candidates: readonly Candidate[],
): Routing | null {
  const among = groupsInQuestion(line, groups);
  const reps = candidates.filter(({ id }) => among.some(({ rep }) => rep === id));
  const chosen = chooseRep(reps, line);
  const group = among.find(({ rep }) => rep === chosen?.candidate.id);
  if (chosen === null || group === undefined) return null;
  const says = conditionsOf(group, line).map((condition) => condition.says);
  const because =
    line.group !== null
      ? `Group ${group.id} was named.`
      : group.id === catchAll
        ? `No group takes it, so it goes to ${catchAll}.`
        : `Group ${group.id} takes it: ${says.join(', ')}.`;
  const { id, policyId } = group;
  return line.rep === null
    ? { group: id, rep: group.rep, why: [because, ...chosen.why], policyId }
    : { group: id, rep: line.rep, why: [because, `Rep ${line.rep} was named.`], policyId };
}

/**
 * Of the reasons those that tell nothing of other clients: which group takes the line. Who keeps its client already, and how
 * much they look after, are the reasons behind it.
 */
export function openReasons({ why }: Pick<Routing, 'why'>): readonly string[] {
  return why.slice(0, 1);
}

/** The reps who must be looked at before those lines can be routed. */
export function repsInQuestion(lines: readonly UnroutedLine[], groups: readonly RoutedGroup[]): readonly string[] {
  return [...new Set(lines.flatMap((line) => groupsInQuestion(line, groups).map(({ rep }) => rep)))];
}

/** What lines are worth a year together, by currency. */
export function worthOf(values: readonly Money[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of values) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}

/** What routing looks at besides the lines themselves. */
export interface Organisation {
  readonly groups: readonly RoutedGroup[];
  /** What the lines' clients have with us already. */
  readonly kept: readonly KeptLine[];
  readonly keyFrom: KeyFrom;
  /** Those of `repsInQuestion` who still work here. */
  readonly candidates: readonly Candidate[];
}

/**
 * Where each line goes, in their order; null where its group or people are not there. A line sees the reps as the ones
 * before it left them, and the rep whom one of the same client got as one who keeps the client.
 */
export function routeAll(
  lines: readonly UnroutedLine[],
  { groups, kept, keyFrom, candidates }: Organisation,
): readonly (Routing | null)[] {
  const keptOfClient = groupBy(kept, ({ client }) => client);
  const comingOfClient = groupBy(lines, ({ client }) => client);
  const candidateOf = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const keepers = new Map<string, { readonly profile: Profile | null; readonly by: Set<string> }>();
  /** What a client is worth, and who keeps it by now: looked up once a client, however many lines it has. */
  const keptOf = (client: string) => {
    const known = keepers.get(client);
    if (known !== undefined) return known;
    const has = keptOfClient.get(client) ?? [];
    const comes = comingOfClient.get(client) ?? [];
    const profile = profileFor(worthOf([...has, ...comes].map(({ annualValue }) => annualValue)), keyFrom);
    const found = { profile, by: new Set(has.map(({ rep }) => rep)) };
    keepers.set(client, found);
    return found;
  };
  return lines.map((line) => {
    const { profile, by } = keptOf(line.client);
    const routing = routeLine({ ...line, keptBy: [...by], profile }, groups, [...candidateOf.values()]);
    if (routing === null) return null;
    by.add(routing.rep);
    const candidate = candidateOf.get(routing.rep);
    if (candidate !== undefined) candidateOf.set(routing.rep, { ...candidate, load: candidate.load + 1 });
    return routing;
  });
}

/** The type of a product by which it is routed: as it was sold, else as the product is described now; null for none. */
export function productTypeOf(
  sold: Pick<DealProduct, 'type'> | undefined,
  described: { readonly type: string | null } | null | undefined,
): string | null {
  return sold?.type ?? described?.type ?? null;
}

/** The number of the event with which a lifecycle entered retention, if it did and is still there; else null. */
export function enteredRetention({ slices }: LifecycleState, events: readonly Recorded[]): number | null {
  if (slices.standing.stage !== 'retention') return null;
  const entered = events.findLast(({ event }) => event.kind === 'stage-changed' && event.to === 'retention');
  return entered?.seq ?? null;
}

/** Whether a group gives its lifecycles on when retention begins: only one that is there for onboarding alone. */
export function givesOn(stage: GroupStage | null): boolean {
  return stage === 'onboarding';
}

/** The line as it is routed once more when retention begins: as sold, and to nobody whom sales named for onboarding. */
export function retentionLine({ client, contract }: Seed, productType: string | null): UnroutedLine {
  return {
    client: client.id,
    country: client.country ?? null,
    productType,
    annualValue: contract.annualValue,
    stage: 'retention',
    group: null,
    rep: null,
  };
}
