/** docs/extending.md, done to a copy of the domain: its code compiles, and does what it says. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const copy = path.join(root, '.holdfast', 'extending');
const page = readFileSync(path.join(root, 'docs', 'extending.md'), 'utf8');

/** The fenced code that follows a heading. */
function codeUnder(heading: string): string {
  return /```ts\n([\s\S]*?)```/.exec(page.slice(page.indexOf(heading)))?.[1] ?? '';
}

const edit = (file: string, what: RegExp, by: (before: string) => string): void =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, by));

test('adding a concern is one new file, two lines in the registry and its words in each language; lifecycles in flight are left alone', () => {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(path.join(root, 'domain'), path.join(copy, 'domain'), { recursive: true });
  writeFileSync(path.join(copy, 'domain', 'concerns', 'gifts.ts'), codeUnder('## 1.'));
  const registry = path.join(copy, 'domain', 'registry.ts');
  const listed = readFileSync(registry, 'utf8')
    .replace('import { health }', "import { gifts } from './concerns/gifts';\nimport { health }")
    .replace('  articles: registered(articles),', '$&\n  gifts: registered(gifts),')
    .replace('    articles: of(articles),', '$&\n    gifts: of(gifts),');
  const words: readonly (readonly [file: string, before: string, line: string])[] = [
    ['en/words.ts', "  'quarterly-review': ", "  'quarterly-gift': 'gift',"],
    ['en/words.ts', '  review: ', "  gift: 'gifts',"],
    ['en/reasons.ts', "  'review-missed': ", "  'gift-missed': 'a gift was not sent',"],
    ['de/words.ts', "  'quarterly-review': 'Q", "  'quarterly-gift': 'Geschenk',"],
    ['de/words.ts', "  'quarterly-review': 'n", "  'quarterly-gift': 'n',"],
    ['de/words.ts', '  review: ', "  gift: 'Geschenke',"],
    ['de/reasons.ts', "  'review-missed': ", "  'gift-missed': 'ein Geschenk wurde nicht verschickt',"],
  ];
  for (const [file, before, line] of words) {
    expect(codeUnder('## 3.').replaceAll(/ +/g, ' ')).toContain(line.trim());
    const catalogue = path.join(copy, 'domain', 'told', 'sentences', file);
    writeFileSync(catalogue, readFileSync(catalogue, 'utf8').replace(before, `${line}\n${before}`));
  }
  expect(listed).toContain('  gifts: registered(gifts),\n');
  expect(listed).toContain('    gifts: of(gifts),\n');
  writeFileSync(registry, listed);
  const [english = '', german = '', manner = ''] = page.match(/^'quarterly-gift': (?:\(who\)|'sent').*$/gm) ?? [];
  const shared = path.join(copy, 'domain', 'told', 'words');
  const languages = [english, german].values();
  edit(
    path.join(shared, 'terms.ts'),
    /^ +article: \(who\)/gm,
    (before) => `${languages.next().value ?? ''}\n${before}`,
  );
  edit(path.join(shared, 'outcomes.ts'), /^ +article: 'sent',/gm, (before) => `${manner}\n${before}`);
  writeFileSync(
    path.join(copy, 'live.ts'),
    `import { advance, begin, concernNames } from './domain/lifecycle';
     import { defaultRules } from './domain/core/policy';
     import type { Seed } from './domain/core/concern';
     const seed: Seed = ${JSON.stringify({
       lifecycleId: 'D-1.x.t1',
       dealId: 'D-1',
       term: 1,
       client: { id: 'C-1', name: 'Alpine Tools', zone: 'Europe/Vienna' },
       product: { code: 'x', name: 'X', quantity: 1 },
       contract: { startsOn: '2027-01-01', termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } },
       onboarding: { skip: true, steps: [] },
       group: 'g',
       rep: 'r',
       policy: { id: 'p', version: 1, rules: '' },
     }).replace('"rules":""', '"rules":defaultRules')};
     const lived = (one: Seed): string[] =>
       advance(begin(one, '2027-01-04T10:00:00.000Z').state, null, '2027-10-10T10:00:00.000Z').events.flatMap(({ at, event }) =>
         event.kind === 'item-due' && event.itemKind === 'quarterly-gift' ? [at.slice(0, 10) + ' ' + event.item] : []);
     process.stdout.write(JSON.stringify({ now: lived({ ...seed, concerns: concernNames }), inFlight: lived(seed) }));`,
  );
  writeFileSync(
    path.join(copy, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { noEmit: true },
      include: ['**/*.ts'],
      exclude: [],
    }),
  );
  execFileSync(process.execPath, [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', copy], {
    timeout: 100_000,
    stdio: 'inherit',
  });
  const lived = execFileSync(process.execPath, ['-r', 'tsx/cjs', path.join(copy, 'live.ts')], {
    cwd: root,
    timeout: 60_000,
    encoding: 'utf8',
  });
  expect(JSON.parse(lived)).toEqual({
    now: ['2027-04-02 gift-1', '2027-07-02 gift-2', '2027-10-04 gift-3'],
    inFlight: [],
  });
  rmSync(copy, { recursive: true });
});
