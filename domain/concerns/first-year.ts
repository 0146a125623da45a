/**
 * The fixed points of a client's first year: a check-in after some months of use, and the success check,
 * at which the client's own words from before the sale are held against what came. Where sales left those
 * words empty, they are asked for first.
 */
import { completion, planAnew } from '../core/item-events';
import { addMonths, addWorkingDays, dayOf, dueMoment, later } from '../core/calendar';
import { nothing, type Concern, type Event, type See } from '../core/concern';
import { onlyPlanned, type ItemKind, type Outcome, type Plan, type Programme } from '../core/item';
import type { CivilDate } from '../core/json';
import { retentionBegins } from './standing';

/** What the client is asked before the sale, and again where sales left the answer empty. */
export const successQuestion = 'Six months from now, how will you know whether this was a success or a failure?';

export interface FirstYear {
  /** Whether the client ever said how they will know success. */
  readonly criteria: 'known' | 'missing';
}

declare module '../core/item' {
  interface ItemKinds {
    readonly 'check-in': true;
    readonly 'success-check': true;
    readonly 'success-criteria': true;
  }
  interface Programmes {
    readonly 'check-in': true;
    readonly 'success-check': true;
    readonly 'success-criteria': true;
  }
}

declare module '../core/concern' {
  interface Slices {
    readonly firstYear: FirstYear;
  }
  interface Events {
    'success-criteria-heard': Record<never, never>;
  }
  interface Facts {
    /** The words stand in the note. */
    successCriteriaHeard: Record<never, never>;
  }
}

/** True where somebody says that the item is done which only the client's own words complete. */
export function wantsTheirWords(programme: Programme | undefined, outcome: Outcome): boolean {
  return programme === 'success-criteria' && outcome === 'done';
}

/** True for an item at which the client's own words are held against what came. */
export function isAboutSuccess(kind: ItemKind | undefined): boolean {
  return kind === 'check-in' || kind === 'success-check';
}

type FixedPoint = 'check-in' | 'success-check' | 'success-criteria';

/** So many days apart: the client says it once for a deal, also for a line that is added years later. */
const wholeDeal = 36_500;

const pointOn = (programme: FixedPoint, on: CivilDate): Plan => ({
  id: `${programme}-1`,
  ordinal: 1,
  programme,
  kind: programme,
  on,
  leadDays: 0,
});

const planned = (items: readonly Plan[]): readonly Event[] =>
  items.map((item) => ({ kind: 'items-planned', programme: item.programme, items: [item] }));

/** True for a day before the first step of a lifecycle that entered mid-term. */
const isTooEarly = (on: CivilDate, { seed }: See): boolean => on < (seed.entry?.firstStepOn ?? '');
const ofTerm1 = ({ seed }: See): boolean => seed.before === undefined;

/** The check-in, after months of use. They count from when retention began: a client in onboarding does not use it yet. */
function checkIn(see: See): readonly Plan[] {
  const { checkInMonths } = see.rules.firstYear;
  const from = see.slices.standing.retainedSince;
  if (checkInMonths === null || from === null) return [];
  const on = addMonths(from, checkInMonths);
  return isTooEarly(on, see) ? [] : [pointOn('check-in', on)];
}

/** The success check, after months of the contract: what the client said of success counts from the sale, onboarded or not. */
function successCheck(see: See): readonly Plan[] {
  const { rules, seed, calendar, now } = see;
  const { successCheckMonths } = rules.firstYear;
  if (successCheckMonths === null) return [];
  const on = addMonths(seed.contract.startsOn, successCheckMonths);
  return dueMoment(on, calendar) > now && !isTooEarly(on, see) ? [pointOn('success-check', on)] : [];
}

function criteriaQuestion({ rules, slices, seed, calendar, now }: See): readonly Plan[] {
  const days = rules.onboarding.criteriaWorkingDays;
  if (days === null || slices.firstYear.criteria === 'known') return [];
  const on = addWorkingDays(dayOf(now, calendar.zone), days, calendar);
  const asked = pointOn('success-criteria', later(on, seed.entry?.firstStepOn ?? on));
  if (!rules.onboarding.criteriaOnce) return [asked];
  return [{ ...asked, share: { key: `success-criteria ${seed.dealId}`, days: wholeDeal } }];
}

/** True where the question was answered in another line of the deal, for this one too. */
const wasSaidElsewhere = (
  { item: id, outcome }: Extract<Event, { kind: 'item-completed' }>,
  { criteria }: FirstYear,
  { slices }: See,
): boolean =>
  criteria === 'missing' &&
  outcome === 'done' &&
  slices.items.some((item) => item.id === id && item.programme === 'success-criteria' && item.share !== undefined);

/** Plans anew after a change of rules; what somebody has begun stays. */
function anew(programme: FixedPoint, plans: readonly Plan[], see: See): readonly Event[] {
  const coming = plans.filter(({ on }) => dueMoment(on, see.calendar) > see.now);
  const begun = see.slices.items.some(
    (item) => item.programme === programme && !onlyPlanned(see.slices.items, programme).includes(item),
  );
  return begun ? [] : planAnew(see.slices.items, programme, coming);
}

/** Plans the check-in, the success check, and the question for success criteria. */
export const firstYear: Concern<'firstYear'> = {
  name: 'firstYear',

  programmes: [
    { name: 'check-in', series: false, rests: ['paused', 'opted-out'] },
    { name: 'success-check', series: false, rests: ['paused', 'opted-out'] },
    { name: 'success-criteria', series: false, rests: ['paused', 'opted-out'] },
  ],

  begin: (seed) => seed.before?.slices.firstYear ?? { criteria: seed.criteria === false ? 'missing' : 'known' },

  evolve: (slice, event) => (event.kind === 'success-criteria-heard' ? { criteria: 'known' } : slice),

  agenda: () => [],

  react: (event, slice, see) => {
    if (event.kind === 'success-criteria-heard') {
      const asked = see.slices.items.find(
        ({ programme, closedAt }) => programme === 'success-criteria' && closedAt === null,
      );
      return asked === undefined ? nothing : { events: [completion(asked, { outcome: 'done' })] };
    }
    if (event.kind === 'item-completed' && wasSaidElsewhere(event, slice, see))
      return { events: [{ kind: 'success-criteria-heard' }] };
    if (!ofTerm1(see)) return nothing;
    if (event.kind === 'policy-changed')
      return {
        events: [...anew('success-check', successCheck(see), see), ...anew('check-in', checkIn(see), see)],
      };
    return {
      events: [
        ...(event.kind === 'lifecycle-began' ? planned([...criteriaQuestion(see), ...successCheck(see)]) : []),
        ...(retentionBegins(event, see) ? planned(checkIn(see)) : []),
      ],
    };
  },

  decide: {
    successCriteriaHeard: () => ({ events: [{ kind: 'success-criteria-heard' }] }),
  },
};
