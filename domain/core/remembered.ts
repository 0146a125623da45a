/**
 * What a pure function made of a thing that never changes, remembered for as long as the thing is there. That changes
 * nothing but speed: of hundreds of open items an event changes one, and the agenda is asked for after each.
 */
interface Made<R> {
  readonly also: readonly unknown[];
  readonly made: R;
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}

/** Remembers by a thing what was made of it; made anew where something else that it depends on is not the same. */
export class Remembered<T extends object, R> {
  readonly #kept = new WeakMap<T, Made<R>>();

  /** What was made of the thing before, or is made of it now. `also`: whatever else it depends on, compared by identity. */
  of(thing: T, also: readonly unknown[], make: () => R): R {
    const kept = this.#kept.get(thing);
    if (kept !== undefined && areSame(kept.also, also)) return kept.made;
    const made = make();
    this.#kept.set(thing, { also, made });
    return made;
  }
}
