/** What the items of a lifecycle tell of the time before anybody kept what was heard: its rules did not ask for it. */
import type { Item } from '../core/item';
import type { Instant } from '../core/json';
import { contactProgrammes, isContact, isWord } from './health-words';

/** So many missed contacts are remembered: more of them are no worse. */
export const missedKept = 6;

/** The last moment at which an item told something of the client; null: none did. */
export function heardThrough(items: readonly Item[]): Instant | null {
  const moments = items.flatMap((item) => (item.state === 'done' && isWord(item, item.kind) ? [item.closedAt] : []));
  return moments.toSorted().at(-1) ?? null;
}

/** The contacts missed since the last that was made, the oldest first. */
export function contactsMissed(items: readonly Item[]): readonly string[] {
  const made = items.flatMap((item) =>
    item.state === 'done' && item.outcome === 'done' && isContact(item.programme, item.kind) ? [item.closedAt] : [],
  );
  const last = made.toSorted().at(-1) ?? '';
  return items
    .flatMap(({ id, state, programme, closedAt }) =>
      state === 'missed' && contactProgrammes.includes(programme) && closedAt > last ? [{ id, closedAt }] : [],
    )
    .toSorted((a, b) => (a.closedAt < b.closedAt ? -1 : 1))
    .map(({ id }) => id)
    .slice(-missedKept);
}
