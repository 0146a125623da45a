/**
 * Escalations: opened when there is a reason for alarm (`alarm-reasons.ts`), told to one rung after the other while nobody
 * acknowledges them (`climbing.ts`), and over when somebody resolves them or their reasons end (`alarm-endings.ts`).
 *
 *   open (told: rep) ──► manager ──► director, ever more seldom: while nobody acknowledges it; a small one stays below
 *
 *   open                ──acknowledge──► acknowledged ──(something serious joins what was small)──► open
 *   open, acknowledged  ──resolve, or its last reason ends, or is corrected──► resolved
 *   resolved            ──(a reason of it returns within some days)──► open, told to the rung after the last
 *
 * One escalation is open at a time: a further reason joins it, and one that ends eases it.
 */
import { nothing, type Concern, type Decided, type Event, type EventOf, type See } from '../core/concern';
import { change } from '../core/listed';
import type { LadderRole } from '../core/policy';
import { endedBy } from './alarm-endings';
import { furtherOf, joining, opensAlarm } from './alarm-raising';
import { ownCauses, raisedIn, type AlarmReason, type OwnCause, type Severity } from './alarm-reasons';
import {
  aboutOneEach,
  aboutWith,
  isUnresolved,
  ownWith,
  withFurther,
  withoutEnded,
  withoutSettled,
  type Escalation,
  type Escalations,
  type Reasoned,
} from './alarm-state';
import { restedOn } from './mistaken-alarms';
import { nextTelling, rungOf, told } from './climbing';

declare module '../core/concern' {
  interface Slices {
    readonly escalations: Escalations;
  }
  interface Events {
    /** `about`: the contact whom it is about. `severity` of all its reasons; not said under rules that do not weigh. */
    'escalation-opened': Reasoned & { role: LadderRole };
    'escalation-reopened': Reasoned & { level: number; role: LadderRole };
    /**
     * `role`: who is told of the further reason. `graver`: it was small before, and asks anew from the first rung on.
     * `fell`: health fell to red with it.
     */
    'escalation-joined': Reasoned & { role?: LadderRole; graver?: true; fell?: true };
    /** These reasons ended; others are open still. */
    'escalation-eased': { escalation: string; ended: readonly AlarmReason[] };
    /** `week`: which of the director's weeks it is; `also`: who is asked again on that day. */
    'escalation-climbed': {
      escalation: string;
      level: number;
      role: LadderRole;
      again: boolean;
      severity?: Severity;
      week?: number;
      also?: readonly LadderRole[];
    };
    'escalation-acknowledged': { escalation: string };
    /** By a person, or because its reasons `ended`, or because a `correction` took back what it rested on. */
    'escalation-resolved': { escalation: string; by?: 'ended' | 'correction'; ended?: readonly AlarmReason[] };
  }
  interface Coming {
    /** `asked`: who had those working days to take it on; `forWeeks`: nobody has for weeks. */
    'escalation-climbs': {
      reasons: readonly AlarmReason[];
      own?: readonly OwnCause[];
      role: LadderRole;
      again: boolean;
      asked: LadderRole;
      workingDays: number;
      forWeeks?: true;
    };
  }
  interface Tasks {
    /** It climbs: nobody acknowledged it. */
    readonly escalations: { readonly escalation: string };
  }
  interface Decisions {
    acknowledge: { escalation: string };
    resolve: { escalation: string };
  }
}

/** Resolved escalations that the state keeps; the ledger has all of them. */
const closedKept = 20;

/** Working days that the present rung has. */
const daysOf = ({ level }: Escalation, severity: Severity | undefined, see: Pick<See, 'rules'>): number =>
  severity === 'small' ? see.rules.escalation.smallWorkingDays : rungOf(level, see).workingDays;

/** Ends the alarms that rested on what a correction takes back alone, whoever acknowledged them. */
function resolvedBy(event: EventOf<'item-corrected'>, { list }: Escalations, see: See): readonly Event[] {
  return list
    .filter((one) => isUnresolved(one) && restedOn(event, one, see))
    .map(({ id: escalation }) => ({ kind: 'escalation-resolved', escalation, by: 'correction' }));
}

