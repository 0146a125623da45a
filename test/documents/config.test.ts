import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig, variables } from '../../config/config';
import { ConfigError } from '../../config/environment';
import { databaseVariables } from '../../config/databases';
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

test('mail comes in at a domain alone, and signed with secrets that are not guessed', () => {
  const incoming = (env: Readonly<Record<string, string>>) => () => readConfig({ ...least, ...env }).mail.incoming;
  const [domain, secret] = [{ HOLDFAST_REPLY_DOMAIN: 'Reply.vendor.example' }, 'not-a-real-secret'];
  expect(incoming({})()).toBeNull();
  expect(incoming({ ...domain, HOLDFAST_MAIL_IN_SECRETS: `${secret}-1, ${secret}-2` })()).toEqual({
    replyDomain: 'reply.vendor.example',
    logAddress: 'log@reply.vendor.example',
    secrets: [`${secret}-1`, `${secret}-2`],
    trustedRelay: undefined,
  });
  expect(incoming(domain)).toThrow('HOLDFAST_MAIL_IN_SECRETS: is not set, but HOLDFAST_REPLY_DOMAIN is');
  expect(incoming({ ...domain, HOLDFAST_MAIL_IN_SECRETS: 'too-short' })).toThrow('fewer than 16 characters');
  expect(incoming({ HOLDFAST_REPLY_DOMAIN: 'no domain', HOLDFAST_MAIL_IN_SECRETS: secret })).toThrow('is no domain');
  expect(incoming({ HOLDFAST_LOG_ADDRESS: 'log@vendor.example' })).toThrow('HOLDFAST_REPLY_DOMAIN: is not set');
});

/** A file with that content, for as long as the tests run. */
function fileWith(content: string): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'holdfast-config-')), 'secret');
  writeFileSync(file, content);
  return file;
}

test('signing in by OpenID Connect is configured whole or not at all, and over https but on this machine', () => {
  const reading = (more: Record<string, string>) => () => readConfig({ ...least, ...more }).api.oidc;
  const whole = {
    HOLDFAST_OIDC_ISSUER: 'https://login.vendor.example',
    HOLDFAST_OIDC_CLIENT_ID: 'holdfast',
    HOLDFAST_OIDC_CLIENT_SECRET: 'not-a-real-secret',
  };
  expect(reading({})()).toBeNull();
  expect(reading(whole)()).toEqual({
    issuer: 'https://login.vendor.example',
    clientId: 'holdfast',
    clientSecret: 'not-a-real-secret',
    name: 'your company account',
  });
  for (const missing of Object.keys(whole))
    expect(reading(Object.fromEntries(Object.entries(whole).filter(([name]) => name !== missing)))).toThrow(
      `${missing}: is not set, but`,
    );
  expect(reading({ ...whole, HOLDFAST_OIDC_ISSUER: 'http://login.vendor.example' })).toThrow('must be an https://');
  expect(reading({ ...whole, HOLDFAST_OIDC_ISSUER: 'http://127.0.0.1:3000' })()).not.toBeNull();
});

test('every variable may come from a file, its line break left out; an empty file is no value', () => {
  const read = readConfig({
    HOLDFAST_DATABASE_URL_FILE: fileWith('postgresql://holdfast@db:5432/holdfast\n'),
    HOLDFAST_MAIL_FROM_FILE: fileWith('\n'),
  });
  expect(read.databaseUrl).toBe('postgresql://holdfast@db:5432/holdfast');
  expect(read.mail.from).toBe('Holdfast <holdfast@holdfast.example>');
  expect(() => readConfig({ ...least, HOLDFAST_DATABASE_URL_FILE: fileWith('x') })).toThrow(
    'HOLDFAST_DATABASE_URL_FILE: is set, but HOLDFAST_DATABASE_URL is too: leave out one of them',
  );
  expect(() => readConfig({ ...least, HOLDFAST_SMTP_PASSWORD_FILE: '/nowhere/at/all' })).toThrow(
    'HOLDFAST_SMTP_PASSWORD_FILE: cannot be read (ENOENT)',
  );
});

