/** What an error ends an activity as, and what it becomes over HTTP: each decided in one file. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { handOver } from '../../activities/deliver';
import {
  dealNotBegun,
  failureOf,
  notBegun,
  rowsWait,
  stillInviting,
  unknownJob,
  unknownMail,
  unknownMailKind,
} from '../../activities/failures';
import { createLifecycleActivities } from '../../activities/lifecycle';
import { toProblem } from '../../api/http/problems';
import { createPost, type OutgoingMail } from '../../mail/post';
import { ArchiveAway } from '../../outside/archive';
import { Prisma } from '../../prisma/client';
import { isDuplicate, isOutage } from '../../prisma/errors';
import { BrokenRecord } from '../../records/columns/column';
import { NobodyTakes } from '../../records/hand-off';
import { named, NoAnswer, NotRunning } from '../../temporal/errors';
import { MigrationRefused, MigrationsUnderWay } from '../../prisma/migrate';
import { startMailServer, type RefusingStep } from '../../dev/refusing-mail-server';

const root = path.join(__dirname, '..', '..');

const known = (code: string, cause?: object): Error =>
  new Prisma.PrismaClientKnownRequestError('Ada Muster, ada@client.example', {
    code,
    clientVersion: '7',
    ...(cause === undefined ? {} : { meta: { driverAdapterError: Object.assign(new Error('x'), { cause }) } }),
  });
const state = (code: string): object => ({ kind: 'postgres', originalCode: code, code, severity: 'ERROR' });
const socket = (code: string): Error => Object.assign(new Error(`connect ${code} 127.0.0.1:5432`), { code });

/** Each as Prisma 7 threw it over the adapter of `pg` when it was tried. */
const errors: readonly (readonly [what: string, error: unknown, type: string, status: number])[] = [
  ['nobody listens', known('P1001', { kind: 'DatabaseNotReachable' }), 'RecordsAway', 503],
  ['nobody listens to our own SQL', known('P2010', { kind: 'DatabaseNotReachable' }), 'RecordsAway', 503],
  ['the connection is closed', known('P1017', { kind: 'ConnectionClosed' }), 'RecordsAway', 503],
  ['the connection times out', known('P1008', { kind: 'SocketTimeout' }), 'RecordsAway', 503],
  ['no connection is free', known('P2024'), 'RecordsAway', 503],
  ['no connection is free in the pool', new Error('timeout exceeded when trying to connect'), 'RecordsAway', 503],
  ['a transaction runs out of time', known('P2028'), 'RecordsAway', 503],
  ['two transactions lock each other out', known('P2034'), 'RecordsAway', 503],
  ['the same in our own SQL', known('P2010', { kind: 'TransactionWriteConflict' }), 'RecordsAway', 503],
  ['too many clients', known('P2010', { kind: 'TooManyConnections', originalCode: '53300' }), 'RecordsAway', 503],
  ['an administrator shuts it down', known('P2010', state('57P01')), 'RecordsAway', 503],
  ['it is starting', { name: 'DriverAdapterError', cause: state('57P03') }, 'RecordsAway', 503],
  ['a statement takes too long', known('P2010', state('57014')), 'RecordsAway', 503],
  ['its disk is full', known('P2010', state('53100')), 'RecordsAway', 503],
  ['a connection broke', new Error('Connection terminated unexpectedly'), 'RecordsAway', 503],
  ['it never answered', new Error('Connection terminated due to connection timeout'), 'RecordsAway', 503],
  ['a broken connection is used', new Error('Client has encountered a connection error and is not queryable'), 'RecordsAway', 503], // prettier-ignore
  ['a statement is not answered', new Error('Query read timeout'), 'RecordsAway', 503],
  ['an administrator shuts it down, between statements of Prisma', known('P2039', state('57P01')), 'RecordsAway', 503],
  ['a bare socket', socket('EPIPE'), 'RecordsAway', 503],
  ['it cannot start', new Prisma.PrismaClientInitializationError('x', '7', 'P1001'), 'RecordsAway', 503],

  ['a bug', new TypeError("Cannot read properties of undefined (reading 'id')"), 'Unforeseen', 500],
  ['no error at all', 'thrown as a text', 'Unforeseen', 500],
  ['SQL that is wrong', known('P2010', state('42601')), 'Unforeseen', 500],
  ['what a trigger raises', known('P2039', state('P0001')), 'Unforeseen', 500],
  ['a division by zero', known('P2010', state('22012')), 'Unforeseen', 500],
  ['a table is missing', known('P2021', { kind: 'TableDoesNotExist', originalCode: '42P01' }), 'Unforeseen', 500],
  ['a wrong password', known('P1000', { kind: 'AuthenticationFailed', originalCode: '28P01' }), 'Unforeseen', 500],
  ['a query that Prisma refuses', new Prisma.PrismaClientValidationError('x', { clientVersion: '7' }), 'Unforeseen', 500], // prettier-ignore
  ['an error of ours about something else', new Error('there is no job j-1'), 'Unforeseen', 500],
  ['a row that is there', known('P2002', { kind: 'UniqueConstraintViolation' }), 'Unforeseen', 409],
  ['a row that cannot be read', new BrokenRecord('deals', 'document', 'D-1', '/client'), 'BrokenRecord', 500], // prettier-ignore
];

