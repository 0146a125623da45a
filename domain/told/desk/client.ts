/** What the page of a client shows, and in which order: how the relationship is, what is open, what was promised, what happened. */
import type { HealthReason } from '../../concerns/health-weighing';
import { worstBand, type Band } from '../../concerns/health-bands';
import type { EventKind } from '../../core/concern';
import type { DealProduct, DealPromise } from '../../core/deal';
import type { CivilDate, Instant, Money } from '../../core/json';
import { judged, trendOf, verdictOn, type PromiseVerdict, type Trend } from '../../core/measure';
import { hasEnded } from '../../core/stages';
import type { CoursePoint } from '../health-course';
import type { Actual, KnownContact } from '../occasion';
import { askedNow, openSteps, unresolvedAlarms } from '../present';
import type { Presented, PresentedItem } from '../presented';

/** A decision behind how a line stands, and the event of the ledger that says it. */
export interface LineWhy {
  readonly seq: number;
  readonly at: Instant;
  readonly what: string;
  readonly causedBy: string;
}

/** A deal of the client, as far as the page speaks of it. */
export interface DeskDeal {
  readonly id: string;
  readonly products: readonly DealProduct[];
}

/** What its reader may do with a line. */
export interface MayDo {
  readonly work: boolean;
  readonly invoices: boolean;
  readonly opportunities: boolean;
  readonly reassign: boolean;
  readonly people: boolean;
}

/** A product line in its newest term, as its reader may see it. */
export interface DeskLine {
  readonly lifecycle: Presented;
  /** Who keeps it, by name; null where nobody is known. */
  readonly keeper: string | null;
  readonly promises: readonly DealPromise[];
  /** Figures heard in reviews, the newest first. */
  readonly actuals: readonly Actual[];
  /** How its health went, in order. */
  readonly course: readonly CoursePoint[];
  /** The newest first. */
  readonly why: readonly LineWhy[];
  readonly may: MayDo;
}

/** A line of the timeline. */
export interface TimelineEntry {
  readonly lifecycle: string;
  readonly product: string;
  readonly seq: number;
  readonly at: Instant;
  readonly what: string;
  readonly causedBy: string;
  readonly words: string | null;
  /** It is the one that somebody came for. */
  readonly asked: boolean;
}

/** A pair of people and a channel. */
export interface TalkShown {
  readonly who: string;
  readonly whom: string | null;
  readonly channel: string;
  readonly times: number;
  readonly unanswered: number;
  readonly last: CivilDate;
  readonly everyDays: number | null;
}

/** Somebody at the client, with how they are reached. */
export interface DeskContact extends KnownContact {
  readonly givenId: string;
  readonly optedOut: boolean;
  readonly reached: { readonly on: CivilDate; readonly who: string; readonly channel: string } | null;
  readonly overdueDays: number;
}

export interface ClientDesk {
  readonly id: string;
  readonly name: string;
  readonly industry: string | null;
  readonly country: string | null;
  readonly optedOut: boolean;
  /** Those that run first, each group in the order of their products. */
  readonly lines: readonly DeskLine[];
  readonly contacts: readonly DeskContact[];
  /** Absent where its reader has nothing to do with who talks to whom. */
  readonly talks?: readonly TalkShown[];
  readonly deals: readonly DeskDeal[];
  readonly timeline: {
    readonly filter: TimelineFilter;
    readonly entries: readonly TimelineEntry[];
    /** Where the older ones begin; null where there are none. */
    readonly older: string | null;
    /** True where it does not begin with the newest. */
    readonly fromThePast: boolean;
  };
  readonly contactsMade: readonly TouchMonth[];
  /** The moment of which the page tells. */
  readonly now: Instant;
}

/** How many touches fell in a month, and how many of them were made. */
export interface TouchMonth {
  /** Its first day. */
  readonly month: CivilDate;
  readonly planned: number;
  readonly made: number;
}

export const timelineFilters = ['all', 'contacts', 'health', 'contract', 'people'] as const;
/** What of a timeline is shown. */
export type TimelineFilter = (typeof timelineFilters)[number];

/** The events that each filter shows; `all` leaves out what only the program notes for itself. */
export const timelineKinds: Readonly<Record<Exclude<TimelineFilter, 'all'>, readonly EventKind[]>> = {
  contacts: [
    'item-completed',
    'item-corrected',
    'item-missed',
    'item-postponed',
    'touch-recorded',
    'promises-measured',
    'review-sent',
    'satisfaction-asked',
    'satisfaction-answered',
    'success-criteria-heard',
    'campaign-invited',
    'invitation-answered',
    'rep-introduced',
  ],
  health: [
    'health-changed',
    'incident-noted',
    'news-noted',
    'usage-changed',
    'tickets-changed',
    'happiness-heard',
    'own-signal-changed',
    'escalation-opened',
    'escalation-acknowledged',
    'escalation-climbed',
    'escalation-resolved',
  ],
  contract: [
    'stage-changed',
    'contract-amended',
    'annual-value-changed',
    'notice-given',
    'notice-withdrawn',
    'renewal-noticed',
    'renewal-decided',
    'renewal-lapsed',
    'term-prolonged',
    'oversold-flagged',
    'oversold-answered',
    'opportunity-opened',
    'opportunity-closed',
    'receivable-opened',
    'receivable-tried',
    'receivable-closed',
    'paused',
    'resumed',
    'recycled',
  ],
  people: [
    'contact-added',
    'contact-changed',
    'incident-noted',
    'contact-unreachable',
    'contact-opted-out',
    'contact-opted-in',
    'client-opted-out',
    'client-opted-in',
    'reassigned',
    'rep-introduced',
  ],
};

