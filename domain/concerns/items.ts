/**
 * Items: what a person must do. Touches, reviews and every other programme plan items; this concern
 * gives all of them one life, one completion fact and one page.
 *
 *   planned ──(its moment)──► due ──(first reminder)──► overdue
 *
 *   due, overdue           ──► missed      the next of its series fell due, or nobody answered for too long
 *   planned, due, overdue  ──► done        somebody said what came of it
 *   due, overdue           ──► planned     somebody put it off to a later day (`corrections.ts`)
 *   planned, due, overdue  ──► cancelled   it rested at its moment (paused, in onboarding, opted out), its reason is
 *                                          gone, or the lifecycle ended otherwise than by a renewal
 *
 * What was recorded of a closed one can be corrected for ninety days; that may open it again (`corrections.ts`).
 * Some time before its moment an item may be prepared; it stays planned. An unanswered item never holds up the next one.
 * Items of one client may be shared (a birthday card, one review meeting): the lifecycle that comes first holds the item,
 * in the others it is `covered` and asks nobody. So is what is a section of a review of its own lifecycle.
 */
import { calendarOfClient, type Calendar } from '../core/calendar';
import { completion, missed, skipped } from '../core/item-events';
import { nothing, type Concern, type Event, type See, type Slices, type View } from '../core/concern';
import {
  isBegun,
  isStillToDo,
  openOrPlanned,
  lastClosed,
  withoutOld,
  type Done,
  type ElsewhereItem,
  type Item,
  type ItemKind,
  type Plan,
  type Programme,
  type Rest,
  type Skipped,
} from '../core/item';
import type { Instant } from '../core/json';
import { isBounded } from '../core/ledger';
import { isDue, momentsOf, movedTo, planned, restOf, stepsOf } from '../core/item-steps';
import { changeIn } from '../core/listed';
import { aboutSame } from '../core/same-person';
import { hasEnded } from '../core/stages';
import { corrected, correcting, putOff } from './corrections';

declare module '../core/concern' {
  interface Slices {
    readonly items: readonly Item[];
  }
  interface Events {
    /** Replaces what of the programme was only planned, unless it `adds`. */
    'items-planned': { programme: Programme; items: readonly Plan[]; adds?: true };
    'item-prepared': { item: string; itemKind: ItemKind };
    'item-due': { item: string; itemKind: ItemKind };
    'item-reminded': { item: string; itemKind: ItemKind; reminder: number };
    /** `within`: the review of which it was a section: one meeting, missed once. */
    'item-missed': {
      item: string;
      itemKind: ItemKind;
      programme: Programme;
      successor?: string;
      within?: string;
    };
    'item-skipped': { item: string; itemKind: ItemKind; reason: Skipped };
    'item-covered': { item: string; itemKind: ItemKind; by: ElsewhereItem };
    /**
     * `planned`: it stands alone again and will ask on its own day, so nobody is told. `anew`: it is asked for as if it fell
     * due now.
     */
    'item-uncovered': { item: string; itemKind: ItemKind; due: boolean; planned?: true; anew?: true };
    /** `about`: the contact, escalation, campaign or article that it was about; not said in ledgers before version 3. */
    'item-completed': {
      item: string;
      itemKind: ItemKind;
      programme: Programme;
      about?: string;
      /** The review of which it was a section: one meeting, recorded once. */
      within?: string;
    } & Done;
  }
  interface Tasks {
    readonly items: { readonly kind: 'prepare' | 'due' | 'remind' | 'missed'; readonly item: string };
  }
  interface Facts {
    itemCompleted: { item: string } & Done;
    itemsCovered: { items: readonly { item: string; by: ElsewhereItem }[] };
    itemUncovered: { item: string };
  }
}

const unanswered = { outcome: null, happiness: null } as const;

/** The item while it asks somebody: for the first time, or again. */
const asking = (item: Item, state: 'due' | 'overdue'): Item => ({ ...item, ...unanswered, state, closedAt: null });

