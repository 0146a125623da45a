/**
 * `npm run production`: docker-compose.yml and the commands of docs/running.md, run for real without Docker, from nothing to
 * the README's first mail, through a killed Temporal server and a release. Ends with 1 at the first thing that is not so.
 * `--if-cached` does nothing where Temporal's server would have to be built from the network.
 */
import { execFile, execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { handOffCommand } from '../dev/first-deal';
import { createCompose, type Compose } from './compose';
import type { Machine } from './container';
import { buildGoParts, type BuiltParts } from './go-parts';
import { shellBlocks, typed } from './page-commands';
import { startRelay } from '../dev/relay';

const root = path.join(__dirname, '..');
const began = Date.now();
const say = (line: string): void => console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

/** Something is not as it must be. */
class NotSo extends Error {
  override readonly name = 'NotSo';
}

function hold(is: boolean, what: string): void {
  if (!is) throw new NotSo(what);
  say(`✓ ${what}`);
}

/** Asks until the answer is something; throws when it is not in time. */
async function until<T>(what: string, withinMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new NotSo(`not within ${withinMs / 1_000} s: ${what}`);
    await sleep(200);
  }
}

/** What the image's last stage sets, with its folder being another. */
function imageEnv(app: string): Readonly<Record<string, string>> {
  const lines = readFileSync(path.join(root, 'Dockerfile'), 'utf8').split('\n');
  const words =
    lines
      .findLast((line) => line.startsWith('ENV '))
      ?.slice(4)
      .split(' ') ?? [];
  return Object.fromEntries(words.map((word) => word.replace('/app/', `${app}/`).split('=') as [string, string]));
}

/** Makes images: folders with the programs. Every tag but the first gets another workflow bundle, as a later build has. */
function imagesIn(home: string): { readonly folder: (image: string) => string; build(image: string): Promise<void> } {
  const folder = (image: string): string => path.join(home, 'images', image.replace(':', '-'));
  let isBuilt = false;
  return {
    folder,
    async build(image) {
      if (!isBuilt) {
        say('npm run build …');
        await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: root, timeout: 300_000 });
      }
      const isFirst = !isBuilt;
      isBuilt = true;
      rmSync(folder(image), { recursive: true, force: true });
      cpSync(path.join(root, 'dist'), path.join(folder(image), 'dist'), { recursive: true });
      cpSync(path.join(root, 'package.json'), path.join(folder(image), 'package.json'));
      const bundle = path.join(folder(image), 'dist', 'workflow-bundle.js');
      if (!isFirst) writeFileSync(bundle, `/* ${image} */ ${readFileSync(bundle, 'utf8')}`);
      say(`  image ${image}: made`);
    },
  };
}

/** Whether Docker itself can read the file, where its client is here. */
function checkWithDocker(project: string, { dockerConfig }: BuiltParts): void {
  try {
    execFileSync('docker', ['--version'], { stdio: 'ignore' });
  } catch {
    return say('docker compose config is left out: there is no docker here');
  }
  execFileSync('docker', ['compose', '--profile', 'release', 'config', '-q'], {
    cwd: project,
    env: { ...process.env, DOCKER_CONFIG: dockerConfig },
    stdio: 'pipe',
    timeout: 60_000,
  });
  say('✓ docker compose config takes the file');
}

