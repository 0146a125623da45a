/** One question: nobody is asked the same twice within thirty days, nor on the eve of holidays; one reminder is no question. */
import fc from 'fast-check';
import { clearOfHolidays, isEveOfHolidays, dayOf, daysBetween, type Calendar } from '../../domain/core/calendar';
import type { Recorded, Seed } from '../../domain/core/concern';
import { mailboxOf } from '../../domain/core/mailbox';
import { asPromised, defaultRules, type Rules } from '../../domain/core/policy';
import { questionShare } from '../../domain/concerns/satisfaction';
import { accept, advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { sharedAsksIn } from '../../domain/organisation/sharing';
import { mailsOf } from '../../domain/told/mails';
import { daysOf, happening, onboarded, retained, say, until } from '../support/lives';
import { history, seeds, start } from '../support/random-lives';
import { size } from '../support/size';

const contacts = [{ id: 'c_main', level: 'manager' as const }, { id: 'c_user' }];
const holidays = ['2026-12-25', '2026-12-26', '2027-01-01', '2027-01-06', '2027-03-26', '2027-03-28', '2027-03-29', '2027-05-17', '2027-12-25', '2027-12-26', '2028-01-01']; // prettier-ignore
const vienna: Calendar = { zone: 'Europe/Vienna', workingDays: [1, 2, 3, 4, 5], opensAt: '09:00', holidays };

test.each([
  ['Christmas Eve waits until the working day after Christmas', '2026-12-24', '2026-12-28'],
  ['New Year’s Eve waits until the first working Monday', '2026-12-31', '2027-01-04'],
  ['New Year’s Eve on a Friday is one, though only a weekend follows', '2027-12-31', '2028-01-03'],
  ['so is a Christmas Eve on a Friday', '2027-12-24', '2027-12-27'],
  ['Maundy Thursday waits until Tuesday after Easter', '2027-03-25', '2027-03-30'],
  ['the Friday before a long weekend waits until it is over', '2027-05-14', '2027-05-18'],
  ['the day before a single holiday stays', '2027-01-05', '2027-01-05'],
  ['an ordinary Friday stays', '2027-02-05', '2027-02-05'],
  ['a day off is no eve', '2027-01-01', '2027-01-01'],
])('%s', (_, day, to) => {
  expect(clearOfHolidays(day, vienna)).toBe(to);
  expect(isEveOfHolidays(day, vienna)).toBe(day !== to);
});

test('a weekend of three days is an ordinary one where people work four', () => {
  expect(isEveOfHolidays('2027-02-04', { ...vienna, workingDays: [1, 2, 3, 4] })).toBe(false);
});

const withHolidays = (state: LifecycleState): LifecycleState =>
  say(state, state.at, 'holidaysRefreshed', { dates: holidays, through: '2028-12-31' });
const asked = (state: LifecycleState, day: string): readonly string[] =>
  daysOf(happening(state, day), 'satisfaction-asked', 'question');
const satisfaction = (parts: Partial<Rules['satisfaction']>): Partial<Rules> => ({
  satisfaction: { ...defaultRules.satisfaction, ...parts },
});

/** A review on 21 January 2028: its question would come on 31 December 2027. */
const eve: Partial<Seed> = { contacts, contract: { startsOn: '2027-01-21', termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } } }; // prettier-ignore

test('a question that would come on New Year’s Eve comes on the first working day after it', () => {
  expect(asked(withHolidays(retained(eve)), '2028-01-10').at(-1)).toBe('2028-01-03 satisfaction-review-4');
  expect(asked(withHolidays(retained(eve, satisfaction({ avoidHolidays: false }))), '2028-01-10').at(-1)).toBe(
    '2027-12-31 satisfaction-review-4',
  );
});

/** Onboarding ends on 22 February 2027, the first review is on 1 April. */
const twice = (rules: Partial<Rules> = {}): LifecycleState => {
  let state = onboarded({ contacts }, rules);
  for (const step of ['setup', 'configuration', 'training'])
    state = say(state, '2027-02-22T12:00:00.000Z', 'onboardingStepCompleted', { step });
  return state;
};

