/** What the API answers about a lifecycle: one pure function for the live state and the read model's row alike. */
import type { Recorded } from '../core/concern';
import { endsOn, lastNoticeOn } from '../core/contract';
import { quantityOf, worthAtEnd } from '../concerns/contract';
import { severityOf, type AlarmReason, type Severity } from '../concerns/alarm-reasons';
import type { LadderRole } from '../core/policy';
import { nextTelling, type AskedRole, type Telling } from '../concerns/climbing';
import { annualValueOf, type OpportunityEnd, type OpportunityReason } from '../concerns/growth';
import type { HealthReason } from '../concerns/health-weighing';
import type { Band } from '../concerns/health-bands';
import { isPending, type Invitation } from '../concerns/invitations';
import { forecastOf, type Forecast } from '../figures/forecast';
import {
  itemNameWith,
  type ElsewhereItem,
  type Item,
  type ItemKind,
  type ItemState,
  type Outcome,
  type Postponed,
  type Programme,
} from '../core/item';
import { isDue } from '../core/item-steps';
import type { CivilDate, Instant, Money } from '../core/json';
import { agenda, sentenceOf, viewOf, type LifecycleState } from '../lifecycle';
import { changeOf, type ChangeKind } from '../core/money';
import type { OversoldAnswer } from '../concerns/promises';
import type { Renewal } from '../concerns/renewal';
import type { ReceivableEnd } from '../concerns/receivables';
import type { EndReason, PauseReason } from '../concerns/standing';
import type { ChurnReason, Stage } from '../core/stages';

export interface PresentedItem {
  readonly id: string;
  /** What planned it: touch, review, birthday, rescue, … */
  readonly programme: Programme;
  readonly kind: ItemKind;
  readonly dueAt: Instant;
  /** The end of what has an hour of its own: what came of it is asked afterwards. */
  readonly after?: Instant;
  readonly state: ItemState;
  readonly completedAt?: Instant;
  readonly outcome?: Outcome;
  readonly happiness?: number;
  /** The contact, escalation, campaign or article that it is about. */
  readonly about?: string;
  /** The item that it is one with: of another lifecycle of the client, or the review of which it is a section. */
  readonly covered?: ElsewhereItem;
  /** To what day it was put off last, why, and how often so far. */
  readonly postponed?: Postponed;
  /** When what was recorded of it was corrected last. */
  readonly correctedAt?: Instant;
  /** Of a review that is more than a review: what is spoken of in one meeting, the review itself first. */
  readonly sections?: readonly ReviewSection[];
}

/** A part of a review. */
export type ReviewSection = 'review' | 'check-in' | 'success-check';

