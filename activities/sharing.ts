/**
 * Items that are one and the same to a client in several of its lifecycles (a birthday card, a review meeting, a
 * satisfaction question). Who comes first holds it; the others are covered. Every step may be repeated.
 */
import { createHash } from 'node:crypto';
import type { FactName, Happened, HappenedOf, Recorded } from '../domain/core/concern';
import { eventIdOf, messageIdPrefix } from '../domain/core/identity';
import type { ElsewhereItem } from '../domain/core/item';
import type { Instant } from '../domain/core/json';
import type { LifecycleState } from '../domain/lifecycle';
import {
  afterClaims,
  sharedAsksIn,
  coveredNow,
  heirAmong,
  holderAmong,
  type SharedAsk,
  type Claim,
  type ClaimedItem,
  type Covered,
  type SaidForOthers,
  type Shareable,
} from '../domain/organisation/sharing';
import { hasEnded } from '../domain/core/stages';
import { successorOf } from '../domain/seam';
import type { Database, Prisma } from '../prisma/client';

/** The id of a message between lifecycles: the same for the same cause, so that it counts once. */
export function sharedId(...parts: readonly string[]): string {
  return messageIdPrefix.shared + createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
}

const claimedOf = (row: Prisma.SharedItemGetPayload<object>): ClaimedItem => ({
  lifecycle: row.lifecycleId,
  item: row.itemId,
  key: row.shareKey,
  day: row.day,
  covered: row.holderLifecycleId !== null,
  closed: row.closed,
  outcome: row.outcome,
});

/**
 * Claims an item for a lifecycle. Null where the lifecycle holds it from now on; else the item of another lifecycle of the
 * client that covers it.
 */
