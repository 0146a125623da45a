/** Items that are one and the same to a client in several of its lifecycles: who holds each, and what came of it. */
import type { ElsewhereItem } from '../domain/core/item';
import type { LifecycleState } from '../domain/lifecycle';
import { holderAmong, type ClaimedItem, type Covered, type SharedAsk } from '../domain/organisation/sharing';
import type { Database, Prisma } from '../prisma/client';
import { civilDayOf, dateOf } from './columns/days';
import { holdingClient, presentClient } from './merged-clients';

/** What a row of a shared item claims. */
export const claimedOf = (row: Prisma.SharedItemGetPayload<object>): ClaimedItem => ({
  lifecycle: row.lifecycleId,
  item: row.itemId,
  key: row.shareKey,
  day: civilDayOf(row.day),
  covered: row.holderLifecycleId !== null,
  closed: row.closed,
  outcome: row.outcome,
});

/** Claims an item for its client: null when the lifecycle holds it, else the item elsewhere that covers it. */
export async function claimSharedItem(
  db: Database,
  { seed: { lifecycleId, client } }: LifecycleState,
  { item, share, day }: Omit<SharedAsk, 'seq'>,
): Promise<Covered | null> {
  return holdingClient(db, 'items', client.id, async (tx, clientId) => {
    const rows = await tx.sharedItem.findMany({
      where: { clientId, OR: [{ shareKey: share.key }, { lifecycleId, itemId: item }] },
    });
    const holder = holderAmong(rows.map(claimedOf), lifecycleId, { item, share, day });
    await noteHolder(tx, { lifecycleId, client }, { item, share, day }, holder);
    return holder === null ? null : { by: { lifecycle: holder.lifecycle, item: holder.item }, done: holder.closed };
  });
}

/** Claims what is done before anybody was asked for it; nothing where it was claimed when it fell due. */
export async function claimDoneEarly(
  db: Database,
  state: LifecycleState,
  early: Omit<SharedAsk, 'seq'>,
): Promise<void> {
  const { lifecycleId } = state.seed;
  const where = { lifecycleId_itemId: { lifecycleId, itemId: early.item } };
  if ((await db.sharedItem.findUnique({ where })) === null) await claimSharedItem(db, state, early);
}

/** Notes what covers an item: what was found out now, or what was found out then. */
export async function noteHolder(
  db: Pick<Database, 'sharedItem' | 'client'>,
  { lifecycleId, client }: Pick<LifecycleState['seed'], 'lifecycleId' | 'client'>,
  { item, share, day }: Pick<SharedAsk, 'item' | 'share' | 'day'>,
  holder: ElsewhereItem | null,
): Promise<void> {
  const held = { holderLifecycleId: holder?.lifecycle ?? null, holderItemId: holder?.item ?? null };
  await db.sharedItem.upsert({
    where: { lifecycleId_itemId: { lifecycleId, itemId: item } },
    create: {
      lifecycleId,
      itemId: item,
      clientId: await presentClient(db, client.id),
      shareKey: share.key,
      day: dateOf(day),
      ...held,
    },
    update: held,
  });
}

/** Every other item that is one with this one: its holder and whom that one covers. */
export function itemsSharedWith(
  db: Pick<Database, '$queryRaw'>,
  lifecycleId: string,
  itemId: string,
): Promise<ElsewhereItem[]> {
  return db.$queryRaw<ElsewhereItem[]>`
    with mine as (
      select coalesce("holderLifecycleId", "lifecycleId") as l, coalesce("holderItemId", "itemId") as i
      from shared_items where "lifecycleId" = ${lifecycleId} and "itemId" = ${itemId})
    select s."lifecycleId" as lifecycle, s."itemId" as item from shared_items s, mine
    where ((s."lifecycleId" = mine.l and s."itemId" = mine.i) or (s."holderLifecycleId" = mine.l and s."holderItemId" = mine.i))
      and s."lifecycleId" <> ${lifecycleId}
    order by s."lifecycleId"`;
}

/**
 * Closes an item with what came of it, and every other that is one with it; returns those. Whoever claims one later finds
 * it closed.
 */
export async function closeSharedItems(
  db: Database,
  client: string,
  { lifecycle, item }: ElsewhereItem,
  outcome: string,
): Promise<readonly ElsewhereItem[]> {
  return holdingClient(db, 'items', client, async (tx) => {
    const others = await itemsSharedWith(tx, lifecycle, item);
    await tx.sharedItem.updateMany({
      where: { OR: [{ lifecycle, item }, ...others].map((one) => ({ lifecycleId: one.lifecycle, itemId: one.item })) },
      data: { closed: true, outcome },
    });
    return others;
  });
}

/** An item that is in the state of a term, and was shared in it or in an earlier one. */
interface ItemOfTerms {
  /** Every term of the product line so far. */
  readonly terms: readonly string[];
  readonly item: string;
}

/** A claim that was shared: whose it was, and the term in which it goes on by now. */
interface SharedClaim {
  readonly claimed: string;
  readonly lifecycle: string;
  readonly item: string;
}

