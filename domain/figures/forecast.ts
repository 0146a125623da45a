/**
 * How a renewal looks from where the lifecycle stands: a probability with the reasons behind it, each with its points, and a
 * band over it. Read before every notice and review. The weights are in docs/lifecycle.md.
 *
 * It begins at 50: nobody knows. What the client said or did speaks for it, what went wrong against it; where contacts
 * bring no answer, what spoke for it counts for less. Silence is never taken for consent: it only takes away.
 */
import type { AlarmReason, OwnCause } from '../concerns/alarm-reasons';
import { isUnresolved } from '../concerns/alarm-state';
import type { Band } from '../concerns/health-bands';
import type { HealthReason } from '../concerns/health-weighing';
import { isSpoken, wellRating, type RescueMark } from '../concerns/unsettled';
import type { Slices } from '../core/concern';
import type { ContactLevel } from '../core/deal';
import type { Item } from '../core/item';
import { dangerSignals, type SignalName } from '../core/policy';
import type { CivilDate } from '../core/json';
import type { UsageBucket } from '../core/reading';
import { hasEnded } from '../core/stages';

export const outlooks = ['likely', 'at-risk', 'unknown'] as const;
export type Outlook = (typeof outlooks)[number];

/** What speaks for or against a renewal; the words are `told/sentences`. */
export type ForecastReason =
  | { readonly kind: 'rescue'; readonly mark: RescueMark }
  /** The highest level at which somebody has left and nobody is there. */
  | { readonly kind: 'sponsor-left'; readonly level: Exclude<ContactLevel, 'user'> }
  | { readonly kind: 'oversold' | 'promises-missed' | 'promises-open'; readonly count: number }
  | { readonly kind: 'health'; readonly band: Band; readonly score: number }
  | { readonly kind: 'points-lost'; readonly points: number; readonly reasons: readonly HealthReason[] }
  | { readonly kind: 'alarm'; readonly reasons: readonly AlarmReason[]; readonly own?: readonly OwnCause[] }
  | { readonly kind: 'leaving'; readonly endsOn: CivilDate }
  | { readonly kind: 'happiness'; readonly score: number }
  | { readonly kind: 'usage'; readonly bucket: UsageBucket }
  /** So many attempts to reach the client brought no answer. */
  | { readonly kind: 'unanswered'; readonly count: number }
  | {
      readonly kind:
        'opted-out' | 'declined' | 'undecided' | 'went-well' | 'renewed-before' | 'renewed' | 'ended' | 'unheard';
    };

/** One reason with the points that it adds to the probability, or takes from it. */
export interface WeighedReason {
  readonly reason: ForecastReason;
  readonly points: number;
}

export interface Forecast {
  readonly outlook: Outlook;
  /** That it renews, in whole per cent. */
  readonly probability: number;
  readonly reasons: readonly ForecastReason[];
  readonly weighed: readonly WeighedReason[];
}

/** A reason; while a serious one stands, no renewal is called likely. */
interface Weight extends WeighedReason {
  readonly serious?: true;
}

type ForecastInputs = Pick<
  Slices,
  'health' | 'escalations' | 'contacts' | 'items' | 'promises' | 'renewal' | 'rescue' | 'standing'
>;

/** Where a renewal stands of which nothing is known. */
export const openProbability = 50;
/** From here on it is likely, where nothing serious speaks against it. */
export const likelyFrom = 60;
/** Below this it is at risk, whatever the reasons. */
export const atRiskBelow = 40;

const usagePoints: Readonly<Partial<Record<UsageBucket, number>>> = { full: 15, good: 10 };
const happinessPoints = (happiness: number): number => (happiness >= 9 ? 15 : happiness >= wellRating ? 10 : 0);

/** Points that an open alarm takes, by the heaviest of its reasons; what else it may be for takes five. */
const alarmPoints: Readonly<Partial<Record<AlarmReason, number>>> = {
  competitorSeen: 15,
  'invoice-long-overdue': 15,
  contactDeparted: 12,
  'onboarding-overdue': 10,
  'review-missed': 10,
  'touch-missed': 8,
  'check-in-missed': 8,
  'success-check-missed': 8,
};
const anyAlarmPoints = 5;

