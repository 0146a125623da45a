/** What the API answers about a lifecycle: one pure function for the live state and the read model's row alike. */
import { quantityOf } from '../concerns/contract';
import type { Recorded } from '../core/concern';
import type { Instant } from '../core/json';
import { agenda, sentenceOf, viewOf, type LifecycleState } from '../lifecycle';
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

export { askedNow, itemById, nameOfItem, withItem } from './present-items';
export { openSteps, opportunityById, receivableById, unresolvedAlarms } from './present-parts';
export type { Presented, PresentedItem, ReviewSection } from './presented';

export interface Why {
  readonly at: Instant;
  readonly kind: string;
  readonly what: string;
  readonly causedBy?: string;
}

/** The lifecycle as the API shows it. */
export function present(state: LifecycleState): Presented {
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
    renewal: renewalShown(state),
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
    agenda: agenda(state).map(({ at, what, why }) => ({ at, what, why })),
    seq: state.seq,
    asOf: state.at,
  };
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
