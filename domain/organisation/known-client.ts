/**
 * What is known of a client, field by field as `known.ts` has it, and what hangs together in it:
 *
 * | field               | goes with                                                                                      |
 * | ------------------- | ---------------------------------------------------------------------------------------------- |
 * | `region`            | its country: in another one it is nobody's word any more, unless it is said along with it      |
 * | `timeZone`          | where nobody named one, or people said that none is named: the region's or the country's first |
 * | `weekend`, `closed` | nothing: people alone say them                                                                 |
 */
import { zoneOfClient, type Closing } from '../core/calendar';
import type { SeedClient } from '../core/concern';
import type { Instant } from '../core/json';
import { regionCode } from '../core/regions';
import { afterDeal, afterPut, chosenTogether, type Known, type Said, type Told, type ToldBy } from './known';

/** What deals may say of a client, and people too. */
export const clientFieldNames = ['name', 'industry', 'country', 'region', 'timeZone'] as const;
export type ClientField = (typeof clientFieldNames)[number];

/** What is said of a client together: each field, and its own days. */
export const clientSaidNames = [...clientFieldNames, 'days'] as const;

/** The days of its own that a client has. */
export interface OwnDays {
  /** ISO weekdays on which they do not work; null where nobody said. */
  readonly weekend: readonly number[] | null;
  /** In the order of their days. */
  readonly closed: readonly Closing[];
}

export interface KnownClient extends Known<ClientField>, OwnDays {
  readonly said: Readonly<Partial<Record<(typeof clientSaidNames)[number], Said>>>;
}

/** What people say of a client as it is now: null for what is not so; what is not named stays as it is. */
export type ClientStated = Readonly<Partial<Record<ClientField, string | null | undefined>>> & {
  readonly weekend?: readonly number[] | null | undefined;
  readonly closed?: readonly Closing[] | null | undefined;
};

/** Which zones a place has, the first one first. */
export type ZonesOf = (country: string | null, region: string | null) => readonly string[];

/** Without a zone that nobody named. Of rows from before it is not known: one that is not its place's was named. */
function withoutDerived(known: KnownClient | null, zonesOf: ZonesOf): Known<ClientField> | null {
  if (known === null) return null;
  const { country, region, timeZone } = known.values;
  const { cleared = false } = known.said.timeZone ?? {
    cleared: timeZone === zoneOfClient(undefined, zonesOf(country, region)),
  };
  return cleared ? { ...known, values: { ...known.values, timeZone: null } } : known;
}

/** In another country the region is nobody's word any more. */
function inItsCountry(before: Known<ClientField> | null, after: Known<ClientField>): Known<ClientField> {
  if (before === null || before.values.country === after.values.country) return after;
  const { region: _, ...said } = after.said;
  return { values: { ...after.values, region: null }, said };
}

/** With the zone of its place where none is named. */
function withZone({ values, said: { timeZone: said, ...others } }: Known<ClientField>, zonesOf: ZonesOf) {
  const { country, region, timeZone } = values;
  if (timeZone !== null) return { values, said: { ...others, ...(said === undefined ? {} : { timeZone: said }) } };
  return {
    values: { ...values, timeZone: zoneOfClient(undefined, zonesOf(country, region)) },
    said: { ...others, ...(said === undefined ? {} : { timeZone: { ...said, cleared: true as const } }) },
  };
}

const ownDaysOf = (known: KnownClient | null): OwnDays => ({
  weekend: known?.weekend ?? null,
  closed: known?.closed ?? [],
});

const daysSaid = (known: KnownClient | null): KnownClient['said'] =>
  known?.said.days === undefined ? {} : { days: known.said.days };

/** What is known of a client after a deal or an import that was accepted at that moment. */
export function clientAfterDeal(
  known: KnownClient | null,
  { region, ...told }: Told<ClientField>,
  at: Instant,
  zonesOf: ZonesOf,
): KnownClient {
  const before = withoutDerived(known, zonesOf);
  const there = inItsCountry(before, afterDeal(clientFieldNames, before, told, at));
  const { country } = there.values;
  // A region of the country that an older deal says, where the client is no longer, says nothing.
  const isTold = region !== undefined && country !== null && told.country === country;
  const after = isTold ? afterDeal(clientFieldNames, there, { region: regionCode(country, region) }, at) : there;
  const { values, said } = withZone(after, zonesOf);
  return { values, said: { ...said, ...daysSaid(known) }, ...ownDaysOf(known) };
}

/** What is known of a client after people said how it is now. A region is one of the country that is known then. */
export function clientAfterPatch(
  known: KnownClient,
  { region, weekend, closed, ...stated }: ClientStated,
  at: Instant,
  zonesOf: ZonesOf,
): KnownClient {
  const before = withoutDerived(known, zonesOf);
  const there = inItsCountry(before, afterPut(clientFieldNames, before, stated, at));
  const { country } = there.values;
  const code = region === null || region === undefined || country === null ? region : regionCode(country, region);
  const { values, said } = withZone(
    code === undefined ? there : afterPut(clientFieldNames, there, { region: code }, at),
    zonesOf,
  );
  const days =
    weekend === undefined && closed === undefined ? daysSaid(known) : { days: { at, by: 'people' as const } };
  return {
    values,
    said: { ...said, ...days },
    weekend: weekend === undefined ? known.weekend : (weekend?.toSorted((a, b) => a - b) ?? null),
    closed:
      closed === undefined
        ? known.closed
        : (closed ?? []).toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1)),
  };
}

/** True where somebody named the zone; of rows from before it is not known. */
const namesItsZone = ({ said: { timeZone: said } }: KnownClient): boolean =>
  said !== undefined && said.cleared !== true;

/**
 * What is known of a client that stood under two ids, from a moment on. A zone that nobody named goes with the country, and
 * so does the region. Days of its own are those of the one, where somebody said them there.
 */
export function clientTogether(one: KnownClient, other: KnownClient, at: Instant): KnownClient {
  const hasPlace = namesItsZone(one) || one.values.country !== null;
  const isElsewhere = one.values.country !== null && one.values.country !== other.values.country;
  const toldBy: ToldBy<ClientField> = (field) => {
    if (field === 'timeZone') return !hasPlace ? 'other' : namesItsZone(one) ? null : 'one';
    return field === 'region' && isElsewhere ? 'one' : null;
  };
  const { values, said } = chosenTogether(clientFieldNames, { one, other, toldBy }, at);
  const days = one.said.days === undefined ? other : one;
  return { values, said: { ...said, ...daysSaid(days) }, ...ownDaysOf(days) };
}

/** A client as a history may know it. */
export function seedClientOf(id: string, { values, weekend, closed }: KnownClient): SeedClient {
  const { name, country, region, timeZone } = values;
  return {
    id,
    name: name ?? id,
    zone: timeZone ?? 'UTC',
    ...(country === null ? {} : { country }),
    ...(region === null ? {} : { region }),
    ...(weekend === null ? {} : { weekend }),
    ...(closed.length === 0 ? {} : { closed }),
  };
}

/** A client as a lifecycle that runs hears of it: with the moment of the last word about it, and of its last merge. */
export function clientNowOf(known: KnownClient, mergedAt: Instant | null): Omit<SeedClient, 'id'> {
  const { id: _, ...client } = seedClientOf('', known);
  const asOf = Object.values(known.said).reduce((last, { at }) => (at > last ? at : last), '');
  return {
    ...client,
    ...(asOf === '' ? {} : { asOf }),
    ...(mergedAt === null ? {} : { mergedAt }),
  };
}