const rescueWeights: Readonly<Record<RescueMark, Weight>> = {
  declined: { reason: { kind: 'rescue', mark: 'declined' }, points: -10, serious: true },
  unhappy: { reason: { kind: 'rescue', mark: 'unhappy' }, points: -10, serious: true },
  'no-answer': { reason: { kind: 'rescue', mark: 'no-answer' }, points: -5 },
  resolved: { reason: { kind: 'rescue', mark: 'resolved' }, points: -5 },
};

/** Of several that are true of the rescues, the worst counts. */
const worst = (weights: readonly Weight[]): readonly Weight[] =>
  weights.toSorted((a, b) => a.points - b.points).slice(0, 1);

/** Contacts at the client with what came of them, the last first; what was only sent tells nothing of the client. */
function contactsMade(items: readonly Item[]): readonly Item[] {
  const tell = items.filter(
    ({ state, outcome, kind }) =>
      outcome === 'declined' || ((state === 'missed' || state === 'done') && isSpoken(kind)),
  );
  return tell.toSorted((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1));
}

const isAnswered = ({ outcome }: Item): boolean => outcome === 'done' || outcome === 'declined';

/** How many contacts have brought no answer since the client was heard last. */
function unansweredSince(made: readonly Item[]): number {
  const heard = made.findIndex(isAnswered);
  return heard < 0 ? made.length : heard;
}

/** The part of what speaks for it that so many unanswered contacts take away. */
const silenced = (unanswered: number): number => (unanswered >= 4 ? 1 : unanswered >= 2 ? 0.5 : 0);

/** The highest level at which somebody has left and nobody of that level or above is there. */
function sponsorLost({ list }: Slices['contacts']): readonly Weight[] {
  const has = (departed: boolean, ...levels: ContactLevel[]): boolean =>
    (list ?? []).some((one) => one.departed === departed && one.level !== undefined && levels.includes(one.level));
  if (has(true, 'executive') && !has(false, 'executive'))
    return [{ reason: { kind: 'sponsor-left', level: 'executive' }, points: -15, serious: true }];
  return has(true, 'manager') && !has(false, 'executive', 'manager')
    ? [{ reason: { kind: 'sponsor-left', level: 'manager' }, points: -10, serious: true }]
    : [];
}

function promiseWeights({ flags, missed, open = [] }: Slices['promises']): readonly Weight[] {
  const oversold = flags.filter(({ metAt }) => metAt === undefined);
  const flagged = new Set(oversold.map(({ promise }) => promise));
  const short = Object.entries(missed).filter(([promise, times]) => times > 0 && !flagged.has(promise)).length;
  return [
    ...(oversold.length === 0
      ? []
      : [
          {
            reason: { kind: 'oversold', count: oversold.length },
            points: -12 * oversold.length,
            serious: true,
          } as const,
        ]),
    ...(short === 0 ? [] : [{ reason: { kind: 'promises-missed', count: short } as const, points: -6 * short }]),
    ...(open.length === 0
      ? []
      : [{ reason: { kind: 'promises-open', count: open.length } as const, points: -2 * open.length }]),
  ];
}

/** Signals of health that the outlook weighs by itself. */
const weighedApart: readonly SignalName[] = [
  'missedContact',
  'openAlarm',
  'renewalUndecided',
  'goodNews',
  ...dangerSignals,
];

function healthWeights({ band, score, reasons: all }: Slices['health']): readonly Weight[] {
  const reasons = all.filter(({ signal }) => !weighedApart.includes(signal));
  const lost = Math.min(
    100,
    reasons.reduce((sum, reason) => sum + reason.points, 0),
  );
  // What the outlook weighs apart made it amber or red alone: that is weighed already.
  if (lost <= 0) return [];
  const points = -Math.round(lost / 2);
  if (band === 'amber' || band === 'red') return [{ reason: { kind: 'health', band, score }, points, serious: true }];
  return [{ reason: { kind: 'points-lost', points: lost, reasons }, points }];
}

function alarmWeights({ list }: Slices['escalations']): readonly Weight[] {
  return list.filter(isUnresolved).map(({ reasons, own }) => ({
    reason: { kind: 'alarm', reasons, ...(own === undefined ? {} : { own }) },
    points: -Math.max(anyAlarmPoints, ...reasons.map((one) => alarmPoints[one] ?? 0)),
    serious: true,
  }));
}

