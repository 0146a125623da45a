/** In whose name a client is written to: what the workgroup says, else the company, and colours on which words can be read. */
import { brandWarnings, canBeRead, contrastOf, senderName, vendorOf } from '../../domain/told/brand';
import { campaignIn, type Campaign } from '../../domain/told/campaign';
import { directionOf } from '../../domain/told/direction';
import { movedCampaign } from '../../domain/organisation/campaign-move';

test.each([
  ['#000000', 21, true],
  ['#ffffff', 1, false],
  ['#20453a', 10.66, true],
  ['#767676', 4.54, true],
  ['#777777', 4.48, false],
  ['#0b5cad', 6.67, true],
  ['#ffd400', 1.42, false],
  ['#ff0000', 4, false],
])('white on %s has a contrast of %d: it can be read: %s', (colour, contrast, readable) => {
  expect(contrastOf(colour, '#ffffff')).toBeCloseTo(contrast, 1);
  expect(contrastOf('#ffffff', colour)).toBe(contrastOf(colour, '#ffffff'));
  expect(canBeRead(colour)).toBe(readable);
});

const nothing = { colour: null, logo: null, signature: [], imprint: [], web: null };
const company = { name: 'Brightline', colour: '#0b5cad', imprint: ['Brightline GmbH, Wien'] };

test.each([
  ['nobody said anything', {}, {}, { ...nothing, name: 'Holdfast' }],
  ['the company did', company, {}, { ...nothing, ...company }],
  ['the workgroup says its own name', company, { name: 'Brightline Alps' }, { ...nothing, ...company, name: 'Brightline Alps' }],
  ['what the workgroup leaves out is no answer', company, { name: undefined }, { ...nothing, ...company }],
  ['the workgroup wants no imprint', company, { imprint: [] }, { ...nothing, ...company, imprint: [] }],
  ['the workgroup’s colour cannot be read', company, { colour: '#ffd400' }, { ...nothing, ...company, colour: null }],
])('%s', (_, ofCompany, ofWorkgroup, vendor) => {
  expect(vendorOf('Holdfast', ofCompany, ofWorkgroup)).toEqual(vendor);
}); // prettier-ignore

test('whoever chooses a colour that cannot be read is told so', () => {
  expect(brandWarnings({ colour: '#0b5cad' })).toEqual([]);
  expect(brandWarnings({})).toEqual([]);
  expect(brandWarnings({ colour: '#777777' })).toEqual([
    'White words cannot be read on #777777 (contrast 4.4 to 1; at least 4.5 to 1 is needed): mails keep their usual colour.',
  ]);
});

test('a mail comes from the rep at the vendor, or from the vendor where nobody is known', () => {
  expect(senderName({ name: 'Brightline' }, { name: 'Rita Rep' })).toBe('Rita Rep, Brightline');
  expect(senderName({ name: 'Brightline' }, null)).toBe('Brightline');
});

test.each([
  ['Reports for you', 'ltr'],
  ['', 'ltr'],
  ['2027: 5', 'ltr'],
  ['שלום, Reports', 'rtl'],
  ['«تقارير» for you', 'rtl'],
  ['CRM: تقارير', 'ltr'],
])('“%s” is read %s', (words, direction) => expect(directionOf(words)).toBe(direction));

const campaign: Campaign = {
  kind: 'training',
  title: 'Quotes in half the time',
  description: 'What is new.',
  place: 'Room 5',
  translations: { de: { title: 'Angebote in der halben Zeit', place: 'Saal 5' }, fr: { place: 'Salle 5' } },
  startsAt: '2027-05-05T12:00:00.000Z',
  minutes: 60,
  perClient: 1,
  filter: {},
};

test.each([
  ['de', ['Angebote in der halben Zeit', 'What is new.', 'Saal 5']],
  ['fr', ['Quotes in half the time', 'What is new.', 'Salle 5']],
  ['it', ['Quotes in half the time', 'What is new.', 'Room 5']],
] as const)(
  'a campaign in %s is in that language where it is said, and in the original where not',
  (language, said) => {
    const { title, description, place } = campaignIn(campaign, language);
    expect([title, description, place]).toEqual(said);
  },
);

test('a campaign that moves to another place is there in every language; one that moves to another day stays where it is', () => {
  const startsAt = '2027-06-01T12:00:00.000Z';
  const elsewhere = movedCampaign(campaign, { startsAt, place: 'Room 7' });
  expect([campaignIn(elsewhere, 'de').place, campaignIn(elsewhere, 'de').title]).toEqual(['Room 7', 'Angebote in der halben Zeit']);
  expect(campaignIn(elsewhere, 'fr').place).toBe('Room 7');
  expect(campaignIn(movedCampaign(campaign, { startsAt }), 'de').place).toBe('Saal 5');
}); // prettier-ignore
