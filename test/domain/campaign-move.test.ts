/** Whether a campaign can be moved, and what it is then. */
import { movedCampaign, whyNotMoved, type Destination, type Movable } from '../../domain/organisation/campaign-move';
import { timesMoved, type Campaign } from '../../domain/told/campaign';

const now = '2027-02-01T10:00:00.000Z';
const campaign: Campaign = {
  kind: 'training',
  title: 'Quotes',
  place: 'Room 5',
  startsAt: '2027-02-10T13:00:00.000Z',
  minutes: 60,
  perClient: 1,
  filter: {},
};
const startsAt = '2027-02-17T13:00:00.000Z';
const invited: Movable = { campaign, state: 'done', calledOff: false, invited: true };

test.each<[string, Partial<Movable>, Partial<Destination>, string | null]>([
  ['it is over who is invited', {}, {}, null],
  ['it invites still', { state: 'working' }, {}, null],
  ['it was previewed, and nobody was invited', { state: 'previewed', invited: false }, {}, null],
  ['it was stopped, and some were invited', { state: 'cancelled' }, {}, null],
  ['only its place is another one', {}, { startsAt: campaign.startsAt, place: 'Room 6' }, null],
  ['only its length is another one', {}, { startsAt: campaign.startsAt, minutes: 90 }, null],
  ['it is moved back to an earlier day', {}, { startsAt: '2027-02-02T13:00:00.000Z' }, null],
  ['nothing would change', {}, { startsAt: campaign.startsAt, minutes: 60, place: 'Room 5' }, 'unchanged'],
  ['the new moment lies in the past', {}, { startsAt: now }, 'past-date'],
  ['it has begun', { campaign: { ...campaign, startsAt: now } }, {}, 'has-begun'],
  ['it was called off', { calledOff: true }, {}, 'called-off'],
  ['it was cancelled before anybody was invited', { state: 'cancelled', invited: false }, {}, 'cancelled'],
  ['its previews are being taken', { state: 'previewing', invited: false }, {}, 'previewing'],
])('where %s, it is moved or it is said why not', (_, parts, to, expected) => {
  expect(whyNotMoved({ ...invited, ...parts }, { startsAt, ...to }, now)).toBe(expected);
});

test('moved, it keeps what is not said, and knows when it was to begin before', () => {
  const once = movedCampaign(campaign, { startsAt });
  expect(once).toEqual({ ...campaign, startsAt, moved: [campaign.startsAt] });
  const twice = movedCampaign(once, { startsAt: campaign.startsAt, minutes: 90, place: 'Room 6' });
  expect(twice).toMatchObject({ minutes: 90, place: 'Room 6', moved: [campaign.startsAt, startsAt] });
  expect([campaign, once, twice].map(timesMoved)).toEqual([0, 1, 2]);
});
