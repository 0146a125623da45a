/**
 * The contact cap: on how many days of a window (usually a month) a client may hear of us, over all its products.
 * Campaigns and articles keep within it. The grid of touches does not: at least four a year come, whatever the cap says.
 */
import { addDays } from '../core/calendar';
import type { CivilDate } from '../core/json';
import { isStillToDo, type Item } from '../core/item';
import type { Rules } from '../core/policy';

export type ContactCap = Rules['contactCap'];

/** The longest window that a cap may have, in days: what lies further back never counts. */
export const longestCapDays = 365;

/** What reaches the client: reviews and cards are no interruption that a cap would spare them. */
export const countedProgrammes: readonly string[] = ['touch', 'invitation', 'article', 'rescue'];

/** Of those, what reaches the client on the day on which a rep says that it was done. The days of invitations are kept. */
export const countedWhenDone: readonly string[] = countedProgrammes.filter((programme) => programme !== 'invitation');

/** Days on which the items of a lifecycle reach, or have reached, its client. */
export function reachedBy(items: readonly Item[]): readonly CivilDate[] {
  return (
    items
      .filter((item) => countedProgrammes.includes(item.programme) && (item.state === 'done' || isStillToDo(item)))
      // What is asked about afterwards reached them on its own day.
      .map(({ after, on, closedAt, dueAt }) => (after === undefined ? (closedAt ?? dueAt).slice(0, 10) : on))
  );
}

/** True when one more day leaves every window of the cap's length with at most so many days on which they hear of us. */
export function capAllows({ touches, days }: ContactCap, day: CivilDate, reached: readonly CivilDate[]): boolean {
  const all = [...new Set([...reached, day])];
  return all
    .filter((from) => from <= day && day < addDays(from, days))
    .every((from) => all.filter((one) => from <= one && one < addDays(from, days)).length <= touches);
}
