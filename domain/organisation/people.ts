/** The people who keep clients, as rules see them: by id, never by name. */
import type { CivilDate, Money } from '../core/json';

export const profiles = ['many-small', 'few-key'] as const;
export type Profile = (typeof profiles)[number];

/** How a rep hears of what is due: everything at once in the morning, or each as it falls due. */
export const deliveries = ['brief', 'single'] as const;
export type Delivery = (typeof deliveries)[number];

export interface Absence {
  readonly from: CivilDate;
  /** The last day away. */
  readonly until: CivilDate;
}

/** Who stands in while somebody is away. */
export interface Deputised {
  readonly id: string;
  readonly absences: readonly Absence[];
  readonly deputy: string | null;
}

/** One of our people to whom mails go: who stands in for them, and how they want to hear of what is due. */
export interface Recipient extends Deputised {
  readonly delivery: Delivery;
}

/** Who collects and sells where nobody is named for it: there from the start, and no rep. */
export const lastResort = 'default-manager';

/** A rep who could take a client, with how many lifecycles they look after. */
export interface Candidate {
  readonly id: string;
  readonly profile: Profile | null;
  /** Lifecycles that they can look after well. */
  readonly capacity: number | null;
  /** Running lifecycles that they look after. */
  readonly load: number;
}

/** Who is named to keep a lifecycle and to lead its group; null where nobody is. */
export interface NamedLadder {
  readonly rep: string;
  readonly manager: string | null;
  readonly director: string | null;
}

/** Who holds each rung of the ladder, where nobody may be named for it: the manager is the rep then, the director the manager. */
export function ladderHolders({ rep, manager, director }: NamedLadder): { readonly [R in keyof NamedLadder]: string } {
  const leader = manager ?? rep;
  return { rep, manager: leader, director: director ?? leader };
}

/** Lifecycles that a rep looks after well where nobody said how many. */
const usualCapacity = 100;

type Room = Pick<Candidate, 'load' | 'capacity'>;

/** How many lifecycles a rep looks after well. */
export function capacityOf({ capacity }: Pick<Candidate, 'capacity'>): number {
  return capacity ?? usualCapacity;
}

/** True for a rep who keeps more lifecycles than they can look after well; as many as that are not too many. */
export function isOverloaded({ load, capacity }: Room): boolean {
  return load > capacityOf({ capacity });
}

/** True while one lifecycle more overloads nobody. */
export function canTakeMore({ load, capacity }: Room): boolean {
  return !isOverloaded({ load: load + 1, capacity });
}

/** With more reps than that, one receivables manager and one business developer cannot know all their clients. */
export const largestWorkgroup = 7;

/** True where so many reps share one receivables manager and one business developer that nobody is served well. */
export function isTooLargeWorkgroup(reps: readonly string[]): boolean {
  return reps.length > largestWorkgroup;
}

/** Of those who are named for something the first who cannot be: nobody is known by that id, or they have left. */
export function whoCannotBeNamed(
  named: readonly (readonly [pointer: string, id: string | undefined])[],
  known: readonly { readonly id: string; readonly left: boolean }[],
): { readonly pointer: string; readonly detail: string } | null {
  for (const [pointer, id] of named) {
    if (id === undefined) continue;
    const rep = known.find((one) => one.id === id);
    if (rep === undefined) return { pointer, detail: `There is no rep ${id}.` };
    if (rep.left) return { pointer, detail: `Rep ${id} does not work here any more.` };
  }
  return null;
}

/** The annual value from which on a client counts as key, one for each currency: values of two currencies are never compared. */
export type KeyFrom = readonly Money[];

export const defaultKeyFrom: KeyFrom = [
  { amount: 5_000_000, currency: 'EUR' },
  { amount: 5_000_000, currency: 'USD' },
  { amount: 5_000_000, currency: 'GBP' },
  { amount: 5_000_000, currency: 'CHF' },
];

/** When somebody is not there: who has left never is again, so that nobody who left stands in for anybody. */
export function daysAway({
  absences,
  left,
}: {
  readonly absences: readonly Absence[];
  readonly left: boolean;
}): readonly Absence[] {
  return left ? [{ from: '0001-01-01', until: '9999-12-31' }] : absences;
}

/** True on the days of an absence, its first and its last among them. */
export function isAway({ absences }: Pick<Deputised, 'absences'>, day: CivilDate): boolean {
  return absences.some(({ from, until }) => from <= day && day <= until);
}

/**
 * So many deputies are asked, one after the other: the person's own, that one's, and one more. Where all of them are
 * away too, nobody stands in: what is passed on further reaches people who know nothing of the client.
 */