async function claim(
  db: Database,
  { seed: { lifecycleId, client } }: LifecycleState,
  { item, share, day }: SharedAsk,
): Promise<Covered | null> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${client.id}, 0))::text`;
    const rows = await tx.sharedItem.findMany({
      where: { clientId: client.id, OR: [{ shareKey: share.key }, { lifecycleId, itemId: item }] },
    });
    const holder = holderAmong(rows.map(claimedOf), lifecycleId, { item, share, day });
    const held = { holderLifecycleId: holder?.lifecycle ?? null, holderItemId: holder?.item ?? null };
    await tx.sharedItem.upsert({
      where: { lifecycleId_itemId: { lifecycleId, itemId: item } },
      create: { lifecycleId, itemId: item, clientId: client.id, shareKey: share.key, day, ...held },
      update: held,
    });
    return holder === null ? null : { by: { lifecycle: holder.lifecycle, item: holder.item }, done: holder.closed };
  });
}

/** Claims every item that falls due with these events, in their order. */
export async function claimAll(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
): Promise<{
  /** Facts that the lifecycle takes next. */
  readonly facts: readonly Happened[];
  /** Ids of items and questions that nobody is asked for now. */
  readonly covered: ReadonlySet<string>;
}> {
  const claims: Claim[] = [];
  for (const asking of sharedAsksIn(state, events)) claims.push({ asking, covered: await claim(db, state, asking) });
  const facts = afterClaims(state, claims, sharedId).map((fact): Happened => ({ ...fact, via: 'ours' }));
  return { facts, covered: coveredNow(claims, facts) };
}

/** Every other item that is one with this one: its holder and whom that one covers. */
function othersOf(db: Database, lifecycleId: string, itemId: string): Promise<ElsewhereItem[]> {
  return db.$queryRaw<ElsewhereItem[]>`
    with mine as (
      select coalesce("holderLifecycleId", "lifecycleId") as l, coalesce("holderItemId", "itemId") as i
      from shared_items where "lifecycleId" = ${lifecycleId} and "itemId" = ${itemId})
    select s."lifecycleId" as lifecycle, s."itemId" as item from shared_items s, mine
    where ((s."lifecycleId" = mine.l and s."itemId" = mine.i) or (s."holderLifecycleId" = mine.l and s."holderItemId" = mine.i))
      and s."lifecycleId" <> ${lifecycleId}
    order by s."lifecycleId"`;
}

/** What one lifecycle tells another: it counts from the moment of which it tells. */
export type ToldFact = HappenedOf<FactName> & { readonly acceptedAt: Instant };

/** Tells another lifecycle a fact. One that has not begun hears it when it does; one that has ended does not need it. */
export type TellOther = (lifecycleId: string, fact: ToldFact) => Promise<void>;

const factOf = (said: Shareable, item: string, id: string, { at, note }: Pick<Recorded, 'at' | 'note'>): ToldFact => {
  const more = { via: 'ours' as const, acceptedAt: at, ...(note === undefined ? {} : { note }) };
  if (said.kind === 'answered')
    return { name: 'satisfactionAnswered', id, ...more, data: { contact: said.contact, score: said.score } };
  const { outcome, happiness } = said;
  return {
    name: 'itemCompleted',
    id,
    ...more,
    data: { item, outcome, ...(happiness === undefined ? {} : { happiness }) },
  };
};

/** Passes on to the client's other lifecycles what was said in this one for all of them. */
export async function passOn(
  db: Database,
  lifecycleId: string,
  forOthers: readonly SaidForOthers[],
  tell: TellOther,
): Promise<void> {
  for (const { said, seq, at, note } of forOthers) {
    const others = await othersOf(db, lifecycleId, said.item);
    if (said.kind === 'completed')
      await db.sharedItem.updateMany({
        where: {
          OR: [
            { lifecycleId, itemId: said.item },
            ...others.map((one) => ({ lifecycleId: one.lifecycle, itemId: one.item })),
          ],
        },
        data: { closed: true, outcome: said.outcome },
      });
    for (const other of others)
      await tell(
        other.lifecycle,
        factOf(said, other.item, sharedId(eventIdOf(lifecycleId, seq), other.lifecycle), {
          at,
          ...(note === undefined ? {} : { note }),
        }),
      );
  }
}

/** A lifecycle that ends hands what it holds to the next one that it covered; a renewed one to its next term. */
export async function letGo(db: Database, state: LifecycleState, tell: TellOther): Promise<void> {
  const { lifecycleId } = state.seed;
  if (!hasEnded(state.slices.standing.stage)) return;
  const next = successorOf(state);
  if (next !== null) {
    const moved: Prisma.PrismaPromise<unknown>[] = [
      db.sharedItem.updateMany({ where: { lifecycleId, closed: false }, data: { lifecycleId: next } }),
      db.sharedItem.updateMany({
        where: { holderLifecycleId: lifecycleId, closed: false },
        data: { holderLifecycleId: next },
      }),
    ];
    await db.$transaction(moved);
    return;
  }
  const held = await db.sharedItem.findMany({ where: { lifecycleId, closed: false } });
  for (const { itemId } of held) {
    const covered = await db.sharedItem.findMany({
      where: { holderLifecycleId: lifecycleId, holderItemId: itemId, closed: false },
    });
    const heir = heirAmong(covered.map(claimedOf));
    if (heir !== undefined) {
      await tell(heir.lifecycle, {
        name: 'itemUncovered',
        id: sharedId(lifecycleId, itemId, 'ended'),
        via: 'ours',
        acceptedAt: state.at,
        data: { item: heir.item },
      });
      await db.$transaction([
        db.sharedItem.updateMany({
          where: { holderLifecycleId: lifecycleId, holderItemId: itemId },
          data: { holderLifecycleId: heir.lifecycle, holderItemId: heir.item },
        }),
        db.sharedItem.update({
          where: { lifecycleId_itemId: { lifecycleId: heir.lifecycle, itemId: heir.item } },
          data: { holderLifecycleId: null, holderItemId: null },
        }),
      ]);
    }
    await db.sharedItem.update({ where: { lifecycleId_itemId: { lifecycleId, itemId } }, data: { closed: true } });
  }
}
