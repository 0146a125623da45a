/**
 * Quarterly reviews: one at the end of each quarter of the contract, counted from its start. The rep
 * gets the agenda ahead of it; the last review of a term is held at its end, so none is lost at the seam.
 */
import { addMonths, dueMoment } from './calendar';
import { nothing, type Concern, type Event, type See } from './concern';
import type { Plan } from './item';
import { retentionBegins } from './standing';

export interface Reviews {
  /** Quarters of earlier terms: ordinals go on across the seam. */
  readonly earlier: number;
  /** Quarters of this term. */
  readonly ofTerm: number;
}

declare module './item' {
  interface ItemKinds {
    readonly 'quarterly-review': true;
  }
  interface Programmes {
    readonly review: true;
  }
}

declare module './concern' {
  interface Slices {
    readonly reviews: Reviews;
  }
}

const quartersOf = (termMonths: number, everyMonths: number): number => Math.floor(termMonths / everyMonths);

/** The reviews of this term, past ones included. */
export function reviewGrid({ seed, rules, slices }: Pick<See, 'seed' | 'rules' | 'slices'>): readonly Plan[] {
  const { everyMonths, leadDays, togetherDays } = rules.reviews;
  const together = togetherDays > 0 ? { share: { key: 'quarterly-review', days: togetherDays } } : {};
  return Array.from({ length: quartersOf(seed.contract.termMonths, everyMonths) }, (_, index) => ({
    id: `review-${slices.reviews.earlier + index + 1}`,
    programme: 'review' as const,
    kind: 'quarterly-review' as const,
    on: addMonths(seed.contract.startsOn, (index + 1) * everyMonths),
    leadDays,
    ...together,
  }));
}

function plan(see: See): Event {
  const ofEarlierTerm = see.slices.items
    .filter(
      ({ programme, state, preparedAt, on }) =>
        programme === 'review' && state === 'planned' && preparedAt === null && on <= see.seed.contract.startsOn,
    )
    .map(({ id, programme, kind, on, leadDays, share }) => ({
      id,
      programme,
      kind,
      on,
      leadDays,
      ...(share === undefined ? {} : { share }),
    }));
  const coming = reviewGrid(see).filter(({ on }) => dueMoment(on, see.calendar) > see.now);
  return { kind: 'items-planned', programme: 'review', items: [...ofEarlierTerm, ...coming] };
}

export const reviews: Concern<'reviews'> = {
  name: 'reviews',

  begin: (seed) => {
    const before = seed.before?.slices.reviews ?? { earlier: 0, ofTerm: 0 };
    return {
      earlier: before.earlier + before.ofTerm,
      ofTerm: quartersOf(seed.contract.termMonths, seed.policy.rules.reviews.everyMonths),
    };
  },

  programmes: { review: { series: true, rests: ['paused', 'onboarding', 'opted-out'] } },

  evolve: (slice) => slice,

  agenda: () => [],

  react: (event, _, see) => (retentionBegins(event, see) ? { events: [plan(see)] } : nothing),

  tell: {},
};
