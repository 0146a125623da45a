/**
 * The versions in which events are written, and states kept. A lifecycle lives by the version that was current at its
 * hand-off, so that its history replays to the letter; its next term takes the current one.
 *
 *   1  as at first
 *   2  plans of items carry their ordinal
 *   3  an item that is completed says what it was about
 *   4  the state lets go of what no rule looks at any more, and open invoices are limited (`isBounded`)
 *   5  a contact departs once, until they are known again (`departsOnce`)
 */
import type { Event, Recorded, Seed } from './concern';

export const ledgerVersion = 5;

/** True for a lifecycle whose state stays small however long it lives; in older ones it grows with what happened. */
export function isBounded({ ledger = 1 }: Pick<Seed, 'ledger'>): boolean {
  return ledger >= 4;
}

/** True for a lifecycle that hears of the same departure once, however many say it; in older ones each counts. */
export function departsOnce({ ledger = 1 }: Pick<Seed, 'ledger'>): boolean {
  return ledger >= 5;
}

/** The event as the ledger of this lifecycle writes it. */
export function written(event: Event, { ledger = 1 }: Pick<Seed, 'ledger'>): Event {
  switch (event.kind) {
    case 'items-planned':
      return ledger >= 2 ? event : { ...event, items: event.items.map(({ ordinal: unsaid, ...plan }) => plan) };
    case 'item-completed': {
      if (ledger >= 3) return event;
      const { about: unsaid, ...before } = event;
      return before;
    }
    default:
      return event;
  }
}

/**
 * The events to record, where the record ends with number `recordedSeq`: a store that was restored to an earlier moment
 * lacks lines that were written before. Of those the life gives what it still remembers (`recent`, which ends with the
 * last of `events`); what it does not remember stays a hole, which the doctor fills.
 */
export function sinceRecorded(
  events: readonly Recorded[],
  recent: readonly Recorded[],
  recordedSeq: number,
): readonly Recorded[] {
  const [first] = events;
  if (first === undefined || first.seq <= recordedSeq + 1) return events;
  return [...recent.filter(({ seq }) => seq > recordedSeq && seq < first.seq), ...events];
}
