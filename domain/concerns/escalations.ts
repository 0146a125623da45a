/**
 * Escalations: opened when health turns red, an item of a programme that the policy names was missed, an onboarding step
 * is late for too long, the client asks to be left alone, a renewal is undecided at its date, or an invoice is long
 * overdue (`alarmIn`).
 *
 *   open (told: rep) ──► manager ──► director ──► director again, every few days: while nobody acknowledges it
 *
 *   open                ──acknowledge──► acknowledged
 *   open, acknowledged  ──resolve──► resolved
 *   open, acknowledged  ──(what it rested on is corrected)──► resolved, by nobody
 *   resolved            ──(a reason of it returns within some days)──► open, told to the rung after the last
 *
 * One escalation is open at a time: a further reason joins it.
 */
import { afterDays, workingDaysAfter } from '../core/calendar';
import { nothing, type Concern, type Decided, type Event, type EventOf, type View } from '../core/concern';
import type { Instant } from '../core/json';
import { change } from '../core/listed';
import { signalNames, type LadderRole, type Rung, type SignalName } from '../core/policy';
import type { Programme } from '../core/item';
import { signalText } from './health';
import { inWords } from '../core/words';
import { restedOn } from './mistaken-alarms';

/** Reasons that are neither a health signal nor a missed item. */
export const otherReasons = [
  'onboarding-overdue',
  'client-opted-out',
  'renewal-undecided',
  'invoice-long-overdue',
] as const;
type OtherReason = (typeof otherReasons)[number];

/** Why there is an alarm, as a code: `usage`, `touch-missed`, `client-opted-out`. */
export type AlarmReason = SignalName | OtherReason | `${Programme}-missed`;

/** What is true of an escalation in whatever state. */
interface AnyEscalation {
  readonly id: string;
  readonly openedAt: Instant;
  readonly reasons: readonly AlarmReason[];
  /** Index of the rung that was told last. */
  readonly level: number;
  readonly toldAt: Instant;
}

export type Escalation = AnyEscalation &
  (
    | { readonly state: 'open' }
    | { readonly state: 'acknowledged'; readonly acknowledgedAt: Instant }
    /** One that nobody acknowledged before counts as acknowledged when it was resolved. */
    | { readonly state: 'resolved'; readonly acknowledgedAt: Instant; readonly resolvedAt: Instant }
  );

export interface Escalations {
  readonly opened: number;
  readonly list: readonly Escalation[];
}

