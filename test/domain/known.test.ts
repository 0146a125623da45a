/** Not said is not wiped, and what is older does not undo what is newer. */
import fc from 'fast-check';
import { holidaysId, holidaysWanted } from '../../domain/holidays-wanted';
import { accept, calendarOf, sentenceOf, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { dayOne, retained, say } from '../support/lives';
import {
  afterDeal,
  afterPut,
  clientAfterDeal,
  clientFieldNames,
  contactFieldNames,
  type ContactField,
  type Known,
  type Said,
} from '../../domain/organisation/known';
import { contactSaidColumn } from '../../records/columns/known';

const [first, second, third, fourth] = [1, 2, 3, 4].map((day) => `2027-01-0${day}T08:00:00.000Z`) as [string, string, string, string]; // prettier-ignore
const level = ['level'] as const;
type Step = readonly [who: 'deal' | 'put', said: string | null | undefined, at: string];

const after = (steps: readonly Step[], older: string | null = null): string | null =>
  steps.reduce<Known<'level'>>(
    (known, [who, said, at]) =>
      who === 'put'
        ? afterPut(level, known, { level: said ?? null }, at)
        : afterDeal(level, known, { level: said ?? undefined }, at),
    { values: { level: older }, said: {} },
  ).values.level;

test.each<[string, readonly Step[], string | null]>([
  ['nothing was known: what the deal says', [['deal', 'user', first]], 'user'],
  ['a later deal says nothing', [['deal', 'user', first], ['deal', undefined, second]], 'user'],
  ['a later deal says something else', [['deal', 'user', first], ['deal', 'manager', second]], 'manager'],
  ['a file that was handed in before that deal comes later', [['deal', 'user', second], ['deal', 'manager', first]], 'user'],
  ['people say something else', [['deal', 'user', first], ['put', 'executive', second]], 'executive'],
  ['people say that there is none', [['deal', 'user', first], ['put', null, second]], null],
  ['the CRM repeats its older entry', [['deal', 'user', first], ['put', 'executive', second], ['deal', 'user', third]], 'executive'],
  ['it repeats what people took away', [['deal', 'user', first], ['put', null, second], ['deal', 'user', third]], null],
  ['it says what people said, and that again', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'manager', third], ['deal', 'manager', fourth]], 'manager'],
  ['it has news after people spoke', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', third]], 'executive'],
  ['it has news, in a file that is older than what people said', [['deal', 'user', first], ['put', 'manager', third], ['deal', 'executive', second]], 'manager'],
  ['people spoke first, a deal says something else', [['put', 'manager', first], ['deal', 'user', second]], 'manager'],
  ['people spoke first, then a deal has news', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', third]], 'executive'],
  ['people spoke first and left it open: a deal knows it', [['put', null, first], ['deal', 'user', second]], 'user'],
  ['people spoke first, and two deals of one file contradict each other', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', second]], 'manager'],
  ['of two deals of one file one repeats, the other says something else', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'user', third], ['deal', 'executive', third]], 'manager'],
  ['the same in the other order', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', third], ['deal', 'user', third]], 'manager'],
  ['people took it away, and two deals of one file contradict each other', [['deal', 'user', first], ['put', null, second], ['deal', 'executive', third], ['deal', 'manager', third]], null],
  ['all deals of one file have the same news', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', third], ['deal', 'executive', third]], 'executive'],
  ['they contradicted each other, and a later deal repeats one of them', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', second], ['deal', 'user', third]], 'manager'],
  ['they contradicted each other, and a later deal has news', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', second], ['deal', 'owner', third]], 'owner'],
  ['two deals said different things before people spoke: the older one repeats', [['deal', 'user', first], ['deal', 'executive', second], ['put', 'manager', third], ['deal', 'user', fourth]], 'manager'],
  ['a deal repeats what a file said that is older than what people said', [['deal', 'user', first], ['put', 'manager', third], ['deal', 'executive', second], ['deal', 'executive', fourth]], 'manager'],
  ['a file is of the very moment at which people spoke', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', second]], 'manager'],
])('%s', (_, steps, expected) => expect(after(steps)).toBe(expected)); // prettier-ignore

test.each<[string, readonly Step[], string | null]>([
  ['a deal says nothing', [['deal', undefined, first]], 'user'],
  ['a deal says something else', [['deal', 'manager', first]], 'manager'],
  ['people say something else, and a deal repeats it', [['put', 'manager', first], ['deal', 'user', second]], 'manager'],
  ['people take it away, and a deal repeats it', [['put', null, first], ['deal', 'user', second]], null],
  ['a deal says something else, people correct it, and a deal repeats what stood there', [['deal', 'manager', first], ['put', 'executive', second], ['deal', 'user', third]], 'executive'],
])('of an older record, where nobody knows who said it: %s', (_, steps, expected) => expect(after(steps, 'user')).toBe(expected)); // prettier-ignore

test.each<[string, Said, string, string]>([
  ['people spoke, a deal repeats', { at: second, by: 'people', told: 'user' }, 'user', 'manager'],
  ['people spoke, a deal has news', { at: second, by: 'people', told: 'user' }, 'executive', 'executive'],
  ['people spoke, and no deal', { at: second, by: 'people' }, 'executive', 'manager'],
  ['a deal spoke', { at: second, by: 'deal', told: 'manager' }, 'user', 'user'],
  ['it went on in the release before', { at: second, by: 'people', told: 'user', heard: [{ value: 'owner', from: first, to: first }] }, 'user', 'manager'],
])('of a row that an earlier release wrote: %s', (_, of, told, expected) => {
  const { level: read } = contactSaidColumn.read({ level: of }, 'c_1');
  const known = { values: { level: 'manager' }, said: read === undefined ? {} : { level: read } };
  expect(afterDeal(level, known, { level: told }, third).values.level).toBe(expected);
}); // prettier-ignore

const levels = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 });
test('what people said stands against all deals of one moment that contradict or repeat, in whichever order they come', () => {
  fc.assert(
    fc.property(levels, levels, fc.gen(), (earlier, file, gen) => {
      const steps: readonly Step[] = [
        ...earlier.map((one) => ['deal', one, first] as const),
        ['put', 'people', second],
      ];
      const come = (all: readonly string[]) => after([...steps, ...all.map((one) => ['deal', one, third] as const)]);
      const [only] = file;
      const isNews = only !== undefined && new Set(file).size === 1 && !earlier.includes(only);
      expect(come(file)).toBe(isNews ? only : 'people');
      expect(come(gen(fc.shuffledSubarray, file, { minLength: file.length }))).toBe(come(file));
    }),
  );
});

const said = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const details = fc.record({ level: said, role: said, birthday: said, phone: said, language: said, channel: said });
const happened = fc.record({
  who: fc.constantFrom('deal', 'import', 'put'),
  day: fc.integer({ min: 10, max: 28 }),
  told: details.map((rest) => ({ name: 'Ada', email: 'ada@alpine.example', ...rest })),
});

test('any sequence of sparse deals, imports and PUTs loses nothing that was said: only people take something away', () => {
  fc.assert(
    fc.property(fc.array(happened, { maxLength: 12 }), (all) => {
      let known: Known<ContactField> | null = null;
      for (const { who, day, told } of all) {
        const at = `2027-01-${day}T08:00:00.000Z`;
        const before: Known<ContactField> | null = known;
        const stated = Object.fromEntries(contactFieldNames.map((field) => [field, told[field] ?? null]));
        const now: Known<ContactField> =
          who === 'put'
            ? afterPut(contactFieldNames, before, stated as Record<ContactField, string | null>, at)
            : afterDeal(contactFieldNames, before, told, at);
        const lost = contactFieldNames.filter(
          (field) => (before?.values[field] ?? null) !== null && now.values[field] === null,
        );
        const taken = who === 'put' ? contactFieldNames.filter((field) => told[field] === undefined) : [];
        // Where deals of one moment contradict each other, what people had taken away is away.
        const isBack = (field: ContactField): boolean => now.said[field]?.by === 'people';
        expect(lost.filter((field) => !taken.includes(field) && !isBack(field))).toEqual([]);
        // What is not said stays as it is.
        const unsaid = who === 'put' ? [] : contactFieldNames.filter((field) => told[field] === undefined);
        for (const field of unsaid) expect(now.values[field]).toBe(before?.values[field] ?? null);
        // Said twice it is known as once.
        const again = who === 'put' ? now : afterDeal(contactFieldNames, now, told, at);
        expect(again).toEqual(now);
        known = now;
      }
    }),
  );
});

const zonesOf = (country: string | null): readonly string[] =>
  ({ AT: ['Europe/Vienna'], US: ['America/New_York'] })[country ?? ''] ?? [];
type Client = { readonly country?: string; readonly timeZone?: string; readonly industry?: string };

test.each<[string, readonly Client[], { country: string | null; timeZone: string; industry: string | null }]>([
  ['nothing is said', [{}], { country: null, timeZone: 'UTC', industry: null }],
  [
    'everything stays that a sparse deal does not say',
    [{ country: 'AT', timeZone: 'Europe/Rome', industry: 'tools' }, {}],
    { country: 'AT', timeZone: 'Europe/Rome', industry: 'tools' },
  ],
  ['the zone is the country’s', [{ country: 'AT' }, {}], { country: 'AT', timeZone: 'Europe/Vienna', industry: null }],
  ['it follows when the country is known', [{}, { country: 'AT' }], { country: 'AT', timeZone: 'Europe/Vienna', industry: null }],
  ['it follows into another country', [{ country: 'AT' }, { country: 'US' }], { country: 'US', timeZone: 'America/New_York', industry: null }],
  ['a zone that was named stays', [{ timeZone: 'UTC' }, { country: 'AT' }], { country: 'AT', timeZone: 'UTC', industry: null }],
])('of a client: %s', (_, deals, expected) => {
  const known = deals.reduce<Known<(typeof clientFieldNames)[number]> | null>(
    (before, deal) => clientAfterDeal(before, { name: 'Alpine Tools', ...deal }, first, zonesOf),
    null,
  );
  expect(known?.values).toEqual({ name: 'Alpine Tools', ...expected });
}); // prettier-ignore

test('of an older client: a zone that is not its country’s was named, and stays', () => {
  const older = (timeZone: string) => ({
    values: { name: 'A', industry: null, country: null, timeZone },
    said: {},
  });
  const zone = (timeZone: string) =>
    clientAfterDeal(older(timeZone), { name: 'A', country: 'AT' }, first, zonesOf).values.timeZone;
  expect([zone('Asia/Tokyo'), zone('UTC')]).toEqual(['Asia/Tokyo', 'Europe/Vienna']);
});

describe('a running lifecycle hears how its client is known now', () => {
  const life = say(retained(), dayOne, 'holidaysRefreshed', { dates: ['2027-10-26'], through: '2028-12-31' });
  const now = { name: 'Alpine Group', zone: 'America/New_York', country: 'US' };
  const told = say(life, dayOne, 'clientKnown', now);

  test('it lives by the zone and the holidays of where the client is', () => {
    expect(holidaysWanted(life, dayOne)).toBeNull();
    expect(told.seed.client).toEqual({ id: life.seed.client.id, ...now });
    expect(calendarOf(told)).toMatchObject({ zone: 'America/New_York', holidays: [] });
    expect(holidaysWanted(told, dayOne)).toMatchObject({ country: 'US' });
  });

  test('it hears the holidays of every country that it was in, in one year and back again', () => {
    const hear = (state: LifecycleState): LifecycleState => {
      const wanted = holidaysWanted(state, dayOne);
      if (wanted === null) return state;
      const data = { dates: [`2027-0${state.seq % 9}-01`], through: wanted.through };
      return accept(state, { name: 'holidaysRefreshed', id: holidaysId(state, wanted), data }, dayOne).state;
    };
    let state = hear(retained());
    for (const country of ['US', 'AT', 'US', 'AT']) {
      state = say(state, dayOne, 'clientKnown', { ...now, country });
      expect(holidaysWanted(state, dayOne)).toMatchObject({ country });
      state = hear(state);
      expect(holidaysWanted(state, dayOne)).toBeNull();
    }
  });

  test('its next term begins with what it heard', () => {
    const renewed = say(told, dayOne, 'renew', { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } });
    expect(nextTerm(renewed)?.client).toMatchObject(now);
  });

  test('another name alone keeps the holidays, and the same again says nothing', () => {
    const { id: _, ...before } = life.seed.client;
    const renamed = say(life, dayOne, 'clientKnown', { ...before, name: 'Alpine Group' });
    expect(calendarOf(renamed).holidays).toEqual(['2027-10-26']);
    const again = say(renamed, dayOne, 'clientKnown', { ...before, name: 'Alpine Group' });
    expect(again.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'already-there' });
    expect(sentenceOf({ kind: 'client-known', ...now })).toBe(
      'The client is known as Alpine Group, in America/New_York (US).',
    );
  });
});
