/** In which language a contact is addressed: what was said, else what is plain, else English. */
import { languages } from '../../domain/core/language';
import { regionsOf } from '../../domain/core/regions';
import { languageOf } from '../../domain/told/language';

type Case = readonly [
  said: string | null,
  place: string | null,
  others: readonly (string | null)[],
  language: string,
  why: string,
];

test.each<Case>([
  ['de', 'AT', [], 'de', 'they said so'],
  ['en', 'FR', ['fr', 'fr'], 'en', 'they said so, whatever the country and the others'],
  [null, 'AT', [], 'de', 'the country is plain'],
  [null, 'FR', ['en'], 'fr', 'a plain country comes before the others'],
  [null, 'MX', [], 'es', 'the country is plain'],
  [null, 'IT-32', [], 'it', 'a plain country comes before its region'],
  [null, 'CH', [], 'en', 'nobody guesses for Switzerland'],
  [null, 'CH', ['fr', null, 'fr'], 'fr', 'the others agree'],
  [null, 'CH', ['fr', 'de'], 'en', 'the others do not agree'],
  [null, 'CH-GE', ['fr', 'de'], 'fr', 'the others do not agree, and the region is plain'],
  [null, 'CH-GE', [], 'fr', 'Geneva'],
  [null, 'CH-ZH', [], 'de', 'Zürich'],
  [null, 'CH-BE', [], 'de', 'Bern'],
  [null, 'CH-TI', [], 'it', 'the Ticino'],
  [null, 'CH-GE', ['de'], 'de', 'the others come before the region'],
  [null, 'CH-VS', [], 'en', 'the Valais has two'],
  [null, 'CH-FR', [], 'en', 'Fribourg has two'],
  [null, 'BE', [], 'en', 'nobody guesses for Belgium'],
  [null, 'BE-VLG', [], 'en', 'Dutch is not on offer'],
  [null, 'BE-WAL', [], 'fr', 'Wallonia'],
  [null, 'BE-DE', [], 'de', 'Eupen'],
  [null, 'BE-BRU', [], 'en', 'Brussels has two'],
  [null, 'LU', [], 'en', 'nobody guesses for Luxembourg'],
  [null, 'LU', ['fr'], 'fr', 'the others agree'],
  [null, 'CA', [], 'en', 'nobody guesses for Canada'],
  [null, 'CA-QC', [], 'fr', 'Quebec'],
  [null, 'CA-ON', [], 'en', 'Ontario'],
  [null, 'CA-NB', [], 'en', 'New Brunswick has two'],
  [null, 'NL', ['de'], 'de', 'the others agree'],
  [null, 'JP', [], 'en', 'none of ours is spoken there'],
  [null, null, ['it', 'it'], 'it', 'the others agree'],
  [null, null, ['xx'], 'en', 'what the others said is none of ours'],
  ['xx', null, [], 'en', 'what they said is none of ours'],
])('who said %s, is in %s, and whose colleagues said %j reads %s: %s', (said, place, others, language) => {
  const [country = null, region = null] = place?.split('-') ?? [];
  expect(languageOf({ said, others, country, region })).toBe(language);
});

test.each(['CH', 'BE', 'LU', 'CA'])(
  'for %s nobody guesses, and whatever region says more is one of its own',
  (country) => {
    const of = (region: string | null) => languageOf({ said: null, others: [], country, region });
    expect(of(null)).toBe('en');
    expect(of('no-region')).toBe('en');
    for (const region of regionsOf(country).keys()) expect(languages).toContain(of(region));
  },
);
