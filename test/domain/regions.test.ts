/** Which regions a country has, and what is said of one that it has not. */
import HolidayCalendar from 'date-holidays';
import { whyNoCountry } from '../../domain/core/countries';
import { regionCode, regionsOf, whyNoRegion } from '../../domain/core/regions';

/** The library has them in Russia, ISO 3166-2 in Ukraine. */
const elsewhere = ['RU-CR', 'RU-SEV'];

test('they are those that the library of holidays knows by a code', () => {
  const library = new HolidayCalendar();
  const countries = Object.keys(library.getCountries('en')).filter((one) => whyNoCountry(one) === null);
  for (const country of countries) {
    const codes = Object.keys(library.getStates(country, 'en') ?? {}).filter(
      (one) => /^[A-Z0-9]{1,3}$/.test(one) && !elsewhere.includes(`${country}-${one}`),
    );
    expect([country, ...[...regionsOf(country).keys()].toSorted()]).toEqual([country, ...codes.toSorted()]);
  }
});

test.each([
  ['DE', 'BY', null],
  ['DE', 'DE-BY', null],
  ['DE', 'de-by', null],
  ['AT', '9', null],
  ['US', 'CA', null],
  ['GB', 'GB-SCT', null],
  [null, 'BY', 'Say the country too: a region is a part of one.'],
  ['FI', 'LA', 'Of FI no regions with holidays of their own are known: leave it out.'],
  ['NL', 'XX', 'NL has no region XX. There are: GR (Groningen), NH (North Holland), ZH (South Holland).'],
  ['DE', 'AT-9', expect.stringContaining('DE has no region AT-9. There are: BB (Brandenburg), BE (Berlin)')],
  ['US', 'XX', expect.stringContaining('There are: AK, AL, AR')],
])('%s, %s: %s', (country, region, why: unknown) => {
  expect(whyNoRegion(country, region)).toEqual(why);
});

test('a region is kept by its code alone', () => {
  expect([regionCode('DE', 'DE-BY'), regionCode('DE', 'by'), regionCode('BY', 'BY-HM')]).toEqual(['BY', 'BY', 'HM']);
});
