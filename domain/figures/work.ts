/** Work performed, as the ledger tells it: what counts, as what, and for whom. Commission depends on it. */
import type { Event, EventKind } from '../core/concern';

/** Columns of the report, one count each; touches are counted by kind beside them. */
export const workKinds = [
  'touches',
  'unanswered',
  'reviews',
  'checkIns',
  'cards',
  'rescueSteps',
  'rescues',
  'renewals',
  'handoversGiven',
  'handoversTaken',
  'trainings',
  'onboardings',
] as const;
export type WorkKind = (typeof workKinds)[number];

/** Event kinds that may tell of work. */
export const workEvents = [
  'item-completed',
  'touch-recorded',
  'escalation-resolved',
  'renewal-decided',
  'reassigned',
  'onboarding-completed',
] as const satisfies readonly EventKind[];

export interface Work {
  readonly kinds: readonly WorkKind[];
  /** A touch of this kind. */
  readonly touch?: string;
  /** The rep for whom it counts, if it is another one than who did it: a handover has a giver and a taker. */
  readonly rep?: string;
}

/** Trainings are touches too; a touch that nobody answered, or that was declined, is work all the same. */
function contact(kind: string, outcome: string, counted: readonly WorkKind[]): Work {
  const training = kind === 'training' && outcome === 'done' ? (['trainings'] as const) : [];
  const unanswered = outcome === 'done' ? [] : (['unanswered'] as const);
  return { kinds: [...counted, ...training, ...unanswered], touch: kind };
}

/** The work that an event tells of. A decision that policy took is nobody's work. */
export function workOf(event: Event): readonly Work[] {
  switch (event.kind) {
    case 'touch-recorded':
      return [contact(event.touchKind, event.outcome, ['touches'])];
    case 'item-completed':
      // A section of a review is no work of its own: the review counts.
      if (event.within !== undefined) return [];
      switch (event.programme) {
        case 'touch':
        case 'invitation':
        case 'article':
          return [contact(event.itemKind, event.outcome, ['touches'])];
        case 'rescue':
          return [contact(event.itemKind, event.outcome, ['rescueSteps'])];
        case 'review':
          return [{ kinds: event.outcome === 'done' ? ['reviews'] : ['unanswered'] }];
        case 'birthday':
          return event.outcome === 'done' ? [{ kinds: ['cards'] }] : [];
        default:
          return [{ kinds: event.outcome === 'done' ? ['checkIns'] : ['unanswered'] }];
      }
    case 'escalation-resolved':
      return [{ kinds: ['rescues'] }];
    case 'renewal-decided':
      return event.by === 'person' ? [{ kinds: ['renewals'] }] : [];
    case 'reassigned':
      return [
        { kinds: ['handoversGiven'], rep: event.from },
        { kinds: ['handoversTaken'], rep: event.to },
      ];
    case 'onboarding-completed':
      return [{ kinds: ['onboardings'] }];
    default:
      return [];
  }
}

/** One line of the ledger, with the rep who kept the lifecycle then and the person who did the work. */
export interface WorkLine {
  readonly event: Event;
  readonly rep: string;
  /** Who did it, if it was a rep. */
  readonly by: string | null;
  /** How often; the annual value of renewals is their sum. */
  readonly times: number;
}

export interface WorkOfRep {
  readonly rep: string;
  readonly counts: Readonly<Record<WorkKind, number>>;
  readonly touchesByKind: Readonly<Record<string, number>>;
  /** Annual value renewed, in minor units per currency. */
  readonly renewedValue: Readonly<Record<string, number>>;
}

/** Sums up work per rep. It counts for the person who reported it and all who took part, else for the lifecycle's rep. */
export function sumUp(lines: readonly WorkLine[]): readonly WorkOfRep[] {
  type Sum = { counts: Record<WorkKind, number>; touches: Record<string, number>; renewed: Record<string, number> };
  const found = new Map<string, Sum>();
  const sumOf = (rep: string): Sum => {
    const known = found.get(rep);
    if (known !== undefined) return known;
    const counts = Object.fromEntries(workKinds.map((kind) => [kind, 0])) as Record<WorkKind, number>;
    const sum: Sum = { counts, touches: {}, renewed: {} };
    found.set(rep, sum);
    return sum;
  };
  for (const { event, rep, by, times } of lines) {
    const others = 'with' in event ? (event.with ?? []) : [];
    for (const { kinds, touch, rep: named } of workOf(event)) {
      const doers = named === undefined ? new Set([by ?? rep, ...others]) : [named];
      for (const doer of doers) {
        const sum = sumOf(doer);
        for (const kind of kinds) sum.counts[kind] += times;
        if (touch !== undefined) sum.touches[touch] = (sum.touches[touch] ?? 0) + times;
        if (event.kind === 'renewal-decided') {
          const { amount, currency } = event.annualValue;
          sum.renewed[currency] = (sum.renewed[currency] ?? 0) + amount;
        }
      }
    }
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rep, { counts, touches, renewed }]) => ({ rep, counts, touchesByKind: touches, renewedValue: renewed }));
}
