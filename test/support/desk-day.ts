/** Days of the desk as they can be: full, empty, a manager's, a seller's, and one with names as long as names are. */
import type { Brief, BriefEntry } from '../../domain/told/brief';
import { alarmKeyOf, dayOfReader, type AlarmRead, type DayFacts } from '../../domain/told/desk/day';
import type { Locale } from '../../domain/told/locale';
import { hrefOfDoing, pathOfClient } from '../../links/doing';
import { dayPage, type DayView } from '../../pages/desk/day';

const day = '2027-03-02';
const at = `${day}T08:00:00.000Z`;
const longName = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung <b>& Söhne</b> Beteiligungs-GmbH';

const entryOf = (
  section: BriefEntry['section'],
  client: string,
  ask: BriefEntry['ask'],
  more: Partial<BriefEntry> = {},
): BriefEntry => ({
  section,
  lifecycle: `D-${client.length}.crm-pro.t1`,
  client,
  product: 'CRM Pro',
  ask,
  about: null,
  forRep: null,
  ...more,
});

const alarm = (id: string, openedAt: string, more: object = {}) =>
  ({
    kind: 'escalation',
    id,
    at: openedAt,
    reasons: ['happiness', 'usage'],
    asked: [{ role: 'rep', first: '2027-02-26', last: '2027-02-26' }],
    ...more,
  }) as BriefEntry['ask'] & { kind: 'escalation' };

const item = (id: string, dueAt: string, what: string, more: object = {}) =>
  ({ kind: 'item', id, at: dueAt, what, ...more }) as BriefEntry['ask'];

const full: Brief = {
  day,
  agreed: [],
  entries: [
    entryOf('burning', 'Quarry Works', alarm('escalation-2', '2027-03-01T09:00:00.000Z', { acknowledged: true })),
    entryOf(
      'burning',
      longName,
      alarm('escalation-1', '2027-02-26T09:00:00.000Z', {
        asked: [
          { role: 'rep', first: '2027-02-26', last: '2027-02-26' },
          { role: 'manager', first: '2027-03-01', last: '2027-03-01' },
        ],
      }),
    ),
    entryOf('today', 'Peak Parts', item('touch-1', `${day}T08:00:00.000Z`, 'call')),
    entryOf('today', 'Mersey Freight', item('card-1', `${day}T08:00:00.000Z`, 'birthday-card'), { about: 'Ida Egger' }),
    entryOf('overdue', 'Harbour & Sons', item('review-1', '2027-02-25T08:00:00.000Z', 'quarterly-review', { sections: ['check-in'] }), { forRep: { id: 'rep-9', name: 'Ben Berg' } }), // prettier-ignore
    entryOf('overdue', 'Alpine Tools', { kind: 'onboarding', id: 'setup', at: '2027-02-24T08:00:00.000Z', what: 'Set up the <team>' }), // prettier-ignore
    entryOf('renewals', 'Old Mill', { kind: 'renewal', id: 'notice-60', at: '2027-01-10T08:00:00.000Z', on: '2027-03-20' }), // prettier-ignore
    entryOf('small', 'Lantern', alarm('escalation-3', '2027-02-20T09:00:00.000Z', { reasons: ['touch-missed'], severity: 'small' })), // prettier-ignore
    entryOf('week', 'Peak Parts', item('training-1', '2027-03-05T08:00:00.000Z', 'training', { tookPlace: '2027-03-04' })), // prettier-ignore
    entryOf('week', 'Old Mill', item('email-1', '2027-03-06T08:00:00.000Z', 'email')),
  ],
  news: [
    {
      section: 'said',
      lifecycle: 'D-10.crm-pro.t1',
      client: 'Peak Parts',
      product: 'CRM Pro',
      forRep: null,
      on: '2027-03-01',
      what: 'Ada Example (Head) answered with 4 of 10',
      words: 'It is <slow>, and nobody calls.',
    },
    {
      section: 'changed',
      lifecycle: 'D-10.crm-pro.t1',
      client: 'Old Mill',
      product: 'CRM Pro',
      forRep: { id: 'rep-9', name: 'Ben Berg' },
      on: '2027-03-01',
      what: 'Max Example has left',
      words: null,
    },
  ],
  clients: [
    {
      name: longName,
      contact: {
        name: 'Maximiliane-Theodora von und zu Hohenlohe-Schillingsfürst',
        role: 'Leiterin der Abteilung für Vertriebsunterstützung und Kundenbindung',
        phone: '+43 1 5550100',
        email: 'maximiliane-theodora.hohenlohe-schillingsfuerst@donaudampfschifffahrt.example',
      },
      said: { on: '2027-02-01', words: 'Your support never calls.' },
    },
    {
      name: 'Peak Parts',
      contact: { name: 'Ada Example', role: 'Head', phone: '+43 1 000', email: 'ada@peak.example' },
      said: null,
    },
    {
      name: 'Mersey Freight',
      contact: { name: 'Tom Hill', role: null, phone: null, email: 'tom@mersey.example' },
      said: null,
    },
  ],
  renewals: [
    {
      lifecycle: 'D-8.crm-pro.t1',
      client: 'Old Mill',
      product: 'CRM Pro',
      renewsOn: '2027-05-01',
      decideBy: '2027-04-01',
      worth: { amount: 3_150_000, currency: 'GBP' },
      outlook: 'at-risk',
    },
  ],
  silent: [
    {
      clientId: 'C-9',
      client: 'Hafner Logistik',
      since: '2026-12-01',
      contact: { name: 'Ida Egger', role: null, phone: null, email: 'ida@hafner.example' },
    },
  ],
};
const none: Brief = { day, entries: [], news: [], clients: [], renewals: [], silent: [], agreed: [] };

