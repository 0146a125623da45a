/** The table of `domain/registry.ts` is true: each of its rows is lived, and what follows is what the row says. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EventKind, MessageName, Recorded, Seed } from '../../domain/core/concern';
import { defaultRules, type Rules } from '../../domain/core/policy';
import { accept, advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { registry } from '../../domain/registry';
import { nextTerm } from '../../domain/seam';
import { happened } from '../support/happened';
import { dayOne, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';

type Events = readonly Recorded[];

const concernsFolder = path.join(__dirname, '..', '..', 'domain', 'concerns');

/** The rows: what happens, and what follows. A line that begins further in goes on with the row above. */
function rows(): Readonly<Record<string, string>> {
  const source = readFileSync(path.join(__dirname, '..', '..', 'domain', 'registry.ts'), 'utf8');
  const table: Record<string, string> = {};
  let row = '';
  for (const [, what, more] of source.matchAll(/^ \* {3}(?: {2,}|(\S.*?) {2,})(\S.*)$/gm)) {
    row = what ?? row;
    table[row] = [table[row] ?? '', more].join(' ').trim();
  }
  return table;
}

/** A file that declares events for a concern of another name. */
const declaredFor: Readonly<Record<string, string>> = {
  corrections: 'items',
  merging: 'contacts',
  'policy-change': 'standing',
};

/** Every kind of event, with the concern that declares it. */
const declared = new Map(
  readdirSync(concernsFolder).flatMap((file) => {
    const source = readFileSync(path.join(concernsFolder, file), 'utf8');
    const [, events = ''] = /\n {2}interface Events \{\n([\s\S]*?)\n {2}\}\n/.exec(source) ?? [];
    const name = path.basename(file, '.ts');
    const concern = declaredFor[name] ?? name.replaceAll(/-[a-z]/g, ([, letter = '']) => letter.toUpperCase());
    return [...events.matchAll(/^ {4}'?([a-z-]+)'?: /gm)].map(([, kind = '']) => [kind, concern] as const);
  }),
);

/** The concern that declares the event; of planned items the one that plans them. */
function concernOf({ event }: Recorded): string {
  if (event.kind !== 'items-planned') return declared.get(event.kind) ?? 'nobody';
  return registry.find(({ programmes }) => programmes.some(({ name }) => name === event.programme))?.name ?? 'nobody';
}

/** Events as a row has them: each behind its concern, and once where it comes several times in a row. */
function asRow(events: Events): string {
  const parts: { of: string; kinds: EventKind[] }[] = [];
  for (const recorded of events) {
    const of = concernOf(recorded);
    const { kind } = recorded.event;
    const last = parts.at(-1);
    if (last?.of !== of) parts.push({ of, kinds: [kind] });
    else if (last.kinds.at(-1) !== kind) last.kinds.push(kind);
  }
  const merged: { of: string; kinds: string }[] = [];
  for (const { of, kinds } of parts) {
    const last = merged.at(-1);
    if (last?.kinds === kinds.join(', ')) last.of += `, ${of}`;
    else merged.push({ of, kinds: kinds.join(', ') });
  }
  return merged.map(({ of, kinds }) => `${of}: ${kinds}`).join(' · ');
}

/** Rules under which little happens by itself. */
const quiet: Partial<Rules> = {
  touches: { ...defaultRules.touches, everyWeeks: 12 },
  firstYear: { checkInMonths: null, successCheckMonths: null },
  birthdays: { ...defaultRules.birthdays, cards: false },
  reviews: { ...defaultRules.reviews, everyMonths: 12 },
  satisfaction: { ...defaultRules.satisfaction, afterOnboardingDays: null, beforeReviewDays: null },
};
const contacts = [
  { id: 'ada', level: 'manager', birthday: '06-17' },
  { id: 'ben', level: 'executive' },
  { id: 'eve' },
] as const;

