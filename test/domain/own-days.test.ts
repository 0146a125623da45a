/** Days of a client's own: its weekend, the days on which it is closed, and the holidays of its region. */
import fc from 'fast-check';
import { publicHolidays } from '../../activities/holidays';
import {
  addDays,
  addWorkingDays,
  calendarOfClient,
  clearOfHolidays,
  dayOf,
  isEveOfHolidays,
  isWorkingDay,
  mostOwnDays,
  withoutClosings,
  workingDayOnOrBefore,
  type Closing,
} from '../../domain/core/calendar';
import type { SeedClient } from '../../domain/core/concern';
import { defaultRules } from '../../domain/core/policy';
import { accept, advance, calendarOf, type LifecycleState } from '../../domain/lifecycle';
import { happened } from '../support/happened';
import { dayOne, daysOf, happening, retained, say } from '../support/lives';
import { seedOf } from '../support/seeds';
import { size } from '../support/size';

const hours = { opensAt: '09:00', days: [1, 2, 3, 4, 5] };
const zone = 'Europe/Vienna';
const summer: Closing = { from: '2027-08-02', until: '2027-08-20' };
const ofFriday = calendarOfClient({ zone, weekend: [5, 6], closed: [summer] }, hours, ['2027-10-26']);

describe('a calendar with days of a client’s own', () => {
  test.each<[string, readonly number[] | undefined, readonly number[]]>([
    ['where nobody said, the policy says it', undefined, [1, 2, 3, 4, 5]],
    ['Friday and Saturday', [5, 6], [1, 2, 3, 4, 7]],
    ['none: every day', [], [1, 2, 3, 4, 5, 6, 7]],
  ])('a weekend: %s', (_, weekend, days) => {
    const own = weekend === undefined ? {} : { weekend };
    expect(calendarOfClient({ zone, ...own }, hours, []).workingDays).toEqual(days);
  });

  test.each([
    ['a Thursday stays', '2027-07-29', '2027-07-29'],
    ['a Friday goes to the Thursday before', '2027-07-30', '2027-07-29'],
    ['a Sunday stays', '2027-07-25', '2027-07-25'],
    ['the last day of the closing goes to the Sunday before it', '2027-08-20', '2027-08-01'],
    ['the weekend after it as well', '2027-08-21', '2027-08-01'],
    ['the Sunday after that is a working day', '2027-08-22', '2027-08-22'],
    ['a public holiday stays one', '2027-10-26', '2027-10-25'],
  ])('%s', (_, day, to) => expect(workingDayOnOrBefore(day, ofFriday)).toBe(to));

  test('the eve of a closing is one; on it nobody is asked, but after it', () => {
    expect(isEveOfHolidays('2027-08-01', ofFriday)).toBe(true);
    expect(clearOfHolidays('2027-08-01', ofFriday)).toBe('2027-08-22');
    expect(isEveOfHolidays('2027-07-29', ofFriday)).toBe(false);
  });

  test('working days after are counted past it; our own people do not wait for it', () => {
    expect(addWorkingDays('2027-07-29', 2, ofFriday)).toBe('2027-08-22');
    expect(addWorkingDays('2027-07-29', 2, withoutClosings(ofFriday))).toBe('2027-08-02');
  });

  test('whatever may be said leaves a working day within the year', () => {
    const { closings, closedDays } = mostOwnDays;
    // One working day a week, and as many of them closed as there is room for.
    const length = Math.floor(closedDays / closings);
    const closed = Array.from({ length: closings }, (_, index) => {
      const from = addDays('2027-01-04', index * 7);
      return { from, until: addDays(from, length - 1) };
    });
    const calendar = calendarOfClient({ zone, weekend: [2, 3, 4, 5, 6, 7], closed }, hours, []);
    const day = workingDayOnOrBefore('2027-06-20', calendar);
    expect([day, isWorkingDay(day, calendar)]).toEqual(['2026-12-28', true]);
  });
});

test('holidays of a region are those of the country and its own', () => {
  const year = { from: '2028-01-01', through: '2028-12-31' };
  const ofCountry = publicHolidays({ country: 'DE', ...year }).dates;
  const ofBavaria = publicHolidays({ country: 'DE', region: 'BY', ...year }).dates;
  expect(ofCountry).not.toContain('2028-01-06');
  expect(ofBavaria).toEqual(expect.arrayContaining(['2028-01-06', ...ofCountry]));
  expect(publicHolidays({ country: 'AT', region: '9', ...year }).dates).toContain('2028-01-06');
});