test('of two questions ten days apart the first is asked, and the later one is passed', () => {
  expect(asked(twice(), '2027-04-15')).toEqual(['2027-03-01 satisfaction-onboarding-0']);
  expect(daysOf(happening(twice(), '2027-04-15'), 'satisfaction-passed', 'reason')).toEqual([
    '2027-03-11 asked-lately',
  ]);
});

test('where the policy says nothing of it, both are asked as before', () => {
  const { satisfaction: old } = asPromised({
    id: 'old',
    version: 1,
    rules: { satisfaction: { afterOnboardingDays: 7, beforeReviewDays: 21, contacts: 5 } },
  }).rules;
  expect(old).toMatchObject({ everyDays: 0, avoidHolidays: false, remindWorkingDays: null });
  const events = happening(twice({ satisfaction: old }), '2027-04-15');
  expect(daysOf(events, 'satisfaction-asked', 'question')).toEqual([
    '2027-03-01 satisfaction-onboarding-0',
    '2027-03-11 satisfaction-review-1',
  ]);
  expect(events.some(({ event }) => event.kind === 'satisfaction-reminded')).toBe(false);
});

test.each([
  ['by the rules of thirty days, two less than that apart are one', 30, 29],
  ['by rules that say nothing of it, two within three weeks', 0, 21],
])('the lifecycles of a client ask together: %s', (_, everyDays, days) => {
  expect(questionShare({ satisfaction: { ...defaultRules.satisfaction, everyDays } }).days).toBe(days);
  const state = retained({ contacts }, satisfaction({ everyDays }));
  const events = happening(state, '2027-03-12');
  const claims = sharedAsksIn(until(state, '2027-03-12'), events).filter(({ share }) => share.key === 'satisfaction');
  expect(claims).toMatchObject([{ item: 'satisfaction-review-1', share: { days } }]);
});

describe('the reminder', () => {
  const question = until(retained({ contacts }), '2027-03-12');
  const reminded = (state: LifecycleState): readonly unknown[] =>
    happening(state, '2027-04-15').flatMap(({ at, event }) =>
      event.kind === 'satisfaction-reminded'
        ? [[at.slice(0, 10), ...event.contacts]]
        : event.kind === 'satisfaction-not-reminded'
          ? [[at.slice(0, 10), event.reason]]
          : [],
    );
  const on = '2027-03-15T12:00:00.000Z';

  test('comes once, five working days later, to whoever has not answered', () => {
    const answered = say(question, on, 'satisfactionAnswered', { contact: 'c_main', score: 9 });
    expect(reminded(answered)).toEqual([['2027-03-18', 'c_user']]);
    expect(reminded(question)).toEqual([['2027-03-18', 'c_main', 'c_user']]);
  });

  test.each([
    ['a client who is paused', 'pause', { reason: 'season' }, [['2027-03-18', 'paused']]],
    ['a client who opted out', 'clientOptedOut', {}, [['2027-03-18', 'opted-out']]],
    ['a contact who opted out', 'contactOptedOut', { contact: 'c_user' }, [['2027-03-18', 'c_main']]],
    ['a contact who has left', 'contactDeparted', { contact: 'c_user' }, [['2027-03-18', 'c_main']]],
    [
      'a contact who was met',
      'touchRecorded',
      { touchKind: 'visit', outcome: 'done', contacts: ['c_user'] },
      [['2027-03-18', 'c_main']],
    ],
    ['anybody after a review', 'itemCompleted', { item: 'review-1', outcome: 'done' }, []],
    [
      'a contact whose mailbox was asked elsewhere',
      'satisfactionNotAsked',
      { question: 'satisfaction-review-1', contact: 'c_user' },
      [['2027-03-18', 'c_main']],
    ],
    [
      'anybody where another lifecycle asks',
      'satisfactionCovered',
      { question: 'satisfaction-review-1', by: { lifecycle: 'D-2.x.t1', item: 'satisfaction-review-1' } },
      [],
    ],
  ] as const)('does not go to %s', (_, name, data, expected) =>
    expect(reminded(say(question, on, name, data))).toEqual(expected),
  );

  test('is not made up for by rules that come later: who was asked long ago is left in peace', () => {
    const before = asPromised({ id: 'p', version: 1, rules: { satisfaction: { beforeReviewDays: 21, contacts: 5 } } });
    const longAgo = until(retained({ contacts, policy: before }), '2027-05-15');
    expect(longAgo.slices.satisfaction.asked?.answered).toEqual([]);
    const policy = { id: 'p', version: 2, rules: defaultRules };
    const changed = say(longAgo, '2027-05-16T12:00:00.000Z', 'changePolicy', { policy, when: 'now' });
    expect(reminded(changed)).toEqual([]);
    const told = changed.recent.flatMap(({ event }) => (event.kind.startsWith('satisfaction') ? [event] : []));
    expect(told.at(-1)).toMatchObject({ kind: 'satisfaction-not-reminded', reason: 'too-late' });
  });

  test('goes to nobody when the last who was waited for has opted out', () => {
    const alone = say(question, on, 'satisfactionAnswered', { contact: 'c_main', score: 9 });
    expect(reminded(say(alone, on, 'contactOptedOut', { contact: 'c_user' }))).toEqual([['2027-03-18', 'nobody']]);
  });

  test('is a mail of its own to each contact, about the same question', () => {
    expect(mailsOf({ kind: 'satisfaction-reminded', question: 'q', contacts: ['c_user'] })).toEqual([
      { kind: 'satisfaction-reminder', role: 'contact', subject: 'q', recipient: 'c_user' },
    ]);
  });

  test('is no second question: the next review asks on its day', () => {
    expect(asked(question, '2027-06-15')).toEqual(['2027-06-10 satisfaction-review-2']);
  });
});

