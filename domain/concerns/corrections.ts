/**
 * A person may be wrong, or busy: what was recorded of an item can be corrected, and an item can be put off.
 *
 *   done, missed, cancelled  ──correct──► done        with what really came of it; nothing is overwritten: the ledger has both
 *   done                     ──correct──► due         it is open again, while no successor of its series has fallen due
 *   planned, due, overdue    ──put off──► planned     for a later day; it is prepared, falls due, is reminded of and is missed by that day
 *
 * `items.ts` takes these rules into the life of an item.
 */
import { afterDays, dayOf, dueMoment, type Calendar } from '../core/calendar';
import type { Deciders, Decided, EventOf, Messages, View } from '../core/concern';
import {
  closedDays,
  countsOn,
  isStillToDo,
  type Item,
  type ItemKind,
  type Outcome,
  type PostponeReason,
  type Programme,
} from '../core/item';
import { ordinalOf } from '../core/earlier';
import { isSection, momentsOf } from '../core/item-steps';
import type { CivilDate, Instant } from '../core/json';
import type { Refusal } from '../core/refusals';
import { latestDayOf, mostPostponed } from './postponing';

/** What a correction may say came of it; `open`: nothing yet. */
export type CorrectedOutcome = Outcome | 'open';

/** What stood recorded before a correction. */
interface SaidBefore {
  readonly outcome: Outcome | 'missed' | 'cancelled';
  readonly happiness?: number;
}

/** What stands after a correction. */
interface SaidNow {
  readonly item: string;
  readonly outcome: CorrectedOutcome;
  readonly happiness?: number;
}

declare module '../core/concern' {
  interface Events {
    /** `actedAt`: when what it corrects was recorded. What was wrong stands in the note. */
    'item-corrected': {
      itemKind: ItemKind;
      programme: Programme;
      actedAt: Instant;
      before: SaidBefore;
      /** The review of which it was a section when that was recorded: the review counts as work, not the section. */
      within?: string;
    } & SaidNow;
    'item-postponed': { item: string; itemKind: ItemKind; until: CivilDate; reason: PostponeReason };
  }
  interface Facts {
    /** An item that is one with this one was corrected in another lifecycle of the client. */
    itemCorrected: SaidNow;
    /** An item that is one with this one was put off in another lifecycle of the client. */
    itemPostponed: { item: string; until: CivilDate; reason: PostponeReason };
  }
  interface Decisions {
    /** What is left out stays as it was recorded; a `happiness` of null takes it away. */
    correctItem: { item: string; outcome?: CorrectedOutcome; happiness?: number | null };
    postponeItem: { item: string; until: CivilDate; reason: PostponeReason };
  }
}

/** True for an item that the state let go of: a later one of its programme is known. */
function isOfThePast(id: string, items: readonly Item[]): boolean {
  return items.some(({ programme, ordinal }) => id.startsWith(`${programme}-`) && ordinalOf({ id }) < ordinal);
}

/** Why there is no item of that id. */
const missing = (id: string, items: readonly Item[]): { readonly refused: Refusal } => ({
  refused: isOfThePast(id, items) ? 'too-old' : 'unknown-item',
});

/** True once a later one of its series has fallen due: the earlier one cannot come back. */
function isFollowed(item: Item, items: readonly Item[], { traitsOf }: Pick<View, 'traitsOf'>): boolean {
  const isLater = (other: Item): boolean =>
    other.programme === item.programme && other.ordinal > item.ordinal && other.state !== 'planned';
  return traitsOf(item.programme).series && items.some(isLater);
}

/** What was recorded, as a correction tells it; null while it is open. */
function saidBefore(item: Item): (SaidBefore & { readonly at: Instant }) | null {
  switch (item.state) {
    case 'done': {
      const { outcome, happiness, closedAt: at } = item;
      return { outcome, at, ...(happiness === null ? {} : { happiness }) };
    }
    case 'missed':
    case 'cancelled':
      return { outcome: item.state, at: item.closedAt };
    default:
      return null;
  }
}

/** What stands after it: what is left out stays as it was, and of an item that is open again nothing. */
function saidNow(
  { item, outcome: said, happiness: heard }: Messages['correctItem'],
  before: SaidBefore,
): SaidNow | null {
  const was = before.outcome === 'missed' || before.outcome === 'cancelled' ? undefined : before.outcome;
  const outcome = said ?? was;
  if (outcome === undefined || (outcome === 'open' && was === undefined)) return null;
  const happiness = outcome === 'open' ? null : heard === undefined ? before.happiness : heard;
  return { item, outcome, ...(happiness === undefined || happiness === null ? {} : { happiness }) };
}

