/** Every letter to our own people, in every language: of each kind to each role that gets it, and those of many clients. */
import type { Event } from '../../domain/core/concern';
import type { OurLanguage } from '../../domain/core/language';
import type { Ask } from '../../domain/told/asks';
import type { ConnectionTold } from '../../domain/told/connection';
import type { Locale } from '../../domain/told/locale';
import type { MailKind, MailRole } from '../../domain/told/mails';
import type { Occasion } from '../../domain/told/occasion';
import type { Undelivered } from '../../domain/told/undelivered';
import { gathered } from '../../mail/gathered';
import { draftOf } from '../../mail/kinds';
import { handOffOfSeveral } from '../../mail/kinds/hand-off';
import type { Draft } from '../../mail/draft';
import { briefMail } from '../../mail/personal/brief';
import { connectionBrokenMail, connectionStillBrokenMail, connectionWellMail } from '../../mail/personal/connection';
import { digestMail } from '../../mail/personal/digest';
import { dossierMail } from '../../mail/personal/dossier';
import { figureMail } from '../../mail/personal/figure';
import { undeliveredMail, unreachableMail } from '../../mail/personal/undelivered';
import { roleMornings } from './role-briefs';
import { inEnglish, inGerman, mailed, neverCalled, oneOfMany, reviewAsked } from './occasions';

/** A letter: what it is, to whom, in which language, and what it says. */
export interface Letter {
  readonly name: string;
  readonly language: OurLanguage;
  readonly draft: Draft;
}

/** Who of ours gets each kind of mail. */
const rolesOf: { readonly [K in MailKind]?: readonly MailRole[] } = {
  escalation: ['rep', 'manager', 'director'],
  receivable: ['receivables', 'manager', 'director'],
  answer: ['rep', 'manager'],
  oversold: ['seller', 'manager'],
  'oversold-answer': ['rep', 'manager'],
};

const climbed: Event = {
  kind: 'escalation-climbed',
  escalation: 'escalation-1',
  level: 1,
  role: 'manager',
  again: false,
};

/** Events that change what a kind says, besides the one of its occasion. */
const further: readonly (readonly [name: string, kind: MailKind, role: MailRole, occasion: Occasion])[] = [
  ['of an alarm that climbed', 'escalation', 'manager', { ...mailed.escalation.occasion, event: climbed, at: '2027-01-12T08:00:00.000Z' }],
  ['of a call that was not made', 'escalation', 'rep', neverCalled],
  ['of a review on its day', 'item-due', 'rep', reviewAsked],
  ['of a second reminder', 'item-reminded', 'rep', { ...mailed['item-reminded'].occasion, event: { kind: 'item-reminded', item: 'touch-1', itemKind: 'call', reminder: 2 } }],
  ['of a contact who opted out', 'changed', 'rep', { ...mailed.changed.occasion, subject: 'c_1', event: { kind: 'contact-opted-out', contact: 'c_1' } }],
  ['of a happy answer', 'answer', 'rep', { ...mailed.answer.occasion, event: { kind: 'satisfaction-answered', question: 'q', contact: 'c_1', score: 9, lowest: 9 }, words: null }],
]; // prettier-ignore

const asks: readonly Ask[] = [
  { kind: 'escalation', id: 'escalation-1', at: '2027-02-01T10:00:00.000Z', reasons: ['happiness'], severity: 'serious' },
  { kind: 'item', id: 'touch-1', at: '2027-03-01T08:00:00.000Z', what: 'call' },
  { kind: 'item', id: 'review-1', at: '2027-03-05T08:00:00.000Z', what: 'quarterly-review', sections: ['check-in'] },
  { kind: 'onboarding', id: 'setup', at: '2027-02-20T08:00:00.000Z', what: 'Install it' },
  { kind: 'renewal', id: 'renewal-notice-30', at: '2027-02-27T08:00:00.000Z', on: '2027-04-01' },
]; // prettier-ignore

const connection: ConnectionTold = {
  kind: 'source',
  name: 'billing',
  about: null,
  since: '2027-03-01T10:00:00.000Z',
  why: null,
  at: '2027-03-04T10:00:00.000Z',
  isClosed: false,
  messages: { waiting: 4, failed: 1 },
  unplaced: [{ externalId: 'Nordwind AG', since: '2027-03-02T10:00:00.000Z', events: 2 }],
  unplacedCount: 3,
  lost: 1,
};
const undelivered: Undelivered = {
  person: { name: 'Rita Rep', address: 'rita@holdfast.example' },
  mails: [{ kind: 'item-due', client: 'Alpine Tools', on: '2027-03-01' }],
};

