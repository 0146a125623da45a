/**
 * Rows as JSON for one statement: of each key the last row, sorted by key. Two writers that lock rows in the same order
 * never wait for each other for ever.
 */
export function onePerKey(rows: readonly (readonly [key: string, row: object])[]): string {
  return JSON.stringify(inLockOrder([...new Map(rows)], ([key]) => key).map(([, row]) => row));
}

/** The rows in the order in which every writer locks them. */
export function inLockOrder<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  return rows.toSorted((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}
