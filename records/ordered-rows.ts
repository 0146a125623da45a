/** One row a key, the last one said, sorted by key: two writers that lock rows in one order never lock each other out. */
export function onePerKey(rows: readonly (readonly [key: string, row: object])[]): string {
  return JSON.stringify([...new Map(rows)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row));
}
