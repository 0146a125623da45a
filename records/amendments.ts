/** Amendments of deals: kept beside the deal as they came, heard by the lifecycles of its lines. */
import { whyNotAdded, type LinesRefused } from '../domain/core/added-lines';
import type { HappenedOf, Recorded } from '../domain/core/concern';
import type { Amendment, Deal } from '../domain/core/deal';
import type { Instant } from '../domain/core/json';
import { hasEnded, type Stage } from '../domain/core/stages';
import type { Database, Prisma } from '../prisma/client';
import { amendmentOf } from './columns/amendments';
import { asJson } from './columns/column';
import { dateOf } from './columns/days';
import { dealNow } from './columns/deals';
import { stageOf } from './columns/lifecycles';

/** An amendment that was taken. */
export interface KeptAmendment {
  readonly amendment: Amendment;
  readonly amendedAt: Instant;
}

/** The amendments of a deal, in the order in which they take effect; throws `BrokenRecord`. */
export async function amendmentsOf(db: Pick<Database, 'amendment'>, dealId: string): Promise<readonly KeptAmendment[]> {
  const rows = await db.amendment.findMany({
    where: { dealId },
    orderBy: [{ effectiveOn: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ amendment: amendmentOf(row), amendedAt: row.createdAt.toISOString() }));
}

/** A product line in the term that it is in now. */
export interface LineNow {
  readonly id: string;
  readonly code: string;
  readonly stage: Stage;
  /** The currency of what it is worth now, after a renewal another one than the deal's; null before its first record. */
  readonly currency: string | null;
}

/** Where lines of a deal stand, by their products' codes: each in its newest term. */
export async function linesNow(
  db: Pick<Database, 'lifecycle'>,
  dealId: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, LineNow>> {
  const rows = await db.lifecycle.findMany({
    where: { dealId, productCode: { in: [...codes] } },
    orderBy: { term: 'asc' },
    select: { id: true, productCode: true, stage: true, currency: true },
  });
  return new Map(
    rows.map((row) => {
      const { id, productCode: code, currency } = row;
      return [code, { id, code, stage: stageOf(row), currency: currency === '' ? null : currency }];
    }),
  );
}

/** What is stored of an amendment. */
interface ToKeep {
  readonly dealId: string;
  readonly amendment: Amendment;
  readonly fingerprint: string;
  /** Codes of the lines whose lifecycles are to hear of it. */
  readonly changed: readonly string[];
  /** Lines that the deal had not. */
  readonly added: Deal['products'];
  readonly by: string;
}

/** Lines cannot be added to a deal as it stands by now. */
export class LinesNotAdded extends Error {
  override readonly name = 'LinesNotAdded';
  constructor(readonly why: LinesRefused) {
    super('Lines cannot be added to the deal.');
  }
}

/**
 * Writes an amendment, and the lines that it adds, beside its deal. The client is held: the lines that the deal has are read
 * again, for another amendment may have added some meanwhile. Throws `LinesNotAdded`, and an error that `isDuplicate` knows
 * where the amendment is there.
 */
export async function keepAmendment(
  tx: Pick<Prisma.TransactionClient, 'amendment' | 'deal' | '$executeRaw'>,
  { dealId, amendment, fingerprint, changed, added, by }: ToKeep,
  now: Instant,
): Promise<void> {
  await tx.amendment.create({
    data: {
      dealId,
      id: amendment.amendmentId,
      effectiveOn: dateOf(amendment.effectiveOn),
      document: asJson(amendment),
      fingerprint,
      unheard: [...changed],
      amendedBy: by,
      createdAt: now,
    },
  });
  if (added.length === 0) return;
  const deal = dealNow(await tx.deal.findUniqueOrThrow({ where: { id: dealId } }));
  const refused = whyNotAdded(deal.products, added);
  if (refused !== null) throw new LinesNotAdded(refused);
  await tx.$executeRaw`update deals set added = added || ${JSON.stringify(added)}::jsonb where id = ${dealId}`;
}

/** Statements that note which amendments a lifecycle has heard of, as its events tell. */
export function notingHeard(
  db: Pick<Database, '$executeRaw'>,
  { dealId, product }: { readonly dealId: string; readonly product: { readonly code: string } },
  events: readonly Recorded[],
): Prisma.PrismaPromise<number>[] {
  return events.flatMap(({ event }) => {
    const isOfAmendment = event.kind === 'amendment-heard' || event.kind === 'contract-amended';
    if (!isOfAmendment || event.amendment === undefined) return [];
    return [
      db.$executeRaw`
        update amendments set unheard = array_remove(unheard, ${product.code})
        where "dealId" = ${dealId} and id = ${event.amendment} and ${product.code} = any(unheard)`,
    ];
  });
}

/** What a line's lifecycle hears of an amendment; null where it says nothing of that line. */
export function toHear(
  { amendmentId, effectiveOn, products }: Amendment,
  code: string,
): HappenedOf<'contractAmended'>['data'] | null {
  const product = products.find((one) => one.code === code);
  if (product === undefined) return null;
  const { quantity, annualValue } = product;
  return {
    amendment: amendmentId,
    on: effectiveOn,
    ...(quantity === undefined ? {} : { quantity }),
    ...(annualValue === undefined ? {} : { annualValue }),
  };
}

/** A message for the lifecycle that is to hear it. */
interface ToTell {
  readonly lifecycleId: string;
  readonly createdAt: Instant;
  readonly data: HappenedOf<'contractAmended'>['data'];
}

/**
 * What running lifecycles are still to hear of an amendment: the one that was to hear it may have ended before it did, and the
 * line goes on in the next term. Whoever heard it in an earlier term does not count it again.
 */
export async function stillToHear(
  db: Pick<Database, 'amendment' | 'lifecycle'>,
  dealId: string,
  amendmentId: string,
): Promise<readonly ToTell[]> {
  const row = await db.amendment.findUnique({ where: { dealId_id: { dealId, id: amendmentId } } });
  if (row === null) return [];
  const amendment = amendmentOf(row);
  const lines = await linesNow(db, dealId, row.unheard);
  return [...lines.values()].flatMap(({ id, code, stage }): readonly ToTell[] => {
    const data = toHear(amendment, code);
    return data === null || hasEnded(stage) ? [] : [{ lifecycleId: id, createdAt: row.createdAt.toISOString(), data }];
  });
}
