/** Webhooks in: a helpdesk's tickets and a billing system's invoices, in their own formats, signed. */
import { createHmac } from 'node:crypto';
import { factIdOf } from '../api/messages/facts';
import { withDatabase } from '../dev/postgres';
import { aClient } from './support/clients';
import { admin, eventually, fresh, lifecycle, running, type Answer } from './support/api';

interface Source {
  readonly id: string;
  readonly address: string;
  readonly secret: string;
}

async function aSource(format: 'zendesk' | 'stripe'): Promise<Source> {
  const [id, secret] = [fresh(format), fresh('secret')];
  const { body } = await admin.put(`/v1/sources/${id}`, { format, secret });
  return { id, address: body.address, secret };
}

async function post(
  address: string,
  body: string,
  headers: Record<string, string>,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const response = await fetch(address, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, body: await response.json() };
}

const minute = 60_000;

/** As Zendesk sends an event of a ticket. */
function zendesk(
  { address, secret }: Source,
  ticket: string,
  status: string,
  organization: string | null,
  parts: { id?: string; at?: number; type?: string; stamp?: number; secret?: string } = {},
) {
  const {
    id = fresh('event'),
    at = Date.now(),
    type = 'zen:event-type:ticket.status_changed',
    stamp = Date.now(),
  } = parts;
  const body = JSON.stringify({
    account_id: 1,
    id,
    time: new Date(at).toISOString(),
    type,
    subject: `zen:ticket:${ticket}`,
    zendesk_event_version: '2022-11-06',
    detail: { id: ticket, organization_id: organization, status, subject: 'canary-words', requester_id: '9' },
    event: { current: status, previous: 'NEW' },
  });
  const when = new Date(stamp).toISOString();
  const signature = createHmac('sha256', parts.secret ?? secret)
    .update(when + body)
    .digest('base64');
  return post(address, body, {
    'X-Zendesk-Webhook-Signature': signature,
    'X-Zendesk-Webhook-Signature-Timestamp': when,
  });
}

/** As Stripe sends an event of an invoice. */
function stripe({ address, secret }: Source, type: string, invoice: object, parts: { id?: string; at?: number } = {}) {
  const { id = fresh('evt'), at = Date.now() } = parts;
  const created = Math.floor(at / 1_000);
  const body = JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-09-30',
    created,
    type,
    data: { object: { object: 'invoice', ...invoice } },
  });
  const stamp = Math.floor(Date.now() / 1_000);
  const v1 = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
  return post(address, body, { 'Stripe-Signature': `t=${stamp},v1=${'0'.repeat(64)},v1=${v1}` });
}

test('open tickets of a client are counted, whatever order the news come in, and its lifecycles hear how many', async () => {
  const { client, ids } = await aClient(2, {});
  const desk = await aSource('zendesk');
  expect((await admin.put(`/v1/sources/${desk.id}/clients/org-7`, { client })).body).toMatchObject({ told: 0 });
  for (let n = 1; n <= 12; n += 1)
    expect(await zendesk(desk, `T-${n}`, 'OPEN', 'org-7', { type: 'zen:event-type:ticket.created' })).toMatchObject({
      status: 202,
      body: { state: 'told' },
    });
  for (const id of ids)
    await eventually(async () =>
      expect((await lifecycle(id)).health.reasons).toMatchObject([{ signal: 'tickets', detail: 'flood' }]),
    );
  // One that is solved, and late news of how it was before.
  const now = Date.now();
  for (let n = 1; n <= 12; n += 1) await zendesk(desk, `T-${n}`, 'SOLVED', 'org-7', { at: now });
  await zendesk(desk, 'T-1', 'OPEN', 'org-7', { at: now - 60 * minute });
  await eventually(async () => expect((await lifecycle(ids[0] ?? '')).health.reasons).toEqual([]));
  // The same event again counts once.
  const id = fresh('event');
  const sent = [
    await zendesk(desk, 'T-9', 'OPEN', 'org-7', { id, at: now + 1 }),
    await zendesk(desk, 'T-9', 'OPEN', 'org-7', { id, at: now + 1 }),
  ];
  expect(sent.map(({ body: { state } }) => state)).toEqual(['told', 'told']);
  const { body } = await admin.get(`/v1/sources/${desk.id}`);
  expect(body.events).toEqual({ told: 26 });
  // Words of tickets are not kept.
  expect(JSON.stringify((await admin.get(`/v1/sources/${desk.id}/events?limit=200`)).body)).not.toContain(
    'canary-words',
  );
});

