/**
 * A client that stands under two ids becomes one relationship: which of its people stand in two records, what those records
 * say together, how the others are called from then on, and what two of its lifecycles ask for that is one and the same.
 */
import { daysBetween } from '../core/calendar';
import type { ElsewhereItem, Item } from '../core/item';
import type { Instant } from '../core/json';
import { knownAs, wholeYear, type SamePerson } from '../core/same-person';
import { contactFieldNames, knownTogether, type ContactField, type Known } from './known';
import { clientTogether, type KnownClient } from './known-client';
import { meantBy } from './readers';
import type { ClaimedItem } from './sharing';

/** A contact's record at either client. */
export interface PersonRecord {
  readonly id: string;
  /** How the client's own records call them. */
  readonly givenId: string;
  readonly known: Known<ContactField>;
  readonly departedAt: Instant | null;
  /** The record that they have at the client to whom they went. */
  readonly movedTo: string | null;
  readonly optedOutAt: Instant | null;
  readonly isErased: boolean;
}

/** The people of one client that stood under two ids. */
export interface PeopleTogether {
  /** Records that are another one from now on. */
  readonly same: readonly SamePerson[];
  /** Records of which something is known anew from the other one. */
  readonly changed: readonly PersonRecord[];
  /** Records that come from the other id, as they are called from now on. */
  readonly moved: readonly PersonRecord[];
  /** How many are looked after then. */
  readonly count: number;
}

/** A record as it says whom it means. */
const asReader = (record: PersonRecord) => ({
  name: record.known.values.name,
  email: record.isErased ? '' : (record.known.values.email ?? ''),
  isThere: record.departedAt === null,
  record,
});

/** The longest id that may be given. */
const longestId = 64;

/** The id by which somebody is called where `givenId` may be somebody else's: the same with a number that is free. */
export function freeGivenId(givenId: string, isTaken: (id: string) => boolean): string {
  for (let n = 1; ; n += 1) {
    const tail = n === 1 ? '' : `-${n}`;
    const id = `${givenId.slice(0, longestId - tail.length)}${tail}`;
    if (!isTaken(id)) return id;
  }
}

const earliest = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;

/** A person's two records as one. Who is there in one of them is there; who wants to be left alone in one is left alone. */
const together = (one: PersonRecord, other: PersonRecord): PersonRecord => ({
  ...one,
  known: knownTogether(contactFieldNames, one.known, other.known),
  departedAt: other.departedAt === null ? null : one.departedAt,
  movedTo: one.movedTo === other.id ? null : (one.movedTo ?? other.movedTo),
  optedOutAt: earliest(one.optedOutAt, other.optedOutAt),
});

/** Of the other's records those whose person has one here: who went from the one to the other, whatever the address, and who reads a mailbox. */
function meantHere(own: readonly PersonRecord[], others: readonly PersonRecord[]): ReadonlyMap<string, string> {
  const went = others.flatMap((one) => {
    const there = own.find(({ id, movedTo }) => one.movedTo === id || movedTo === one.id);
    return there === undefined ? [] : [[one.id, there.id] as const];
  });
  const [gone, known] = [new Set(went.map(([id]) => id)), new Set(went.map(([, id]) => id))];
  const meant = meantBy(
    others.filter(({ id }) => !gone.has(id)).map(asReader),
    own.filter(({ id }) => !known.has(id)).map(asReader),
  );
  return new Map([...went, ...[...meant].map(([one, reader]) => [one.record.id, reader.record.id] as const)]);
}

