/** Mails as people with a screen reader, in the dark, on a phone or at a desk have them: axe finds nothing wrong with any. */
import { readFileSync } from 'node:fs';
import type { MailKind } from '../domain/told/mails';
import { compose } from '../mail/compose';
import { withButtons, type Draft } from '../mail/draft';
import { draftOf } from '../mail/kinds';
import { letters } from './support/letters';
import { mailed } from './support/occasions';
import { oneChromium } from './support/real-browser';

const somebody = oneChromium();
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const html = (draft: Draft): string =>
  compose(
    withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' })),
    { recipient: 'Rita Rep', sender: 'Holdfast', wayOut: 'https://holdfast.example/leave/token' },
  ).html;

const mails: readonly (readonly [string, string])[] = [
  ...(Object.keys(mailed) as MailKind[]).map(
    (kind) => [kind, html(draftOf(kind, mailed[kind].role, mailed[kind].occasion))] as const,
  ),
  ...letters.map(({ name, language, draft }) => [`${name}, ${language}`, html(draft)] as const),
];

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly { readonly id: string }[];
}

test('axe finds nothing wrong with any mail, in the light and in the dark, and none is wider than a phone', async () => {
  const { page } = await somebody();
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [name, body] of mails) {
      await page.setContent(body);
      await page.evaluate(axe);
      const result: AxeResult = await page.evaluate('axe.run(document)');
      // It did look at what it is asked for.
      expect(result.passes.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['color-contrast', 'page-has-heading-one', 'region', 'html-has-lang', 'landmark-one-main']),
      );
      found.push(...result.violations.map(({ id, nodes }) => `${name}, ${colorScheme}: ${id} ${nodes[0]?.html ?? ''}`));
      if ((await page.evaluate('document.documentElement.scrollWidth <= innerWidth')) !== true)
        found.push(`${name} is wider than a phone`);
    }
  }
  expect(found).toEqual([]);
}); // prettier-ignore
