/** What stands between Holdfast and too much: how often somebody may ask; and between Holdfast and a database in trouble. */
import { createHmac } from 'node:crypto';
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh, running } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { aDeal } from '../support/deals';
import { wireTo, type Wire } from '../support/silent-wire';

let cell: Cell;
let wire: Wire;
/** The same API, behind the wire. */
let wired: Awaited<ReturnType<Cell['startApi']>>;
let wiredUrl = '';

beforeAll(async () => {
  cell = await startCell({
    HOLDFAST_TRUST_PROXY: '1',
    HOLDFAST_CALLS_PER_MINUTE: '40',
    HOLDFAST_ADDRESS_CALLS_PER_MINUTE: '120',
    HOLDFAST_PAGES_PER_MINUTE: '10',
    HOLDFAST_SOURCE_EVENTS_PER_MINUTE: '5',
    HOLDFAST_SIGN_INS_PER_MINUTE: '5',
  });
  const url = new URL(cell.databaseUrl);
  wire = await wireTo(Number(url.port));
  url.port = String(wire.port);
  wired = await cell.startApi({
    HOLDFAST_DATABASE_URL: url.toString(),
    HOLDFAST_STATEMENT_MS: '1500',
    HOLDFAST_CALLS_PER_MINUTE: '100000',
    HOLDFAST_ADDRESS_CALLS_PER_MINUTE: '100000',
    HOLDFAST_PAGES_PER_MINUTE: '100000',
    HOLDFAST_SIGN_INS_PER_MINUTE: '100000',
  });
  wiredUrl = String(JSON.parse(cell.logged.findLast((line) => line.includes('api is listening')) ?? '{}').url);
});
afterAll(async () => {
  await cell.stop();
  await wire.close();
});

interface Answered {
  readonly status: number;
  readonly retryAfter: number;
  readonly type: string;
}

async function ask(at: string, from: string, init: RequestInit = {}, url = cell.url): Promise<Answered> {
  const headers = { 'X-Forwarded-For': from, ...(init.headers as Record<string, string>) };
  const response = await fetch(`${url}${at}`, {
    redirect: 'manual',
    ...init,
    headers,
    signal: AbortSignal.timeout(60_000),
  });
  await response.arrayBuffer();
  return {
    status: response.status,
    retryAfter: Number(response.headers.get('Retry-After')),
    type: response.headers.get('Content-Type') ?? '',
  };
}
const many = (count: number, one: (index: number) => Promise<Answered>): Promise<readonly Answered[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));
const of = (answers: readonly Answered[], status: number): readonly Answered[] =>
  answers.filter((one) => one.status === status);

test('an address that asks too often waits, with whichever keys; others go on, and so do probes', async () => {
  const invented = (index: number) =>
    ask('/v1/reps', '192.0.2.1', { headers: { Authorization: `Bearer made-up-${index}` } });
  const before = await cell.queries();
  const answers = await many(200, invented);
  expect(of(answers, 401).length).toBeLessThanOrEqual(120);
  const refused = of(answers, 429);
  expect(refused.length).toBeGreaterThanOrEqual(80);
  expect(refused.every(({ retryAfter }) => retryAfter >= 1 && retryAfter <= 60)).toBe(true);
  expect(refused.every(({ type }) => type.startsWith('application/problem+json'))).toBe(true);
  // Nothing was done for those: not even the key was looked up, which takes two; and sixty are kept in the audit.
  expect((await cell.queries()) - before).toBeLessThanOrEqual(2 * 120 + 60 + 5);
  expect((await ask('/v1/reps', '192.0.2.2')).status).toBe(401);
  expect((await ask('/healthz', '192.0.2.1')).status).toBe(200);
  // Of IPv6 the network of one customer counts as one.
  const spread = await many(150, (index) => ask('/v1/reps', `2001:db8:1:1::${index.toString(16)}`));
  expect(of(spread, 429).length).toBeGreaterThanOrEqual(30);
});

test('a key that asks too often waits, from whichever address; another key goes on', async () => {
  const key = await cell.keyOf('ops');
  const headers = { Authorization: `Bearer ${key}` };
  const answers = await many(60, (index) => ask('/v1/reps', `198.51.100.${index}`, { headers }));
  expect([of(answers, 200).length, of(answers, 429).length]).toEqual([40, 20]);
  expect(of(answers, 429)[0]).toMatchObject({ type: expect.stringContaining('problem+json') });
  const other = { Authorization: `Bearer ${await cell.keyOf('ops')}` };
  expect((await ask('/v1/reps', '198.51.100.1', { headers: other })).status).toBe(200);
});

