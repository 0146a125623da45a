/** The communication map: who talks to whom, how often, and who has been left alone too long. */
import { communicationOf, talksOf, usualDays, type TalkLine } from '../../domain/figures/communication';
import { defaultRules } from '../../domain/core/policy';
import { eventFrom } from '../../records/columns/ledger';

const line = (
  on: string,
  { kind, ...told }: { readonly kind: string; readonly [told: string]: unknown },
  by: string | null = 'rita',
): TalkLine => ({
  on,
  event: eventFrom(kind, told, on),
  rep: 'rob',
  by,
});
const call = (on: string, contacts: readonly string[] | undefined, outcome = 'done', by: string | null = 'rita') =>
  line(on, { kind: 'touch-recorded', touchKind: 'call', outcome, ...(contacts === undefined ? {} : { contacts }) }, by);
const since = { client: '2027-01-01', contacts: new Map([['c3', '2027-02-01']]) };
const asOf = (day: string, everyDays = 56) => ({ day, everyDays, since });

const every = (everyWeeks: number) => ({ touches: { ...defaultRules.touches, everyWeeks } });

test.each([
  ['the widest grid where nothing runs', [], 84],
  ['what the policy says', [every(8)], 56],
  ['the closest of several', [every(8), every(4)], 28],
  ['never more than the widest grid', [every(52)], 84],
])('a client without a rhythm of its own is usually heard of every so many days: %s', (_, rules, days) => {
  expect(usualDays(rules)).toBe(days);
});

test('a pair and channel is one line: days on which they talked, the last, and the rhythm', () => {
  const lines = [
    call('2027-01-01', ['c1']),
    call('2027-01-11', ['c1']),
    call('2027-01-31', ['c1']),
    call('2027-02-05', ['c1'], 'no-answer'),
  ];
  expect(communicationOf(lines, ['c1'], asOf('2027-02-10')).map).toEqual([
    { who: 'rita', whom: 'c1', channel: 'call', times: 3, unanswered: 1, last: '2027-02-05', everyDays: 15 },
  ]);
});

test('one conversation about several products counts once; everyone who took part has a line', () => {
  const visit = line('2027-01-01', {
    kind: 'touch-recorded',
    touchKind: 'visit',
    outcome: 'done',
    contacts: ['c1', 'c2'],
    with: ['rob'],
  });
  const { map } = communicationOf([visit, visit], ['c1'], asOf('2027-01-02'));
  expect(map.map(({ who, whom, times }) => [who, whom, times])).toEqual([
    ['rita', 'c1', 1],
    ['rita', 'c2', 1],
    ['rob', 'c1', 1],
    ['rob', 'c2', 1],
  ]);
});

test('who said it talked; where no rep did, whoever kept the client then', () => {
  expect(talksOf(call('2027-01-01', undefined, 'done', null))).toMatchObject([{ who: 'rob', whom: null }]);
});

test.each([
  [
    'a card is for its contact',
    {
      kind: 'item-completed',
      programme: 'birthday',
      item: 'birthday-c_1-2027',
      itemKind: 'birthday-card',
      outcome: 'done',
    },
    [['c_1', 'birthday-card', 'out', true]],
  ],
  [
    'a review is a channel of its own',
    {
      kind: 'item-completed',
      programme: 'review',
      item: 'review-1',
      itemKind: 'quarterly-review',
      outcome: 'done',
      contacts: ['c1'],
    },
    [['c1', 'quarterly-review', 'out', true]],
  ],
  [
    'a question that was asked is not yet talking',
    { kind: 'satisfaction-asked', question: 'q', contacts: ['c1'] },
    [['c1', 'question', 'out', false]],
  ],
  [
    'its answer is',
    { kind: 'satisfaction-answered', question: 'q', contact: 'c1', score: 9, lowest: 9 },
    [['c1', 'question', 'in', true]],
  ],
  [
    'an invitation',
    { kind: 'campaign-invited', contacts: ['c1', 'c2'] },
    [
      ['c1', 'invitation', 'out', false],
      ['c2', 'invitation', 'out', false],
    ],
  ],
  [
    'and its answer',
    { kind: 'invitation-answered', contact: 'c1', answer: 'declined' },
    [['c1', 'invitation', 'in', true]],
  ],
  ['everything else is no talk', { kind: 'usage-changed', bucket: 'good' }, []],
])('%s', (_, event, expected) => {
  expect(
    talksOf(line('2027-01-01', event)).map(({ whom, channel, direction, answered }) => [
      whom,
      channel,
      direction,
      answered,
    ]),
  ).toEqual(expected);
});

describe('overdue', () => {
  const overdueOf = (lines: readonly TalkLine[], day: string, contact = 'c1') =>
    communicationOf(lines, [contact], asOf(day)).contacts[0];
  test.each([
    ['in their own rhythm', [call('2027-01-01', ['c1']), call('2027-01-21', ['c1'])], '2027-02-20', 0],
    ['beyond it', [call('2027-01-01', ['c1']), call('2027-01-21', ['c1'])], '2027-02-25', 5],
    ['without a rhythm the policy’s counts', [call('2027-01-01', ['c1'])], '2027-03-26', 0],
    ['… and beyond that', [call('2027-01-01', ['c1'])], '2027-03-30', 4],
    [
      'nobody who did not answer was reached',
      [call('2027-01-01', ['c1']), call('2027-03-29', ['c1'], 'no-answer')],
      '2027-03-30',
      4,
    ],
  ])('%s', (_, lines, day, days) => {
    expect(overdueOf(lines, day)?.overdueDays).toBe(days);
  });

  test.each([
    ['is in time at first', 'c2', '2027-03-26', 0],
    ['is overdue after that, counted from the day on which the relationship began', 'c2', '2027-03-30', 4],
    ['and joined later: counted from the day on which they joined', 'c3', '2027-04-26', 0],
    ['and joined later, beyond that', 'c3', '2027-04-30', 4],
    ['as of a day before there was a relationship', 'c2', '2026-01-01', 0],
  ])('whom nobody has ever reached %s', (_, contact, day, overdueDays) => {
    const tried = [call('2027-01-05', ['c1']), call('2027-03-20', [contact], 'no-answer')];
    expect(overdueOf(tried, day, contact)).toEqual({ contact, last: null, everyDays: null, overdueDays });
  });

  test('before the first lifecycle has begun, nobody is overdue', () => {
    const nobodyYet = {
      day: '2027-12-01',
      everyDays: 56,
      since: { client: null, contacts: new Map<string, string>() },
    };
    expect(communicationOf([], ['c1'], nobodyYet).contacts[0]?.overdueDays).toBe(0);
  });
});
