/** What is known of a client: by deals, by people, and by the lifecycles that run. */
import { holidaysId, holidaysWanted } from '../../domain/holidays-wanted';
import { accept, calendarOf, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import {
  clientAfterDeal,
  clientAfterPatch,
  clientNowOf,
  type ClientStated,
  type KnownClient,
} from '../../domain/organisation/known-client';
import { dayOne, retained, say } from '../support/lives';
import { sentenceFor } from '../support/told';

const [first, second, third] = [1, 2, 3].map((day) => `2027-01-0${day}T08:00:00.000Z`) as [string, string, string]; // prettier-ignore
const zonesOf = (country: string | null, region: string | null): readonly string[] =>
  ({ AT: ['Europe/Vienna'], US: ['America/New_York'], 'US-CA': ['America/Los_Angeles'] })[
    region === null ? (country ?? '') : `${country}-${region}`
  ] ?? [];
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
  const known = deals.reduce<KnownClient | null>(
    (before, deal) => clientAfterDeal(before, { name: 'Alpine Tools', ...deal }, first, zonesOf),
    null,
  );
  expect(known?.values).toEqual({ name: 'Alpine Tools', region: null, ...expected });
}); // prettier-ignore

test('of an older client: a zone that is not its country’s was named, and stays', () => {
  const older = (timeZone: string) => ({
    values: { name: 'A', industry: null, country: null, region: null, timeZone },
    said: {},
    weekend: null,
    closed: [],
  });
  const zone = (timeZone: string) =>
    clientAfterDeal(older(timeZone), { name: 'A', country: 'AT' }, first, zonesOf).values.timeZone;
  expect([zone('Asia/Tokyo'), zone('UTC')]).toEqual(['Asia/Tokyo', 'Europe/Vienna']);
});

describe('people say how a client is now', () => {
  const deal = (told: object, at = first, known: KnownClient | null = null): KnownClient =>
    clientAfterDeal(known, { name: 'Alpine Tools', ...told }, at, zonesOf);
  const patch = (known: KnownClient, stated: ClientStated, at = second): KnownClient =>
    clientAfterPatch(known, stated, at, zonesOf);
  const inAustria = deal({ country: 'AT', industry: 'tools' });
  const inBavaria = deal({ country: 'DE', region: 'DE-BY' });

  test.each<[string, KnownClient, ClientStated, Partial<KnownClient['values']>]>([
    ['only what is named changes', inAustria, { name: 'Alpine Group' }, { name: 'Alpine Group', industry: 'tools', country: 'AT', timeZone: 'Europe/Vienna' }],
    ['null says that there is none', inAustria, { industry: null }, { industry: null, country: 'AT' }],
    ['a zone that nobody named follows the country', inAustria, { country: 'US' }, { timeZone: 'America/New_York' }],
    ['and its region', inAustria, { country: 'US', region: 'CA' }, { region: 'CA', timeZone: 'America/Los_Angeles' }],
    ['one that was named stays', deal({ country: 'AT', timeZone: 'Europe/Rome' }), { country: 'US' }, { timeZone: 'Europe/Rome' }],
    ['until people say that none is named', deal({ country: 'AT', timeZone: 'Europe/Rome' }), { timeZone: null }, { timeZone: 'Europe/Vienna' }],
    ['a region is kept without its country', inAustria, { country: 'DE', region: 'de-by' }, { region: 'BY' }],
    ['another country drops the region', inBavaria, { country: 'AT' }, { region: null }],
    ['unless it is told with it', inBavaria, { country: 'AT', region: 'AT-9' }, { region: '9' }],
    ['the same country keeps it', inBavaria, { country: 'DE' }, { region: 'BY' }],
    ['no country has no region', inBavaria, { country: null }, { country: null, region: null, timeZone: 'UTC' }],
  ])('%s', (_, known, stated, expected) => expect(patch(known, stated).values).toMatchObject(expected)); // prettier-ignore

  test.each<[string, KnownClient, object, Partial<KnownClient['values']>]>([
    ['a deal that repeats the old name', patch(inAustria, { name: 'Alpine Group' }), { country: 'AT' }, { name: 'Alpine Group' }],
    ['one with the region of the country where they were', patch(inBavaria, { country: 'AT' }), { country: 'DE', region: 'BY' }, { country: 'AT', region: null }],
    ['one that says no region', inBavaria, { country: 'DE' }, { country: 'DE', region: 'BY' }],
    ['one with the zone that people took away', patch(deal({ country: 'AT', timeZone: 'Europe/Rome' }), { timeZone: null }), { timeZone: 'Europe/Rome' }, { timeZone: 'Europe/Vienna' }],
  ])('%s changes nothing', (_, known, told, expected) => expect(deal(told, third, known).values).toMatchObject(expected)); // prettier-ignore

  test('a zone that people took away follows the country into the next deal', () => {
    const followed = patch(deal({ country: 'AT', timeZone: 'Europe/Rome' }), { timeZone: null });
    expect(deal({ country: 'US' }, third, followed).values.timeZone).toBe('America/New_York');
  });

  test('days of its own stay whatever deals say, are in order, and are taken back by null', () => {
    const late = { from: '2027-12-24', until: '2027-12-31' };
    const early = { from: '2027-08-02', until: '2027-08-20' };
    const known = patch(inAustria, { weekend: [6, 5], closed: [late, early] });
    expect(deal({ name: 'A' }, third, known)).toMatchObject({ weekend: [5, 6], closed: [early, late] });
    expect(patch(known, { name: 'A' })).toMatchObject({ weekend: [5, 6], closed: [early, late] });
    expect(patch(known, { weekend: null, closed: null })).toMatchObject({ weekend: null, closed: [] });
    expect(patch(known, { weekend: [] })).toMatchObject({ weekend: [] });
    expect(clientNowOf(known, third)).toEqual({
      name: 'Alpine Tools',
      zone: 'Europe/Vienna',
      country: 'AT',
      weekend: [5, 6],
      closed: [early, late],
      asOf: second,
      mergedAt: third,
    });
  });
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
    expect(sentenceFor({ kind: 'client-known', ...now })).toBe(
      'The client’s details: Alpine Group, United States, time zone America/New_York.',
    );
  });
});

