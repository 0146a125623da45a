/** The bands of health, and which one a score lies in. */
import type { Rules } from '../core/policy';

/** The best first. `unknown` is no band of a score: nothing was heard by which anybody could tell. */
export const bands = ['green', 'unknown', 'amber', 'red'] as const;
export type Band = (typeof bands)[number];

/** How a client is as a whole: as the worst of its running lifecycles; null where none runs. */
export function worstBand(of: readonly Band[]): Band | null {
  return bands.findLast((band) => of.includes(band)) ?? null;
}

/**
 * The band of a score, given the band before: a worse band is entered at its threshold and left with `hysteresis` to spare.
 * What would be green is unknown while nothing was heard; what is bad is bad, whoever was heard.
 */
export function bandOf(score: number, before: Band, rules: Rules['health'], isHeard = true): Band {
  const red = rules.redBelow + (before === 'red' ? rules.hysteresis : 0);
  const amber = rules.amberBelow + (before === 'amber' || before === 'red' ? rules.hysteresis : 0);
  if (score < red) return 'red';
  if (score < amber) return 'amber';
  return isHeard ? 'green' : 'unknown';
}
