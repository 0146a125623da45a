/** What was sold to clients who are there, as the ledger tells it. */
import { groupBy } from '../core/grouped';
import type { Event } from '../core/concern';

/** Event kinds that tell of selling. */
export const sellingEvents = ['opportunity-opened', 'opportunity-closed', 'annual-value-changed'] as const;
export type SellingEvent = Extract<Event, { kind: (typeof sellingEvents)[number] }>;

/** One line of the ledger, with who sells to the clients of the rep who kept the lifecycle then. */
export interface SellingLine {
  readonly event: SellingEvent;
  readonly developer: string | null;
}

/** The currency of the product line. */
const currencyOf = ({ event }: SellingLine): string =>
  event.kind === 'annual-value-changed' ? event.to.currency : event.currency;

/** Of one business developer and currency; null where nobody is named. */
export interface Sold {
  readonly developer: string | null;
  readonly currency: string;
  readonly opened: number;
  readonly won: number;
  readonly lost: number;
  /** Won ÷ won and lost. */
  readonly winRate: number | null;
  /** Growth of annual value through what was won, in minor units; below 0 where it shrank. */
  readonly annualValueWon: number;
}

export const sellingDefinition =
  'Opportunities that were opened in the period; those won and lost in it; and by how much the annual value of product lines changed by what was won. Per business developer of the workgroup that the rep belongs to, and currency of the product line; never summed across currencies.';

/** A row for each developer and currency of the lines of a period. */
export function sold(lines: readonly SellingLine[]): readonly Sold[] {
  return [...groupBy(lines, (line) => `${line.developer ?? ''} ${currencyOf(line)}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const events = group.map(({ event }) => event);
      const ended = (as: string): number =>
        events.filter((event) => event.kind === 'opportunity-closed' && event.end === as).length;
      const [won, lost] = [ended('won'), ended('lost')];
      return [
        {
          developer: first.developer,
          currency: currencyOf(first),
          opened: events.filter(({ kind }) => kind === 'opportunity-opened').length,
          won,
          lost,
          winRate: won + lost === 0 ? null : won / (won + lost),
          annualValueWon: events.reduce(
            (sum, event) => (event.kind === 'annual-value-changed' ? sum + event.to.amount - event.from.amount : sum),
            0,
          ),
        },
      ];
    });
}