/** What the program notes for itself: nobody looks for it among what happened to a client. */
export const notedForItself: readonly EventKind[] = [
  'holidays-refreshed',
  'items-planned',
  'health-looked-at',
  'item-covered',
  'item-uncovered',
];

/** The filter that an address names; everything where it names none. */
export const timelineFilterOf = (text: unknown): TimelineFilter => timelineFilters.find((one) => one === text) ?? 'all';

const isRunning = ({ lifecycle }: DeskLine): boolean => !hasEnded(lifecycle.stage);

/** The lines that run. */
export const runningLines = (lines: readonly DeskLine[]): readonly DeskLine[] => lines.filter(isRunning);

/** What stands first on the page. */
export interface ClientStanding {
  /** What all running lines are worth a year, by currency. */
  readonly worth: readonly Money[];
  /** The line that fares worst, by which the client is judged; null where none runs. */
  readonly worst: DeskLine | null;
  /** Null where none runs. */
  readonly band: Band | null;
  /** What costs most there, the heaviest first. */
  readonly reasons: readonly HealthReason[];
  /** Who looks after them, each once. */
  readonly keepers: readonly string[];
  /** The next contract to end, of those of which nobody has decided yet; null where there is none. */
  readonly renewal: DeskLine | null;
  /** Lines that leave. */
  readonly leaving: readonly DeskLine[];
}

const mostReasons = 3;

/** How a relationship stands, by its running lines. */
export function headlineOf(lines: readonly DeskLine[]): ClientStanding {
  const running = runningLines(lines);
  const worth = new Map<string, number>();
  for (const { lifecycle } of running) {
    const { amount, currency } = lifecycle.renewal.annualValue;
    worth.set(currency, (worth.get(currency) ?? 0) + amount);
  }
  const band = worstBand(running.map(({ lifecycle }) => lifecycle.health.band));
  const worst = running
    .filter(({ lifecycle }) => lifecycle.health.band === band)
    .toSorted((a, b) => a.lifecycle.health.score - b.lifecycle.health.score)[0];
  return {
    worth: [...worth].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => b.amount - a.amount),
    worst: worst ?? null,
    band,
    reasons: (worst?.lifecycle.health.reasons ?? [])
      .filter(({ points }) => points > 0)
      .toSorted((a, b) => b.points - a.points)
      .slice(0, mostReasons),
    keepers: [...new Set(running.flatMap(({ keeper }) => keeper ?? []))],
    renewal:
      running
        .filter(({ lifecycle }) => lifecycle.renewal.decision === undefined && lifecycle.leaving === undefined)
        .toSorted((a, b) => (a.lifecycle.renewal.renewsOn < b.lifecycle.renewal.renewsOn ? -1 : 1))[0] ?? null,
    leaving: running.filter(({ lifecycle }) => lifecycle.leaving !== undefined),
  };
}

/** Something that is open: what it is, since or by when, and whether its reader may act on it. */
export type OpenThing = { readonly line: DeskLine; readonly at: Instant; readonly mine: boolean } & (
  | { readonly kind: 'alarm'; readonly alarm: Presented['escalations'][number] }
  | { readonly kind: 'item'; readonly item: PresentedItem }
  | { readonly kind: 'step'; readonly title: string }
  | { readonly kind: 'renewal' }
  | { readonly kind: 'invoice'; readonly invoice: Presented['receivables'][number] }
  | { readonly kind: 'opportunity'; readonly opportunity: Presented['opportunities'][number] }
);

/** Alarms first, then what a person must do by its day, then money and what could be sold. */
const openOrder: Readonly<Record<OpenThing['kind'], number>> = {
  alarm: 0,
  item: 1,
  step: 1,
  renewal: 1,
  invoice: 2,
  opportunity: 3,
};

