/** What the API answers about a lifecycle: one pure function for the live state and the read model's row alike. */
import { quantityOf } from '../concerns/contract';
import type { Recorded, Step } from '../core/concern';
import type { Instant } from '../core/json';
import { agenda, viewOf, type LifecycleState } from '../lifecycle';
import { optional } from './optional';
import { itemsShown } from './present-items';
import {
  alarmsShown,
  invitationsShown,
  leavingShown,
  opportunitiesShown,
  receivablesShown,
  renewalShown,
} from './present-parts';
import type { Presented } from './presented';
import { causeTold, comingOf, sentenceOf } from './sentences';
import { plainTellingOf, type Telling } from './telling';

export { askedNow, itemById, withItem } from './present-items';
export { openSteps, opportunityById, receivableById, unresolvedAlarms } from './present-parts';
export type { Presented, PresentedItem, ReviewSection } from './presented';

export interface Why {
  readonly at: Instant;
  readonly kind: string;
  readonly what: string;
  readonly causedBy?: string;
}

/** A decision as a lifecycle answers it: with its event, so that it can be told anew, with names. */
export interface Decision extends Why {
  /** Absent in answers of earlier releases. */
  readonly recorded?: Recorded;
}

/** A step that comes, as people read it. */
export type ComingStep = Presented['agenda'][number];

/** A lifecycle as it answers itself: with what its coming steps tell, so that they can be told anew, with names. */
export interface LiveAnswer extends Presented {
  /** In the order of the agenda; absent in answers of earlier releases. */
  readonly tells?: readonly Step['tells'][];
}

/** What comes next, in order, as people read it. */
export function agendaTold(steps: readonly Pick<Step, 'at' | 'tells'>[], telling: Telling): readonly ComingStep[] {
  return steps.map(({ at, tells }) => ({ at, ...comingOf(tells, telling) }));
}

/** The lifecycle as its reader is shown it: without a word of theirs as it tells of itself. */
export function present(state: LifecycleState, telling: Telling = plainTellingOf(state)): Presented {
  const { seed, slices } = state;
  const { standing, onboarding, items, health, escalations, renewal, satisfaction, promises, contacts } = slices;
  const view = viewOf(state);
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
    ...itemsShown(items, [seed.lifecycleId, ...(seed.before === undefined ? [] : [seed.before.lifecycleId])]),
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
    escalations: alarmsShown(escalations, view),
    receivables: receivablesShown(slices.receivables, view),
    opportunities: opportunitiesShown(slices.growth),
    invitations: invitationsShown(slices),
    renewal: renewalShown(state, telling),
    ...optional('leaving', leavingShown(renewal)),
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
    agenda: agendaTold(agenda(state), telling),
    seq: state.seq,
    asOf: state.at,
  };
}

/** The lifecycle as it answers itself. */
export const answer = (state: LifecycleState): LiveAnswer => ({
  ...present(state),
  tells: agenda(state).map(({ tells }) => tells),
});

/** The last decisions, newest first, each with what caused it. */
export function why(state: LifecycleState): readonly Decision[] {
  const telling = plainTellingOf(state);
  return state.recent.toReversed().map((recorded) => ({ ...explain(recorded, telling), recorded }));
}

/** One line of the ledger for people. */
export function explain({ at, event, cause, by }: Recorded, telling: Telling): Why {
  return { at, kind: event.kind, what: sentenceOf(event, telling), causedBy: causeTold({ cause, by }, telling) };
}
