/**
 * A corpus of bad bytes and bad text, every kind at every door: whatever comes, the answer is a documented 4xx, no row
 * changes, and nothing of what was sent stands in a log.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { aRow } from '../support/imports';

/**
 * Stands in every body: where it stands in a log, the log quotes people. It is a client’s name too, which Temporal may
 * know: so it is none of the people’s `canaries`.
 */
const canary = `Basilisk${randomBytes(6).toString('hex')}`;

interface Bad {
  readonly what: string;
  readonly method: string;
  readonly at: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** No key is sent, and a page may answer. */
  readonly open?: true;
}

const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const text = JSON.stringify({ note: canary, reason: canary });
const bytes = (...parts: readonly (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const packed = gzipSync(text);

/** Bytes that are no body, by the packing that they claim. */
const bodies: readonly (readonly [what: string, body: Buffer, encoding?: string])[] = [
  ['no gzip', Buffer.from(text), 'gzip'],
  ['no deflate', Buffer.from(text), 'deflate'],
  ['no brotli', Buffer.from(text), 'br'],
  ['gzip that is cut off', packed.subarray(0, -9), 'gzip'],
  ['gzip with a wrong sum', Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 7)]), 'gzip'],
  ['a gzip bomb', gzipSync(Buffer.alloc(60_000_000, 32)), 'gzip'],
  ['a brotli bomb', brotliCompressSync(Buffer.alloc(60_000_000, 32)), 'br'],
  ['a deflate bomb', deflateSync(Buffer.alloc(60_000_000, 32)), 'deflate'],
  ['an unknown packing', Buffer.from(text), 'zstandard'],
  ['packed twice', gzipSync(packed), 'gzip, gzip'],
  ['0xFF', bytes('{"note":"', [0xff], canary, '"}')],
  ['an overlong slash', bytes('{"note":"', [0xc0, 0xaf], canary, '"}')],
  ['half a surrogate in bytes', bytes('{"note":"', [0xed, 0xa0, 0x80], canary, '"}')],
  ['a character that is cut off', bytes('{"note":"', canary, [0xe2, 0x82])],
  ['UTF-16', Buffer.from(text, 'utf16le')],
  ['a bare NUL', bytes('{"note":"', [0], canary, '"}')],
  ['NUL, escaped', Buffer.from(`{"note":"\\u0000${canary}","name":"\\u0000"}`)],
  ['half a character, escaped', Buffer.from(`{"note":"\\ud800${canary}","name":"\\ud800"}`)],
  ['a field that every object has', Buffer.from(`{"__proto__":{"role":"admin"},"note":"${canary}"}`)],
  ['another such field', Buffer.from(`{"constructor":{"prototype":{"role":"admin"}},"note":"${canary}"}`)],
  ['a number beyond all', Buffer.from(`{"value":1e999,"quantity":9007199254740993,"note":"${canary}"}`)],
  ['a depth without end', Buffer.from('['.repeat(100_000))],
  ['half a JSON', Buffer.from(`{"note":"${canary}`)],
];

/** What no database keeps as a moment. */
const moments = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59-23:59',
  '2200-12-31T23:59:59-00:01',
  '1969-12-31T23:59:59Z',
  '2027-02-30T10:00:00Z',
];
const days = ['0000-01-01', '9999-12-31', '2027-02-30', '1969-12-31', '+27570-01-01', '-0001-01-01'];
const names = ['a\u0000b', 'a\ud800b', 'a\nb', 'a\r\nb', 'a\u2028b', 'a\u202eb', 'a\u2066b', 'a\u0007b', 'a\tb'];
const byBirth = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly statuses: readonly string[];
  /** Whether its address takes a query. */
  readonly asks: boolean;
  readonly takesJson: boolean;
}

let cell: Cell;
let operations: readonly Operation[];
const secret = 'a secret of some length';
const desk = fresh('desk');
const till = fresh('till');