export interface Presented {
  readonly id: string;
  readonly dealId: string;
  readonly term: number;
  readonly client: { readonly id: string; readonly name: string };
  readonly product: { readonly code: string; readonly name: string };
  /** How many were bought, as it is now. */
  readonly quantity: number;
  readonly stage: Stage;
  readonly stageSince: Instant | null;
  readonly endReason?: EndReason;
  readonly onboarding: {
    readonly steps: readonly {
      readonly code: string;
      readonly title: string;
      readonly owner?: string;
      readonly targetOn?: CivilDate;
      readonly overdue: boolean;
      readonly completedAt?: Instant;
    }[];
    readonly recycles: number;
  };
  readonly group: string;
  readonly rep: string;
  readonly policy: {
    readonly id: string;
    readonly version: number;
    /** A version that it goes over to. */
    readonly scheduled?: { readonly id: string; readonly version: number; readonly on: CivilDate };
  };
  /** Why it came to its group and rep at the hand-off. */
  readonly routing?: readonly string[];
  readonly health: { readonly score: number; readonly band: Band; readonly reasons: readonly HealthReason[] };
  readonly touches: readonly PresentedItem[];
  readonly reviews: readonly PresentedItem[];
  /** Every other item: check-in, success check, cards, first steps of an escalation. */
  readonly items: readonly PresentedItem[];
  readonly satisfaction?: {
    readonly question: string;
    readonly askedAt: Instant;
    readonly contacts: readonly string[];
    readonly answered: readonly string[];
    readonly lowest?: number;
  };
  readonly escalations: readonly {
    readonly id: string;
    readonly openedAt: Instant;
    readonly reasons: readonly AlarmReason[];
    readonly level: string;
    readonly severity: Severity;
    /** The contacts whom it is about. */
    readonly about?: readonly string[];
    /** Each role that was told of it: when first, and when last. */
    readonly asked?: readonly AskedRole[];
    /** Who hears of it next, and when, while nobody takes it on. */
    readonly next?: { readonly role: LadderRole; readonly at: Instant };
    readonly acknowledgedAt?: Instant;
    readonly resolvedAt?: Instant;
  }[];
  /** Overdue invoices. The receivables manager collects them, not the rep. */
  readonly receivables: readonly {
    readonly id: string;
    readonly invoice?: string;
    readonly amount?: Money;
    readonly openedAt: Instant;
    /** Days overdue when it was heard of last. */
    readonly days: number;
    readonly heardAt: Instant;
    readonly level: string;
    readonly tries: number;
    readonly closedAt?: Instant;
    readonly end?: ReceivableEnd;
  }[];
  /** Where the client could use more. The business developer sells it, not the rep. */
  readonly opportunities: readonly {
    readonly id: string;
    readonly reasons: readonly OpportunityReason[];
    readonly openedAt: Instant;
    /** The client said «not now»: when it is brought up again. */
    readonly restsUntil?: CivilDate;
    /** How often they said so. */
    readonly postponed: number;
    readonly closedAt?: Instant;
    readonly end?: OpportunityEnd;
  }[];
  /** Campaigns to which its contacts were invited. */
  readonly invitations: readonly (Omit<Invitation, 'calledOff'> & { readonly pending: boolean })[];
  readonly renewal: {
    readonly renewsOn: CivilDate;
    /** Whether it renews by itself where nobody gives notice in time; and until when a notice is in time. */
    readonly autoRenews: boolean;
    readonly lastNoticeOn?: CivilDate;
    /** What the line is worth a year now. */
    readonly annualValue: Money;
    readonly noticed: readonly number[];
    readonly decision?: {
      readonly at: Instant;
      readonly by: 'person' | 'policy';
      readonly termMonths: number;
      readonly annualValue: Money;
      readonly change?: { readonly kind: ChangeKind; readonly amount: number };
    };
    readonly forecast: Forecast;
  };
  /** The notice that stands: the client leaves on that day. */
  readonly leaving?: { readonly receivedOn: CivilDate; readonly endsOn: CivilDate; readonly reason: ChurnReason };
  /** Promises flagged as oversold, with the seller's answer. */
  readonly oversold: readonly {
    readonly at: Instant;
    readonly promise?: string;
    readonly answer?: OversoldAnswer;
    readonly answeredAt?: Instant;
  }[];
  /** Since when the client wants to be left alone. */
  readonly optedOutSince?: Instant;
  readonly successCriteria: 'known' | 'missing';
  readonly paused?: { readonly reason: PauseReason; readonly since: Instant; readonly until?: CivilDate };
  readonly previous?: string;
  readonly agenda: readonly { readonly at: Instant; readonly what: string; readonly why: string }[];
  readonly seq: number;
  /** Moment of the last event. */
  readonly asOf: Instant;
}

export interface Why {
  readonly at: Instant;
  readonly kind: string;
  readonly what: string;
  readonly causedBy?: string;
}

const optional = <K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [P in K]: V });

const nextOf = (next: Telling | null): { readonly role: LadderRole; readonly at: Instant } | null =>
  next === null ? null : { role: next.role, at: next.at };

const sectionOf = ({ programme }: Item): readonly ReviewSection[] =>
  programme === 'check-in' || programme === 'success-check' ? [programme] : [];

/** What is spoken of in a review besides itself: what of its own lifecycle it covers. */
function withSections(review: PresentedItem, items: readonly Item[], lifecycles: readonly string[]): PresentedItem {
  const others = items
    .filter(({ covered }) => covered?.item === review.id && lifecycles.includes(covered.lifecycle))
    .flatMap(sectionOf)
    .toSorted();
  return others.length === 0 ? review : { ...review, sections: ['review', ...others] };
}

function presentItem(item: Item): PresentedItem {
  return {
    id: item.id,
    programme: item.programme,
    kind: item.kind,
    dueAt: item.dueAt,
    ...optional('after', item.after ?? null),
    state: item.state,
    ...optional('completedAt', item.state === 'done' ? item.closedAt : null),
    ...optional('outcome', item.outcome),
    ...optional('happiness', item.happiness),
    ...optional('about', item.about ?? null),
    ...optional('covered', item.covered),
    ...optional('postponed', item.postponed ?? null),
    ...optional('correctedAt', item.corrected ?? null),
  };
}

