/** Promises against figures, and what a client's lifecycles share. */
import { measuredBy, type HeardActual } from '../../domain/concerns/promises';
import {
  isMet,
  judged,
  trendOf,
  verdictOn,
  type Better,
  type Judged,
  type Measurable,
  type PromiseVerdict,
} from '../../domain/core/measure';
import { asPromised, defaultRules, type WrittenRules } from '../../domain/core/policy';
import { advance } from '../../domain/lifecycle';
import { unheard } from '../../domain/concerns/contact-list';
import { present } from '../../domain/told/present';
import { sharedAsksIn } from '../../domain/organisation/sharing';
import { dayOne, daysOf, happening, retained, say, until } from '../support/lives';

const contacts = [
  { id: 'c_main', level: 'manager' as const, birthday: '03-17' },
  { id: 'c_boss', level: 'executive' as const },
  { id: 'c_user', birthday: '02-29' },
];

describe('promises', () => {
  test.each<[number, Better, number, boolean]>([
    [2, 'lower', 2, true],
    [2, 'lower', 2.1, false],
    [80, 'higher', 80, true],
    [80, 'higher', 79, false],
  ])('a target of %d, %s is better: %d keeps it: %s', (target, better, value, met) =>
    expect(isMet(target, better, value)).toBe(met),
  );

  test.each<[string, Measurable, boolean | null]>([
    ['met', { target: 2, better: 'lower' }, true],
    ['missed', { target: 2, better: 'higher' }, false],
    ['for people to say where nobody said which way is better', { target: 2 }, null],
    ['for people to say where the target is words', { target: 'fast', better: 'lower' }, null],
  ])('a figure of 1 is %s', (_, promise, expected) => {
    expect(judged(promise, 1)).toBe(expected);
  });

  test.each<[string, readonly HeardActual[], readonly string[]]>([
    ['no figures', [], []],
    ['a figure for which nothing was promised', [{ metric: 'noise', value: 1 }], []],
    [
      'figures that the promises judge',
      [
        { metric: 'users', value: 39 },
        { metric: 'hours', value: 2 },
      ],
      ['1 met', '2 missed'],
    ],
    [
      'several of one metric: the last',
      [
        { metric: 'hours', value: 1 },
        { metric: 'hours', value: 3 },
      ],
      ['1 missed'],
    ],
    ['a person, before what the promise says', [{ metric: 'hours', value: 1, met: false }], ['1 missed']],
    ['a person, where the promise says nothing', [{ metric: 'ease', value: 7, met: true }], ['3 met']],
    ['nobody', [{ metric: 'ease', value: 7 }], []],
  ])('a review heard %s', (_, figures, expected) => {
    const promised = [
      { metric: 'hours', target: 2, better: 'lower' },
      { metric: 'users', target: 40, better: 'higher' },
      { metric: 'ease', target: 'easy' },
    ] as const;
    expect(measuredBy(promised, figures).map(({ promise, met }) => ({ promise, met }))).toEqual(
      expected.map((one) => ({ promise: `promise-${one[0]}`, met: one.endsWith('met') })),
    );
  });

  test('a review hears by when it was promised, whether a person said so, and whether it improves', () => {
    const promised = [
      { metric: 'hours', target: 2, better: 'lower', by: '2027-05-25' },
      { metric: 'ease', target: 'every night' },
    ] as const;
    const heard = [
      { metric: 'hours', value: 3 },
      { metric: 'ease', met: false },
    ];
    expect(measuredBy(promised, heard, new Map([['hours', 5]]))).toEqual([
      { promise: 'promise-1', met: false, by: '2027-05-25', improving: true },
      { promise: 'promise-2', met: false, said: true },
    ]);
    expect(measuredBy(promised, heard, new Map([['hours', 3]]))[0]).not.toHaveProperty('improving');
  });

  test.each<[string, Judged, PromiseVerdict]>([
    ['met before its date', { met: true, by: '2027-05-25' }, 'met'],
    ['not met on the day before its date', { met: false, by: '2027-03-05' }, 'coming'],
    ['not met on its date', { met: false, by: '2027-03-04' }, 'missed'],
    ['not met after its date, and better than before', { met: false, by: '2027-01-01', improving: true }, 'improving'],
    ['not met, and never dated', { met: false }, 'missed'],
    ['never dated, and better than before', { met: false, improving: true }, 'improving'],
    ['missed by a person’s word, before its date', { met: false, by: '2027-05-25', said: true }, 'missed'],
  ])('on 4 March a promise that is %s: %j is %s', (_, how, verdict) =>
    expect(verdictOn(how, '2027-03-04')).toBe(verdict),
  );

  test.each<[readonly number[], Better | undefined, string | null]>([
    [[], 'lower', null],
    [[3], 'lower', 'first figure'],
    [[3, 2], 'lower', 'improving'],
    [[2, 3], 'lower', 'worsening'],
    [[2, 3], 'higher', 'improving'],
    [[9, 2, 2], 'higher', 'steady'],
    [[2, 3], undefined, 'rising'],
  ])('figures %j, %s is better, are %s', (values, better, trend) => expect(trendOf(values, better)).toBe(trend));

  /** The days after the reviews. */
  const days = ['2027-04-02', '2027-07-02', '2027-10-02'];
  const measure = (state: ReturnType<typeof retained>, review: number, met: boolean) =>
    say(state, `${days[review - 1]}T12:00:00.000Z`, 'promisesMeasured', {
      item: `review-${review}`,
      promises: [{ promise: 'promise-1', met }],
    });
  const proposals = (...found: readonly boolean[]): number =>
    found.reduce(
      ({ state, proposed }, met, index) => {
        const now = measure(state, index + 1, met);
        const just = now.recent.filter(({ event, at }) => event.kind === 'oversold-proposed' && at === now.at);
        return { state: now, proposed: proposed + just.length };
      },
      { state: retained(), proposed: 0 },
    ).proposed;

  test.each([
    [[false], 0],
    [[false, false], 1],
    [[false, true, false], 0],
    [[false, false, false], 1],
    [[true, false, false], 1],
  ])('met in reviews %j proposes the oversold flag %i times', (found, times) =>
    expect(proposals(...found)).toBe(times),
  );

  /** How often the flag is proposed where reviews find a promise so, one after the other. */
  const proposedAfter = (rules: WrittenRules, ...found: readonly Judged[]): number =>
    found.reduce(
      ({ state, proposed }, how, index) => {
        const now = say(state, `${days[index]}T12:00:00.000Z`, 'promisesMeasured', {
          item: `review-${index + 1}`,
          promises: [{ promise: 'promise-1', ...how }],
        });
        const just = now.recent.filter(({ event, at }) => event.kind === 'oversold-proposed' && at === now.at);
        return { state: now, proposed: proposed + just.length };
      },
      { state: retained({ policy: asPromised({ id: 'p', version: 1, rules }) }), proposed: 0 },
    ).proposed;
  const miss = { met: false };
  const early = { met: false, by: '2027-12-31' };
  const better = { met: false, improving: true } as const;

  test.each<[string, readonly Judged[], number]>([
    ['missed twice when it is due', [miss, miss], 1],
    ['not met twice before its date', [early, early], 0],
    ['missed, then improving', [miss, better], 0],
    ['missed, improving, and missed again', [miss, better, miss], 1],
    [
      'said to be missed twice, before its date',
      [
        { ...early, said: true },
        { ...early, said: true },
      ],
      1,
    ],
  ])('a promise that is %s is proposed as oversold: %j, %i times', (_, found, times) =>
    expect(proposedAfter(defaultRules, ...found)).toBe(times),
  );

  test('a lifecycle whose policy does not know of dates counts as before', () => {
    expect(proposedAfter({}, early, better)).toBe(1);
  });

  test('a review measured twice counts once', () => {
    const once = measure(retained(), 1, false);
    expect(measure(once, 1, false).slices.promises.missed).toEqual({ 'promise-1': 1 });
  });

  test('the seller answers a flag once', () => {
    let state = say(retained(), '2027-02-01T12:00:00.000Z', 'oversold', { promise: 'promise-1' });
    state = say(state, '2027-02-02T12:00:00.000Z', 'oversoldAnswered', { promise: 'promise-1', answer: 'disputed' });
    expect(present(state).oversold).toMatchObject([{ promise: 'promise-1', answer: 'disputed' }]);
    state = say(state, '2027-02-03T12:00:00.000Z', 'oversoldAnswered', { promise: 'promise-1', answer: 'agreed' });
    expect(state.seen.at(-1)?.fate).toBe('already-answered');
    expect(
      say(state, '2027-02-03T13:00:00.000Z', 'oversoldAnswered', { promise: null, answer: 'agreed' }).seen.at(-1)?.fate,
    ).toBe('not-flagged');
  });
});