declare module '../core/concern' {
  interface Slices {
    readonly escalations: Escalations;
  }
  interface Events {
    'escalation-opened': { escalation: string; reasons: readonly AlarmReason[]; role: LadderRole };
    'escalation-reopened': { escalation: string; reasons: readonly AlarmReason[]; level: number; role: LadderRole };
    'escalation-joined': { escalation: string; reasons: readonly AlarmReason[] };
    'escalation-climbed': { escalation: string; level: number; role: LadderRole; again: boolean };
    'escalation-acknowledged': { escalation: string };
    /** `by`: absent where a person resolved it. */
    'escalation-resolved': { escalation: string; by?: 'correction' };
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

const rungOf = (level: number, { rules }: Pick<View, 'rules'>): Rung =>
  rules.escalation.ladder[level] ?? rules.escalation.ladder.at(-1) ?? { role: 'rep', workingDays: 1 };

const otherTexts: Readonly<Record<OtherReason, string>> = {
  'onboarding-overdue': 'an onboarding step is overdue',
  'client-opted-out': 'the client asked to be left alone',
  'renewal-undecided': 'the renewal is undecided',
  'invoice-long-overdue': 'an invoice is long overdue',
};

const isSignal = (reason: AlarmReason): reason is SignalName => signalNames.some((name) => name === reason);
const isOther = (reason: AlarmReason): reason is OtherReason => Object.hasOwn(otherTexts, reason);

/** A reason for alarm in words for people: `contact departed`, `touch missed`. */
export function reasonText(reason: AlarmReason): string {
  if (isSignal(reason)) return signalText(reason);
  if (isOther(reason)) return otherTexts[reason];
  return inWords(reason satisfies `${Programme}-missed`);
}

/** Several reasons in one line. */
export const reasonsText = (reasons: readonly AlarmReason[]): string => reasons.map(reasonText).join(', ');

/** The reasons for alarm in an event, if there are any. */
function alarmIn(event: Event, { rules }: Pick<View, 'rules'>): readonly AlarmReason[] {
  switch (event.kind) {
    case 'health-changed':
      return event.band === 'red' ? event.reasons.map(({ signal }) => signal) : [];
    case 'item-missed':
      return rules.escalation.missed.includes(event.programme) ? [`${event.programme}-missed` as const] : [];
    case 'onboarding-step-escalated':
      return ['onboarding-overdue'];
    case 'client-opted-out':
      return ['client-opted-out'];
    case 'renewal-undecided':
      return ['renewal-undecided'];
    case 'receivable-at-risk':
      return ['invoice-long-overdue'];
    default:
      return [];
  }
}

/** Whether the event may open an escalation. A change within red only joins one that is open. */
function opens(event: Event): boolean {
  return event.kind !== 'health-changed' || event.from !== 'red';
}

/** True where a reason of this escalation is back, and it was resolved no longer ago than that. */
function returnsTo(one: Escalation, again: readonly AlarmReason[], withinDays: number, now: Instant): boolean {
  return (
    one.state === 'resolved' &&
    afterDays(one.resolvedAt, withinDays) > now &&
    again.some((reason) => one.reasons.includes(reason))
  );
}

/** True until somebody resolves it. */
export function isUnresolved({ state }: Escalation): boolean {
  return state !== 'resolved';
}

/** Ends the alarms that rested on what a correction takes back alone, whoever acknowledged them. */
function resolvedBy(event: EventOf<'item-corrected'>, { list }: Escalations, see: View): readonly Event[] {
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

  evolve: (slice, event, at) => {
    switch (event.kind) {
      case 'escalation-opened': {
        const opened: Escalation = {
          id: event.escalation,
          state: 'open',
          openedAt: at,
          reasons: event.reasons,
          level: 0,
          toldAt: at,
        };
        const resolved = slice.list.filter(({ state }) => state === 'resolved').slice(-closedKept);
        return { opened: slice.opened + 1, list: [...resolved, ...slice.list.filter(isUnresolved), opened] };
      }
      case 'escalation-joined':
        return change(slice, event.escalation, (one) => ({ ...one, reasons: [...one.reasons, ...event.reasons] }));
      case 'escalation-reopened':
        return change(slice, event.escalation, ({ id, openedAt, reasons }) => ({
          id,
          state: 'open',
          openedAt,
          reasons: [...new Set([...reasons, ...event.reasons])],
          level: event.level,
          toldAt: at,
        }));
      case 'escalation-climbed':
        return change(slice, event.escalation, (one) => ({ ...one, level: event.level, toldAt: at }));
      case 'escalation-acknowledged':
        return change(slice, event.escalation, (one) => ({ ...one, state: 'acknowledged', acknowledgedAt: at }));
      case 'escalation-resolved':
        return change(slice, event.escalation, (one) => ({
          ...one,
          state: 'resolved',
          acknowledgedAt: one.state === 'open' ? at : one.acknowledgedAt,
          resolvedAt: at,
        }));
      default:
        return slice;
    }
  },

  agenda: (slice, view) =>
    slice.list
      .filter(({ state }) => state === 'open')
      .map(({ id, level, toldAt }) => {
        const rung = rungOf(level, view);
        const next = rungOf(level + 1, view);
        return {
          task: { escalation: id },
          at: workingDaysAfter(toldAt, rung.workingDays, view.calendar),
          what: next.role === rung.role ? `The ${next.role} is told of ${id} again` : `${id} goes to the ${next.role}`,
          why: `The ${rung.role} has ${rung.workingDays} working day(s) to acknowledge it.`,
          urgent: true,
        };
      }),

  due: ({ task }, slice, { rules }) => {
    const open = slice.list.find(({ id }) => id === task.escalation);
    if (open === undefined) return nothing;
    const top = Math.max(0, rules.escalation.ladder.length - 1);
    const level = Math.min(open.level + 1, top);
    return {
      events: [
        {
          kind: 'escalation-climbed',
          escalation: open.id,
          level,
          role: rungOf(level, { rules }).role,
          again: level === open.level,
        },
      ],
    };
  },

  react: (event, slice, see) => {
    const { rules, now } = see;
    if (event.kind === 'item-corrected') return { events: resolvedBy(event, slice, see) };
    const reasons = alarmIn(event, { rules });
    if (reasons.length === 0) return nothing;
    const open = slice.list.find(isUnresolved);
    if (open === undefined) {
      if (!opens(event)) return nothing;
      const before = slice.list.findLast((one) => returnsTo(one, reasons, rules.escalation.reopenDays, now));
      if (before !== undefined) {
        const level = Math.min(before.level + 1, Math.max(0, rules.escalation.ladder.length - 1));
        const { role } = rungOf(level, { rules });
        return { events: [{ kind: 'escalation-reopened', escalation: before.id, reasons, level, role }] };
      }
      return {
        events: [
          {
            kind: 'escalation-opened',
            escalation: `escalation-${slice.opened + 1}`,
            reasons,
            role: rungOf(0, { rules }).role,
          },
        ],
      };
    }
    const further = reasons.filter((reason) => !open.reasons.includes(reason));
    return further.length === 0
      ? nothing
      : { events: [{ kind: 'escalation-joined', escalation: open.id, reasons: further }] };
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

  sentences: {
    'escalation-opened': (e) => `${e.escalation} was opened (${reasonsText(e.reasons)}); the ${e.role} was told.`,
    'escalation-reopened': (e) => `${e.escalation} is open again (${reasonsText(e.reasons)}); the ${e.role} was told.`,
    'escalation-joined': (e) => `A further reason joined ${e.escalation}: ${reasonsText(e.reasons)}.`,
    'escalation-climbed': (e) =>
      e.again
        ? `Nobody has acknowledged ${e.escalation}: the ${e.role} was told again.`
        : `${e.escalation} went to the ${e.role}.`,
    'escalation-acknowledged': (e) => `${e.escalation} was acknowledged.`,
    'escalation-resolved': (e) =>
      e.by === undefined
        ? `${e.escalation} was resolved.`
        : `${e.escalation} was resolved: it rested on what was corrected.`,
  },
};
