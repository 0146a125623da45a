/** What the briefs of who leads, collects and sells tell, and on which days. */
import { behindUntil, isUntakenOfTheirs, leaderOf, uncoveredOf } from '../../domain/organisation/leading';
import type { NamedLadder, Recipient } from '../../domain/organisation/people';
import type { AlarmAsk } from '../../domain/told/asks';
import { agreedSection } from '../../domain/told/brief';
import {
  collectorsDayOf,
  isCollectorsDayWorth,
  owedSection,
  sumsOf,
  type LastTry,
} from '../../domain/told/collectors-day';
import { developersDayOf, isDevelopersDayWorth, opportunitySection } from '../../domain/told/developers-day';
import { dearestAtRisk, isLeadersDayWorth } from '../../domain/told/leaders-day';
import { areRolesWorthReading } from '../../domain/told/role-briefs';
import { briefMail } from '../../mail/personal/brief';
import { inEnglish } from '../support/occasions';
import { atRisk, fullLead, opportunity, owed, quietLead, riskyAlarm, roleMornings } from '../support/role-briefs';

const day = '2027-03-01';

describe('a leader hears of an alarm', () => {
  const group: NamedLadder = { rep: 'rita', manager: 'boss', director: 'dir' };
  const morning = { keeps: ['boss'], day, zone: 'Europe/Vienna' };
  const ofRep: AlarmAsk = { ...riskyAlarm, asked: riskyAlarm.asked?.slice(0, 1) ?? [] };
  test.each<[string, AlarmAsk, NamedLadder, Partial<typeof morning>, boolean]>([
    ['that is serious and that nobody has taken on', riskyAlarm, group, {}, true],
    ['though it has not climbed to them', ofRep, group, {}, true],
    ['not of a small one: Monday’s digest tells it', { ...riskyAlarm, severity: 'small' }, group, {}, false],
    ['not once somebody took it on', { ...riskyAlarm, acknowledged: true }, group, {}, false],
    ['not on the day on which it is opened', { ...riskyAlarm, at: '2027-02-28T23:30:00.000Z' }, group, {}, false],
    ['not of their own client: their own part tells it', riskyAlarm, { ...group, rep: 'boss' }, {}, false],
    ['not of a client of whom they stand in for', riskyAlarm, group, { keeps: ['boss', 'rita'] }, false],
    ['not of a group that somebody else leads', riskyAlarm, { ...group, manager: 'other' }, {}, false],
    ['of a group whose leader they stand in for', riskyAlarm, group, { keeps: ['ann', 'boss'] }, true],
    ['not as its director: their digest tells it', riskyAlarm, group, { keeps: ['dir'] }, false],
    ['not where they are director as well', riskyAlarm, { ...group, director: 'boss' }, {}, false],
    ['not where the weekly digest tells it in the director’s place', ofRep, { ...group, director: null }, {}, false],
    ['where it came to them, though nobody is director', riskyAlarm, { ...group, director: null }, {}, true],
  ])('%s', (_, ask, named, parts, expected) =>
    expect(isUntakenOfTheirs(ask, named, { ...morning, ...parts })).toBe(expected),
  );

  test('a group is led by its manager, else by its director', () => {
    expect([
      leaderOf({ manager: 'm', director: 'd' }),
      leaderOf({ manager: null, director: 'd' }),
      leaderOf({ manager: null, director: null }),
    ]).toEqual(['m', 'd', null]);
  });
});

test('a thing is overdue for days before a leader hears of it, by the leader’s own days', () =>
  expect(behindUntil(day, 'Europe/Vienna')).toBe('2027-02-26T22:59:59.999Z'));

