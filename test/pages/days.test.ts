/** Days that are typed behind a mailed link: one that nobody can mean is asked again. */
import { z } from 'zod';
import { inEnglish } from '../support/occasions';
import { dayField, fieldsOf, FormError, maybeDayField } from '../../api/act/fields';

const form = z.object({ on: dayField(inEnglish, 'Say the day.'), until: maybeDayField(inEnglish, 'Use a real date.') });

/** What is said of those days, by field; nothing where they are taken. */
function saidOf(days: { readonly on?: string; readonly until?: string }): Readonly<Record<string, string>> {
  try {
    fieldsOf(form, days);
    return {};
  } catch (error) {
    if (error instanceof FormError) return error.errors;
    throw error;
  }
}

test.each<[string, Parameters<typeof saidOf>[0], Readonly<Record<string, string>>]>([
  ['a day of our time', { on: '2026-11-27' }, {}],
  ['the first and the last that are kept', { on: '1970-01-01', until: '2200-12-31' }, {}],
  ['a day that may be left out, left empty', { on: '2026-11-27', until: ' ' }, {}],
  ['no day', {}, { on: 'Say the day.' }],
  ['the year 26', { on: '0026-11-27' }, { on: 'Say the day.' }],
  ['the year 26, where it may be left out', { on: '2026-11-27', until: '0026-12-31' }, { until: 'Use a real date.' }],
  ['a day far to come', { on: '2026-11-27', until: '2201-01-01' }, { until: 'Use a real date.' }],
  ['a day that is in no calendar', { on: '2026-02-30' }, { on: 'Say the day.' }],
])('%s', (_, days, said) => expect(saidOf(days)).toEqual(said));
