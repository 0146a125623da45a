/**
 * Why there is an alarm: every reason, what raises it, its words, and how heavy it is.
 *
 * An alarm is as heavy as its heaviest open reason: `serious` climbs fast and reaches the director, `small` stays with rep
 * and manager. Which reasons are serious is a rule of the policy. What ends a reason: `alarm-endings.ts`.
 */
import { opening } from '../core/calendar';
import type { Event, EventOf, See } from '../core/concern';
import type { Programme } from '../core/item';
import { alarmSignals, isDanger, neglectSignals, type AlarmSignal, type Rules, type SignalName } from '../core/policy';
import { inWords } from '../core/words';
import { signalText, type HealthReason } from './health-weighing';

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
export type AlarmReason = AlarmSignal | OtherReason | `${Programme}-missed`;

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
export const isSignal = (reason: AlarmReason): reason is AlarmSignal =>
  reason === 'ownSignal' || alarmSignals.some((name) => name === reason);
const isOther = (reason: AlarmReason): reason is OtherReason => Object.hasOwn(otherTexts, reason);

/** A signal of the house's own that is a reason for alarm, and what it is called. */
export interface OwnCause {
  readonly code: string;
  readonly name?: string;
}

/** What signals of the house's own are called. */
export const ownNames = (own: readonly OwnCause[] = []): readonly string[] => own.map(({ code, name }) => name ?? code);

/** A reason for alarm in words for people: `contact departed`, `touch missed`. */
export function reasonText(reason: AlarmReason): string {
  if (isSignal(reason)) return signalText(reason);
  if (isOther(reason)) return otherTexts[reason];
  return inWords(reason satisfies `${Programme}-missed`);
}

/** Several reasons in one line; signals of the house's own by their names. */
export const reasonsText = (reasons: readonly AlarmReason[], names: readonly string[] = []): string =>
  reasons.flatMap((reason) => (reason === 'ownSignal' && names.length > 0 ? names : [reasonText(reason)])).join(', ');

/** How heavy an alarm with these reasons is; under rules that do not weigh, every one is serious. */
export function severityOf(reasons: readonly AlarmReason[], { escalation: { serious } }: Rules): Severity {
  return serious === null || reasons.some((reason) => serious.includes(reason)) ? 'serious' : 'small';
}

/** What an event says against a client. */
export interface Raised {
  readonly reasons: readonly AlarmReason[];
  /** The contact whom it is about. */
  readonly about?: string;
  /** The signals of the house's own that are among the reasons. */
  readonly own?: readonly OwnCause[];
  /** Whether it may open an escalation; otherwise it only joins one that is open. */
  readonly opens: boolean;
  /** Health fell to red: somebody hears of it, though an alarm is open that says why. */
  readonly fell?: true;
}

const raisedBy = (...reasons: readonly AlarmReason[]): Raised => ({ reasons, opens: true });

/** Signals that come of an alarm, or that are one of their own already: they are not said twice. */
function isSaidElsewhere(signal: AlarmSignal, { escalation: { departures, missed } }: Rules): boolean {
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

/** Points that the client themselves cost: what our neglect costs besides, and what alarms tell of, is left out. */
const lostBySignals = (points: readonly { readonly signal: SignalName; readonly points: number }[]): number =>
  points.reduce((sum, one) => (isNeglect(one.signal) || isDanger(one.signal) ? sum : sum + one.points), 0);

const isNeglect = (signal: SignalName): boolean => signal === 'renewalUndecided' || neglectSignals.includes(signal);

/** The signals of the house's own among what costs points. */
export const ownCauses = (reasons: readonly HealthReason[]): readonly OwnCause[] =>
  reasons.flatMap(({ points, code, name }) =>
    points > 0 && code !== undefined ? [{ code, ...(name === undefined ? {} : { name }) }] : [],
  );

/** What costs points and may be a reason for alarm. */
const costlyIn = (reasons: readonly HealthReason[]): readonly (HealthReason & { readonly signal: AlarmSignal })[] =>
  reasons.flatMap((one) => (one.points <= 0 || isDanger(one.signal) ? [] : [{ ...one, signal: one.signal }]));

/**
 * Red health. Where what is heard of the client would be green, neglect alone made it red: then neglect alone is the reason,
 * and rep and manager see to it. A change within red only joins what is open, but for the first of the client's own. What is
 * said elsewhere is a reason all the same where nothing else is left, and no alarm is open that would say it, or a fall to
 * red is always told.
 */
function redHealth(event: EventOf<'health-changed'>, { rules, slices }: Pick<See, 'rules' | 'slices'>): Raised {
  const { from, reasons, moved = [] } = event;
  const isGreenBut = (lost: number): boolean => 100 - lost >= rules.health.amberBelow;
  const lost = lostBySignals(reasons);
  const before = lost + lostBySignals(moved.map(({ signal, by }) => ({ signal, points: by })));
  const fell = rules.escalation.falls && from !== 'red';
  const isAlone = fell || slices.escalations.list.every(({ state }) => state === 'resolved');
  const costly = costlyIn(reasons);
  const unsaid = costly.filter(
    ({ signal }) => !isSaidElsewhere(signal, rules) && (isNeglect(signal) || !isGreenBut(lost)),
  );
  const neglect = costly.filter(({ signal }) => neglectSignals.includes(signal));
  const instead = [...(isAlone ? [neglect] : []), ...(fell ? [costly] : [])];
  const found = [unsaid, ...instead].find(({ length }) => length > 0) ?? [];
  const own = ownCauses(found);
  return {
    reasons: [...new Set(found.map(({ signal }) => signal))],
    ...(own.length === 0 ? {} : { own }),
    opens: from !== 'red' || (isGreenBut(before) && !isGreenBut(lost)),
    ...(fell ? { fell } : {}),
  };
}

/** The reasons for alarm in an event, if there are any. */
export function raisedIn(event: Event, see: Pick<See, 'rules' | 'calendar' | 'now' | 'slices'>): Raised | null {
  const { rules, calendar, now } = see;
  switch (event.kind) {
    case 'health-changed':
      return event.band === 'red' ? redHealth(event, see) : null;
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