describe('a leader hears of who is away', () => {
  const person = (id: string, parts: Partial<Recipient> = {}): Recipient => ({
    id,
    deputy: null,
    absences: [],
    delivery: 'single',
    ...parts,
  });
  const tellsOf = (...people: readonly Recipient[]) =>
    uncoveredOf(
      [{ id: 'rita', name: 'Rita Rep', clients: 3, left: people[0]?.absences[0]?.from === '0001-01-01' }],
      new Map(people.map((one) => [one.id, one])),
      day,
    );
  const from = (first: string, last: string, deputy: string | null = null): Recipient =>
    person('rita', { deputy, absences: [{ from: first, until: last }] });
  const now = from('2027-02-26', '2027-03-05');
  const told = { rep: 'Rita Rep', clients: 3 };
  test.each<[string, readonly Recipient[], readonly object[]]>([
    ['today, where nobody stands in', [now], [{ ...told, from: '2027-02-26', until: '2027-03-05' }]],
    ['not where somebody does', [{ ...now, deputy: 'tom' }, person('tom')], []],
    [
      'where the deputy is away too',
      [{ ...now, deputy: 'tom' }, person('tom', { absences: [{ from: day, until: day }] })],
      [{ ...told, from: '2027-02-26', until: '2027-03-05' }],
    ],
    ['within a week', [from('2027-03-08', '2027-03-12')], [{ ...told, from: '2027-03-08', until: '2027-03-12' }]],
    ['not later', [from('2027-03-09', '2027-03-12')], []],
    ['not once they are back', [from('2027-02-01', '2027-02-28')], []],
    ['of who has left', [from('0001-01-01', '9999-12-31')], [{ ...told, from: '0001-01-01', until: null }]],
  ])('%s', (_, people, expected) => expect(tellsOf(...people)).toEqual(expected));
});

test('of contracts at risk the dearest of each currency are named, and the rest is counted by currency', () => {
  const risky = (client: string, amount: number, currency: string) => atRisk({ client, worth: { amount, currency } });
  const { atRisk: dearest, moreAtRisk } = dearestAtRisk([
    risky('A', 1, 'EUR'),
    risky('B', 5, 'EUR'),
    risky('C', 3, 'EUR'),
    risky('D', 9_000, 'CHF'),
    risky('E', 4, 'EUR'),
    risky('F', 2, 'EUR'),
  ]);
  expect(dearest.map(({ client }) => client)).toEqual(['D', 'B', 'E', 'C']);
  expect(moreAtRisk).toEqual([{ count: 2, worth: { amount: 3, currency: 'EUR' } }]);
});

describe('a leader’s morning', () => {
  const full = fullLead('Alpine Tools');
  test.each([
    ['without anything', quietLead, [false, false]],
    ['with an alarm', { ...quietLead, alarms: full.alarms }, [true, true]],
    ['with somebody who is behind for long', { ...quietLead, behind: full.behind }, [false, true]],
    [
      'with somebody who is behind since this morning',
      { ...quietLead, behind: full.behind.map((one) => ({ ...one, oldest: { ...one.oldest, ask: { ...one.oldest.ask, at: '2027-02-26T08:00:00.000Z' } } })) },
      [true, true],
    ], // prettier-ignore
    ['with a client who leaves', { ...quietLead, leaving: full.leaving }, [true, true]],
    ['with contracts at risk', { ...quietLead, atRisk: full.atRisk }, [false, true]],
    ['with somebody who is away from Thursday', { ...quietLead, uncovered: full.uncovered }, [true, true]],
    ['with somebody who is away for days', { ...quietLead, uncovered: full.uncovered.slice(0, 1) }, [false, true]],
    ['with somebody who has left', { ...quietLead, uncovered: full.uncovered.slice(2) }, [false, true]],
    [
      'with somebody who will be away next week',
      { ...quietLead, uncovered: [{ rep: 'R', clients: 1, from: '2027-03-05', until: '2027-03-09' }] },
      [false, true],
    ],
  ])('%s is worth a mail, on any day and on the first of a week: %#', (_, leading, expected) =>
    expect([isLeadersDayWorth(leading, day, false), isLeadersDayWorth(leading, day, true)]).toEqual(expected),
  );
});