test.each(errors)('%s', (_, error, type, status) => {
  const failure = failureOf(error);
  expect([failure.type, failure.nonRetryable]).toEqual([type, false]);
  expect(failure.message).not.toContain('Muster');
  expect(toProblem(error).status).toBe(status);
  expect([isOutage(error), isDuplicate(error)]).toEqual([type === 'RecordsAway', status === 409]);
});

test('an error that leads to itself is followed to no end', () => {
  const error: Error & { cause?: unknown } = new Error('x');
  error.cause = error;
  expect(isOutage(error)).toBe(false);
});

test.each([
  ['a mail that is not there', unknownMail('m-1'), 'UnknownMail', true],
  ['a mail of a kind that nobody writes', unknownMailKind('poem'), 'UnknownMailKind', true],
  ['a job that is not there', unknownJob('import-1'), 'UnknownJob', true],
  ['a lifecycle that has not begun', notBegun('D-1042.crm-pro.t1'), 'NotBegun', false],
  ['a campaign that still invites', stillInviting('campaign-1'), 'StillInviting', false],
  ['rows that wait for Temporal', rowsWait('TemporalAway', 2), 'TemporalAway', false],
] as const)('%s has a name of its own, and keeps whether it is tried again', (_, failure, name, final) => {
  expect(failureOf(failure)).toBe(failure);
  expect(failure.type).toBe(name);
  expect(failure.nonRetryable).toBe(final);
});

const mail: OutgoingMail = {
  to: { name: 'Ada Muster', address: 'ada@client.example' },
  subject: 'Due: call',
  html: '<p>Due</p>',
  text: 'Due',
  date: '2027-01-04T08:00:00.000Z',
  messageId: '<1@holdfast.example>',
  headers: {},
};

