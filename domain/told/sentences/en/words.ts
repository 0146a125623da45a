/** English words: what people call things, inside a sentence. */
import type { EventOf } from '../../../core/concern';
import type { PostponeReason, Programme, Skipped } from '../../../core/item';
import type { ReceivablesRung } from '../../../core/policy';
import type { OwnBucket, TicketBucket, UsageBucket } from '../../../core/reading';
import type { NotReminded, Passed } from '../../../concerns/satisfaction';
import type { RecycleReason } from '../../../concerns/onboarding';
import type { Say } from '../../telling';
import type { MailReader, Vocabulary } from '../catalogue';

/** `1 day`, `3 days`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const items: Vocabulary['items'] = {
  call: 'call',
  email: 'e-mail',
  letter: 'letter',
  lunch: 'lunch',
  visit: 'visit',
  'thank-you': 'thank-you note',
  'birthday-card': 'birthday card',
  article: 'article',
  training: 'training',
  event: 'event invitation',
  'check-in': 'check-in',
  'success-check': 'success check',
  'success-criteria': 'question about success criteria',
  'quarterly-review': 'quarterly review',
  'successor-call': 'successor call',
  'sponsor-call': 'sponsor call',
  'save-call': 'call about the notice',
};

/** What goes to somebody, is at their place or for them; everything else is with them. */
const links: { readonly [K in keyof Vocabulary['items']]?: string } = {
  email: 'to',
  letter: 'to',
  visit: 'to',
  'thank-you': 'to',
  'birthday-card': 'for',
  article: 'for',
  event: 'for',
  'success-criteria': 'for',
};
/** What stands between an item and whom it is for or with. */
export const link: Vocabulary['link'] = (kind) => links[kind] ?? 'with';

/** An item with the people whom it is about: `call with Ada Example`. */
export function itemWith(kind: keyof Vocabulary['items'], names: readonly string[], say: Say): string {
  return names.length === 0 ? items[kind] : `${items[kind]} ${link(kind)} ${say.list(names)}`;
}

/** What several of a programme are called. */
export const programmes: { readonly [P in Programme]: string } = {
  touch: 'calls, mails and visits',
  article: 'articles',
  birthday: 'birthday cards',
  invitation: 'invitations',
  'check-in': 'check-ins',
  'success-check': 'success checks',
  'success-criteria': 'questions about success criteria',
  review: 'quarterly reviews',
  rescue: 'first steps of an alarm',
};

export const signals: Vocabulary['signals'] = {
  usage: 'usage',
  happiness: 'happiness',
  tickets: 'support tickets',
  serviceCall: 'bad service call',
  billingError: 'billing error',
  invoiceOverdue: 'overdue invoice',
  contactDeparted: 'contact has left',
  competitorSeen: 'competitor',
  singleContact: 'single contact',
  news: 'news',
  missedContact: 'missed calls and meetings',
  openAlarm: 'open alarm',
  renewalUndecided: 'undecided renewal',
  silence: 'silence',
  goodNews: 'good news',
  noticeGiven: 'notice given',
  invoiceAtRisk: 'long overdue invoice',
  seriousAlarm: 'serious alarm',
  ownSignal: 'signal of our own',
};

export const levels: Vocabulary['levels'] = { user: 'user', manager: 'manager', executive: 'executive' };

/** What came of something, and of what nobody said anything. */
export const outcomes: { readonly [O in EventOf<'item-corrected'>['before']['outcome']]: string } = {
  done: 'done',
  'no-answer': 'no answer',
  declined: 'declined',
  missed: 'missed',
  cancelled: 'left out',
};

export const postponed: { readonly [R in PostponeReason]: string } = {
  'client-asked': 'the client asked for it',
  ill: 'illness',
  away: 'absence',
  'no-time': 'no time',
  other: 'another reason',
};

export const skipped: { readonly [R in Skipped]: string } = {
  paused: 'the client is paused',
  onboarding: 'the client is in onboarding',
  'opted-out': 'the client asked to be left alone',
  resolved: 'the alarm is resolved',
  'contact-departed': 'the contact has left',
  'contact-erased': 'the contact was erased',
  'called-off': 'it was called off',
  'same-person': 'there is another one for the same person',
};

export const collectors: { readonly [R in ReceivablesRung['role']]: string } = {
  receivables: 'the receivables manager',
  manager: 'the manager',
  director: 'the director',
};

/** To whom a mail goes. */
export const readers: { readonly [R in MailReader]: string } = {
  rep: 'the rep',
  manager: 'the manager',
  director: 'the director',
  receivables: 'the receivables manager',
  developer: 'the business developer',
  seller: 'the seller',
  owner: 'whoever owns the step',
  contact: 'a contact',
};

/** Why a client leaves, or can no longer be kept. */
export const churn: Vocabulary['leaving'] = {
  price: 'the price',
  'product-fit': 'the product does not fit',
  'poor-service': 'poor service',
  unused: 'they do not use it',
  competitor: 'a competitor',
  'business-closed': 'their business has closed',
  'no-decision': 'no decision on the renewal',
  'contract-terminated': 'the contract was terminated',
  'not-paid': 'they have not paid',
  fraud: 'fraud',
  merged: 'they merged with another company',
  'product-retired': 'the product is no longer sold',
  other: 'another reason',
  decision: 'as was decided',
  policy: 'as the rules say',
};

export const pauses: Vocabulary['pauses'] = {
  'client-asked': 'the client asked for it',
  dispute: 'a dispute',
  season: 'their quiet season',
  restructuring: 'a restructuring',
  other: 'another reason',
};

export const recycles: { readonly [R in RecycleReason]: string } = {
  training: 'training',
  configuration: 'configuration',
  'new-team': 'a new team',
  'changed-scope': 'a changed scope',
  other: 'another reason',
};

export const unasked: { readonly [R in NotReminded | Passed]: string } = {
  paused: 'the client is paused',
  'opted-out': 'the client asked to be left alone',
  nobody: 'no contact may be written to',
  'too-late': 'it was too late for it',
  'asked-lately': 'they were asked a short while ago',
};

export const usage: { readonly [B in UsageBucket]: string } = {
  none: 'nobody uses it',
  low: 'they hardly use it',
  some: 'they use some of it',
  good: 'they use it well',
  full: 'they use nearly all that they bought',
  silent: 'no reading for thirty days',
};

export const tickets: { readonly [B in TicketBucket]: string } = {
  few: 'hardly any',
  several: 'several open',
  many: 'many open',
  flood: 'very many open',
};

export const own: { readonly [B in OwnBucket]: string } = {
  fine: 'as it should be',
  warn: 'past its warning threshold',
  alarm: 'past its alarm threshold',
  silent: 'no reading for thirty days',
};

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** A contact by name. */
export const contact = (id: string, { names }: Say): string => names.contacts.get(id) ?? 'a contact';
/** One of our people by name. */
export const person = (id: string, { names }: Say): string => names.people.get(id) ?? 'a colleague';
/** So many contacts. */
export const contacts = (ids: readonly string[]): string =>
  ids.length === 1 ? 'one contact' : `${ids.length} contacts`;
/** Words in quotation marks. */
export const quoted = (text: string): string => `“${text}”`;
/** A step by its title. */
export const step = (code: string, { names }: Say): string => {
  const title = names.steps.get(code);
  return title === undefined ? 'an onboarding step' : quoted(title);
};
/** Points with their sign. */
export const points = (by: number): string => (by > 0 ? `+${by}` : `−${-by}`);
/** An invoice as its sender calls it. */
export const invoice = (id: string | null | undefined): string =>
  id === null || id === undefined ? 'an invoice' : `invoice ${id}`;
