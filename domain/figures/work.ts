/**
 * Work performed, as the ledger tells it: what counts, as what, and for whom. Commission depends on it. What was corrected
 * counts as corrected, in the period of the act. Where its month was over by then, the correction is a line of its own:
 * what was reported for that month stays readable.
 */
import type { Event, EventKind, EventOf } from '../core/concern';
import { outcomes, type ItemKind, type Programme } from '../core/item';

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
  /** What a correction takes back. */
  readonly takenBack?: true;
  /** The rep for whom it counts, if it is another one than who did it: a handover has a giver and a taker. */
  readonly rep?: string;
}

/** Trainings are touches too; a touch that nobody answered, or that was declined, is work all the same. */
function contact(kind: string, outcome: string, counted: readonly WorkKind[]): Work {
  const training = kind === 'training' && outcome === 'done' ? (['trainings'] as const) : [];
  const unanswered = outcome === 'done' ? [] : (['unanswered'] as const);
  return { kinds: [...counted, ...training, ...unanswered], touch: kind };
}

/** The work of an item of which that came; nothing where nobody did it. */
function ofItem(programme: Programme, kind: ItemKind, outcome: string): readonly Work[] {
  if (!outcomes.some((one) => one === outcome)) return [];
  switch (programme) {
    case 'touch':
    case 'invitation':
    case 'article':
      return [contact(kind, outcome, ['touches'])];
    case 'rescue':
      return [contact(kind, outcome, ['rescueSteps'])];
    case 'review':
      return [{ kinds: outcome === 'done' ? ['reviews'] : ['unanswered'] }];
    case 'birthday':
      return outcome === 'done' ? [{ kinds: ['cards'] }] : [];
    default:
      return [{ kinds: outcome === 'done' ? ['checkIns'] : ['unanswered'] }];
  }
}

/** What a correction changes of the work: what counted is taken back, and what it says counts. */
function ofCorrection({ programme, itemKind, outcome, before }: EventOf<'item-corrected'>): readonly Work[] {
  if (outcome === before.outcome) return [];
  const taken = ofItem(programme, itemKind, before.outcome).map((work): Work => ({ ...work, takenBack: true }));
  return [...taken, ...ofItem(programme, itemKind, outcome)];
}

/** The work that an event tells of. A decision that policy took is nobody's work. */
export function workOf(event: Event): readonly Work[] {
  switch (event.kind) {
    case 'touch-recorded':
      return [contact(event.touchKind, event.outcome, ['touches'])];
    case 'item-completed':
      // A section of a review is no work of its own, corrected or not: the review counts.
      return event.within === undefined ? ofItem(event.programme, event.itemKind, event.outcome) : [];
    case 'item-corrected':
      return event.within === undefined ? ofCorrection(event) : [];
    case 'escalation-resolved':
      // One that ended by itself is nobody's work.
      return event.by === undefined ? [{ kinds: ['rescues'] }] : [];
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
  /** Reps who took part, where the event itself does not say it: those of the act that was corrected. */
  readonly others?: readonly string[];
  /** Set on a correction that came after the month of the act was over. */
  readonly afterClose?: boolean;
}

export interface WorkOfRep {
  readonly rep: string;
  /** Set on what corrections changed of months that were over: below 0 where work was taken back. */
  readonly correction?: true;
  readonly counts: Readonly<Record<WorkKind, number>>;
  readonly touchesByKind: Readonly<Record<string, number>>;
  /** Annual value renewed, in minor units per currency. */
  readonly renewedValue: Readonly<Record<string, number>>;
}

/** Sums up work per rep. It counts for the person who reported it and all who took part, else for the lifecycle's rep. */
export function sumUp(lines: readonly WorkLine[]): readonly WorkOfRep[] {
  type Sum = {
    of: Pick<WorkOfRep, 'rep' | 'correction'>;
    counts: Record<WorkKind, number>;
    touches: Record<string, number>;
    renewed: Record<string, number>;
  };
  const found = new Map<string, Sum>();
  const sumOf = (rep: string, correction: boolean): Sum => {
    const key = `${rep} ${correction ? 1 : 0}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const counts = Object.fromEntries(workKinds.map((kind) => [kind, 0])) as Record<WorkKind, number>;
    const of = correction ? { rep, correction: true as const } : { rep };
    const sum: Sum = { of, counts, touches: {}, renewed: {} };
    found.set(key, sum);
    return sum;
  };
  for (const { event, rep, by, times: often, others: took, afterClose = false } of lines) {
    const others = took ?? ('with' in event ? (event.with ?? []) : []);
    for (const { kinds, touch, takenBack = false, rep: named } of workOf(event)) {
      const times = takenBack ? -often : often;
      const doers = named === undefined ? new Set([by ?? rep, ...others]) : [named];
      for (const doer of doers) {
        const sum = sumOf(doer, afterClose);
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
    .map(([, { of, counts, touches, renewed }]) => ({
      ...of,
      counts,
      touchesByKind: Object.fromEntries(Object.entries(touches).filter(([, times]) => times !== 0)),
      renewedValue: renewed,
    }))
    .filter(({ correction, counts }) => correction === undefined || Object.values(counts).some((times) => times !== 0));
}
