/** The shapes in which people and programs see a lifecycle: in the API, in mails and on pages. */
import type { AlarmReason, Severity } from '../concerns/alarm-reasons';
import type { AskedRole } from '../concerns/climbing';
import type { OpportunityEnd, OpportunityReason } from '../concerns/growth';
import type { Band } from '../concerns/health-bands';
import type { HealthReason } from '../concerns/health-weighing';
import type { Invitation } from '../concerns/invitations';
import type { OversoldAnswer } from '../concerns/promises';
import type { ReceivableEnd } from '../concerns/receivables';
import type { EndReason, PauseReason } from '../concerns/standing';
import type { ElsewhereItem, ItemKind, ItemState, Outcome, Postponed, Programme } from '../core/item';
import type { CivilDate, Instant, Money } from '../core/json';
import type { ChangeKind } from '../core/money';
import type { LadderRole } from '../core/policy';
import type { ChurnReason, Stage } from '../core/stages';
import type { Forecast } from '../figures/forecast';

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
    /** What the signals of the house's own among its reasons are called. */
    readonly ownSignals?: readonly string[];
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
    /** The client said “not now”: when it is brought up again. */
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
    readonly forecast: Omit<Forecast, 'reasons' | 'weighed'> & {
      readonly reasons: readonly string[];
      readonly weighed: readonly { readonly reason: string; readonly points: number }[];
    };
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