test('of tickets that are solved at once the last count is the one that stays', async () => {
  const { client, ids } = await aClient(1, {});
  const [id = ''] = ids;
  const desk = await aSource('zendesk');
  await admin.put(`/v1/sources/${desk.id}/clients/org-8`, { client });
  const tickets = Array.from({ length: 6 }, (_, n) => `T-${n}`);
  for (const ticket of tickets) await zendesk(desk, ticket, 'OPEN', 'org-8');
  const bucket = () =>
    withDatabase(running.postgres, async (db) => {
      const { rows } = await db.query<{ bucket: string }>(
        `select bucket from buckets where "lifecycleId" = $1 and kind = 'tickets'`,
        [id],
      );
      return rows[0]?.bucket;
    });
  expect(await bucket()).toBe('many');
  const event = fresh('event');
  await withDatabase(running.postgres, async (db) => {
    // One has counted, and cannot write yet: somebody else is about to write its reading, and then does not.
    await db.query('begin');
    await db.query(`insert into readings ("lifecycleId", "eventId", kind, value) values ($1, $2, 'tickets', 6)`, [
      id,
      factIdOf(id, `source:${desk.id}:${event}`),
    ]);
    const first = zendesk(desk, 'T-0', 'OPEN', 'org-8', { id: event });
    await eventually(async () => {
      const { rows } = await db.query(
        `select 1 from pg_locks where not granted and locktype = 'transactionid' and pg_backend_pid() = any(pg_blocking_pids(pid))`,
      );
      expect(rows).toHaveLength(1);
    });
    let answered = 0;
    const others = Promise.all(
      tickets.map(async (ticket) => {
        await zendesk(desk, ticket, 'SOLVED', 'org-8', { at: Date.now() + 1_000 });
        answered += 1;
      }),
    );
    // The others do not overtake it: they have written, or wait for it (records/held.ts).
    await eventually(async () => {
      const { rows } = await db.query(
        `select 1 from pg_locks, hashtextextended($1, 4) as key
         where not granted and locktype = 'advisory' and objid::bigint = key & 4294967295`,
        [client],
      );
      expect(rows.length + answered).toBe(tickets.length);
    });
    await db.query('rollback');
    await Promise.all([first, others]);
  });
  expect(await bucket()).toBe('few');
});

test('an overdue invoice goes to whoever collects, and is closed when the billing system says it is paid', async () => {
  const { client, ids } = await aClient(2, {});
  const billing = await aSource('stripe');
  await admin.put(`/v1/sources/${billing.id}/clients/cus_7`, { client });
  const due = Math.floor(Date.now() / 1_000) - 5 * 86_400;
  const invoice = {
    id: 'in_1',
    number: fresh('INV'),
    customer: 'cus_7',
    amount_remaining: 240_050,
    currency: 'eur',
    due_date: due,
    customer_email: 'quetzalina@client.example',
  };
  const overdue = await stripe(billing, 'invoice.overdue', invoice);
  expect(overdue).toMatchObject({ status: 202, body: { state: 'told', lifecycle: ids[0] } });
  await eventually(async () =>
    expect((await lifecycle(ids[0] ?? '')).receivables).toMatchObject([
      { invoice: invoice.number, days: 5, amount: { amount: 240_050, currency: 'EUR' } },
    ]),
  );
  expect((await lifecycle(ids[1] ?? '')).receivables).toEqual([]);
  expect((await stripe(billing, 'invoice.paid', { ...invoice, amount_remaining: 0 })).body).toMatchObject({
    state: 'told',
    lifecycle: ids[0],
  });
  await eventually(async () => expect((await lifecycle(ids[0] ?? '')).receivables).toMatchObject([{ end: 'paid' }]));
  // What is late is not opened again; what was never overdue is nothing to us; nor is what says nothing of health.
  const late = { ...invoice, number: fresh('INV') };
  const before = Date.now() - minute;
  expect((await stripe(billing, 'invoice.paid', late)).body).toEqual({ state: 'ignored', reason: 'nothing-overdue' });
  expect((await stripe(billing, 'invoice.overdue', late, { at: before })).body).toEqual({
    state: 'ignored',
    reason: 'paid-since',
  });
  expect((await stripe(billing, 'customer.created', { id: 'cus_9' })).body).toEqual({
    state: 'ignored',
    reason: 'nothing-about-health',
  });
  // An invoice that names its lifecycle goes there.
  const named = { ...invoice, number: fresh('INV'), metadata: { holdfast_lifecycle: ids[1] } };
  expect((await stripe(billing, 'invoice.overdue', named)).body).toMatchObject({ lifecycle: ids[1] });
});

