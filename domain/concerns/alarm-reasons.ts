/**
 * Why there is an alarm: every reason, what raises it, its words, and how heavy it is.
 *
 * An alarm is as heavy as its heaviest open reason: `serious` climbs fast and reaches the director, `small` stays with rep
 * and manager. Which reasons are serious is a rule of the policy. What ends a reason: `alarm-endings.ts`.
 */
import { opening } from '../core/calendar';
import type { Event, EventOf, See } from '../core/concern';
import type { Programme } from '../core/item';
import { neglectSignals, signalNames, type Rules, type SignalName } from '../core/policy';
import { inWords } from '../core/words';
import { signalText } from './health-weighing';

/** Reasons that are neither a health signal nor a missed item. */
export const otherReasons = [
  'onboarding-overdue',
  'client-opted-out',
  'renewal-undecided',
  'notice-given',
  'invoice-long-overdue',
] as const;
type OtherReason = (typeof otherReasons)[number];

/** Why there is an alarm, as a code: `usage`, `touch-missed`, `client-opted-out`. */
export type AlarmReason = SignalName | OtherReason | `${Programme}-missed`;

/** How heavy an alarm is. */
export const severities = ['serious', 'small'] as const;
export type Severity = (typeof severities)[number];

const otherTexts: Readonly<Record<OtherReason, string>> = {
  'onboarding-overdue': 'an onboarding step is overdue',
  'client-opted-out': 'the client asked to be left alone',
  'renewal-undecided': 'the renewal is undecided',
  'notice-given': 'the client gave notice',
  'invoice-long-overdue': 'an invoice is long overdue',
};

/** True for a signal of health. */
export const isSignal = (reason: AlarmReason): reason is SignalName =>
  reason === 'ownSignal' || signalNames.some((name) => name === reason);
const isOther = (reason: AlarmReason): reason is OtherReason => Object.hasOwn(otherTexts, reason);

/** A reason for alarm in words for people: `contact departed`, `touch missed`. */
export function reasonText(reason: AlarmReason): string {
  if (isSignal(reason)) return signalText(reason);
  if (isOther(reason)) return otherTexts[reason];
  return inWords(reason satisfies `${Programme}-missed`);
}

/** Several reasons in one line. */
export const reasonsText = (reasons: readonly AlarmReason[]): string => reasons.map(reasonText).join(', ');

/** How heavy an alarm with these reasons is; under rules that do not weigh, every one is serious. */
export function severityOf(reasons: readonly AlarmReason[], { escalation: { serious } }: Rules): Severity {
  return serious === null || reasons.some((reason) => serious.includes(reason)) ? 'serious' : 'small';
}

/** What an event says against a client. */
export interface Raised {
  readonly reasons: readonly AlarmReason[];
  /** The contact whom it is about. */
  readonly about?: string;
  /** Whether it may open an escalation; otherwise it only joins one that is open. */
  readonly opens: boolean;
}

const raisedBy = (...reasons: readonly AlarmReason[]): Raised => ({ reasons, opens: true });

/** Signals that come of an alarm, or that are one of their own already: they are not said twice. */
function isSaidElsewhere(signal: SignalName, { escalation: { departures, missed } }: Rules): boolean {
  switch (signal) {
    case 'openAlarm':
    case 'renewalUndecided':
      return true;
    case 'contactDeparted':
      return departures;
    case 'missedContact':
      return missed.length > 0;
    default:
      return false;
  }
}

/** Points that the client themselves cost: what our neglect costs besides is left out. */
const lostBySignals = (points: readonly { readonly signal: SignalName; readonly points: number }[]): number =>
  points.reduce((sum, one) => (isNeglect(one.signal) ? sum : sum + one.points), 0);

const isNeglect = (signal: SignalName): boolean => signal === 'renewalUndecided' || neglectSignals.includes(signal);

/**
 * Red health. Where what is heard of the client would be green, neglect alone made it red: then neglect alone is the reason,
 * and rep and manager see to it. A change within red only joins what is open, but for the first of the client's own.
 */
function redHealth(event: EventOf<'health-changed'>, rules: Rules): Raised {
  const { from, reasons, moved = [] } = event;
  const isGreenBut = (lost: number): boolean => 100 - lost >= rules.health.amberBelow;
  const lost = lostBySignals(reasons);
  const before = lost + lostBySignals(moved.map(({ signal, by }) => ({ signal, points: by })));
  const costly = reasons.filter(
    ({ points, signal }) => points > 0 && !isSaidElsewhere(signal, rules) && (isNeglect(signal) || !isGreenBut(lost)),
  );
  return {
    reasons: [...new Set(costly.map(({ signal }) => signal))],
    opens: from !== 'red' || (isGreenBut(before) && !isGreenBut(lost)),
  };
}

/** The reasons for alarm in an event, if there are any. */
export function raisedIn(
  event: Event,
  { rules, calendar, now }: Pick<See, 'rules' | 'calendar' | 'now'>,
): Raised | null {
  switch (event.kind) {
    case 'health-changed':
      return event.band === 'red' ? redHealth(event, rules) : null;
    case 'incident-noted':
      return rules.escalation.departures && event.incident === 'contactDeparted'
        ? { ...raisedBy('contactDeparted'), ...(event.contact === undefined ? {} : { about: event.contact }) }
        : null;
    case 'item-missed':
      return rules.escalation.missed.includes(event.programme) ? raisedBy(`${event.programme}-missed`) : null;
    case 'onboarding-step-escalated':
      return raisedBy('onboarding-overdue');
    case 'client-opted-out':
    case 'renewal-undecided':
      return raisedBy(event.kind);
    case 'notice-given':
      // One that has taken effect already leaves nobody to save.
      return opening(event.endsOn, calendar) > now ? raisedBy(event.kind) : null;
    case 'receivable-at-risk':
      return raisedBy('invoice-long-overdue');
    default:
      return null;
  }
}
