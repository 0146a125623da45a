import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readConfig, variables } from '../../config/config';
import { ConfigError } from '../../config/environment';
import { devVariables, readDevEnv } from '../../dev/env';
import { testVariables } from '../support/env';

const root = path.join(__dirname, '..', '..');

const least = { HOLDFAST_DATABASE_URL: 'postgresql://holdfast@127.0.0.1:5432/holdfast' };
const versioningOf = (env: Readonly<Record<string, string>>): unknown =>
  readConfig({ ...least, ...env }).worker.versioning;

test('workers are versioned unless somebody says otherwise; the build is named by what it is, or by both variables', () => {
  expect(versioningOf({})).toEqual({ deployment: 'holdfast', buildId: undefined });
  expect(versioningOf({ HOLDFAST_TASK_QUEUE: 'second' })).toEqual({ deployment: 'second', buildId: undefined });
  expect(versioningOf({ HOLDFAST_DEPLOYMENT: 'mine', HOLDFAST_BUILD_ID: '7' })).toEqual({
    deployment: 'mine',
    buildId: '7',
  });
  expect(versioningOf({ HOLDFAST_VERSIONING: 'off' })).toBeNull();
});

test('half a version is refused, and the sentence names the half that is missing', () => {
  const half = (env: Readonly<Record<string, string>>) => () => versioningOf(env);
  expect(half({ HOLDFAST_DEPLOYMENT: 'holdfast' })).toThrow(ConfigError);
  expect(half({ HOLDFAST_DEPLOYMENT: 'holdfast', HOLDFAST_BUILD_ID: '' })).toThrow(
    'HOLDFAST_BUILD_ID: is not set, but HOLDFAST_DEPLOYMENT is: set both, or neither',
  );
  expect(half({ HOLDFAST_BUILD_ID: '7' })).toThrow(
    'HOLDFAST_DEPLOYMENT: is not set, but HOLDFAST_BUILD_ID is: set both, or neither',
  );
  expect(half({ HOLDFAST_VERSIONING: 'off', HOLDFAST_DEPLOYMENT: 'holdfast', HOLDFAST_BUILD_ID: '7' })).toThrow(
    'HOLDFAST_VERSIONING: is off, but HOLDFAST_DEPLOYMENT is set',
  );
});

test('a port that is none is refused by its name, before anything starts', () => {
  expect(() => readDevEnv({ HOLDFAST_SMTP_PORT: 'abc', HOLDFAST_POSTGRES_PORT: '70000' })).toThrow(
    'HOLDFAST_SMTP_PORT: is no port: a whole number from 0 to 65535\n  HOLDFAST_POSTGRES_PORT: is no port',
  );
  expect(readDevEnv({ HOLDFAST_PORT: '0', HOLDFAST_SMTP_PORT: '' }).ports).toMatchObject({ api: 0, smtp: undefined });
});

/** Files that may look at the environment: entry points, which give it to a schema, or on to a process that they start. */
const entryPoints = [
  'api/create-key.ts',
  'api/main.ts',
  'worker/main.ts',
  'worker/migrate.ts',
  'worker/doctor.ts',
  'worker/roll.ts',
  'dev/doctor.ts',
  'dev/forward.ts',
  'dev/main.ts',
  'dev/pictures.ts',
  'dev/prisma.config.ts',
  'dev/seed.ts',
  'dev/start.cjs',
  'bench/main.ts',
  'proof/soak.ts',
  'proof/drill.ts',
];

test('the environment is read by entry points and tests alone', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.cjs', '*.mjs'], { cwd: root, encoding: 'utf8' });
  const readers = files
    .trim()
    .split('\n')
    .filter((file) => !file.startsWith('test/') && !file.startsWith('sdk/'))
    .filter((file) => /process\.env\b(?!` at)/.test(readFileSync(path.join(root, file), 'utf8')));
  expect(readers.toSorted()).toEqual(entryPoints.toSorted());
});

test('every variable that is named anywhere in the code is in .env.example', () => {
  const known = new Set([...variables, ...devVariables, ...testVariables].map(({ name }) => name));
  const named = execFileSync(
    'git',
    ['grep', '-hoE', 'HOLDFAST_[A-Z_]*[A-Z]\\b', '--', '*.ts', '*.cjs', '*.mjs', '*.md'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect([...new Set(named.trim().split('\n'))].filter((name) => !known.has(name))).toEqual([]);
  const example = readFileSync(path.join(root, '.env.example'), 'utf8');
  expect([...known].filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([]);
});