/** Opens alarms, lets them climb while nobody reacts, and closes them when they are resolved. */
export const escalations: Concern<'escalations'> = {
  name: 'escalations',

  begin: (seed) => {
    const before = seed.before?.slices.escalations;
    return { opened: before?.opened ?? 0, list: before?.list.filter(isUnresolved) ?? [] };
  },

  evolve: (slice, event, at, { rules }) => {
    switch (event.kind) {
      case 'escalation-opened': {
        const opened: Escalation = {
          id: event.escalation,
          state: 'open',
          openedAt: at,
          reasons: event.reasons,
          level: 0,
          toldAt: at,
          ...aboutWith(undefined, event),
          ...ownWith(undefined, event),
          ...(event.severity === undefined ? {} : { watch: told(undefined, at, [event.role]) }),
        };
        const resolved = slice.list.filter(({ state }) => state === 'resolved').slice(-closedKept);
        return { opened: slice.opened + 1, list: [...resolved, ...slice.list.filter(isUnresolved), opened] };
      }
      case 'escalation-joined':
        return change(slice, event.escalation, (one) => ({
          ...withFurther(one, event, at),
          ...(rules.escalation.falls && event.role !== undefined ? { furtherAt: at } : {}),
        }));
      case 'escalation-eased':
        return change(slice, event.escalation, (one) => withoutEnded(one, event.ended));
      case 'escalation-reopened':
        return change(slice, event.escalation, ({ id, openedAt, reasons, about, own }) => ({
          id,
          state: 'open',
          openedAt,
          // What ended before it was resolved does not come back with it.
          reasons: rules.escalation.endings ? event.reasons : [...new Set([...reasons, ...event.reasons])],
          level: event.level,
          toldAt: at,
          ...aboutWith(about, event),
          ...ownWith(rules.escalation.endings ? undefined : own, event),
          ...(event.severity === undefined ? {} : { watch: told(undefined, at, [event.role]) }),
        }));
      case 'escalation-climbed':
        return change(slice, event.escalation, (one) => ({
          ...one,
          level: event.level,
          toldAt: at,
          ...(event.severity === undefined
            ? {}
            : { watch: told(one.watch, at, [...(event.also ?? []), event.role], event.week) }),
        }));
      case 'escalation-acknowledged':
        return change(slice, event.escalation, (one) => ({ ...one, state: 'acknowledged', acknowledgedAt: at }));
      case 'escalation-resolved':
        return change(slice, event.escalation, (one) => ({
          ...one,
          state: 'resolved',
          acknowledgedAt: one.state === 'open' ? at : one.acknowledgedAt,
          resolvedAt: at,
        }));
      case 'client-merged':
        return event.same.length === 0
          ? slice
          : { ...slice, list: slice.list.map((one) => aboutOneEach(one, event.same)) };
      case 'health-changed': {
        if (!slice.list.some(({ own }) => own !== undefined)) return slice;
        const costly = ownCauses(event.reasons);
        return { ...slice, list: slice.list.map((one) => withoutSettled(one, costly)) };
      }
      default:
        return slice;
    }
  },

  agenda: (slice, view) =>
    slice.list
      .filter(({ state }) => state === 'open')
      .flatMap((one) => {
        const next = nextTelling(one, view);
        if (next === null) return [];
        const { at, role, again, severity, week } = next;
        const step = {
          task: { escalation: one.id },
          at,
          tells: {
            kind: 'escalation-climbs' as const,
            reasons: one.reasons,
            ...(one.own === undefined ? {} : { own: one.own }),
            role,
            again,
            asked: rungOf(one.level, view).role,
            workingDays: daysOf(one, severity, view),
            ...(week === undefined ? {} : { forWeeks: true as const }),
          },
        };
        return [severity === 'small' ? step : { ...step, urgent: true as const }];
      }),

  due: ({ task }, slice, see) => {
    const open = slice.list.find(({ id }) => id === task.escalation);
    const next = open === undefined ? null : nextTelling(open, see);
    if (open === undefined || next === null) return nothing;
    const { at: unsaid, ...telling } = next;
    return { events: [{ kind: 'escalation-climbed', escalation: open.id, ...telling }] };
  },

  react: (event, slice, see) => {
    const mistaken = event.kind === 'item-corrected' ? resolvedBy(event, slice, see) : [];
    if (mistaken.length > 0) return { events: mistaken };
    const raised = raisedIn(event, see);
    const open = slice.list.find(isUnresolved);
    if (open === undefined) return raised?.opens === true ? opensAlarm(raised, slice, see) : nothing;
    const ended = endedBy(open, event, see);
    const further = raised === null ? null : furtherOf(open, raised, see);
    const isOver = further === null && ended.length === open.reasons.length;
    if (isOver && ended.length > 0)
      return { events: [{ kind: 'escalation-resolved', escalation: open.id, by: 'ended', ended }] };
    const joins: readonly Event[] = further === null ? [] : [joining(open, further, see)];
    const eases: readonly Event[] =
      ended.length === 0 ? [] : [{ kind: 'escalation-eased', escalation: open.id, ended }];
    return { events: [...joins, ...eases] };
  },

  decide: {
    acknowledge: ({ escalation }, slice): Decided => {
      const found = slice.list.find(({ id }) => id === escalation);
      switch (found?.state) {
        case undefined:
          return { refused: 'unknown-escalation' };
        case 'resolved':
          return { refused: 'escalation-resolved' };
        case 'acknowledged':
          return { refused: 'escalation-acknowledged' };
        case 'open':
          return { events: [{ kind: 'escalation-acknowledged', escalation }] };
      }
    },
    resolve: ({ escalation }, slice): Decided => {
      const found = slice.list.find(({ id }) => id === escalation);
      if (found === undefined) return { refused: 'unknown-escalation' };
      if (!isUnresolved(found)) return { refused: 'escalation-resolved' };
      return { events: [{ kind: 'escalation-resolved', escalation }] };
    },
  },
};
