/** A client is one relationship: what is one and the same to it in several of its lifecycles is asked for once. */
import { dayMs, dayOf, daysBetween } from '../core/calendar';
import type { Event, Happened, Recorded, Via } from '../core/concern';
import {
  isStillToDo,
  type ElsewhereItem,
  type Outcome,
  type PostponeReason,
  type Programme,
  type Share,
} from '../core/item';
import type { CivilDate } from '../core/json';
import type { CorrectedOutcome } from '../concerns/corrections';
import type { LifecycleState } from '../lifecycle';
import { questionShare } from '../concerns/satisfaction';
import type { Presented, PresentedItem } from '../told/present';

/** Something that asks somebody now, and may be covered by another lifecycle of the client. */
export interface SharedAsk {
  readonly seq: number;
  /** An item's id, or a satisfaction question. */
  readonly item: string;
  readonly share: Share;
  readonly day: CivilDate;
}

/** What asks now, among those events. */
export function sharedAsksIn({ seed, slices }: LifecycleState, events: readonly Recorded[]): readonly SharedAsk[] {
  return events.flatMap(({ seq, at, event }): SharedAsk[] => {
    if (event.kind === 'satisfaction-asked')
      return [
        {
          seq,
          item: event.question,
          share: questionShare(slices.standing.policy.rules),
          day: dayOf(at, seed.client.zone),
        },
      ];
    if (event.kind !== 'item-prepared' && event.kind !== 'item-due') return [];
    const item = slices.items.find(({ id }) => id === event.item);
    return item?.share === undefined ? [] : [{ seq, item: item.id, share: item.share, day: item.on }];
  });
}

/** What the client says, or gets, once however early: who does it before it is asked for does it for all. */
const onceForAll: readonly Programme[] = ['success-criteria', 'birthday'];

/**
 * What was done here before anybody was asked for it, and is done for the client's other lifecycles with that. It claims
 * its place when it is done, as anything else does when it falls due.
 */
export function doneEarly({ slices }: Pick<LifecycleState, 'slices'>, item: string): Omit<SharedAsk, 'seq'> | null {
  const found = slices.items.find(({ id }) => id === item);
  return found?.share === undefined || !onceForAll.includes(found.programme)
    ? null
    : { item, share: found.share, day: found.on };
}

/** Something that nobody asks for here any more, with its line of the ledger. */
export interface GivenUp extends Pick<Recorded, 'seq' | 'at'> {
  readonly item: string;
}

/**
 * What was asked for here once for a whole deal, and passed without an answer: another of its lines may ask now. Cards and
 * reviews have a day; when that is over, nobody else asks for them.
 */
export function givenUpIn({ slices }: Pick<LifecycleState, 'slices'>, events: readonly Recorded[]): readonly GivenUp[] {
  return events.flatMap(({ seq, at, event }): GivenUp[] => {
    if (event.kind !== 'item-missed' && event.kind !== 'item-skipped') return [];
    const item = slices.items.find(({ id }) => id === event.item);
    return item?.share === undefined || item.programme !== 'success-criteria' ? [] : [{ item: item.id, seq, at }];
  });
}

/** Something that was claimed before, among the client's lifecycles. */
export interface ClaimedItem extends ElsewhereItem {
  /** The key of its share. */
  readonly key: string;
  readonly day: CivilDate;
  /** True where another one covers it. */
  readonly covered: boolean;
  /** True once it is done, or its lifecycle has ended. */
  readonly closed: boolean;
  /** What came of it; null while nobody has said so. */
  readonly outcome: string | null;
}

/**
 * What covers something that a lifecycle asks for: of what was claimed in the client's other lifecycles under the same
 * key, at most so many days away, and stands for itself: what is still open, or was done; first what is open, then the
 * earliest. Null where nothing does, and where the lifecycle holds it already.
 */
