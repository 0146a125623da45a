/** An alarm as it is kept: its shape, and how reasons come to it and leave it. */
import type { Instant } from '../core/json';
import type { LadderRole } from '../core/policy';
import { eachOnce, type SamePerson } from '../core/same-person';
import type { AlarmReason, OwnCause, Severity } from './alarm-reasons';
import { told, type Watch } from './climbing';

/** What is true of an escalation in whatever state. */
interface AnyEscalation {
  readonly id: string;
  readonly openedAt: Instant;
  readonly reasons: readonly AlarmReason[];
  /** Index of the rung that was told last. */
  readonly level: number;
  readonly toldAt: Instant;
  /** When somebody was told of a further reason last; absent under rules by which that does not matter. */
  readonly furtherAt?: Instant;
  /** The contacts whom it is about; absent where it is about none. */
  readonly about?: readonly string[];
  /** The signals of the house's own among its reasons; absent where none is. */
  readonly own?: readonly OwnCause[];
  readonly watch?: Watch;
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

/** The reasons that an event brings to an escalation. */
export interface Reasoned {
  readonly escalation: string;
  readonly reasons: readonly AlarmReason[];
  readonly about?: string;
  readonly own?: readonly OwnCause[];
  readonly severity?: Severity;
}

/** True until somebody resolves it. */
export function isUnresolved({ state }: Escalation): boolean {
  return state !== 'resolved';
}

/** The contacts whom an escalation is about, with the one whom an event names. */
export const aboutWith = (
  before: readonly string[] | undefined,
  { about }: Pick<Reasoned, 'about'>,
): { readonly about?: readonly string[] } =>
  before === undefined && about === undefined
    ? {}
    : { about: [...new Set([...(before ?? []), ...(about === undefined ? [] : [about])])] };

/** An escalation about people of whom some are one. */
export const aboutOneEach = (one: Escalation, same: readonly SamePerson[]): Escalation =>
  one.about === undefined ? one : { ...one, about: eachOnce(one.about, same) };

/** The signals of the house's own that an escalation is about, with those of an event. */
export function ownWith(
  before: readonly OwnCause[] = [],
  { own = [] }: Pick<Reasoned, 'own'>,
): { readonly own?: readonly OwnCause[] } {
  const all = [...before, ...own.filter(({ code }) => !before.some((one) => one.code === code))];
  return all.length === 0 ? {} : { own: all };
}

/** The escalation without the signals of the house's own that cost nothing any more, where others still do. */
export function withoutSettled(one: Escalation, costly: readonly OwnCause[]): Escalation {
  const own = one.own?.filter(({ code }) => costly.some((other) => other.code === code)) ?? [];
  return own.length === 0 || !isUnresolved(one) ? one : { ...one, own };
}

/** How a further reason comes to an escalation. */
interface Joining extends Reasoned {
  readonly role?: LadderRole;
  readonly graver?: true;
}

/** The escalation with a further reason. What was small and is serious now asks anew, from the first rung on. */
export function withFurther(one: Escalation, event: Joining, at: Instant): Escalation {
  const further = event.reasons.filter((reason) => !one.reasons.includes(reason));
  const reasons = [...one.reasons, ...further];
  const about = { ...aboutWith(one.about, event), ...ownWith(one.own, event) };
  if (event.graver !== true || event.role === undefined) return { ...one, reasons, ...about };
  const { id, openedAt } = one;
  const watch = told(undefined, at, [event.role]);
  return { id, state: 'open', openedAt, reasons, level: 0, toldAt: at, ...about, watch };
}

/** The escalation without the reasons that ended. */
export function withoutEnded(one: Escalation, ended: readonly AlarmReason[]): Escalation {
  const reasons = one.reasons.filter((reason) => !ended.includes(reason));
  const { about, own, ...rest } = one;
  return {
    ...rest,
    reasons,
    ...(about === undefined || ended.includes('contactDeparted') ? {} : { about }),
    ...(own === undefined || ended.includes('ownSignal') ? {} : { own }),
  };
}