/** A mail server that greets with one line, whatever comes; and the way to it. */
async function greeted(greeting: string, act: (smtpUrl: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((caller) => caller.on('error', () => undefined).end(`${greeting}\r\n`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await act(`smtp://127.0.0.1:${port}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

test.each([
  ['what is no SMTP', 'HTTP/1.1 400 ada@client.example', 'the mail server gave no SMTP answer (EPROTOCOL)'],
  [
    'a refusal',
    '554 no service for ada@client.example',
    'the mail server answered 554 to the connection: it is tried again',
  ],
])('a mail server that greets with %s is not quoted, and is waited for', async (_, greeting, message) => {
  await greeted(greeting, async (smtpUrl) => {
    const post = createPost({ smtpUrl, from: 'Holdfast <mail@holdfast.example>', tlsRequired: false });
    const error = await handOver(mail, post);
    post.close();
    expect(error).toMatchObject({ message, meaning: 'passes' });
    expect(error).not.toHaveProperty('cause');
  });
});

test('a bug on the way to the mail server is no mail server that is away', async () => {
  const bug = new TypeError("Cannot read properties of undefined (reading 'url')");
  const failed = handOver(mail, { send: () => Promise.reject(bug) });
  await expect(failed).rejects.toBe(bug);
  expect(failureOf(bug).type).toBe('Unforeseen');
});

test.each<[RefusingStep, string, string]>([
  [
    'greeting',
    '554 5.7.1 ada@client.example',
    'the mail server answered 554 5.7.1 to the connection: it is tried again',
  ],
  ['AUTH', '535 5.7.8 ada@client.example', 'the mail server answered 535 5.7.8 to AUTH: it is tried again'],
  ['MAIL FROM', '530 5.7.0 ada@client.example', 'the mail server answered 530 5.7.0 to MAIL FROM: it is tried again'],
  ['RCPT TO', '550 connection frequency limited', 'the mail server answered 550 to RCPT TO: it is tried again'],
  ['RCPT TO', '552 5.2.2 mailbox full', 'the mail server answered 552 5.2.2 to RCPT TO: it is tried again'],
  ['RCPT TO', '550 5.1.1 no Ada Muster here', 'the mail server answered 550 5.1.1 to RCPT TO: it takes no mail for this address'], // prettier-ignore
  ['DATA', '554 5.6.0 ada@client.example', 'the mail server answered 554 5.6.0 to DATA: it takes no mail with this content'], // prettier-ignore
])('a mail server that refuses at the %s with %s', async (step, reply, message) => {
  const server = await startMailServer();
  server.refuses({ step, reply });
  const post = createPost({ smtpUrl: server.smtpUrl, from: 'Holdfast <mail@holdfast.example>', tlsRequired: false });
  const answered = await Promise.all([handOver(mail, post), handOver(mail, post)]);
  expect(answered.map((error) => error?.message)).toEqual([message, message]);
  // The way there is used again, and the mail goes out once the server takes it.
  server.refuses(null);
  expect(await handOver(mail, post)).toBeNull();
  expect(server.arrived.map(({ to }) => to)).toEqual(['ada@client.example']);
  post.close();
  await server.stop();
});

test('where TLS is required, a mail waits rather than go in clear; where it is not, it goes', async () => {
  const server = await startMailServer();
  const way = { smtpUrl: server.smtpUrl, from: 'Holdfast <mail@holdfast.example>' };
  const [strict, lax] = [createPost({ ...way, tlsRequired: true }), createPost({ ...way, tlsRequired: false })];
  expect(await handOver(mail, strict)).toMatchObject({ meaning: 'passes' });
  expect(server.arrived).toEqual([]);
  expect(await handOver(mail, lax)).toBeNull();
  expect(server.arrived).toHaveLength(1);
  strict.close();
  lax.close();
  await server.stop();
});

test('an address that no mail server would understand is not waited for, and not quoted', async () => {
  const server = await startMailServer();
  const post = createPost({ smtpUrl: server.smtpUrl, from: 'Holdfast <mail@holdfast.example>', tlsRequired: false });
  const error = await handOver({ ...mail, to: { name: 'Ada Muster', address: '' } }, post);
  expect(error).toMatchObject({ message: 'this is no address to which a mail can go', meaning: 'recipient' });
  post.close();
  await server.stop();
});

test('holidays that cannot be worked out end their activity by a named failure too', async () => {
  const logged: string[] = [];
  const context = { log: { error: (message: string) => logged.push(message) } };
  const nowhere = JSON.parse('{}');
  const { holidays } = createLifecycleActivities(nowhere);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of Temporal's context as a failure needs
  const failed = asyncLocalStorage.run(context as unknown as Context, () => holidays(nowhere));
  await expect(failed).rejects.toMatchObject({ type: 'Unforeseen' });
  expect(logged).toHaveLength(1);
});

test('a migration that is refused says which and why', () => {
  expect(new MigrationRefused('1_first', 'was changed after it was applied')).toMatchObject({
    name: 'MigrationRefused',
    migration: '1_first',
    message: 'migration 1_first was changed after it was applied',
  });
  expect(new MigrationsUnderWay()).toMatchObject({ name: 'MigrationsUnderWay' });
});

test.each([
  ['Temporal is away', new NoAnswer('x'), 503],
  ['mails cannot be erased', new ArchiveAway('x'), 503],
  ['a lifecycle has ended', new NotRunning('x'), 409],
  ['nobody takes the second product', new NobodyTakes('D-1042', 1, 'nordic'), 422],
] as const)('over HTTP, %s', (_, error, status) => expect(toProblem(error).status).toBe(status));

test('a decision whose run ended before it answered is unknown; any other failure of one is a fault of ours', () => {
  const failed = (type: string): unknown =>
    named(new WorkflowUpdateFailedError('x', ApplicationFailure.nonRetryable('x', type)));
  expect(failed('AcceptedUpdateCompletedWorkflow')).toBeInstanceOf(NoAnswer);
  expect(failed('DomainFault')).toBeInstanceOf(WorkflowUpdateFailedError);
});

test('who hands a deal over that nobody takes is told of the product', () =>
  expect(toProblem(new NobodyTakes('D-1042', 1, 'nordic')).more.errors).toEqual([
    { pointer: '/products/1/group', detail: 'There is no group nordic with a rep who works here.' },
  ]));

const filesOf = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));

test('an answer’s status is chosen in problems.ts alone', () => {
  const others = filesOf('api').filter((file) => /\.tsx?$/.test(file) && !file.endsWith('http/problems.ts'));
  expect(others.length).toBeGreaterThan(90);
  const made = others.filter((file) => readFileSync(path.join(root, file), 'utf8').includes('new Problem('));
  expect(made).toEqual([]);
});

test('what ops do about a failure stands in docs/running.md, for each name', () => {
  const failures = readFileSync(path.join(root, 'activities', 'failures.ts'), 'utf8');
  const names = [...failures.matchAll(/[rR]etryable\([^)]*'(\w+)'\)/g)].map(([, name = '']) => name);
  expect(new Set(names).size).toBeGreaterThan(8);
  const running = readFileSync(path.join(root, 'docs', 'running.md'), 'utf8');
  expect([...names, 'BrokenRecord'].filter((name) => !running.includes(`\`${name}\``))).toEqual([]);
});

const serving = ['activities', 'api', 'mail', 'outside', 'prisma', 'records', 'temporal', 'worker', 'workflows'];

test('no error goes without a name', () => {
  const nameless = serving
    .flatMap(filesOf)
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
    .filter((file) => /new Error\(/.test(readFileSync(path.join(root, file), 'utf8')));
  expect(nameless).toEqual([]);
});

test('a mail that waits for the other lines of its deal is tried ever more seldom, and waits two minutes at most', () => {
  const tried: number[] = [];
  for (let waited = 0, attempt = 1; waited < 120_000; attempt += 1) {
    const { nextRetryDelay, nonRetryable } = dealNotBegun('D-1.crm-pro.t1', { leftMs: 120_000 - waited, attempt });
    expect(nonRetryable).not.toBe(true);
    waited += Number(nextRetryDelay);
    tried.push(waited);
  }
  expect(tried).toEqual([5_000, 15_000, 35_000, 75_000, 120_000]);
});
