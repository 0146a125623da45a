/** A client has one rep unless somebody decides otherwise, and is as large as all that it has. */
import fc from 'fast-check';
import { isWorth, outsideBands, rangeText, type BandedLine } from '../../domain/organisation/bands';
import { clientsRep } from '../../domain/organisation/client-rep';
import type { RoutedGroup, UnroutedLine } from '../../domain/organisation/groups';
import type { Candidate } from '../../domain/organisation/people';
import { repsInQuestion, routeAll, type KeptLine } from '../../domain/organisation/routing';
import { namedIn } from '../../domain/told/routing-words';
import { routingTold } from '../../domain/told/sentences';
import { namesOf, type NamesTold } from '../../domain/told/telling';
import { inEnglish } from '../support/told';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const group = (id: string, parts: Partial<RoutedGroup> = {}): RoutedGroup => ({
  id,
  rep: `rep-${id}`,
  stage: null,
  productTypes: [],
  countries: [],
  value: null,
  splits: false,
  policyId: id,
  ...parts,
});
const line = (parts: Partial<UnroutedLine> = {}): UnroutedLine => ({
  client: 'C-1',
  country: 'AT',
  productType: 'crm',
  annualValue: eur(100),
  stage: 'retention',
  group: null,
  rep: null,
  ...parts,
});
const keptIn = (of: string, amount: number, parts: Partial<KeptLine> = {}): KeptLine => ({
  client: 'C-1',
  rep: `rep-${of}`,
  group: of,
  annualValue: eur(amount),
  ...parts,
});

/** Small clients, large ones, hardware by itself, beginnings by product type, and the rest. */
const house = [
  group('small', { value: { currency: 'EUR', below: 1_000 } }),
  group('large', { value: { currency: 'EUR', from: 1_000 } }),
  group('hardware', { productTypes: ['hardware'], countries: ['AT'], splits: true }),
  group('start-crm', { productTypes: ['crm', 'erp'], stage: 'onboarding' }),
  group('vip', { productTypes: ['never'] }),
  group('everyone'),
];
const candidateOf = (id: string): Candidate => ({ id, profile: null, capacity: 10, load: 0 });

function routed(lines: readonly UnroutedLine[], kept: readonly KeptLine[] = [], away: readonly string[] = []) {
  const candidates = repsInQuestion(lines, house, kept)
    .filter((id) => !away.includes(id))
    .map(candidateOf);
  return routeAll(lines, { groups: house, kept, keyFrom: [], candidates });
}
const where = (...asked: Parameters<typeof routed>) =>
  routed(...asked).map((to) => (to === null ? null : `${to.group} ${to.rep}`));