export function holderAmong(
  claimed: readonly ClaimedItem[],
  lifecycle: string,
  { item, share, day }: Pick<SharedAsk, 'item' | 'share' | 'day'>,
): ClaimedItem | null {
  const own = claimed.find((one) => one.lifecycle === lifecycle && one.item === item);
  if (own !== undefined && !own.covered && !own.closed) return null;
  const order = (one: ClaimedItem): string => `${one.closed ? 1 : 0} ${one.day} ${one.lifecycle}`;
  const [first] = claimed
    .filter(
      (one) =>
        one.lifecycle !== lifecycle &&
        one.key === share.key &&
        !one.covered &&
        (!one.closed || one.outcome === 'done') &&
        Math.abs(daysBetween(one.day, day)) <= share.days,
    )
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return first ?? null;
}

/** Who asks from now on where a holder is gone: the first of those it covered, by lifecycle; undefined for none. */
export function heirAmong<E extends ElsewhereItem>(covered: readonly E[]): E | undefined {
  return covered.toSorted((a, b) => (a.lifecycle < b.lifecycle ? -1 : 1))[0];
}

/** What covers something that asks: it is asked for in another lifecycle of the client. */
export interface Covered {
  readonly by: ElsewhereItem;
  /** True when what covers it is done already. */
  readonly done: boolean;
}

/** What came of a claim: `covered` is null where it stands for itself. */
export interface Claim {
  readonly asking: SharedAsk;
  readonly covered: Covered | null;
}

/**
 * What the claims mean for the lifecycle that made them, as facts it tells itself. `idOf` makes the id of a fact: the
 * same for the same parts, so that it counts once.
 */
export function afterClaims(
  { seed: { lifecycleId }, slices }: LifecycleState,
  claims: readonly Claim[],
  idOf: (...parts: readonly string[]) => string,
): readonly Happened[] {
  return claims.flatMap(({ asking: { item, seq }, covered }): Happened[] => {
    const id = (what: string): string => idOf(lifecycleId, item, what, String(seq));
    const known = slices.items.find((one) => one.id === item);
    if (covered === null)
      return known === undefined || known.covered === null
        ? []
        : [{ name: 'itemUncovered', id: id('uncovered'), data: { item } }];
    if (known === undefined)
      return [{ name: 'satisfactionCovered', id: id('covered'), data: { question: item, by: covered.by } }];
    return [
      ...(known.covered?.lifecycle === covered.by.lifecycle && known.covered.item === covered.by.item
        ? []
        : [{ name: 'itemsCovered' as const, id: id('covered'), data: { items: [{ item, by: covered.by }] } }]),
      ...(covered.done
        ? [{ name: 'itemCompleted' as const, id: id('done'), data: { item, outcome: 'done' as const } }]
        : []),
    ];
  });
}

/**
 * What came of claims that were made before, read off what the lifecycle learned of them then: `afterClaims` the other
 * way round. Where it learned nothing of an ask, it stood for itself, or was covered already.
 */
export function claimsThen(
  state: LifecycleState,
  events: readonly Recorded[],
  learned: readonly Happened[],
): readonly Claim[] {
  return sharedAsksIn(state, events).map((asking): Claim => {
    const { item } = asking;
    const known = state.slices.items.find(({ id }) => id === item)?.covered ?? null;
    let by = known;
    for (const fact of learned) {
      if (fact.name === 'itemUncovered' && fact.data.item === item) by = null;
      if (fact.name === 'satisfactionCovered' && fact.data.question === item) ({ by } = fact.data);
      if (fact.name === 'itemsCovered') by = fact.data.items.find((one) => one.item === item)?.by ?? by;
    }
    const done = learned.some((fact) => fact.name === 'itemCompleted' && fact.data.item === item);
    return { asking, covered: by === null ? null : { by, done } };
  });
}

/** What a lifecycle learned of what it shares, read off its events: what `afterClaims` told it, without the ids. */
export function learnedIn(events: readonly Recorded[]): readonly Happened[] {
  return events.flatMap(({ event, cause: id = '' }): Happened[] => {
    if (event.kind === 'item-covered')
      return [{ name: 'itemsCovered', id, data: { items: [{ item: event.item, by: event.by }] } }];
    if (event.kind === 'item-uncovered') return [{ name: 'itemUncovered', id, data: { item: event.item } }];
    if (event.kind === 'satisfaction-covered')
      return [{ name: 'satisfactionCovered', id, data: { question: event.question, by: event.by } }];
    return [];
  });
}

