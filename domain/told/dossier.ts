/** A continuity dossier: everything that the next rep must know of the lifecycles that they get. */
import { groupBy } from '../core/grouped';
import type { Ask } from './asks';
import type { Occasion } from './occasion';

/** What a dossier says of one lifecycle: the part of its occasion that the next rep needs. */
export type DossierLine = Pick<Occasion, 'lifecycle' | 'deal' | 'contacts' | 'criteria' | 'lately' | 'actuals'> & {
  readonly asks: readonly Ask[];
};

export interface Dossier {
  readonly reason: 'handover' | 'import';
  /** Whose clients they were; null where they come from outside. */
  readonly from: string | null;
  readonly at: string;
  readonly lines: readonly DossierLine[];
}

/** A lifecycle of a dossier with what it asks, as of the dossier's moment. */
export interface DossierProduct extends DossierLine {
  readonly burning: boolean;
  /** What is asked already, an alarm among it. */
  readonly open: readonly Ask[];
  /** The next few things that will be asked. */
  readonly coming: readonly Ask[];
}

/** A client with its lifecycles. */
export interface DossierClient {
  readonly name: string;
  readonly burning: boolean;
  readonly contacts: Occasion['contacts'];
  readonly products: readonly DossierProduct[];
}

/** How many coming asks of each lifecycle a dossier tells. */
const comingTold = 3;

function productAt(line: DossierLine, at: string): DossierProduct {
  return {
    ...line,
    burning: line.asks.some(({ kind }) => kind === 'escalation'),
    open: line.asks.filter((ask) => ask.at <= at),
    coming: line.asks.filter((ask) => ask.at > at).slice(0, comingTold),
  };
}

/** The clients of a dossier in the order in which they are told: those with an alarm first, then by what they ask first. */
export function dossierClients({ lines, at }: Pick<Dossier, 'lines' | 'at'>): readonly DossierClient[] {
  return [...groupBy(lines, ({ lifecycle }) => lifecycle.client.id).values()]
    .map((ofClient): DossierClient => {
      const products = ofClient.map((line) => productAt(line, at));
      return {
        name: ofClient[0]?.lifecycle.client.name ?? '',
        burning: products.some(({ burning }) => burning),
        contacts: ofClient[0]?.contacts ?? [],
        products,
      };
    })
    .toSorted((a, b) => Number(b.burning) - Number(a.burning) || inOrder(firstDayOf(a), firstDayOf(b)));
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** When a client asks for something first; after all others where they ask for nothing. */
function firstDayOf({ products }: DossierClient): string {
  return products.flatMap(({ open, coming }) => [...open, ...coming].map(({ at }) => at)).toSorted()[0] ?? '~';
}

/** Lifecycles with an alarm, and other things that are asked already. */
export function urgencyOf(clients: readonly DossierClient[]): { readonly burning: number; readonly open: number } {
  const products = clients.flatMap((client) => client.products);
  return {
    burning: products.filter(({ burning }) => burning).length,
    open: products.flatMap(({ open }) => open.filter(({ kind }) => kind !== 'escalation')).length,
  };
}
