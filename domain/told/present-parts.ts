/** What stands open with a client, as people see it: alarms, invoices, opportunities, invitations, the renewal. */
import { ownNames, severityOf } from '../concerns/alarm-reasons';
import { nextTelling, type NextTelling } from '../concerns/climbing';
import { worthAtEnd } from '../concerns/contract';
import { annualValueOf } from '../concerns/growth';
import { isPending } from '../concerns/invitations';
import type { Renewal } from '../concerns/renewal';
import type { View } from '../core/concern';
import { endsOn, lastNoticeOn } from '../core/contract';
import type { Instant } from '../core/json';
import { changeOf } from '../core/money';
import type { LadderRole } from '../core/policy';
import { forecastOf, type Forecast } from '../figures/forecast';
import { forecastTold } from './sentences';
import type { Telling } from './telling';
import type { LifecycleState } from '../lifecycle';
import { optional } from './optional';
import type { Presented } from './presented';

type Slices = LifecycleState['slices'];

const nextOf = (next: NextTelling | null): { readonly role: LadderRole; readonly at: Instant } | null =>
  next === null ? null : { role: next.role, at: next.at };

/** Alarms. */
export function alarmsShown({ list }: Slices['escalations'], view: View): Presented['escalations'] {
  const { ladder } = view.rules.escalation;
  return list.map((one) => ({
    id: one.id,
    openedAt: one.openedAt,
    reasons: one.reasons,
    level: ladder[one.level]?.role ?? 'rep',
    severity: severityOf(one.reasons, view.rules),
    ...optional('about', one.about ?? null),
    ...(one.own === undefined ? {} : { ownSignals: ownNames(one.own) }),
    ...optional('asked', one.watch?.asked ?? null),
    ...optional('next', one.state === 'open' ? nextOf(nextTelling(one, view)) : null),
    ...(one.state === 'open' ? {} : { acknowledgedAt: one.acknowledgedAt }),
    ...(one.state === 'resolved' ? { resolvedAt: one.resolvedAt } : {}),
  }));
}

/** Overdue invoices. */
export function receivablesShown(
  { list }: Slices['receivables'],
  { rules }: Pick<View, 'rules'>,
): Presented['receivables'] {
  return list.map((one) => ({
    id: one.id,
    ...optional('invoice', one.invoice),
    ...optional('amount', one.amount),
    openedAt: one.openedAt,
    days: one.days,
    heardAt: one.heardAt,
    level: rules.receivables.ladder[one.level]?.role ?? 'receivables',
    tries: one.tries,
    ...(one.state === 'closed' ? { closedAt: one.closedAt, end: one.end } : {}),
  }));
}

/** Where the client could use more. */
export function opportunitiesShown({ list }: Slices['growth']): Presented['opportunities'] {
  return list.map((one) => ({
    id: one.id,
    reasons: one.reasons,
    openedAt: one.openedAt,
    postponed: one.postponed,
    ...(one.state === 'open' ? {} : optional('restsUntil', one.restsUntil)),
    ...(one.state === 'closed' ? { closedAt: one.closedAt, end: one.end } : {}),
  }));
}

/** Campaigns to which contacts were invited. */
export function invitationsShown({
  invitations,
  items,
}: Pick<Slices, 'invitations' | 'items'>): Presented['invitations'] {
  return invitations.list.map((invitation) => {
    const { calledOff, sequence, organizer, ...presented } = invitation;
    return { ...presented, pending: isPending(invitation, items) };
  });
}

/** The outlook, with its reasons in words. */
export function forecastShown(
  { reasons, weighed, ...forecast }: Forecast,
  telling: Telling,
): Presented['renewal']['forecast'] {
  return {
    ...forecast,
    reasons: reasons.map((reason) => forecastTold(reason, telling)),
    weighed: weighed.map(({ reason, points }) => ({ reason: forecastTold(reason, telling), points })),
  };
}

/** The renewal that comes. */
export function renewalShown(state: LifecycleState, telling: Telling): Presented['renewal'] {
  const { seed, slices } = state;
  const { renewal } = slices;
  const ends = endsOn(seed.contract, renewal.prolonged);
  return {
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
    forecast: forecastShown(forecastOf(slices, seed), telling),
  };
}

/** The notice that stands. */
export function leavingShown({ leaving }: Renewal): NonNullable<Presented['leaving']> | null {
  if (leaving === undefined) return null;
  const { receivedOn, endsOn: on, reason } = leaving;
  return { receivedOn, endsOn: on, reason };
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
