/** Who keeps whom: routing, desks, absence, handovers, and how first steps are spread. */
import fc from 'fast-check';
import { distribute, spread, type Kept } from '../../domain/organisation/handover';
import { firstSteps } from '../../domain/organisation/import';
import { choose, profileFor, standInFor, type Deputised, type Desk } from '../../domain/organisation/people';
import { route, type Line, type RoutedGroup } from '../../domain/organisation/routing';

const desk = (id: string, parts: Partial<Desk> = {}): Desk => ({ id, profile: null, capacity: 10, load: 0, ...parts });
const group = (id: string, parts: Partial<RoutedGroup> = {}): RoutedGroup => ({
  id,
  rep: id,
  stage: null,
  productTypes: [],
  countries: [],
  value: null,
  ...parts,
});
const line = (parts: Partial<Line> = {}): Line => ({
  stage: 'retention',
  productType: 'crm',
  country: 'AT',
  annualValue: { amount: 100_000, currency: 'EUR' },
  group: null,
  rep: null,
  keptBy: [],
  profile: null,
  ...parts,
});

describe('routing', () => {
  const everyone = group('everyone');
  const to = (
    groups: readonly RoutedGroup[],
    parts: Partial<Line> = {},
    desks: readonly Desk[] = groups.map(({ rep }) => desk(rep)),
  ) => route(line(parts), groups, desks)?.group;

  test.each([
    ['nobody takes it, so it goes to everyone', [everyone, group('erp', { productTypes: ['erp'] })], {}, 'everyone'],
    ['by product type', [everyone, group('crm', { productTypes: ['crm'] })], {}, 'crm'],
    ['by country', [everyone, group('dach', { countries: ['AT', 'DE'] })], {}, 'dach'],
    [
      'by value, in its own currency',
      [everyone, group('big', { value: { currency: 'EUR', from: 100_000 } })],
      {},
      'big',
    ],
    ['never across currencies', [everyone, group('big', { value: { currency: 'USD', from: 1 } })], {}, 'everyone'],
    [
      'the upper end of a band is outside',
      [everyone, group('small', { value: { currency: 'EUR', below: 100_000 } })],
      {},
      'everyone',
    ],
    [
      'by stage',
      [everyone, group('start', { stage: 'onboarding' }), group('keep', { stage: 'retention' })],
      { stage: 'onboarding' as const },
      'start',
    ],
    [
      'the most conditions win',
      [
        everyone,
        group('crm', { productTypes: ['crm'] }),
        group('crm-at', { productTypes: ['crm'], countries: ['AT'] }),
      ],
      {},
      'crm-at',
    ],
    [
      'all conditions must hold',
      [everyone, group('crm-de', { productTypes: ['crm'], countries: ['DE'] })],
      {},
      'everyone',
    ],
    [
      'the named group wins',
      [everyone, group('crm', { productTypes: ['crm'] }), group('vip')],
      { group: 'vip' },
      'vip',
    ],
  ] as const)('%s', (_, groups, parts, expected) => {
    expect(to(groups, parts)).toBe(expected);
  });

  test('a group whose rep has left takes nobody, and where nobody is left there is no answer', () => {
    const groups = [group('a', { productTypes: ['crm'] }), group('b', { productTypes: ['crm'] })];
    expect(to(groups, {}, [desk('b')])).toBe('b');
    expect(to(groups, {}, [])).toBeUndefined();
  });

  test('it says why', () => {
    const routing = route(line(), [group('crm', { productTypes: ['crm'] }), everyone], [desk('crm', { load: 3 })]);
    expect(routing?.why).toEqual(['Group crm takes it: it takes product type crm.', 'Rep crm has 3 of 10 lifecycles.']);
  });
});

describe('among several reps', () => {
  test.each([
    ['the lighter desk', [desk('a', { load: 5 }), desk('b', { load: 4 })], {}, 'b'],
    ['by share of capacity, not by count', [desk('a', { load: 5, capacity: 20 }), desk('b', { load: 4 })], {}, 'a'],
    [
      'the profile that fits, though the desk is fuller',
      [desk('a', { profile: 'few-key', load: 5 }), desk('b', { profile: 'many-small' })],
      { profile: 'few-key' as const },
      'a',
    ],
    [
      'but not one that is full',
      [desk('a', { profile: 'few-key', load: 10 }), desk('b', { profile: 'many-small' })],
      { profile: 'few-key' as const },
      'b',
    ],
    ['who keeps the client already, full or not', [desk('a', { load: 10 }), desk('b')], { keptBy: ['a'] }, 'a'],
    ['else the first by id', [desk('b'), desk('a')], {}, 'a'],
  ] as const)('%s', (_, desks, parts, expected) => {
    expect(choose(desks, { keptBy: [], profile: null, ...parts })?.desk.id).toBe(expected);
  });

  test.each([
    ['key from the limit on', [{ amount: 5_000_000, currency: 'EUR' }], 'few-key'],
    ['small below it', [{ amount: 4_999_999, currency: 'EUR' }], 'many-small'],
    ['unknown in a currency without a limit', [{ amount: 9_999_999, currency: 'SEK' }], null],
    [
      'key if it is in any currency',
      [
        { amount: 1, currency: 'EUR' },
        { amount: 6_000_000, currency: 'USD' },
      ],
      'few-key',
    ],
  ] as const)('a client is %s', (_, worth, expected) => {
    const keyFrom = ['EUR', 'USD'].map((currency) => ({ amount: 5_000_000, currency }));
    expect(profileFor(worth, keyFrom)).toBe(expected);
  });
});

