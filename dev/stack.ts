/** The embedded stack: PostgreSQL, Temporal with its UI, a mailbox, the worker and the API, all real, all on loopback. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createKey, hashKey, roles, type Role } from '../api/http/keys';
import { startApi } from '../api/server';
import { readConfig, type Config } from '../config/config';
import type { Environment } from '../config/environment';
import { createLog } from '../config/log';
import { connectDatabase } from '../prisma/client';
import { defaultRep, ensureDefaults } from '../records/defaults';
import { migrate } from '../prisma/migrate';
import { grantTo, prepareDatabases } from '../prisma/roles';
import { workflowBundle } from '../worker/bundle';
import { startWorker } from '../worker/worker';
import { ServerFailed, type Child } from './children';
import { noteServers } from './claim';
import type { DevEnv, Server } from './env';
import { startMailbox, type Mailbox } from './mailbox';
import { freePort } from './ports';
import { readJson } from './files';
import { relayName, replyDomain, type Incoming } from './incoming';
import { createDatabase, startPostgres } from './postgres';
import { findTemporalCli, startTemporal } from './temporal';
import { unlimited } from './unlimited';

/** What `.holdfast/running.json` says: where everything is, and the keys to it. */
export interface Running {
  readonly pid: number;
  readonly api: string;
  /** Where API and worker tell metrics and details of their health. */
  readonly ops: { readonly api: string; readonly worker: string };
  readonly temporal: { readonly address: string; readonly namespace: string; readonly ui: string };
  readonly mailbox: { readonly web: string; readonly api: string; readonly smtp: string };
  /** Where mail to the reply domain is handed on to, and the secret with which that is signed. */
  readonly mailIn: Incoming;
  readonly postgres: string;
  readonly keys: Readonly<Record<Role, string>>;
  /** Path of the workflow bundle. */
  readonly bundle: string;
}

export interface Stack {
  readonly running: Running;
  /** Resolves with a sentence when a server ended that nobody stopped. */
  readonly broken: Promise<string>;
  stop(say: (line: string) => void): Promise<void>;
}

export interface StackOptions {
  /** Folder in which everything is kept. */
  readonly home: string;
  /** Where downloads and bundles are kept; shared by stacks of one checkout. */
  readonly cache: string;
  /** Ports that were asked for. */
  readonly asked: DevEnv['ports'];
  /** The environment, of which API and worker read their configuration. */
  readonly env: Environment;
  /** Reads the metrics of Temporal's SDK in this process. */
  readonly sdkMetrics: () => Promise<string>;
  readonly say: (line: string) => void;
}

/** API and worker connect as in production: as somebody who can only add to the ledger. */
const appRole = 'holdfast_app';

type Ports = Readonly<Record<Server, number>>;
const defaultPorts: Ports = { api: 4600, temporal: 4633, temporalUi: 4680, smtp: 4625, mailbox: 4640, postgres: 4654 };

const portNames: Readonly<Record<Server, string>> = {
  api: 'the API',
  temporal: 'Temporal',
  temporalUi: 'the Temporal UI',
  smtp: 'mail (SMTP)',
  mailbox: 'the mailbox',
  postgres: 'PostgreSQL',
};