test('pages behind links, and signing in, have a limit of their own that answers with a page', async () => {
  const from = '203.0.113.1';
  const answers = await many(20, (index) =>
    ask(['/l/guess', '/act/guess', '/leave/guess', '/sign-in'][index % 4] ?? '', from),
  );
  expect(of(answers, 429)).toHaveLength(10);
  expect(of(answers, 429).every(({ type, retryAfter }) => type.startsWith('text/html') && retryAfter >= 1)).toBe(true);
  expect((await ask('/v1/reps', from)).status).toBe(401);
});

test('a source has a limit of its own, and what nobody signed does not count', async () => {
  const [id, secret] = [fresh('desk'), 'a secret of some length'];
  const headers = { Authorization: `Bearer ${await cell.keyOf('admin')}`, 'Content-Type': 'application/json' };
  await ask(`/v1/sources/${id}`, '203.0.113.9', {
    method: 'PUT',
    headers,
    body: JSON.stringify({ format: 'zendesk', secret }),
  });
  const body = JSON.stringify({
    id: fresh('e'),
    time: '2027-01-01T00:00:00Z',
    type: 'zen:event-type:ticket.other',
    detail: { id: '1' },
  });
  const stamp = new Date().toISOString();
  const signed = {
    'X-Zendesk-Webhook-Signature': createHmac('sha256', secret)
      .update(stamp + body)
      .digest('base64'),
    'X-Zendesk-Webhook-Signature-Timestamp': stamp,
  };
  const unsigned = await many(10, () => ask(`/in/${id}`, '203.0.113.9', { method: 'POST', body }));
  expect(of(unsigned, 401)).toHaveLength(10);
  const answers = await many(8, () => ask(`/in/${id}`, '203.0.113.9', { method: 'POST', body, headers: signed }));
  expect([of(answers, 202).length, of(answers, 429).length]).toEqual([5, 3]);
});

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a site beside ours', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['a foreign origin', { Origin: 'https://evil.example' }, 403],
  ['an origin that is none', { Origin: 'null' }, 403],
  ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 303],
])('an address that is sent to the sign-in page by %s', async (_, headers, status) => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', ...headers };
  const sent = await ask(
    '/sign-in',
    '',
    { method: 'POST', headers: form, body: 'email=ida@holdfast.example' },
    wiredUrl,
  );
  expect(sent.status).toBe(status);
});

test('asking for mails to sign in has a limit of its own, and so has typing codes', async () => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const from = '203.0.113.44';
  const answers = await many(8, (index) =>
    ask(index % 2 === 0 ? '/sign-in' : '/sign-in/code', from, { method: 'POST', headers, body: 'code=123456' }),
  );
  expect([of(answers, 429).length, of(answers, 429).every(({ retryAfter }) => retryAfter >= 1)]).toEqual([3, true]);
});

