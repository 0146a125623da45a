/**
 * When a connection (a feed, a source, a webhook) is broken, and when somebody is told of it. A trouble is the time from
 * the first failure until it is well again.
 *
 *   well ──(breaks)──► broken ──told at once──► after 1 week ──► 2 more ──► 4 more ──► 8 more, and so on
 *    ▲                    └── of clients of a source that came later: once more, one mail a day at most
 *    ├──(works again)─────┘ told once, to whoever heard that it was broken
 *    ├──(a source only lost events: nobody can mend those; of later ones as seldom as of a reminder)──► quiet for so long
 *    └──(switched off, taken away: whoever did that knows)
 */
import { afterDays, dayOf, minutesAfter } from '../core/calendar';
import { operations } from '../core/connections';
import type { Instant } from '../core/json';

/** So many failures in a row, over so long at least, are no passing hiccup; and whoever can mend it hears the same working day. */
export const fewFailures = 3;
const shortestMinutes = 2 * 60;
/** Weeks from one mail to the next while nothing changes; the last again and again. */
const reminderWeeks = [1, 2, 4, 8] as const;

/** How a connection stands. */
export type ConnectionState =
  | { readonly is: 'well' }
  /** Nobody has tried since it was set up or changed, or it has not failed for long enough to say so. */
  | { readonly is: 'unknown' }
  /** Switched off by us, or taken away. */
  | { readonly is: 'gone' }
  /**
   * `newest`: when the newest part of what is wrong came, where it has parts of which one may have heard already. `once`: it
   * cannot be mended any more, is told once, and nobody has heard of it yet.
   */
  | { readonly is: 'broken'; readonly since: Instant; readonly newest?: Instant; readonly once?: boolean };

/** What is known of the tries of a feed or a webhook. */
export interface Tries {
  readonly active: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** The first of them; null where there is none, or it was before anybody noted it. */
  readonly failingSince: Instant | null;
  /** The last try, however it went; null before the first. */
  readonly triedAt: Instant | null;
  /** When the other side said that it wants no more, which switched it off; null: it did not. */
  readonly closedAt: Instant | null;
}

/** How a feed or a webhook stands. */
export function standingOfTries({ active, failures, failingSince, triedAt, closedAt }: Tries): ConnectionState {
  if (closedAt !== null) return { is: 'broken', since: closedAt };
  if (!active) return { is: 'gone' };
  if (triedAt === null) return { is: 'unknown' };
  if (failures === 0) return { is: 'well' };
  const isLong = failingSince !== null && minutesAfter(failingSince, shortestMinutes) <= triedAt;
  return failures >= fewFailures && isLong ? { is: 'broken', since: failingSince } : { is: 'unknown' };
}

/** Events of a source that found no place, gathered by the client of whom they tell. */
export interface Unplaced {
  /** The first event of each client of whom nobody has said who they are. */
  readonly waiting: readonly Instant[];
  /** Events that have gone nowhere for good, as their client has nothing that runs or is not named, and of which nobody was told. */
  readonly lost: readonly Instant[];
}

/** How a source stands. What came within the last working day may still be placed. */
export function standingOfSource({ waiting, lost }: Unplaced, now: Instant): ConnectionState {
  const longOf = (some: readonly Instant[]): readonly Instant[] =>
    some.filter((at) => workingDayAfter(at) <= now).toSorted();
  const [waits, went] = [longOf(waiting), longOf(lost)];
  const [since] = [...waits, ...went].toSorted();
  // While somebody waits to be named, what went nowhere is told beside them and is no news of its own.
  const newest = waits.at(-1) ?? went.at(-1);
  if (since !== undefined && newest !== undefined) return { is: 'broken', since, newest, once: waits.length === 0 };
  return waiting.length === 0 ? { is: 'well' } : { is: 'unknown' };
}

/** The same time on the next day from Monday to Friday; what comes at a weekend has the whole of Monday. */
export function workingDayAfter(at: Instant): Instant {
  const weekday = new Date(at).getUTCDay();
  const days = weekday === 5 ? 3 : weekday === 6 ? 3 : weekday === 0 ? 2 : 1;
  return weekday === 6 || weekday === 0 ? `${afterDays(at, days).slice(0, 10)}T00:00:00.000Z` : afterDays(at, days);
}

/** What is known of a trouble, and of who heard of it. */
export interface Trouble {
  /** Mails that told of it. */
  readonly tellings: number;
  /** Of them those that reminded of it. */
  readonly reminders: number;
  readonly toldAt: Instant | null;
  /** Everything that came until then was told of. */
  readonly toldOf: Instant | null;
  /** What was told last cannot be mended. */
  readonly isOnlyLost: boolean;
}

