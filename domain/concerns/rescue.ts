/** First steps: what an alarm asks for at once, by its reason, as the policy says. Resolving it calls off the rest. */
import { skipped } from '../core/item-events';
import { touchKinds, type Plan } from '../core/item';
import { addWorkingDays, dayOf } from '../core/calendar';
import { nothing, type Concern, type Event, type See } from '../core/concern';
import type { AlarmReason } from './alarm-reasons';
import { unsettledAfter, type Unsettled } from './unsettled';

export interface Rescue {
  /** First steps planned so far. */
  readonly planned: number;
  /** What alarms left behind; absent: nothing. */
  readonly unsettled?: readonly Unsettled[];
}

/** What a policy may name as a first step. */
export const firstStepKinds = [...touchKinds, 'successor-call', 'sponsor-call', 'save-call'] as const;

declare module '../core/item' {
  interface ItemKinds {
    readonly 'successor-call': true;
    readonly 'sponsor-call': true;
    readonly 'save-call': true;
  }
  interface Programmes {
    readonly rescue: true;
  }
}

declare module '../core/concern' {
  interface Slices {
    readonly rescue: Rescue;
  }
}

/** The steps for those reasons; one that is open for the same escalation already is not asked for twice. */
function stepsFor(escalation: string, reasons: readonly AlarmReason[], see: See): Plan[] {
  const open = new Set(
    see.slices.items.filter(({ about, closedAt }) => about === escalation && closedAt === null).map(({ kind }) => kind),
  );
  const today = dayOf(see.now, see.calendar.zone);
  return reasons
    .flatMap((reason) => see.rules.escalation.firstSteps[reason] ?? [])
    .filter(({ kind }, index, all) => !open.has(kind) && all.findIndex((other) => other.kind === kind) === index)
    .map(({ kind, workingDays }, index) => ({
      id: `rescue-${see.slices.rescue.planned + index + 1}`,
      ordinal: see.slices.rescue.planned + index + 1,
      programme: 'rescue',
      kind,
      on: addWorkingDays(today, workingDays, see.calendar),
      leadDays: 0,
      about: escalation,
    }));
}

/** Plans the first steps of each alarm. */
export const rescue: Concern<'rescue'> = {
  name: 'rescue',

  programmes: [{ name: 'rescue', series: false, rests: ['paused'] }],

  begin: (seed) => seed.before?.slices.rescue ?? { planned: 0 },

  evolve: (slice, event, at, { rules }) => {
    if (event.kind === 'items-planned' && event.programme === 'rescue')
      return { ...slice, planned: slice.planned + event.items.length };
    if (!rules.outlook.rescues) return slice;
    const { unsettled: before = [] } = slice;
    const unsettled = unsettledAfter(before, event, at);
    return unsettled === before ? slice : { ...slice, unsettled };
  },

  agenda: () => [],

  react: (event, _, see) => {
    switch (event.kind) {
      case 'escalation-opened':
      case 'escalation-joined':
      case 'escalation-reopened': {
        const items = stepsFor(event.escalation, event.reasons, see);
        return items.length === 0
          ? nothing
          : { events: [{ kind: 'items-planned', programme: 'rescue', items, adds: true }] };
      }
      case 'escalation-resolved':
        return {
          events: see.slices.items
            .filter(
              ({ programme, about, closedAt }) =>
                programme === 'rescue' && about === event.escalation && closedAt === null,
            )
            .map((item): Event => skipped(item, 'resolved')),
        };
      default:
        return nothing;
    }
  },

  sentences: {},
};
