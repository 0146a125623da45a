/**
 * How happy the client said they are, the last few scores: the last one counts for health. They are remembered so that a
 * correction can replace the score that an item brought, or take it away, and the one heard before it counts again.
 */
import type { EventOf } from '../core/concern';
import type { Instant } from '../core/json';

/** A score, and the item that brought it; null for one that a correction took away, so that another can bring it back. */
interface HeardScore {
  readonly item?: string;
  readonly at: Instant;
  readonly score: number | null;
}

/** The scores heard last, the oldest first, and the one that counted before all of them. */
export interface ScoresHeard {
  readonly before: number | null;
  readonly scores: readonly HeardScore[];
}

/** Happiness as health keeps it. A life that remembers no scores has the last one alone. */
export interface HappinessHeard {
  readonly happiness: number | null;
  readonly heard?: ScoresHeard;
}

const lastOf = ({ before, scores }: ScoresHeard): number | null =>
  scores.findLast(({ score }) => score !== null)?.score ?? before;

/** At most `most` scores: what goes out at the front counts before all that stay. */
function bounded({ before, scores }: ScoresHeard, most: number): ScoresHeard {
  const gone = scores.slice(0, Math.max(0, scores.length - most));
  return { before: lastOf({ before, scores: gone }), scores: scores.slice(gone.length) };
}

const heardOf = ({ heard, happiness }: HappinessHeard): ScoresHeard => heard ?? { before: happiness, scores: [] };
const withHeard = <S extends HappinessHeard>(slice: S, heard: ScoresHeard): S => ({
  ...slice,
  happiness: lastOf(heard),
  heard,
});

/** With one more score, of which the last `kept` are remembered; 0: none is. */
export function heardAlso<S extends HappinessHeard>(
  slice: S,
  score: number,
  { at, item }: { readonly at: Instant; readonly item?: string },
  kept: number,
): S {
  if (kept === 0) return { ...slice, happiness: score };
  const { before, scores } = heardOf(slice);
  const said: HeardScore = item === undefined ? { at, score } : { item, at, score };
  return withHeard(slice, bounded({ before, scores: [...scores, said] }, kept));
}

/** With a score that an item brings only now, in its place among those that are remembered. */
function heardThen<S extends HappinessHeard>(slice: S, said: HeardScore, kept: number): S {
  // What was heard last is known, and not when: a score of another day does not take its place.
  if (slice.heard === undefined && slice.happiness !== null) return slice;
  if (kept === 0) return { ...slice, happiness: said.score };
  const { before, scores } = heardOf(slice);
  const place = scores.findLastIndex(({ at }) => at <= said.at) + 1;
  return withHeard(slice, bounded({ before, scores: scores.toSpliced(place, 0, said) }, kept));
}

/**
 * With the score of a corrected item in place of the one it brought. One of which nothing is remembered was not the last
 * that was heard, unless it counts now and no scores are remembered at all.
 */
export function heardInstead<S extends HappinessHeard>(
  slice: S,
  { item, happiness, before, actedAt }: EventOf<'item-corrected'>,
  kept: number,
): S {
  if (happiness === before.happiness) return slice;
  const place = slice.heard?.scores.findLastIndex((one) => one.item === item) ?? -1;
  if (slice.heard !== undefined && place >= 0) {
    const { scores } = slice.heard;
    const at = scores[place]?.at ?? actedAt;
    return withHeard(slice, { ...slice.heard, scores: scores.with(place, { item, at, score: happiness ?? null }) });
  }
  if (before.happiness === undefined)
    return happiness === undefined ? slice : heardThen(slice, { item, at: actedAt, score: happiness }, kept);
  return slice.heard === undefined && slice.happiness === before.happiness
    ? { ...slice, happiness: happiness ?? null }
    : slice;
}
