/**
 * The touch programme: a fixed grid of weeks from the start of retention, kinds taken in turn.
 * The grid does not move: not for a late answer, a pause, a recycle, another rep or the next term.
 */
import { addDays, dayOf, dueMoment } from './calendar';
import { nothing, type Concern, type Event, type See, type Seed } from './concern';
import { renewsOn } from './contract';
import { completion, isOpen, type Outcome, type Plan } from './item';
import type { CivilDate } from './json';
import { retentionBegins } from './standing';
import { gridWeeks, type Rules, type TouchKind } from './policy';

export interface Touches {
  /** Touches that nobody had planned. */
  readonly spontaneous: number;
}

declare module './item' {
  interface Programmes {
    readonly touch: true;
  }
}

declare module './concern' {
  interface Slices {
    readonly touches: Touches;
  }
  interface Events {
    'touch-recorded': { touchKind: TouchKind; outcome: Outcome; happiness?: number; with?: readonly string[] };
  }
  interface Facts {
    touchRecorded: { touchKind: TouchKind; outcome: Outcome; happiness?: number; with?: readonly string[] };
    /** A touch made for another lifecycle of the client was about this one too. */
    touchShared: { touchKind: TouchKind; outcome: Outcome; happiness?: number; with?: readonly string[] };
  }
}

/** Every date of the grid up to and including `until`, with its ordinal and kind. */
export function grid(from: CivilDate, rules: Pick<Rules, 'touches'>, until: CivilDate): readonly Plan[] {
  const { kinds, leadDays } = rules.touches;
  const plans: Plan[] = [];
  for (let n = 1; ; n += 1) {
    const on = addDays(from, n * gridWeeks(rules) * 7);
    if (on > until) return plans;
    const kind = kinds[(n - 1) % kinds.length] ?? 'call';
    plans.push({ id: `touch-${n}`, programme: 'touch', kind, on, leadDays: leadDays[kind] ?? 0 });
  }
}

/** Touches go on through grace, so that nobody falls silent while a renewal is being decided. */
export function lastPlannableDay(seed: Seed, rules: Rules): CivilDate {
  return addDays(renewsOn(seed.contract), rules.renewal.graceDays);
}

function plan({ slices, seed, rules, calendar, now }: See): Event {
  const from = slices.standing.retainedSince ?? dayOf(now, calendar.zone);
  const begun = new Set(
    slices.items.filter((item) => item.state !== 'planned' || item.preparedAt !== null).map(({ id }) => id),
  );
  const coming = grid(from, rules, lastPlannableDay(seed, rules)).filter(
    ({ id, on }) => !begun.has(id) && dueMoment(on, calendar) > now,
  );
  return { kind: 'items-planned', programme: 'touch', items: coming };
}

export const touches: Concern<'touches'> = {
  name: 'touches',

  begin: (seed) => seed.before?.slices.touches ?? { spontaneous: 0 },

  evolve: (slice, event) => (event.kind === 'touch-recorded' ? { spontaneous: slice.spontaneous + 1 } : slice),

  agenda: () => [],

  react: (event, _, see) => (retentionBegins(event, see) ? { events: [plan(see)] } : nothing),

  programmes: { touch: { series: true, rests: ['paused', 'onboarding', 'opted-out'] } },

  decide: {
    touchRecorded: (data) => ({ events: [{ kind: 'touch-recorded', ...data }] }),
    touchShared: (data, _, { slices }) => {
      const open = slices.items.find((item) => item.programme === 'touch' && isOpen(item));
      return { events: [open === undefined ? { kind: 'touch-recorded', ...data } : completion(open, data)] };
    },
  },

  tell: {
    'touch-recorded': (e) =>
      `A spontaneous ${e.touchKind}: ${e.outcome}${e.happiness === undefined ? '' : `, happiness ${e.happiness} of 10`}${e.with === undefined ? '' : `, together with ${e.with.join(', ')}`}.`,
  },
};
