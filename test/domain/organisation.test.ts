/** Who keeps whom: routing, who gets a client, absence, handovers, and how first steps are spread. */
import fc from 'fast-check';
import { distribute, heirOf, spread, type Kept } from '../../domain/organisation/handover';
import { firstSteps } from '../../domain/organisation/import';
import {
  canTakeMore,
  chooseRep,
  deputiesToKnow,
  isOverloaded,
  isTooLargeWorkgroup,
  profileFor,
  standInFor,
  worksFor,
  type Deputised,
  type Candidate,
} from '../../domain/organisation/people';
import {
  enteredRetention,
  productTypeOf,
  repsInQuestion,
  retentionLine,
  openReasons,
  routeLine,
  routeAll,
  type Organisation,
} from '../../domain/organisation/routing';
import { givesOn, type RoutedGroup, type WantedLine } from '../../domain/organisation/groups';
import { happening, onboarded, retained } from '../support/lives';
import { seedOf } from '../support/seeds';

const candidate = (id: string, parts: Partial<Candidate> = {}): Candidate => ({
  id,
  profile: null,
  capacity: 10,
  load: 0,
  ...parts,
});
const group = (id: string, parts: Partial<RoutedGroup> = {}): RoutedGroup => ({
  id,
  rep: id,
  stage: null,
  productTypes: [],
  countries: [],
  value: null,
  splits: false,
  policyId: 'default',
  ...parts,
});
const line = (parts: Partial<WantedLine> = {}): WantedLine => ({
  client: 'C-1',
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

test.each([
  [0, 10, true, false],
  [9, 10, true, false],
  [10, 10, false, false],
  [11, 10, false, true],
  [0, 0, false, false],
  [99, null, true, false],
  [100, null, false, false],
  [101, null, false, true],
])(
  'with %s lifecycles and a capacity of %s, a rep can take more: %s; is overloaded: %s',
  (load, capacity, more, over) => {
    expect([canTakeMore({ load, capacity }), isOverloaded({ load, capacity })]).toEqual([more, over]);
  },
);

test.each([
  ['nobody takes any over', [], null],
  ['one receiver', [{ rep: 'rob', lifecycles: 0 }], 'rob'],
  [
    'most lifecycles',
    [
      { rep: 'ann', lifecycles: 2 },
      { rep: 'rob', lifecycles: 3 },
    ],
    'rob',
  ],
  [
    'as many: the first by id',
    [
      { rep: 'rob', lifecycles: 3 },
      { rep: 'ann', lifecycles: 3 },
    ],
    'ann',
  ],
])('who keeps a leaver’s groups: %s', (_, receivers, heir) => {
  expect(heirOf(receivers)).toBe(heir);
});

test.each([
  ['as it was sold', { type: 'crm' }, { type: 'erp' }, 'crm'],
  ['as the product is described, where sales say nothing', {}, { type: 'erp' }, 'erp'],
  ['as it is described, where the deal does not have it', undefined, { type: 'erp' }, 'erp'],
  ['without one where it is described without', {}, { type: null }, null],
  ['without one where nobody described it', {}, null, null],
])('a product is routed by its type %s', (_, sold, described, expected) => {
  expect(productTypeOf(sold, described)).toBe(expected);
});

describe('routing', () => {
  const everyone = group('everyone');
  const to = (
    groups: readonly RoutedGroup[],
    parts: Partial<WantedLine> = {},
    candidates: readonly Candidate[] = groups.map(({ rep }) => candidate(rep)),
  ) => routeLine(line(parts), groups, candidates)?.group;

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
    expect(to(groups, {}, [candidate('b')])).toBe('b');
    expect(to(groups, {}, [])).toBeUndefined();
  });

  test('it says why', () => {
    const routing = routeLine(
      line(),
      [group('crm', { productTypes: ['crm'] }), everyone],
      [candidate('crm', { load: 3 })],
    );
    expect(routing?.why).toEqual(['Group crm takes it: it takes product type crm.', 'Rep crm has 3 of 10 lifecycles.']);
  });

  test.each([
    ['whose client it is', [line({ group: 'crm' }), { keptBy: ['crm'], profile: null }], 'Group crm was named.'],
    ['how much they look after', [line({})], 'Group crm takes it: it takes product type crm.'],
    [
      'whom the profile calls for',
      [line({}), { profile: 'few-key' }],
      'Group crm takes it: it takes product type crm.',
    ],
  ] as const)('openly it does not say %s', (_, [of, more = {}], expected) => {
    const taken = routeLine(
      { ...of, ...more },
      [group('crm', { productTypes: ['crm'] }), everyone],
      [candidate('crm', { load: 3, profile: 'few-key' })],
    );
    expect(openReasons(taken ?? { why: [] })).toEqual([expected]);
  });
});

