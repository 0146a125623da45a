/** Civil dates, moments, money and buckets as tables: the rule on the left, what an expert expects on the right. */
import {
  addMonths,
  addWorkingDays,
  dayOf,
  dueMoment,
  isWorkingDay,
  opening,
  workingDayOnOrBefore,
  workingDaysAfter,
  zoneOfClient,
  type Calendar,
} from '../../domain/core/calendar';
import { hasRunOut, renewsOn } from '../../domain/core/contract';
import { lifecycleIdOf } from '../../domain/core/identity';
import { fromMajor, toMajor } from '../../domain/core/money';
import {
  silentBefore,
  ticketBucket,
  usageBucket,
  type TicketBucket,
  type UsageBucket,
} from '../../domain/core/reading';

const vienna: Calendar = {
  zone: 'Europe/Vienna',
  workingDays: [1, 2, 3, 4, 5],
  opensAt: '09:00',
  holidays: ['2027-01-01', '2027-01-06', '2027-03-29'],
};

describe('the calendar', () => {
  test.each([
    ['the one that was named', 'Europe/Lisbon', ['Europe/Vienna'], 'Europe/Lisbon'],
    ['that of the country', undefined, ['Europe/Vienna'], 'Europe/Vienna'],
    ['the first of a country that has several', undefined, ['America/New_York', 'America/Denver'], 'America/New_York'],
    ['UTC where nobody knows the country', undefined, [], 'UTC'],
  ])('a client lives by %s', (_, named, ofCountry, zone) => expect(zoneOfClient(named, ofCountry)).toBe(zone));

  test.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2027-01-31', 2, '2027-03-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2027-11-30', 3, '2028-02-29'],
  ])('%s plus %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));

  test.each([
    ['a working day stays', '2027-01-04', '2027-01-04'],
    ['a Sunday goes to Friday', '2027-01-10', '2027-01-08'],
    ['a holiday goes to the day before', '2027-01-06', '2027-01-05'],
    ['a long weekend goes to the Thursday before it', '2027-01-03', '2026-12-31'],
    ['Easter Monday goes to Friday', '2027-03-29', '2027-03-26'],
  ])('%s', (_, day, to) => expect(workingDayOnOrBefore(day, vienna)).toBe(to));

  test.each([
    ['2027-01-05', 1, '2027-01-07'],
    ['2027-01-08', 1, '2027-01-11'],
    ['2027-01-04', 3, '2027-01-08'],
    ['2027-01-04', 0, '2027-01-04'],
  ])('%s plus %i working days is %s', (from, count, to) => expect(addWorkingDays(from, count, vienna)).toBe(to));

  test.each([
    ['before midnight', '2027-01-04T22:59:59.999Z', 'Europe/Vienna', '2027-01-04'],
    ['at midnight', '2027-01-04T23:00:00.000Z', 'Europe/Vienna', '2027-01-05'],
    ['at midnight in summer', '2027-07-04T22:00:00.000Z', 'Europe/Vienna', '2027-07-05'],
    ['across the date line', '2027-01-04T11:00:00.000Z', 'Pacific/Auckland', '2027-01-05'],
  ])('the day it is, %s', (_, at, zone, day) => expect(dayOf(at, zone)).toBe(day));

  test.each([
    ['a Monday', '2027-01-04', true],
    ['a Saturday', '2027-01-09', false],
    ['a Sunday', '2027-01-10', false],
    ['a holiday', '2027-01-06', false],
  ])('people work or not on %s', (_, day, works) => expect(isWorkingDay(day, vienna)).toBe(works));

  test.each([
    ['winter', '2027-01-04', 'Europe/Vienna', '2027-01-04T08:00:00.000Z'],
    ['summer', '2027-07-05', 'Europe/Vienna', '2027-07-05T07:00:00.000Z'],
    ['the day the clock goes forward', '2027-03-28', 'Europe/Vienna', '2027-03-28T07:00:00.000Z'],
    ['across the date line', '2027-01-04', 'Pacific/Auckland', '2027-01-03T20:00:00.000Z'],
    ['half an hour off', '2027-01-04', 'Asia/Kolkata', '2027-01-04T03:30:00.000Z'],
  ])('opening in %s', (_, day, zone, at) => expect(opening(day, { ...vienna, zone })).toBe(at));

  test('an opening inside the hour that a clock leaves out is when the gap ends', () => {
    expect(opening('2027-03-28', { ...vienna, opensAt: '02:30' })).toBe('2027-03-28T01:30:00.000Z');
  });

  test('a calendar without working days still gives every item a day', () => {
    expect(dueMoment('2027-01-10', { ...vienna, workingDays: [] })).toBe('2027-01-10T08:00:00.000Z');
  });

  test('so many working days after a moment is the opening of that day', () => {
    expect(workingDaysAfter('2027-01-05T15:00:00.000Z', 1, vienna)).toBe('2027-01-07T08:00:00.000Z');
  });
});

