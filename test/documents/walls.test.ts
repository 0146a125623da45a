/** The walls between rooms, tried: each import stands in a file of its own, in a house that has only the linter's rules. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..', '..');

/** Folder of the file, what it imports, and whether it may. */
const tried: readonly (readonly [folder: string, code: string, may: boolean])[] = [
  ['domain', `import { x } from './registry'`, true],
  ['domain', `import { x } from './concerns/standing'`, true],
  ['domain', `import { x } from './told/present'`, false],
  ['domain', `import { x } from './organisation/people'`, false],
  ['domain/core', `import { x } from './money'`, true],
  ['domain/core', `import type { x } from '../concerns/health'`, false],
  ['domain/core', `import type { x } from '../lifecycle'`, false],
  ['domain/concerns', `import { x } from '../core/item'`, true],
  ['domain/concerns', `import { x } from './standing'`, true],
  ['domain/concerns', `import { x } from 'luxon'`, true],
  ['domain/concerns', `import type { x } from '../told/present'`, false],
  ['domain/concerns', `import { x } from '../figures/book'`, false],
  ['domain/concerns', `import { x } from '../organisation/people'`, false],
  ['domain/concerns', `import type { x } from '../lifecycle'`, false],
  ['domain/concerns', `import { x } from '../registry'`, false],
  ['domain/figures', `import { x } from '../core/money'`, true],
  ['domain/figures', `import { x } from '../concerns/standing'`, true],
  ['domain/figures', `import { x } from '../organisation/people'`, false],
  ['domain/figures', `import type { x } from '../told/present'`, false],
  ['domain/figures', `import { x } from '../lifecycle'`, false],
  ['domain/organisation', `import { x } from '../core/identity'`, true],
  ['domain/organisation', `import { x } from '../concerns/contacts'`, true],
  ['domain/organisation', `import { x } from '../lifecycle'`, true],
  ['domain/organisation', `import { x } from '../told/mails'`, true],
  ['domain/organisation', `import { x } from '../figures/book'`, false],
  ['domain/organisation', `import { x } from '../registry'`, false],
  ['domain/integrations', `import { x } from '../core/calendar'`, true],
  ['domain/integrations', `import { x } from '../concerns/standing'`, false],
  ['domain/integrations', `import { x } from '../organisation/people'`, false],
  ['domain/told', `import { x } from '../lifecycle'`, true],
  ['domain/told', `import { x } from '../figures/forecast'`, true],
  ['domain/told', `import { x } from '../concerns/health'`, true],
  ['domain/told', `import type { x } from '../organisation/invitees'`, false],
  ['domain/told', `import { x } from '../organisation/invitees'`, false],
  ['domain/told', `import { x } from 'luxon'`, true],
  ['domain/told/words', `import { x } from '../occasion'`, true],
  ['domain/told/words', `import { x } from '../../concerns/health'`, true],
  ['domain/told/words', `import { x } from '../../organisation/invitees'`, false],
  ['domain/told/words', `import { x } from '../../../mail/sections'`, false],
  ['domain/told', `import { x } from '../../records/book'`, false],
  ['domain/told', `import { x } from '../../workflows/lifecycle'`, false],
  ['domain/told/sentences/en', `import type { x } from '../../../concerns/health'`, true],
  ['domain/told/sentences/en', `import type { x } from '../catalogue'`, true],
  ['domain/told/sentences/en', `import { x } from '../../../core/item'`, true],
  ['domain/told/sentences/en', `import { x } from '../../mails'`, false],
  ['domain/told/sentences/en', `import { x } from '../../../lifecycle'`, false],
  ['domain/told', `import { x } from 'zod'`, false],
  ['domain/told', `import { x } from 'node:fs'`, false],
  ['workflows', `import { x } from '../domain/lifecycle'`, true],
  ['workflows', `import type { x } from '../activities/failures'`, true],
  ['workflows', `import { x } from '../activities/failures'`, false],
  ['workflows', `import { x } from '@temporalio/workflow'`, true],
  ['workflows', `import { x } from '@temporalio/client'`, false],
  ['workflows', `import { x } from 'node:crypto'`, false],
  ['temporal', `import { x } from '../workflows/messages'`, true],
  ['temporal', `import { x } from '@temporalio/client'`, true],
  ['temporal', `import { x } from '../records/book'`, false],
  ['temporal', `import { x } from '@temporalio/worker'`, false],
  ['activities', `import { x } from '../outside/http'`, true],
  ['activities', `import { x } from '../prisma/client'`, true],
  ['activities', `import { x } from '../prisma/errors'`, true],
  ['activities', `import { x } from '@temporalio/activity'`, true],
  ['activities', `import { x } from 'standardwebhooks'`, true],
  ['activities', `import { x } from 'node:crypto'`, true],
  ['activities', `import type { x } from '../workflows/lifecycle'`, false],
  ['activities', `import { x } from '../workflows/lifecycle'`, false],
  ['activities', `import { x } from '../prisma/migrate'`, false],
  ['activities', `import type { x } from '../api/app'`, false],
  ['activities', `import { x } from '@temporalio/client'`, false],
  ['activities', `import { x } from 'undici'`, false],
  ['records', `import { x } from '../prisma/client'`, true],
  ['records', `import { x } from './columns/deals'`, true],
  ['records', `import { x } from 'zod'`, true],
  ['records', `import { x } from 'node:timers/promises'`, true],
  ['records', `import { x } from '../prisma/migrate'`, false],
  ['records', `import type { x } from '../api/app'`, false],
  ['records', `import { x } from '@temporalio/client'`, false],
  ['records', `import { x } from 'express'`, false],
  ['records/columns', `import { x } from '../../domain/upcast'`, true],
  ['records/columns', `import type { x } from '../book'`, false],
  ['mail', `import { x } from '../pages/parts/act'`, true],
  ['mail', `import { x } from '../links/links'`, true],
  ['mail', `import { x } from 'nodemailer'`, true],
  ['mail', `import { x } from 'ical-generator'`, true],
  ['mail', `import { x } from '../pages/act'`, false],
  ['mail', `import { x } from '../records/book'`, false],
  ['mail', `import { x } from 'pg'`, false],
  ['mail', `import { x } from 'node:fs'`, false],
  ['mail/kinds', `import { x } from '../draft'`, true],
  ['mail/kinds', `import type { x } from '../post'`, false],
  ['links', `import { x } from '../domain/core/item'`, true],
  ['links', `import { x } from 'node:crypto'`, true],
  ['links', `import { x } from '../pages/act'`, false],
  ['links', `import { x } from 'express'`, false],
  ['pages', `import { x } from '../domain/told/present'`, true],
  ['pages', `import { x } from './parts/page'`, true],
  ['pages', `import type { x } from '../links/links'`, true],
  ['pages', `import { x } from '../links/links'`, false],
  ['pages', `import { x } from 'preact'`, true],
  ['pages', `import { x } from 'preact-render-to-string'`, true],
  ['pages', `import { x } from '../records/book'`, false],
  ['pages', `import { x } from 'express'`, false],
  ['pages', `import { x } from 'node:crypto'`, false],
  ['pages/act', `import { x } from '../parts/page'`, true],
  ['pages/act', `import { x } from '../front'`, false],
  ['pages/act', `import { x } from 'nodemailer'`, false],
  ['pages/parts', `import { x } from '../../domain/core/money'`, true],
  ['pages/parts', `import { x } from '../act/item'`, false],
  ['pages/parts', `import { x } from '../../mail/words'`, false],
  ['outside', `import { x } from '../domain/core/json'`, true],
  ['outside', `import { x } from 'undici'`, true],
  ['outside', `import { x } from 'feedsmith'`, true],
  ['outside', `import { x } from 'node:net'`, true],
  ['outside', `import { x } from 'postal-mime'`, true],
  ['outside', `import { x } from '../records/book'`, false],
  ['outside', `import { x } from '@temporalio/client'`, false],
  ['outside', `import { x } from 'node:fs'`, false],
  ['config', `import { x } from 'zod'`, true],
  ['config', `import { x } from 'pino'`, true],
  ['config', `import { x } from '../domain/lifecycle'`, false],
  ['config', `import { x } from 'express'`, false],
  ['config', `import { x } from 'node:fs'`, true],
  ['config', `import { x } from 'node:net'`, false],
  ['ops', `import { x } from '../records/mails'`, true],
  ['ops', `import { x } from '../temporal/deployments'`, true],
  ['ops', `import { x } from 'node:http'`, true],
  ['ops', `import { x } from '../api/app'`, false],
  ['ops', `import { x } from '../config/config'`, false],
  ['ops', `import { x } from 'express'`, false],
  ['prisma', `import { x } from '@prisma/adapter-pg'`, true],
  ['prisma', `import { x } from 'pg'`, true],
  ['prisma', `import { x } from '../domain/lifecycle'`, false],
  ['prisma', `import { x } from '../config/config'`, false],
  ['prisma', `import { x } from '../records/defaults'`, false],
  ['prisma', `import { x } from 'express'`, false],
  ['api', `import { x } from './app'`, true],
  ['api', `import { x } from 'express'`, true],
  ['api', `import { x } from '@temporalio/client'`, true],
  ['api', `import { x } from '../outside/archive'`, true],
  ['api', `import { x } from '../ops/server'`, true],
  ['api', `import type { x } from '../config/config'`, true],
  ['api', `import { x } from '../config/config'`, false],
  ['api', `import { x } from '../records/book'`, false],
  ['api', `import { x } from '../workflows/messages'`, false],
  ['api', `import { x } from 'pg'`, false],
  ['api/http', `import { x } from '../schemas/common'`, true],
  ['api/http', `import { x } from '../../records/book'`, true],
  ['api/http', `import { x } from 'express'`, true],
  ['api/http', `import type { x } from '../../config/config'`, true],
  ['api/http', `import { x } from '../../config/config'`, false],
  ['api/http', `import { x } from '../routes/deals'`, false],
  ['api/http', `import type { x } from '../messages/facts'`, false],
  ['api/http', `import { x } from '../act/router'`, false],
  ['api/http', `import { x } from '../app'`, false],
  ['api/http', `import { x } from '../../activities/failures'`, false],
  ['api/http', `import { x } from '../../pages/front'`, false],
  ['api/http', `import { x } from '../../prisma/migrate'`, false],
  ['api/http', `import { x } from 'pg'`, false],
  ['api/schemas', `import { x } from '../../domain/core/money'`, true],
  ['api/schemas', `import { x } from '../inbound/formats'`, false],
  ['api/schemas', `import { x } from 'zod'`, true],
  ['api/schemas', `import { x } from '../inbound/inbound'`, false],
  ['api/schemas', `import type { x } from '../http/route'`, false],
  ['api/schemas', `import { x } from '../routes/deals'`, false],
  ['api/schemas', `import { x } from '../messages/facts'`, false],
  ['api/schemas', `import { x } from '../act/router'`, false],
  ['api/schemas', `import { x } from '../reports/reports'`, false],
  ['api/schemas', `import { x } from '../../records/book'`, false],
  ['api/schemas', `import { x } from 'express'`, false],
  ['api/messages', `import { x } from '../http/problems'`, true],
  ['api/messages', `import { x } from '../schemas/signals'`, true],
  ['api/messages', `import { x } from '../../temporal/client'`, true],
  ['api/messages', `import { x } from 'node:crypto'`, true],
  ['api/messages', `import { x } from '../routes/deals'`, false],
  ['api/messages', `import { x } from '../act/router'`, false],
  ['api/messages', `import { x } from '../../mail/compose'`, false],
  ['api/messages', `import { x } from 'express'`, false],
  ['api/imports', `import { x } from '../http/problems'`, true],
  ['api/imports', `import { x } from 'csv-parse'`, true],
  ['api/imports', `import { x } from '../routes/imports'`, false],
  ['api/imports', `import { x } from '../messages/facts'`, false],
  ['api/imports', `import { x } from 'pg'`, false],
  ['api/reports', `import { x } from '../schemas/reports'`, true],
  ['api/reports', `import { x } from 'csv-stringify/sync'`, true],
  ['api/reports', `import { x } from '../routes/reports'`, false],
  ['api/inbound', `import { x } from '../messages/facts'`, true],
  ['api/inbound', `import { x } from 'express'`, true],
  ['api/inbound', `import { x } from '../routes/sources'`, false],
  ['api/inbound', `import { x } from '../act/router'`, false],
  ['api/inbound', `import { x } from 'pg'`, false],
  ['api/inbound/mail', `import { x } from '../../act/record'`, true],
  ['api/inbound/mail', `import { x } from '../../../outside/received-mail'`, true],
  ['api/inbound/mail', `import { x } from '../../routes/sources'`, false],
  ['api/inbound/mail', `import { x } from 'postal-mime'`, false],
  ['api/routes', `import { x } from '../messages/facts'`, true],
  ['api/routes', `import { x } from '../inbound/sources'`, true],
  ['api/routes', `import { x } from '../reports/reports'`, true],
  ['api/routes', `import { x } from '../../outside/http'`, false],
  ['api/routes', `import { x } from '../act/router'`, false],
  ['api/routes', `import { x } from '../desk/pages'`, false],
  ['api/routes', `import { x } from '../document/openapi'`, false],
  ['api/routes', `import { x } from '../app'`, false],
  ['api/routes', `import { x } from 'express'`, false],
  ['api/act', `import { x } from '../messages/facts'`, true],
  ['api/act', `import { x } from '../../links/links'`, true],
  ['api/act', `import { x } from '../../pages/act/item'`, true],
  ['api/act', `import { x } from 'cookie'`, true],
  ['api/act', `import { x } from '../routes/deals'`, false],
  ['api/act', `import { x } from '../desk/pages'`, false],
  ['api/act', `import { x } from '@temporalio/client'`, false],
  ['api/act/kinds', `import { x } from '../act-kind'`, true],
  ['api/act/kinds', `import { x } from '../../messages/facts'`, true],
  ['api/act/kinds', `import { x } from '../../../pages/act/item'`, true],
  ['api/act/kinds', `import { x } from '../act'`, false],
  ['api/act/kinds', `import { x } from '../../routes/deals'`, false],
  ['api/desk', `import { x } from '../http/form'`, true],
  ['api/desk', `import type { x } from '../../config/config'`, true],
  ['api/desk', `import { x } from '../../config/config'`, false],
  ['api/desk', `import { x } from '../act/fields'`, true],
  ['api/desk', `import { x } from '../routes/lifecycles'`, false],
  ['api/desk', `import { x } from '../../pages/front'`, true],
  ['api/desk', `import { x } from 'swagger-ui-dist'`, true],
  ['api/desk', `import { x } from '../calendars/router'`, false],
  ['api/desk', `import { x } from '../routes/deals'`, false],
  ['api/desk/client-acts', `import { x } from '../../routes/index'`, true],
  ['api/desk/client-acts', `import { x } from '../../routes/deals'`, false],
  ['api/desk', `import { x } from '../app'`, false],
  ['api/document', `import { x } from '../routes'`, true],
  ['api/document', `import { x } from '../inbound/operation'`, true],
  ['api/document', `import { x } from '../../package.json'`, true],
  ['api/document', `import { x } from '../act/router'`, false],
  ['api/document', `import { x } from '../../records/book'`, false],
  ['threads', `import { x } from './task'`, true],
  ['threads', `import { x } from 'node:worker_threads'`, true],
  ['threads', `import { x } from '../domain/lifecycle'`, false],
  ['threads', `import { x } from '../prisma/client'`, false],
  ['api/http', `import { x } from '../../threads/pool'`, true],
  ['activities', `import { x } from '../threads/pool'`, false],
  ['worker', `import { x } from '../threads/pool'`, true],
  ['worker', `import { x } from '../activities/failures'`, true],
  ['worker', `import { x } from '../workflows/names'`, true],
  ['worker', `import { x } from '../records/jobs'`, true],
  ['worker', `import { x } from '../mail/post'`, true],
  ['worker', `import { x } from '../ops/server'`, true],
  ['worker', `import { x } from '../config/config'`, true],
  ['worker', `import { x } from '../prisma/client'`, true],
  ['worker', `import { x } from '@temporalio/worker'`, true],
  ['worker', `import { x } from 'node:path'`, true],
  ['worker', `import { x } from '../api/app'`, false],
  ['worker', `import { x } from '../dev/stack'`, false],
  ['worker', `import { x } from '../pages/front'`, false],
  ['worker', `import type { x } from '../test/run'`, false],
  ['worker', `import { x } from '../prisma/migrate'`, false],
  ['worker', `import { x } from 'express'`, false],
  ['sdk/typescript/src', `import { x } from './schema'`, true],
  ['sdk/typescript/src', `import { x } from 'openapi-fetch'`, true],
  ['sdk/typescript/src', `import type { x } from '../../../domain/core/item'`, false],
  ['sdk/typescript/src', `import { x } from '../../../api/app'`, false],
  ['sdk/typescript/src', `import { x } from 'zod'`, false],
  ['docs', `import { x } from '../api/document/openapi'`, true],
];