describe('one client', () => {
  test('what asks and may be shared is claimed: prepared and due cards and reviews, and questions', () => {
    const state = retained({ contacts });
    const { state: after, events } = advance(state, null, '2027-03-19T12:00:00.000Z');
    expect(sharedAsksIn(after, events).map(({ item, day }) => `${item} ${day}`)).toEqual([
      'birthday-c_user-2027 2027-02-28',
      'birthday-c_user-2027 2027-02-28',
      'birthday-c_main-2027 2027-03-17',
      'satisfaction-review-1 2027-03-11',
      'birthday-c_main-2027 2027-03-17',
      'review-1 2027-04-01',
    ]);
  });

  test('what is covered asks nobody, and is done with what covers it', () => {
    let state = until(retained({ contacts }), '2027-03-01');
    const by = { lifecycle: 'D-2.x.t1', item: 'birthday-c_user-2027' };
    state = say(state, '2027-03-01T13:00:00.000Z', 'itemsCovered', { items: [{ item: 'birthday-c_user-2027', by }] });
    expect(daysOf(happening(state, '2027-03-20'), 'item-reminded', 'item')).toEqual([
      '2027-03-04 touch-1',
      '2027-03-11 touch-1',
    ]);
    state = say(state, '2027-03-02T13:00:00.000Z', 'itemCompleted', { item: 'birthday-c_user-2027', outcome: 'done' });
    expect(present(state).items.find(({ id }) => id === 'birthday-c_user-2027')).toMatchObject({
      state: 'done',
      covered: by,
    });
  });

  test('a touch that was about several products completes the open one of each, or stands by itself', () => {
    const touch = { touchKind: 'visit', outcome: 'done', with: ['rep-2'] };
    const open = say(until(retained(), '2027-03-02'), '2027-03-02T13:00:00.000Z', 'touchShared', touch);
    expect(open.slices.items.find(({ id }) => id === 'touch-1')).toMatchObject({ state: 'done' });
    const none = say(retained(), '2027-01-05T13:00:00.000Z', 'touchShared', touch);
    expect(none.recent.map(({ event }) => event)).toContainEqual({ kind: 'touch-recorded', ...touch });
  });

  test('left alone, nothing is asked of the client, an alarm is raised, and the renewal is still watched', () => {
    const alone = say(retained({ contacts }), '2027-02-01T12:00:00.000Z', 'clientOptedOut');
    expect(present(alone)).toMatchObject({
      optedOutSince: '2027-02-01T12:00:00.000Z',
      escalations: [{ reasons: ['client-opted-out'] }],
    });
    const year = happening(alone, '2027-11-01');
    expect(daysOf(year, 'item-due')).toEqual([]);
    expect(daysOf(year, 'renewal-noticed').length).toBe(2);
    const back = say(alone, '2027-06-01T12:00:00.000Z', 'clientOptedIn');
    expect(daysOf(happening(back, '2027-07-30'), 'item-due').length).toBeGreaterThan(0);
  });
});

