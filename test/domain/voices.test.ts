/** Nothing that a person should know stays silent: what a client says reaches people in the client's words, with a first step. */
import fc from 'fast-check';
import { asPromised, defaultRules } from '../../domain/core/policy';
import type { Event, Recorded } from '../../domain/core/concern';
import { advance, type LifecycleState } from '../../domain/lifecycle';
import { addressed, holdersOf, type Addressing } from '../../domain/organisation/addressing';
import type { Recipient } from '../../domain/organisation/people';
import { newsAmong, type NewsLine } from '../../domain/told/news';
import { whoIsThere } from '../../domain/told/occasion';
import { lookBack } from '../../domain/told/spoken';
import { plainTelling } from '../../domain/told/telling';
import { asksOf } from '../../domain/told/asks';
import { plainEnglish } from '../../domain/told/locale';
import { answerMail } from '../../mail/kinds/answer';
import { changedMail } from '../../mail/kinds/changed';
import { briefMail } from '../../mail/personal/brief';
import { happened } from '../support/happened';
import { retained, say } from '../support/lives';
import { inEnglish, occasion } from '../support/occasions';

const askedAt = '2027-02-01T10:00:00.000Z';
const contacts = [{ id: 'c_1', level: 'executive' as const }, { id: 'c_2' }];

/** A client whose contacts were asked. */
function asked(rules = defaultRules): LifecycleState {
  const soon = { ...rules, satisfaction: { ...rules.satisfaction, afterOnboardingDays: 1, remindWorkingDays: null } };
  const state = retained({ contacts }, soon);
  return advance(state, null, askedAt).state.slices.satisfaction.asked === null
    ? advance(state, null, '2027-04-01T10:00:00.000Z').state
    : advance(state, null, askedAt).state;
}

const answersAt = (state: LifecycleState): string => new Date(Date.parse(state.at) + 3_600_000).toISOString();

/** What follows from an answer. */
function answer(state: LifecycleState, contact: string, score: number, more: object = {}): readonly Recorded[] {
  const at = answersAt(state);
  return advance(state, happened('satisfactionAnswered', `answer-${contact}-${score}`, { contact, score, ...more }), at)
    .events;
}

const plannedIn = (events: readonly Recorded[]): readonly string[] =>
  events.flatMap(({ event }) =>
    event.kind === 'items-planned' && event.programme === 'rescue'
      ? event.items.map(({ kind, about }) => `${kind} with ${about ?? 'nobody'}`)
      : [],
  );

describe('the first step of an answer', () => {
  test.each([
    [0, ['call with c_1']],
    [4, ['call with c_1']],
    [6, ['call with c_1']],
    [7, []],
    [10, []],
  ])('%i of 10', (score, steps) => {
    expect(plannedIn(answer(asked(), 'c_1', score))).toEqual(steps);
  });

  test('is asked for once, though an alarm is raised by the same answer; with each contact who is unhappy', () => {
    const state = asked();
    expect(plannedIn(answer(state, 'c_1', 1))).toHaveLength(1);
    const once = say(state, answersAt(state), 'satisfactionAnswered', { contact: 'c_1', score: 5 });
    expect(plannedIn(answer(once, 'c_2', 5))).toEqual(['call with c_2']);
    expect(asksOf(once)).toEqual(expect.arrayContaining([expect.objectContaining({ what: 'call', about: 'c_1' })]));
  });

  test('is called off when that contact leaves', () => {
    const state = asked();
    const unhappy = say(state, answersAt(state), 'satisfactionAnswered', { contact: 'c_1', score: 5 });
    const gone = say(unhappy, answersAt(unhappy), 'contactDeparted', { contact: 'c_1' });
    expect(gone.slices.items.filter(({ about }) => about === 'c_1').map(({ state: is }) => is)).toEqual(['cancelled']);
  });

  test('is not asked for where it was said in another lifecycle of the client', () => {
    expect(plannedIn(answer(asked(), 'c_1', 5, { elsewhere: 'D-1.desk.t1' }))).toEqual([]);
  });

  test('is not asked for in lives in flight, nor do they say how low it is', () => {
    const { lowAt, ...satisfaction } = defaultRules.satisfaction;
    expect(lowAt).toBe(6);
    const { rules } = asPromised({ id: 'p', version: 1, rules: { ...defaultRules, satisfaction } });
    expect(rules.satisfaction.lowAt).toBeNull();
    const events = answer(asked(rules), 'c_1', 5);
    expect(plannedIn(events)).toEqual([]);
    expect(events[0]?.event).toEqual({
      kind: 'satisfaction-answered',
      question: expect.any(String) as string,
      contact: 'c_1',
      score: 5,
      lowest: 5,
    });
  });
});