/**
 * What is to be told now. `broken`: that it broke, or of what broke besides; `still-broken`: the same again; `well`: that it
 * works. `over`: nothing, as nobody heard of it or whoever did knows; null: nothing for now.
 */
export type TroubleNews = 'broken' | 'still-broken' | 'well' | 'over';

/**
 * What is to be told of a connection that stands so; `trouble` is null where it was well before, `lastTold` is when anybody
 * heard of it last, of an earlier trouble too: that something broke is told once a day at most.
 */
export function tellingOf(
  standing: ConnectionState,
  trouble: Trouble | null,
  lastTold: Instant | null,
  now: Instant,
): TroubleNews | null {
  switch (standing.is) {
    case 'unknown':
      return null;
    case 'gone':
      return trouble === null ? null : 'over';
    case 'well':
      if (trouble === null) return null;
      if (trouble.toldAt !== null && trouble.isOnlyLost) return hasRested(trouble, trouble.toldAt, now) ? 'over' : null;
      return trouble.toldAt === null ? 'over' : 'well';
    case 'broken': {
      if (standing.once === true) return tellingOfLost(trouble, lastTold, now);
      const isAnotherDay = lastTold === null || dayOf(now, 'UTC') > dayOf(lastTold, 'UTC');
      if (trouble === null || trouble.toldAt === null) return isAnotherDay ? 'broken' : null;
      const { toldAt, toldOf, isOnlyLost } = trouble;
      const { newest } = standing;
      const isNews = isOnlyLost || (newest !== undefined && (toldOf === null || newest > toldOf));
      if (isNews && isAnotherDay) return 'broken';
      if (isOnlyLost) return null;
      return hasRested(trouble, toldAt, now) ? 'still-broken' : null;
    }
  }
}

/** Whether so much time has passed since the last mail that the same may be told again. */
function hasRested({ reminders }: Trouble, toldAt: Instant, now: Instant): boolean {
  const weeks = reminderWeeks[Math.min(reminders, reminderWeeks.length - 1)] ?? 0;
  return afterDays(toldAt, 7 * weeks) <= now;
}

/**
 * What is to be told of a source that has only lost events of which nobody has heard: who was named since is well; what goes
 * nowhere day after day is told ever more seldom.
 */
function tellingOfLost(trouble: Trouble | null, lastTold: Instant | null, now: Instant): TroubleNews | null {
  if (trouble === null || trouble.toldAt === null) {
    const isSoon = lastTold !== null && afterDays(lastTold, 7 * reminderWeeks[0]) > now;
    return isSoon ? null : 'broken';
  }
  if (!trouble.isOnlyLost) return 'well';
  return hasRested(trouble, trouble.toldAt, now) ? 'broken' : null;
}

/** How many mails have told the same again, once that is told of a connection that stands so. */
export function remindersAfter(standing: ConnectionState, trouble: Trouble | null, telling: TroubleNews): number {
  if (trouble === null || trouble.toldAt === null) return 0;
  const isOnlyLost = standing.is === 'broken' && standing.once === true;
  if (isOnlyLost !== trouble.isOnlyLost) return telling === 'well' ? trouble.reminders : 0;
  return trouble.reminders + (telling === 'still-broken' || isOnlyLost ? 1 : 0);
}

/** Who set a connection up, as far as anybody knows. */
export interface Hearer {
  readonly id: string;
  readonly hasAddress: boolean;
  readonly hasLeft: boolean;
}

/** Who hears of a broken connection: who set it up, while they are here; else ops, where they have an address; else nobody. */
export function hearerOf(setUpBy: Hearer | null, opsHaveAddress: boolean): string | null {
  if (setUpBy !== null && setUpBy.hasAddress && !setUpBy.hasLeft) return setUpBy.id;
  return opsHaveAddress ? operations : null;
}

/** Who hears that a connection works again: whoever heard that it was broken, while they are here; else nobody. */
export function wellHearerOf(toldTo: string | null, heard: Hearer | null, opsHaveAddress: boolean): string | null {
  if (toldTo === operations) return opsHaveAddress ? operations : null;
  return heard !== null && heard.id === toldTo && heard.hasAddress && !heard.hasLeft ? heard.id : null;
}

/** What an HTTP status says, as people say it. */
export function statusInWords(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return 'it does not let us in';
    case 404:
      return 'there is nothing at this address';
    case 410:
      return 'it is gone for good';
    case 429:
      return 'we are to ask more seldom';
    default:
      if (status >= 500) return 'something is wrong on its own side';
      return status >= 300 && status < 400 ? 'it has moved to another address' : 'it does not take what we send';
  }
}