test('a source’s secret has a least length, and one that was kept before goes on', async () => {
  const id = fresh('desk');
  expect(await wired.put(`/v1/sources/${id}`, { format: 'zendesk', secret: 'fifteen letters' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/secret', detail: 'At least 16 characters.' }] },
  });
  await withDatabase(cell.databaseUrl, (client) =>
    client.query(`insert into sources (id, format, secret) values ($1, 'zendesk', 'a')`, [id]),
  );
  const body = JSON.stringify({
    id: fresh('e'),
    time: '2027-01-01T00:00:00Z',
    type: 'zen:event-type:ticket.other',
    detail: { id: '1' },
  });
  const stamp = new Date().toISOString();
  const signed = {
    'X-Zendesk-Webhook-Signature': createHmac('sha256', 'a')
      .update(stamp + body)
      .digest('base64'),
    'X-Zendesk-Webhook-Signature-Timestamp': stamp,
  };
  expect((await ask(`/in/${id}`, '', { method: 'POST', body, headers: signed }, wiredUrl)).status).toBe(202);
});

test('no kept answer holds a secret: it is shown once, and a repeated answer says so by leaving it out', async () => {
  const id = fresh('hook');
  await wired.put(`/v1/webhooks/${id}`, { url: 'https://hooks.partner.example/in' });
  const key = { 'Idempotency-Key': fresh('key') };
  const first = await wired.post(`/v1/webhooks/${id}/rotate`, undefined, key);
  expect(first).toMatchObject({ status: 200, body: { id, secret: expect.stringMatching(/^whsec_/) } });
  const again = await wired.post(`/v1/webhooks/${id}/rotate`, undefined, key);
  expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  expect(again).toMatchObject({ status: 200, body: { id } });
  expect(again.body.secret).toBeUndefined();
  expect(await cell.count('idempotent_requests', `idempotent_requests::text like '%whsec_%'`)).toBe(0);
});

test('answers under an Idempotency-Key are forgotten after a week, and not before', async () => {
  await withDatabase(cell.databaseUrl, (client) =>
    client.query(`insert into idempotent_requests (key, fingerprint, status, "createdAt") values
      ('old', 'f', 200, now() - interval '8 days'), ('young', 'f', 200, now() - interval '6 days')`),
  );
  const worker = await cell.startWorker();
  await eventually(async () => expect(await cell.count('idempotent_requests', `key = 'old'`)).toBe(0));
  expect(await cell.count('idempotent_requests', `key = 'young'`)).toBe(1);
  await worker.stop();
});

test('a process opens no more connections than its pool has, its threads included, whatever comes at once', async () => {
  const [pool, name] = [5, fresh('pool')];
  const url = new URL(cell.databaseUrl);
  url.searchParams.set('application_name', name);
  const api = await cell.startApi({
    HOLDFAST_DATABASE_URL: url.toString(),
    HOLDFAST_DATABASE_POOL: String(pool),
    HOLDFAST_CALLS_PER_MINUTE: '100000',
    HOLDFAST_ADDRESS_CALLS_PER_MINUTE: '100000',
  });
  const reports = ['growth', 'renewals?from=2027-01-01&to=2027-02-01', 'growth', 'oversold'];
  await withDatabase(running.postgres, async (client) => {
    const open = async (): Promise<number> => {
      const { rows } = await client.query('select 1 from pg_stat_activity where application_name = $1', [name]);
      return rows.length;
    };
    let [most, over] = [0, false];
    const asked = Promise.all(
      [...Array.from({ length: 50 }, () => 'lifecycles?limit=50'), ...reports.map((one) => `reports/${one}`)].map(
        (one) => api.get(`/v1/${one}`),
      ),
    ).finally(() => (over = true));
    while (!over) most = Math.max(most, await open());
    expect((await asked).map(({ status }) => status)).toEqual(Array.from({ length: 54 }, () => 200));
    // One that is idle stays open for seconds: all that were open at once are.
    most = Math.max(most, await open());
    // Its own three, and at least one of a thread.
    expect(most).toBeGreaterThan(3);
    expect(most).toBeLessThanOrEqual(pool);
  });
  await api.kill();
});

const asked: readonly (readonly [method: string, at: string, body?: object])[] = [
  ['GET', '/v1/reps'],
  ['GET', '/v1/lifecycles?limit=5'],
  ['POST', '/v1/deals', aDeal()],
  ['PUT', '/v1/reps/mira', { name: 'Mira', email: 'mira@holdfast.example' }],
  ['POST', '/in/nobody', {}],
  ['GET', '/v1/reports/work?from=2027-01-01&to=2027-02-01'],
];
const troubled = (): Promise<readonly (Answered & { readonly ms: number })[]> =>
  Promise.all(
    Array.from({ length: 36 }, async (_, index) => {
      const [method, at, body] = asked[index % asked.length] ?? ['GET', '/v1/reps'];
      const began = performance.now();
      const headers = { Authorization: `Bearer ${cell.key}`, 'Content-Type': 'application/json' };
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const answered = await ask(at, '', init, wiredUrl);
      return { ...answered, ms: performance.now() - began };
    }),
  );

test('while PostgreSQL hangs every request is answered within seconds, 503 with Retry-After; afterwards all is well', async () => {
  await wired.get('/v1/reps');
  wire.fallSilent();
  const began = performance.now();
  const [answers, ready] = await Promise.all([troubled(), ask('/readyz', '', {}, wiredUrl)]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
  expect(answers.every(({ retryAfter }) => retryAfter > 0)).toBe(true);
  expect(ready.status).toBe(503);
  console.log(`the slowest of ${answers.length} took ${Math.round(Math.max(...answers.map(({ ms }) => ms)))} ms`);
  expect(performance.now() - began).toBeLessThan(20_000);
  wire.mend();
  await eventually(async () => expect((await wired.get('/v1/reps')).status).toBe(200));
});

test('connections that break, or that PostgreSQL ends, are 503 at most, never a bug of ours', async () => {
  for (let round = 0; round < 4; round += 1) {
    const answers = troubled();
    if (round % 2 === 0) wire.mend();
    else
      await withDatabase(running.postgres, (client) =>
        client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          new URL(cell.databaseUrl).pathname.slice(1),
        ]),
      );
    const odd = (await answers).filter(({ status }) => status >= 500 && status !== 503);
    expect(odd).toEqual([]);
  }
  expect(cell.logged.filter((line) => line.includes('"unforeseen"'))).toEqual([]);
});
