/** Occasions of every kind of mail and page, from lives in the pure core, with names that would break careless HTML. */
import type { Event } from '../../domain/core/concern';
import type { Deal } from '../../domain/core/deal';
import type { LifecycleState } from '../../domain/lifecycle';
import type { Campaign } from '../../domain/told/campaign';
import type { Locale } from '../../domain/told/locale';
import type { Occasion } from '../../domain/told/occasion';
import { present } from '../../domain/told/present';
import type { Purpose } from '../../links/links';
import type { MailKind, MailRole } from '../../domain/told/mails';
import { onboarded, retained, say, until } from './lives';

export const clientName = `Alpine <b>Tools</b> & "Söhne" O'Neil`;
/** Who reads mails to the client. */
const contactName = 'Ada <i>Example</i>';

export const deal: Deal = {
  dealId: 'D-1',
  client: { id: 'C-1', name: clientName, country: 'AT' },
  contacts: [],
  seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
  successCriteria: 'Half the time to a quote',
  requirements: ['single sign-on'],
  agreements: ['two trainings a year'],
  products: [
    {
      code: 'crm-pro',
      name: 'CRM Pro',
      annualValue: { amount: 1_200_000, currency: 'EUR' },
      startsOn: '2027-01-01',
      termMonths: 12,
      promises: [
        { metric: 'Time to a "quote"', target: 2, unit: 'hours', better: 'lower' },
        { metric: 'Users trained', target: 40, better: 'higher' },
      ],
    },
  ],
};

const campaign: Campaign = {
  kind: 'training',
  title: 'Reports <for> you',
  description: 'An hour & a half',
  place: 'Room 5',
  startsAt: '2027-05-05T12:00:00.000Z',
  minutes: 90,
  perClient: 2,
  filter: {},
};

/** How our people in the tests read. */
export const inEnglish: Locale = { language: 'en', country: 'GB', zone: 'Europe/Vienna' };
export const inGerman: Locale = { language: 'de', country: 'AT', zone: 'Europe/Vienna' };

/** A state as a mail or a page sees it. */
export function occasion(state: LifecycleState, subject: string | null, parts: Partial<Occasion> = {}): Occasion {
  return {
    lifecycle: { ...present(state), client: { id: 'C-1', name: clientName } },
    deal,
    contacts: [
      {
        id: 'c_1',
        name: contactName,
        role: 'Head',
        email: 'ada@client.example',
        level: 'manager',
        phone: '+43 1 000',
        channel: 'call',
        unreachableSince: '2027-02-20T10:00:00.000Z',
      },
    ],
    calls: [],
    rep: { name: 'Rita Rep', email: 'rita@holdfast.example', phone: '+43 1 5550100' },
    leaders: { manager: 'Sofia Lang', director: 'Dora Dean' },
    criteria: 'Half the time to a quote',
    lately: [{ on: '2027-02-01', what: 'Call was made. “Quotes are <faster> already”' }],
    services: ['call: 2'],
    support: [],
    actuals: [],
    together: [],
    others: [{ id: 'D-2.desk.t1', product: 'Desk & Co' }],
    subject,
    event: null,
    at: null,
    campaign: null,
    organizer: null,
    article: null,
    sold: [],
    zone: 'Europe/Vienna',
    locale: inEnglish,
    language: 'en',
    contact: null,
    vendor: {
      name: 'Vendor & Co',
      colour: '#0b5cad',
      logo: null,
      signature: ['Customer <Success>'],
      imprint: ['Vendor & Co GmbH, Wien', 'FN 123456a'],
      web: 'https://vendor.example',
    },
    ...parts,
  };
}

const calls: Occasion['calls'] = [
  {
    by: 'rep',
    who: 'Rita Rep',
    call: 'at-risk',
    amount: { amount: 900_000, currency: 'EUR' },
    note: 'They want a <quote> from Salesforce.',
    on: '2027-08-01',
  },
  { by: 'manager', who: null, call: 'lost', amount: null, note: null, on: '2027-08-02' },
];
const noticed120: Event = { kind: 'renewal-noticed', days: 120, renewsOn: '2028-01-01' };
const refusedMail: Event = {
  kind: 'mail-refused',
  mail: 'satisfaction',
  role: 'contact',
  contact: 'c_1',
  why: 'content',
};
const movedInvitation: Event = {
  kind: 'invitation-moved',
  campaign: 'campaign-1',
  invitation: 'invitation-1',
  from: '2027-04-28T12:00:00.000Z',
  startsAt: campaign.startsAt,
  sequence: 1,
  contacts: ['c_1'],
  on: '2027-05-05',
};
const putOffReview: Event = {
  kind: 'item-postponed',
  item: 'review-1',
  itemKind: 'quarterly-review',
  until: '2027-04-12',
  reason: 'client-asked',
};
const churned: Event = { kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'price' };
const resumed: Event = { kind: 'resumed', since: '2027-01-15T10:00:00.000Z', by: 'person' };
const morning = '2027-01-05T10:00:00.000Z';
const touchDue = until(retained(), '2027-03-02');
const reviewDue = until(retained(), '2027-04-05');
const burning = say(retained(), morning, 'happinessHeard', { score: 0 });
const owed = say(retained(), morning, 'invoiceOverdue', { days: 20, invoice: 'R-1' });
const hinted = say(retained(), morning, 'opportunityHinted', { reason: 'hint' });
const noticed = until(retained(), '2027-09-10');
const flagged = say(retained(), morning, 'oversold', { promise: 'promise-1' });
const paused = say(retained(), morning, 'pause', { reason: 'season' });

