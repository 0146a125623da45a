/**
 * First steps: what an alarm asks for at once, by its reason, as the policy says. Resolving it calls off the rest. An answer
 * that the policy takes for unhappy asks for the steps of unhappiness too, whether there is an alarm or not: with whoever
 * gave it, and they are called off when that contact leaves.
 */
import { skipped } from '../core/item-events';
import { touchKinds, type Item, type Plan } from '../core/item';
import { addWorkingDays, dayOf } from '../core/calendar';
import { nothing, type Concern, type Decided, type Event, type EventOf, type See } from '../core/concern';
import type { AlarmReason } from './alarm-reasons';
import { isUnresolved } from './alarm-state';
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

const isOpenStep = ({ programme, closedAt }: Item): boolean => programme === 'rescue' && closedAt === null;

/** The open steps that unhappy answers asked for: each is about whoever gave one. */
const answerSteps = ({ slices: { items, escalations } }: Pick<See, 'slices'>): readonly Item[] =>
  items.filter((item) => isOpenStep(item) && !escalations.list.some(({ id }) => id === item.about));

/** The steps for those reasons, about an alarm or a contact; kinds that are asked for already are not asked for twice. */
function stepsFor(about: string, reasons: readonly AlarmReason[], open: readonly Item[], see: See): Plan[] {
  const kinds = new Set(open.map(({ kind }) => kind));
  const today = dayOf(see.now, see.calendar.zone);
  return reasons
    .flatMap((reason) => see.rules.escalation.firstSteps[reason] ?? [])
    .filter(({ kind }, index, all) => !kinds.has(kind) && all.findIndex((other) => other.kind === kind) === index)
    .map(({ kind, workingDays }, index) => ({
      id: `rescue-${see.slices.rescue.planned + index + 1}`,
      ordinal: see.slices.rescue.planned + index + 1,
      programme: 'rescue',
      kind,
      on: addWorkingDays(today, workingDays, see.calendar),
      leadDays: 0,
      about,
    }));
}

/** The steps of an alarm; what an unhappy answer asked for already is a step of an alarm about happiness, too. */
function alarmSteps(escalation: string, reasons: readonly AlarmReason[], see: See): Plan[] {
  const own = see.slices.items.filter(({ about, closedAt }) => about === escalation && closedAt === null);
  return stepsFor(escalation, reasons, reasons.includes('happiness') ? [...own, ...answerSteps(see)] : own, see);
}

/** The steps for an answer that the policy takes for unhappy: none where the same are open with them, or for an alarm about happiness. */
function answeredSteps({ contact, low, elsewhere }: EventOf<'satisfaction-answered'>, see: See): Plan[] {
  if (low !== true || elsewhere !== undefined) return [];
  const { items, escalations } = see.slices;
  const alarms = escalations.list.filter((one) => isUnresolved(one) && one.reasons.includes('happiness'));
  const open = items.filter(
    (item) => isOpenStep(item) && (item.about === contact || alarms.some(({ id }) => id === item.about)),
  );
  return stepsFor(contact, ['happiness'], open, see);
}

const planned = (items: readonly Plan[]): Decided =>
  items.length === 0 ? nothing : { events: [{ kind: 'items-planned', programme: 'rescue', items, adds: true }] };

/** What is over with an alarm: its own open steps and, where it was about happiness, those that answers asked for. */
function stepsOver(escalation: string, see: See): readonly Item[] {
  const own = see.slices.items.filter((item) => isOpenStep(item) && item.about === escalation);
  const resolved = see.slices.escalations.list.find(({ id }) => id === escalation);
  return resolved?.reasons.includes('happiness') === true ? [...own, ...answerSteps(see)] : own;
}

/** Calls off the steps with somebody who is not there any more. */
function withoutStepsOf(
  contact: string,
  why: 'contact-departed' | 'contact-erased',
  { slices: { items } }: See,
): readonly Event[] {
  return items.filter((item) => isOpenStep(item) && item.about === contact).map((item) => skipped(item, why));
}

/** Plans the first steps of each alarm, and of each answer that is unhappy. */
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
      case 'escalation-reopened':
        return planned(alarmSteps(event.escalation, event.reasons, see));
      case 'satisfaction-answered':
        return planned(answeredSteps(event, see));
      case 'escalation-resolved':
        return { events: stepsOver(event.escalation, see).map((item): Event => skipped(item, 'resolved')) };
      case 'incident-noted':
        return event.contact === undefined
          ? nothing
          : { events: withoutStepsOf(event.contact, 'contact-departed', see) };
      case 'contact-erased':
        return { events: withoutStepsOf(event.contact, 'contact-erased', see) };
      default:
        return nothing;
    }
  },
};