test('what is told before anybody knows whom it is about waits, and is told then', async () => {
  const { client, ids } = await aClient(1, {});
  const [billing, desk] = [await aSource('stripe'), await aSource('zendesk')];
  const invoice = { id: 'in_2', number: fresh('INV'), customer: 'cus_8', amount_remaining: 100, currency: 'eur' };
  expect((await stripe(billing, 'invoice.overdue', invoice)).body).toEqual({ state: 'unmapped' });
  for (let n = 1; n <= 6; n += 1)
    expect((await zendesk(desk, `U-${n}`, 'OPEN', 'org-8')).body).toEqual({ state: 'unmapped' });
  expect((await admin.put(`/v1/sources/${billing.id}/clients/cus_8`, { client })).body.told).toBe(1);
  expect((await admin.put(`/v1/sources/${desk.id}/clients/org-8`, { client })).body.told).toBe(6);
  await eventually(async () => {
    const now = await lifecycle(ids[0] ?? '');
    expect(now.receivables).toMatchObject([{ invoice: invoice.number }]);
    expect(now.health.reasons.map(({ signal }) => signal)).toContain('tickets');
  });
  expect((await admin.get(`/v1/sources/${desk.id}/events?state=unmapped`)).body.items).toEqual([]);
  expect((await admin.put(`/v1/sources/${desk.id}/clients/org-9`, { client: fresh('C') })).body.errors[0].pointer).toBe(
    '/client',
  );
});

test('who does not know the secret, or kept an old message, is told nothing', async () => {
  const desk = await aSource('zendesk');
  const refused = [
    await zendesk(desk, 'T-1', 'OPEN', 'org-1', { secret: 'guessed' }),
    await zendesk(desk, 'T-1', 'OPEN', 'org-1', { stamp: Date.now() - 10 * minute }),
    await post(desk.address, '{}', {}),
    await post(desk.address.replace(desk.id, fresh('nobody')), '{}', {}),
    await stripe(desk, 'invoice.paid', { id: 'in_1' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  expect((await post(`${desk.address}%00`, '{}', {})).status).toBe(400);
  expect(new Set(refused.map(({ body }) => body.detail)).size).toBe(1);
  expect((await admin.get(`/v1/sources/${desk.id}`)).body.events).toEqual({});
  const signed = (body: string) => {
    const when = new Date().toISOString();
    const signature = createHmac('sha256', desk.secret)
      .update(when + body)
      .digest('base64');
    return post(desk.address, body, {
      'X-Zendesk-Webhook-Signature': signature,
      'X-Zendesk-Webhook-Signature-Timestamp': when,
    });
  };
  expect((await signed('words')).status).toBe(400);
  const unstorable = JSON.stringify({
    id: 'a\u0000b',
    time: new Date().toISOString(),
    type: 'zen:event-type:ticket.created',
    detail: { id: 'T', organization_id: 'org', status: 'OPEN' },
  });
  for (const body of ['{}', '[]', 'null', '"x"', '{"id":1}', unstorable]) expect((await signed(body)).status).toBe(422);
  expect((await signed('x'.repeat(1_100_000))).status).toBe(413);
});