describe('an overdue invoice is asked for', () => {
  const last = (outcome: LastTry['outcome'], on: string, until: string | null = null): LastTry => ({
    outcome,
    on,
    until,
    words: null,
  });
  test.each([
    ['the day after its own mail', null, 'untried'],
    ['on the day for which payment was promised', last('promised', '2027-02-20', day), 'promised'],
    ['after that day', last('promised', '2027-02-20', '2027-02-25'), 'promised'],
    ['not before it', last('promised', '2027-02-20', '2027-03-02'), null],
    ['a week after a promise without a day', last('promised', '2027-02-22'), 'promised'],
    ['not earlier', last('promised', '2027-02-23'), null],
    ['two days after nobody answered', last('no-answer', '2027-02-27'), 'again'],
    ['not on the next day', last('no-answer', '2027-02-28'), null],
    ['in sight while it is disputed', last('disputed', '2027-02-28'), 'disputed'],
  ])('%s', (_, tried, expected) => expect(owedSection({ last: tried, heardOn: '2027-02-25' }, day)).toBe(expected));
  test('not on the day of its own mail', () => expect(owedSection({ last: null, heardOn: day }, day)).toBeNull());
});

describe('a receivables manager’s morning', () => {
  test('names what was promised first, then the longest overdue, and counts everything by age and currency', () => {
    const { lines, ages } = collectorsDayOf(
      [
        owed({ client: 'young', since: '2027-02-20' }),
        owed({ client: 'old', since: '2026-10-01', amount: { amount: 500, currency: 'GBP' } }),
        owed({ client: 'promised', last: { outcome: 'promised', on: '2027-02-01', until: day, words: null } }),
        owed({ client: 'rests', last: { outcome: 'promised', on: day, until: '2027-04-01', words: null } }),
        owed({ client: 'unknown', since: '2027-01-30', amount: null }),
      ],
      day,
    );
    expect(lines.map(({ section, owed: one }) => `${section} ${one.client}`)).toEqual([
      'promised promised',
      'untried old',
      'untried unknown',
      'untried young',
    ]);
    expect(ages).toEqual([
      { upTo: 30, count: 2, sums: [{ amount: 240_050, currency: 'EUR' }] },
      { upTo: 60, count: 2, sums: [{ amount: 480_100, currency: 'EUR' }] },
      { upTo: null, count: 1, sums: [{ amount: 500, currency: 'GBP' }] },
    ]);
  });
  test('never sums across currencies', () =>
    expect(sumsOf([{ amount: 1, currency: 'EUR' }, null, { amount: 2, currency: 'CHF' }, { amount: 3, currency: 'EUR' }])).toEqual([
      { amount: 2, currency: 'CHF' },
      { amount: 4, currency: 'EUR' },
    ])); // prettier-ignore
  const disputed = (on: string) => owed({ last: { outcome: 'disputed', on, until: null, words: null } });
  const resting = owed({ last: { outcome: 'promised', on: day, until: '2027-04-01', words: null } });
  test.each([
    ['without invoices', [], [false, false]],
    ['with somebody to call', [owed()], [true, true]],
    ['with what was promised for later', [resting], [false, true]],
    ['with a dispute of yesterday', [disputed('2027-02-28')], [false, true]],
    ['with a dispute of which nothing was heard for a week', [disputed('2027-02-22')], [true, true]],
  ])('%s is worth a mail, on any day and on the first of a week: %#', (_, invoices, expected) => {
    const morning = collectorsDayOf(invoices, day);
    expect([isCollectorsDayWorth(morning, day, false), isCollectorsDayWorth(morning, day, true)]).toEqual(expected);
  });
});

