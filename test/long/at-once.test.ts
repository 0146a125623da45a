/** What was answered is neither lost nor doubled when several ask at once, or when a process dies before it answers. */
import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh, type Answer, type Caller } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';

const impatient = { HOLDFAST_DECISION_TIMEOUT_MS: '1500', HOLDFAST_QUERY_TIMEOUT_MS: '1500' };

let cell: Cell;
/** An API that Temporal does not answer: facts that it keeps can be looked at. */
let away: Caller;
beforeAll(async () => {
  cell = await startCell(impatient);
  away = await cell.startApi({ HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1' });
  await cell.startWorker({ HOLDFAST_SWEEP_MS: '3600000' });
});
afterAll(async () => {
  await cell.stop();
});

const sql = <T>(act: (client: Client) => Promise<T>): Promise<T> => withDatabase(cell.databaseUrl, act);

/** Requests that have all read when the first of them may write: a table takes no rows until all of them wait. */
async function atOnce(table: string, acts: readonly (() => Promise<Answer>)[]): Promise<readonly Answer[]> {
  return sql(async (client) => {
    await client.query('begin');
    await client.query(`lock table ${table} in share row exclusive mode`);
    let answered = 0;
    const answers = acts.map((act) =>
      act().finally(() => {
        answered += 1;
      }),
    );
    // One that is refused before it writes waits for nothing.
    await eventually(async () =>
      expect(
        answered + (await cell.count('pg_stat_activity', `datname = current_database() and wait_event_type = 'Lock'`)),
      ).toBeGreaterThanOrEqual(acts.length),
    );
    await client.query('rollback');
    return Promise.all(answers);
  });
}

/** While `act` runs, rows of a table that are changed so are refused: as if the process had died there. */
async function dyingAt<T>(table: string, when: string, act: () => Promise<T>): Promise<T> {
  await sql((client) =>
    client.query(`
      create function dies() returns trigger language plpgsql as $$ begin
        if ${when} then raise exception 'died'; end if; return new; end $$;
      create trigger dies before update on ${table} for each row execute function dies()`),
  );
  try {
    return await act();
  } finally {
    await sql((client) => client.query('drop function dies cascade'));
  }
}

const inRetention = { skipOnboarding: true, startsOn: daysFromToday(-30) };
const dealFor = (client: string, contacts: readonly object[] = aDeal().contacts) => ({
  ...aDeal({}, inRetention),
  client: { ...aDeal().client, id: client },
  contacts,
});
const anna = { id: 'anna', name: 'Anna', email: 'anna@client.example' };
const idsOf = ({ body }: Answer): readonly string[] =>
  (body as { lifecycles: { id: string }[] }).lifecycles.map(({ id }) => id);

async function aClient(): Promise<{ readonly client: string; readonly id: string }> {
  const client = fresh('C');
  const sent = await cell.admin.post('/v1/deals', dealFor(client));
  expect(sent.status).toBe(201);
  return { client, id: idsOf(sent)[0] ?? '' };
}

/** Lifecycles of a client that know somebody whom nobody else knows, or were told of them. */
const phantoms = async (client: string): Promise<number> =>
  (await cell.count(
    `lifecycles l, jsonb_array_elements(l.seed -> 'contacts') c`,
    `l."clientId" = '${client}' and not exists (select from contacts k where k.id = c ->> 'id')`,
  )) +
  (await cell.count(
    'waiting_facts f join lifecycles l on l.id = f."lifecycleId"',
    `l."clientId" = '${client}' and f.name = 'contactKnown'
       and not exists (select from contacts k where k.id = f.data ->> 'contact')`,
  ));

test('somebody new whom two deals, a deal and a change, or two changes name at once is one person to all of them', async () => {
  const client = fresh('C');
  const handOff = (): Promise<Answer> => away.post('/v1/deals', dealFor(client, [anna]));
  const sent = await atOnce('contacts', [handOff, handOff]);
  expect(sent.map(({ status }) => status)).toEqual([201, 201]);
  expect(await phantoms(client)).toBe(0);

  const put = (id: string) => () =>
    away.put(`/v1/clients/${client}/contacts/${id}`, { name: id, email: `${id}@client.example` });
  const berta = { ...anna, id: 'berta', name: 'Berta' };
  const mixed = await atOnce('contacts', [put('berta'), () => away.post('/v1/deals', dealFor(client, [berta]))]);
  expect(mixed.map(({ status }) => status)).toEqual([200, 201]);
  const twice = await atOnce('contacts', [put('clara'), put('clara')]);
  expect(twice.map(({ status }) => status)).toEqual([200, 200]);
  expect(await cell.count('contacts', `"clientId" = '${client}'`)).toBe(3);
  expect(await phantoms(client)).toBe(0);
});

test('a lifecycle that begins while somebody joins or leaves its client begins with it, or hears of it', async () => {
  const { client, id } = await aClient();
  const leaver = aDeal().contacts[1]?.id;
  const [joined, left, sent] = await atOnce('contacts', [
    () => away.put(`/v1/clients/${client}/contacts/dora`, { name: 'Dora', email: 'dora@client.example' }),
    () => away.post(`/v1/lifecycles/${id}/signals`, { kind: 'contact-departed', contactId: leaver }),
    () => away.post('/v1/deals', dealFor(client, aDeal().contacts.slice(0, 1))),
  ]);
  expect([joined?.status, left?.status, sent?.status]).toEqual([200, 202, 201]);
  const begun = sent === undefined ? '' : (idsOf(sent)[0] ?? '');
  const knows = (givenId: string | undefined, fact: string) => ({
    begins: cell.count(
      `lifecycles l, jsonb_array_elements(l.seed -> 'contacts') c, contacts k`,
      `l.id = '${begun}' and k."clientId" = l."clientId" and k."givenId" = '${givenId}' and k.id = c ->> 'id'`,
    ),
    hears: cell.count('waiting_facts', `"lifecycleId" = '${begun}' and name = '${fact}'`),
  });
  const dora = knows('dora', 'contactKnown');
  expect((await dora.begins) + (await dora.hears)).toBeGreaterThanOrEqual(1);
  const gone = knows(leaver, 'contactDeparted');
  expect(await gone.begins).toBe(await gone.hears);
});

test('somebody departs once, however often one batch says so, and however many batches at once', async () => {
  const { client, id } = await aClient();
  const leaves = (index: number) => ({
    lifecycle: id,
    kind: 'contact-departed',
    contactId: aDeal().contacts[index]?.id,
    eventId: fresh('event'),
  });
  const batch = (index: number) => away.post('/v1/signals', { signals: [leaves(index), leaves(index)] });
  expect(await batch(0)).toMatchObject({ status: 202, body: { accepted: 2, repeated: 1, rejected: [] } });
  const kept = () => cell.count('waiting_facts', `"lifecycleId" = '${id}' and name = 'contactDeparted'`);
  expect(await kept()).toBe(1);
  const both = await atOnce('contacts', [() => batch(1), () => batch(1)]);
  expect(both.map(({ status }) => status)).toEqual([202, 202]);
  expect(await kept()).toBe(2);
  expect(await cell.count('contacts', `"clientId" = '${client}' and "departedAt" is not null`)).toBe(2);
});

test('what one batch says of an invoice arrives in the order in which it was said', async () => {
  const { id } = await aClient();
  const signals = Array.from({ length: 20 }, () => fresh('INV')).flatMap((invoiceId) => [
    { lifecycle: id, kind: 'invoice-overdue', value: 5, invoiceId, eventId: fresh('event') },
    { lifecycle: id, kind: 'invoice-paid', invoiceId, eventId: fresh('event') },
  ]);
  expect((await cell.admin.post('/v1/signals', { signals })).body).toMatchObject({ accepted: 40, repeated: 0 });
  await eventually(async () => {
    const { receivables } = (await cell.admin.get(`/v1/lifecycles/${id}`)).body as { receivables: { end?: string }[] };
    expect(receivables.map(({ end }) => end)).toEqual(Array.from({ length: 20 }, () => 'paid'));
  });
});

async function aSource(): Promise<{ readonly id: string; readonly secret: string }> {
  const [id, secret] = [fresh('stripe'), fresh('secret')];
  expect((await cell.admin.put(`/v1/sources/${id}`, { format: 'stripe', secret })).status).toBe(200);
  return { id, secret };
}

/** As Stripe sends an event of an invoice. */
async function stripe(
  { id, secret }: { id: string; secret: string },
  event: object,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const body = JSON.stringify({ object: 'event', api_version: '2026-09-30', ...event });
  const stamp = Math.floor(Date.now() / 1_000);
  const v1 = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
  const response = await fetch(`${cell.url}/in/${id}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${stamp},v1=${v1}` },
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, body: await response.json() };
}

const ofInvoice = (type: string, number: string, customer: string, at = Date.now()) => ({
  id: fresh('evt'),
  type,
  created: Math.floor(at / 1_000),
  data: { object: { object: 'invoice', id: number, number, customer, amount_remaining: 100, currency: 'eur' } },
});

test('an invoice whose arrival nobody could note is closed when it is paid', async () => {
  const { client, id } = await aClient();
  const source = await aSource();
  await cell.admin.put(`/v1/sources/${source.id}/clients/cus_1`, { client });
  const number = fresh('INV');
  const overdue = ofInvoice('invoice.overdue', number, 'cus_1', Date.now() - 5_000);
  const sent = await dyingAt('source_events', `new.state = 'told'`, () => stripe(source, overdue));
  expect(sent.status).toBe(500);
  const receivables = async () => (await cell.admin.get(`/v1/lifecycles/${id}`)).body.receivables;
  await eventually(async () => expect(await receivables()).toMatchObject([{ invoice: number }]));
  const paid = await stripe(source, ofInvoice('invoice.paid', number, 'cus_1'));
  expect(paid).toMatchObject({ status: 202, body: { state: 'told', lifecycle: id } });
  await eventually(async () => expect(await receivables()).toMatchObject([{ end: 'paid' }]));
  expect((await stripe(source, overdue)).body).toEqual({ state: 'told', lifecycle: id });
  expect(await receivables()).toMatchObject([{ invoice: number, end: 'paid' }]);
});

test('an event of somebody who becomes known while it is taken is told', async () => {
  const { client, id } = await aClient();
  const source = await aSource();
  const number = fresh('INV');
  await sql(async (held) => {
    // The event has looked and found nobody, and waits before it says so.
    await held.query(`
      select pg_advisory_lock(77);
      create function waits() returns trigger language plpgsql as $$ begin
        if new.state = 'unmapped' then perform pg_advisory_xact_lock(77); end if; return new; end $$;
      create trigger waits before update on source_events for each row execute function waits()`);
    const sent = stripe(source, ofInvoice('invoice.overdue', number, 'cus_2'));
    await eventually(async () =>
      expect(await cell.count('pg_locks', `locktype = 'advisory' and objid = 77 and not granted`)).toBe(1),
    );
    expect((await cell.admin.put(`/v1/sources/${source.id}/clients/cus_2`, { client })).body.told).toBe(0);
    await held.query('select pg_advisory_unlock(77)');
    expect((await sent).body).toEqual({ state: 'told', lifecycle: id });
    await held.query('drop function waits cascade');
  });
  expect(await cell.count('source_events', `"sourceId" = '${source.id}' and state <> 'told'`)).toBe(0);
});

const several = 5;
const times = (act: () => Promise<Answer>): readonly (() => Promise<Answer>)[] =>
  Array.from({ length: several }, () => act);

test('who says the same at once, of what is new or changed, hears the same; a webhook has one first secret', async () => {
  const [rep, policy, hook] = [fresh('rep'), fresh('policy'), fresh('hook')];
  const { admin } = cell;
  const puts: readonly (readonly [table: string, path: string, body: object])[] = [
    ['reps', `/v1/reps/${rep}`, { name: rep, email: `${rep}@holdfast.example` }],
    ['policies', `/v1/policies/${policy}`, { rules: {} }],
    ['policies', `/v1/policies/${policy}`, { rules: { missedWorkingDays: 9 } }],
    ['groups', `/v1/groups/${fresh('group')}`, { name: 'G', rep, policy }],
    [
      'workgroups',
      `/v1/workgroups/${fresh('wg')}`,
      { name: 'W', receivablesManager: rep, businessDeveloper: rep, reps: [rep] },
    ],
    ['products', `/v1/products/${fresh('product')}`, { name: 'P', onboarding: [] }],
    ['settings', '/v1/settings/routing', { keyFrom: [{ amount: 5_000_000, currency: 'EUR' }] }],
    ['targets', `/v1/targets/${fresh('target')}`, { measure: 'logo-retention', target: 90, threshold: 80 }],
    ['sources', `/v1/sources/${fresh('source')}`, { format: 'stripe', secret: fresh('secret') }],
    [
      'feeds',
      `/v1/feeds/${fresh('feed')}`,
      { url: 'https://news.example/feed', about: { industry: 'tools' }, words: ['tools'] },
    ],
    ['webhooks', `/v1/webhooks/${hook}`, { url: 'https://hook.example/in', types: [] }],
  ];
  for (const [table, path, body] of puts) {
    const answers = await atOnce(
      table,
      times(() => admin.put(path, body)),
    );
    expect([
      path,
      ...answers.map(({ status, body: { detail, errors } }) => (detail === undefined ? status : { detail, errors })),
    ]).toEqual([path, 200, 200, 200, 200, 200]);
    // They hear of one version; one of them hears the first secret.
    expect(new Set(answers.map(({ body: { version } }) => version)).size).toBe(1);
    expect(answers.filter(({ body: { secret } }) => secret !== undefined)).toHaveLength(table === 'webhooks' ? 1 : 0);
  }
  expect(await cell.count('policies', `id = '${policy}'`)).toBe(2);

  const rotated = await atOnce(
    'webhooks',
    times(() => admin.post(`/v1/webhooks/${hook}/rotate`, {})),
  );
  for (const { status, body } of rotated) {
    expect(status).toBe(200);
    expect(await cell.count('webhooks', `id = '${hook}' and secrets::text like '%${body.secret}%'`)).toBe(1);
  }
  const more = await Promise.all(Array.from({ length: 20 }, () => admin.post(`/v1/webhooks/${hook}/rotate`, {})));
  const given = more.filter(({ status }) => status === 200);
  for (const { body } of given)
    expect(await cell.count('webhooks', `id = '${hook}' and secrets::text like '%${body.secret}%'`)).toBe(1);
  for (const { status, body } of more.filter((one) => !given.includes(one)))
    expect([status, body.type]).toEqual([409, 'urn:holdfast:problem:too-many-secrets']);
  expect(given.length).toBeLessThan(20);
});

test('whoever was not answered hears under the same key what their act came to, and it acted once', async () => {
  const { id } = await aClient();
  const [toStart, toCancel, hook, message] = ['job', 'job', 'hook', 'message'].map(fresh);
  const mail = `mail.${id}#900.rep`;
  await sql(async (db) => {
    for (const job of [toStart, toCancel]) {
      await db.query(
        `insert into jobs (id, kind, state, input, "startedAt") values ($1, 'rollout', 'previewed',
           '{"policy":"standard","version":1,"when":"now","scope":{}}', now())`,
        [job],
      );
    }
    await db.query(
      `insert into mails (key, "lifecycleId", seq, kind, role, "recipientId", at, state, "refusedAt", "startedAt")
         select $1, id, 900, 'item-due', 'rep', "repId", now(), 'refused', now(), now() from lifecycles where id = $2`,
      [mail, id],
    );
  });
  await cell.admin.put(`/v1/webhooks/${hook}`, {
    url: 'https://hook.example/in',
    types: ['renewal.decided'],
    active: false,
  });
  await sql((db) =>
    db.query(
      `insert into webhook_messages (key, "webhookId", type, at, data, state) values ($1, $2, 'figure.crossed', now(), '{}', 'delivered')`,
      [message, hook],
    ),
  );
  const acts: readonly (readonly [path: string, status: number, body: object, sent?: object])[] = [
    [`/v1/jobs/${toStart}/start`, 202, { id: toStart }],
    [`/v1/jobs/${toCancel}/cancel`, 200, { id: toCancel, state: 'cancelled' }],
    [`/v1/mails/${encodeURIComponent(mail)}/send-again`, 202, { key: mail, sentAgain: 1 }],
    [`/v1/webhooks/${hook}/replay`, 202, { replayed: 1 }, { since: '2020-01-01T00:00:00.000Z' }],
    [`/v1/webhooks/${hook}/rotate`, 200, { id: hook }],
  ];
  for (const [path, status, body, sent = {}] of acts) {
    const key = fresh('key');
    const send = () => cell.admin.post(path, sent, { 'Idempotency-Key': key });
    expect([path, (await dyingAt('idempotent_requests', 'new.status is not null', send)).status]).toEqual([path, 500]);
    expect(await send()).toMatchObject({ status, body });
  }
  // Under another key it is another request.
  expect((await cell.admin.post(`/v1/jobs/${toCancel}/cancel`, {})).status).toBe(409);
  expect(await cell.count('webhook_messages', `key = '${message}' and round = 1`)).toBe(1);
  expect(await cell.count('webhooks', `id = '${hook}' and jsonb_array_length(secrets) = 2`)).toBe(1);
  expect(await cell.count('idempotent_requests', `idempotent_requests::text like '%whsec_%'`)).toBe(0);

  const key = fresh('key');
  const leave = () =>
    away.post(
      `/v1/lifecycles/${id}/signals`,
      { kind: 'contact-departed', contactId: aDeal().contacts[0]?.id },
      { 'Idempotency-Key': key },
    );
  expect((await dyingAt('idempotent_requests', 'new.status is not null', leave)).status).toBe(500);
  expect(await leave()).toMatchObject({ status: 202, body: { state: 'accepted' } });
});
