/**
 * What stands in a history survives JSON unchanged: nothing else may be declared in a state, an event or a message.
 * The compiler holds them to it here; a law (`laws.test.ts`) tries it on lives that were lived.
 */
import type { Decisions, Events, Facts, Seed, Slices } from '../../domain/core/concern';
import type { LifecycleState } from '../../domain/lifecycle';

/** True for a type whose every value survives JSON; what holds a function (a Date, a Map, a Set) does not. */
type IsJson<T> = [T] extends [never]
  ? true
  : unknown extends T
    ? false
    : T extends string | number | boolean | null
      ? true
      : T extends undefined | bigint | symbol | ((...args: never[]) => unknown)
        ? false
        : T extends readonly unknown[]
          ? IsJson<T[number]>
          : [NotJson<T>] extends [never]
            ? true
            : false;

/** The fields that do not. A field may be left out; one that must be there may not be undefined. */
type NotJson<T> = {
  [K in keyof T]-?: IsJson<Record<never, never> extends Pick<T, K> ? Exclude<T[K], undefined> : T[K]> extends true
    ? never
    : K;
}[keyof T];

/** Nothing, typed by the fields that are not JSON: where there is one, the compiler names it. */
const notJson = <T>(): readonly NotJson<T>[] => [];

test('states, seeds, events and messages hold nothing but JSON', () => {
  const found: readonly never[] = [
    ...notJson<LifecycleState>(),
    ...notJson<Seed>(),
    ...notJson<Slices>(),
    ...notJson<Events>(),
    ...notJson<Facts>(),
    ...notJson<Decisions>(),
  ];
  expect(found).toEqual([]);
});

interface Plain {
  readonly maybe?: { readonly deep: readonly (string | null)[] };
  readonly byKey: { readonly [key: string]: number };
  readonly kinds: { readonly kind: 'one' } | { readonly kind: 'other'; readonly more: boolean };
}

interface Strange {
  readonly moment: Date;
  readonly map: ReadonlyMap<string, string>;
  readonly set: Set<string>;
  readonly act: () => void;
  readonly big: bigint;
  readonly unset: string | undefined;
  readonly anything: unknown;
  readonly deep: { readonly list: readonly { readonly at: Date }[] };
  readonly union: { readonly kind: 'plain' } | { readonly kind: 'odd'; readonly at: Date };
  readonly maybe?: Date;
}

test('a Date, a Map, a function or a field that is undefined would not compile there', () => {
  const plain: [NotJson<Plain>] extends [never] ? true : false = true;
  const strange: [keyof Strange] extends [NotJson<Strange>] ? true : false = true;
  expect([plain, strange]).toEqual([true, true]);
});