describe('a client has one rep', () => {
  test.each<[string, readonly UnroutedLine[], readonly KeptLine[], readonly (string | null)[]]>([
    ['a small client goes to the group for small ones', [line()], [], ['small rep-small']],
    [
      'two small lines that are much together make a large client, and one decision',
      [line({ annualValue: eur(400) }), line({ annualValue: eur(700) })],
      [],
      ['large rep-large', 'large rep-large'],
    ],
    [
      'a large and a small line in one deal go to one rep',
      [line({ annualValue: eur(5) }), line({ annualValue: eur(5_000) })],
      [],
      ['large rep-large', 'large rep-large'],
    ],
    ['a later small line stays with the rep', [line()], [keptIn('large', 5_000)], ['large rep-large']],
    [
      'a client that grows past its range stays with its rep: nothing moves by itself',
      [line({ annualValue: eur(5_000) })],
      [keptIn('small', 100)],
      ['small rep-small'],
    ],
    ['unless a group is named', [line({ group: 'vip' })], [keptIn('large', 5_000)], ['vip rep-vip']],
    ['unless a group splits', [line({ productType: 'hardware' })], [keptIn('large', 5_000)], ['hardware rep-hardware']],
    ['who keeps it in a group that splits is not its rep', [line()], [keptIn('hardware', 10)], ['small rep-small']],
    [
      'somebody else begins with it, where the groups say so',
      [line({ stage: 'onboarding' })],
      [keptIn('large', 5_000)],
      ['start-crm rep-start-crm'],
    ],
    ['and who began with it is not its rep', [line()], [keptIn('start-crm', 10)], ['small rep-small']],
    [
      'a rep by decision, too: somebody reassigned it',
      [line()],
      [keptIn('large', 5_000, { rep: 'nora' })],
      ['large nora'],
    ],
    [
      'of two who keep it, who keeps most',
      [line()],
      [keptIn('vip', 10), keptIn('small', 10), keptIn('vip', 10)],
      ['vip rep-vip'],
    ],
    [
      'with the rest of a deal for who was named for part of it, where nobody keeps the client',
      [line(), line({ group: 'vip' })],
      [],
      ['vip rep-vip', 'vip rep-vip'],
    ],
    [
      'who was named by an import for a line gets the others',
      [line(), line({ rep: 'nora' })],
      [],
      ['small nora', 'small nora'],
    ],
    [
      'a lifecycle that is routed once more is worth what it is, once, and its present rep is not asked for',
      [line({ lifecycle: 'L', annualValue: eur(400) })],
      [keptIn('vip', 600, { lifecycle: 'L' })],
      ['small rep-small'],
    ],
    [
      'another currency is not compared',
      [line({ annualValue: { amount: 9_000, currency: 'USD' }, productType: 'x' })],
      [],
      ['everyone rep-everyone'],
    ],
  ])('%s', (_, lines, kept, expected) => {
    expect(where(lines, kept)).toEqual(expected);
  });

  test('where the rep has left, the client goes where it would go as a new one', () => {
    expect(where([line()], [keptIn('large', 5_000, { rep: 'gone' })], ['gone'])).toEqual(['large rep-large']);
  });

  test('who keeps it is the first by id where nothing else decides', () => {
    const keeps = ['b', 'a'].map((rep) => ({ rep, group: 'g' }));
    expect([clientsRep(keeps, []), clientsRep(keeps, ['b']), clientsRep([], ['b'])]).toEqual(['a', 'b', null]);
  });
});

const someLine = fc.record({
  productType: fc.constantFrom('crm', 'erp', 'hardware', null),
  country: fc.constantFrom('AT', 'DE', null),
  annualValue: fc.record({ amount: fc.integer({ min: 0, max: 2_000 }), currency: fc.constantFrom('EUR', 'USD') }),
  stage: fc.constantFrom('onboarding' as const, 'retention' as const),
  group: fc.constantFrom(null, null, null, 'vip', 'large'),
});

test('law: in whatever order the lines of one deal stand, each goes to the same rep', () => {
  fc.assert(
    fc.property(
      fc.array(someLine, { minLength: 1, maxLength: 6 }).chain((lines) =>
        fc.tuple(
          fc.constant(lines.map((one) => line(one))),
          fc.shuffledSubarray(
            lines.map((_, place) => place),
            { minLength: lines.length },
          ),
        ),
      ),
      fc.array(fc.constantFrom('small', 'large', 'hardware', 'start-crm', 'vip'), { maxLength: 4 }),
      ([lines, order], keptGroups) => {
        const kept = keptGroups.map((id) => keptIn(id, 300));
        const straight = where(lines, kept);
        const shuffled = where(
          order.map((place) => lines[place] ?? line()),
          kept,
        );
        expect(shuffled).toEqual(order.map((place) => straight[place]));
      },
    ),
  );
});

test('law: what nobody named and no group splits off goes to one rep for as long as it is kept', () => {
  fc.assert(
    fc.property(fc.array(someLine, { minLength: 1, maxLength: 6 }), (lines) => {
      const plain = lines.map((one) =>
        line({
          ...one,
          group: null,
          stage: 'retention',
          productType: one.productType === 'hardware' ? 'crm' : one.productType,
        }),
      );
      expect(new Set(routed(plain).map((to) => to?.rep)).size).toBe(1);
    }),
  );
});