/** The people of a client with those who stood under its other id: who reads the same mailbox is one person. */
export function peopleTogether(own: readonly PersonRecord[], others: readonly PersonRecord[]): PeopleTogether {
  const meant = meantHere(own, others);
  const people = new Map(own.map((one) => [one.id, one]));
  const taken = new Set(own.map(({ givenId }) => givenId));
  const same: SamePerson[] = [];
  const moved: PersonRecord[] = [];
  for (const one of others) {
    const kept = people.get(meant.get(one.id) ?? '');
    if (kept === undefined) {
      const givenId = freeGivenId(one.givenId, (id) => taken.has(id));
      taken.add(givenId);
      moved.push({ ...one, givenId });
    } else {
      same.push({ contact: one.id, is: kept.id });
      people.set(kept.id, together(kept, one));
    }
  }
  const isNow = new Set(same.map(({ is }) => is));
  return {
    same,
    changed: [...people.values()].filter(({ id }) => isNow.has(id)),
    moved,
    count: [...own, ...moved].filter(({ isErased }) => !isErased).length,
  };
}

/** What lifecycles claimed before their clients were one, with how far apart two of its kind may lie. */
export interface ClaimBefore extends ClaimedItem {
  readonly days: number;
}

/** What was asked for longer ago says nothing any more. */
export const claimsSinceDays = 400;

/** How far apart two items of that kind may lie and still be one: two records of a person may have had two birthdays. */
export const daysApart = (item: Pick<Item, 'programme' | 'share'> | undefined): number =>
  item?.programme === 'birthday' ? wholeYear : (item?.share?.days ?? 0);

/** A claim as it reads once people who stood in two records are one. */
export function claimAfter<C extends Pick<ClaimedItem, 'key'>>(claim: C, same: readonly SamePerson[]): C {
  const one = same.find(({ contact }) => claim.key.includes(contact));
  return one === undefined ? claim : { ...claim, key: claim.key.replace(one.contact, knownAs(same)(one.contact)) };
}

/** Something that is asked for in one lifecycle, and is the same as what another one asks for. */
export interface OneWith {
  readonly item: ElsewhereItem;
  readonly by: ElsewhereItem;
  /** True where that is done already. */
  readonly done: boolean;
}

/**
 * What asks twice once those claims are of one client: two of one key that lie no further apart than they may, in two
 * lifecycles. What is done covers what is open; of two that are open the earlier covers the later.
 */
export function askedTwice(claims: readonly ClaimBefore[]): readonly OneWith[] {
  const order = (one: ClaimBefore): string => `${one.closed ? 0 : 1} ${one.day} ${one.lifecycle} ${one.item}`;
  const holders: ClaimBefore[] = [];
  const found: OneWith[] = [];
  const standing = claims.filter(({ covered, closed, outcome }) => !covered && (!closed || outcome === 'done'));
  for (const one of standing.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const holder = one.closed
      ? undefined
      : holders.find(
          (other) =>
            other.key === one.key &&
            other.lifecycle !== one.lifecycle &&
            Math.abs(daysBetween(other.day, one.day)) <= one.days,
        );
    if (holder === undefined) holders.push(one);
    else
      found.push({
        item: { lifecycle: one.lifecycle, item: one.item },
        by: { lifecycle: holder.lifecycle, item: holder.item },
        done: holder.closed,
      });
  }
  return found;
}

/** A client under one of its ids. */
export interface ClientSide {
  readonly known: KnownClient;
  readonly optedOutAt: Instant | null;
  readonly people: readonly PersonRecord[];
}

/** The one client. */
export interface OneClient {
  readonly known: KnownClient;
  /** Since when it wants to be left alone: as long as it does under either id. */
  readonly optedOutAt: Instant | null;
  readonly people: PeopleTogether;
  readonly asOne: readonly OneWith[];
}

/** What two clients are together, from a moment on. */
export function oneClient(
  {
    from,
    into,
    claims,
  }: { readonly from: ClientSide; readonly into: ClientSide; readonly claims: readonly ClaimBefore[] },
  at: Instant,
): OneClient {
  const people = peopleTogether(into.people, from.people);
  return {
    known: clientTogether(into.known, from.known, at),
    optedOutAt: earliest(into.optedOutAt, from.optedOutAt),
    people,
    asOne: askedTwice(claims.map((claim) => claimAfter(claim, people.same))),
  };
}