async function story(home: string, parts: BuiltParts): Promise<void> {
  const network = `127.${randomInt(1, 250)}.${randomInt(1, 250)}`;
  const project = path.join(home, 'project');
  mkdirSync(project, { recursive: true });
  for (const name of ['docker-compose.yml', 'config'])
    cpSync(path.join(root, name), path.join(project, name), { recursive: true });
  const addresses = Object.fromEntries(
    ['postgres', 'temporal', 'api'].map((name, at) => [name, `${network}.${at + 1}`]),
  );
  const shims = path.join(home, 'shims');
  mkdirSync(shims);
  // What images have and this machine may not: each looks whether a port answers.
  for (const [name, code] of Object.entries({ nc: '"$2" "$3"', pg_isready: '"$2" 5432' }))
    writeFileSync(
      path.join(shims, name),
      `#!/bin/sh\nset -- ${code}\nexec node -e 'require("net").connect(+process.argv[2],process.argv[1]).on("connect",()=>process.exit(0)).on("error",()=>process.exit(1))' "$1" "$2"\n`,
      { mode: 0o755 },
    );
  const images = imagesIn(home);
  const machine: Machine = {
    home,
    addresses,
    searched: [parts.bin, shims, path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    paths: { '/etc/temporal/entrypoint.sh': parts.entrypoint },
    image: (name) =>
      name.startsWith('holdfast:')
        ? { cwd: images.folder(name), env: imageEnv(images.folder(name)) }
        : { cwd: home, env: {} },
  };
  const compose = createCompose({ project, machine, network, build: images.build, say });
  const [secrets = [], everything = [], release = []] = shellBlocks(
    readFileSync(path.join(root, 'docs', 'running.md'), 'utf8'),
    'Production',
  );
  const type = (block: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    typed(block, { folder: project, compose, variables, say });

  say('— Secrets and settings, as docs/running.md says');
  await type(secrets);
  const login = { user: 'holdfast', password: `relay's /#?@:% password` };
  // What people choose by hand has such characters too.
  for (const name of readdirSync(path.join(project, 'secrets')))
    writeFileSync(
      path.join(project, 'secrets', name),
      name === 'smtp'
        ? login.password
        : `${readFileSync(path.join(project, 'secrets', name), 'utf8').trim()}/#?@:%&+=\n`,
    );
  const relay = await startRelay(home, `${network}.250`, 2525, login);
  const api = `http://${addresses.api}:4600`;
  writeFileSync(
    path.join(project, '.env'),
    `HOLDFAST_PUBLIC_URL=${api}
HOLDFAST_SMTP_URL=smtp://${login.user}@${network}.250:2525
HOLDFAST_MAIL_FROM=Holdfast <holdfast@example.example>
HOLDFAST_MAIL_GATHER_MS=1000
HOLDFAST_SWEEP_MS=2000
NODE_EXTRA_CA_CERTS=${relay.certificate}
`,
  );
  checkWithDocker(project, parts);

  const ended: (readonly [name: string, how: string])[] = [];
  try {
    say('— Everything, and the first key');
    const key = (await type(everything)).trim().split('\n').at(-1) ?? '';
    hold(key.startsWith('hf_'), 'the first key is printed');
    await healthy(compose, ['api', 'worker']);
    const ready = await until('the API is ready', 60_000, async () => {
      const answer = await (await fetch(`${api}/readyz`)).json();
      return (answer as { ok?: boolean }).ok === true ? answer : undefined;
    });
    say(`  GET /readyz: ${JSON.stringify(ready)}`);

    say('— The README’s hand-off');
    const mails = (address: string, from = 0) => relay.mails.slice(from).filter(({ to }) => to.includes(address));
    const today = new Date().toISOString().slice(0, 10);
    const told = await promisify(execFile)('bash', ['-ec', handOffCommand(api, key, today)], { timeout: 30_000 });
    hold(told.stdout.includes('"D-1042"'), 'the deal is taken');
    const handed = Date.now();
    const first = await until('the first mail', 120_000, async () => mails('rep@holdfast.example')[0]);
    hold(first.secure, `the first mail is there after ${Date.now() - handed} ms, over TLS: ${first.subject}`);
    const link = /https?:\/\/\S+\/l\/[\w-]+/.exec(first.text)?.[0] ?? '';
    const page = await promisify(execFile)('curl', ['-sSfL', '-c', path.join(home, 'cookies'), link], {
      timeout: 30_000,
    });
    hold(page.stdout.includes('Alpine Tools') && page.stdout.includes('<form'), 'its button opens a page that asks');

    say('— The Temporal server is killed');
    const [server] = compose.containers('temporal');
    if (server === undefined) throw new NotSo('Temporal runs');
    process.kill(server.pid(), 'SIGKILL');
    const { status } = await handOver(api, key, 'D-2');
    hold(status === 201, 'a deal is taken meanwhile');
    const killed = Date.now();
    const before = relay.mails.length;
    await until('the mail about it', 180_000, async () => mails('rep@holdfast.example', before)[0]);
    hold(
      server.restarts() === 1,
      `the server was started again, and the mail is there after ${Date.now() - killed} ms`,
    );

    say('— A release');
    const temporal = await Connection.connect({ address: `${addresses.temporal}:7233`, connectTimeout: 10_000 });
    const client = new Client({ connection: temporal, namespace: 'holdfast' });
    const lives = ['D-1042.crm-pro.t1', 'D-2.crm-pro.t1'];
    const builds = () => Promise.all(lives.map((id) => buildOf(client, id)));
    const old = await builds();
    hold(new Set(old).size === 1 && old[0] !== '', `both lifecycles are on the first build, ${old[0]}`);
    await type(release, { IMAGE_TAG: '0.2.0', IMAGE_TAG_BEFORE: '0.1.0' });
    const now = await builds();
    hold(
      new Set(now).size === 1 && now[0] !== old[0],
      `both are on the new build, ${now[0]}, and the old workers are gone`,
    );
    const last = relay.mails.length;
    await handOver(api, key, 'D-3');
    await until('the mail about a third deal', 120_000, async () => mails('rep@holdfast.example', last)[0]);
    hold((await buildOf(client, 'D-3.crm-pro.t1')) === now[0], 'a third deal begins there, and its mail is there');
    await temporal.close();

    await ledgerHolds(project, addresses.postgres ?? '');
  } finally {
    say('— Stopping');
    ended.push(...(await compose.down()));
    await relay.stop();
    say(ended.map(([name, how]) => `${name}: ${how}`).join('; '));
  }
  hold(!ended.some(([, how]) => how.includes('SIGKILL')), 'everything stops within its grace period');
}

async function healthy(compose: Compose, services: readonly string[]): Promise<void> {
  const all = services.flatMap((name) => compose.containers(name));
  await Promise.all(all.map((one) => one.healthy()));
  hold(all.length === 3, `API and two workers are healthy by the file's own checks`);
}

async function handOver(api: string, key: string, dealId: string): Promise<Response> {
  const command = handOffCommand(api, key, new Date().toISOString().slice(0, 10));
  const body = (/ -d '(.*)'$/.exec(command)?.[1] ?? '').replace('D-1042', dealId).replace('"C-7"', `"C-${dealId}"`);
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  return fetch(`${api}/v1/deals`, { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) });
}

async function buildOf(client: Client, workflowId: string): Promise<string> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? '';
}

