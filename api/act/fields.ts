/**
 * Fields that stand in several forms behind mailed links. A field has the name that the API has for it. What is wrong
 * with it is said to the person who typed, in their language.
 */
import { z } from 'zod';
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import { outcomes } from '../../domain/core/item';
import { largestFigure } from '../../domain/core/largest-figure';
import { isRefusal, refusals } from '../../domain/core/refusals';
import { isDayInSpan } from '../../domain/core/span';
import { dayIn, type Locale } from '../../domain/told/locale';
import { wordsFor } from '../../domain/told/sentences';
import type { SentForm } from '../http/form';
import { Problem } from '../http/problems';
import { readDay } from '../../domain/told/written-day';
import { readNumber } from './number';
import { decimalIn, wrongWords } from './wrong-words';

/** Something is missing or wrong in a form. Thrown while the form is read; the page shows it at its fields, and keeps what was typed. */
export class FormError extends Error {
  override readonly name = 'FormError';
  /** By the name of the field, the first one first. */
  readonly errors: Readonly<Record<string, string>>;
  constructor(errors: Readonly<Record<string, string>>) {
    super(Object.values(errors)[0]);
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

/** Why a lifecycle refuses, in the language of whoever asked; in English as it was said, which may name more than the code does. */
export function refusalText(reader: Pick<Locale, 'language'>, { message, more: { code } }: Problem): string {
  const said = isRefusal(code) ? wordsFor(reader).refusals[code] : message;
  return isRefusal(code) && said === refusals[code] ? message : said;
}

/** Asks, and says at that field why the lifecycle refuses; what was typed stays. Throws `FormError`, and every other `Problem`. */
export async function refusedAt(field: string, locale: Locale, ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (error instanceof Problem && error.status === 409) throw new FormError({ [field]: refusalText(locale, error) });
    throw error;
  }
}

/** An empty field counts as not sent. */
export const blank = (value: unknown): unknown => (typeof value === 'string' ? value.trim() || undefined : value);

/** One answer or many, as a list. */
export const several = (sent: unknown): unknown => (typeof sent === 'string' ? [sent] : sent);

/** Free words, which may be left out; `tooLong`: what is said to whoever wrote more than fits. */
export const freeWordsField = (tooLong: string) =>
  z.preprocess(blank, z.string(tooLong).trim().max(5_000, tooLong).optional());
/** Free words of one of our own people. */
export const noteField = (reader: Pick<Locale, 'language'>) => freeWordsField(wrongWords(reader).noteTooLong);

/** A day as somebody chose or wrote it. */
const writtenDay = (locale: Locale, wrong: string) =>
  z.string(wrong).transform((text, context) => {
    const read = readDay(text);
    if (read.kind === 'day' && isDayInSpan(read.day)) return read.day;
    context.addIssue(
      read.kind === 'unclear'
        ? askedBack(locale, text, [dayIn(locale, read.either[0]), dayIn(locale, read.either[1])])
        : wrong,
    );
    return z.NEVER;
  });

/** A day that must be said. */
export const dayField = (locale: Locale, missing: string) => z.preprocess(blank, writtenDay(locale, missing));
/** A day that may be left out. */
export const maybeDayField = (locale: Locale, wrong: string) =>
  z.preprocess(blank, writtenDay(locale, wrong).optional());

/** False when this outcome needs a note and has none. */
export function noteNeeded<T extends { readonly outcome: string; readonly note?: string | undefined }>(
  outcome: T['outcome'],
): (form: T) => boolean {
  return (form) => form.outcome !== outcome || form.note !== undefined;
}

/** A score that may stay empty. */
export const happinessField = (locale: Locale) => {
  const wrong = wrongWords(locale).happiness;
  return z.preprocess(
    blank,
    z.coerce.number(wrong).int(wrong).min(worstRating, wrong).max(bestRating, wrong).optional(),
  );
};

/** As many of a list as fit. */
const chosen = (wrong: string, longest: number) =>
  z.preprocess(several, z.array(z.string(wrong).max(longest, wrong), wrong).max(50, wrong).optional());

/** What is asked of every item. */
export const itemForm = (locale: Locale) => {
  const said = wrongWords(locale);
  return z.object({
    outcome: z.enum(outcomes, said.outcome),
    happiness: happinessField(locale),
    alsoFor: chosen(said.products, 200),
    contacts: chosen(said.contacts, 64),
    left: chosen(said.contacts, 64),
    note: noteField(locale),
  });
};

const askedBack = (locale: Locale, text: string, [one, other]: readonly [string, string]): string =>
  wrongWords(locale).couldBeTwo(text.trim(), one, other);

/** The sentence that asks back which of two numbers is meant. */
export const couldBeTwo = (locale: Locale, text: string, [one, other]: readonly [string, string]): string =>
  askedBack(locale, text, [decimalIn(locale, one), decimalIn(locale, other)]);

/** A figure as people write it; nothing for an empty field. Throws `FormError`. */
export function figureIn(form: SentForm, field: string, metric: string, locale: Locale): number | undefined {
  const text = blank(form[field]);
  if (typeof text !== 'string') return undefined;
  const asWritten = readNumber(text);
  switch (asWritten.kind) {
    case 'number': {
      const value = Number(asWritten.decimal);
      if (Math.abs(value) > largestFigure) throw new FormError({ [field]: wrongWords(locale).tooMuch });
      return value;
    }
    case 'unclear':
      throw new FormError({ [field]: couldBeTwo(locale, text, asWritten.either) });
    case 'no-number':
      throw new FormError({ [field]: wrongWords(locale).number(metric) });
    default:
      return asWritten satisfies never;
  }
}

/** Whether people say that a promise is kept; nothing where they do not say. Throws `FormError` for another word. */
export function keptIn(form: SentForm, field: string, locale: Locale): boolean | undefined {
  const said = blank(form[field]);
  if (said === undefined) return undefined;
  if (said !== 'met' && said !== 'missed') throw new FormError({ [field]: wrongWords(locale).kept });
  return said === 'met';
}
