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

/** A rep with how much is on their desk. */
export interface Desk {
  readonly id: string;
  readonly profile: Profile | null;
  /** Lifecycles that they can look after well. */
  readonly capacity: number | null;
  /** Running lifecycles that they look after. */
  readonly load: number;
}

/** Lifecycles that a rep looks after well where nobody said how many. */
export const usualCapacity = 100;

/** From so much a year on a client counts as key, per currency: sums are never compared across currencies. */
export type KeyFrom = readonly Money[];

export const defaultKeyFrom: KeyFrom = [
  { amount: 5_000_000, currency: 'EUR' },
  { amount: 5_000_000, currency: 'USD' },
  { amount: 5_000_000, currency: 'GBP' },
  { amount: 5_000_000, currency: 'CHF' },
];

export function isAway({ absences }: Pick<Deputised, 'absences'>, day: CivilDate): boolean {
  return absences.some(({ from, until }) => from <= day && day <= until);
}

/**
 * Who does a person's work on a day: they themselves, their deputy while they are away, that one's deputy if both
 * are. Nobody there at all (or a circle): the person, so that nothing is addressed to no one.
 */
export function standInFor(id: string, day: CivilDate, people: ReadonlyMap<string, Deputised>): string {
  const seen = new Set<string>();
  for (let now = people.get(id); now !== undefined; now = people.get(now.deputy ?? '')) {
    if (!isAway(now, day)) return now.id;
    if (seen.has(now.id)) break;
    seen.add(now.id);
  }
  return id;
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

export interface Choice<D extends Desk = Desk> {
  readonly desk: D;
  /** Why, as sentences of ids and codes. */
  readonly why: readonly string[];
}

const loadOf = ({ load, capacity }: Desk): number => load / (capacity ?? usualCapacity);
const misfit = ({ profile }: Desk, wanted: Wanted): number =>
  profile === null || wanted.profile === null ? 1 : profile === wanted.profile ? 0 : 2;

/** Among those who could take a client: who keeps it already, else who has room, fits, and has the lighter desk. */
export function choose<D extends Desk>(desks: readonly D[], wanted: Wanted): Choice<D> | null {
  const order = (desk: D): readonly number[] => [
    wanted.keptBy.includes(desk.id) ? 0 : 1,
    loadOf(desk) < 1 ? 0 : 1,
    misfit(desk, wanted),
    loadOf(desk),
  ];
  const [first, ...others] = desks.toSorted((a, b) => {
    const [x, y] = [order(a), order(b)];
    const differs = x.findIndex((value, index) => value !== y[index]);
    return differs < 0 ? (a.id < b.id ? -1 : 1) : (x[differs] ?? 0) - (y[differs] ?? 0);
  });
  if (first === undefined) return null;
  const load = `${first.load} of ${first.capacity ?? usualCapacity} lifecycles`;
  const why = [
    ...(wanted.keptBy.includes(first.id) ? [`Rep ${first.id} keeps this client already.`] : []),
    ...(misfit(first, wanted) === 0 ? [`The profile of ${first.id} (${first.profile}) fits.`] : []),
    others.length === 0 ? `Rep ${first.id} has ${load}.` : `Among ${desks.length} reps, ${first.id} has ${load}.`,
    ...(loadOf(first) >= 1 ? [`That is more than ${first.id} can look after well.`] : []),
  ];
  return { desk: first, why };
}
