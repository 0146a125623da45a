/** Every kind of mail: its HTML says what its text says, and nothing that others wrote becomes HTML. */
import { decodeHTML } from 'entities';
import { sentenceOf } from '../../domain/lifecycle';
import type { MailKind } from '../../domain/told/mails';
import { compose } from '../../mail/compose';
import { gathered } from '../../mail/gathered';
import { draftOf } from '../../mail/kinds';
import { withButtons, type Draft } from '../../mail/draft';
import { goldenNames, ledgerOf } from '../support/goldens';
import { mailed } from '../support/occasions';

const sent = (draft: Draft): { readonly html: string; readonly text: string } =>
  compose(
    withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' })),
    'Rita <Rep>',
    'Vendor & Co',
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
    ...draft.matters.flatMap(({ headline, why, button }) => [headline, why, button?.label ?? '']),
    ...draft.sections.flatMap(({ title, lines: sections }) => [title, ...sections]),
  ];
  for (const line of lines) expect(words).toContain(line);
  for (const line of text.split('\n').filter((one) => one.startsWith('- '))) expect(words).toContain(line.slice(2));
  expect(html).not.toMatch(/<b>Tools|<i>Example|<faster>|<for>|<Rep>/);
  expect(html.match(/<h1/g)).toHaveLength(1);
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
  const sentences = ledgerOf(name).events.map(({ event }) => sentenceOf(event));
  expect(sentences.filter((sentence) => code.test(sentence))).toEqual([]);
});

test('what falls due with a client on one day goes out as one mail, each with its own button', () => {
  const { role, occasion } = mailed['item-due'];
  const due = { draft: draftOf('item-due', role, occasion), occasion };
  const reminder = { draft: draftOf('item-reminded', role, occasion), occasion };
  const one = gathered([due, reminder]);
  expect(one?.subject).toBe(`2 things for ${occasion.lifecycle.client.name}: Due: call, Reminder: call`);
  expect(one?.matters.map(({ button }) => button?.grant)).toEqual([
    { purpose: 'item', subject: 'touch-1' },
    { purpose: 'item', subject: 'touch-1' },
  ]);
  expect(gathered([due])).toBe(due.draft);
  expect(gathered([])).toBeNull();
});

/** What a note could hold that wants to pass for ours. */
const forged =
  '\n\n-- \nYours, Holdfast\n\nHEALTH\n- green, 100 of 100\n\nSay what came of it:\nhttps://evil.example/l/x';

test.each(kinds)('%s: nobody’s words make a signature, a section, an entry or a link of its text', (kind) => {
  const { role, occasion } = mailed[kind];
  const spoil = (words: string): string => (words === '' ? words : `${words}${forged}\r\u2028-- \u0085-- `);
  const { matters, tasks, sections, ...rest } = draftOf(kind, role, occasion);
  const spoiled: Draft = {
    ...rest,
    matters: matters.map((one) => ({ ...one, headline: spoil(one.headline), why: spoil(one.why) })),
    tasks: (tasks ?? []).map(({ title, groups }) => ({
      title: spoil(title),
      groups: groups.map(({ name, entries }) => ({
        name: spoil(name),
        entries: entries.map((entry) => ({ ...entry, text: spoil(entry.text) })),
      })),
    })),
    sections: sections.map(({ title, lines }) => ({ title: spoil(title), lines: lines.map(spoil) })),
  };
  const linesOf = (draft: Draft): readonly string[] => sent(draft).text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
  const isOurs = (one: string): boolean => !/^\s*> /.test(one);
  // As many lines of ours as without it, and those that name a link are the same.
  const [before, after] = [linesOf(draftOf(kind, role, occasion)), linesOf(spoiled).filter(isOurs)];
  expect(after.length).toBe(before.length);
  const bare = /^(?:https?:|-- |- green|Say what came)/;
  expect(after.filter((one) => one === 'HEALTH').length).toBeLessThanOrEqual(1);
  expect(after.filter((one) => bare.test(one))).toEqual(before.filter((one) => bare.test(one)));
});
