/**
 * Items that are one and the same to a client in several of its lifecycles (a birthday card, a review meeting, a
 * satisfaction question). Who comes first holds it; the others are covered. Every step may be repeated.
 */
import { createHash } from 'node:crypto';
import type { FactName, Happened, HappenedOf, Recorded } from '../domain/core/concern';
import type { ElsewhereItem } from '../domain/core/item';
import { eventIdOf, lifecycleIdOf, messageIdPrefix } from '../domain/core/identity';
import type { Instant } from '../domain/core/json';
import type { LifecycleState } from '../domain/lifecycle';
import {
  afterClaims,
  claimsThen,
  sharedAsksIn,
  coveredNow,
  learnedIn,
  heirAmong,
  type Claim,
  type SaidForOthers,
  type Shareable,
} from '../domain/organisation/sharing';
import { hasEnded } from '../domain/core/stages';
import { successorOf } from '../domain/seam';
import type { Database } from '../prisma/client';
import {
  claimSharedItem,
  closeSharedItems,
  itemsSharedWith,
  noteHolder,
  openSharedItems,
  settleCorrected,
  passSharedItemOn,
  takeSharedItemsAlong,
} from '../records/shared-items';

/** The id of a message between lifecycles: the same for the same cause, so that it counts once. */
export function sharedId(...parts: readonly string[]): string {
  return messageIdPrefix.shared + createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
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
  for (const asking of sharedAsksIn(state, events))
    claims.push({ asking, covered: await claimSharedItem(db, state, asking) });
  const facts = afterClaims(state, claims, sharedId).map((fact): Happened => ({ ...fact, via: 'ours' }));
  return { facts, covered: coveredNow(claims, facts) };
}

/** Writes what came of claims that were made before, as the lifecycle learned it then; returns what nobody was asked for. */
export async function claimedThen(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
  learned: readonly Happened[] = learnedIn(events),
): Promise<ReadonlySet<string>> {
  const claims = claimsThen(state, events, learned);
  for (const { asking, covered } of claims) await noteHolder(db, state.seed, asking, covered?.by ?? null);
  return coveredNow(claims, learned);
}

/** What one lifecycle tells another: it counts from the moment of which it tells. */
export type ToldFact = HappenedOf<FactName> & { readonly acceptedAt: Instant };

/** Tells another lifecycle a fact. One that has not begun hears it when it does; one that has ended does not need it. */
export type TellOther = (lifecycleId: string, fact: ToldFact) => Promise<void>;

const factForOther = (
  said: Shareable,
  item: string,
  id: string,
  { at, note, from }: Pick<Recorded, 'at' | 'note'> & { readonly from: string },
): ToldFact => {
  const more = { via: 'ours' as const, acceptedAt: at, ...(note === undefined ? {} : { note }) };
  switch (said.kind) {
    case 'answered':
      return {
        name: 'satisfactionAnswered',
        id,
        ...more,
        data: { contact: said.contact, score: said.score, elsewhere: from },
      };
    case 'postponed':
      return { name: 'itemPostponed', id, ...more, data: { item, until: said.until, reason: said.reason } };
    case 'corrected': {
      const { outcome, happiness } = said;
      const data = { item, outcome, ...(happiness === undefined ? {} : { happiness }) };
      return { name: 'itemCorrected', id, ...more, data };
    }
    case 'completed': {
      const { outcome, happiness } = said;
      const data = { item, outcome, ...(happiness === undefined ? {} : { happiness }) };
      return { name: 'itemCompleted', id, ...more, data };
    }
  }
};

/** Whom what was said is for besides; what it says of the claim is written with it. */
async function othersToTell(
  db: Database,
  { lifecycleId, client, dealId, product, term }: LifecycleState['seed'],
  said: Shareable,
): Promise<readonly ElsewhereItem[]> {
  const own = { lifecycle: lifecycleId, item: said.item };
  switch (said.kind) {
    case 'answered':
    case 'postponed':
      return itemsSharedWith(db, lifecycleId, said.item);
    case 'completed':
      return closeSharedItems(db, client.id, own, said.outcome);
    case 'corrected': {
      const terms = Array.from({ length: term }, (_, index) => lifecycleIdOf(dealId, product.code, index + 1));
      return settleCorrected(db, client.id, { terms, item: said.item }, said.outcome === 'open' ? null : said.outcome);
    }
  }
}

/** Passes on to the client's other lifecycles what was said in this one for all of them. */
export async function tellOthers(
  db: Database,
  { seed }: LifecycleState,
  forOthers: readonly SaidForOthers[],
  tell: TellOther,
): Promise<void> {
  for (const { said, seq, at, note } of forOthers) {
    const others = await othersToTell(db, seed, said);
    for (const other of others)
      await tell(
        other.lifecycle,
        factForOther(said, other.item, sharedId(eventIdOf(seed.lifecycleId, seq), other.lifecycle), {
          at,
          from: seed.lifecycleId,
          ...(note === undefined ? {} : { note }),
        }),
      );
  }
}

/** A lifecycle that ends hands what it holds to the next one that it covered; a renewed one to its next term. */
export async function letGo(db: Database, state: LifecycleState, tell: TellOther): Promise<void> {
  const { lifecycleId, client } = state.seed;
  if (!hasEnded(state.slices.standing.stage)) return;
  const next = successorOf(state);
  if (next !== null) return takeSharedItemsAlong(db, state.seed, next);
  // What is claimed while it is handed on has an heir, too: then it is looked at anew.
  for (
    let open = await openSharedItems(db, lifecycleId);
    open.length > 0;
    open = await openSharedItems(db, lifecycleId)
  )
    for (const { item, covers } of open) {
      const heir = heirAmong(covers);
      if (heir !== undefined)
        await tell(heir.lifecycle, {
          name: 'itemUncovered',
          id: sharedId(lifecycleId, item, 'ended'),
          via: 'ours',
          acceptedAt: state.at,
          data: { item: heir.item },
        });
      await passSharedItemOn(db, client.id, { lifecycle: lifecycleId, item }, heir);
    }
}
