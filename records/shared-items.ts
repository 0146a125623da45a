/** Items that are one and the same to a client in several of its lifecycles: who holds each, and what came of it. */
import type { ElsewhereItem } from '../domain/core/item';
import type { LifecycleState } from '../domain/lifecycle';
import { holderAmong, type ClaimedItem, type Covered, type SharedAsk } from '../domain/organisation/sharing';
import type { Database, Prisma } from '../prisma/client';
import { holdClients } from './held-clients';

const claimedOf = (row: Prisma.SharedItemGetPayload<object>): ClaimedItem => ({
  lifecycle: row.lifecycleId,
  item: row.itemId,
  key: row.shareKey,
  day: row.day,
  covered: row.holderLifecycleId !== null,
  closed: row.closed,
  outcome: row.outcome,
});

/** Claims an item for its client: null when the lifecycle holds it, else the item elsewhere that covers it. */
export async function claimSharedItem(
  db: Database,
  { seed: { lifecycleId, client } }: LifecycleState,
  { item, share, day }: SharedAsk,
): Promise<Covered | null> {
  return db.$transaction(async (tx) => {
    await holdClients(tx, 'items', [client.id]);
    const rows = await tx.sharedItem.findMany({
      where: { clientId: client.id, OR: [{ shareKey: share.key }, { lifecycleId, itemId: item }] },
    });
    const holder = holderAmong(rows.map(claimedOf), lifecycleId, { item, share, day });
    await noteHolder(tx, { lifecycleId, client }, { item, share, day }, holder);
    return holder === null ? null : { by: { lifecycle: holder.lifecycle, item: holder.item }, done: holder.closed };
  });
}

/** Notes what covers an item: what was found out now, or what was found out then. */
export async function noteHolder(
  db: Pick<Database, 'sharedItem'>,
  { lifecycleId, client }: Pick<LifecycleState['seed'], 'lifecycleId' | 'client'>,
  { item, share, day }: Pick<SharedAsk, 'item' | 'share' | 'day'>,
  holder: ElsewhereItem | null,
): Promise<void> {
  const held = { holderLifecycleId: holder?.lifecycle ?? null, holderItemId: holder?.item ?? null };
  await db.sharedItem.upsert({
    where: { lifecycleId_itemId: { lifecycleId, itemId: item } },
    create: { lifecycleId, itemId: item, clientId: client.id, shareKey: share.key, day, ...held },
    update: held,
  });
}

/** Every other item that is one with this one: its holder and whom that one covers. */
export function itemsSharedWith(db: Database, lifecycleId: string, itemId: string): Promise<ElsewhereItem[]> {
  return db.$queryRaw<ElsewhereItem[]>`
    with mine as (
      select coalesce("holderLifecycleId", "lifecycleId") as l, coalesce("holderItemId", "itemId") as i
      from shared_items where "lifecycleId" = ${lifecycleId} and "itemId" = ${itemId})
    select s."lifecycleId" as lifecycle, s."itemId" as item from shared_items s, mine
    where ((s."lifecycleId" = mine.l and s."itemId" = mine.i) or (s."holderLifecycleId" = mine.l and s."holderItemId" = mine.i))
      and s."lifecycleId" <> ${lifecycleId}
    order by s."lifecycleId"`;
}

/** Notes what came of an item, for itself and for those that are one with it. */
export async function closeSharedItems(
  db: Pick<Database, 'sharedItem'>,
  items: readonly ElsewhereItem[],
  outcome: string,
): Promise<void> {
  await db.sharedItem.updateMany({
    where: { OR: items.map(({ lifecycle, item }) => ({ lifecycleId: lifecycle, itemId: item })) },
    data: { closed: true, outcome },
  });
}

/** Hands what a lifecycle holds, and what covers it, to its next term. */
export async function takeSharedItemsAlong(db: Database, lifecycleId: string, next: string): Promise<void> {
  const moved: Prisma.PrismaPromise<unknown>[] = [
    db.sharedItem.updateMany({ where: { lifecycleId, closed: false }, data: { lifecycleId: next } }),
    db.sharedItem.updateMany({
      where: { holderLifecycleId: lifecycleId, closed: false },
      data: { holderLifecycleId: next },
    }),
  ];
  await db.$transaction(moved);
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

/** Makes an heir the holder of everything that an item covers. */
export async function passSharedItemOn(db: Database, from: ElsewhereItem, heir: ElsewhereItem): Promise<void> {
  await db.$transaction([
    db.sharedItem.updateMany({
      where: { holderLifecycleId: from.lifecycle, holderItemId: from.item },
      data: { holderLifecycleId: heir.lifecycle, holderItemId: heir.item },
    }),
    db.sharedItem.update({
      where: { lifecycleId_itemId: { lifecycleId: heir.lifecycle, itemId: heir.item } },
      data: { holderLifecycleId: null, holderItemId: null },
    }),
  ]);
}

/** Closes an item of a lifecycle that has ended. */
export async function closeSharedItem(
  db: Pick<Database, 'sharedItem'>,
  { lifecycle, item }: ElsewhereItem,
): Promise<void> {
  await db.sharedItem.update({
    where: { lifecycleId_itemId: { lifecycleId: lifecycle, itemId: item } },
    data: { closed: true },
  });
}