describe('who is there at the client', () => {
  const alone = retained({ contacts: [{ id: 'c_main', level: 'manager', birthday: '03-17' }] });
  const cards = (state: ReturnType<typeof retained>) =>
    present(state).items.flatMap(({ kind, id, state: is }) => (kind === 'birthday-card' ? [`${id} ${is}`] : []));

  test('somebody new ends the risk of a single contact, and gets a card of their own', () => {
    expect(present(alone).health.reasons).toMatchObject([{ signal: 'singleContact' }]);
    const two = say(alone, dayOne, 'contactKnown', { contact: 'c_boss', level: 'executive', birthday: '05-01' });
    expect(present(two).health.reasons).toEqual([]);
    expect(cards(two)).toEqual(['birthday-c_main-2027 planned', 'birthday-c_boss-2027 planned']);
  });

  test.each([
    [
      'somebody nobody heard of',
      { id: 'c_boss', level: 'executive' as const },
      [{ contact: 'c_boss', level: 'executive' }],
    ],
    ['another level', { id: 'c_main', level: 'executive' as const }, [{ contact: 'c_main', level: 'executive' }]],
    [
      'who wants to be left alone',
      { id: 'c_main', level: 'manager' as const, birthday: '03-17', optedOut: true },
      [{ contact: 'c_main', level: 'manager', birthday: '03-17', optedOut: true }],
    ],
    ['the same person as before', { id: 'c_main', level: 'manager' as const, birthday: '03-17' }, []],
  ])('of a later deal’s people a lifecycle has yet to hear: %s', (_, person, expected) => {
    expect(unheard([person], alone.slices.contacts.list)).toEqual(expected);
    expect(unheard([person], null)).toEqual([]);
  });

  test('another birthday moves the card that is planned; the same once more changes nothing', () => {
    const moved = say(alone, dayOne, 'contactKnown', { contact: 'c_main', level: 'manager', birthday: '04-01' });
    expect(cards(moved)).toEqual(['birthday-c_main-2027 planned']);
    expect(
      present(moved)
        .items.find(({ kind }) => kind === 'birthday-card')
        ?.dueAt.slice(0, 10),
    ).toBe('2027-04-01');
    const same = say(moved, dayOne, 'contactKnown', { contact: 'c_main', level: 'manager', birthday: '04-01' });
    expect(same.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'already-there' });
  });

  test('whoever departed and is back counts again; whoever wants to be left alone still does', () => {
    const gone = say(alone, dayOne, 'contactDeparted', { contact: 'c_main' });
    expect(cards(gone)).toEqual(['birthday-c_main-2027 cancelled']);
    const back = say(gone, '2027-01-05T10:00:00.000Z', 'contactKnown', { contact: 'c_main', level: 'executive' });
    expect(present(back).health.reasons).toContainEqual(
      expect.objectContaining({ signal: 'singleContact', detail: 'only one contact' }),
    );
    const quiet = say(alone, dayOne, 'contactOptedOut', { contact: 'c_main' });
    const known = say(quiet, '2027-01-05T10:00:00.000Z', 'contactKnown', { contact: 'c_main', birthday: '06-01' });
    expect(known.slices.contacts.list).toMatchObject([{ id: 'c_main', optedOut: true }]);
    expect(cards(known).filter((card) => card.endsWith('planned'))).toEqual([]);
    // Until they say otherwise; the card that was called off stays so, and the next one is planned.
    const again = say(known, '2027-01-06T10:00:00.000Z', 'contactOptedIn', { contact: 'c_main' });
    expect(again.slices.contacts.list).toMatchObject([{ id: 'c_main', optedOut: false }]);
    expect(cards(again).at(-1)).toBe('birthday-c_main-2028 planned');
    const twice = say(again, '2027-01-07T10:00:00.000Z', 'contactOptedIn', { contact: 'c_main' });
    expect(twice.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'already-there' });
  });

  test('somebody whom another deal names, and who wants to be left alone, counts, and gets no card', () => {
    const two = say(alone, dayOne, 'contactKnown', { contact: 'c_boss', birthday: '05-01', optedOut: true });
    expect(present(two).health.reasons).toEqual([]);
    expect(cards(two)).toEqual(['birthday-c_main-2027 planned']);
  });
});
