/**
 * When a lifecycle wakes up for what falls due by itself.
 *
 * Most things fall due at the opening of working hours, so thousands of lifecycles of one zone would wake up within one
 * minute. Nobody is helped by that minute: each takes its steps at their own moments, however late it wakes up. So what is
 * due at an opening waits for some minutes, and each lifecycle always for the same ones. An alarm never waits: a step that
 * raises one or carries it on is `urgent`. A message wakes a lifecycle at once, and with it whatever is due by then.
 */
import { dayOf, opening } from './core/calendar';
import type { Step } from './core/concern';
import type { Instant } from './core/json';
import { calendarOf, coming, type LifecycleState } from './lifecycle';

/** What a lifecycle wakes up for, and when. */
export interface Wake {
  readonly at: Instant;
  readonly tells: Step['tells'];
}

/** A number from 0 up to 1, always the same for an id and as good as random over many (FNV-1a). */
export function shareOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  // The last characters of ids differ most: their bits are mixed into all others.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** The next wake-up, with those that fall due at an opening spread over so many minutes; null where nothing comes. */
export function nextWake(state: LifecycleState, spreadMinutes: number): Wake | null {
  const calendar = calendarOf(state);
  const lateMs = Math.floor(shareOf(state.seed.lifecycleId) * spreadMinutes * 60_000);
  const momentOf = ({ at, urgent }: Step): Instant =>
    lateMs === 0 || urgent === true || at !== opening(dayOf(at, calendar.zone), calendar)
      ? at
      : new Date(Date.parse(at) + lateMs).toISOString();
  let next: Wake | null = null;
  for (const step of coming(state)) {
    if (next !== null && step.at >= next.at) continue;
    const at = momentOf(step);
    if (next === null || at < next.at) next = { at, tells: step.tells };
  }
  return next;
}