/** Every claim of the item, and of each the running term: what is corrected may have been shared before a renewal. */
function claimsAcrossTerms(
  db: Pick<Database, '$queryRaw'>,
  { terms, item }: ItemOfTerms,
): Promise<readonly SharedClaim[]> {
  return db.$queryRaw<SharedClaim[]>`
    with recursive mine as (
      select coalesce("holderLifecycleId", "lifecycleId") as l, coalesce("holderItemId", "itemId") as i
      from shared_items where "lifecycleId" = any(${[...terms]}) and "itemId" = ${item}),
    claims as (
      select distinct s."lifecycleId" as claimed, s."itemId" as item from shared_items s, mine
      where (s."lifecycleId" = mine.l and s."itemId" = mine.i) or (s."holderLifecycleId" = mine.l and s."holderItemId" = mine.i)),
    on_from as (
      select claimed, item, claimed as lifecycle from claims
      union
      select o.claimed, o.item, n."successorId" from on_from o join lifecycles n on n.id = o.lifecycle
      where n."successorId" is not null)
    select o.claimed, o.item, o.lifecycle from on_from o
    left join lifecycles n on n.id = o.lifecycle
    where n."successorId" is null
    order by o.lifecycle`;
}

/**
 * Notes what came of a shared item by a correction (null: it is open again) in every claim of it; returns the others,
 * each in the term that has it now.
 */
export async function settleCorrected(
  db: Database,
  client: string,
  of: ItemOfTerms,
  outcome: string | null,
): Promise<readonly ElsewhereItem[]> {
  return holdingClient(db, 'items', client, async (tx) => {
    const claims = await claimsAcrossTerms(tx, of);
    if (claims.length > 0)
      await tx.sharedItem.updateMany({
        where: { OR: claims.map(({ claimed, item }) => ({ lifecycleId: claimed, itemId: item })) },
        data: { closed: outcome !== null, outcome },
      });
    return claims
      .filter(({ claimed }) => !of.terms.includes(claimed))
      .map(({ lifecycle, item }) => ({ lifecycle, item }));
  });
}

/** Hands what a lifecycle holds, and what covers it, to its next term. */
export async function takeSharedItemsAlong(
  db: Database,
  { lifecycleId, client }: Pick<LifecycleState['seed'], 'lifecycleId' | 'client'>,
  next: string,
): Promise<void> {
  await holdingClient(db, 'items', client.id, async (tx) => {
    await tx.sharedItem.updateMany({ where: { lifecycleId, closed: false }, data: { lifecycleId: next } });
    await tx.sharedItem.updateMany({
      where: { holderLifecycleId: lifecycleId, closed: false },
      data: { holderLifecycleId: next },
    });
  });
}

/** Open items of a lifecycle, each with the open ones that it covers. */
export async function openSharedItems(
  db: Pick<Database, 'sharedItem'>,
  lifecycleId: string,
): Promise<readonly { readonly item: string; readonly covers: readonly ClaimedItem[] }[]> {
  const [own, covered] = await Promise.all([
    db.sharedItem.findMany({ where: { lifecycleId, closed: false } }),
    db.sharedItem.findMany({ where: { holderLifecycleId: lifecycleId, closed: false } }),
  ]);
  return own.map(({ itemId }) => ({
    item: itemId,
    covers: covered.filter(({ holderItemId }) => holderItemId === itemId).map(claimedOf),
  }));
}

/** What an item of a lifecycle covers by now. */
export async function coveredByNow(
  db: Pick<Database, 'sharedItem'>,
  { lifecycle, item }: ElsewhereItem,
): Promise<readonly ElsewhereItem[]> {
  const open = await openSharedItems(db, lifecycle);
  return open.find((one) => one.item === item)?.covers ?? [];
}

/**
 * Closes an item of a lifecycle that has ended, and makes an heir the holder of everything that it covers. Nothing
 * is changed where there is no heir and something is covered by now: it was claimed meanwhile.
 */
export async function passSharedItemOn(
  db: Database,
  client: string,
  { lifecycle, item }: ElsewhereItem,
  heir: ElsewhereItem | undefined,
): Promise<void> {
  const covered = { holderLifecycleId: lifecycle, holderItemId: item };
  await holdingClient(db, 'items', client, async (tx) => {
    if (heir === undefined && (await tx.sharedItem.count({ where: { ...covered, closed: false } })) > 0) return;
    if (heir !== undefined) {
      await tx.sharedItem.updateMany({
        where: covered,
        data: { holderLifecycleId: heir.lifecycle, holderItemId: heir.item },
      });
      await tx.sharedItem.update({
        where: { lifecycleId_itemId: { lifecycleId: heir.lifecycle, itemId: heir.item } },
        data: { holderLifecycleId: null, holderItemId: null },
      });
    }
    await tx.sharedItem.update({
      where: { lifecycleId_itemId: { lifecycleId: lifecycle, itemId: item } },
      data: { closed: true },
    });
  });
}
