/**
 * JSON columns: each is parsed by one schema, here and nowhere else. A schema says what is read of a value; fields
 * that it does not name stay as they are, so that a row written by a later version reads as well.
 */
import { z } from 'zod';
import type { Prisma } from '../../prisma/client';

/** A row holds what its column's schema does not know. Asking again does not help: somebody has to mend the row. */
export class BrokenRecord extends Error {
  override readonly name = 'BrokenRecord';
  constructor(
    readonly table: string,
    readonly column: string,
    readonly id: string,
    /** Places in the value and what was expected there; never the value itself. */
    readonly where: string,
  ) {
    super(`${table}.${column} of ${id} is broken: ${where}`);
  }
}

export interface Column<T> {
  readonly table: string;
  readonly column: string;
  /** Only rows with these words in their other columns; empty: every row. */
  readonly when: Readonly<Record<string, string>>;
  /** The value, typed; throws `BrokenRecord`, which names the row by `id`. */
  read(value: unknown, id: string): T;
}

/** A broken record names its first few problems. */
const problemsNamed = 3;

/** A JSON column of a table and its schema. */
export function column<T>(
  table: string,
  name: string,
  schema: z.ZodType<T>,
  when: Readonly<Record<string, string>> = {},
): Column<T> {
  return {
    table,
    column: name,
    when,
    read(value, id) {
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      const where = parsed.error.issues
        .slice(0, problemsNamed)
        .map(({ path, code }) => `/${path.map(String).join('/')} (${code})`);
      throw new BrokenRecord(table, name, id, where.join(', '));
    },
  };
}

/** One of the words that a text column may hold; throws `BrokenRecord`. */
export function wordOf<W extends string>(
  words: readonly W[],
  row: { readonly table: string; readonly column: string; readonly id: string },
  value: string,
): W {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new BrokenRecord(row.table, row.column, row.id, 'an unknown word');
  return word;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object whose inside is trusted: what wrote it was typed, and what reads it upcasts it (decision 24). */
export const trusted = <T extends object>(): z.ZodType<T> => z.custom<T>(isObject);
/** A list whose inside is trusted. */
export const trustedList = <T>(): z.ZodType<readonly T[]> => z.custom<readonly T[]>(Array.isArray);
/** Any object, for what is only shown. */
export const anyObject = z.custom<Readonly<Record<string, unknown>>>(isObject);

export const moneySchema = z.looseObject({ amount: z.number(), currency: z.string() });
/** Steps of an onboarding template. */
export const stepTemplates = z.array(
  z.looseObject({
    code: z.string(),
    title: z.string(),
    owner: z.string().optional(),
    targetDays: z.number().optional(),
  }),
);
/** `T`, where all of it survives JSON; a date, a function or a map in it does not compile. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Date | Map<unknown, unknown> | Set<unknown> | bigint | symbol | ((...given: never[]) => unknown)
    ? never
    : { readonly [K in keyof T]: Plain<T[K]> };

/** A readonly value of ours as Prisma takes it for a JSON column. */
export function asJson<T extends object>(value: T & Plain<T>): Prisma.InputJsonObject {
  // By way of `object`: Prisma's type wants an index signature, which interfaces have not.
  const whole: object = value;
  return whole;
}