/** What each kind of link is about. */
export const askedFor: { readonly [P in Purpose]: Occasion } = {
  onboarding: occasion(onboarded(), null),
  item: occasion(touchDue, 'touch-1'),
  escalation: occasion(burning, 'escalation-1'),
  receivable: occasion(owed, 'receivable-1'),
  opportunity: occasion(hinted, 'opportunity-1'),
  renewal: occasion(noticed, null),
  satisfaction: occasion(touchDue, 'question-1', { language: 'de', contact: contactName }),
  invitation: occasion(touchDue, 'campaign-1', { campaign, language: 'fr', contact: contactName }),
  oversold: occasion(flagged, 'promise-1'),
  'oversold-proposal': occasion(touchDue, 'promise-1'),
};

/** A review that is due, with its agenda; and the success criteria that nobody asked for. */
export const reviewAsked = occasion(reviewDue, 'review-1');
export const criteriaAsked = occasion(until(onboarded({ criteria: false }), '2027-01-12'), 'success-criteria-1');

const unhappyAnswer: Event = {
  kind: 'satisfaction-answered',
  question: 'satisfaction-onboarding-0',
  contact: 'c_1',
  score: 4,
  lowest: 4,
};
const fellToAmber: Event = {
  kind: 'health-changed',
  score: 64,
  band: 'amber',
  from: 'green',
  reasons: [{ signal: 'happiness', points: 36, detail: '4 of 10' }],
  moved: [{ signal: 'happiness', by: -36 }],
};

/** A mail of every kind. */
export const mailed: { readonly [K in MailKind]: { readonly role: MailRole; readonly occasion: Occasion } } = {
  'hand-over': { role: 'rep', occasion: askedFor.onboarding },
  'passed-on': { role: 'rep', occasion: occasion(burning, null) },
  introduction: {
    role: 'contact',
    occasion: occasion(touchDue, 'rep-1', { language: 'it', contact: contactName, formerRep: 'Otto <Old>' }),
  },
  'next-term': { role: 'rep', occasion: occasion(noticed, null) },
  'item-prepared': { role: 'rep', occasion: reviewAsked },
  'item-due': { role: 'rep', occasion: askedFor.item },
  'item-reminded': { role: 'rep', occasion: askedFor.item },
  'review-moved': { role: 'rep', occasion: occasion(reviewDue, 'review-1', { event: putOffReview }) },
  'review-called-off': { role: 'rep', occasion: occasion(reviewDue, 'review-1', { event: churned }) },
  'review-agenda': { role: 'contact', occasion: { ...reviewAsked, language: 'es', contact: contactName } },
  escalation: { role: 'manager', occasion: askedFor.escalation },
  receivable: { role: 'receivables', occasion: askedFor.receivable },
  opportunity: { role: 'developer', occasion: askedFor.opportunity },
  'opportunity-closed': { role: 'rep', occasion: askedFor.opportunity },
  'renewal-notice': { role: 'rep', occasion: occasion(noticed, null, { event: noticed120, calls }) },
  'pause-reminder': { role: 'rep', occasion: occasion(paused, null) },
  resumed: { role: 'rep', occasion: occasion(touchDue, null, { event: resumed }) },
  'onboarding-step': { role: 'owner', occasion: occasion(onboarded(), 'setup') },
  satisfaction: { role: 'contact', occasion: askedFor.satisfaction },
  'satisfaction-reminder': { role: 'contact', occasion: askedFor.satisfaction },
  invitation: { role: 'contact', occasion: askedFor.invitation },
  'invitation-moved': { role: 'contact', occasion: { ...askedFor.invitation, event: movedInvitation } },
  'invitation-called-off': { role: 'contact', occasion: askedFor.invitation },
  oversold: { role: 'seller', occasion: askedFor.oversold },
  'oversold-proposed': { role: 'rep', occasion: askedFor['oversold-proposal'] },
  'oversold-answer': { role: 'rep', occasion: askedFor.oversold },
  'contact-unreachable': { role: 'rep', occasion: occasion(touchDue, 'c_1') },
  'mail-refused': { role: 'rep', occasion: occasion(touchDue, 'c_1', { event: refusedMail }) },
  answer: {
    role: 'rep',
    occasion: occasion(touchDue, 'c_1', { event: unhappyAnswer, words: 'Your <support> never calls "back".' }),
  },
  changed: { role: 'rep', occasion: occasion(touchDue, null, { event: fellToAmber }) },
};

const forgotten = until(retained(), '2027-04-27');

/** A small alarm: a planned call that nobody made. */
export const neverCalled = occasion(
  forgotten,
  present(forgotten).escalations.find(({ reasons }) => reasons.includes('touch-missed'))?.id ?? null,
);

/** A line of several that begin with a deal. */
export function oneOfMany(code: string): Occasion {
  const { lifecycle, ...rest } = mailed['hand-over'].occasion;
  return { ...rest, lifecycle: { ...lifecycle, id: `D-1.${code}.t1`, product: { code, name: code.toUpperCase() } } };
}