const person = (id: string, delivery: Recipient['delivery'] = 'single'): Recipient => ({ id, absences: [], deputy: null, delivery }); // prettier-ignore
const named = { rep: 'rep', manager: 'manager', director: null, seller: null, receivables: null, developer: null };

function addressing(
  lines: readonly Pick<Recorded, 'event' | 'by' | 'cause'>[],
  people: readonly Recipient[] = [],
): Addressing {
  const events = lines.map((line, index) => ({ seq: index + 1, at: '2027-03-01T11:00:00.000Z', ...line }));
  const occurred = {
    lifecycle: 'D-1.crm.t1',
    client: { id: 'C-1', zone: 'UTC' },
    events,
    covered: new Set<string>(),
  };
  return addressed(occurred, holdersOf(named), new Map(people.map((one) => [one.id, one])));
}

const told = ({ mails, unsent }: Addressing): readonly string[] => [
  ...mails.map(({ kind, recipient }) => `${kind} to ${recipient}`),
  ...unsent.map(({ kind, role, why }) => `${kind} not to the ${role}: ${why}`),
];

const answered = (score: number, more: object = {}): Event => ({
  kind: 'satisfaction-answered',
  question: 'satisfaction-onboarding-0',
  contact: 'c_1',
  score,
  lowest: score,
  ...more,
});
const rated = (happiness: number): Event => ({
  kind: 'touch-recorded',
  touch: 'touch-0',
  touchKind: 'call',
  outcome: 'done',
  happiness,
} as Event); // prettier-ignore
const fell: Event = {
  kind: 'health-changed',
  score: 64,
  band: 'amber',
  from: 'green',
  reasons: [{ signal: 'happiness', points: 36, detail: '4 of 10' }],
  moved: [{ signal: 'happiness', by: -36 }],
};
const declined: Event = { kind: 'invitation-answered', campaign: 'campaign-1', contact: 'c_1', answer: 'declined' };
const optedOut: Event = { kind: 'contact-opted-out', contact: 'c_1' };

describe('who hears', () => {
  test.each<readonly [string, Pick<Recorded, 'event' | 'by' | 'cause'>, readonly string[]]>([
    ['of a happy answer: the rep', { event: answered(9) }, ['answer to rep']],
    ['of an unhappy one: the rep, and the manager', { event: answered(6) }, ['answer to rep', 'answer to manager']],
    ['of what the policy takes for unhappy', { event: answered(7, { low: true }) }, ['answer to rep', 'answer to manager']], // prettier-ignore
    ['and of what it does not', { event: answered(5, { low: false }) }, ['answer to rep']],
    ['of what was said for another product: nobody again', { event: answered(4, { elsewhere: 'D-2' }) }, []],
    ['that another rep heard them unhappy', { event: rated(5), by: 'colleague' }, ['answer to rep', 'answer to manager']], // prettier-ignore
    ['of what the rep heard: nobody', { event: rated(5), by: 'rep' }, ['answer not to the rep: said-it', 'answer not to the manager: said-it']], // prettier-ignore
    ['that another rep heard them well', { event: rated(8), by: 'colleague' }, []],
    ['of a fall to amber: the rep', { event: fell }, ['changed to rep']],
    ['of a fall to red: it is an alarm', { event: { ...fell, band: 'red' } }, []],
    ['of a way up to amber: nobody', { event: { ...fell, from: 'red' } }, []],
    ['of who opts out', { event: optedOut, by: 'c_1' }, ['changed to rep']],
    ['not of whom they opted out themselves', { event: optedOut, by: 'rep' }, ['changed not to the rep: said-it']],
    ['of who declines', { event: declined, by: 'c_1' }, ['changed to rep']],
    ['not of who comes', { event: { ...declined, answer: 'accepted' } }, []],
  ])('%s', (_, line, mails) => {
    expect(told(addressing([line]))).toEqual(mails);
  });

  test.each([fell, optedOut, declined])('in the morning, who chose the brief: %o', (event) => {
    expect(told(addressing([{ event }], [person('rep', 'brief')]))).toEqual(['changed not to the rep: in-brief']);
  });

  test('an answer at once, though they chose the brief', () => {
    expect(told(addressing([{ event: answered(4) }], [person('rep', 'brief')]))).toContain('answer to rep');
  });

  test('once, who gets the alarm that the answer raises: the words stand in it', () => {
    const cause = 'said-1';
    const opened: Event = {
      kind: 'escalation-opened',
      escalation: 'escalation-1',
      reasons: ['happiness'],
      role: 'rep',
    };
    expect(
      told(
        addressing([
          { event: answered(1), cause },
          { event: opened, cause },
        ]),
      ),
    ).toEqual(['answer to manager', 'escalation to rep', 'answer not to the rep: same-reader']);
  });

  test('once a day of one who opts out, however many products they have; again when they do it again', () => {
    const keys = ['D-1.crm.t1', 'D-1.desk.t1'].map((lifecycle) =>
      addressed(
        {
          lifecycle,
          client: { id: 'C-1', zone: 'UTC' },
          events: [{ seq: 1, at: askedAt, event: optedOut }],
          covered: new Set(),
        },
        holdersOf(named),
        new Map(),
      ).mails.map(({ key }) => key),
    );
    expect(new Set(keys.flat())).toEqual(new Set(['mail.opted-out.c_1.2027-02-01.rep']));
  });

  test('once a day of health that goes back and forth in one life; again on the next day, and of another life', () => {
    const keyOf = (lifecycle: string, seq: number, at: string) =>
      addressed(
        {
          lifecycle,
          client: { id: 'C-1', zone: 'UTC' },
          events: [{ seq, at, event: fell }],
          covered: new Set(),
        },
        holdersOf(named),
        new Map(),
      ).mails.map(({ key }) => key);
    const keys = [
      keyOf('D-1.crm.t1', 1, askedAt),
      keyOf('D-1.crm.t1', 3, askedAt),
      keyOf('D-1.crm.t1', 5, '2027-02-02T10:00:00.000Z'),
      keyOf('D-1.desk.t1', 1, askedAt),
    ].flat();
    expect(keys).toHaveLength(4);
    expect([...new Set(keys)]).toEqual([
      'mail.D-1.crm.t1.fell-to-amber.2027-02-01.rep',
      'mail.D-1.crm.t1.fell-to-amber.2027-02-02.rep',
      'mail.D-1.desk.t1.fell-to-amber.2027-02-01.rep',
    ]);
  });
});

