/** Countries that there are: two letters alone are none. */
import { whyNoCountry } from '../../domain/core/countries';
import { country } from '../../api/schemas/common';

test.each([
  ['AT', null],
  ['GB', null],
  ['XK', null],
  ['SS', null],
  ['UK', 'ISO 3166 has GB for UK.'],
  ['EL', 'ISO 3166 has GR for EL.'],
  ['XX', 'There is no country XX in ISO 3166.'],
  ['SU', 'There is no country SU in ISO 3166.'],
  ['DD', 'There is no country DD in ISO 3166.'],
  ['EU', 'There is no country EU in ISO 3166.'],
])('%s: %s', (code, why) => {
  expect(whyNoCountry(code)).toBe(why);
  expect(country.safeParse(code).error?.issues.map(({ message }) => message) ?? null).toEqual(
    why === null ? null : [why],
  );
});

test.each(['at', 'AUT', 'A', '', 'A1'])('%s is no code', (code) => {
  expect(country.safeParse(code).error?.issues.map(({ message }) => message)).toEqual(['Use an ISO 3166 code such as AT.']);
}); // prettier-ignore
