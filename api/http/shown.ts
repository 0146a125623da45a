/** A row as a reply shows it: without the columns that are empty. */
export function shown(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