function openOfLine(line: DeskLine, now: Instant): readonly OpenThing[] {
  const { lifecycle, may } = line;
  const of = { line, mine: may.work };
  return [
    ...unresolvedAlarms(lifecycle).map((alarm) => ({ ...of, kind: 'alarm' as const, at: alarm.openedAt, alarm })),
    ...askedNow(lifecycle)
      .filter(({ covered }) => covered === undefined)
      .map((item) => ({ ...of, kind: 'item' as const, at: item.dueAt, item })),
    ...(lifecycle.stage === 'onboarding' ? openSteps(lifecycle) : [])
      .filter(({ overdue, targetOn }) => overdue || (targetOn ?? '9') <= now)
      .map(({ title, targetOn }) => ({ ...of, kind: 'step' as const, at: targetOn ?? now, title })),
    ...(lifecycle.renewal.noticed.length > 0 &&
    lifecycle.renewal.decision === undefined &&
    lifecycle.leaving === undefined
      ? [{ ...of, kind: 'renewal' as const, at: lifecycle.renewal.renewsOn }]
      : []),
    ...lifecycle.receivables
      .filter(({ closedAt }) => closedAt === undefined)
      .map((invoice) => ({ line, mine: may.invoices, kind: 'invoice' as const, at: invoice.openedAt, invoice })),
    ...lifecycle.opportunities
      .filter(({ closedAt }) => closedAt === undefined)
      .map((opportunity) => ({
        line,
        mine: may.opportunities,
        kind: 'opportunity' as const,
        at: opportunity.openedAt,
        opportunity,
      })),
  ];
}

/** Everything that is open with a client, what burns first. */
export function openThings(lines: readonly DeskLine[], now: Instant): readonly OpenThing[] {
  return runningLines(lines)
    .flatMap((line) => openOfLine(line, now))
    .toSorted((a, b) => openOrder[a.kind] - openOrder[b.kind] || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A promise held against what was heard of it. */
export interface PromiseCourse {
  readonly promise: DealPromise;
  /** What was heard last; null where nothing was yet. */
  readonly last: Actual | null;
  /** Null where only people can say, or nothing was heard. */
  readonly verdict: PromiseVerdict | null;
  readonly trend: Trend | null;
  /** Everything that was heard, the oldest first. */
  readonly heard: readonly Actual[];
}

/** Every promise of a line with its course. */
export function promiseCourses({
  promises,
  actuals,
}: Pick<DeskLine, 'promises' | 'actuals'>): readonly PromiseCourse[] {
  return promises.map((promise) => {
    const { metric, better, by } = promise;
    const heard = actuals.filter((one) => one.metric === metric).toReversed();
    const last = heard.at(-1) ?? null;
    const trend = trendOf(
      heard.map(({ value }) => value),
      better,
    );
    const met = last === null ? null : judged(promise, last.value);
    const improving = trend === 'improving' ? { improving: true as const } : {};
    return {
      promise,
      last,
      verdict: met === null || last === null ? null : verdictOn({ met, by, ...improving }, last.on),
      trend,
      heard,
    };
  });
}

/** A step that comes, and of which line. */
export interface ComingThing {
  readonly line: DeskLine;
  readonly at: Instant;
  readonly what: string;
  readonly why: string;
}

/** What comes next with a client, the soonest first. */
export function comingThings(lines: readonly DeskLine[], most: number): readonly ComingThing[] {
  return runningLines(lines)
    .flatMap((line) => line.lifecycle.agenda.map(({ at, what, why }) => ({ line, at, what, why })))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(0, most);
}

/** What was decided last, the newest first. */
export function whyThings(
  lines: readonly DeskLine[],
  most: number,
): readonly (LineWhy & { readonly line: DeskLine })[] {
  return lines
    .flatMap((line) => line.why.map((one) => ({ ...one, line })))
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq))
    .slice(0, most);
}

/** What can be done on the page itself; everything else stands behind what is open. */
export const clientActs = [
  'contact',
  'left',
  'person',
  'notice',
  'withdraw',
  'renew',
  'pause',
  'resume',
  'hint',
  'recycle',
  'oversold',
] as const;
export type ClientAct = (typeof clientActs)[number];

function appliesTo({ lifecycle, may, promises }: DeskLine, act: ClientAct): boolean {
  if (hasEnded(lifecycle.stage)) return false;
  const { leaving, paused, renewal } = lifecycle;
  switch (act) {
    case 'contact':
      return may.work;
    case 'left':
    case 'person':
      return act === 'person' ? may.people : may.work;
    case 'notice':
      return may.work && leaving === undefined && renewal.decision === undefined;
    case 'withdraw':
      return may.work && leaving !== undefined;
    case 'renew':
      return may.work && renewal.decision === undefined;
    case 'pause':
      return may.work && paused === undefined;
    case 'resume':
      return may.work && paused !== undefined;
    case 'hint':
      return may.opportunities;
    case 'recycle':
      return may.work && lifecycle.stage === 'retention';
    case 'oversold':
      return may.work && promises.length > 0;
    default:
      return act satisfies never;
  }
}

/** The lines for which somebody may do something, of those to which it applies. */
export const linesFor = (act: ClientAct, lines: readonly DeskLine[]): readonly DeskLine[] =>
  lines.filter((line) => appliesTo(line, act));

/** What somebody may do with a client now, in the order in which people do it. */
export const actsOffered = (lines: readonly DeskLine[]): readonly ClientAct[] =>
  clientActs.filter((act) => linesFor(act, lines).length > 0);
