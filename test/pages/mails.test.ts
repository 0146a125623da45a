/** Every kind of mail: its HTML says what its text says, and nothing that others wrote becomes HTML. */
import { decodeHTML } from 'entities';
import type { Ask } from '../../domain/told/asks';
import type { MailKind } from '../../domain/told/mails';
import type { Occasion } from '../../domain/told/occasion';
import { compose } from '../../mail/compose';
import { gathered } from '../../mail/gathered';
import { draftOf } from '../../mail/kinds';
import { handOffOfSeveral } from '../../mail/kinds/hand-off';
import { itemWords } from '../../mail/kinds/item-words';
import { withButtons, type Draft } from '../../mail/draft';
import { briefMail } from '../../mail/personal/brief';
import { dossierMail } from '../../mail/personal/dossier';
import { goldenNames, ledgerOf } from '../support/goldens';
import { inEnglish, mailed, reviewAsked } from '../support/occasions';
import { roleMornings } from '../support/role-briefs';
import { sentenceFor } from '../support/told';

const leave = 'https://holdfast.example/leave/token';

const sent = (draft: Draft): { readonly html: string; readonly text: string } =>
  compose(
    withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' })),
    { recipient: 'Rita <Rep>', sender: 'Vendor & Co', wayOut: draft.letter === undefined ? null : leave },
  );

const wordsOf = (html: string): string => decodeHTML(html.replaceAll(/<[^>]*>/g, '\n'));

const kinds = Object.keys(mailed) as MailKind[];

test.each(kinds)('%s: everything that its text says stands in its HTML', (kind) => {
  const { role, occasion } = mailed[kind];
  const draft = draftOf(kind, role, occasion);
  const { html, text } = sent(draft);
  const words = wordsOf(html);
  const lines = [
    draft.subject,
    ...draft.matters.flatMap(({ headline, why, says = '', button }) => [headline, why, says, button?.label ?? '']),
    ...draft.sections.flatMap(({ title, lines: sections }) => [title, ...sections]),
  ];
  for (const line of lines) expect(words).toContain(line);
  for (const line of text.split('\n').filter((one) => one.startsWith('- '))) expect(words).toContain(line.slice(2));
  expect(html).not.toMatch(/<b>Tools|<i>Example|<faster>|<for>|<Rep>/);
  expect(html.match(/<h1/g)).toHaveLength(1);
});

test('a renewal notice says how probable it is, what it is worth, and what the rep and the manager make of it', () => {
  const { role, occasion } = mailed['renewal-notice'];
  const { text } = sent(draftOf('renewal-notice', role, occasion));
  expect(text).toMatch(/- .*: probability \d+ of 100, worth €12,000 a year\./);
  expect(text).toContain(
    '- Rita Rep (the rep) said on Sun 1 Aug: at risk, at €9,000 a year. “They want a <quote> from Salesforce.”',
  );
  expect(text).toContain('- The manager said on Mon 2 Aug: lost.');
});

/** Codes of the API, which its answers keep: a word with a capital inside, an outcome, a reason. */
const code = /\b[a-z]+[A-Z]\w*|\b(?:no-answer|[a-z-]+-missed|client-opted-out|renewal-undecided|at-risk)\b/;

test.each(kinds)('%s: nobody reads a code', (kind) => {
  const { role, occasion } = mailed[kind];
  const { subject, matters, sections } = draftOf(kind, role, occasion);
  const said = [subject, ...matters.flatMap(({ headline, why }) => [headline, why]), ...sections.flatMap(({ lines }) => lines)]; // prettier-ignore
  expect(said.filter((line) => code.test(line))).toEqual([]);
});

test.each(goldenNames())('%s: its timeline reads without codes', (name) => {
  const sentences = ledgerOf(name).events.map(({ event }) => sentenceFor(event));
  expect(sentences.filter((sentence) => code.test(sentence))).toEqual([]);
});

