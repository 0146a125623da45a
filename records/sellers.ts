/** Where a seller's deals stand, read in one query: every product line in the term that it is in now. */
import type { Money } from '../domain/core/json';
import { present, type Presented } from '../domain/told/present';
import type { OversoldAnswer } from '../domain/concerns/promises';
import { promiseById, type SoldNow } from '../domain/told/occasion';
import type { Database } from '../prisma/client';
import { dealNow } from './columns/deals';
import { stateOf } from './columns/lifecycles';

export interface SoldLine {
  readonly deal: string;
  readonly client: { readonly id: string; readonly name: string };
  readonly product: { readonly code: string; readonly name: string };
  readonly lifecycle: string;
  readonly term: number;
  readonly stage: Presented['stage'];
  readonly band: Presented['health']['band'];
  readonly rep: string;
  readonly renewsOn: string;
  readonly annualValue: Money;
  /** Promises that were flagged as oversold, by what was promised, with the seller's answer. */
  readonly oversold: readonly {
    readonly metric: string | null;
    readonly at: string;
    readonly answer: OversoldAnswer | null;
  }[];
}

/** The newest deals first; of all of them, or of those that a key handed over. */
export async function soldBy(
  db: Database,
  seller: string,
  limit: number,
  handedOverBy: string | null = null,
): Promise<readonly SoldLine[]> {
  const rows = await db.$queryRaw<
    { id: string; dealId: string; clientName: string; document: unknown; added: unknown; state: unknown }[]
  >`
    select l.id, l."dealId", c.name as "clientName", d.document, d.added, l.state
    from deals d join lifecycles l on l."dealId" = d.id join clients c on c.id = d."clientId"
    where d."sellerId" = ${seller} and (${handedOverBy}::text is null or d."handedOverBy" = ${handedOverBy})
      and l."successorId" is null and l.state is not null
    order by d."createdAt" desc, l.id limit ${limit}`;
  return rows.map(({ id, dealId, clientName, document, added, state }) => {
    const lifecycle = present(stateOf({ id, state }));
    const sold = { deal: dealNow({ id: dealId, document, added }), lifecycle };
    return {
      deal: dealId,
      client: { id: lifecycle.client.id, name: clientName },
      product: lifecycle.product,
      lifecycle: id,
      term: lifecycle.term,
      stage: lifecycle.stage,
      band: lifecycle.health.band,
      rep: lifecycle.rep,
      renewsOn: lifecycle.renewal.renewsOn,
      annualValue: lifecycle.renewal.annualValue,
      oversold: lifecycle.oversold.map(({ promise, at, answer }) => ({
        metric: promiseById(sold, promise ?? null)?.metric ?? null,
        at,
        answer: answer ?? null,
      })),
    };
  });
}

/** Where it stands, as a mail tells it. */
export function soldNow({ client, product, stage, band, renewsOn, term }: SoldLine): SoldNow {
  return { client: client.name, product: product.name, stage, band, renewsOn, term };
}