/** The review with which a section was recorded; null for what somebody recorded by itself. */
function reviewOf(item: Item, items: readonly Item[]): string | null {
  if (!isSection(item) || item.state !== 'done') return null;
  const review = items.find(({ id }) => id === item.covered?.item);
  return review?.closedAt === item.closedAt ? review.id : null;
}

function correct(
  asked: Messages['correctItem'],
  items: readonly Item[],
  view: View & { readonly now: Instant },
): Decided {
  const item = items.find(({ id }) => id === asked.item);
  if (item === undefined) return missing(asked.item, items);
  const said = saidBefore(item);
  if (said === null) return { refused: 'nothing-said' };
  const { at: actedAt, ...before } = said;
  if (afterDays(actedAt, closedDays) < view.now) return { refused: 'too-old' };
  const now = saidNow(asked, before);
  if (now === null) return { refused: 'nothing-said' };
  if (now.outcome === before.outcome && now.happiness === before.happiness) return { refused: 'already-there' };
  if (now.outcome === 'open' && isFollowed(item, items, view)) return { refused: 'successor-due' };
  const { kind: itemKind, programme } = item;
  const within = reviewOf(item, items);
  return {
    events: [
      { kind: 'item-corrected', itemKind, programme, ...now, actedAt, before, ...(within === null ? {} : { within }) },
    ],
  };
}

/** Why an item cannot be put off to that day; null where it can. */
function whyNotPostponed(
  item: Item,
  until: CivilDate,
  items: readonly Item[],
  view: View & { readonly now: Instant },
): Refusal | null {
  const { calendar, now } = view;
  const moment = dueMoment(until, calendar);
  if (until <= dayOf(now, calendar.zone) || moment <= now) return 'past-date';
  if (until <= countsOn(item)) return 'not-later';
  const latest = latestDayOf(item, items, view);
  return until > latest.on || (latest.before !== null && moment >= latest.before) ? latest.why : null;
}

function postpone(
  { item: id, until, reason }: Messages['postponeItem'],
  items: readonly Item[],
  view: View & { readonly now: Instant },
  mayAlways: 'within the rules' | 'with its holder',
): Decided {
  const item = items.find((one) => one.id === id);
  if (item === undefined) return missing(id, items);
  if (!isStillToDo(item)) return { refused: 'item-closed' };
  if (mayAlways === 'within the rules') {
    if (item.covered !== null) return { refused: 'asked-elsewhere' };
    if ((item.postponed?.times ?? 0) >= mostPostponed) return { refused: 'postponed-twice' };
  }
  const refused = whyNotPostponed(item, until, items, view);
  if (refused !== null) return { refused };
  return { events: [{ kind: 'item-postponed', item: id, itemKind: item.kind, until, reason }] };
}

/** The messages of people who were wrong, or busy, and of the client's other lifecycles in which they were. */
export const correcting: Deciders<readonly Item[]> = {
  correctItem: correct,
  itemCorrected: ({ happiness = null, ...said }, items, see) => correct({ ...said, happiness }, items, see),
  postponeItem: (asked, items, see) => postpone(asked, items, see, 'within the rules'),
  itemPostponed: (asked, items, see) => postpone(asked, items, see, 'with its holder'),
};

/**
 * The item after a correction; it closed when it did. One that is open again falls due at this moment; a section of a
 * review that is open again goes with that.
 */
export function corrected(
  item: Item,
  { outcome, happiness, within }: EventOf<'item-corrected'>,
  at: Instant,
  { items, lifecycle }: { readonly items: readonly Item[]; readonly lifecycle: string },
): Item {
  if (outcome === 'open') {
    const open = { ...item, reminders: 0, closedAt: null, outcome: null, happiness: null, corrected: at };
    const review = items.find((other) => other.id === within && isStillToDo(other));
    if (review !== undefined) return { ...open, state: 'planned', covered: { lifecycle, item: review.id } };
    // A section asks by itself now: its review was held.
    return { ...open, state: 'due', dueAt: at, covered: isSection(item) ? null : item.covered };
  }
  return {
    ...item,
    state: 'done',
    closedAt: item.closedAt ?? at,
    outcome,
    happiness: happiness ?? null,
    corrected: at,
  };
}

/** The item for its later day. It is prepared anew where there is time for that. */
export function putOff(
  item: Item,
  { until, reason }: EventOf<'item-postponed'>,
  at: Instant,
  calendar: Calendar,
): Item {
  const postponed = { times: (item.postponed?.times ?? 0) + 1, until, reason };
  const moments = momentsOf({ ...item, postponed }, calendar);
  const again = moments.prepareAt !== null && moments.prepareAt > at;
  return {
    ...item,
    ...moments,
    postponed,
    state: 'planned',
    preparedAt: again ? null : (item.preparedAt ?? at),
    reminders: 0,
    closedAt: null,
    outcome: null,
    happiness: null,
  };
}
