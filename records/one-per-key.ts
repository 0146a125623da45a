/** One row a key, in the order of keys, so that two writers never wait for each other; what was said last is true. */
export function onePerKey(rows: readonly (readonly [key: string, row: object])[]): string {
  return JSON.stringify([...new Map(rows)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row));
}
