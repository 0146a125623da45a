/** What follows from a reason for alarm: a new escalation, one that is open again, or a further reason of one that is open. */
import { afterDays } from '../core/calendar';
import { nothing, type Decided, type Event, type See } from '../core/concern';
import type { Instant } from '../core/json';
import { isSignal, severityOf, type AlarmReason, type Raised } from './alarm-reasons';
import type { Escalation, Escalations, Reasoned } from './alarm-state';
import { levelAgain, rungOf, weightOf } from './climbing';

/** True where a reason of this escalation is back, and it was resolved no longer ago than that. */
function returnsTo(one: Escalation, again: readonly AlarmReason[], withinDays: number, now: Instant): boolean {
  return (
    one.state === 'resolved' &&
    afterDays(one.resolvedAt, withinDays) > now &&
    again.some((reason) => one.reasons.includes(reason))
  );
}

/** What an event brings, with how heavy the escalation is then. */
function reasoned(
  escalation: string,
  { reasons, about, own }: Omit<Raised, 'opens'>,
  all: readonly AlarmReason[],
  see: See,
): Reasoned {
  const severity = weightOf(all, see.rules);
  return {
    escalation,
    reasons,
    ...(about === undefined ? {} : { about }),
    ...(own === undefined ? {} : { own }),
    ...(severity === undefined ? {} : { severity }),
  };
}

/** A new escalation, or the one that was resolved lately for a reason that is back. */
export function opensAlarm(raised: Raised, slice: Escalations, see: See): Decided {
  const { rules, now } = see;
  if (raised.reasons.length === 0) return nothing;
  const before = slice.list.findLast((one) => returnsTo(one, raised.reasons, rules.escalation.reopenDays, now));
  if (before === undefined)
    return {
      events: [
        {
          kind: 'escalation-opened',
          ...reasoned(`escalation-${slice.opened + 1}`, raised, raised.reasons, see),
          role: rungOf(0, see).role,
        },
      ],
    };
  const all = rules.escalation.endings ? raised.reasons : [...before.reasons, ...raised.reasons];
  const level = levelAgain(before.level, all, see);
  const { role } = rungOf(level, see);
  return { events: [{ kind: 'escalation-reopened', ...reasoned(before.id, raised, all, see), level, role }] };
}

/** True where somebody is told of the escalation at that very moment: then what comes with it needs no mail of its own. */
const isToldNow = ({ toldAt, furtherAt }: Escalation, { now }: Pick<See, 'now'>): boolean =>
  toldAt === now || furtherAt === now;

/**
 * What is new to an open escalation: further reasons, a further contact who left, a further signal of the house's own, or
 * that health fell to red, whatever of its reasons is known.
 */
export function furtherOf(open: Escalation, raised: Raised, see: Pick<See, 'now'>): Omit<Raised, 'opens'> | null {
  const { reasons, about, own = [] } = raised;
  const fell = raised.fell === true && !isToldNow(open, see);
  const isNewContact = about !== undefined && open.about?.includes(about) !== true;
  const newOwn = own.filter(({ code }) => open.own?.some((one) => one.code === code) !== true);
  const further =
    isNewContact || fell
      ? reasons
      : reasons.filter((one) => !open.reasons.includes(one) || (one === 'ownSignal' && newOwn.length > 0));
  if (further.length === 0) return null;
  return {
    reasons: further,
    ...(about === undefined ? {} : { about }),
    ...(newOwn.length === 0 ? {} : { own: newOwn }),
    ...(fell ? { fell } : {}),
  };
}

/**
 * A further reason. Somebody is told at once where it makes a small alarm serious, is serious and no mere signal, or came
 * with a fall to red.
 */
export function joining(open: Escalation, further: Omit<Raised, 'opens'>, see: See): Event {
  const { reasons, about, fell = false } = further;
  const all = [...open.reasons, ...reasons];
  const weight = weightOf(all, see.rules);
  const graver = weight === 'serious' && severityOf(open.reasons, see.rules) === 'small';
  const isNews =
    about !== undefined || reasons.some((one) => !isSignal(one) && severityOf([one], see.rules) === 'serious');
  return {
    kind: 'escalation-joined',
    ...reasoned(open.id, further, all, see),
    ...(fell || (weight !== undefined && (graver || isNews)) ? { role: rungOf(0, see).role } : {}),
    ...(graver ? { graver } : {}),
    ...(fell ? { fell } : {}),
  };
}