describe('the mail of an answer', () => {
  const unhappy = occasion(asked(), 'c_1', { event: answered(4), words: 'Your support never calls back.' });

  test('has the client’s own words, who said them, and what to do first', () => {
    const { subject, matters, sections } = answerMail(unhappy, 'rep');
    expect(subject).toMatch(/^Ada <i>Example<\/i> is unhappy, 4 of 10: /);
    expect(matters[0]?.headline).toContain('Ada <i>Example</i> (Head) at Alpine');
    expect(matters[0]?.headline).toContain('about CRM Pro on Thu 1 Apr: 4 of 10.');
    expect(matters[0]?.why).toContain('To do first: call them within a working day.');
    expect(sections[0]).toEqual({
      title: 'In the words of Ada <i>Example</i>, Head',
      lines: ['4 of 10: “Your support never calls back.”'],
    });
  });

  test('says to the manager who was told', () => {
    expect(answerMail(unhappy, 'manager').matters[0]?.why).toContain('Rita Rep was told at the same time');
  });

  test.each([
    [10, 'speak for us'],
    [9, 'speak for us'],
    [8, 'what would make it a ten'],
  ])('%i of 10: thank them', (score, words) => {
    expect(answerMail(occasion(asked(), 'c_1', { event: answered(score) }), 'rep').matters[0]?.why).toContain(words);
  });

  test('leads to the call that it asks for', () => {
    const state = asked();
    const after = say(state, answersAt(state), 'satisfactionAnswered', { contact: 'c_1', score: 5 });
    const { matters } = answerMail(occasion(after, 'c_1', { event: answered(5) }), 'rep');
    expect(matters[0]).toMatchObject({ button: { grant: { purpose: 'item', subject: 'rescue-1' } } });
    expect(matters[0]?.why).toContain('To do first: call, by ');
  });

  test('of a fall says what moved it', () => {
    expect(changedMail(occasion(asked(), null, { event: fell })).matters[0]?.headline).toContain(
      'health fell to amber, 64 of 100 (happiness −36).',
    );
  });
});

