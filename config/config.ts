/** The configuration of API, workers and migrations: read once, typed, documented. Only entry points call `readConfig`. */
import { z } from 'zod';
import { port, readVariables, variablesOf, type Environment, type Variable } from './environment';
import { passwordTwice, withPassword } from './passwords';
import { halfOfTemporal, temporalSecurity, temporalVariables, type TemporalSecurity } from './temporal';
import { leastPool, ownConnections, threadsOfProcess } from './threads';

const url = z.url();
const milliseconds = z.coerce.number().int().positive();
const perMinute = (usual: number) => z.coerce.number().int().positive().default(usual);

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** How many proxies are trusted, or which; false for none, null for what says neither. */
function trustedProxies(text: string): number | readonly string[] | false | null {
  const all = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (all.length === 0) return false;
  if (/^\d{1,2}$/.test(text.trim())) return Number(text);
  return all.every((one) => network.safeParse(one).success) ? all : null;
}

/** Whether what is sent there stays unread on the way. */
function isHttpsOrOwnMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** What a mail is signed with must not be guessed. */
const shortestSecret = 16;

/** Secrets in a list with commas between. */
function secretsIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

const shape = z
  .object({
    HOLDFAST_DATABASE_URL: url.describe('PostgreSQL, for example postgresql://holdfast:secret@db:5432/holdfast'),
    HOLDFAST_DATABASE_PASSWORD: z
      .string()
      .optional()
      .describe('Its password, with any characters, where it does not stand in the address'),
    HOLDFAST_DATABASE_POOL: z.coerce
      .number()
      .int()
      .min(
        leastPool,
        `is too small: a process needs ${leastPool}, of which its ${threadsOfProcess.size} threads hold ${threadsOfProcess.connections} each`,
      )
      .default(10)
      .describe('Connections to PostgreSQL that one process holds at most, those of its threads among them'),
    HOLDFAST_DATABASE_APP_ROLE: z
      .string()
      .optional()
      .describe('Role of API and workers, to which the migration job gives its rights; unset, they own the tables'),
    HOLDFAST_TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233').describe('host:port of the Temporal frontend'),
    HOLDFAST_TEMPORAL_NAMESPACE: z.string().default('holdfast').describe('Temporal namespace'),
    ...temporalVariables,
    HOLDFAST_TASK_QUEUE: z
      .string()
      .default('holdfast')
      .describe('Task queue of the lifecycles; mails, webhooks and feeds use <this>-deliver, -webhook and -feed'),
    HOLDFAST_HOST: z.string().default('127.0.0.1').describe('Address on which the API listens'),
    HOLDFAST_PORT: port.default(4600).describe('Port of the API; 0 takes any free one'),
    HOLDFAST_OPS_HOST: z
      .string()
      .default('127.0.0.1')
      .describe('Address on which API and worker tell metrics and details of their health; never a public one'),
    HOLDFAST_OPS_PORT: port
      .default(0)
      .describe('Port of metrics and details; 0 takes any free one, and the log says which'),
    HOLDFAST_PUBLIC_URL: url
      .default('http://127.0.0.1:4600')
      .describe('Where people reach the API; links in mail begin with it'),
    HOLDFAST_TEMPORAL_UI_URL: url.default('http://127.0.0.1:8233').describe('Where ops reach the Temporal UI'),
    HOLDFAST_SMTP_URL: url.default('smtp://127.0.0.1:1025').describe('Mail server, smtp:// or smtps://'),
    HOLDFAST_SMTP_PASSWORD: z
      .string()
      .optional()
      .describe('Password for the mail server, with any characters, where it does not stand in the address'),
    HOLDFAST_SMTP_TLS: z
      .enum(['required', 'offered'])
      .default('offered')
      .describe('Whether mail goes only over TLS (smtps:// or STARTTLS), or in clear to a server that offers none'),
    HOLDFAST_MAIL_FROM: z.string().default('Holdfast <holdfast@holdfast.example>').describe('Sender of every mail'),
    HOLDFAST_MAIL_BOUNCES: z
      .email()
      .optional()
      .describe(
        'Where mail servers report what they could not deliver, as the sender of the envelope; unset, the address of HOLDFAST_MAIL_FROM',
      ),
    HOLDFAST_OPS_MAIL: z
      .email()
      .optional()
      .describe(
        'Address of operations: hears of broken feeds, sources and webhooks whose maker is not known, not one of our people, or gone; unset, those stand in GET /v1/broken-connections and the metrics alone',
      ),
    HOLDFAST_MAILBOX_URL: url
      .optional()
      .describe('Where people may look at every mail that was sent: only for a stack that anyone may look into'),
    HOLDFAST_MAIL_ARCHIVE_URL: url
      .optional()
      .describe('Where sent mails are kept, if anywhere: erasing a person POSTs there whom to forget'),
    HOLDFAST_REPLY_DOMAIN: z
      .string()
      .regex(z.regexes.domain, 'is no domain, such as reply.vendor.example')
      .transform((domain) => domain.toLowerCase())
      .optional()
      .describe(
        'Domain whose mail comes in at POST /in/mail, for example reply.vendor.example: our people answer a mail about one item to an address in it; unset, no mail comes in',
      ),
    HOLDFAST_LOG_ADDRESS: z
      .email()
      .transform((address) => address.toLowerCase())
      .optional()
      .describe(
        'Address to which our people send a copy of what they write to a client, to have it logged as a touch; unset, log@ the reply domain',
      ),
    HOLDFAST_MAIL_IN_SECRETS: z
      .string()
      .default('')
      .refine(
        (text) => secretsIn(text).every((secret) => secret.length >= shortestSecret),
        `has a secret of fewer than ${shortestSecret} characters`,
      )
      .describe(
        `Secrets with which POST /in/mail is signed, as Standard Webhooks does it, ${shortestSecret} characters at least; several with commas between while they are exchanged`,
      ),
    HOLDFAST_TRUSTED_RELAY: z
      .string()
      .optional()
      .describe(
        'Name with which the relay before POST /in/mail begins its Authentication-Results: what it says of SPF is believed; unset, only DKIM proves who sent a mail',
      ),
    HOLDFAST_MAILS_PER_SECOND: z.coerce
      .number()
      .positive()
      .default(20)
      .describe('At most so many mails a second, over all workers'),
    HOLDFAST_MAIL_GATHER_MS: z.coerce
      .number()
      .int()
      .min(0)
      .default(60_000)
      .describe('How long a due item waits for others of its client, so that all go out in one mail'),
    HOLDFAST_DECISION_TIMEOUT_MS: milliseconds
      .default(8_000)
      .describe('How long a decision may wait for its answer before 503'),
    HOLDFAST_QUERY_TIMEOUT_MS: milliseconds
      .default(3_000)
      .describe('How long the live state may take before the read model answers'),
    HOLDFAST_STATEMENT_MS: milliseconds
      .default(10_000)
      .describe('How long one statement of the API may take in PostgreSQL before 503, also when PostgreSQL hangs'),
    HOLDFAST_TRUST_PROXY: z
      .string()
      .default('')
      .superRefine((text, context) => {
        if (trustedProxies(text) === null)
          context.addIssue(
            'says neither how many proxies stand before the API nor which addresses or networks are theirs',
          );
      })
      .describe(
        'Proxies before the API whose X-Forwarded-For counts: how many of them (1), or their addresses and networks, with commas between (10.0.0.0/8); unset, none',
      ),
    HOLDFAST_CALLS_PER_MINUTE: perMinute(6_000).describe('So often a minute a key may call one process of the API'),
    HOLDFAST_ADDRESS_CALLS_PER_MINUTE: perMinute(12_000).describe(
      'So often a minute one address may call one process of the API, with any key or none',
    ),
    HOLDFAST_PAGES_PER_MINUTE: perMinute(300).describe(
      'So often a minute one address may open or send pages behind mailed links, or sign in',
    ),
    HOLDFAST_SIGN_INS_PER_MINUTE: perMinute(30).describe(
      'So often a minute one address may ask one process of the API for a mail to sign in, or send a code',
    ),
    HOLDFAST_OIDC_ISSUER: url
      .optional()
      .describe(
        'Where people sign in by OpenID Connect, for example https://login.vendor.example; its redirect address is /sign-in/elsewhere/back below HOLDFAST_PUBLIC_URL. Unset, they sign in by mail alone',
      ),
    HOLDFAST_OIDC_CLIENT_ID: z.string().min(1).optional().describe('As what Holdfast is known there'),
    HOLDFAST_OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('With which secret it says so'),
    HOLDFAST_OIDC_NAME: z
      .string()
      .min(1)
      .default('your company account')
      .describe('What people call it: the words after “Sign in with”'),
    HOLDFAST_SOURCE_EVENTS_PER_MINUTE: perMinute(3_000).describe('So many events a minute are taken of one source'),
    HOLDFAST_CHECK_ANSWERS: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Hold every answer of the API against its schema; one that breaks it is 500. For tests'),
    HOLDFAST_OPEN_BOOK: z
      .enum(['true', 'false'])
      .default('false')
      .describe(
        'Whether every rep may read every lifecycle; unset, they read those that they keep, stand in for, lead, collect or sell for. Who may act is the same either way',
      ),
    HOLDFAST_TRUSTED_HOSTS: z
      .string()
      .default('')
      .describe(
        'Hosts in the inner network that webhooks and feeds may reach all the same, with commas between: host:port, host:* for any port, or host alone for 80 and 443',
      ),
    HOLDFAST_SWEEP_MS: milliseconds.default(15_000).describe('How often a worker looks for what a crash left'),
    HOLDFAST_MAX_EVENTS: z.coerce
      .number()
      .int()
      .min(50)
      .default(200)
      .describe(
        'A lifecycle does not sleep on more history events than this: it continues as new, and is woken again in a fraction of a second. Runs learn it with their first recording',
      ),
    HOLDFAST_SKIPS_TIME: z
      .enum(['true', 'false'])
      .default('false')
      .describe(
        'Whether clocks of lifecycles are moved ahead here, as the embedded stack lets people do: what is said to a lifecycle counts when it is taken, not when it was accepted. Never where real clients are',
      ),
    HOLDFAST_WAKE_SPREAD_MINUTES: z.coerce
      .number()
      .int()
      .min(0)
      .max(59)
      .default(50)
      .describe(
        'Over so many minutes after the opening of working hours lifecycles wake up for what is due then; alarms and messages never wait',
      ),
    HOLDFAST_WORKFLOW_BUNDLE: z
      .string()
      .optional()
      .describe('Path of a prebuilt workflow bundle; unset builds it at start'),
    HOLDFAST_VERSIONING: z
      .enum(['on', 'off'])
      .default('on')
      .describe(
        'Whether what runs stays on the build that began it until it is rolled on; off where one worker is all',
      ),
    HOLDFAST_DEPLOYMENT: z
      .string()
      .optional()
      .describe('Name of the worker deployment, together with HOLDFAST_BUILD_ID; unset, it is that of the task queue'),
    HOLDFAST_BUILD_ID: z
      .string()
      .optional()
      .describe(
        'Build id of this worker, together with HOLDFAST_DEPLOYMENT; unset, it follows from what the worker runs',
      ),
    HOLDFAST_LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
      .default('info')
      .describe('How much is logged'),
  })
  .superRefine((all, context) => {
    const { HOLDFAST_VERSIONING, HOLDFAST_DEPLOYMENT: name, HOLDFAST_BUILD_ID: buildId } = all;
    const refuse = (variable: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [variable], message });
    if ((name === undefined) !== (buildId === undefined)) {
      const [set, missing] =
        name === undefined
          ? ['HOLDFAST_BUILD_ID', 'HOLDFAST_DEPLOYMENT']
          : ['HOLDFAST_DEPLOYMENT', 'HOLDFAST_BUILD_ID'];
      refuse(missing, `is not set, but ${set} is: set both, or neither`);
    }
    if (HOLDFAST_VERSIONING === 'off' && name !== undefined)
      refuse('HOLDFAST_VERSIONING', 'is off, but HOLDFAST_DEPLOYMENT is set: leave out one of them');
    if (all.HOLDFAST_REPLY_DOMAIN !== undefined && secretsIn(all.HOLDFAST_MAIL_IN_SECRETS).length === 0)
      refuse('HOLDFAST_MAIL_IN_SECRETS', 'is not set, but HOLDFAST_REPLY_DOMAIN is: what comes in must be signed');
    if (all.HOLDFAST_REPLY_DOMAIN === undefined && all.HOLDFAST_LOG_ADDRESS !== undefined)
      refuse('HOLDFAST_REPLY_DOMAIN', 'is not set, but HOLDFAST_LOG_ADDRESS is: nothing comes in without it');
    for (const [variable, message] of halfOfTemporal(all)) refuse(variable, message);
    const ofOidc = ['HOLDFAST_OIDC_ISSUER', 'HOLDFAST_OIDC_CLIENT_ID', 'HOLDFAST_OIDC_CLIENT_SECRET'] as const;
    const said = ofOidc.find((variable) => all[variable] !== undefined);
    if (said !== undefined)
      for (const variable of ofOidc)
        if (all[variable] === undefined) refuse(variable, `is not set, but ${said} is: set all three, or none`);
    const issuer = all.HOLDFAST_OIDC_ISSUER;
    if (issuer !== undefined && !isHttpsOrOwnMachine(issuer))
      refuse('HOLDFAST_OIDC_ISSUER', 'must be an https:// address: who signs in would be told to everybody on the way');
    if (passwordTwice(all.HOLDFAST_DATABASE_URL, all.HOLDFAST_DATABASE_PASSWORD))
      refuse(
        'HOLDFAST_DATABASE_PASSWORD',
        'is set, but HOLDFAST_DATABASE_URL has a password too: leave out one of them',
      );
    if (passwordTwice(all.HOLDFAST_SMTP_URL, all.HOLDFAST_SMTP_PASSWORD))
      refuse('HOLDFAST_SMTP_PASSWORD', 'is set, but HOLDFAST_SMTP_URL has a password too: leave out one of them');
  });