describe('its reasons', () => {
  const names = {
    groups: new Map([['large', 'Key accounts']]),
    people: new Map([['rep-large', 'Nora Weiss']]),
  };
  const read = (why: readonly string[], known: Partial<NamesTold> = names) =>
    routingTold(why, { ...inEnglish, names: namesOf(known) });

  test('speak of money as people write it, and of people by name', () => {
    const [to] = routed([line({ annualValue: eur(360_000) })]);
    expect(to?.why).toEqual([
      'Group large takes it: it takes clients who pay 10.00 EUR a year or more.',
      'Rep rep-large has 0 of 10 lifecycles.',
    ]);
    expect(read(to?.why ?? [])).toEqual([
      'The group “Key accounts” takes it: it takes clients who pay €10 a year or more.',
      'Nora Weiss looks after 0 of up to 10 contracts.',
    ]);
  });

  test('say openly no more than which group takes it, also where the client has a rep', () => {
    const [to] = routed([line()], [keptIn('large', 5_000)]);
    expect(read(to?.why ?? [])).toEqual([
      'The group “Key accounts” takes it.',
      'Nora Weiss looks after this client already.',
      'Nora Weiss looks after 0 of up to 10 contracts.',
    ]);
  });

  test.each([
    ['The profile of ann (few-key) fits.', 'Ann Lee is there for few key clients.'],
    ['Among 2 reps, ann has 0 of 5 lifecycles.', 'Of 2 reps, Ann Lee looks after 0 of up to 5 contracts.'],
    ['That is more than ann can look after well.', 'That is more than Ann Lee can look after well.'],
    ['Rep ann was named.', 'Ann Lee was named.'],
    ['Group g was named.', 'The group “Growth” was named.'],
    ['No group takes it, so it goes to g.', 'No group takes it, so it goes to “Growth”.'],
    ['Rep unknown has 1 of 5 lifecycles.', 'A colleague looks after 1 of up to 5 contracts.'],
    ['What an earlier release wrote.', 'What an earlier release wrote.'],
  ])('%s: %s', (kept, told) => {
    const known = { groups: new Map([['g', 'Growth']]), people: new Map([['ann', 'Ann Lee']]) };
    expect(read([kept], known)).toEqual([told]);
  });

  test('whose names are called for', () => {
    const why = ['Group g takes it: it is for retention.', 'Among 2 reps, ann has 0 of 5 lifecycles.'];
    expect(namedIn(why)).toEqual({ groups: ['g'], reps: ['ann'] });
  });
});

test.each([
  [{ currency: 'EUR', from: 100 }, [eur(100)], true, 'who pay 1.00 EUR a year or more'],
  [{ currency: 'EUR', below: 100 }, [eur(100)], false, 'who pay less than 1.00 EUR a year'],
  [
    { currency: 'EUR', from: 100, below: 200 },
    [eur(199)],
    true,
    'who pay 1.00 EUR a year or more, and less than 2.00 EUR',
  ],
  [{ currency: 'EUR' }, [{ amount: 5, currency: 'USD' }], false, 'who pay in EUR'],
])('a range %j and a worth of %j: %s, %s', (range, worth, expected, words) => {
  expect([isWorth(range, worth), rangeText(range)]).toEqual([expected, words]);
});

describe('a client is outside the band of their rep', () => {
  const small = { currency: 'EUR', below: 1_000 };
  const kept = (more: Partial<BandedLine> = {}): BandedLine => ({
    rep: 'rep-small',
    group: 'small',
    range: small,
    annualValue: eur(600),
    ...more,
  });
  test.each<[string, readonly BandedLine[], readonly string[]]>([
    ['not while all lines together lie in the range', [kept()], []],
    ['once they are worth more, by all lines together', [kept(), kept()], ['small 1200 EUR']],
    [
      'by lines that others keep, too',
      [kept(), kept({ rep: 'rep-vip', group: 'vip', range: null })],
      ['small 1200 EUR'],
    ],
    ['at the upper end, which lies outside', [kept({ annualValue: eur(1_000) })], ['small 1000 EUR']],
    [
      'when they are worth less than the range begins with',
      [kept({ range: { currency: 'EUR', from: 5_000 } })],
      ['small 600 EUR'],
    ],
    ['never in a group for everybody', [kept({ range: null, annualValue: eur(9_999) })], []],
    ['not by what they pay in another currency', [kept({ annualValue: { amount: 9_999, currency: 'USD' } })], []],
    [
      'in each group that is for others, once',
      [kept({ annualValue: eur(2_000) }), kept(), kept({ group: 'large', range: { currency: 'EUR', from: 5_000 } })],
      ['small 3200 EUR', 'large 3200 EUR'],
    ],
  ])('%s', (_, lines, outside) => {
    expect(
      outsideBands(lines).map(({ group: id, worth: { amount, currency } }) => `${id} ${amount} ${currency}`),
    ).toEqual(outside);
  });
});