describe('several lines at once', () => {
  const groups = [group('a', { productTypes: ['crm'] }), group('b', { productTypes: ['crm'] }), group('everyone')];
  const organisation = (parts: Partial<Organisation> = {}): Organisation => ({
    groups,
    kept: [],
    keyFrom: [{ amount: 150_000, currency: 'EUR' }],
    candidates: groups.map(({ rep }) => candidate(rep)),
    ...parts,
  });
  const reps = (lines: readonly WantedLine[], parts: Partial<Organisation> = {}) =>
    routeAll(lines, organisation(parts)).map((routing) => routing?.rep ?? null);

  test('each sees the reps as the ones before it left them', () => {
    const lines = ['C-1', 'C-2', 'C-3'].map((client) => line({ client }));
    expect(reps(lines)).toEqual(['a', 'b', 'a']);
  });

  test('those of one client go to one rep', () => {
    const lines = ['C-1', 'C-1', 'C-2'].map((client) => line({ client }));
    expect(reps(lines)).toEqual(['a', 'a', 'b']);
  });

  test('who keeps the client already gets what comes', () => {
    const kept = [{ client: 'C-1', rep: 'b', group: 'b', annualValue: { amount: 1, currency: 'EUR' } }];
    expect(reps([line({ client: 'C-1' })], { kept })).toEqual(['b']);
  });

  test('a client is as large as all that it has and buys', () => {
    const candidates = [candidate('a', { profile: 'many-small' }), candidate('b', { profile: 'few-key' })];
    const kept = [{ client: 'C-1', rep: 'gone', group: 'b', annualValue: { amount: 100_000, currency: 'EUR' } }];
    expect(reps([line({ client: 'C-1' })], { candidates })).toEqual(['a']);
    expect(reps([line({ client: 'C-1' })], { candidates, kept })).toEqual(['b']);
    expect(reps([line({ client: 'C-1' }), line({ client: 'C-1' })], { candidates })).toEqual(['b', 'b']);
  });

  test('a line that nobody takes gets no answer, and the others theirs', () => {
    expect(reps([line({ group: 'nowhere' }), line()])).toEqual([null, 'a']);
  });

  test('only reps of those who may get something are looked at', () => {
    expect(repsInQuestion([line(), line()], groups)).toEqual(['a', 'b']);
    expect(repsInQuestion([line({ productType: 'erp' })], groups)).toEqual(['everyone']);
    expect(repsInQuestion([line({ group: 'b' })], groups)).toEqual(['b']);
  });
});

describe('when retention begins', () => {
  const entered = {
    kind: 'stage-changed',
    from: 'onboarding',
    to: 'retention',
    reason: 'onboarding-completed',
  } as const;
  const at = '2027-01-04T10:00:00.000Z';

  test('who keeps it is asked once more, at the event with which it entered', () => {
    const events = [
      { seq: 6, at, event: { kind: 'item-due', item: 'x', itemKind: 'call' } },
      { seq: 7, at, event: entered },
    ] as const;
    expect(enteredRetention(retained(), events)).toBe(7);
    expect(enteredRetention(retained(), events.slice(0, 1))).toBeNull();
    // It went back to onboarding, or ended, in the same breath.
    expect(enteredRetention(onboarded(), events)).toBeNull();
    expect(enteredRetention(retained(), happening(retained(), '2027-06-01'))).toBeNull();
  });

  test('a group that is for onboarding alone gives it on; one for both, or for retention, keeps it', () => {
    expect((['onboarding', 'retention', null] as const).map((stage) => givesOn(stage))).toEqual([true, false, false]);
  });

  test('it is routed as it was sold, to no group or rep that was named for its beginning', () => {
    const seed = seedOf({ client: { id: 'C-9', name: 'Alpine', zone: 'Europe/Vienna', country: 'AT' } });
    expect(retentionLine(seed, 'crm')).toEqual({
      lifecycle: seed.lifecycleId,
      client: 'C-9',
      country: 'AT',
      productType: 'crm',
      annualValue: seed.contract.annualValue,
      stage: 'retention',
      group: null,
      rep: null,
    });
  });
});