describe('a review that counts on 6 January', () => {
  const contract = { startsOn: '2027-01-06', termMonths: 24, annualValue: { amount: 1, currency: 'EUR' } };
  const dueIn = (client: Partial<SeedClient>): string | undefined => {
    const place = { country: 'DE', ...client };
    const state = retained({ contract, client: { id: 'C-1', name: 'A', zone: 'Europe/Berlin', ...place } });
    const { region } = place;
    const holidays = publicHolidays({
      country: 'DE',
      ...(region === undefined ? {} : { region }),
      from: '2027-01-01',
      through: '2028-12-31',
    });
    const heard = say(state, dayOne, 'holidaysRefreshed', holidays);
    return daysOf(happening(heard, '2028-01-20'), 'item-due', 'item').find((one) => one.endsWith('review-4'));
  };

  test.each<[string, Partial<SeedClient>, string]>([
    ['falls due on it in Berlin', { region: 'BE' }, '2028-01-06 review-4'],
    ['the day before in Bavaria', { region: 'BY' }, '2028-01-05 review-4'],
    ['before the days on which they are closed', { region: 'BY', closed: [{ from: '2027-12-24', until: '2028-01-07' }] }, '2027-12-23 review-4'],
    ['on the last day before their weekend', { weekend: [3, 4] }, '2028-01-04 review-4'],
  ])('%s', (_, client, expected) => expect(dueIn(client)).toBe(expected)); // prettier-ignore
});

describe('nothing is asked on a day on which they are closed', () => {
  const start = dayOne.slice(0, 10);
  const weekends = fc.option(fc.uniqueArray(fc.integer({ min: 2, max: 7 }), { maxLength: 6 }), { nil: undefined });
  const closings = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 420 }), fc.integer({ min: 1, max: 40 })), { maxLength: 6 })
    .map((all) =>
      all.map(([after, days]): Closing => ({ from: addDays(start, after), until: addDays(start, after + days - 1) })),
    )
    .filter((all) => all.length <= mostOwnDays.closings);
  const own = fc.record({ weekend: weekends, closed: closings }).map(({ weekend, closed }) => ({
    ...(weekend === undefined ? {} : { weekend: weekend.toSorted((a, b) => a - b) }),
    closed,
  }));
  const contacts = [{ id: 'c_1', level: 'executive' as const, birthday: '08-10' }, { id: 'c_2' }];

  /** Days on which an item fell due, or contacts were asked or reminded, and that were none of theirs. */
  const wrong = (from: LifecycleState): readonly string[] => {
    const calendar = calendarOf(from);
    return happening(from, '2028-03-01')
      .filter(({ event: { kind } }) => ['item-due', 'satisfaction-asked', 'satisfaction-reminded'].includes(kind))
      .filter(({ at }) => !isWorkingDay(dayOf(at, calendar.zone), calendar))
      .map(({ at, event }) => `${at} ${JSON.stringify(event)}`);
  };
  const begun = (client: Partial<SeedClient> = {}): LifecycleState => {
    const { client: usual } = seedOf();
    const state = retained({ contacts, client: { ...usual, ...client } }, { satisfaction: defaultRules.satisfaction });
    return say(state, dayOne, 'holidaysRefreshed', publicHolidays({ country: 'AT', from: '2027-01-01', through: '2028-12-31' }));
  }; // prettier-ignore

  test('where it was known from the first, and where it is told later', () => {
    fc.assert(
      fc.property(own, fc.integer({ min: 1, max: 300 }), (days, after) => {
        expect(wrong(begun(days))).toEqual([]);
        const open = calendarOf(begun(days));
        const day = Array.from({ length: 400 }, (_, more) => addDays(start, after + more)).find((one) =>
          isWorkingDay(one, open),
        );
        const at = `${day ?? start}T14:00:00.000Z`;
        const now = advance(begun(), null, at).state;
        const { id: _, ...client } = now.seed.client;
        const told = accept(now, happened('clientKnown', 'told', { ...client, ...days, asOf: at }), at);
        expect(wrong(told.state)).toEqual([]);
      }),
      { numRuns: size(20, 200) },
    );
  });
});
