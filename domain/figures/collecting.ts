/** What was collected, how fast and at what effort, as the ledger tells it. */
import { groupBy, median } from '../core/grouped';
import type { Event } from '../core/concern';
import type { Money } from '../core/json';

/** Event kinds that tell of collecting. */
export const collectingEvents = ['receivable-opened', 'receivable-remains', 'receivable-closed'] as const;
export type CollectingEvent = Extract<Event, { kind: (typeof collectingEvents)[number] }>;

/** One line of the ledger, with the person who collects for the rep who kept the lifecycle then. */
export interface CollectingLine {
  readonly event: CollectingEvent;
  readonly collector: string | null;
}

/** Of one collector and currency; null where nobody is named, or the billing system told no amount. */
export interface Collected {
  readonly collector: string | null;
  readonly currency: string | null;
  /** Invoices that became overdue in the period. */
  readonly opened: number;
  readonly collected: number;
  /** Minor units, with what came in for invoices of which a part is still open. */
  readonly collectedAmount: number;
  readonly writtenOff: number;
  readonly writtenOffAmount: number;
  /** Invoices that were made by mistake: neither collected nor lost. */
  readonly voided: number;
  readonly voidedAmount: number;
  /** Median of days overdue when it was paid. */
  readonly medianDays: number | null;
  /** Tries for each invoice that was collected. */
  readonly triesEach: number | null;
}

export const collectingDefinition =
  'Overdue invoices that were paid in the period: how many, over how much (with what was paid in part), days overdue when paid (median), and tries for each. What was written off or voided was not collected, and stands by itself. Per receivables manager of the workgroup that the rep belongs to; never summed across currencies.';

function currencyOf({ event }: CollectingLine): string | null {
  return event.amount?.currency ?? null;
}

/** A row for each collector and currency of the lines of a period. */
export function collected(lines: readonly CollectingLine[]): readonly Collected[] {
  const keyOf = (line: CollectingLine): string => `${line.collector ?? ''} ${currencyOf(line) ?? ''}`;
  return [...groupBy(lines, keyOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const ends = group.flatMap(({ event }) => (event.kind === 'receivable-closed' ? [event] : []));
      const paid = ends.filter(({ end }) => end === 'paid');
      const lost = ends.filter(({ end }) => end === 'written-off');
      const voided = ends.filter(({ end }) => end === 'voided');
      const parts = group.flatMap(({ event }) =>
        event.kind === 'receivable-remains' && event.paid !== undefined ? [{ amount: event.paid }] : [],
      );
      const sum = (of: readonly { readonly amount?: Money }[]): number =>
        of.reduce((total, { amount }) => total + (amount?.amount ?? 0), 0);
      return [
        {
          collector: first.collector,
          currency: currencyOf(first),
          opened: group.filter(({ event }) => event.kind === 'receivable-opened').length,
          collected: paid.length,
          collectedAmount: sum(paid) + sum(parts),
          writtenOff: lost.length,
          writtenOffAmount: sum(lost),
          voided: voided.length,
          voidedAmount: sum(voided),
          medianDays: median(paid.map(({ days }) => days)),
          triesEach: paid.length === 0 ? null : paid.reduce((total, { tries }) => total + tries, 0) / paid.length,
        },
      ];
    });
}