export const deputiesAsked = 3;

/**
 * Who does a person's work on a day: they themselves; while they are away the first of their chain of deputies who is
 * there. Nobody there at all (no deputy, a circle, or a chain longer than `deputiesAsked`): the person, so that nothing
 * is addressed to no one.
 */
export function standInFor(id: string, day: CivilDate, people: ReadonlyMap<string, Deputised>): string {
  let asked = people.get(id);
  for (let deputies = 0; asked !== undefined && deputies <= deputiesAsked; deputies += 1) {
    if (!isAway(asked, day)) return asked.id;
    asked = people.get(asked.deputy ?? '');
  }
  return id;
}

/** Whose work a person does on a day: their own, and that of everyone for whom they stand in. */
export function worksFor(id: string, day: CivilDate, people: ReadonlyMap<string, Deputised>): readonly string[] {
  return [id, ...[...people.keys()].filter((other) => other !== id && standInFor(other, day, people) === id)];
}

/** Deputies of those people who are not known yet and may have to stand in on some day. */
export function deputiesToKnow(people: readonly Deputised[], known: ReadonlyMap<string, Deputised>): readonly string[] {
  return people.flatMap(({ absences, deputy }) =>
    deputy === null || absences.length === 0 || known.has(deputy) ? [] : [deputy],
  );
}

/** Which profile a client calls for; null where its currency has no limit, and any will do. */
export function profileFor(annualValue: readonly Money[], keyFrom: KeyFrom): Profile | null {
  const limits = annualValue.flatMap(({ amount, currency }) => {
    const limit = keyFrom.find((one) => one.currency === currency);
    return limit === undefined ? [] : [amount >= limit.amount];
  });
  if (limits.length === 0) return null;
  return limits.includes(true) ? 'few-key' : 'many-small';
}

export interface Wanted {
  /** Reps who keep the client already: it is one relationship. */
  readonly keptBy: readonly string[];
  readonly profile: Profile | null;
}

export interface Choice<D extends Candidate = Candidate> {
  readonly candidate: D;
  /** Why, as sentences of ids and codes. */
  readonly why: readonly string[];
}

const loadOf = ({ load, capacity }: Candidate): number => load / capacityOf({ capacity });
const misfit = ({ profile }: Candidate, wanted: Wanted): number =>
  profile === null || wanted.profile === null ? 1 : profile === wanted.profile ? 0 : 2;
const firstWhere = (a: boolean, b: boolean): number => Number(b) - Number(a);

/** Among those who could take a client: who keeps it already, else who has room, fits, and has the lighter load. */
export function chooseRep<D extends Candidate>(candidates: readonly D[], wanted: Wanted): Choice<D> | null {
  const keeps = ({ id }: Candidate): boolean => wanted.keptBy.includes(id);
  const [first, ...others] = candidates.toSorted(
    (a, b) =>
      firstWhere(keeps(a), keeps(b)) ||
      firstWhere(canTakeMore(a), canTakeMore(b)) ||
      misfit(a, wanted) - misfit(b, wanted) ||
      loadOf(a) - loadOf(b) ||
      (a.id < b.id ? -1 : 1),
  );
  if (first === undefined) return null;
  const load = `${first.load} of ${capacityOf(first)} lifecycles`;
  const why = [
    ...(keeps(first) ? [`Rep ${first.id} keeps this client already.`] : []),
    ...(misfit(first, wanted) === 0 ? [`The profile of ${first.id} (${first.profile}) fits.`] : []),
    others.length === 0 ? `Rep ${first.id} has ${load}.` : `Among ${candidates.length} reps, ${first.id} has ${load}.`,
    ...(canTakeMore(first) ? [] : [`That is more than ${first.id} can look after well.`]),
  ];
  return { candidate: first, why };
}

/** What ops said of a seller last: that they left, or since when they work here. */
export interface SellerSaid {
  readonly leftAt: Date | null;
  readonly hereSince: Date | null;
}

/**
 * A seller has left where ops said so, or where they are one of our people (by id, or by address) who left: unless ops said
 * since then that they work here. Who has another entry with that address and works here has not.
 */
export function sellerHasLeft(said: SellerSaid | null, ours: readonly { readonly leftAt: Date | null }[]): boolean {
  if (said !== null && said.leftAt !== null) return true;
  const hereSince = said?.hereSince ?? null;
  return ours.length > 0 && ours.every(({ leftAt }) => leftAt !== null && (hereSince === null || leftAt > hereSince));
}
