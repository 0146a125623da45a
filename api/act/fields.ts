/**
 * Fields that stand in several forms behind mailed links. A field has the name that the API has for it. What is wrong
 * with it is said to the person who typed.
 */
import { z } from 'zod';
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import { outcomes } from '../../domain/core/item';
import { largestFigure } from '../../domain/core/largest-figure';
import { isDayInSpan } from '../../domain/core/span';
import type { SentForm } from '../http/form';
import { Problem } from '../http/problems';
import { dateText } from '../../domain/told/day-text';
import { readDay } from './day';
import { readNumber } from './number';

/** Something is missing or wrong in a form. Thrown while the form is read; the page shows it at its fields, and keeps what was typed. */
export class FormError extends Error {
  override readonly name = 'FormError';
  /** By the name of the field, the first one first. */
  readonly errors: Readonly<Record<string, string>>;
  constructor(errors: Readonly<Record<string, string>>) {
    super(Object.values(errors)[0] ?? chooseAnOutcome);
    this.errors = errors;
  }
}

/** What was sent, by its form's schema. Throws `FormError`. */
export function fieldsOf<T extends z.ZodType>(schema: T, form: SentForm): z.output<T> {
  const { success, data, error } = schema.safeParse(form);
  if (success) return data;
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[String(path[0] ?? '')] ??= message;
  throw new FormError(errors);
}

export const chooseAnOutcome = 'Choose what came of it.';

/** Asks, and says at that field why the lifecycle refuses; what was typed stays. Throws `FormError`, and every other `Problem`. */
export async function refusedAt(field: string, ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (error instanceof Problem && error.status === 409) throw new FormError({ [field]: error.message });
    throw error;
  }
}

/** An empty field counts as not sent. */
export const blank = (value: unknown): unknown => (typeof value === 'string' ? value.trim() || undefined : value);

/** One answer or many, as a list. */
export const several = (sent: unknown): unknown => (typeof sent === 'string' ? [sent] : sent);

export const noteField = z.preprocess(blank, z.string().trim().max(5_000, 'The note is too long.').optional());

/** A day as somebody chose or wrote it. */
const writtenDay = (wrong: string) =>
  z.string(wrong).transform((text, context) => {
    const read = readDay(text);
    if (read.kind === 'day' && isDayInSpan(read.day)) return read.day;
    const [one, other] = read.kind === 'unclear' ? read.either : [];
    context.addIssue(
      one === undefined || other === undefined ? wrong : couldBeTwo(text, [dateText(one), dateText(other)]),
    );
    return z.NEVER;
  });

/** A day that must be said. */
export const dayField = (missing: string) => z.preprocess(blank, writtenDay(missing));
/** A day that may be left out. */
export const maybeDayField = (wrong: string) => z.preprocess(blank, writtenDay(wrong).optional());

/** False when this outcome needs a note and has none. */
export function noteNeeded<T extends { readonly outcome: string; readonly note?: string | undefined }>(
  outcome: T['outcome'],
): (form: T) => boolean {
  return (form) => form.outcome !== outcome || form.note !== undefined;
}

const goesFromTo = `from ${worstRating} to ${bestRating}`;
/** A score that may stay empty. */
export const happinessField = z.preprocess(
  blank,
  z.coerce
    .number(`Happiness is a whole number ${goesFromTo}.`)
    .int(`Happiness is a whole number ${goesFromTo}.`)
    .min(worstRating, `Happiness goes ${goesFromTo}.`)
    .max(bestRating, `Happiness goes ${goesFromTo}.`)
    .optional(),
);

/** What is asked of every item. */
export const itemForm = z.object({
  outcome: z.enum(outcomes, chooseAnOutcome),
  happiness: happinessField,
  alsoFor: z.preprocess(several, z.array(z.string().max(200)).max(50).optional()),
  contacts: z.preprocess(several, z.array(z.string().max(64)).max(50).optional()),
  note: noteField,
});

/** The sentence that asks back which of two numbers is meant. */
export const couldBeTwo = (text: string, [one, other]: readonly [string, string]): string =>
  `“${text.trim()}” could be ${one} or ${other}: write one of them.`;

/** A figure as people write it; nothing for an empty field. Throws `FormError`. */
export function figureIn(form: SentForm, field: string, metric: string): number | undefined {
  const text = blank(form[field]);
  if (typeof text !== 'string') return undefined;
  const asWritten = readNumber(text);
  switch (asWritten.kind) {
    case 'number': {
      const value = Number(asWritten.decimal);
      if (Math.abs(value) > largestFigure) throw new FormError({ [field]: 'That is more than we count.' });
      return value;
    }
    case 'unclear':
      throw new FormError({ [field]: couldBeTwo(text, asWritten.either) });
    case 'no-number':
      throw new FormError({ [field]: `Write a number for “${metric}”.` });
    default:
      return asWritten satisfies never;
  }
}

/** Whether people say that a promise is kept; nothing where they do not say. Throws `FormError` for another word. */
export function keptIn(form: SentForm, field: string): boolean | undefined {
  const said = blank(form[field]);
  if (said === undefined) return undefined;
  if (said !== 'met' && said !== 'missed') throw new FormError({ [field]: 'Choose whether it is kept.' });
  return said === 'met';
}
