/** What several rules and figures make of lists. */

/** The list in groups by a key, in the order in which the keys appear. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** Those whose key another before them has. */
export function repeatedBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  return [...groupBy(all, keyOf).values()].flatMap(([, ...again]) => again);
}

/** The middle of the values; of an even number of them, the mean of the two in the middle. Null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