test.each(['a/b', 'a#b', 'a?b', 'a@b:c', '100%', 'a%2Fb', 'with space', `quote"'`, 'ü€', 'aGVsbG8/+=='])(
  'a password may be %s, of PostgreSQL and of the mail server',
  (password) => {
    const read = readConfig({
      ...least,
      HOLDFAST_DATABASE_PASSWORD: password,
      HOLDFAST_SMTP_URL: 'smtps://relay@mail.example',
      HOLDFAST_SMTP_PASSWORD: password,
    });
    const client = new pg.Client({ connectionString: read.databaseUrl });
    expect([client.user, client.password, client.host, client.database]).toEqual([
      'holdfast',
      password,
      '127.0.0.1',
      'holdfast',
    ]);
    expect(decodeURIComponent(new URL(read.mail.smtpUrl).password)).toBe(password);
  },
);

test('a password that is given twice is refused, by name', () => {
  const twice = { HOLDFAST_DATABASE_URL: 'postgresql://holdfast:one@db/holdfast', HOLDFAST_DATABASE_PASSWORD: 'two' };
  expect(() => readConfig(twice)).toThrow(
    'HOLDFAST_DATABASE_PASSWORD: is set, but HOLDFAST_DATABASE_URL has a password',
  );
});

test.each([
  [{ HOLDFAST_TEMPORAL_TLS: 'on', HOLDFAST_TEMPORAL_CERT: 'pem' }, 'HOLDFAST_TEMPORAL_KEY: is not set'],
  [{ HOLDFAST_TEMPORAL_TLS: 'on', HOLDFAST_TEMPORAL_KEY: 'pem' }, 'HOLDFAST_TEMPORAL_CERT: is not set'],
  [{ HOLDFAST_TEMPORAL_API_KEY: 'k' }, 'HOLDFAST_TEMPORAL_TLS: is off, but HOLDFAST_TEMPORAL_API_KEY is set'],
  [{ HOLDFAST_TEMPORAL_CA: 'pem' }, 'HOLDFAST_TEMPORAL_TLS: is off, but HOLDFAST_TEMPORAL_CA is set'],
  [{ HOLDFAST_TEMPORAL_SERVER_NAME: 'x' }, 'HOLDFAST_TEMPORAL_TLS: is off, but HOLDFAST_TEMPORAL_SERVER_NAME is set'],
])('half of how Temporal is secured is refused by the name of the other half: %j', (env, message) => {
  expect(() => readConfig({ ...least, ...env })).toThrow(message);
});

test('a port that is none is refused by its name, before anything starts', () => {
  expect(() => readDevEnv({ HOLDFAST_SMTP_PORT: 'abc', HOLDFAST_POSTGRES_PORT: '70000' })).toThrow(
    'HOLDFAST_SMTP_PORT: is no port: a whole number from 0 to 65535\n  HOLDFAST_POSTGRES_PORT: is no port',
  );
  expect(readDevEnv({ HOLDFAST_PORT: '0', HOLDFAST_SMTP_PORT: '' }).ports).toMatchObject({ api: 0, smtp: undefined });
});

test('a lifecycle begins anew before its history is long, unless somebody says otherwise', () => {
  // Its task is replayed from the start where no worker remembers it: with more events that takes too long.
  expect(readConfig(least).maxEvents).toBeLessThanOrEqual(250);
});

/** Files that may look at the environment: entry points, which give it to a schema, or on to a process that they start. */
const entryPoints = [
  'api/create-key.ts',
  'api/main.ts',
  'worker/main.ts',
  'worker/migrate.ts',
  'worker/doctor.ts',
  'worker/roll.ts',
  'worker/setup.ts',
  'worker/databases.ts',
  'worker/healthy.ts',
  'dev/doctor.ts',
  'dev/forward.ts',
  'dev/main.ts',
  'dev/pictures.ts',
  'dev/prisma.config.ts',
  'dev/seed.ts',
  'dev/start.cjs',
  'bench/main.ts',
  'proof/soak.ts',
  'proof/demo.ts',
  'proof/drill.ts',
  'proof/production.ts',
  'proof/year.ts',
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
  const known = new Set(
    [...variables, ...databaseVariables, ...devVariables, ...testVariables].map(({ name }) => name),
  );
  const named = execFileSync(
    'git',
    ['grep', '-hoE', 'HOLDFAST_[A-Z_]*[A-Z]\\b', '--', '*.ts', '*.cjs', '*.mjs', '*.md'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect([...new Set(named.trim().split('\n'))].filter((name) => !known.has(name.replace(/_FILE$/, '')))).toEqual([]);
  const example = readFileSync(path.join(root, '.env.example'), 'utf8');
  expect([...known].filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([]);
});
