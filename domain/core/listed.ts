/** Things that go by an id, in the lists that slices hold. */
interface WithId {
  readonly id: string;
}

/** The list with one of its things made into another; as it is where nothing goes by that id. */
export function changeIn<T extends WithId>(list: readonly T[], id: string, to: (one: T) => T): readonly T[] {
  return list.map((one) => (one.id === id ? to(one) : one));
}

/** The slice with one of the things in its list made into another. */
export function change<S extends { readonly list: readonly WithId[] }>(
  slice: S,
  id: string,
  to: (one: S['list'][number]) => S['list'][number],
): S {
  return { ...slice, list: changeIn(slice.list, id, to) };
}
