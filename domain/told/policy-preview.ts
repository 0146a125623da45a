/** What a change of policy will do to one lifecycle: the change itself, made on a copy, so that preview and change cannot differ. */
import { dayOf, opening } from '../core/calendar';
import type { Recorded } from '../core/concern';
import type { Instant } from '../core/json';
import { advance, agenda, calendarOf, type LifecycleState } from '../lifecycle';
import type { Policy } from '../core/policy';
import { nextQuarter, type PolicyMoment } from '../concerns/policy-change';
import type { Refusal } from '../core/refusals';
import { agendaTold, type ComingStep } from './present';
import { sentenceOf } from './sentences';
import { plainTellingOf, type Telling } from './telling';

interface Planned {
  /** Items that lie ahead, by programme. */
  readonly items: Readonly<Record<string, number>>;
  readonly firstTouchOn: string | null;
  readonly band: string;
}

export interface PolicyPreview {
  /** The moment at which the rules change. */
  readonly at: Instant;
  readonly before: Planned;
  readonly after: Planned;
  /** What follows at that moment, in sentences. */
  readonly atOnce: readonly string[];
  /** True when it would raise an alarm at once. */
  readonly alarms: boolean;
  /** The agenda right after the change. */
  readonly agenda: readonly Pick<ComingStep, 'at' | 'what'>[];
}

function plannedIn({ slices: { items, health } }: LifecycleState): Planned {
  const planned = items.filter(({ state }) => state === 'planned');
  const counts: Record<string, number> = {};
  for (const { programme } of planned) counts[programme] = (counts[programme] ?? 0) + 1;
  const touches = planned.flatMap(({ programme, on }) => (programme === 'touch' ? [on] : []));
  return { items: counts, firstTouchOn: touches.toSorted()[0] ?? null, band: health.band };
}

const alarming = ({ event: { kind } }: Recorded): boolean =>
  kind === 'escalation-opened' || kind === 'escalation-reopened' || kind === 'escalation-joined';

/** The preview at a moment; the refusal where the change would be refused. */
export function previewPolicy(
  state: LifecycleState,
  { policy, when }: { readonly policy: Policy; readonly when: PolicyMoment },
  now: Instant,
  telling: Telling = plainTellingOf(state),
): PolicyPreview | { readonly refused: Refusal } {
  const change = { name: 'changePolicy', id: 'preview', data: { policy, when } } as const;
  const unchanged = advance(state, null, now).state;
  const changed = advance(unchanged, change, now);
  if (changed.refused !== undefined) return { refused: changed.refused };
  const { zone } = state.seed.client;
  const at =
    when === 'now' ? now : opening(nextQuarter(state.seed.contract, dayOf(now, zone)), calendarOf(changed.state));
  const before = when === 'now' ? unchanged : advance(unchanged, null, at).state;
  const after = when === 'now' ? changed : advance(changed.state, null, at);
  const follows = after.events.slice(after.events.findIndex(({ event }) => event.kind === 'policy-changed'));
  return {
    at,
    before: plannedIn(before),
    after: plannedIn(after.state),
    atOnce: follows.map(({ event }) => sentenceOf(event, telling)),
    alarms: follows.some(alarming),
    agenda: agendaTold(agenda(after.state), telling).map(({ at: moment, what }) => ({ at: moment, what })),
  };
}
