/** The walls between rooms, tried: each import stands in a file of its own, in a house that has only the linter's rules. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..', '..');

/** Folder of the file, what it imports, and whether it may. */
const tried: readonly (readonly [folder: string, code: string, may: boolean])[] = [
  ['domain/told', `import { x } from '../lifecycle'`, true],
  ['domain/told', `import { x } from 'luxon'`, true],
  ['domain/told', `import { x } from '../../records/book'`, false],
  ['domain/told', `import { x } from '../../workflows/lifecycle'`, false],
  ['domain/told', `import { x } from 'zod'`, false],
  ['domain/core', `import type { x } from '../concerns/health'`, false],
  ['workflows', `import { x } from '../domain/lifecycle'`, true],
  ['workflows', `import type { x } from '../activities/failures'`, true],
  ['workflows', `import { x } from '../activities/failures'`, false],
  ['workflows', `import { x } from '@temporalio/client'`, false],
  ['temporal', `import { x } from '../workflows/messages'`, true],
  ['temporal', `import { x } from '../records/book'`, false],
  ['activities', `import { x } from '../outside/http'`, true],
  ['activities', `import type { x } from '../workflows/lifecycle'`, true],
  ['activities', `import { x } from '../workflows/lifecycle'`, false],
  ['activities', `import type { x } from '../api/app'`, false],
  ['records', `import { x } from '../prisma/client'`, true],
  ['records', `import type { x } from '../api/app'`, false],
  ['mail', `import { x } from '../pages/parts/act'`, true],
  ['mail', `import { x } from '../pages/act'`, false],
  ['mail', `import { x } from '../records/book'`, false],
  ['links', `import { x } from '../domain/core/item'`, true],
  ['links', `import { x } from '../pages/act'`, false],
  ['pages', `import { x } from '../domain/told/present'`, true],
  ['pages', `import { x } from '../records/book'`, false],
  ['pages/parts', `import { x } from '../../mail/words'`, false],
  ['outside', `import { x } from '../records/book'`, false],
  ['api/http', `import { x } from '../../records/book'`, true],
  ['api/http', `import type { x } from '../../config/config'`, true],
  ['api/http', `import { x } from '../../config/config'`, false],
  ['api/http', `import { x } from '../../activities/failures'`, false],
  ['api/http', `import { x } from '../../prisma/migrate'`, false],
  ['config', `import { x } from '../domain/lifecycle'`, false],
  ['prisma', `import { x } from '../domain/lifecycle'`, false],
];

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** What the linter says of a folder; it answers 1 where it found something. */
async function linted(folder: string): Promise<Report['diagnostics']> {
  const { stdout } = await promisify(execFile)(
    path.join(root, 'node_modules', '.bin', 'oxlint'),
    ['--format', 'json', '.'],
    { cwd: folder, timeout: 60_000 },
  ).catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as Report).diagnostics;
}

let house: string;

beforeEach(() => {
  house = mkdtempSync(path.join(os.tmpdir(), 'walls-'));
  cpSync(path.join(root, '.oxlintrc.json'), path.join(house, '.oxlintrc.json'));
});
afterEach(() => rmSync(house, { recursive: true }));

test('each room imports what it may, and nothing else', async () => {
  tried.forEach(([folder, code], index) => {
    mkdirSync(path.join(house, folder), { recursive: true });
    writeFileSync(path.join(house, folder, `case-${index}.ts`), `${code};\nexport type Used = typeof x;\n`);
  });
  const stopped = new Set(
    (await linted(house))
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename }) => filename.replaceAll('\\', '/').replace(/^\.\//, '')),
  );
  const found = tried.map(([folder, code], index) => [folder, code, !stopped.has(`${folder}/case-${index}.ts`)]);
  expect(found).toEqual(tried);
});

test('a circle of imports is found, of types too', async () => {
  mkdirSync(path.join(house, 'domain'));
  writeFileSync(
    path.join(house, 'domain', 'one.ts'),
    `import type { Two } from './two';\nexport type One = Two | 1;\n`,
  );
  writeFileSync(
    path.join(house, 'domain', 'two.ts'),
    `import type { One } from './one';\nexport type Two = One | 2;\n`,
  );
  const codes = (await linted(house)).map(({ code }) => code);
  expect(codes).toContain('import(no-cycle)');
});
