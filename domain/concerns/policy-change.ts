/** When a lifecycle goes over to other rules: now, or at the next quarter of its contract. */
import { addMonths, dayOf, opening } from '../core/calendar';
import type { Decided, EventOf, See, Seed, Step } from '../core/concern';
import type { CivilDate } from '../core/json';
import type { Policy } from '../core/policy';

export const policyMoments = ['now', 'next-quarter'] as const;
export type PolicyMoment = (typeof policyMoments)[number];

/** A change that waits for its day. */
export interface ScheduledPolicy {
  readonly policy: Policy;
  readonly on: CivilDate;
  /** The roll-out that asked for it. */
  readonly rollout?: string;
}

declare module '../core/concern' {
  interface Events {
    'policy-scheduled': { policy: Policy; on: CivilDate; rollout?: string };
    'policy-changed': { policy: Policy; from: { readonly id: string; readonly version: number }; rollout?: string };
  }
  interface Coming {
    'policy-changes': { policy: { readonly id: string; readonly version: number }; on: CivilDate };
  }
  interface Decisions {
    changePolicy: { policy: Policy; when: PolicyMoment; rollout?: string };
  }
}

const quarterMonths = 3;

/** The first day of the contract's next quarter, counted from its start. */
export function nextQuarter({ startsOn }: Seed['contract'], today: CivilDate): CivilDate {
  for (let quarter = 0; ; quarter += 1) {
    const day = addMonths(startsOn, quarter * quarterMonths);
    if (day > today) return day;
  }
}

const same = (a: Policy, b: Policy): boolean => a.id === b.id && a.version === b.version;

/** What becomes of the decision; the same policy at the same moment is refused as being there already. */
export function changePolicy(
  { policy, when, rollout }: { policy: Policy; when: PolicyMoment; rollout?: string },
  { policy: current, scheduled }: { readonly policy: Policy; readonly scheduled: ScheduledPolicy | null },
  { seed, now, calendar }: See,
): Decided {
  const more = rollout === undefined ? {} : { rollout };
  if (when === 'now') {
    if (same(policy, current) && scheduled === null) return { refused: 'already-there' };
    return { events: [changed(policy, current, rollout)] };
  }
  const on = nextQuarter(seed.contract, dayOf(now, calendar.zone));
  const coming = scheduled?.policy ?? current;
  return same(policy, coming)
    ? { refused: 'already-there' }
    : { events: [{ kind: 'policy-scheduled', policy, on, ...more }] };
}

/** The event by which rules are replaced. */
export function changed(
  policy: Policy,
  { id, version }: Policy,
  rollout: string | undefined,
): EventOf<'policy-changed'> {
  return {
    kind: 'policy-changed',
    policy,
    from: { id, version },
    ...(rollout === undefined ? {} : { rollout }),
  };
}

/** The step at which a scheduled change takes effect. */
export function policyStep(
  { policy, on }: ScheduledPolicy,
  { calendar }: Pick<See, 'calendar'>,
): Step<{ readonly kind: 'policy-change' }> {
  return {
    task: { kind: 'policy-change' },
    at: opening(on, calendar),
    tells: { kind: 'policy-changes', policy: { id: policy.id, version: policy.version }, on },
    last: true,
  };
}