test('the lines of a deal are listed in one mail, each with its terms and its own button, and what is common to them once', () => {
  const { occasion } = mailed['hand-over'];
  const line = (product: string, quantity: number): Occasion => ({
    ...occasion,
    lifecycle: {
      ...occasion.lifecycle,
      id: `D-1.${product}.t1`,
      product: { code: product, name: product.toUpperCase() },
      quantity,
    },
  });
  const draft = handOffOfSeveral([line('crm', 25), line('shop', 1)]);
  expect(draft?.subject).toMatch(/^Yours now: .*, 2 products$/);
  expect(draft?.matters.slice(1).map(({ headline, button }) => [headline, button?.lifecycle])).toEqual([
    ['CRM, 25 of them', 'D-1.crm.t1'],
    ['SHOP', 'D-1.shop.t1'],
  ]);
  expect(draft?.matters[1]?.why).toMatch(/^It is worth €12,000 a year\. The contract ends on Sat 1 Jan 2028\./);
  expect(draft?.sections.filter(({ title }) => title === 'Who is there')).toHaveLength(1);
  expect(handOffOfSeveral([])).toBeNull();
});

test('the manager who is asked for a seller who has left reads in whose place', () => {
  const { occasion } = mailed.oversold;
  const why = (inSellersPlace: boolean) =>
    draftOf('oversold', 'seller', { ...occasion, inSellersPlace }).matters[0]?.why;
  expect(why(true)).toContain(`You are asked in place of ${occasion.deal.seller.name}, who has left.`);
  expect(why(false)).not.toContain('in place of');
});

test('the alarm of a notice says when it came, when it takes effect and why; its call asks what would keep them', () => {
  const { role, occasion } = mailed.escalation;
  const { lifecycle } = occasion;
  const [open] = lifecycle.escalations;
  if (open === undefined) throw new Error('there is no alarm');
  const leaving = { receivedOn: '2027-05-03', endsOn: '2028-01-01', reason: 'poor-service' } as const;
  const told = {
    ...occasion,
    lifecycle: { ...lifecycle, leaving, escalations: [{ ...open, reasons: ['notice-given'] as const }] },
  };
  const said = 'They gave notice on Mon 3 May; it takes effect on Sat 1 Jan 2028. Why: poor service.';
  const [matter] = draftOf('escalation', role, told).matters;
  expect(matter?.headline).toContain('they gave notice.');
  expect(matter?.why).toMatch(new RegExp(`^${said} Open since`));
  const [touch] = mailed['item-due'].occasion.lifecycle.touches;
  if (touch === undefined) throw new Error('there is no touch');
  const call = { ...touch, kind: 'save-call', programme: 'rescue', about: open.id } as const;
  const words = itemWords(told, call).why;
  expect(words).toContain(`${said} Hear what would have to change for them to stay.`);
});

test('what falls due with a client on one day goes out as one mail, each with its own button', () => {
  const { role, occasion } = mailed['item-due'];
  const due = { draft: draftOf('item-due', role, occasion), occasion };
  const prepared = { draft: draftOf('item-prepared', role, reviewAsked), occasion: reviewAsked };
  const one = gathered([due, prepared]);
  expect(one?.subject).toMatch(/^2 things for .*: Due: call, Prepare: quarterly review/);
  expect(one?.matters.map(({ button }) => button?.grant)).toEqual([
    { purpose: 'item', subject: 'touch-1' },
    { purpose: 'item', subject: 'review-1' },
  ]);
  // What to know of the client is said once, and nothing that is asked above.
  const known = one?.sections.filter(({ title }) => title === 'To know') ?? [];
  expect(known).toHaveLength(1);
  expect(known.flatMap(({ lines }) => lines).join()).not.toMatch(/call, due since|quarterly review, due since/);
  expect(gathered([due])).toBe(due.draft);
  expect(gathered([])).toBeNull();
});

/** The draft with something else for each of its texts. */
function withWords({ matters, tasks, sections, ...rest }: Draft, each: (words: string) => string): Draft {
  return {
    ...rest,
    matters: matters.map((one) => ({ ...one, headline: each(one.headline), why: each(one.why) })),
    tasks: (tasks ?? []).map(({ title, groups }) => ({
      title: each(title),
      groups: groups.map(({ name, entries }) => ({
        name: each(name),
        entries: entries.map((entry) => ({ ...entry, text: each(entry.text) })),
      })),
    })),
    sections: sections.map(({ title, lines }) => ({ title: each(title), lines: lines.map(each) })),
  };
}

/** What a note could hold that wants to pass for ours. */
const forged =
  '\n\n-- \nYours, Holdfast\n\nHEALTH\n- green, 100 of 100\n\nRecord the outcome:\nhttps://evil.example/l/x';

const linesOf = (draft: Draft): readonly string[] => sent(draft).text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);

