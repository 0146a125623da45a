/** What a campaign's preview warns of: days off, hours and absences, each as the client and its rep live them. */
import type { Calendar } from '../../domain/core/calendar';
import { warningsOf, type InvitedWhere } from '../../domain/organisation/campaign-warnings';

const calendar: Calendar = {
  zone: 'Europe/Vienna',
  workingDays: [1, 2, 3, 4, 5],
  opensAt: '09:00',
  holidays: ['2026-12-25', '2026-12-26', '2027-01-06'],
};
const client: InvitedWhere = {
  calendar,
  country: 'AT',
  rep: { name: 'Rita Rep', absences: [{ from: '2027-02-08', until: '2027-02-12' }] },
};
const inZone = (zone: string): InvitedWhere => ({ ...client, calendar: { ...calendar, zone } });

test.each<[string, string, number, InvitedWhere, readonly string[]]>([
  ['a working day in working hours', '2027-02-17T09:00:00.000Z', 60, client, []],
  [
    'a public holiday on a Saturday',
    '2026-12-26T12:50:00.000Z',
    60,
    client,
    [
      'Saturday 26 December 2026 is a public holiday in Austria.',
      'Saturday 26 December 2026 is no working day of theirs.',
    ],
  ],
  [
    'a public holiday of a client whose country nobody said',
    '2027-01-06T12:00:00.000Z',
    60,
    { ...client, country: undefined },
    ['Wednesday 6 January 2027 is a public holiday where they are.'],
  ],
  [
    'a public holiday of a region',
    '2027-01-06T12:00:00.000Z',
    60,
    { ...client, country: 'DE', region: 'BY' },
    ['Wednesday 6 January 2027 is a public holiday in Bayern (Germany).'],
  ],
  [
    'days on which they are closed',
    '2027-08-04T09:00:00.000Z',
    60,
    { ...client, calendar: { ...calendar, closed: [{ from: '2027-08-02', until: '2027-08-20' }] } },
    ['On Wednesday 4 August 2027 they are closed, from 2 August 2027 to 20 August 2027.'],
  ],
  [
    'one day on which they are closed',
    '2027-08-04T09:00:00.000Z',
    60,
    { ...client, calendar: { ...calendar, closed: [{ from: '2027-08-04', until: '2027-08-04' }] } },
    ['On Wednesday 4 August 2027 they are closed.'],
  ],
  [
    'the evening before, which is a Saturday at the client’s',
    '2027-02-19T22:30:00.000Z',
    60,
    inZone('Asia/Tokyo'),
    ['Saturday 20 February 2027 is no working day of theirs.'],
  ],
  [
    'the small hours of a client further west',
    '2027-02-17T09:00:00.000Z',
    60,
    inZone('America/New_York'),
    ['It begins at 04:00 on the client’s clock (America/New York), before 7:00.'],
  ],
  ['seven sharp', '2027-02-17T06:00:00.000Z', 60, client, []],
  [
    'a minute before',
    '2027-02-17T05:59:00.000Z',
    60,
    client,
    ['It begins at 06:59 on the client’s clock (Europe/Vienna), before 7:00.'],
  ],
  ['an end at seven in the evening', '2027-02-17T17:00:00.000Z', 60, client, []],
  [
    'an end after it',
    '2027-02-17T17:00:00.000Z',
    90,
    client,
    ['It ends at 19:30 on the client’s clock (Europe/Vienna), after 19:00.'],
  ],
  [
    'an end after midnight',
    '2027-02-17T17:30:00.000Z',
    480,
    client,
    ['It ends at 02:30 on the client’s clock (Europe/Vienna), after 19:00.'],
  ],
  [
    'an evening',
    '2027-02-17T19:00:00.000Z',
    60,
    client,
    ['It begins at 20:00 on the client’s clock (Europe/Vienna), after 19:00.'],
  ],
  ['the same hour after the clocks changed', '2027-03-29T05:00:00.000Z', 60, client, []],
  [
    'an absence of the rep',
    '2027-02-12T09:00:00.000Z',
    60,
    client,
    ['Rita Rep, who keeps them, is away from 8 February 2027 to 12 February 2027.'],
  ],
  [
    'one day away',
    '2027-02-17T09:00:00.000Z',
    60,
    { ...client, rep: { name: 'Rita Rep', absences: [{ from: '2027-02-17', until: '2027-02-17' }] } },
    ['Rita Rep, who keeps them, is away on 17 February 2027.'],
  ],
  ['the day after', '2027-02-15T09:00:00.000Z', 60, client, []],
  ['a client whose rep nobody knows', '2027-02-10T09:00:00.000Z', 60, { ...client, rep: undefined }, []],
])('it warns of %s, or it has nothing to say', (_, startsAt, minutes, where, told) => {
  expect(warningsOf({ startsAt, minutes }, where).map((one) => one.told)).toEqual(told);
});