beforeAll(async () => {
  cell = await startCell();
  // Files are read by a worker.
  await cell.startWorker();
  // Whoever works here has their mornings arranged by the sweep, which notes it in their row: not what is looked for.
  await eventually(async () => {
    const unarranged = await cell.count('reps', '"leftAt" is null and "morningsAt" is null');
    if (unarranged > 0) throw new Error(`${unarranged} have no mornings yet`);
  });
  await cell.admin.put(`/v1/sources/${desk}`, { format: 'zendesk', secret });
  await cell.admin.put(`/v1/sources/${till}`, { format: 'stripe', secret });
  const { body } = await cell.admin.get('/openapi.json');
  type Documented = {
    readonly parameters?: readonly { readonly in: string }[];
    readonly responses: object;
    readonly requestBody?: { readonly content: object };
  };
  operations = Object.entries(body.paths as Record<string, Record<string, Documented>>).flatMap(([at, methods]) =>
    Object.entries(methods).map(([method, { responses, requestBody, parameters = [] }]) => ({
      method: method.toUpperCase(),
      path: at,
      statuses: Object.keys(responses),
      asks: parameters.some((one) => one.in === 'query'),
      takesJson: 'application/json' in (requestBody?.content ?? {}),
    })),
  );
});
afterAll(async () => {
  await cell.stop();
});

const filled = (at: string, value = 'x.x.t1'): string =>
  at.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'report' ? 'work' : at.includes('/lifecycles/{id}') && name === 'id' ? 'x.x.t1' : value)); // prettier-ignore

function* byteCorpus(): Generator<Bad> {
  for (const { method, path: at, takesJson } of operations.filter((one) => one.path.startsWith('/v1/'))) {
    if (!takesJson) continue;
    for (const [what, body, encoding] of bodies)
      yield {
        what,
        method,
        at: filled(at, 'x'),
        body,
        headers: { ...json, ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }) },
      };
  }
  for (const [what, body, encoding] of bodies) {
    const headers = encoding === undefined ? {} : { 'Content-Encoding': encoding };
    for (const type of ['text/csv', 'application/x-ndjson'])
      yield { what: `${type}: ${what}`, method: 'POST', at: '/v1/imports', body, headers: { 'Content-Type': type, Prefer: 'wait=20', ...headers } }; // prettier-ignore
    for (const at of ['/in/nobody', `/in/${desk}`, `/in/${till}`])
      yield { what, method: 'POST', at, body, headers: { ...json, ...headers }, open: true };
    for (const at of ['/act/nobody', '/sign-in', '/sign-in/code', '/sign-in/nobody', '/sign-out'])
      yield { what, method: 'POST', at, body, headers: { ...form, ...headers }, open: true };
  }
  for (const field of ['email=%FF', 'email=a%00b', `email=%ED%A0%80`, 'email=%', '%FF=1', `email=${'x'.repeat(5_000)}`])
    yield { what: `the form ${field.slice(0, 20)}`, method: 'POST', at: '/sign-in', body: field, headers: form, open: true }; // prettier-ignore
}