/** The item as if it fell due now: it was not asked for meanwhile. */
const anew = (item: Item, at: Instant): Item => ({ ...asking(item, 'due'), dueAt: at, reminders: 0 });

/** What is open and was not asked for, for that reason, is asked for anew. */
function askedAnew(items: readonly Item[], rested: Rest, at: Instant, { rules, traitsOf }: View): readonly Item[] {
  if (!rules.asking.anew) return items;
  return items.map((item) => (isDue(item) && traitsOf(item.programme).rests.includes(rested) ? anew(item, at) : item));
}

/** The item when it is over and nobody said what came of it. */
const over = (item: Item, state: 'missed' | 'cancelled', at: Instant): Item => ({
  ...item,
  ...unanswered,
  state,
  closedAt: at,
});

/** True for one that was put off, and that a later one has overtaken since: the plan was changed meanwhile. */
const isLeftBehind = ({ state, postponed, ordinal }: Item, by: Item): boolean =>
  state === 'planned' && postponed !== undefined && ordinal < by.ordinal;

/** Its moment has come: it falls due, and what of its series is still open is missed. */
function fallDue(item: Item, items: readonly Item[], see: See): readonly Event[] {
  const rest = restOf(item, see);
  if (rest !== null) return [skipped(item, rest)];
  const before = see.traitsOf(item.programme).series
    ? items.filter((other) => other.programme === item.programme && (isDue(other) || isLeftBehind(other, item)))
    : [];
  return [...before.map((other) => missed(other, item.id)), { kind: 'item-due', item: item.id, itemKind: item.kind }];
}

/** What the next term takes over: no old items. An invitation looks at its item for as long as it is known itself. */
export function handedOn({ items, invitations }: Pick<Slices, 'items' | 'invitations'>, at: Instant): readonly Item[] {
  return withoutOld(items, at, ({ id }) => invitations.list.some((one) => one.id === id));
}

/**
 * Each item that is planned or falls due makes room for itself. The last closed one of each programme stays, for what is
 * planned anew is counted from it.
 */
function roomMade(items: readonly Item[], at: Instant, { seed, slices: { invitations } }: View): readonly Item[] {
  if (!isBounded(seed)) return items;
  const last = lastClosed(items);
  return withoutOld(items, at, (item) => last.has(item) || invitations.list.some(({ id }) => id === item.id));
}

/** The items with the moments of those that are planned, by another calendar. */
const reckonedBy = (calendar: Calendar, items: readonly Item[]): readonly Item[] =>
  items.map((item) => (item.state === 'planned' ? { ...item, ...momentsOf(item, calendar) } : item));