function* personal(locale: Locale): Generator<readonly [string, Draft]> {
  const { occasion } = mailed['item-due'];
  const { id, client, product } = occasion.lifecycle;
  const of = { lifecycle: id, client: client.name, product: product.name, about: null, forRep: null };
  const sections = ['burning', 'today', 'week', 'overdue', 'renewals'] as const;
  const other = { ...of, lifecycle: 'D-3.crm.t1', client: 'Peak Parts' };
  const day = '2027-03-01';
  const brief = {
    day,
    agreed: [
      { ...of, id: 'a_1', words: 'Set up the second site', day: '2027-03-01', by: null },
      {
        ...other,
        id: 'a_2',
        words: 'Name two key users',
        day: '2027-02-20',
        by: 'Ada Example',
        forRep: { id: 'tom', name: 'Tom Hughes' },
      },
    ],
    entries: asks.map((ask, index) => ({ ...(index === 3 ? other : of), ask, section: sections[index] ?? 'today' })),
    news: [],
    clients: [
      {
        name: client.name,
        contact: { name: 'Ada Example', role: 'Head', phone: '+43 1 000', email: 'ada@client.example' },
        said: { on: '2027-02-01', words: 'Your support never calls.' },
      },
    ],
    renewals: [
      {
        lifecycle: 'D-4.crm.t1',
        client: 'Mersey Freight',
        product: 'CRM Pro',
        renewsOn: '2027-05-01',
        decideBy: '2027-04-01',
        worth: { amount: 3_150_000, currency: 'GBP' },
        outlook: 'at-risk' as const,
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
  yield ['brief', briefMail(brief, locale)];
  yield ['brief of a quiet week', briefMail({ ...brief, entries: [], agreed: [], clients: [] }, locale)];
  yield ['brief with what was agreed', briefMail({ ...brief, entries: [], clients: [] }, locale)];
  const nothing = { ...brief, entries: [], agreed: [], clients: [], renewals: [], silent: [] };
  for (const [who, roles] of roleMornings()) yield [`brief of a ${who}`, briefMail(nothing, locale, roles)];
  const [[, everything] = []] = roleMornings().slice(-1);
  if (everything !== undefined)
    yield ['brief of a rep who leads, collects and sells', briefMail(brief, locale, everything)];
  const alarm = asks.flatMap((ask) => (ask.kind === 'escalation' ? [ask] : []))[0];
  if (alarm !== undefined) {
    const asked = [{ role: 'rep', first: '2027-02-01T10:00:00.000Z', last: '2027-02-01T10:00:00.000Z' }] as const;
    const entry = { ...of, ask: { ...alarm, asked }, about: [], rep: 'Rita Rep', manager: null };
    yield ['digest', digestMail({ day, untaken: [entry], small: [{ ...entry, client: 'Peak Parts' }] }, locale)];
  }
  const line = { ...occasion, asks };
  yield ['dossier of a handover', dossierMail({ reason: 'handover', from: 'Tom Hughes', at: `${day}T10:00:00.000Z`, lines: [line] }, locale)]; // prettier-ignore
  yield ['dossier of an import', dossierMail({ reason: 'import', from: null, at: `${day}T10:00:00.000Z`, lines: [{ ...line, asks: [] }] }, locale)]; // prettier-ignore
  yield ['figure', figureMail({ measure: 'logo-retention', product: 'CRM Pro', currency: null, target: 0.9, threshold: 0.8, value: 0.7345 }, locale)]; // prettier-ignore
  yield ['unreachable', unreachableMail(undelivered, locale)];
  yield ['unreachable nobody', unreachableMail({ ...undelivered, person: { name: 'Rita', address: null } }, locale)];
  yield ['undelivered', undeliveredMail(undelivered, locale)];
  for (const kind of ['source', 'feed', 'webhook'] as const) {
    yield [`${kind} broken`, connectionBrokenMail({ ...connection, kind }, locale)];
    yield [`${kind} still broken`, connectionStillBrokenMail({ ...connection, kind }, locale)];
    yield [`${kind} well`, connectionWellMail({ ...connection, kind }, locale)];
  }
}

function* lettersIn(language: OurLanguage): Generator<Letter> {
  const locale = language === 'de' ? inGerman : inEnglish;
  const read = (occasion: Occasion): Occasion => ({ ...occasion, locale });
  for (const kind of Object.keys(mailed) as MailKind[]) {
    const { role, occasion } = mailed[kind];
    if (role === 'contact') continue;
    for (const one of rolesOf[kind] ?? [role])
      yield { name: `${kind} to ${one}`, language, draft: draftOf(kind, one, read(occasion)) };
  }
  for (const [name, kind, role, occasion] of further)
    yield { name: `${kind} ${name}`, language, draft: draftOf(kind, role, read(occasion)) };
  const due = { draft: draftOf('item-due', 'rep', read(mailed['item-due'].occasion)), occasion: read(mailed['item-due'].occasion) }; // prettier-ignore
  const review = { draft: draftOf('item-prepared', 'rep', read(reviewAsked)), occasion: read(reviewAsked) };
  const both = gathered([due, review]);
  if (both !== null) yield { name: 'several things', language, draft: both };
  const several = handOffOfSeveral([read(oneOfMany('crm')), read(oneOfMany('shop'))]);
  if (several !== null) yield { name: 'hand-over of several', language, draft: several };
  for (const [name, draft] of personal(locale)) yield { name, language, draft };
}

export const letters: readonly Letter[] = [...lettersIn('en'), ...lettersIn('de')];