function leavingOf({ leaving }: Renewal): NonNullable<Presented['leaving']> | null {
  if (leaving === undefined) return null;
  const { receivedOn, endsOn: on, reason } = leaving;
  return { receivedOn, endsOn: on, reason };
}

/** The lifecycle as the API shows it. */
export function present(state: LifecycleState): Presented {
  const { seed, slices } = state;
  const { standing, onboarding, items, health, escalations, renewal, satisfaction, promises, contacts } = slices;
  const view = viewOf(state);
  const ladder = view.rules.escalation.ladder;
  const ends = endsOn(seed.contract, renewal.prolonged);
  const shown = (belongs: (item: Item) => boolean): PresentedItem[] => items.filter(belongs).map(presentItem);
  return {
    id: seed.lifecycleId,
    dealId: seed.dealId,
    term: seed.term,
    client: { id: seed.client.id, name: seed.client.name },
    product: { code: seed.product.code, name: seed.product.name },
    quantity: quantityOf(state),
    stage: standing.stage,
    stageSince: standing.stageSince,
    ...optional('endReason', standing.endReason),
    onboarding: {
      steps: onboarding.steps.map(({ code, title, owner, targetOn, urgency, completedAt }) => ({
        code,
        title,
        ...optional('owner', owner),
        ...optional('targetOn', targetOn),
        overdue: completedAt === null && (urgency === 'overdue' || urgency === 'escalated'),
        ...optional('completedAt', completedAt),
      })),
      recycles: onboarding.recycles,
    },
    group: standing.group,
    rep: standing.rep,
    policy: {
      id: standing.policy.id,
      version: standing.policy.version,
      ...optional(
        'scheduled',
        standing.scheduled && {
          id: standing.scheduled.policy.id,
          version: standing.scheduled.policy.version,
          on: standing.scheduled.on,
        },
      ),
    },
    ...optional('routing', seed.routing ?? null),
    health: { score: health.score, band: health.band, reasons: health.reasons },
    touches: shown(({ programme }) => programme === 'touch'),
    reviews: shown(({ programme }) => programme === 'review').map((review) =>
      withSections(review, items, [seed.lifecycleId, ...(seed.before === undefined ? [] : [seed.before.lifecycleId])]),
    ),
    items: shown(({ programme }) => programme !== 'touch' && programme !== 'review'),
    ...optional(
      'satisfaction',
      satisfaction.asked && {
        question: satisfaction.asked.question,
        askedAt: satisfaction.asked.at,
        contacts: satisfaction.asked.contacts,
        answered: satisfaction.asked.answered,
        ...optional('lowest', satisfaction.asked.lowest),
      },
    ),
    escalations: escalations.list.map((one) => ({
      id: one.id,
      openedAt: one.openedAt,
      reasons: one.reasons,
      level: ladder[one.level]?.role ?? 'rep',
      severity: severityOf(one.reasons, view.rules),
      ...optional('about', one.about ?? null),
      ...optional('asked', one.watch?.asked ?? null),
      ...optional('next', one.state === 'open' ? nextOf(nextTelling(one, view)) : null),
      ...(one.state === 'open' ? {} : { acknowledgedAt: one.acknowledgedAt }),
      ...(one.state === 'resolved' ? { resolvedAt: one.resolvedAt } : {}),
    })),
    receivables: slices.receivables.list.map((one) => ({
      id: one.id,
      ...optional('invoice', one.invoice),
      ...optional('amount', one.amount),
      openedAt: one.openedAt,
      days: one.days,
      heardAt: one.heardAt,
      level: view.rules.receivables.ladder[one.level]?.role ?? 'receivables',
      tries: one.tries,
      ...(one.state === 'closed' ? { closedAt: one.closedAt, end: one.end } : {}),
    })),
    opportunities: slices.growth.list.map((one) => ({
      id: one.id,
      reasons: one.reasons,
      openedAt: one.openedAt,
      postponed: one.postponed,
      ...(one.state === 'open' ? {} : optional('restsUntil', one.restsUntil)),
      ...(one.state === 'closed' ? { closedAt: one.closedAt, end: one.end } : {}),
    })),
    invitations: slices.invitations.list.map((invitation) => {
      const { calledOff, sequence, organizer, ...presented } = invitation;
      return { ...presented, pending: isPending(invitation, slices.items) };
    }),
    renewal: {
      renewsOn: ends,
      autoRenews: seed.contract.autoRenews === true,
      ...optional('lastNoticeOn', seed.contract.autoRenews === true ? lastNoticeOn(ends, seed.contract) : null),
      annualValue: annualValueOf(state),
      noticed: renewal.noticed,
      ...optional(
        'decision',
        renewal.decision && {
          ...renewal.decision,
          ...optional('change', changeOf(worthAtEnd(state), renewal.decision.annualValue)),
        },
      ),
      forecast: forecastOf(slices, seed),
    },
    ...optional('leaving', leavingOf(renewal)),
    oversold: promises.flags.map(({ at, promise, answered }) => ({
      at,
      ...optional('promise', promise),
      ...(answered && { answer: answered.answer, answeredAt: answered.at }),
    })),
    ...optional('optedOutSince', contacts.clientOptedOut),
    successCriteria: slices.firstYear.criteria,
    ...optional(
      'paused',
      standing.pause && {
        reason: standing.pause.reason,
        since: standing.pause.since,
        ...(standing.pause.kind === 'until' ? { until: standing.pause.until } : {}),
      },
    ),
    ...optional('previous', seed.before?.lifecycleId ?? null),
    agenda: agenda(state).map(({ at, what, why }) => ({ at, what, why })),
    seq: state.seq,
    asOf: state.at,
  };
}