const alarms = new Map<string, AlarmRead>([
  [
    alarmKeyOf(`D-${longName.length}.crm-pro.t1`, 'escalation-1'),
    {
      names: { rep: 'Rita Rep', manager: 'Mia Manager', director: 'Dora Director' },
      firstStep: { id: 'rescue-1', kind: 'call', dueAt: '2027-03-02T16:00:00.000Z' },
      next: { role: 'director', at: '2027-03-03T09:00:00.000Z' },
    },
  ],
]);

const led: DayFacts['led'] = [
  {
    lifecycle: 'D-77.crm-pro.t1',
    client: 'Sunrise Dairy',
    product: 'CRM Pro',
    rep: 'Ben Berg',
    about: ['Eva Long'],
    roles: ['manager'],
    ask: alarm('escalation-4', '2027-02-25T09:00:00.000Z', {
      reasons: ['contactDeparted'],
      about: ['c_1'],
      asked: [
        { role: 'rep', first: '2027-02-25', last: '2027-02-25' },
        { role: 'manager', first: '2027-02-27', last: '2027-02-27' },
      ],
    }),
  },
];

const flagged: DayFacts['flagged'] = [
  {
    lifecycle: 'D-5.crm-pro.t1',
    client: 'Alpine Tools',
    product: 'CRM Pro',
    forRep: null,
    rep: 'Rita Rep',
    at: '2027-02-28T09:00:00.000Z',
    promise: { id: 'promise-1', metric: 'time to <a> quote' },
  },
];

/** What a day is made of, by name. */
export const daysRead = {
  full: { brief: full, led: [], flagged: [], alarms },
  empty: { brief: none, led: [], flagged: [], alarms: new Map() },
  quiet: {
    brief: { ...none, entries: full.entries.filter(({ section }) => section === 'week'), silent: full.silent },
    led: [],
    flagged: [],
    alarms: new Map(),
  },
  manager: { brief: none, led, flagged: [], alarms: new Map() },
  seller: { brief: none, led: [], flagged, alarms: new Map() },
} as const satisfies Readonly<Record<string, DayFacts>>;

/** The page of a day. */
export function dayShown(
  read: DayFacts,
  locale: Locale,
  recorded: DayView['recorded'] = null,
  isSeller = false,
): string {
  return dayPage({
    day: dayOfReader(read),
    at,
    isSeller,
    locale,
    recorded,
    clientOf: new Map(
      [...read.brief.entries, ...read.brief.news, ...read.brief.renewals].map(({ lifecycle }) => [lifecycle, 'C-1']),
    ),
    known: new Map(read.brief.clients.map((client) => [client.name, client])),
    hrefs: { doing: hrefOfDoing, client: pathOfClient },
    signedIn: { name: 'Rita Rep', language: locale.language, house: 'Alpine Software' },
  });
}
