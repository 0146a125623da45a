/**
 * Every message of a lifecycle, and the two of all workflows that live for years. A message has one
 * name: it is its key here, what travels on the wire, and (of facts and decisions) the concern's decider. Handlers are
 * set from these tables.
 *
 * - **Facts are signals**: they happened, so they need no verdict, and Temporal takes them while no worker runs. Each carries an id by which it counts once.
 * - **Decisions are updates**: the caller must learn at once whether they stand. The validator is
 *   the pure core itself, so what is refused never enters the history. Each carries its update id
 *   too, because the server's own memory of it does not cross continue-as-new.
 * - **Queries** only look: the API asks a lifecycle that runs where it stands. A query changes nothing and leaves nothing
 *   in the history, so it may be asked as often as anybody looks. Its answer is newer than PostgreSQL's, which knows a
 *   message only once it is recorded.
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { DecisionName, FactName, Messages, Via } from '../domain/core/concern';
import type { Seen } from '../domain/lifecycle';
import type { LiveAnswer, Decision } from '../domain/told/present';

/** How a message travels: ids and codes only, for histories are kept and read by many. */
export interface Envelope<K extends keyof Messages> {
  /** The hashed event or update id. */
  readonly id: string;
  /** A rep's id, or the role of the key that was used. */
  readonly by?: string;
  /** Id of the words in PostgreSQL that go with it. */
  readonly note?: string;
  /** Set on what a workflow of ours sends. */
  readonly via?: Via;
  /** When it was accepted, and so when it acts; absent where a clock was skipped, and in what earlier versions sent. */
  readonly acceptedAt?: string;
  readonly data: Messages[K];
}

/** What a decision's caller learns: it stands, as of this event. */
export interface Stands {
  readonly seq: number;
}

/**
 * Type of the failure by which a decision's caller learns that it was refused; its first detail is the code. Asked
 * again it would be refused again, so it is never tried again.
 */
export const refusedType = 'Refused';

const fact = <K extends FactName>(name: K) => defineSignal<[Envelope<K>], K>(name);
const decision = <K extends DecisionName>(name: K) => defineUpdate<Stands, [Envelope<K>], K>(name);

export const facts = {
  onboardingStepCompleted: fact('onboardingStepCompleted'),
  itemCompleted: fact('itemCompleted'),
  reviewSent: fact('reviewSent'),
  touchRecorded: fact('touchRecorded'),
  usageChanged: fact('usageChanged'),
  ticketsChanged: fact('ticketsChanged'),
  ownSignalChanged: fact('ownSignalChanged'),
  happinessHeard: fact('happinessHeard'),
  serviceCallRated: fact('serviceCallRated'),
  billingErrorFound: fact('billingErrorFound'),
  invoiceOverdue: fact('invoiceOverdue'),
  invoicePaid: fact('invoicePaid'),
  invoiceRemains: fact('invoiceRemains'),
  contactDeparted: fact('contactDeparted'),
  newsArrived: fact('newsArrived'),
  articleFound: fact('articleFound'),
  competitorSeen: fact('competitorSeen'),
  contactKnown: fact('contactKnown'),
  contactErased: fact('contactErased'),
  contactOptedOut: fact('contactOptedOut'),
  contactOptedIn: fact('contactOptedIn'),
  addressRefused: fact('addressRefused'),
  mailRefused: fact('mailRefused'),
  clientKnown: fact('clientKnown'),
  clientMerged: fact('clientMerged'),
  clientOptedOut: fact('clientOptedOut'),
  clientOptedIn: fact('clientOptedIn'),
  touchShared: fact('touchShared'),
  successCriteriaHeard: fact('successCriteriaHeard'),
  satisfactionAnswered: fact('satisfactionAnswered'),
  satisfactionCovered: fact('satisfactionCovered'),
  satisfactionNotAsked: fact('satisfactionNotAsked'),
  receivableWorked: fact('receivableWorked'),
  opportunityHinted: fact('opportunityHinted'),
  invitationAnswered: fact('invitationAnswered'),
  promisesMeasured: fact('promisesMeasured'),
  oversoldAnswered: fact('oversoldAnswered'),
  itemsCovered: fact('itemsCovered'),
  itemUncovered: fact('itemUncovered'),
  itemCorrected: fact('itemCorrected'),
  itemPostponed: fact('itemPostponed'),
  holidaysRefreshed: fact('holidaysRefreshed'),
  retentionAssigned: fact('retentionAssigned'),
  contractAmended: fact('contractAmended'),
} as const satisfies { readonly [K in FactName]: ReturnType<typeof fact<K>> };

export const decisions = {
  acknowledge: decision('acknowledge'),
  resolve: decision('resolve'),
  correctItem: decision('correctItem'),
  postponeItem: decision('postponeItem'),
  settleOpportunity: decision('settleOpportunity'),
  invite: decision('invite'),
  moveInvitation: decision('moveInvitation'),
  callOff: decision('callOff'),
  renew: decision('renew'),
  notice: decision('notice'),
  withdrawNotice: decision('withdrawNotice'),
  churn: decision('churn'),
  ineligible: decision('ineligible'),
  recycle: decision('recycle'),
  reassign: decision('reassign'),
  changePolicy: decision('changePolicy'),
  pause: decision('pause'),
  resume: decision('resume'),
  oversold: decision('oversold'),
} as const satisfies { readonly [K in DecisionName]: ReturnType<typeof decision<K>> };

/**
 * To any workflow that lives for years: look around. A task is all it takes; the workflow then sees whether a deploy has
 * made another version current, and moves. A signal without data, for it may come twice or late.
 */
export const wake = defineSignal('wake');

/**
 * Tells a workflow that wakes on a calendar of its own (a rep's mornings, a feed) that its settings changed. A signal,
 * because nobody waits for it. It carries no data: the workflow reads the settings anew, so it may come twice or late.
 */
export const rearranged = defineSignal('rearranged');

export const queries = {
  /**
   * Where the lifecycle stands and what comes next, as the API shows it: as of the moment that is sent along, which may
   * lie after the last task.
   */
  lifecycle: defineQuery<LiveAnswer, [at?: string], 'lifecycle'>('lifecycle'),
  /** The last decisions of the domain, each with what caused it, newest first. */
  why: defineQuery<readonly Decision[], [at?: string], 'why'>('why'),
  /** What became of a message, by its hashed id; null while it is not known. */
  fate: defineQuery<Seen | null, [string], 'fate'>('fate'),
} as const;
