/** Who a client's rep is, of those who keep its lines. */

/** Something of a client that a rep keeps, and the group in which it is. */
export interface Keeping {
  readonly rep: string;
  readonly group: string;
}

/** Something that counts how often it was seen. */
const countBy = <T>(all: readonly T[], of: (one: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
  return counts;
};

/** The client's rep: who keeps most of its lines; of several one of the `fitting`, then the first by id. Null: nobody keeps any. */
export function clientsRep(keeps: readonly Keeping[], fitting: readonly string[]): string | null {
  const counts = countBy(keeps, ({ rep }) => rep);
  const [first] = [...counts].toSorted(
    ([a, ofA], [b, ofB]) => ofB - ofA || Number(fitting.includes(b)) - Number(fitting.includes(a)) || (a < b ? -1 : 1),
  );
  return first?.[0] ?? null;
}

/**
 * In which group a rep takes one more line of a client: the first of their own in those choices; else that in which they keep
 * most of the client, while it is open for the line. Undefined: none of those.
 */
export function groupOfRep<G extends { readonly id: string; readonly rep: string }>(
  rep: string,
  keeps: readonly Keeping[],
  choices: readonly (readonly G[])[],
  open: readonly G[],
): G | undefined {
  const own = choices.flat().find((group) => group.rep === rep);
  if (own !== undefined) return own;
  const counts = countBy(
    keeps.filter((one) => one.rep === rep),
    ({ group }) => group,
  );
  const byCount = [...counts].toSorted(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  return byCount.flatMap(([id]) => open.find((group) => group.id === id) ?? [])[0];
}