describe('a business developer’s morning', () => {
  const days = { day, since: '2027-02-26' };
  test.each([
    ['back on the day until which it rests', { restsUntil: day }, 'back'],
    ['back where the day has passed', { restsUntil: '2027-02-28' }, 'back'],
    ['back where it returned since the brief before', { postponed: 1, toldOn: '2027-02-27' }, 'back'],
    ['not told again where the brief before had it', { postponed: 1, toldOn: '2027-02-26' }, null],
    ['soon where it rests until a day of the week', { restsUntil: '2027-03-08' }, 'soon'],
    ['not where it rests longer', { restsUntil: '2027-03-09' }, null],
    ['stale after two weeks', { toldOn: '2027-02-15' }, 'stale'],
    ['not before', { toldOn: '2027-02-16' }, null],
    ['not where it was told by a mail of its own', { toldOn: '2027-02-27' }, null],
  ])('an opportunity is %s: %#', (_, parts, expected) =>
    expect(opportunitySection(opportunity(parts), days)).toBe(expected),
  );
  test('names first what is back, then what waits the longest', () =>
    expect(
      developersDayOf(
        [
          opportunity({ client: 'stale', toldOn: '2027-02-01' }),
          opportunity({ client: 'staler', toldOn: '2027-01-01' }),
          opportunity({ client: 'soon', restsUntil: '2027-03-02' }),
          opportunity({ client: 'back', restsUntil: day }),
        ],
        days,
      ).map(({ open }) => open.client),
    ).toEqual(['back', 'staler', 'stale', 'soon']));
  test.each([
    ['without anything', [], [false, false]],
    ['with one that is back', [opportunity({ restsUntil: day })], [true, true]],
    ['with one that is stale', [opportunity({ toldOn: '2027-01-01' })], [false, true]],
    ['with one that comes back this week', [opportunity({ restsUntil: '2027-03-03' })], [false, true]],
  ])('%s is worth a mail, on any day and on the first of a week: %#', (_, open, expected) => {
    const morning = developersDayOf(open, days);
    expect([isDevelopersDayWorth(morning, false), isDevelopersDayWorth(morning, true)]).toEqual(expected);
  });
});

test('who is none of them has no part, and nothing in their mail', () => {
  const none = { day, leading: null, collecting: null, selling: null };
  expect([areRolesWorthReading(none, false), areRolesWorthReading(none, true)]).toEqual([false, false]);
});

test('who leads, collects and sells reads one mail, with a matter and a list of each part, and two counts of each in its subject', () => {
  const [[, roles] = []] = roleMornings().slice(-1);
  if (roles === undefined) throw new Error('there is a morning of who is all of them');
  const own = { day, entries: [], agreed: [], news: [], clients: [], renewals: [], silent: [] };
  const { subject, matters, tasks = [] } = briefMail(own, inEnglish, roles);
  expect(subject).toBe(
    'Your brief for Mon 1 Mar: 1 alarm that nobody took on, 2 colleagues behind, 5 invoices to ask for, 1 opportunity back, 1 opportunity waiting',
  );
  expect(matters.map(({ headline }) => headline)).toEqual([
    'Alpine Tools needs you: they hardly use it, and nobody has reacted since Mon 15 Feb.',
    'Call Ada Example at Alpine Tools first: they promised to pay invoice R-1 for €2,400.50 by Fri 26 Feb.',
    'Call Ada Example at Alpine Tools first: the day until which their opportunity rested is here.',
  ]);
  const purposes = tasks.flatMap(({ groups }) =>
    groups.flatMap(({ entries }) => entries.map(({ button }) => button.grant.purpose)),
  );
  expect([...new Set(purposes)]).toEqual(['escalation', 'receivable', 'opportunity']);
});

test.each([
  ['2027-02-28', 'overdue'],
  ['2027-03-01', 'today'],
  ['2027-03-02', null],
])('what was agreed for %s stands on 1 March under %s', (by, expected) =>
  expect(agreedSection({ day: by }, day)).toBe(expected),
);
