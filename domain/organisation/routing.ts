/**
 * To whom a product line goes. A client has one rep, unless somebody decides otherwise:
 *
 * named ──► the group that was named
 *   else the groups whose conditions all hold, of those the ones with the most:
 *     ├── one that splits ────────► it, whoever keeps the client
 *     ├── for onboarding alone ───► one of them
 *     └── any other ──────────────► the client's rep; where there is none, one of them
 *
 * Of several reps the one who keeps the client already comes first, then who has room, fits and has the lighter load. What a
 * client is worth is asked of all its lines, those that come among them. It always says why.
 *
 * It is asked when a deal is handed over, amended or imported, and once more when retention begins in an onboarding group.
 */
import type { Recorded, Seed } from '../core/concern';
import type { DealProduct } from '../core/deal';
import { groupBy } from '../core/grouped';
import type { Money } from '../core/json';
import type { LifecycleState } from '../lifecycle';
import { clientsRep, groupOfRep, type Keeping } from './client-rep';
import { chooseRep, profileFor, type Candidate, type KeyFrom, type Profile } from './people';
import {
  catchAll,
  conditionsOf,
  givesOn,
  groupsInQuestion,
  holdsFor,
  lasts,
  mostConditions,
  type RoutedGroup,
  type UnroutedLine,
  type WantedLine,
} from './groups';
import { worthOf } from './bands';
import { groupTakes, reasonsToTake, repNamed } from '../told/routing-words';

/** A running lifecycle of a client: who keeps it, in which group, and what it is worth a year. */
export interface KeptLine extends Keeping {
  readonly client: string;
  readonly annualValue: Money;
  readonly lifecycle?: string;
}

/** Where a product line goes, and why. */
export interface Routing {
  readonly group: string;
  readonly rep: string;
  /** Which group takes it, and then why that rep. */
  readonly why: readonly string[];
  readonly policyId: string;
}

/** True for a line that goes as its groups say, whoever keeps its client: to the named one, one that splits, or for onboarding. */
const goesApart = ({ group }: UnroutedLine, among: readonly RoutedGroup[]): boolean =>
  group !== null || among.some(({ splits }) => splits) || among.every(({ stage }) => givesOn(stage));

/**
 * The decision, with its reasons; `candidates`: reps who still work here, `keeps`: what the client has with us. Null: nobody is
 * there to take it.
 */
export function routeLine(
  line: WantedLine,
  groups: readonly RoutedGroup[],
  candidates: readonly Candidate[],
  keeps: readonly Keeping[] = [],
): Routing | null {
  const among = groupsInQuestion(line, groups);
  if (line.rep === null && !goesApart(line, among)) {
    const kept = byClientsRep(line, { groups, among, candidates, keeps });
    if (kept !== null) return kept;
  }
  const reps = candidates.filter(({ id }) => among.some(({ rep }) => rep === id));
  const chosen = chooseRep(reps, line.rep === null ? line : { ...line, keptBy: [line.rep] });
  const group = among.find(({ rep }) => rep === chosen?.candidate.id);
  if (chosen === null || group === undefined) return null;
  const { id, policyId } = group;
  const says = conditionsOf(group, line).map((condition) => condition.says);
  const how = line.group !== null ? 'named' : id === catchAll ? 'catch-all' : 'fits';
  const of = { group: id, how, says } as const;
  return line.rep === null
    ? { group: id, rep: group.rep, why: reasonsToTake(of, chosen.why), policyId }
    : { group: id, rep: line.rep, why: reasonsToTake(of, [repNamed(line.rep)]), policyId };
}

/** The decision where the client has a rep who works here; else null. */
function byClientsRep(
  line: WantedLine,
  {
    groups,
    among,
    candidates,
    keeps,
  }: {
    readonly groups: readonly RoutedGroup[];
    readonly among: readonly RoutedGroup[];
    readonly candidates: readonly Candidate[];
    readonly keeps: readonly Keeping[];
  },
): Routing | null {
  const lasting = keeps.filter((one) => lasts(one, groups));
  const working = lasting.filter(({ rep }) => candidates.some(({ id }) => id === rep));
  const rep = clientsRep(
    working,
    among.map((group) => group.rep),
  );
  const chosen = chooseRep(
    candidates.filter(({ id }) => id === rep),
    { ...line, keptBy: rep === null ? [] : [rep] },
  );
  if (rep === null || chosen === null) return null;
  const open = groups.filter(({ stage }) => stage === null || stage === line.stage);
  const fitting = open.filter((group) => group.id !== catchAll && holdsFor(group, line));
  const group = groupOfRep(rep, working, [among, mostConditions(fitting, line)], open) ?? among[0];
  if (group === undefined) return null;
  return { group: group.id, rep, why: [groupTakes(group.id), ...chosen.why], policyId: group.policyId };
}

