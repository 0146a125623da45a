/** When something that failed is tried again: soon at first, then ever more seldom, and never given up. */

/** The longest pause: what somebody mended by hand is taken up within it. */
const longestMs = 15 * 60_000;

/** The pause after so many failures in a row: the first one, doubled by each further failure. */
export function backOffMs(failures: number, firstMs: number): number {
  const doubled = firstMs * 2 ** Math.max(0, failures - 1);
  return Math.max(firstMs, Math.min(doubled, longestMs));
}