/** As the role of API and workers: its lines can be read, and neither changed nor taken away. */
async function ledgerHolds(project: string, host: string): Promise<void> {
  const password = readFileSync(path.join(project, 'secrets', 'holdfast_app'), 'utf8').trim();
  const app = new pg.Client({ host, port: 5432, user: 'holdfast_app', password, database: 'holdfast' });
  await app.connect();
  const refused = async (sql: string): Promise<boolean> =>
    app.query(sql).then(
      () => false,
      (error: { code?: string }) => error.code === '42501',
    );
  try {
    const { rows } = await app.query<{ lines: number }>('select count(*)::int as lines from ledger');
    hold((rows[0]?.lines ?? 0) > 3, `the ledger has ${rows[0]?.lines} lines`);
    for (const sql of [
      'update ledger set seq = 0',
      'delete from ledger',
      'truncate ledger',
      'alter table ledger add x int',
      'drop table ledger',
    ])
      hold(await refused(sql), `the application's role may not: ${sql}`);
    const used = await app.query<{ name: string; count: number }>(
      'select usename as name, count(*)::int from pg_stat_activity where usename is not null group by 1 order by 1',
    );
    say(`  connections to PostgreSQL: ${used.rows.map(({ name, count }) => `${name} ${count}`).join(', ')}`);
  } finally {
    await app.end();
  }
}

async function main(): Promise<void> {
  const cache = path.join(root, '.holdfast');
  const parts = await buildGoParts(path.join(cache, 'production'), process.env, {
    cachedOnly: process.argv.includes('--if-cached'),
    say,
  });
  if (parts === null)
    return say('npm run production is left out: Temporal’s server is not built here yet, and that takes minutes.');
  const home = path.join(cache, `production-${process.pid}`);
  mkdirSync(home, { recursive: true });
  say(`Data and logs are in ${path.relative(root, home)}.`);
  await story(home, parts);
  rmSync(home, { recursive: true, force: true });
  say('Production runs as docs/running.md says.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
});