/** The port that was asked for, else last time's (so that links in mail stay true), else the default; a free one where it is taken. */
async function choosePorts(home: string, asked: DevEnv['ports'], say: StackOptions['say']): Promise<Ports> {
  const file = path.join(home, 'ports.json');
  const last = existsSync(file) ? (readJson(file) as Partial<Ports>) : {};
  const ports: Record<Server, number> = { ...defaultPorts };
  for (const name of Object.keys(defaultPorts) as Server[]) {
    const wanted = asked[name] ?? last[name] ?? defaultPorts[name];
    ports[name] = await freePort(wanted);
    if (ports[name] !== wanted && wanted !== 0) say(`Port ${wanted} is taken; ${portNames[name]} gets ${ports[name]}.`);
  }
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/** Starts everything; what was started is stopped again when something fails. */
export async function startStack({ home, cache, asked, env, sdkMetrics, say }: StackOptions): Promise<Stack> {
  mkdirSync(home, { recursive: true });
  const logDir = path.join(home, 'logs');
  const started: { readonly name: string; readonly stop: () => Promise<void> }[] = [];
  const children: Child[] = [];
  const stop = async (tell: StackOptions['say']): Promise<void> => {
    for (const { name, stop: end } of started.toReversed()) {
      tell(`Stopping ${name} …`);
      await end().catch((error: unknown) => tell(`${name}: ${String(error)}`));
    }
    started.length = 0;
  };
  const keep = <T extends { stop(): Promise<void> }>(name: string, server: T): T => {
    started.push({ name, stop: () => server.stop() });
    return server;
  };

  try {
    const ports = await choosePorts(home, asked, say);
    const cli = findTemporalCli(path.join(cache, 'temporal-cli'), say);
    say('Starting PostgreSQL …');
    const postgres = keep(
      'PostgreSQL',
      await startPostgres({ dir: path.join(home, 'postgres'), port: ports.postgres, logDir }),
    );
    children.push(postgres.child);
    say('Starting Temporal …');
    const temporal = keep(
      'Temporal',
      await startTemporal({
        cli,
        file: path.join(home, 'temporal.db'),
        port: ports.temporal,
        uiPort: ports.temporalUi,
        logDir,
        namespace: 'holdfast',
      }),
    );
    children.push(temporal.child);
    noteServers(home, children);

    const databaseUrl = await createDatabase(postgres, 'holdfast');
    await migrate(databaseUrl);
    await prepareDatabases(databaseUrl, [{ name: appRole, password: appRole }], []);
    await grantTo(databaseUrl, appRole);
    const mailIn: Incoming = {
      address: `http://127.0.0.1:${ports.api}/in/mail`,
      secret: `whsec_${randomBytes(32).toString('base64')}`,
    };
    const mailbox = keep(
      'the mailbox',
      await startMailbox({
        file: path.join(home, 'mails.ndjson'),
        smtpPort: ports.smtp,
        webPort: ports.mailbox,
        incoming: mailIn,
      }),
    );
    const appUrl = databaseUrl.replace(/\w+@/, `${appRole}@`);
    const config = stackConfig(env, { databaseUrl: appUrl, ports, temporal, mailbox, mailSecret: mailIn.secret });
    const keys = await prepare(config, path.join(home, 'keys.json'));

    say('Starting the worker and the API …');
    const bundle = await workflowBundle(path.join(cache, 'bundles'));
    const log = createLog('holdfast', config);
    const worker = keep('the worker', await startWorker(config, bundle, log, sdkMetrics));
    const api = keep('the API', await startApi(config, log));
    const running: Running = {
      pid: process.pid,
      api: api.url,
      ops: { api: api.ops, worker: worker.ops },
      temporal: { address: temporal.address, namespace: temporal.namespace, ui: temporal.ui },
      mailbox: { web: mailbox.web, api: mailbox.api, smtp: mailbox.smtp },
      mailIn,
      postgres: databaseUrl,
      keys,
      bundle,
    };
    const broken = Promise.race([
      ...children.map(async (child) => new ServerFailed(child, `ended (${await child.exited})`).message),
      worker.done.then(
        () => 'the worker ended',
        (error: unknown) => `the worker broke: ${String(error)}`,
      ),
    ]);
    return { running, broken, stop };
  } catch (error) {
    await stop(() => undefined);
    throw error;
  }
}

interface Parts {
  readonly databaseUrl: string;
  readonly ports: Ports;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly ui: string };
  readonly mailbox: Pick<Mailbox, 'web' | 'smtp' | 'forget'>;
  /** With it the mailbox signs what it hands on. */
  readonly mailSecret: string;
}

function stackConfig(env: StackOptions['env'], { databaseUrl, ports, temporal, mailbox, mailSecret }: Parts): Config {
  return readConfig({
    HOLDFAST_LOG_LEVEL: 'warn',
    // Here people wait for the mail in front of the mailbox.
    HOLDFAST_MAIL_GATHER_MS: '250',
    // Time that is skipped to a moment has brought what was due by then.
    HOLDFAST_WAKE_SPREAD_MINUTES: '0',
    // Receivers and feeds that a newcomer tries run here too.
    HOLDFAST_OPS_MAIL: 'ops@holdfast.example',
    HOLDFAST_TRUSTED_HOSTS: 'localhost:*',
    ...unlimited,
    HOLDFAST_CHECK_ANSWERS: 'true',
    HOLDFAST_VERSIONING: 'off',
    HOLDFAST_DATABASE_POOL: '20',
    ...env,
    // Both are in one process, and tell it at a port each.
    HOLDFAST_OPS_PORT: '0',
    HOLDFAST_HOST: '127.0.0.1',
    HOLDFAST_DATABASE_URL: databaseUrl,
    HOLDFAST_TEMPORAL_ADDRESS: temporal.address,
    HOLDFAST_TEMPORAL_NAMESPACE: temporal.namespace,
    HOLDFAST_TEMPORAL_UI_URL: temporal.ui,
    HOLDFAST_PORT: String(ports.api),
    HOLDFAST_PUBLIC_URL: `http://127.0.0.1:${ports.api}`,
    HOLDFAST_SMTP_URL: mailbox.smtp,
    HOLDFAST_MAILBOX_URL: mailbox.web,
    HOLDFAST_MAIL_ARCHIVE_URL: mailbox.forget,
    HOLDFAST_REPLY_DOMAIN: replyDomain,
    HOLDFAST_MAIL_IN_SECRETS: mailSecret,
    HOLDFAST_TRUSTED_RELAY: relayName,
  });
}

/** Defaults and keys: one of each role, the same from run to run. */
async function prepare(config: Config, file: string): Promise<Record<Role, string>> {
  const db = connectDatabase(config.databaseUrl, 2);
  try {
    await ensureDefaults(db);
    const known = existsSync(file) ? (readJson(file) as Partial<Record<Role, string>>) : {};
    const keys = { ...known } as Record<Role, string>;
    for (const role of roles) {
      const key = known[role];
      const rep = role === 'rep' ? { rep: defaultRep } : {};
      if (key === undefined) keys[role] = await createKey(db, role, rep);
      else {
        const repId = rep.rep ?? null;
        const hash = hashKey(key);
        await db.key.createMany({ data: { id: randomUUID(), role, repId, hash }, skipDuplicates: true });
        // Made before a key of role rep belonged to one.
        if (repId !== null) await db.key.updateMany({ where: { hash, repId: null }, data: { repId } });
      }
    }
    writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
    return keys;
  } finally {
    await db.$disconnect();
  }
}