describe('among several reps', () => {
  test.each([
    ['the lighter load', [candidate('a', { load: 5 }), candidate('b', { load: 4 })], {}, 'b'],
    [
      'by share of capacity, not by count',
      [candidate('a', { load: 5, capacity: 20 }), candidate('b', { load: 4 })],
      {},
      'a',
    ],
    [
      'the profile that fits, though they have more',
      [candidate('a', { profile: 'few-key', load: 5 }), candidate('b', { profile: 'many-small' })],
      { profile: 'few-key' as const },
      'a',
    ],
    [
      'but not one that is full',
      [candidate('a', { profile: 'few-key', load: 10 }), candidate('b', { profile: 'many-small' })],
      { profile: 'few-key' as const },
      'b',
    ],
    [
      'who keeps the client already, full or not',
      [candidate('a', { load: 10 }), candidate('b')],
      { keptBy: ['a'] },
      'a',
    ],
    ['else the first by id', [candidate('b'), candidate('a')], {}, 'a'],
  ] as const)('%s', (_, candidates, parts, expected) => {
    expect(chooseRep(candidates, { keptBy: [], profile: null, ...parts })?.candidate.id).toBe(expected);
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

  /** `a` and so many deputies, one after the other; only the last one is there. */
  const chain = (deputies: number): ReadonlyMap<string, Deputised> =>
    people(
      ['a', 'd1', true],
      ...Array.from({ length: deputies }, (_, index) => {
        const n = index + 1;
        return [`d${n}`, `d${n + 1}`, n < deputies] as const;
      }),
    );

  test.each([
    ['is there', people(['a', 'b', false], ['b', null, false]), '2027-03-01', 'a'],
    ['on the first day', people(['a', 'b', true], ['b', null, false]), '2027-03-01', 'b'],
    ['on the last day', people(['a', 'b', true], ['b', null, false]), '2027-03-05', 'b'],
    ['back the day after', people(['a', 'b', true], ['b', null, false]), '2027-03-06', 'a'],
    ['with the deputy away too', people(['a', 'b', true], ['b', 'c', true], ['c', null, false]), '2027-03-02', 'c'],
    ['in a circle', people(['a', 'b', true], ['b', 'a', true]), '2027-03-02', 'a'],
    ['with nobody named', people(['a', null, true]), '2027-03-02', 'a'],
    ['a chain of three deputies is gone through', chain(3), '2027-03-02', 'd3'],
    ['at the end of a longer one it stays with the person', chain(4), '2027-03-02', 'a'],
  ] as const)('%s', (_, all, day, expected) => {
    expect(standInFor('a', day, all)).toBe(expected);
  });

  test('whose work somebody does: their own, and that of everyone for whom they stand in', () => {
    const all = people(['a', 'b', true], ['b', null, false], ['c', 'a', true], ['d', null, false]);
    expect(worksFor('b', '2027-03-02', all)).toEqual(['b', 'a', 'c']);
    expect(worksFor('b', '2027-03-08', all)).toEqual(['b']);
    expect(worksFor('a', '2027-03-02', all)).toEqual(['a']);
  });

  test('known must be the deputies of those who are away at any time', () => {
    const all = people(['a', 'b', true], ['c', 'd', false], ['e', null, true], ['f', 'a', true]);
    expect(deputiesToKnow([...all.values()], all)).toEqual(['b']);
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

  test('gives all lifecycles of a client to one receiver, and levels their load', () => {
    const given = distribute(
      [kept('c1', 4), kept('c2', 1), kept('c3', 3), kept('c4', 2)],
      [candidate('x'), candidate('y')],
      [],
    );
    expect(given.map(({ client, to }) => `${client} ${to}`)).toEqual(['c1 x', 'c3 y', 'c4 y', 'c2 x']);
  });

  test('prefers who keeps another product of the client', () => {
    expect(
      distribute([kept('c1', 1, { keptBy: ['y'] })], [candidate('x'), candidate('y', { load: 9 })], [])[0]?.to,
    ).toBe('y');
  });

  test('law: every lifecycle goes to exactly one of the receivers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (sizes, count) => {
          const clients = sizes.map((size, index) => kept(`c${index}`, size));
          const candidates = Array.from({ length: count }, (_, index) => candidate(`r${index}`));
          const given = distribute(clients, candidates, []).flatMap(({ lifecycles, to }) =>
            lifecycles.map((id) => ({ id, to })),
          );
          expect(given.map(({ id }) => id).toSorted()).toEqual(
            clients.flatMap(({ lifecycles }) => lifecycles).toSorted(),
          );
          expect(given.every(({ to }) => candidates.some(({ id }) => id === to))).toBe(true);
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

test.each([
  [0, false],
  [7, false],
  [8, true],
])('%i reps are too many for one workgroup: %s', (count, expected) => {
  expect(isTooLargeWorkgroup(Array.from({ length: count }, (_, n) => `rep-${n}`))).toBe(expected);
});
