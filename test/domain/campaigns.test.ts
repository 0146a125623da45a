/** Whom a campaign invites at a client, and why it invites nobody. */
import { whomToInvite, type CampaignClient } from '../../domain/organisation/invitees';
import { type Campaign } from '../../domain/told/campaign';
import { dayOne, retained, say } from '../support/lives';

const campaign = { id: 'campaign-x', kind: 'training', startsAt: '2027-02-10T13:00:00.000Z', perClient: 2 } as const;
const state = retained(
  {
    contacts: [
      { id: 'c_user' },
      { id: 'c_manager', level: 'manager' },
      { id: 'c_executive', level: 'executive' },
      { id: 'c_same', level: 'executive' },
    ],
  },
  { contactCap: { touches: 2, days: 30 } },
);
const client: CampaignClient = {
  state,
  days: [],
  people: [
    { id: 'c_user', who: 'user@' },
    { id: 'c_manager', who: 'manager@' },
    { id: 'c_executive', who: 'executive@' },
    { id: 'c_same', who: 'executive@' },
    { id: 'c_stranger', who: 'stranger@' },
  ],
};
const everyone = { perClient: 9 };

const invited = (
  parts: Partial<Campaign> = {},
  known: Partial<CampaignClient> = {},
  taken: readonly string[] = [],
  now = dayOne,
): readonly string[] | string => {
  const chosen = whomToInvite({ ...campaign, ...parts }, { ...client, ...known }, new Set(taken), now);
  return 'refused' in chosen ? chosen.refused : chosen.people.map(({ id }) => id);
};

test.each<[string, readonly string[], Partial<Campaign>, Partial<CampaignClient>, readonly string[]]>([
  ['the highest level first, and no more than the campaign takes', ['c_executive', 'c_manager'], {}, {}, []],
  ['one for each address', ['c_executive', 'c_manager', 'c_user'], everyone, {}, []],
  ['those of its levels; who has none is a user', ['c_user'], { levels: ['user'] }, {}, []],
  ['nobody whose address it has invited', ['c_manager', 'c_user'], everyone, {}, ['executive@']],
  ['nobody who may not be written to', ['c_user'], everyone, { people: [{ id: 'c_user', who: 'user@' }] }, []],
  [
    'nobody who opted out, and whoever shares their address instead',
    ['c_same', 'c_manager'],
    {},
    { state: say(state, dayOne, 'contactOptedOut', { contact: 'c_executive' }) },
    [],
  ],
])('it invites %s', (_, expected, parts, known, taken) => {
  expect(invited(parts, known, taken)).toEqual(expected);
});

test.each<[string, string, Partial<Campaign>, Partial<CampaignClient>]>([
  ['the lifecycle has ended', 'ended', {}, { state: undefined }],
  ['the day of the mail is one too many', 'contact-cap', {}, { days: ['2027-01-02', '2027-01-03'] }],
  ['the day itself is one too many', 'contact-cap', {}, { days: ['2027-02-08', '2027-02-09'] }],
  [
    'mail and day lie in one window that has room for one',
    'contact-cap',
    { startsAt: '2027-01-20T13:00:00.000Z' },
    { days: ['2027-01-10'] },
  ],
  ['nobody is of its levels', 'nobody-to-invite', { levels: [] }, {}],
  ['the lifecycle rests', 'already-paused', {}, { state: say(state, dayOne, 'pause', { reason: 'season' }) }],
])('it invites nobody where %s', (_, refused, parts, known) => {
  expect(invited(parts, known)).toBe(refused);
});

test('the days of a cap that lie further apart than its window are no hindrance', () => {
  expect(invited({}, { days: ['2026-12-01', '2026-12-02', '2027-01-03'] })).toEqual(['c_executive', 'c_manager']);
});