test('a contact who was not asked after all is waited for by nobody, and hears nothing twice', () => {
  const told = { question: 'satisfaction-review-1', contact: 'c_user' };
  const state = say(until(retained({ contacts }), '2027-03-12'), '2027-03-12T13:00:00.000Z', 'satisfactionNotAsked', told); // prettier-ignore
  expect(state.slices.satisfaction.asked?.contacts).toEqual(['c_main']);
  const again = say(state, '2027-03-12T14:00:00.000Z', 'satisfactionNotAsked', told);
  expect(again.seen.at(-1)?.fate).toBe('not-asked');
});

test('a mailbox is the same however its address is written', () => {
  expect(mailboxOf(' Ada@Alpine.Example ')).toBe('ada@alpine.example');
  expect(mailboxOf('ada+news@alpine.example')).not.toBe('ada@alpine.example');
});

test('whatever happens, no contact of a lifecycle is asked twice within thirty days', () => {
  fc.assert(
    fc.property(seeds, history, (seed, moves) => {
      let now = start;
      const begun = begin(seed, now);
      const ledger: Recorded[] = [...begun.events];
      let state = withHolidays(begun.state);
      for (const { afterHours, what } of moves) {
        now = new Date(Date.parse(now) + afterHours * 3_600_000).toISOString();
        const next = what === null ? advance(state, null, now) : accept(state, what, now);
        ledger.push(...next.events);
        ({ state } = next);
      }
      const questions = ledger.flatMap(({ at, event }) =>
        event.kind === 'satisfaction-asked' ? event.contacts.map((contact) => ({ contact, at })) : [],
      );
      const apart = questions.flatMap(({ contact, at }, index) => {
        const before = questions.slice(0, index).findLast((one) => one.contact === contact);
        return before === undefined ? [] : [daysBetween(dayOf(before.at, 'UTC'), dayOf(at, 'UTC'))];
      });
      // A client may move to a zone in which it is another day.
      expect(apart.filter((days) => days < 29)).toEqual([]);
    }),
    { numRuns: size(60, 120) },
  );
});
