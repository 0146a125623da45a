/** How far an item may be put off: never past the next of its series, and never so far that a year has fewer than four touches. */
import { addDays } from '../core/calendar';
import type { View } from '../core/concern';
import type { Item } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import { gridWeeks, widestGridWeeks } from '../core/policy';
import type { Refusal } from '../core/refusals';
import { lastPlannableDay } from './touches';

/** An item is put off so often at most: afterwards it is done, or missed. */
export const mostPostponed = 2;

/** The touches that fall due in any year. */
const floor = 4;
/** A year less a week: a day off may move a touch by some days. */
const yearDays = 358;

/**
 * The last day to which the floor of four a year lets a touch be put off: counted from its place on the grid, so that from
 * the touch four places before to its own falling due no year goes by. Where the grid was counted anew less than four
 * touches ago, the widest grid is taken.
 */
function floorOf({ on, ordinal }: Item, { rules, slices }: View): CivilDate {
  const { from } = slices.touches;
  const isFresh = from !== undefined && from.ordinal > 0 && ordinal <= from.ordinal + floor;
  const weeks = isFresh ? widestGridWeeks : gridWeeks(rules);
  return addDays(on, yearDays - floor * 7 * weeks);
}

/** The limit of an item: its day, or a moment before which it must fall due, and why. */
export interface LatestDay {
  readonly on: CivilDate;
  readonly before: Instant | null;
  readonly why: Refusal;
}

/** The last day to which an item may be put off, and the rule behind it. */
export function latestDayOf(item: Item, items: readonly Item[], view: View): LatestDay {
  const next = view.traitsOf(item.programme).series
    ? items
        .filter(({ programme, ordinal }) => programme === item.programme && ordinal > item.ordinal)
        .reduce<Instant | null>((first, { dueAt }) => (first === null || dueAt < first ? dueAt : first), null)
    : null;
  const end = lastPlannableDay(view.seed, view.rules, view.slices.renewal.prolonged);
  if (item.programme !== 'touch') return { on: end, before: next, why: 'beyond-next' };
  const touches = floorOf(item, view);
  return touches < end && (next === null || touches < next.slice(0, 10))
    ? { on: touches, before: null, why: 'floor-of-four' }
    : { on: end, before: next, why: 'beyond-next' };
}