function* addressCorpus(): Generator<Bad> {
  for (const { method, path: at, asks } of operations.filter((one) => /^\/(?:v1|in)\//.test(one.path))) {
    if (at.includes('{'))
      for (const part of ['%00', '%FF', '%ED%A0%80', '%C0%AF', '%', ...byBirth])
        yield { what: `${part} in its path`, method, at: at.replaceAll(/\{\w+\}/g, part), ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}', headers: json }) }; // prettier-ignore
    for (const query of ['x=%00', 'x=%FF', '%ED%A0%80=1', 'x=%'])
      yield { what: `?${query}`, method, at: `${filled(at)}?${query}` };
    if (method !== 'GET' || !asks) continue;
    for (const query of [
      '__proto__=1',
      'limit=9007199254740993',
      'limit=1e999',
      'limit=1&limit=2',
      'cursor=%2F%2F8',
      'cursor=AA',
      'from=0000-01-01&to=9999-12-31',
    ])
      yield { what: `?${query}`, method, at: `${filled(at)}?${query}` };
  }
  for (const at of [
    '/l/%00',
    '/l/%FF',
    '/act/%00',
    '/leave/%00',
    '/leave/%FF',
    '/act/%ED%A0%80',
    '/lifecycles/%FF',
    '/sign-in/%FF',
    '/sign-in?then=%FF',
    '/docs/assets/%00',
    '/%00',
    '/in/%FF',
  ])
    yield { what: `the address ${at}`, method: 'GET', at, open: true };
}

const deal = (parts: object = {}, product: object = {}, client: object = {}): string =>
  JSON.stringify({
    dealId: fresh('D'),
    client: { id: fresh('C'), name: canary, ...client },
    contacts: [{ id: 'ada', name: `Quetzalina ${canary}`, email: 'ada@client.example' }],
    seller: { id: 'sam', name: 'Sam', email: 'sam@holdfast.example' },
    products: [{ code: 'crm', name: 'CRM', annualValue: { amount: 1, currency: 'EUR' }, startsOn: '2027-01-01', termMonths: 12, ...product }], // prettier-ignore
    ...parts,
  });

function* textCorpus(): Generator<Bad> {
  const post = (what: string, at: string, body: unknown): Bad => ({ what, method: 'POST', at, headers: json, body: typeof body === 'string' ? body : JSON.stringify(body) }); // prettier-ignore
  const put = (what: string, at: string, body: unknown): Bad => ({ ...post(what, at, body), method: 'PUT' });
  for (const at of moments) {
    yield post(`at ${at}`, '/v1/lifecycles/x.x.t1/signals', { kind: 'news', at, note: canary });
    yield post(`at ${at}`, '/v1/signals', {
      signals: [{ kind: 'usage', value: 1, lifecycle: 'x.x.t1', eventId: 'e', at }],
    });
    yield post(`since ${at}`, '/v1/webhooks/x/replay', { since: at });
    yield post(`startsAt ${at}`, '/v1/campaigns', { kind: 'training', title: canary, startsAt: at, minutes: 60 });
    const told = JSON.stringify({ id: fresh('e'), time: at, type: 'zen:event-type:ticket.status_changed', detail: { id: '9', organization_id: '7', status: 'OPEN' } }); // prettier-ignore
    yield { what: `a ticket at ${at}`, method: 'POST', at: `/in/${desk}`, body: told, headers: { ...json, ...zendesk(told) }, open: true }; // prettier-ignore
  }
  for (const id of ['9007199254740993', '1e999', '"a\\u0000b"', '"a\\ud800b"', 'null', '{}']) {
    const told = `{"id":"e","time":"2027-01-01T00:00:00Z","type":"zen:event-type:ticket.status_changed","detail":{"id":${id},"organization_id":"${canary}","status":"OPEN"}}`;
    yield { what: `the ticket ${id}`, method: 'POST', at: `/in/${desk}`, body: told, headers: { ...json, ...zendesk(told) }, open: true }; // prettier-ignore
  }
  for (const invoice of [
    '"currency":"e\\u0000r"',
    '"currency":"e\\ud800r"',
    '"amount_remaining":9007199254740993',
    '"number":"\\u0000"',
    '"customer":"\\udfff"',
    '"due_date":1e15',
  ]) {
    const told = `{"id":"evt","created":1805097600,"type":"invoice.overdue","data":{"object":{"id":"in","customer":"${canary}","amount_remaining":1,"currency":"eur",${invoice}}}}`;
    yield { what: `an invoice with ${invoice}`, method: 'POST', at: `/in/${till}`, body: told, headers: { ...json, ...stripe(told) }, open: true }; // prettier-ignore
  }
  for (const day of days) {
    yield post(`startsOn ${day}`, '/v1/deals', deal({}, { startsOn: day }));
    yield post(`by ${day}`, '/v1/deals', deal({}, { promises: [{ metric: 'm', target: 1, by: day }] }));
    yield { what: `from ${day}`, method: 'GET', at: `/v1/reports/work?from=${encodeURIComponent(day)}&to=2027-01-01` };
    yield { what: `asOf ${day}`, method: 'GET', at: `/v1/reports/renewals?from=2027-01-01&to=2027-02-01&asOf=${encodeURIComponent(day)}` }; // prettier-ignore
  }
  for (const name of names) {
    yield post('a client’s name', '/v1/deals', deal({}, {}, { name: `${canary}${name}` }));
    yield post('a product’s name', '/v1/deals', deal({}, { name }));
    yield post('a metric', '/v1/deals', deal({}, { promises: [{ metric: name, target: 1 }] }));
    yield put('a rep’s name', `/v1/reps/${fresh('rep')}`, { name, email: 'r@holdfast.example' });
    yield put('a product’s name', `/v1/products/${fresh('p')}`, { name, type: 'crm' });
    yield put('a workgroup’s name', `/v1/workgroups/${fresh('w')}`, { name, reps: [] });
    yield post('a note', '/v1/lifecycles/x.x.t1/churn', { reason: name, note: name });
    yield post('an event’s id', '/v1/lifecycles/x.x.t1/signals', { kind: 'news', eventId: name });
  }
  for (const name of byBirth) {
    yield post('a deal’s id', '/v1/deals', deal({ dealId: name }));
    yield post('a product’s code', '/v1/deals', deal({}, { code: name }));
    yield post('a client’s id', '/v1/deals', deal({}, {}, { id: name }));
    yield post('a kind', '/v1/lifecycles/x.x.t1/signals', { kind: name });
    yield { what: 'a report', method: 'GET', at: `/v1/reports/${name}` };
    yield { what: 'a column', method: 'POST', at: '/v1/imports', body: `${name},dealId\n${canary},D-1`, headers: { 'Content-Type': 'text/csv', Prefer: 'wait=20' } }; // prettier-ignore
  }
  for (const headers of [
    { 'Idempotency-Key': 'é' },
    { 'Idempotency-Key': 'a b' },
    { 'Idempotency-Key': 'x'.repeat(300) },
  ])
    yield {
      ...post('an Idempotency-Key', '/v1/lifecycles/x.x.t1/pause', { reason: 'season' }),
      headers: { ...json, ...headers },
    };
  for (const type of [
    'application/json; charset=utf-16',
    'application/json; charset=klingon',
    'application/json; charset=iso-8859-1',
    'text/plain',
    'a/b/c',
    'application/jsonx',
  ])
    yield { ...post(`sent as ${type}`, '/v1/deals', deal()), headers: { 'Content-Type': type } };
  yield { what: 'sent as text in Klingon', method: 'POST', at: '/v1/imports', body: 'dealId\nD-1', headers: { 'Content-Type': 'text/csv; charset=klingon' } }; // prettier-ignore
}

const hmac = (signed: string): ReturnType<ReturnType<typeof createHmac>['update']> =>
  createHmac('sha256', secret).update(signed);
function zendesk(body: string): Readonly<Record<string, string>> {
  const stamp = new Date().toISOString();
  return {
    'X-Zendesk-Webhook-Signature': hmac(stamp + body).digest('base64'),
    'X-Zendesk-Webhook-Signature-Timestamp': stamp,
  };
}
function stripe(body: string): Readonly<Record<string, string>> {
  const stamp = Math.floor(Date.now() / 1_000);
  return { 'Stripe-Signature': `t=${stamp},v1=${hmac(`${stamp}.${body}`).digest('hex')}` };
}

/** Every table as one hash; what is noted of calls themselves is left out. */
function whole(): Promise<Readonly<Record<string, string>>> {
  return withDatabase(cell.databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('audit', 'keys', 'key_secrets', 'jobs', 'leases', 'sweep_tries') order by 1`,
    );
    const hashes: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ hash: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as hash from "${name}" t`,
      );
      hashes[name] = found[0]?.hash ?? '';
    }
    return hashes;
  });
}