describe('a running lifecycle hears of another region, and of days of its own', () => {
  const life = say(retained(), dayOne, 'holidaysRefreshed', { dates: ['2027-10-26'], through: '2028-12-31' });
  const { id: _, ...client } = life.seed.client;

  test('another region has other holidays, under another id', () => {
    const told = say(life, dayOne, 'clientKnown', { ...client, region: '9', asOf: dayOne });
    const wanted = { country: 'AT', region: '9', from: '2027-01-01', through: '2028-12-31' };
    expect(holidaysWanted(told, dayOne)).toEqual(wanted);
    expect(holidaysId(told, wanted)).toBe('holidays-2028-12-31-9');
    expect(sentenceFor({ kind: 'client-known', ...client, region: '9', weekend: [5, 6], closed: [{ from: '2027-08-02', until: '2027-08-20' }] })).toBe(
      'The client’s details: Alpine Tools, Vienna, Austria, time zone Europe/Vienna. Their weekend: Friday and Saturday. Closed: Mon 2 Aug 2027 to Fri 20 Aug 2027.',
    ); // prettier-ignore
  });

  test('what it plans goes by the new zone and days; a fact of before, which says no moment, leaves it', () => {
    const planned = (state: LifecycleState) =>
      state.slices.items.flatMap(({ id, dueAt, state: stands }) => (stands === 'planned' ? [`${id} ${dueAt}`] : []));
    const now = { ...client, zone: 'Asia/Tokyo' };
    expect(planned(say(life, dayOne, 'clientKnown', now))).toEqual(planned(life));
    const moved = planned(say(life, dayOne, 'clientKnown', { ...now, asOf: dayOne }));
    expect(moved).toHaveLength(planned(life).length);
    expect(moved.every((one) => one.endsWith('T00:00:00.000Z'))).toBe(true);
  });

  test('what was said before and comes later changes nothing', () => {
    const [early, late] = ['2027-01-04T11:00:00.000Z', '2027-01-04T12:00:00.000Z'];
    const known = say(life, dayOne, 'clientKnown', { ...client, name: 'Alpine Group', asOf: late });
    const after = say(known, dayOne, 'clientKnown', { ...client, name: 'Alpine Works', asOf: early });
    expect(after.seed.client.name).toBe('Alpine Group');
    expect(after.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'newer-known' });
  });
});
