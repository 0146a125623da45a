/** Lines of the ledger: an event's kind is a column of its own, what it tells is JSON. */
import type { Event, EventKind } from '../../domain/core/concern';
import { isRefusal, type Refusal } from '../../domain/core/refusals';
import { BrokenRecord, column, trusted } from './column';

export const dataColumn = column('ledger', 'data', trusted<object>());

/** Where an event stands in the ledger. */
export interface LedgerLine {
  readonly lifecycleId: string;
  readonly seq: number;
  readonly kind: string;
  readonly data: unknown;
}

/** The event of a line. An event whose kind only a later release knows is read too, and told by its kind. */
export function eventOf({ lifecycleId, seq, kind, data }: LedgerLine): Event {
  return eventFrom(kind, data, `${lifecycleId}#${seq}`);
}

/** What a line tells, without its kind. */
export function toldBy({ lifecycleId, seq, data }: LedgerLine): object {
  return dataColumn.read(data, `${lifecycleId}#${seq}`);
}

/** Why the fact of a line was ignored; null for a line that tells anything else. */
export function ignoredBecause(line: LedgerLine): Refusal | null {
  const event = eventOf(line);
  if (event.kind !== 'fact-ignored') return null;
  if (!isRefusal(event.reason)) throw new BrokenRecord('ledger', 'data', `${line.lifecycleId}#${line.seq}`, '/reason');
  return event.reason;
}

/** An event that was put together by a query; `id` names the line, or the lines, that it was made of. */
export function eventFrom(kind: string, data: unknown, id: string): Event {
  const told = dataColumn.read(data, id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the domain wrote under a kind is trusted (decision 24)
  return { ...told, kind } as Event;
}

/** The event of a line that was asked for by these kinds; throws `BrokenRecord` for another one. */
export function eventAmong<K extends EventKind>(asked: readonly K[], line: LedgerLine): Extract<Event, { kind: K }> {
  const event = eventOf(line);
  if (!isAmong(asked, event))
    throw new BrokenRecord('ledger', 'kind', `${line.lifecycleId}#${line.seq}`, 'not asked for');
  return event;
}

function isAmong<K extends EventKind>(asked: readonly K[], event: Event): event is Extract<Event, { kind: K }> {
  return asked.some((kind) => kind === event.kind);
}