/** What speaks against it, the heaviest first. */
function against(slices: ForecastInputs, last: Item | undefined): readonly Weight[] {
  const { health, escalations, contacts, promises, renewal, rescue } = slices;
  const found: readonly Weight[] = [
    ...(renewal.leaving === undefined
      ? []
      : [{ reason: { kind: 'leaving', endsOn: renewal.leaving.endsOn }, points: -100, serious: true } as const]),
    ...healthWeights(health),
    ...alarmWeights(escalations),
    ...(contacts.clientOptedOut === null
      ? []
      : [{ reason: { kind: 'opted-out' }, points: -20, serious: true } as const]),
    ...(last?.outcome === 'declined' ? [{ reason: { kind: 'declined' }, points: -12, serious: true } as const] : []),
    ...sponsorLost(contacts),
    ...promiseWeights(promises),
    ...worst((rescue.unsettled ?? []).map(({ mark }) => rescueWeights[mark])),
    ...(renewal.undecided === null ? [] : [{ reason: { kind: 'undecided' }, points: -20, serious: true } as const]),
  ];
  return found.toSorted((a, b) => a.points - b.points);
}

/** What the client said or did that speaks for it, and that they renewed before. */
function inFavour({ health, renewal }: ForecastInputs, last: Item | undefined, term: number): readonly Weight[] {
  const { usage, happiness } = health;
  const wentWell = last?.outcome === 'done' && (last.happiness === null || last.happiness >= wellRating);
  const renewedBefore = term > 1 || renewal.prolonged !== undefined;
  return [
    ...(happiness === null
      ? []
      : [{ reason: { kind: 'happiness', score: happiness } as const, points: happinessPoints(happiness) }]),
    ...(usage === null ? [] : [{ reason: { kind: 'usage', bucket: usage } as const, points: usagePoints[usage] ?? 0 }]),
    ...(wentWell ? [{ reason: { kind: 'went-well' } as const, points: 10 }] : []),
    ...(renewedBefore ? [{ reason: { kind: 'renewed-before' } as const, points: 5 }] : []),
  ].filter(({ points }) => points > 0);
}

const sumOf = (weights: readonly WeighedReason[]): number => weights.reduce((sum, { points }) => sum + points, 0);

const told = (outlook: Outlook, probability: number, weights: readonly Weight[]): Forecast => ({
  outlook,
  probability,
  reasons: weights.map(({ reason }) => reason),
  weighed: weights.map(({ reason, points }) => ({ reason, points })),
});

/** Whether anything was heard from the client at all. */
const isHeard = ({ health, items }: ForecastInputs): boolean =>
  health.happiness !== null ||
  (health.usage !== null && health.usage !== 'silent') ||
  contactsMade(items).some(isAnswered);

/**
 * The outlook of the renewal of a lifecycle in its `term`: the probability and its reasons, and the band over it. At risk as
 * soon as something serious speaks against it, or many small things do; likely where enough speaks for it; else unknown.
 */
export function forecastOf(slices: ForecastInputs, { term }: { readonly term: number } = { term: 1 }): Forecast {
  const { stage } = slices.standing;
  if (hasEnded(stage))
    return stage === 'renewed'
      ? told('likely', 100, [{ reason: { kind: 'renewed' }, points: 50 }])
      : told('at-risk', 0, [{ reason: { kind: 'ended' }, points: -50 }]);
  const made = contactsMade(slices.items);
  const last = made.find(isAnswered);
  const favour = inFavour(slices, last, term);
  const unanswered = unansweredSince(made);
  const lost = Math.round(sumOf(favour) * silenced(unanswered));
  const silence =
    lost === 0 ? [] : [{ reason: { kind: 'unanswered', count: unanswered }, points: -lost } satisfies Weight];
  const opposed = against(slices, last);
  const weights = [...opposed, ...silence, ...favour];
  const gone = slices.renewal.leaving !== undefined;
  const probability = gone ? 0 : Math.min(99, Math.max(1, openProbability + sumOf(weights)));
  if (probability < atRiskBelow || opposed.some(({ serious }) => serious === true))
    return told('at-risk', probability, weights);
  const heard = isHeard(slices);
  if (heard && probability >= likelyFrom) return told('likely', probability, weights);
  return told('unknown', probability, [
    ...weights,
    ...(heard ? [] : [{ reason: { kind: 'unheard' } as const, points: 0 }]),
  ]);
}