const seed = (parts: Partial<Seed> = {}, rules: Partial<Rules> = {}): Seed => seedOf({ contacts, ...parts }, rules);
const kept = (rules: Partial<Rules> = {}): LifecycleState => retained({ contacts }, rules);
const noon = (day: string): string => `${day}T12:00:00.000Z`;

/** The state after a message at noon of a day. */
const told = (state: LifecycleState, day: string, name: MessageName, data: object = {}): LifecycleState =>
  say(until(state, day), noon(day), name, data);
/** What follows from a message at noon of a day, at that moment. */
const heard = (state: LifecycleState, day: string, name: MessageName, data: object = {}): Events =>
  accept(until(state, day), happened(name, 'row', data), noon(day)).events;
/** What follows when nobody says anything, from noon of one day to noon of another. */
const silence = (state: LifecycleState, from: string, to: string): Events =>
  advance(until(state, from), null, noon(to)).events;
const stepsDone = (state: LifecycleState, ...steps: readonly string[]): LifecycleState =>
  steps.reduce((so, step) => told(so, '2027-01-05', 'onboardingStepCompleted', { step }), state);

const asking = { ...quiet, satisfaction: { ...defaultRules.satisfaction, beforeReviewDays: null } };
const reviewing = { ...quiet, reviews: defaultRules.reviews };
const toUsual = { policy: { id: 'default', version: 2, rules: defaultRules } };
const renewal = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
const stepping = { ...seedOf().contract, steps: [{ on: '2027-01-18', annualValue: renewal.annualValue }] };
const noticed = { receivedOn: '2027-02-01', reason: 'price' };
const more = { amount: 1_500_000, currency: 'EUR' };
const campaign = { campaign: 'camp-1', kind: 'event', startsAt: noon('2027-03-01'), contacts: ['ada', 'eve'] };
const training = { reason: 'training', steps: ['training'] };
const missed = { promises: [{ promise: 'p1', met: false }] };

const onboarded = stepsDone(begin(seed({}, asking), dayOne).state, 'setup', 'configuration', 'training');
const questioned = until(onboarded, '2027-01-12');
const alarmed = told(kept(quiet), '2027-01-11', 'usageChanged', { bucket: 'none' });
const owing = told(kept(quiet), '2027-01-11', 'invoiceOverdue', { days: 10, invoice: 'inv-1' });
const remaining = { amount: 20_000, currency: 'EUR' };
const inEuro = { days: 10, invoice: 'inv-1', amount: { amount: 120_000, currency: 'EUR' } };
const owingEuro = told(kept(quiet), '2027-01-11', 'invoiceOverdue', inEuro);
const growing = told(kept(quiet), '2027-01-11', 'usageChanged', { bucket: 'full' });
const invited = told(kept(quiet), '2027-01-11', 'invite', campaign);
const paused = told(kept(quiet), '2027-01-11', 'pause', { reason: 'season', until: '2027-05-03' });
const later = { item: 'touch-1', until: '2027-04-12', reason: 'client-asked' };
const mistaken = told(kept(quiet), '2027-03-30', 'itemCompleted', { item: 'touch-1', outcome: 'done', happiness: 2 });
const measured = told(kept(reviewing), '2027-04-05', 'promisesMeasured', { item: 'review-1', ...missed });

