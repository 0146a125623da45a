/**
 * Rows as JSON for one statement: of each key the last row, sorted by key. Two writers that lock rows in the same order
 * never wait for each other for ever.
 */
export function onePerKey(rows: readonly (readonly [key: string, row: object])[]): string {
  return JSON.stringify([...new Map(rows)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row));
}
