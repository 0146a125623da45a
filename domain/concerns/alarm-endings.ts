/**
 * What ends a reason for alarm. A table: each reason with the events after which it holds no longer, looked at as things
 * stand after the event. When one reason of several ends, the alarm is eased; when the last ends, it is resolved.
 *
 *   health signals          health has left red, or the signal costs no points any more
 *   contactDeparted         a contact was added, or all who left are back; a successor or sponsor call was made; it no longer counts
 *   touch-missed, …         an item of that programme was done after all, or a later one
 *   check-in-missed, …      of what comes once: also a later talk that asks the same, or the term was decided
 *   onboarding-overdue      no step is that late any more, or the term was decided: the next one has no onboarding
 *   client-opted-out        the client opted in
 *   renewal-undecided       it was decided, the client gave notice, the term was prolonged, the next term has begun
 *   notice-given            it was withdrawn
 *   invoice-long-overdue    none that put the lifecycle at risk is open
 */
import type { Event, EventOf, See } from '../core/concern';
import type { Programme } from '../core/item';
import type { Rules } from '../core/policy';
import { isSignal, otherReasons, type AlarmReason } from './alarm-reasons';
import { hasDeparted } from './contacts';

/** The alarm of a reason, as far as an ending looks at it. */
interface EndingAlarm {
  readonly reasons: readonly AlarmReason[];
  /** The contacts whom it is about. */
  readonly about?: readonly string[];
}

type Ends = (event: Event, see: See, about: readonly string[]) => boolean;

const calls: readonly string[] = ['successor-call', 'sponsor-call'];

/** A lifecycle that goes on from an earlier term: that term was decided. */
const isNextTerm = (event: Event): boolean => event.kind === 'lifecycle-began' && event.previous !== undefined;

/** True where of those whom the alarm is about nobody is away any more, now that one of them is known again. */
const areAllBack = ({ contact }: EventOf<'contact-changed'>, { slices: { contacts } }: See, about: readonly string[]) =>
  about.includes(contact) && !about.some((one) => hasDeparted(contacts, one));

const endsOf: Readonly<Record<(typeof otherReasons)[number] | 'contactDeparted', Ends>> = {
  contactDeparted: (event, see, about) => {
    switch (event.kind) {
      case 'contact-added':
        return true;
      case 'contact-changed':
        return areAllBack(event, see, about);
      case 'client-merged':
        return about.length > 0 && !about.some((one) => hasDeparted(see.slices.contacts, one));
      case 'item-completed':
        return calls.includes(event.itemKind) && event.outcome === 'done';
      case 'incident-faded':
        return !see.slices.health.incidents.some(({ incident }) => incident === 'contactDeparted');
      default:
        return false;
    }
  },
  'onboarding-overdue': (event, { slices: { onboarding } }) =>
    isNextTerm(event) ||
    (['onboarding-step-completed', 'onboarding-completed', 'recycled'].includes(event.kind) &&
      !onboarding.steps.some(({ urgency, completedAt }) => urgency === 'escalated' && completedAt === null)),
  'client-opted-out': (event) => event.kind === 'client-opted-in',
  'renewal-undecided': (event) =>
    ['renewal-decided', 'notice-given', 'term-prolonged'].includes(event.kind) || isNextTerm(event),
  'notice-given': (event, { slices: { renewal } }) =>
    event.kind === 'notice-withdrawn' || (isNextTerm(event) && renewal.leaving === undefined),
  'invoice-long-overdue': (event, { slices: { receivables } }) =>
    (event.kind === 'invoice-was-paid' || event.kind === 'receivable-closed') &&
    !receivables.list.some(({ state, atRisk }) => state === 'open' && atRisk),
};

/** The programme of which an event says that something was done, so that a missed item of it holds no longer. */
function doneIn(event: Event): Programme | null {
  switch (event.kind) {
    case 'item-completed':
    case 'item-corrected':
      return event.outcome === 'done' ? event.programme : null;
    case 'touch-recorded':
      return event.outcome === 'done' ? 'touch' : null;
    default:
      return null;
  }
}

/** What comes once in a life, and which later talks ask the same: nothing of its own programme ever makes up for it. */
const comesOnce: { readonly [R in AlarmReason]?: readonly Programme[] } = {
  'check-in-missed': ['success-check', 'review'],
  'success-check-missed': ['review'],
};

/** True where what was missed is made up for: by a later item of its programme, or of what comes once by what takes its place. */
function isMadeUpFor(reason: AlarmReason, event: Event): boolean {
  const done = doneIn(event);
  if (done !== null && reason === `${done}-missed`) return true;
  const instead = comesOnce[reason];
  return instead !== undefined && (isNextTerm(event) || (done !== null && instead.includes(done)));
}

/** Health has left red, or the signal no longer costs a point. */
function signalEnds(reason: AlarmReason, event: Event): boolean {
  return (
    event.kind === 'health-changed' && (event.band !== 'red' || !event.reasons.some(({ signal }) => signal === reason))
  );
}

const isDeparture = (reason: AlarmReason, { escalation }: Rules): reason is 'contactDeparted' =>
  reason === 'contactDeparted' && escalation.departures;

/** True for a reason that ends by itself once health has left red. */
export const endsWithRed = (reason: AlarmReason, rules: Rules): boolean =>
  rules.escalation.endings && isSignal(reason) && !isDeparture(reason, rules);

/** True where that reason of an alarm holds no longer after the event. */
export function endsReason(reason: AlarmReason, event: Event, see: See, about: readonly string[] = []): boolean {
  if (isDeparture(reason, see.rules)) return endsOf[reason](event, see, about);
  if (isSignal(reason)) return signalEnds(reason, event);
  const other = otherReasons.find((one) => one === reason);
  if (other !== undefined) return endsOf[other](event, see, about);
  return isMadeUpFor(reason, event);
}

/** The reasons of an alarm that hold no longer after the event; none under rules that know no endings. */
export function endedBy({ reasons, about }: EndingAlarm, event: Event, see: See): readonly AlarmReason[] {
  return see.rules.escalation.endings ? reasons.filter((reason) => endsReason(reason, event, see, about)) : [];
}