/** How people call an item with all that it is about, inside a sentence; what took place is no invitation any more. */
export function nameOfItem({ kind, after, sections = [] }: Pick<PresentedItem, 'kind' | 'after' | 'sections'>): string {
  if (after !== undefined) return kind;
  return itemNameWith(
    kind,
    sections.flatMap((one) => (one === 'review' ? [] : [one])),
  );
}

type WithItems = Pick<Presented, 'touches' | 'reviews' | 'items'>;

const everyItem = ({ touches, reviews, items }: WithItems): readonly PresentedItem[] => [
  ...touches,
  ...reviews,
  ...items,
];

/** A lifecycle's item by its id, of whatever programme. */
export function itemById(lifecycle: WithItems, id: string | null): PresentedItem | undefined {
  return everyItem(lifecycle).find((item) => item.id === id);
}

/** The lifecycle with one more item. */
export function withItem(lifecycle: Presented, item: PresentedItem): Presented {
  const { touches, reviews, items } = lifecycle;
  switch (item.programme) {
    case 'touch':
      return { ...lifecycle, touches: [...touches, item] };
    case 'review':
      return { ...lifecycle, reviews: [...reviews, item] };
    default:
      return { ...lifecycle, items: [...items, item] };
  }
}

/** What a lifecycle asks somebody for now: what is due or overdue, and not asked for elsewhere at the client. */
export function askedNow(lifecycle: WithItems): readonly PresentedItem[] {
  return everyItem(lifecycle).filter((item) => isDue(item) && item.covered === undefined);
}

/** Onboarding steps that are not completed yet. */
export function openSteps({ onboarding }: Pick<Presented, 'onboarding'>): Presented['onboarding']['steps'] {
  return onboarding.steps.filter(({ completedAt }) => completedAt === undefined);
}

/** Alarms that nobody has resolved yet. */
export function unresolvedAlarms({ escalations }: Pick<Presented, 'escalations'>): Presented['escalations'] {
  return escalations.filter(({ resolvedAt }) => resolvedAt === undefined);
}

/** A lifecycle's receivable by its id. */
export function receivableById(lifecycle: Presented, id: string | null): Presented['receivables'][number] | undefined {
  return lifecycle.receivables.find((one) => one.id === id);
}

/** A lifecycle's opportunity by its id. */
export function opportunityById(
  lifecycle: Presented,
  id: string | null,
): Presented['opportunities'][number] | undefined {
  return lifecycle.opportunities.find((one) => one.id === id);
}

/** The last decisions, newest first, each with what caused it. */
export function why(state: LifecycleState): readonly Why[] {
  return state.recent.toReversed().map(explain);
}

/** One line of the ledger for people. */
export function explain({ at, event, cause, by }: Recorded): Why {
  const causedBy = cause === undefined ? 'the agenda' : `a message${by === undefined ? '' : ` from ${by}`}`;
  return { at, kind: event.kind, what: sentenceOf(event), causedBy };
}