describe('the brief', () => {
  const quietDay = { day: '2027-03-02', entries: [], agreed: [], clients: [], renewals: [], silent: [] };
  const line = (event: Event, parts: Partial<NewsLine> = {}): NewsLine => ({
    lifecycle: 'D-1.crm.t1',
    client: 'Mersey Freight',
    product: 'CRM Pro',
    forRep: null,
    rep: 'rep',
    at: '2027-03-01T11:00:00.000Z',
    by: null,
    contact: 'Ada Example (CFO)',
    campaign: null,
    words: null,
    event,
    ...parts,
  });

  test('has what clients said, in their words, and what changed', () => {
    const news = newsAmong(
      [
        line(answered(4), { words: 'Your support never calls back.' }),
        line(fell),
        line(declined, { campaign: 'Reports' }),
        line({ kind: 'contact-unreachable', contact: 'c_1' }),
        line({ kind: 'incident-noted', id: 'incident-1', incident: 'contactDeparted', badness: 1, contact: 'c_1' }),
      ],
      plainEnglish,
    );
    const { subject, sections } = briefMail({ ...quietDay, news }, inEnglish);
    expect(subject).toBe('Your brief for Tue 2 Mar: 1 answer, 4 changes');
    expect(sections).toEqual([
      {
        title: 'What clients said',
        lines: [
          'Mersey Freight, CRM Pro: Ada Example (CFO) answered 4 of 10, on Mon 1 Mar. “Your support never calls back.”',
        ],
      },
      {
        title: 'What changed',
        lines: [
          'Mersey Freight, CRM Pro: health fell to amber, 64 of 100 (happiness −36), on Mon 1 Mar.',
          'Mersey Freight, CRM Pro: Ada Example (CFO) declined the invitation to “Reports”, on Mon 1 Mar.',
          'Mersey Freight, CRM Pro: no mail reaches Ada Example (CFO), on Mon 1 Mar.',
          'Mersey Freight, CRM Pro: Ada Example (CFO) has left, on Mon 1 Mar.',
        ],
      },
    ]);
  });

  test('says in whose place it is read', () => {
    const news = newsAmong([line(fell, { forRep: { id: 'rita', name: 'Rita Rep' } })], plainEnglish);
    expect(briefMail({ ...quietDay, news }, inEnglish).sections[0]?.lines[0]).toContain('(for Rita Rep, who is away)');
  });

  test('tells an answer once, of the product for which it was given, in whatever order the lines come', () => {
    const own = line(answered(4));
    const copy = line(answered(4, { elsewhere: 'D-1.crm.t1' }), { product: 'Desk', lifecycle: 'D-1.desk.t1' });
    for (const lines of [
      [own, copy],
      [copy, own],
    ])
      expect(newsAmong(lines, plainEnglish).map(({ product }) => product)).toEqual(['CRM Pro']);
  });

  test('tells nothing twice, however many lifecycles tell it (law)', () => {
    const events = [answered(4), answered(9), fell, optedOut, declined, rated(3)];
    fc.assert(
      fc.property(
        fc.array(fc.record({ event: fc.constantFrom(...events), product: fc.constantFrom('A', 'B') }), {
          maxLength: 20,
        }),
        (drawn) => {
          const news = newsAmong(
            drawn.map(({ event, product }) => line(event, { product })),
            plainEnglish,
          );
          const keys = news.map(({ section, client, product, what }) =>
            [section, client, what.startsWith('health') ? product : '', what].join('|'),
          );
          expect(new Set(keys).size).toBe(keys.length);
          const hasAnswer = drawn.some(({ event }) => event.kind === 'satisfaction-answered');
          expect(news.some(({ section }) => section === 'said') || !hasAnswer).toBe(true);
        },
      ),
    );
  });
});

test('who has left is not among those who are there', () => {
  const here = occasion(asked(), null).contacts[0];
  if (here === undefined) throw new RangeError('an occasion has a contact');
  const left = { ...here, id: 'c_2', name: 'Lea Zürcher', departedAt: '2027-02-01T10:00:00.000Z' };
  expect(whoIsThere({ contacts: [here, left] })).toHaveLength(1);
  expect(whoIsThere({ contacts: [left] })).toEqual([]);
});

test('news is told once', () => {
  const events: Event[] = [
    { kind: 'news-noted' },
    { kind: 'incident-noted', id: 'incident-1', incident: 'news', badness: 1 },
  ];
  const lines = events.map((event) => ({ on: '2027-03-01', event, words: 'A new plant' }));
  expect(lookBack(lines, plainTelling()).lately).toEqual([
    { on: '2027-03-01', what: expect.stringContaining('A new plant') as string },
  ]);
});