/** What nobody is asked for now: it is covered, or the fact that uncovers it asks for it anew. */
export function coveredNow(claims: readonly Claim[], after: readonly Happened[]): ReadonlySet<string> {
  return new Set([
    ...claims.flatMap(({ asking, covered }) => (covered === null ? [] : [asking.item])),
    ...after.flatMap((fact) => (fact.name === 'itemUncovered' ? [fact.data.item] : [])),
  ]);
}

/** What of an event is said for the client's other lifecycles too. */
export type Shareable =
  | { readonly kind: 'completed'; readonly item: string; readonly outcome: Outcome; readonly happiness?: number }
  | {
      readonly kind: 'corrected';
      readonly item: string;
      readonly outcome: CorrectedOutcome;
      readonly happiness?: number;
    }
  | { readonly kind: 'postponed'; readonly item: string; readonly until: CivilDate; readonly reason: PostponeReason }
  | { readonly kind: 'answered'; readonly item: string; readonly contact: string; readonly score: number };

/** What of an event counts for the client's other lifecycles too; null where it is about this one alone. */
export function shareable(event: Event): Shareable | null {
  if (event.kind === 'item-completed') {
    const { item, outcome, happiness } = event;
    return { kind: 'completed', item, outcome, ...(happiness === undefined ? {} : { happiness }) };
  }
  if (event.kind === 'item-corrected') {
    const { item, outcome, happiness } = event;
    return { kind: 'corrected', item, outcome, ...(happiness === undefined ? {} : { happiness }) };
  }
  if (event.kind === 'item-postponed') {
    const { item, until, reason } = event;
    return { kind: 'postponed', item, until, reason };
  }
  if (event.kind === 'satisfaction-answered')
    return { kind: 'answered', item: event.question, contact: event.contact, score: event.score };
  return null;
}

/** Something said in a lifecycle that counts for the client's others, with its line of the ledger. */
export interface SaidForOthers extends Pick<Recorded, 'seq' | 'at' | 'note'> {
  readonly said: Shareable;
}

/**
 * What of those events is passed on to the client's other lifecycles: what was said here, and not passed on to here by
 * another one; of items, those that are shared. `via` says how the causing messages came.
 */
export function saidForOthers(
  { slices }: Pick<LifecycleState, 'slices'>,
  events: readonly Recorded[],
  via: { readonly [cause: string]: Via },
): readonly SaidForOthers[] {
  return events.flatMap(({ seq, at, event, note, cause }): SaidForOthers[] => {
    if (cause !== undefined && via[cause] === 'ours') return [];
    const said = shareable(event);
    if (said === null) return [];
    if (said.kind !== 'answered' && slices.items.find(({ id }) => id === said.item)?.share === undefined) return [];
    return [{ said, seq, at, ...(note === undefined ? {} : { note }) }];
  });
}

/** A review, and the lifecycle whose it is. */
export interface ReviewOf {
  readonly lifecycle: string;
  /** What it covers by now, though what is covered may know another holder from before. */
  readonly covers: readonly ElsewhereItem[];
  readonly review: PresentedItem;
}

/**
 * Reviews of the client's other lifecycles that are one meeting with a review: those it covers, and those that fall due
 * within `togetherDays` of it and are covered by none. None where it is covered itself, and where the policy holds each
 * by itself (0 days).
 */
export function sameMeeting<O extends { readonly lifecycle: Pick<Presented, 'id' | 'reviews'> }>(
  { lifecycle, covers, review }: ReviewOf,
  others: readonly O[],
  togetherDays: number,
): readonly { readonly other: O; readonly review: PresentedItem }[] {
  if (review.covered !== undefined || togetherDays === 0) return [];
  const near = ({ dueAt }: PresentedItem): boolean =>
    Math.abs(Date.parse(dueAt) - Date.parse(review.dueAt)) <= togetherDays * dayMs;
  return others.flatMap((other) =>
    other.lifecycle.reviews
      .filter(isStillToDo)
      .filter((one) =>
        one.covered === undefined
          ? near(one)
          : (one.covered.lifecycle === lifecycle && one.covered.item === review.id) ||
            covers.some(({ lifecycle: of, item }) => of === other.lifecycle.id && item === one.id),
      )
      .map((one) => ({ other, review: one })),
  );
}