interface Report {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

/** What the linter says of a folder; it answers 1 where it found something. */
async function linted(folder: string): Promise<Report['diagnostics']> {
  const { stdout } = await promisify(execFile)(
    path.join(root, 'node_modules', '.bin', 'oxlint'),
    ['--format', 'json', '.'],
    { cwd: folder, timeout: 60_000, maxBuffer: 100_000_000 },
  ).catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as Report).diagnostics;
}

let house: string;

beforeEach(() => {
  house = mkdtempSync(path.join(os.tmpdir(), 'walls-'));
  cpSync(path.join(root, '.oxlintrc.json'), path.join(house, '.oxlintrc.json'));
});
afterEach(() => rmSync(house, { recursive: true }));

/** Which of the imports the walls stop, each tried in the file that is named: as `<file>:<place>`. */
async function stoppedIn(imports: ReadonlyMap<string, readonly string[]>): Promise<ReadonlySet<string>> {
  for (const [file, lines] of imports) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    const named = lines.map((line, place) => line.replace('{ x }', `{ x as x${place} }`));
    const used = lines.map((_, place) => `export type Used${place} = typeof x${place};`);
    writeFileSync(path.join(house, file), [...named, ...used, ''].join('\n'));
  }
  return new Set(
    (await linted(house))
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(
        ({ filename, labels }) =>
          `${filename.replaceAll('\\', '/').replace(/^\.\//, '')}:${(labels[0]?.span.line ?? 0) - 1}`,
      ),
  );
}