describe('contracts and money', () => {
  test.each([
    ['2027-01-01', 12, '2028-01-01'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2024-02-29', 48, '2028-02-29'],
  ])('a contract from %s for %i months renews on %s', (startsOn, termMonths, on) =>
    expect(renewsOn({ startsOn, termMonths })).toBe(on),
  );

  test.each([
    ['before it starts', '2026-12-31', false],
    ['on its last day', '2027-12-31', false],
    ['on the day on which the next term would start', '2028-01-01', true],
    ['long after', '2031-01-01', true],
  ])('a contract from 2027-01-01 for a year has run out or not: %s', (_, today, expected) =>
    expect([
      hasRunOut({ startsOn: '2027-01-01', termMonths: 12 }, today),
      hasRunOut({ startsOn: '2027-01-01', termMonths: 12, autoRenews: true }, today),
    ]).toEqual([expected, false]),
  );

  test.each([
    [{ amount: 120_050, currency: 'EUR' }, '1200.50'],
    [{ amount: 1_200, currency: 'JPY' }, '1200'],
    [{ amount: 1_200_500, currency: 'KWD' }, '1200.500'],
  ])('%j reads %s, and back', (money, text) => {
    expect(toMajor(money)).toBe(text);
    expect(fromMajor(text, money.currency)).toEqual({ kind: 'money', money });
  });

  test('ids are made in one place', () => expect(lifecycleIdOf('D-1042', 'crm-pro', 2)).toBe('D-1042.crm-pro.t2'));
});

describe('readings', () => {
  test.each<[number, UsageBucket | null, UsageBucket]>([
    [0, null, 'none'],
    [5, null, 'low'],
    [25, null, 'some'],
    [50, null, 'good'],
    [80, null, 'full'],
    [52, 'some', 'some'], // wobbles around the edge: it stays
    [53, 'some', 'good'],
    [48, 'good', 'good'],
    [46, 'good', 'some'],
    [0, 'full', 'none'],
    [100, 'none', 'full'],
  ])('usage %i %%, before %s, is %s', (value, before, bucket) => expect(usageBucket(value, before)).toBe(bucket));

  test.each([
    [29, false],
    [30, false],
    [31, true],
  ])('heard of last %i days ago, it is silent: %s', (days, expected) => {
    const now = '2027-03-31T12:00:00.000Z';
    const heardAt = new Date(Date.parse(now) - days * 86_400_000).toISOString();
    expect(heardAt < silentBefore(now)).toBe(expected);
  });

  test('thirty days are counted to the millisecond, whatever the clocks of a country do', () => {
    expect(silentBefore('2027-03-31T12:00:00.001Z')).toBe('2027-03-01T12:00:00.001Z');
  });

  test.each<[number, TicketBucket | null, TicketBucket]>([
    [0, null, 'few'],
    [2, null, 'several'],
    [5, null, 'many'],
    [10, null, 'flood'],
    [2, 'few', 'few'],
    [3, 'few', 'several'],
    [1, 'several', 'several'],
    [0, 'several', 'few'],
  ])('%i open tickets, before %s, are %s', (value, before, bucket) => expect(ticketBucket(value, before)).toBe(bucket));
});