/** Keeps the items that other concerns plan: prepared, due, reminded of, done, missed or skipped. */
export const items: Concern<'items'> = {
  name: 'items',

  begin: (seed) => {
    const before = seed.before?.slices.items ?? [];
    return isBounded(seed) ? before : openOrPlanned(before);
  },

  evolve: (slice, event, at, view) => {
    const { calendar } = view;
    switch (event.kind) {
      case 'items-planned': {
        const kept =
          event.adds === true ? slice : slice.filter((item) => item.programme !== event.programme || isBegun(item));
        return roomMade([...kept, ...event.items.map((plan) => planned(plan, calendar))], at, view);
      }
      case 'item-prepared':
        return changeIn(slice, event.item, (item) => ({ ...item, preparedAt: at }));
      case 'item-due':
        return roomMade(
          changeIn(slice, event.item, (item) => ({ ...asking(item, 'due'), dueAt: at })),
          at,
          view,
        );
      case 'item-reminded':
        return changeIn(slice, event.item, (item) => ({ ...asking(item, 'overdue'), reminders: event.reminder }));
      case 'item-missed':
        return changeIn(slice, event.item, (item) => over(item, 'missed', at));
      case 'item-skipped':
        return changeIn(slice, event.item, (item) => over(item, 'cancelled', at));
      case 'invitation-moved': {
        const { on, after } = event;
        const to = { on, ...(after === undefined ? {} : { after }) };
        return changeIn(slice, event.invitation, (item) => movedTo(item, to, calendar));
      }
      case 'item-covered':
        return changeIn(slice, event.item, (item) => ({ ...item, covered: event.by }));
      case 'item-uncovered':
        return changeIn(slice, event.item, (item) => ({
          ...(event.anew === true ? anew(item, at) : item),
          covered: null,
        }));
      case 'client-merged': {
        const now = event.same.length === 0 ? slice : slice.map((item) => aboutSame(item, event.same));
        if (event.client.mergedAt === undefined) return now;
        return reckonedBy(calendarOfClient(event.client, view.rules.workingHours, calendar.holidays), now);
      }
      case 'item-completed':
        return changeIn(slice, event.item, (item) => ({
          ...item,
          state: 'done',
          closedAt: at,
          outcome: event.outcome,
          happiness: event.happiness ?? null,
        }));
      case 'item-corrected':
        return changeIn(slice, event.item, (item) =>
          corrected(item, event, at, { items: slice, lifecycle: view.seed.lifecycleId }),
        );
      case 'item-postponed':
        return changeIn(slice, event.item, (item) => putOff(item, event, at, calendar));
      case 'holidays-refreshed':
        return reckonedBy({ ...calendar, holidays: event.dates }, slice);
      case 'policy-changed':
        return reckonedBy(
          calendarOfClient(view.seed.client, event.policy.rules.workingHours, calendar.holidays),
          slice,
        );
      case 'client-known': {
        // A fact of before left them: theirs were reckoned anew with the holidays alone.
        if (event.asOf === undefined) return slice;
        return reckonedBy(calendarOfClient(event, view.rules.workingHours, calendar.holidays), slice);
      }
      case 'resumed':
        return askedAnew(slice, 'paused', at, view);
      case 'stage-changed':
        if (event.to === 'retention') return askedAnew(slice, 'onboarding', at, view);
        if (!hasEnded(event.to) || event.to === 'renewed') return slice;
        return slice.map((item) => (isStillToDo(item) ? over(item, 'cancelled', at) : item));
      default:
        return slice;
    }
  },

  agenda: (slice, view) => slice.flatMap((item) => stepsOf(item, view)),

  due: ({ task }, slice, see) => {
    const item = slice.find(({ id }) => id === task.item);
    if (item === undefined) return nothing;
    switch (task.kind) {
      case 'prepare':
        return { events: [{ kind: 'item-prepared', item: item.id, itemKind: item.kind }] };
      case 'remind':
        return {
          events: [{ kind: 'item-reminded', item: item.id, itemKind: item.kind, reminder: item.reminders + 1 }],
        };
      case 'missed':
        return { events: [missed(item)] };
      case 'due':
        return { events: fallDue(item, slice, see) };
    }
  },

  decide: {
    ...correcting,
    itemCompleted: ({ item: id, ...said }, slice) => {
      const item = slice.find((one) => one.id === id);
      if (item === undefined) return { refused: 'unknown-item' };
      return item.closedAt === null ? { events: [completion(item, said)] } : { refused: 'item-closed' };
    },
    itemsCovered: ({ items: covered }, slice) => {
      const open = covered.flatMap(({ item: id, by }): Event[] => {
        const item = slice.find((one) => one.id === id && one.closedAt === null);
        return item === undefined ? [] : [{ kind: 'item-covered', item: id, itemKind: item.kind, by }];
      });
      return open.length === 0 ? { refused: 'item-closed' } : { events: open };
    },
    itemUncovered: ({ item: id }, slice, { rules }) => {
      const item = slice.find((one) => one.id === id);
      if (item === undefined) return { refused: 'unknown-item' };
      if (item.closedAt !== null || item.covered === null) return { refused: 'item-closed' };
      const asksAnew = isDue(item) && rules.asking.anew ? { anew: true as const } : {};
      return { events: [{ kind: 'item-uncovered', item: id, itemKind: item.kind, due: isDue(item), ...asksAnew }] };
    },
  },
};
