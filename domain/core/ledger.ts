/**
 * The versions in which events are written. A lifecycle writes its ledger in the version that was current at its
 * hand-off, so that its history replays to the letter; its next term takes the current one.
 *
 *   1  as at first
 *   2  plans of items carry their ordinal
 */
import type { Event, Seed } from './concern';

export const ledgerVersion = 2;

/** The event as the ledger of this lifecycle writes it. */
export function written(event: Event, { ledger = 1 }: Pick<Seed, 'ledger'>): Event {
  if (ledger >= 2 || event.kind !== 'items-planned') return event;
  return { ...event, items: event.items.map(({ ordinal: unsaid, ...plan }) => plan) };
}