/** What PostgreSQL has logged; of the stack whose tests these are. */
const postgresLog = path.join(__dirname, '..', '..', '.holdfast', 'test', 'logs', 'postgres.log');

async function statusOf({
  method,
  at,
  headers = {},
  body,
  open,
}: Bad): Promise<{ status: number; type: string; said: string }> {
  const response = await fetch(`${cell.url}${at}`, {
    method,
    redirect: 'manual',
    headers: { ...(open === true ? {} : { Authorization: `Bearer ${cell.key}` }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    signal: AbortSignal.timeout(100_000),
  });
  return { status: response.status, type: response.headers.get('Content-Type') ?? '', said: await response.text() };
}

/** The documented statuses of the operation that an address means. */
function documented({ method, at }: Bad): readonly string[] | null {
  const parts = (at.split('?')[0] ?? '').split('/');
  const meant = operations.find(
    (one) =>
      one.method === method &&
      one.path.split('/').length === parts.length &&
      one.path.split('/').every((part, index) => part.startsWith('{') || part === parts[index]),
  );
  return meant?.statuses ?? null;
}

async function isRefused(corpus: Iterable<Bad>): Promise<number> {
  const all = [...corpus];
  const wrong: string[] = [];
  const queue = all.values();
  const tryThem = async (): Promise<void> => {
    for (const bad of queue) {
      const { status, type, said } = await statusOf(bad);
      const isProblem = type.startsWith('application/problem+json');
      const known = documented(bad)?.includes(String(status)) ?? true;
      const isOurs = bad.open === true ? isProblem || type.startsWith('text/html') : isProblem;
      if (status < 400 || status >= 500 || !known || !isOurs)
        wrong.push(`${bad.method} ${bad.at.slice(0, 80)} ${bad.what}: ${status} ${type} ${said.slice(0, 160)}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, tryThem));
  expect(wrong.slice(0, 30)).toEqual([]);
  return all.length;
}

test('bad bytes, bad addresses and bad text at every door: a documented 4xx, no row changed, nothing of it in a log', async () => {
  const before = await whole();
  const from = statSync(postgresLog).size;
  const tried = [await isRefused(byteCorpus()), await isRefused(addressCorpus()), await isRefused(textCorpus())];
  console.log(`${tried.join(' + ')} bad inputs`);
  expect(tried.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(1_000);
  expect(await whole()).toEqual(before);
  const said = readFileSync(postgresLog).subarray(from).toString();
  expect(said).not.toContain(canary);
  const logged = cell.logged.join('\n');
  expect(logged).not.toContain(canary);
  expect(logged).not.toMatch(/"stack"|unforeseen/);
});

test('where text breaks off is said: the byte and the line, the field, the parameter', async () => {
  const sent = await statusOf({
    what: '',
    method: 'POST',
    at: '/v1/imports',
    body: bytes('dealId,clientName\nD-1,Al', [0xe4], 'pine\n'),
    // Where nobody says a charset, the byte is an ä of Windows-1252.
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
  expect(sent).toMatchObject({ status: 400, said: expect.stringContaining('byte 25, in line 2') });
  const nul = await statusOf({ what: '', method: 'POST', at: '/v1/deals', body: deal({ requirements: ['a\u0000'] }), headers: json }); // prettier-ignore
  expect(nul).toMatchObject({ status: 422, said: expect.stringContaining('/requirements/0') });
  expect(await statusOf({ what: '', method: 'GET', at: '/v1/reps?cursor=%FF' })).toMatchObject({
    status: 400,
    said: expect.stringContaining('query'),
  });
});

test('a moment that no database keeps is refused by its field, also where what it is about is there', async () => {
  const { body: made } = await cell.admin.post('/v1/deals', JSON.parse(deal({}, { skipOnboarding: true })));
  const [lifecycle, hook] = [String(made.lifecycles[0].id), fresh('hook')];
  expect((await cell.admin.put(`/v1/webhooks/${hook}`, { url: 'https://hooks.partner.example/in' })).status).toBe(200);
  const usage = { kind: 'usage', value: 1, eventId: fresh('e') };
  const doors = (at: string): readonly (readonly [door: string, body: object, pointer: string])[] => [
    [`/v1/lifecycles/${lifecycle}/signals`, { kind: 'news', at, note: canary }, '/at'],
    [`/v1/lifecycles/${lifecycle}/signals`, { ...usage, at }, '/at'],
    ['/v1/signals', { signals: [{ ...usage, lifecycle, at }] }, '/signals/0/at'],
    [`/v1/webhooks/${hook}/replay`, { since: at }, '/since'],
  ];
  for (const at of moments)
    for (const [door, body, pointer] of doors(at)) {
      const { status, body: said } = await cell.admin.post(door, body);
      const pointers = said.errors?.map((one: { readonly pointer: string }) => one.pointer);
      expect({ at, door, status, pointers }).toEqual({ at, door, status: 422, pointers: [pointer] });
    }
  // What they are about is there, and takes an honest moment.
  for (const [door, body] of doors('2026-01-01T00:00:00Z'))
    expect((await cell.admin.post(door, body)).status).toBe(202);
});

test('an honest packed body is taken, and one in another charset that a file may have', async () => {
  const packedDeal = gzipSync(deal());
  const sent = await statusOf({ what: '', method: 'POST', at: '/v1/deals', body: packedDeal, headers: { ...json, 'Content-Encoding': 'gzip' } }); // prettier-ignore
  expect(sent.status).toBe(201);
  const row = JSON.stringify(aRow(1)).replace('Client 1', 'Cliënt 1');
  const file = await statusOf({ what: '', method: 'POST', at: '/v1/imports?dryRun=true', body: Buffer.from(`${row}\n`, 'latin1'), headers: { 'Content-Type': 'application/x-ndjson; charset=iso-8859-1' } }); // prettier-ignore
  expect(file.status).toBe(200);
});

test('an event that an earlier release took with an impossible moment keeps nobody from naming its client', async () => {
  const id = fresh('C');
  expect((await statusOf({ what: '', method: 'POST', at: '/v1/deals', body: deal({}, {}, { id }), headers: json })).status).toBe(201); // prettier-ignore
  await withDatabase(cell.databaseUrl, (client) =>
    client.query(
      `insert into source_events ("sourceId", "eventId", at, kind, "externalId", data, state)
       values ($1, 'poison', '10000-01-01T23:58:59Z', 'ticket', 'org-9', '{"ticket":"9","open":true}', 'unmapped')`,
      [desk],
    ),
  );
  expect((await cell.admin.put(`/v1/sources/${desk}/clients/org-9`, { client: id })).status).toBe(200);
});

test('signals sent in opposite orders at once never lock each other out', async () => {
  const made = await Promise.all(
    Array.from({ length: 30 }, () => statusOf({ what: '', method: 'POST', at: '/v1/deals', body: deal({}, { skipOnboarding: true }), headers: json })), // prettier-ignore
  );
  const ids = made.map(({ said }) => (JSON.parse(said) as { lifecycles: { id: string }[] }).lifecycles[0]?.id);
  for (let round = 0; round < 6; round += 1) {
    const signals = ids.flatMap((lifecycle) => [
      { lifecycle, kind: 'usage', value: 10 * round, eventId: `u${round}`, note: canary },
      { lifecycle, kind: 'news', eventId: `n${round}`, note: canary },
    ]);
    const orders = [signals, signals.toReversed(), signals, signals.toReversed()];
    // A busy API says 503, and is asked again: under its event ids each counts once.
    await Promise.all(
      orders.map((one) =>
        eventually(
          async () => expect(await cell.admin.post('/v1/signals', { signals: one })).toMatchObject({ status: 202 }),
          90_000,
        ),
      ),
    );
  }
  const deadlocks = await withDatabase(cell.databaseUrl, async (client) => {
    const { rows } = await client.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    return rows[0]?.deadlocks;
  });
  expect(deadlocks).toBe('0');
});

test('reps who go from workgroup to workgroup at once never lock each other out', async () => {
  const reps = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const id = fresh('rep');
      await cell.admin.put(`/v1/reps/${id}`, { name: 'Rita', email: `${id}@holdfast.example` });
      return id;
    }),
  );
  for (let round = 0; round < 6; round += 1) {
    const put = (id: string, members: readonly string[]) =>
      cell.admin.put(`/v1/workgroups/${id}`, { name: 'Alps', receivablesManager: reps[0], businessDeveloper: reps[1], reps: members }); // prettier-ignore
    const answers = await Promise.all([put('a', reps), put('b', reps.toReversed()), put('a', reps.slice(3)), put('b', reps.slice(0, 3))]); // prettier-ignore
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  }
});