test('each room imports what it may, and nothing else', async () => {
  const files = tried.map(([folder], index) => `${folder}/case-${index}.ts`);
  const stopped = await stoppedIn(new Map(tried.map(([, code], index) => [files[index] ?? '', [code]])));
  expect(tried.map(([folder, code], index) => [folder, code, !stopped.has(`${files[index]}:0`)])).toEqual(tried);
});

/** A room of docs/architecture.md, and what it may import: whole rooms or single files, without their ending. */
interface Room {
  /** A folder, `<folder>/*.ts` for the files in it alone, or one file. */
  readonly name: string;
  readonly all: readonly string[];
  readonly types: readonly string[];
}

const quotedIn = (text = ''): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const rooms: readonly Room[] = [
  ...readFileSync(path.join(root, 'docs', 'architecture.md'), 'utf8').matchAll(
    /^\| `([\w./*-]+)` +\| .+? \| (nothing of ours|`.+?) +\|$/gm,
  ),
].map(([, name = '', may = '']) => {
  const [all, types] = may.split('; types of');
  return { name: name.replace(/\/$/, ''), all: quotedIn(all), types: quotedIn(types) };
});

const topOf = (file: string): string => file.split('/')[0] ?? '';
const divided = new Set(rooms.filter(({ name }) => /^\w+\/(\*|\w+$)/.test(name)).map(({ name }) => topOf(name)));

/** The room that a file of ours stands in: of rooms of a room the inner one. */
function roomOf(file: string): string {
  const [top = '', inner = ''] = file.split('/');
  if (!divided.has(top)) return top;
  return inner.endsWith('.ts') ? `${top}/*.ts` : `${top}/${inner}`;
}

/** Every file of ours that could be imported; `workflows/index.ts` is what the bundle begins with, and nobody's. */
function ourFiles(): readonly string[] {
  return execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => file.includes('/') && !file.startsWith('sdk/') && file !== 'workflows/index.ts');
}

test('what docs/architecture.md says of each room is what the linter lets through', async () => {
  expect(rooms.length).toBeGreaterThan(30);
  const files = ourFiles();
  const wrong: string[] = [];
  // What holds for a divided room as a whole holds for each of its rooms.
  const cases = rooms
    .filter(({ name }) => !divided.has(name))
    .map((room) => {
      const file = room.name.endsWith('*.ts')
        ? room.name.replace('*', 'case')
        : room.name.endsWith('.ts')
          ? room.name
          : `${room.name}/case.ts`;
      const own = room.name.includes('.ts') ? roomOf(file) : room.name;
      const imports = files
        .filter((target) => roomOf(target) !== own && !target.startsWith(`${own}/`) && target !== file)
        .flatMap((target) => {
          const module = target.replace(/\.tsx?$/, '');
          const to = path.posix.relative(path.posix.dirname(file), module).replace(/\/index$/, '');
          const from = to.startsWith('.') ? to : `./${to}`;
          const isIn = (name: string): boolean => module === name || module.startsWith(`${name}/`);
          const may = room.all.some(isIn);
          return [
            { code: `import { x } from '${from}';`, may },
            { code: `import type { x } from '${from}';`, may: may || room.types.some(isIn) },
          ];
        });
      return { file, imports };
    });
  const stopped = await stoppedIn(new Map(cases.map(({ file, imports }) => [file, imports.map(({ code }) => code)])));
  for (const { file, imports } of cases)
    imports.forEach(({ code, may }, place) => {
      if (stopped.has(`${file}:${place}`) === may)
        wrong.push(`${file}: ${code} ${may ? 'is stopped' : 'goes through'}`);
    });
  expect(wrong).toEqual([]);
}, 60_000);

test('every wall of the linter is a row of docs/architecture.md', () => {
  const { overrides } = JSON.parse(readFileSync(path.join(root, '.oxlintrc.json'), 'utf8')) as {
    readonly overrides: readonly { readonly files: readonly string[]; readonly rules: object }[];
  };
  const walls = overrides
    .filter(({ rules }) => 'no-restricted-imports' in rules)
    .flatMap(({ files }) => files.map((file) => file.replace(/\/\*\*$/, '')));
  // What holds for a room without a wall of its own; `api/messages` is one. The client that others install is told in words.
  const others = ['domain', 'api', 'sdk', 'api/messages'];
  const named = rooms.map(({ name }) => name);
  expect([...new Set([...walls, ...others])].toSorted()).toEqual([...new Set([...named, ...others])].toSorted());
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

/** What the patterns of the linter cannot see: `./../room`, `./here/../room`, and a type by `import('../room').Type`. */
const detour = /(?:\bfrom|\bimport)\s+'(?:\.\/\.\.|[^']*[^'./]\/\.\.)|:\s*import\('\.|typeof import\('\./;

test('no import goes round the walls', () => {
  expect(`import { x } from './../api/app'`).toMatch(detour);
  expect(`import { x } from '../domain/../api/app'`).toMatch(detour);
  expect(`let x: import('../api/app').App`).toMatch(detour);
  expect(`import { x } from '../../api/app'`).not.toMatch(detour);
  const tops = new Set(tried.map(([folder]) => folder.split('/')[0] ?? folder));
  const sources = [...tops].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/^generated|node_modules/.test(file))
      .map((file) => path.join(root, room, file)),
  );
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((file) => detour.test(readFileSync(file, 'utf8')))).toEqual([]);
});
