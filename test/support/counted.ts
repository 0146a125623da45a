/** Work, counted: how often code looks at a thing of plain data, whatever the machine. */

/** The value, and how often something in it has been looked at so far. What is copied out of it counts no more. */
export function counted<T extends object>(value: T): { readonly value: T; readonly looks: () => number } {
  let looks = 0;
  const seen = new WeakMap<object, object>();
  const watch = <O extends object>(object: O): O => {
    const known = seen.get(object);
    if (known !== undefined) return known as O;
    const watched = new Proxy(object, {
      get(target, key, receiver) {
        looks += 1;
        const found: unknown = Reflect.get(target, key, receiver);
        return typeof found === 'object' && found !== null ? watch(found) : found;
      },
    });
    seen.set(object, watched);
    return watched;
  };
  return { value: watch(value), looks: () => looks };
}
