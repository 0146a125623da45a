/** A score from 0 to 10 that stands in the address of a link: its page opens with that answer chosen, and nothing is sent. */
import { bestRating, worstRating } from '../domain/concerns/health-weighing';

/** Every score, the worst first. */
export const scores: readonly number[] = Array.from(
  { length: bestRating - worstRating + 1 },
  (_, index) => worstRating + index,
);

/** The address with a score. */
export function withScore(address: string, score: number): string {
  return `${address}?score=${score}`;
}

/** The score in the query of an address; null for none, and for what is no score. */
export function scoreIn({ score }: Readonly<Record<string, unknown>>): number | null {
  return scores.find((one) => String(one) === score) ?? null;
}
