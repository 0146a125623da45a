/** Days are read as people write them, in five languages; what could be two days is asked back, and stays as it was typed. */
import { z } from 'zod';
import { readDay } from '../../domain/told/written-day';
import { dayField, fieldsOf, FormError } from '../../api/act/fields';
import { DateField } from '../../pages/parts/field';
import { documentOf } from '../../pages/parts/document';
import fc from 'fast-check';
import { languages } from '../../domain/core/language';
import { dayIn } from '../../domain/told/locale';
import { inEnglish } from '../support/occasions';

const read = (text: string): string => {
  const found = readDay(text);
  if (found.kind === 'day') return found.day;
  return found.kind === 'unclear' ? found.either.join(' or ') : 'no day';
};

test.each([
  '2027-05-06',
  '2027/5/6',
  '2027.05.06',
  ' 6.5.2027 ',
  '06.05.2027',
  '6. 5. 2027',
  '6.5.27',
  '6 May 2027',
  '6th May 2027',
  '6 of May 2027',
  'May 6, 2027',
  'May 6th, 2027',
  'may 6 2027',
  'Thu 6 May 2027',
  'Thursday, 6 May 2027',
  'Thursday the 6 May 2027',
  '6-May-2027',
  '6. Mai 2027',
  '6 Mai 2027',
  'Do, 6. Mai 2027',
  'Donnerstag, den 6. Mai 2027',
  '6 mai 2027',
  'jeudi 6 mai 2027',
  'jeu. 6 mai 2027',
  'jeudi le 6 mai 2027',
  '6 de mayo de 2027',
  '6 mayo 2027',
  'jueves, 6 de mayo de 2027',
  '6 may 2027',
  '6 maggio 2027',
  'gio 6 maggio 2027',
  'giovedì 6 mag 2027',
])('“%s” is 6 May 2027', (text) => expect(read(text)).toBe('2027-05-06'));

test.each([
  ['31/12/2026', '2026-12-31'],
  ['12/31/2026', '2026-12-31'],
  ['5/5/2027', '2027-05-05'],
  ['1er mars 2027', '2027-03-01'],
  ['3. März 2027', '2027-03-03'],
  ['14 août 2027', '2027-08-14'],
  ['14 aout 2027', '2027-08-14'],
  ['1 sept 2027', '2027-09-01'],
  ['2 déc. 2026', '2026-12-02'],
  ['24 diciembre 2026', '2026-12-24'],
  ['24 ene 2027', '2027-01-24'],
  ['29 February 2028', '2028-02-29'],
  ['1. Jänner 2027', '2027-01-01'],
  ['1. Jän. 2027', '2027-01-01'],
  ['1. Januar 2027', '2027-01-01'],
  ['So., 28. Februar 2027', '2027-02-28'],
  ['Mittwoch, 3. März 2027', '2027-03-03'],
  ['3. Maerz 2027', 'no day'],
  ['1er avril 2027', '2027-04-01'],
  ['le 1er avril 2027', '2027-04-01'],
  ['mardi 13 juillet 2027', '2027-07-13'],
  ['13 juil. 2027', '2027-07-13'],
  ['1 de febrero de 2027', '2027-02-01'],
  ['1.º de febrero de 2027', 'no day'],
  ['martes, 2 de noviembre de 2027', '2027-11-02'],
  ['2 dic. 2027', '2027-12-02'],
  ['sabato 1 maggio 2027', '2027-05-01'],
  ['1º maggio 2027', '2027-05-01'],
  ['25 gennaio 2027', '2027-01-25'],
  ['9 lug 2027', '2027-07-09'],
  ['Sat 14 Aug 2027', '2027-08-14'],
  ['Sat, Aug 14, 2027', '2027-08-14'],
  ['Mar 6, 2027', '2027-03-06'],
  ['mar 6 mars 2027', '2027-03-06'],
  ['on 14 August 2027', '2027-08-14'],
  ['am 14. August 2027', '2027-08-14'],
])('“%s” is %s', (text, expected) => expect(read(text)).toBe(expected));

test.each([
  ['6/5/2027', '2027-05-06 or 2027-06-05'],
  ['06-05-2027', '2027-05-06 or 2027-06-05'],
  ['6/5/27', '2027-05-06 or 2027-06-05'],
])('“%s” could be two days', (text, expected) => expect(read(text)).toBe(expected));

test.each([
  '',
  'tomorrow',
  '30 February 2027',
  '29.2.2027',
  '6 May',
  'May 2027',
  '6.5',
  '13/13/2027',
  '6 Ma 2027',
  '6 jui 2027',
  '20270506',
  '46174',
  `6 May 2027${' '.repeat(60)}x`,
  '6 May 2027 14:00',
])('“%s” is no day', (text) => expect(read(text)).toBe('no day'));

test('a day that could be two is asked back in words, and stays in its field as it was typed', () => {
  const form = z.object({ on: dayField(inEnglish, 'Say the day.') });
  expect(fieldsOf(form, { on: '6. Mai 2027' })).toEqual({ on: '2027-05-06' });
  const error = new FormError({ on: '“6/5/2027” could be Thu 6 May 2027 or Sat 5 Jun 2027: write one of them.' });
  expect(() => fieldsOf(form, { on: ' 6/5/2027 ' })).toThrow(error);
  const shown = documentOf(
    DateField({ form: { values: { on: ['6/5/2027'] }, errors: error.errors }, name: 'on', label: 'On which day?' }),
  );
  expect(shown).toMatch(/<input id="on" type="text" name="on" value="6\/5\/2027" aria-invalid="true"/);
});

test('a day that we write ourselves, in whatever language, is read back as that day', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.constantFrom('GB', 'US', 'AT', 'CH', 'MX', 'BE', null),
      fc.integer({ min: 0, max: 80_000 }),
      (language, country, days) => {
        const day = new Date(days * 86_400_000).toISOString().slice(0, 10);
        expect(read(dayIn({ language, country, zone: 'UTC' }, day))).toBe(day);
      },
    ),
  ));
