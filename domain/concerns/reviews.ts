/**
 * Quarterly reviews: one at the end of each quarter of the contract, counted from its start; a quarter has as many months
 * as the policy says. The rep gets the agenda ahead of the review. The last review of a term is held at the term's end, so
 * none is lost at the seam.
 */
import { planAnew, planFurther } from '../core/item-events';
import { addMonths, dueMoment } from '../core/calendar';
import type { Concern, Event, See } from '../core/concern';
import { ordinalOf } from '../core/earlier';
import { isBegun, isUnderWay, onlyPlanned, type Plan } from '../core/item';
import { sectionsAfter } from './review-sections';
import { retentionBegins } from './standing';

export interface Reviews {
  /** Quarters of earlier terms: ordinals go on across the seam. */
  readonly earlier: number;
  /** Quarters of this term. */
  readonly ofTerm: number;
}

declare module '../core/item' {
  interface ItemKinds {
    readonly 'quarterly-review': true;
  }
  interface Programmes {
    readonly review: true;
  }
}

declare module '../core/concern' {
  interface Slices {
    readonly reviews: Reviews;
  }
  interface Events {
    /** The client's version of a review goes out to contacts. */
    'review-sent': { item: string; contacts: readonly string[] };
  }
  interface Facts {
    /** Somebody sends contacts the client's version of a review. Each of them gets it once. */
    reviewSent: { item: string; contacts: readonly string[] };
  }
}

/** How long a review takes in people's calendars, in minutes. */
export const reviewMinutes = 60;

const quartersOf = (termMonths: number, everyMonths: number): number => Math.floor(termMonths / everyMonths);

/** Months of the contract, with those for which it went on by itself. */
const monthsOf = ({ seed, slices }: Pick<See, 'seed' | 'slices'>): number =>
  seed.contract.termMonths * ((slices.renewal.prolonged?.times ?? 0) + 1);

/** The reviews of this term, past ones included. */
export function reviewGrid({ seed, rules, slices }: Pick<See, 'seed' | 'rules' | 'slices'>): readonly Plan[] {
  const { everyMonths, leadDays, togetherDays } = rules.reviews;
  const together = togetherDays > 0 ? { share: { key: 'quarterly-review', days: togetherDays } } : {};
  return Array.from({ length: quartersOf(monthsOf({ seed, slices }), everyMonths) }, (_, index) => ({
    id: `review-${slices.reviews.earlier + index + 1}`,
    ordinal: slices.reviews.earlier + index + 1,
    programme: 'review' as const,
    kind: 'quarterly-review' as const,
    on: addMonths(seed.contract.startsOn, (index + 1) * everyMonths),
    leadDays,
    ...together,
  }));
}

/** Planned reviews of the earlier term that are held at the seam. */
function ofEarlierTerm({ slices, seed }: See): readonly Plan[] {
  return onlyPlanned(slices.items, 'review')
    .filter(({ on }) => on <= seed.contract.startsOn)
    .map(({ id, ordinal, programme, kind, on, leadDays, share }) => ({
      id,
      ordinal,
      programme,
      kind,
      on,
      leadDays,
      ...(share === undefined ? {} : { share }),
    }));
}

function coming(see: See): readonly Plan[] {
  const notBefore = see.seed.entry?.firstStepOn ?? '';
  return reviewGrid(see).filter(({ on }) => on >= notBefore && dueMoment(on, see.calendar) > see.now);
}

/** Plans reviews anew by today's rules: what was begun stays, and ordinals go on after it. */
function anew(see: See): readonly Plan[] {
  const begun = see.slices.items.filter((item) => item.programme === 'review' && isBegun(item));
  // One that is only put off is still to come: what lies before it stays.
  const over = begun.filter(isUnderWay);
  const lastOn = over.reduce((latest, { on }) => (on > latest ? on : latest), '');
  const taken = new Set(begun.map(({ ordinal }) => ordinal));
  let last = Math.max(0, ...over.map(({ ordinal }) => ordinal));
  const further = coming(see)
    .filter(({ on }) => on > lastOn && !begun.some((item) => item.on === on))
    .map((plan) => {
      last = Math.max(ordinalOf(plan), last + 1);
      while (taken.has(last)) last += 1;
      return { ...plan, id: `review-${last}`, ordinal: last };
    });
  return [...ofEarlierTerm(see), ...further];
}

/** The plan that an event asks for; none where it asks for none. */
function planAfter(event: Event, see: See): readonly Event[] {
  if (retentionBegins(event, see))
    return [{ kind: 'items-planned', programme: 'review', items: [...ofEarlierTerm(see), ...coming(see)] }];
  if (see.slices.standing.retainedSince === null) return [];
  switch (event.kind) {
    case 'policy-changed':
      return planAnew(see.slices.items, 'review', anew(see));
    case 'term-prolonged':
      return planFurther(see.slices.items, 'review', anew(see));
    default:
      return [];
  }
}

/** Plans the reviews of the term. */
export const reviews: Concern<'reviews'> = {
  name: 'reviews',

  begin: (seed) => {
    const before = seed.before?.slices.reviews ?? { earlier: 0, ofTerm: 0 };
    return {
      earlier: before.earlier + before.ofTerm,
      ofTerm: quartersOf(seed.contract.termMonths, seed.policy.rules.reviews.everyMonths),
    };
  },

  programmes: [{ name: 'review', series: true, rests: ['paused', 'onboarding', 'opted-out'] }],

  evolve: (slice, event) => {
    if (event.kind !== 'items-planned' || event.programme !== 'review' || event.items.length === 0) return slice;
    return { ...slice, ofTerm: Math.max(slice.ofTerm, ...event.items.map((plan) => ordinalOf(plan) - slice.earlier)) };
  },

  agenda: () => [],

  react: (event, _, see) => {
    const plan = planAfter(event, see);
    // A new plan is reacted to once it is there.
    return { events: plan.length > 0 ? plan : sectionsAfter(event, see) };
  },

  decide: {
    reviewSent: ({ item, contacts }) => ({ events: [{ kind: 'review-sent', item, contacts }] }),
  },
};