/** Where people sign in by OpenID Connect. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it. */
  readonly name: string;
}

function oidcOf(c: z.output<typeof shape>): OidcConfig | null {
  const { HOLDFAST_OIDC_ISSUER: issuer, HOLDFAST_OIDC_CLIENT_ID: clientId } = c;
  const { HOLDFAST_OIDC_CLIENT_SECRET: clientSecret, HOLDFAST_OIDC_NAME: name } = c;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret, name };
}

/** How mail comes in. */
export interface MailIncoming {
  readonly replyDomain: string;
  /** A copy that goes there is logged as a touch. */
  readonly logAddress: string;
  readonly secrets: readonly string[];
  /** The relay whose word on SPF is believed. */
  readonly trustedRelay: string | undefined;
}

export interface Config {
  readonly databaseUrl: string;
  /** Connections to PostgreSQL that a process itself holds at most; its threads hold theirs beside them. */
  readonly databasePool: number;
  readonly threads: typeof threadsOfProcess;
  /** Role to which the migration job gives the rights of API and workers; undefined where they own the tables. */
  readonly databaseAppRole: string | undefined;
  readonly temporal: TemporalSecurity & {
    readonly address: string;
    readonly namespace: string;
    readonly taskQueue: string;
    readonly uiUrl: string;
    /** Whether clocks of lifecycles are moved ahead here; else what is said to one counts when it was accepted. */
    readonly skipsTime: boolean;
  };
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    readonly decisionTimeoutMs: number;
    readonly queryTimeoutMs: number;
    readonly statementMs: number;
    /** How many proxies before the API are trusted to say who asks, or which; false: none. */
    readonly trustProxy: number | readonly string[] | false;
    /** How often a minute. */
    readonly limits: {
      readonly key: number;
      readonly address: number;
      readonly page: number;
      readonly source: number;
      readonly signIn: number;
    };
    /** Where people sign in by OpenID Connect; null where they do by mail alone. */
    readonly oidc: OidcConfig | null;
    /** Whether answers are held against their schemas. */
    readonly checkAnswers: boolean;
    /** Whether reps read the lifecycles of all. */
    readonly openBook: boolean;
  };
  /** Where API and worker tell metrics and details of their health. */
  readonly ops: { readonly host: string; readonly port: number };
  readonly mail: {
    readonly smtpUrl: string;
    /** Whether mail goes over TLS or not at all. */
    readonly tlsRequired: boolean;
    readonly from: string;
    /** Where mail servers report what they could not deliver; undefined: to the address in `from`. */
    readonly bounces: string | undefined;
    /** The name in `from`: above mails to our own people, and what clients see where no brand has a name. */
    readonly sender: string;
    /** The address in `from`: the organizer of meetings in calendar files. */
    readonly address: string;
    /** Address of operations, if they have one. */
    readonly ops: string | undefined;
    readonly perSecond: number;
    readonly gatherMs: number;
    readonly archiveUrl: string | undefined;
    /** Set where the whole stack may be looked into: the embedded one. */
    readonly mailboxUrl: string | undefined;
    /** How mail comes in; null where none does. */
    readonly incoming: MailIncoming | null;
  };
  readonly worker: {
    readonly sweepMs: number;
    readonly bundle: string | undefined;
    /** Whether and as what workers are versioned; a build id that is not set follows from what the worker runs. */
    readonly versioning: { readonly deployment: string; readonly buildId: string | undefined } | null;
  };
  /** Hosts in the inner network that may be asked all the same. */
  readonly trustedHosts: readonly string[];
  readonly maxEvents: number;
  readonly wakeSpreadMinutes: number;
  readonly logLevel: z.infer<typeof shape>['HOLDFAST_LOG_LEVEL'];
}

