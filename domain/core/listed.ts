/** Things that go by an id, in the lists that slices hold. */
interface WithId {
  readonly id: string;
}

/** The list with one of its things changed; as it is where nothing goes by that id. */
export function changeIn<T extends WithId>(list: readonly T[], id: string, to: Partial<T>): readonly T[] {
  return list.map((one) => (one.id === id ? { ...one, ...to } : one));
}

/** The slice with one of the things in its list changed. */
export function change<S extends { readonly list: readonly WithId[] }>(
  slice: S,
  id: string,
  to: Partial<S['list'][number]>,
): S {
  return { ...slice, list: changeIn(slice.list, id, to) };
}
