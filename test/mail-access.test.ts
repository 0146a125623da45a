/** Mails as people with a screen reader, in the dark, on a phone or at a desk have them: axe finds nothing wrong with any. */
import { readFileSync } from 'node:fs';
import type { MailKind } from '../domain/told/mails';
import { compose } from '../mail/compose';
import { withButtons, type Draft } from '../mail/draft';
import { draftOf } from '../mail/kinds';
import { briefMail } from '../mail/personal/brief';
import { connectionBrokenMail } from '../mail/personal/connection';
import { digestMail } from '../mail/personal/digest';
import { dossierMail } from '../mail/personal/dossier';
import { mailed } from './support/occasions';
import { oneChromium } from './support/real-browser';

const somebody = oneChromium();
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const html = (draft: Draft): string =>
  compose(
    withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' })),
    { recipient: 'Rita Rep', sender: 'Holdfast', wayOut: 'https://holdfast.example/leave/token' },
  ).html;

const due = mailed['item-due'].occasion;
const { client, product, id: lifecycle } = due.lifecycle;
const at = '2027-03-01T10:00:00.000Z';
const ask = { kind: 'escalation' as const, id: 'escalation-1', at, reasons: ['usage' as const] };
const named = { lifecycle, ask, client: client.name, product: product.name };
const entry = { ...named, section: 'burning' as const, about: null, forRep: { id: 'rita', name: 'Rita Rep' } };
const listed = { ...named, about: ['Ada Example'], rep: 'Rita Rep', manager: 'Max Manager', forRep: null };
const mails: readonly (readonly [string, string])[] = [
  ...(Object.keys(mailed) as MailKind[]).map(
    (kind) => [kind, html(draftOf(kind, mailed[kind].role, mailed[kind].occasion))] as const,
  ),
  ['brief', html(briefMail({ day: '2027-03-01', entries: [entry], news: [] }))],
  ['brief of a quiet day', html(briefMail({ day: '2027-03-01', entries: [], news: [] }))],
  ['digest', html(digestMail({ day: '2027-03-01', small: [listed], untaken: [listed] }))],
  [
    'connection',
    html(
      connectionBrokenMail({
        kind: 'feed',
        name: 'Trade news',
        about: client.name,
        since: at,
        why: 'It answers nothing.',
        at,
        isClosed: false,
        messages: { waiting: 0, failed: 0 },
        unplaced: [],
        unplacedCount: 0,
        lost: 0,
      }),
    ),
  ],
  [
    'dossier',
    html(
      dossierMail({
        reason: 'handover',
        from: client.name,
        at,
        lines: [{ ...due, asks: [] }],
      }),
    ),
  ],
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
