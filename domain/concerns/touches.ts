/**
 * The touch programme: a fixed grid of weeks from the start of retention, kinds taken in turn.
 * The grid does not move: not for a late answer, a pause, a recycle, another rep or the next term.
 */
import { completion, planAnew, planFurther } from '../core/item-events';
import { addDays, dayOf, dueMoment } from '../core/calendar';
import { nothing, type Concern, type See, type Seed } from '../core/concern';
import { endsOn } from '../core/contract';
import { isBegun, isOpen, onlyPlanned, type Done, type Item, type Plan, type TouchKind } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import type { Renewal } from './renewal';
import { retentionBegins } from './standing';
import { gridWeeks, type Rules } from '../core/policy';

/** A touch's place: its day, and its ordinal. */
interface GridPlace {
  readonly on: CivilDate;
  readonly ordinal: number;
}

export interface Touches {
  /** Touches that nobody had planned. */
  readonly spontaneous: number;
  /** The last one whose turn came. */
  readonly last?: GridPlace;
  /** The day from which the grid is counted after a change of policy or an entry mid-term; else the start of retention. */
  readonly from?: GridPlace;
}

declare module '../core/item' {
  interface Programmes {
    readonly touch: true;
  }
}

declare module '../core/concern' {
  interface Slices {
    readonly touches: Touches;
  }
  interface Events {
    'touch-recorded': { touchKind: TouchKind } & Done;
    /** A touch, or a note, of the time before the lifecycle was brought over. It counts as nobody's work, and alarms nobody. */
    'past-told': { on?: CivilDate; touchKind?: TouchKind };
  }
  interface Facts {
    touchRecorded: { touchKind: TouchKind } & Done;
    /** A touch made for another lifecycle of the client was about this one too. */
    touchShared: { touchKind: TouchKind } & Done;
  }
}

/** Every date of the grid up to and including `until`, with its ordinal (counted from `after`) and kind. */
export function grid(from: CivilDate, rules: Pick<Rules, 'touches'>, until: CivilDate, after = 0): readonly Plan[] {
  const { kinds, leadDays } = rules.touches;
  const plans: Plan[] = [];
  for (let n = 1; ; n += 1) {
    const on = addDays(from, n * gridWeeks(rules) * 7);
    if (on > until) return plans;
    const kind = kinds[(after + n - 1) % kinds.length] ?? 'call';
    plans.push({
      id: `touch-${after + n}`,
      ordinal: after + n,
      programme: 'touch',
      kind,
      on,
      leadDays: leadDays[kind] ?? 0,
    });
  }
}

/** Touches go on through grace, so that nobody falls silent while a renewal is being decided. */
export function lastPlannableDay(seed: Seed, rules: Rules, prolonged?: Renewal['prolonged']): CivilDate {
  return addDays(endsOn(seed.contract, prolonged), rules.renewal.graceDays);
}

const isBegunTouch = (item: Item): boolean => item.programme === 'touch' && isBegun(item);
const placeOf = ({ on, ordinal }: Item): GridPlace => ({ on, ordinal });
const furthest = (places: readonly GridPlace[]): GridPlace | undefined =>
  places.toSorted((a, b) => a.ordinal - b.ordinal).at(-1);

function coming({ slices, seed, rules, calendar, now }: See): readonly Plan[] {
  const { on, ordinal } = slices.touches.from ?? {
    on: slices.standing.retainedSince ?? dayOf(now, calendar.zone),
    ordinal: 0,
  };
  const begun = new Set(slices.items.filter(isBegunTouch).map(({ id }) => id));
  return grid(on, rules, lastPlannableDay(seed, rules, slices.renewal.prolonged), ordinal).filter(
    (plan) => !begun.has(plan.id) && dueMoment(plan.on, calendar) > now,
  );
}

/**
 * The place from which a changed cadence is counted. That is the last touch, unless the next touch would then lie in the
 * past. In that case the next touch stays on the day that was planned, and the new cadence is counted from there. So a
 * client never waits longer than the slower of the two cadences says. Null where there is no touch to count from.
 */
function anchorOfCadence(
  { last, from }: Touches,
  rules: Rules,
  at: Instant,
  { slices, calendar }: Pick<See, 'slices' | 'calendar'>,
): GridPlace | null {
  const { retainedSince } = slices.standing;
  const begun = furthest(slices.items.filter(isBegunTouch).map(placeOf));
  const before = last ?? begun ?? from ?? (retainedSince === null ? null : { on: retainedSince, ordinal: 0 });
  if (before === null) return null;
  const step = 7 * gridWeeks(rules);
  const next = onlyPlanned(slices.items, 'touch').reduce<CivilDate | null>(
    (first, { on }) => (first === null || on < first ? on : first),
    null,
  );
  if (next === null || dueMoment(addDays(before.on, step), calendar) > at) return before;
  return { on: addDays(next, -step), ordinal: before.ordinal };
}

/** Where a lifecycle that enters mid-term has its first touch. */
function entering({ entry, policy }: Seed): Pick<Touches, 'from'> {
  return entry === undefined
    ? {}
    : { from: { on: addDays(entry.firstStepOn, -7 * gridWeeks(policy.rules)), ordinal: 0 } };
}

/** Plans the grid, and takes touches that nobody planned. */
export const touches: Concern<'touches'> = {
  name: 'touches',

  begin: (seed) => seed.before?.slices.touches ?? { spontaneous: 0, ...entering(seed) },

  evolve: (slice, event, at, view) => {
    switch (event.kind) {
      case 'touch-recorded':
        return { ...slice, spontaneous: slice.spontaneous + 1 };
      case 'item-prepared':
      case 'item-due':
      case 'item-skipped': {
        const item = view.slices.items.find(({ id, programme }) => id === event.item && programme === 'touch');
        const last = furthest([...(slice.last ? [slice.last] : []), ...(item ? [placeOf(item)] : [])]);
        return last === undefined ? slice : { ...slice, last };
      }
      case 'policy-changed': {
        const from = anchorOfCadence(slice, event.policy.rules, at, view);
        return from === null ? slice : { ...slice, from };
      }
      default:
        return slice;
    }
  },

  agenda: () => [],

  react: (event, _, see) => {
    if (retentionBegins(event, see))
      return { events: [{ kind: 'items-planned', programme: 'touch', items: coming(see) }] };
    if (see.slices.standing.retainedSince === null) return nothing;
    switch (event.kind) {
      case 'policy-changed':
        return { events: planAnew(see.slices.items, 'touch', coming(see)) };
      case 'term-prolonged':
        return { events: planFurther(see.slices.items, 'touch', coming(see)) };
      default:
        return nothing;
    }
  },

  programmes: [{ name: 'touch', series: true, rests: ['paused', 'onboarding', 'opted-out'] }],

  decide: {
    touchRecorded: (data) => ({ events: [{ kind: 'touch-recorded', ...data }] }),
    touchShared: (data, _, { slices }) => {
      const open = slices.items.find((item) => item.programme === 'touch' && isOpen(item));
      return { events: [open === undefined ? { kind: 'touch-recorded', ...data } : completion(open, data)] };
    },
  },
};