test.each(kinds)('%s: nobody’s words make a signature, a section, an entry or a link of its text', (kind) => {
  const { role, occasion } = mailed[kind];
  const spoil = (words: string): string => (words === '' ? words : `${words}${forged}\r\u2028-- \u0085-- `);
  const spoiled = withWords(draftOf(kind, role, occasion), spoil);
  const isOurs = (one: string): boolean => !/^\s*> /.test(one);
  // As many lines of ours as without it, and those that name a link are the same.
  const [before, after] = [linesOf(draftOf(kind, role, occasion)), linesOf(spoiled).filter(isOurs)];
  expect(after.length).toBe(before.length);
  const bare = /^(?:https?:|-- |- green|Record the outcome)/;
  expect(after.filter((one) => one === 'HEALTH').length).toBeLessThanOrEqual(1);
  expect(after.filter((one) => bare.test(one))).toEqual(before.filter((one) => bare.test(one)));
});

/** A client, a product or a person who is called like a button of ours, with its address. */
const likeButton = 'Take it on: https://evil.example/l/abc';

const alarm: Ask = { kind: 'escalation', id: 'escalation-1', at: '2027-02-01T10:00:00.000Z', reasons: ['usage'] };
const at = '2027-03-01T10:00:00.000Z';
const named = (occasion: Occasion): Occasion => ({
  ...occasion,
  lifecycle: {
    ...occasion.lifecycle,
    client: { ...occasion.lifecycle.client, name: likeButton },
    product: { ...occasion.lifecycle.product, name: likeButton },
  },
  contacts: occasion.contacts.map((contact) => ({ ...contact, name: likeButton })),
});

const nothing = { entries: [], agreed: [], news: [], clients: [], renewals: [], silent: [] };

/** A mail of each kind about that client, and those that gather many. */
const drafts = (of: (occasion: Occasion) => Occasion): readonly (readonly [string, Draft])[] => {
  const due = of(mailed['item-due'].occasion);
  const draft = draftOf('item-due', mailed['item-due'].role, due);
  const other = { ...due, lifecycle: { ...due.lifecycle, id: 'D-2.desk.t1' } };
  const { client, product, id } = due.lifecycle;
  const entry = { ask: alarm, lifecycle: id, client: client.name, product: product.name, about: null };
  const forRep = { id: 'ann', name: client.name };
  const both = gathered([
    { draft, occasion: due },
    { draft, occasion: other },
  ]);
  return [
    ...kinds.map((kind) => [kind, draftOf(kind, mailed[kind].role, of(mailed[kind].occasion))] as const),
    ...(both === null ? [] : [['gathered', both] as const]),
    [
      'brief',
      briefMail(
        {
          day: '2027-03-01',
          entries: [{ ...entry, section: 'burning', forRep }],
          agreed: [
            {
              id: 'a_1',
              lifecycle: id,
              client: client.name,
              product: product.name,
              words: client.name,
              day: '2027-02-20',
              by: client.name,
              forRep,
            },
          ],
          news: [],
          clients: [
            {
              name: client.name,
              contact: {
                name: due.contacts[0]?.name ?? '',
                role: null,
                phone: '+43 1 000',
                email: 'ada@client.example',
              },
              said: { on: '2027-02-01', words: client.name },
            },
          ],
          renewals: [],
          silent: [{ clientId: client.id, client: client.name, since: '2027-01-01', contact: null }],
        },
        inEnglish,
      ),
    ],
    ...roleMornings(client.name).map(
      ([who, roles]) => [`brief of a ${who}`, briefMail({ ...nothing, day: roles.day }, inEnglish, roles)] as const,
    ),
    [
      'dossier',
      dossierMail({ reason: 'handover', from: client.name, at, lines: [{ ...due, asks: [alarm] }] }, inEnglish),
    ],
  ];
};
const ofLikeButton = new Map(drafts(named));

test.each(drafts((occasion) => occasion))('%s: no line of its text begins with what others wrote', (kind, draft) => {
  // Whatever of a draft may be somebody's words: behind words of ours, in the frame of a title, or in a list.
  const spoiled = linesOf(withWords(draft, (words) => (words === '' ? words : `${likeButton} ${words}`)));
  expect(spoiled.filter((line) => /^\s*take it on: https:..evil/i.test(line))).toEqual([]);
  // What does hold names begins with words of ours, titles too; an entry of a list stands behind its dash.
  const told = linesOf(ofLikeButton.get(kind) ?? draft);
  expect(told.filter((line) => /^(?!- )\W*take it on: https:..evil/i.test(line))).toEqual([]);
});