/** Every variable that API, workers and migrations read. */
export const variables: readonly Variable[] = variablesOf(shape);

/** Reads the configuration from variables (`process.env` at entry points). Throws `ConfigError`. */
export function readConfig(env: Environment): Config {
  const c = readVariables(shape, env);
  return {
    databaseUrl: withPassword(c.HOLDFAST_DATABASE_URL, c.HOLDFAST_DATABASE_PASSWORD),
    databasePool: ownConnections(c.HOLDFAST_DATABASE_POOL),
    threads: threadsOfProcess,
    databaseAppRole: c.HOLDFAST_DATABASE_APP_ROLE,
    temporal: {
      ...temporalSecurity(c),
      address: c.HOLDFAST_TEMPORAL_ADDRESS,
      namespace: c.HOLDFAST_TEMPORAL_NAMESPACE,
      taskQueue: c.HOLDFAST_TASK_QUEUE,
      uiUrl: c.HOLDFAST_TEMPORAL_UI_URL,
      skipsTime: c.HOLDFAST_SKIPS_TIME === 'true',
    },
    api: {
      host: c.HOLDFAST_HOST,
      port: c.HOLDFAST_PORT,
      publicUrl: c.HOLDFAST_PUBLIC_URL,
      decisionTimeoutMs: c.HOLDFAST_DECISION_TIMEOUT_MS,
      queryTimeoutMs: c.HOLDFAST_QUERY_TIMEOUT_MS,
      statementMs: c.HOLDFAST_STATEMENT_MS,
      trustProxy: trustedProxies(c.HOLDFAST_TRUST_PROXY) ?? false,
      limits: {
        key: c.HOLDFAST_CALLS_PER_MINUTE,
        address: c.HOLDFAST_ADDRESS_CALLS_PER_MINUTE,
        page: c.HOLDFAST_PAGES_PER_MINUTE,
        source: c.HOLDFAST_SOURCE_EVENTS_PER_MINUTE,
        signIn: c.HOLDFAST_SIGN_INS_PER_MINUTE,
      },
      oidc: oidcOf(c),
      checkAnswers: c.HOLDFAST_CHECK_ANSWERS === 'true',
      openBook: c.HOLDFAST_OPEN_BOOK === 'true',
    },
    ops: { host: c.HOLDFAST_OPS_HOST, port: c.HOLDFAST_OPS_PORT },
    mail: {
      smtpUrl: withPassword(c.HOLDFAST_SMTP_URL, c.HOLDFAST_SMTP_PASSWORD),
      tlsRequired: c.HOLDFAST_SMTP_TLS === 'required',
      from: c.HOLDFAST_MAIL_FROM,
      bounces: c.HOLDFAST_MAIL_BOUNCES,
      sender: /^\s*"?([^"<]+?)"?\s*</.exec(c.HOLDFAST_MAIL_FROM)?.[1] ?? c.HOLDFAST_MAIL_FROM,
      address: /<([^<>\s]+)>\s*$/.exec(c.HOLDFAST_MAIL_FROM)?.[1] ?? c.HOLDFAST_MAIL_FROM.trim(),
      ops: c.HOLDFAST_OPS_MAIL,
      perSecond: c.HOLDFAST_MAILS_PER_SECOND,
      gatherMs: c.HOLDFAST_MAIL_GATHER_MS,
      archiveUrl: c.HOLDFAST_MAIL_ARCHIVE_URL,
      mailboxUrl: c.HOLDFAST_MAILBOX_URL,
      incoming:
        c.HOLDFAST_REPLY_DOMAIN === undefined
          ? null
          : {
              replyDomain: c.HOLDFAST_REPLY_DOMAIN,
              logAddress: c.HOLDFAST_LOG_ADDRESS ?? `log@${c.HOLDFAST_REPLY_DOMAIN}`,
              secrets: secretsIn(c.HOLDFAST_MAIL_IN_SECRETS),
              trustedRelay: c.HOLDFAST_TRUSTED_RELAY,
            },
    },
    worker: {
      sweepMs: c.HOLDFAST_SWEEP_MS,
      bundle: c.HOLDFAST_WORKFLOW_BUNDLE,
      versioning:
        c.HOLDFAST_VERSIONING === 'off'
          ? null
          : { deployment: c.HOLDFAST_DEPLOYMENT ?? c.HOLDFAST_TASK_QUEUE, buildId: c.HOLDFAST_BUILD_ID },
    },
    trustedHosts: c.HOLDFAST_TRUSTED_HOSTS.split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    maxEvents: c.HOLDFAST_MAX_EVENTS,
    wakeSpreadMinutes: c.HOLDFAST_WAKE_SPREAD_MINUTES,
    logLevel: c.HOLDFAST_LOG_LEVEL,
  };
}
