/** Questions about more names than one statement takes. */

/** How many names go into one statement: PostgreSQL takes 32,767 parameters. */
const namesAtOnce = 10_000;

/** Asks for many names in several statements. */
export async function inSlices<T>(
  names: readonly string[],
  ask: (some: string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all = [...new Set(names)];
  const found: T[] = [];
  for (let from = 0; from < all.length; from += namesAtOnce)
    found.push(...(await ask(all.slice(from, from + namesAtOnce))));
  return found;
}