/** How each row comes about. */
const lived: Readonly<Record<string, () => Events>> = {
  'a deal is handed over': () => begin(seed(), dayOne).events,
  'sales skip onboarding': () => begin(seed({ onboarding: { skip: true, steps: [] } }), dayOne).events,
  'the last step is completed': () =>
    heard(stepsDone(begin(seed(), dayOne).state, 'setup', 'configuration'), '2027-01-29', 'onboardingStepCompleted', {
      step: 'training',
    }),
  'a step is late': () => silence(begin(seed({}, quiet), dayOne).state, '2027-01-04', '2027-01-19'),
  'the client is recycled': () => heard(onboarded, '2027-02-01', 'recycle', training),
  'and is onboarded again': () =>
    heard(told(onboarded, '2027-02-01', 'recycle', training), '2027-02-08', 'onboardingStepCompleted', {
      step: 'training',
    }),
  'a week after onboarding': () => silence(onboarded, '2027-01-06', '2027-01-12'),
  'a contact answers: unhappy': () =>
    heard(questioned, '2027-01-13', 'satisfactionAnswered', { contact: 'ada', score: 2 }),
  'nobody answers a touch': () => silence(kept(quiet), '2027-03-01', '2027-06-21'),
  'a touch was no bad news': () => heard(mistaken, '2027-03-31', 'correctItem', { item: 'touch-1', happiness: 8 }),
  'a client asks for later': () => heard(kept(quiet), '2027-03-30', 'postponeItem', later),
  'a review is held, all happy': () =>
    heard(kept(reviewing), '2027-04-05', 'itemCompleted', { item: 'review-1', outcome: 'done', happiness: 9 }),
  'a promise is missed twice': () => heard(measured, '2027-07-02', 'promisesMeasured', { item: 'review-2', ...missed }),
  'usage falls to nothing': () => heard(kept(quiet), '2027-01-11', 'usageChanged', { bucket: 'none' }),
  'a service call went badly': () => heard(kept(quiet), '2027-01-11', 'serviceCallRated', { score: 1 }),
  'ninety days later': () =>
    silence(told(kept(quiet), '2027-02-01', 'serviceCallRated', { score: 1 }), '2027-04-30', '2027-05-03'),
  'nobody acknowledges an alarm': () => silence(alarmed, '2027-01-11', '2027-01-12'),
  'its reason ends': () => heard(alarmed, '2027-01-12', 'usageChanged', { bucket: 'good' }),
  'an alarm is resolved': () => heard(alarmed, '2027-01-12', 'resolve', { escalation: 'escalation-1' }),
  'an invoice is overdue': () => heard(kept(quiet), '2027-01-11', 'invoiceOverdue', { days: 10, invoice: 'inv-1' }),
  'nobody collects it': () => silence(owing, '2027-01-11', '2027-03-02'),
  'it is paid': () => heard(owing, '2027-01-12', 'invoicePaid', { invoice: 'inv-1' }),
  'or in part': () => heard(owingEuro, '2027-01-12', 'invoiceRemains', { invoice: 'inv-1', amount: remaining }),
  'or voided': () => heard(owing, '2027-01-12', 'invoicePaid', { invoice: 'inv-1', end: 'voided' }),
  'usage is at its ceiling': () => heard(kept(quiet), '2027-01-11', 'usageChanged', { bucket: 'full' }),
  'more is sold': () =>
    heard(growing, '2027-01-12', 'settleOpportunity', {
      opportunity: 'opportunity-1',
      outcome: 'won',
      annualValue: more,
    }),
  'a contract is amended': () =>
    heard(kept(quiet), '2027-01-11', 'contractAmended', { amendment: 'A-1', on: '2027-01-01', quantity: 25 }),
  'with a day to come': () => {
    const amendment = { amendment: 'A-1', on: '2027-01-18', annualValue: more };
    const waits = accept(kept(quiet), happened('contractAmended', 'row', amendment), noon('2027-01-11'));
    return [...waits.events, ...silence(waits.state, '2027-01-11', '2027-01-18')];
  },
  'an agreed step comes': () => silence(retained({ contract: stepping }, quiet), '2027-01-17', '2027-01-18'),
  'a client is paused': () => heard(kept(quiet), '2027-01-11', 'pause', { reason: 'season' }),
  'a touch comes in a pause': () => silence(paused, '2027-03-25', '2027-03-29'),
  'a pause reaches its day': () => silence(paused, '2027-05-02', '2027-05-03'),
  'a contact comes': () =>
    heard(kept(), '2027-01-11', 'contactKnown', { contact: 'kim', level: 'user', birthday: '08-01' }),
  'a client has another name': () =>
    heard(kept(quiet), '2027-01-11', 'clientKnown', { name: 'Alpine Group', zone: 'Europe/Vienna' }),
  'two clients are one': () =>
    heard(kept(), '2027-01-11', 'clientMerged', {
      merged: 'C-1',
      client: { id: 'C-2', name: 'Alpine Group', zone: 'Europe/Vienna' },
      same: [],
      people: [{ contact: 'kim', birthday: '08-01' }],
    }),
  'a contact leaves': () => heard(kept(), '2027-01-11', 'contactDeparted', { contact: 'ada' }),
  'a successor is known': () =>
    heard(told(kept(quiet), '2027-01-11', 'contactDeparted', { contact: 'ada' }), '2027-01-12', 'contactKnown', {
      contact: 'kim',
    }),
  'a contact opts out': () => heard(kept(), '2027-01-11', 'contactOptedOut', { contact: 'ada' }),
  'the client opts out': () => heard(kept(), '2027-01-11', 'clientOptedOut'),
  'another rep takes over': () => heard(kept(quiet), '2027-01-11', 'reassign', { rep: 'rep-2' }),
  'a campaign invites': () => heard(kept(quiet), '2027-01-11', 'invite', campaign),
  'it is moved': () =>
    heard(invited, '2027-01-12', 'moveInvitation', {
      campaign: 'camp-1',
      startsAt: '2027-03-11T13:00:00.000Z',
      sequence: 1,
    }),
  'it is called off': () => heard(invited, '2027-01-12', 'callOff', { campaign: 'camp-1' }),
  'an article is found': () => heard(kept(quiet), '2027-01-11', 'articleFound', { article: 'art_1' }),
  'the rules change now': () => heard(kept(quiet), '2027-01-11', 'changePolicy', { ...toUsual, when: 'now' }),
  'or with the next quarter': () =>
    heard(kept(quiet), '2027-01-11', 'changePolicy', { ...toUsual, when: 'next-quarter' }),
  'a renewal is decided': () => heard(kept(quiet), '2027-11-02', 'renew', renewal),
  'and the next term begins': () =>
    begin(nextTerm(told(kept(quiet), '2027-11-02', 'renew', renewal)) ?? seed(), noon('2027-11-02')).events,
  'nobody decides a renewal': () =>
    silence(
      retained({ contacts, concerns: ['standing', 'contacts', 'items', 'health', 'escalations', 'rescue', 'renewal'] }),
      '2027-01-05',
      '2028-03-01',
    ),
  'a contract renews by itself': () =>
    silence(
      retained({ contacts, contract: { ...seed().contract, termMonths: 6, autoRenews: true } }, { ...reviewing }),
      '2027-06-30',
      '2027-07-01',
    ).slice(-3),
  'the client gives notice': () => heard(kept(quiet), '2027-02-01', 'notice', noticed),
  'and withdraws it': () => heard(told(kept(quiet), '2027-02-01', 'notice', noticed), '2027-02-01', 'withdrawNotice'),
  'the notice takes effect': () =>
    silence(told(kept(quiet), '2027-12-30', 'notice', noticed), '2027-12-30', '2028-01-01').filter(({ at }) =>
      at.startsWith('2028-01-01'),
    ),
  'the client churns': () => heard(kept(quiet), '2027-11-02', 'churn', { reason: 'price' }),
};

const table = rows();

test('every row of the table is lived, and every concern stands in it', () => {
  expect(Object.keys(table)).toEqual(Object.keys(lived));
  const named = Object.values(table).join(' ');
  expect(registry.map(({ name }) => name).filter((name) => !new RegExp(`\\b${name}[:,]`).test(named))).toEqual([]);
});

test.each(Object.entries(lived))('%s', (what, happens) => {
  expect(asRow(happens())).toBe(table[what]);
});