/**
 * Of the reasons those that tell nothing of other clients: which group takes the line. Who keeps its client already, and
 * how much its rep looks after, are the reasons behind it.
 */
export function openReasons({ why }: Pick<Routing, 'why'>): readonly string[] {
  return why.slice(0, 1);
}

/** What a client has with us besides the lines that are routed, and what it is worth with them. */
function standingOf(lines: readonly UnroutedLine[], kept: readonly KeptLine[]) {
  const again = new Set(lines.flatMap(({ lifecycle }) => lifecycle ?? []));
  const has = kept.filter(({ lifecycle }) => lifecycle === undefined || !again.has(lifecycle));
  const nowOf = new Map(kept.map(({ lifecycle, annualValue }) => [lifecycle, annualValue]));
  const comes = lines.map(({ lifecycle, annualValue }) =>
    lifecycle === undefined ? annualValue : (nowOf.get(lifecycle) ?? annualValue),
  );
  return { has, worth: worthOf([...has.map(({ annualValue }) => annualValue), ...comes]) };
}

/** The reps who must be looked at before those lines can be routed: those of their groups, who was named, and who keeps their clients. */
export function repsInQuestion(
  lines: readonly UnroutedLine[],
  groups: readonly RoutedGroup[],
  kept: readonly KeptLine[] = [],
): readonly string[] {
  const keptOf = groupBy(kept, ({ client }) => client);
  return [
    ...new Set(
      [...groupBy(lines, ({ client }) => client)].flatMap(([client, ofClient]) => {
        const { has, worth } = standingOf(ofClient, keptOf.get(client) ?? []);
        const reps = ofClient.flatMap((line) => groupsInQuestion({ ...line, worth }, groups).map(({ rep }) => rep));
        return [...reps, ...ofClient.flatMap(({ rep }) => rep ?? []), ...has.map(({ rep }) => rep)];
      }),
    ),
  ];
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
 * Where each line goes, in their order; null where its group or people are not there. Client by client: a client sees the reps as
 * the ones before it left them. All its lines are one decision: whatever their order is, each goes to the same rep.
 */
export function routeAll(
  lines: readonly UnroutedLine[],
  { groups, kept, keyFrom, candidates }: Organisation,
): readonly (Routing | null)[] {
  const keptOf = groupBy(kept, ({ client }) => client);
  const candidateOf = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const found = new Map<UnroutedLine, Routing | null>();
  for (const [client, ofClient] of groupBy(lines, (line) => line.client)) {
    const { has, worth } = standingOf(ofClient, keptOf.get(client) ?? []);
    const profile: Profile | null = profileFor(worth, keyFrom);
    const keeps: Keeping[] = [...has];
    for (const line of inTurn(ofClient, worth, groups)) {
      const keptBy = [...new Set(keeps.map(({ rep }) => rep))];
      const routing = routeLine({ ...line, keptBy, profile, worth }, groups, [...candidateOf.values()], keeps);
      found.set(line, routing);
      if (routing === null) continue;
      keeps.push(routing);
      const candidate = candidateOf.get(routing.rep);
      if (candidate !== undefined) candidateOf.set(routing.rep, { ...candidate, load: candidate.load + 1 });
    }
  }
  return lines.map((line) => found.get(line) ?? null);
}

/**
 * A client's lines in the order in which they are decided, by what they are and never by their place: what somebody named first;
 * then what is for retention, what a group is there for, and what is worth most.
 */
function inTurn(
  lines: readonly UnroutedLine[],
  worth: readonly Money[],
  groups: readonly RoutedGroup[],
): readonly UnroutedLine[] {
  const orderOf = (line: UnroutedLine): readonly (string | number)[] => {
    const among = groupsInQuestion({ ...line, worth }, groups);
    const { amount, currency } = line.annualValue;
    return [
      line.group === null && line.rep === null ? 1 : 0,
      among.every(({ stage }) => givesOn(stage)) ? 1 : 0,
      among.every(({ id }) => id === catchAll) ? 1 : 0,
      currency,
      -amount,
      line.stage,
      line.productType ?? '',
      line.group ?? '',
      line.rep ?? '',
    ];
  };
  const orders = new Map(lines.map((line) => [line, orderOf(line)]));
  return lines.toSorted((a, b) => byParts(orders.get(a) ?? [], orders.get(b) ?? []));
}

/** Compares part by part: the first that differs decides. */
function byParts(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at === -1) return 0;
  return (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
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

/** The line as it is routed once more when retention begins: as sold, and to nobody whom sales named for onboarding. */
export function retentionLine({ lifecycleId, client, contract }: Seed, productType: string | null): UnroutedLine {
  return {
    lifecycle: lifecycleId,
    client: client.id,
    country: client.country ?? null,
    productType,
    annualValue: contract.annualValue,
    stage: 'retention',
    group: null,
    rep: null,
  };
}