describe('who is away', () => {
  const away = { from: '2027-03-01', until: '2027-03-05' };
  const people = (...list: readonly (readonly [string, string | null, boolean])[]): ReadonlyMap<string, Deputised> =>
    new Map(list.map(([id, deputy, absent]) => [id, { id, deputy, absences: absent ? [away] : [] }]));

  test.each([
    ['is there', people(['a', 'b', false], ['b', null, false]), '2027-03-01', 'a'],
    ['on the first day', people(['a', 'b', true], ['b', null, false]), '2027-03-01', 'b'],
    ['on the last day', people(['a', 'b', true], ['b', null, false]), '2027-03-05', 'b'],
    ['back the day after', people(['a', 'b', true], ['b', null, false]), '2027-03-06', 'a'],
    ['with the deputy away too', people(['a', 'b', true], ['b', 'c', true], ['c', null, false]), '2027-03-02', 'c'],
    ['in a circle', people(['a', 'b', true], ['b', 'a', true]), '2027-03-02', 'a'],
    ['with nobody named', people(['a', null, true]), '2027-03-02', 'a'],
  ] as const)('%s', (_, all, day, expected) => {
    expect(standInFor('a', day, all)).toBe(expected);
  });
});

describe('a handover', () => {
  const kept = (client: string, count: number, parts: Partial<Kept> = {}): Kept => ({
    client,
    lifecycles: Array.from({ length: count }, (_, index) => `${client}-${index}`),
    annualValue: [],
    keptBy: [],
    ...parts,
  });

  test('gives all lifecycles of a client to one receiver, and levels the desks', () => {
    const given = distribute([kept('c1', 4), kept('c2', 1), kept('c3', 3), kept('c4', 2)], [desk('x'), desk('y')], []);
    expect(given.map(({ client, to }) => `${client} ${to}`)).toEqual(['c1 x', 'c3 y', 'c4 y', 'c2 x']);
  });

  test('prefers who keeps another product of the client', () => {
    expect(distribute([kept('c1', 1, { keptBy: ['y'] })], [desk('x'), desk('y', { load: 9 })], [])[0]?.to).toBe('y');
  });

  test('law: every lifecycle goes to exactly one of the receivers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (sizes, count) => {
          const clients = sizes.map((size, index) => kept(`c${index}`, size));
          const desks = Array.from({ length: count }, (_, index) => desk(`r${index}`));
          const given = distribute(clients, desks, []).flatMap(({ lifecycles, to }) =>
            lifecycles.map((id) => ({ id, to })),
          );
          expect(given.map(({ id }) => id).toSorted()).toEqual(
            clients.flatMap(({ lifecycles }) => lifecycles).toSorted(),
          );
          expect(given.every(({ to }) => desks.some(({ id }) => id === to))).toBe(true);
        },
      ),
    );
  });
});

describe('first steps of clients who come mid-term', () => {
  test.each([
    [3, 6, ['2027-01-02', '2027-01-04', '2027-01-06']],
    [4, 2, ['2027-01-02', '2027-01-02', '2027-01-03', '2027-01-03']],
    [0, 5, []],
  ] as const)('%i over %i days', (count, days, expected) => {
    expect(spread(count, '2027-01-01', days)).toEqual(expected);
  });

  test('each rep’s are spread by themselves; who was heard of lately is asked a cadence later', () => {
    const of = (rep: string, lastTouchOn: string | null = null) => ({ rep, everyDays: 14, lastTouchOn });
    expect(firstSteps([of('a'), of('b'), of('a'), of('a', '2026-12-28'), of('b', '2026-06-01')], '2027-01-01')).toEqual(
      ['2027-01-02', '2027-01-02', '2027-01-09', '2027-01-11', '2027-01-09'],
    );
  });

  test('law: nothing on the day itself, nothing later than one cadence, and no day of a rep fuller than it must be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 84 }), (count, days) => {
        const given = spread(count, '2027-01-01', days);
        const sizes = new Map<string, number>();
        for (const day of given) sizes.set(day, (sizes.get(day) ?? 0) + 1);
        expect(given.length).toBe(count);
        expect(given.filter((day) => day <= '2027-01-01')).toEqual([]);
        expect((Date.parse(given.at(-1) ?? '') - Date.parse('2027-01-01')) / 86_400_000).toBeLessThanOrEqual(days);
        expect(Math.max(...sizes.values())).toBeLessThanOrEqual(Math.ceil(count / days));
      }),
    );
  });
});
