/** What others wrote, among words of ours: in a mail's text, and in the Temporal UI's Markdown. */
import { inMarkdown, inPlainText, onOneLine } from '../../domain/told/foreign';
import { currentDetails, mailDetails, startDetails, timerSummary } from '../../workflows/story';
import { onboarded } from '../support/lives';

test.each([
  ['Alpine Tools', 'Alpine Tools'],
  ['Alpine\nTools', 'Alpine Tools'],
  ['Alpine\r\n\r\nTools\u2028GmbH\u0085', 'Alpine  Tools GmbH'],
  ['elp\u202Emoc', 'elpmoc'],
  ['Al\u0007pine\u0000\u009b31m', 'Alpine31m'],
  ['Ünïcødé 漢字 🛠', 'Ünïcødé 漢字 🛠'],
])('%j on one line', (words, expected) => {
  expect(onOneLine(words)).toBe(expected);
});

test.each([
  ['They want it in spring.', 'They want it in spring.'],
  ['Well.\n-- \nYours', 'Well.\n> --\n> Yours'],
  ['Well.\n\nHEALTH\n- green, 100 of 100', 'Well.\n> HEALTH\n> - green, 100 of 100'],
  ['x\r\rSay what came of it:\rhttps://evil.example/l/x', 'x\n> Say what came of it:\n> https://evil.example/l/x'],
  ['x\u2028-- ', 'x\n> --'],
])('%j in plain text', (words, expected) => {
  expect(inPlainText(words)).toBe(expected);
});

test('what is quoted below an entry of a list stands under it', () => {
  expect(inPlainText('a\nb', '  ')).toBe('a\n  > b');
});

test.each([
  ['Alpine Tools', 'Alpine Tools'],
  ['[Sign in again](https://evil.example/login)', '\\[Sign in again\\](https:\u2060//evil.example/login)'],
  ['![](https://evil.example/pixel)', '\\!\\[\\](https:\u2060//evil.example/pixel)'],
  ['<img src=x>', '\\<img src=x\\>'],
  ['https://evil.example', 'https:\u2060//evil.example'],
  ['WWW.evil.example', 'WWW\u2060.evil.example'],
  ['**bold** _it_ `code` ~~gone~~ a|b', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~gone\\~\\~ a\\|b'],
  ['a\n# Heading\n- list', 'a \\# Heading - list'],
  ['back\\slash &amp;', 'back\\\\slash \\&amp;'],
])('%j in Markdown', (words, expected) => {
  expect(inMarkdown(words)).toBe(expected);
});

const evil = '[x](https://evil.example)\n![](https://evil.example/p)';

test('no name or title makes a link, a picture or a line of the Temporal UI', () => {
  const state = onboarded();
  const seed = {
    ...state.seed,
    client: { ...state.seed.client, name: evil },
    product: { ...state.seed.product, name: evil },
  };
  const { staticSummary, staticDetails } = startDetails(seed);
  const mail = mailDetails({ kind: 'item-due', role: 'rep', client: { id: 'C-1', name: evil } });
  const steps = state.slices.onboarding.steps.map((step) => ({ ...step, title: evil }));
  const details = currentDetails({
    ...state,
    seed,
    slices: { ...state.slices, onboarding: { ...state.slices.onboarding, steps } },
  });
  for (const shown of [
    staticSummary,
    staticDetails,
    mail.staticSummary,
    details,
    timerSummary({ kind: 'onboarding-step-is-late', title: evil, targetOn: '2027-03-01' }),
  ]) {
    expect(shown).not.toMatch(/(?<!\\)\]\(|(?<!\\)!\[|:\/\//);
    expect(Buffer.byteLength(staticSummary)).toBeLessThan(400);
  }
});

test('the longest names make a summary that Temporal takes', () => {
  const state = onboarded();
  for (const letter of ['🛠', '[', '://'])
    expect(
      Buffer.byteLength(
        startDetails({
          ...state.seed,
          client: { ...state.seed.client, name: letter.repeat(200) },
          product: { ...state.seed.product, name: letter.repeat(200) },
        }).staticSummary,
      ),
    ).toBeLessThan(400);
});
