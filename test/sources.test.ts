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

async function aSource(format: 'zendesk' | 'stripe', parts: object = {}): Promise<Source> {
  const [id, secret] = [fresh(format), fresh('secret')];
  const { body } = await admin.put(`/v1/sources/${id}`, { format, secret, ...parts });
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
function stripe(
  { address, secret }: Source,
  type: string,
  invoice: object,
  parts: { id?: string; at?: number; livemode?: boolean; previous?: object; body?: string } = {},
) {
  const { id = fresh('evt'), at = Date.now(), livemode = true, previous } = parts;
  const created = Math.floor(at / 1_000);
  const said = JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-09-30',
    created,
    livemode,
    type,
    data: { object: { object: 'invoice', ...invoice }, previous_attributes: previous },
  });
  const body = parts.body ?? said;
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

/** An invoice of a client, overdue for five days, as Stripe has it. */
async function anInvoice(parts: object = {}) {
  const { client, ids } = await aClient(1, {});
  const [id = ''] = ids;
  const billing = await aSource('stripe', parts);
  const customer = fresh('cus');
  await admin.put(`/v1/sources/${billing.id}/clients/${customer}`, { client });
  const invoice = {
    id: fresh('in'),
    number: fresh('INV'),
    customer,
    status: 'open',
    amount_due: 120_000,
    amount_remaining: 120_000,
    currency: 'eur',
    due_date: Math.floor(Date.now() / 1_000) - 5 * 86_400 - 3_600,
  };
  const receivables = async () => (await lifecycle(id)).receivables;
  return { id, billing, invoice, receivables };
}

const euro = (amount: number) => ({ amount, currency: 'EUR' });

test('what only was a test opens nothing, unless the source is one for tests', async () => {
  const real = await anInvoice();
  expect((await stripe(real.billing, 'invoice.overdue', real.invoice, { livemode: false })).body).toEqual({
    state: 'ignored',
    reason: 'test-mode',
  });
  expect(await real.receivables()).toEqual([]);
  const trial = await anInvoice({ testEvents: true });
  expect((await admin.get(`/v1/sources/${trial.billing.id}`)).body).toMatchObject({ testEvents: true });
  expect((await stripe(trial.billing, 'invoice.overdue', trial.invoice, { livemode: false })).body.state).toBe('told');
  await eventually(async () => expect(await trial.receivables()).toMatchObject([{ invoice: trial.invoice.number }]));
});

test('of an invoice that is paid in parts the rest is asked for, whichever event tells of a part, late or twice', async () => {
  const { billing, invoice, receivables } = await anInvoice();
  const now = Date.now();
  await stripe(billing, 'invoice.overdue', invoice, { at: now - 10 * minute });
  const part = {
    object: 'invoice_payment',
    id: fresh('inpay'),
    invoice: invoice.id,
    amount_paid: 20_000,
    currency: 'eur',
  };
  expect((await stripe(billing, 'invoice_payment.paid', part, { at: now - 8 * minute })).body.state).toBe('told');
  await eventually(async () => expect(await receivables()).toMatchObject([{ amount: euro(100_000) }]));
  // The invoice itself says the same, and then that more came in.
  const parts = (remaining: number) => ({ ...invoice, amount_remaining: remaining });
  await stripe(billing, 'invoice.updated', parts(100_000), { at: now - 8 * minute });
  await stripe(billing, 'invoice.updated', parts(20_000), { at: now - 4 * minute });
  await eventually(async () => expect(await receivables()).toMatchObject([{ amount: euro(20_000), days: 5 }]));
  expect((await stripe(billing, 'invoice.updated', parts(60_000), { at: now - 6 * minute })).body).toEqual({
    state: 'ignored',
    reason: 'overtaken',
  });
  expect((await stripe(billing, 'invoice.paid', { ...parts(0), status: 'paid' })).body.state).toBe('told');
  expect((await stripe(billing, 'invoice.payment_succeeded', { ...parts(0), status: 'paid' })).body).toEqual({
    state: 'ignored',
    reason: 'known-already',
  });
  await eventually(async () => expect(await receivables()).toMatchObject([{ end: 'paid', amount: euro(20_000) }]));
});

test('a card that failed for good, and a subscription that is past due, are one invoice to collect', async () => {
  const { id, billing, invoice, receivables } = await anInvoice();
  const charged = { ...invoice, due_date: null, collection_method: 'charge_automatically' };
  const later = Math.floor(Date.now() / 1_000) + 86_400;
  expect((await stripe(billing, 'invoice.payment_failed', { ...charged, next_payment_attempt: later })).body).toEqual({
    state: 'ignored',
    reason: 'nothing-overdue',
  });
  expect(await receivables()).toEqual([]);
  const subscription = {
    object: 'subscription',
    id: fresh('sub'),
    customer: invoice.customer,
    latest_invoice: invoice.id,
  };
  const late = { ...subscription, status: 'past_due' };
  expect((await stripe(billing, 'customer.subscription.updated', late)).body).toEqual({ state: 'told', lifecycle: id });
  await eventually(async () =>
    expect(await receivables()).toMatchObject([{ invoice: invoice.number, amount: euro(120_000) }]),
  );
  expect((await stripe(billing, 'invoice.payment_failed', { ...charged, next_payment_attempt: null })).body.state).toBe(
    'told',
  );
  expect((await stripe(billing, 'invoice.voided', { ...charged, status: 'void' })).body.state).toBe('told');
  await eventually(async () => expect(await receivables()).toMatchObject([{ invoice: invoice.number, end: 'voided' }]));
  expect(await receivables()).toHaveLength(1);
});

test('what was voided or written off was not collected', async () => {
  const { id, billing, invoice, receivables } = await anInvoice();
  const other = { ...invoice, id: fresh('in'), number: fresh('INV') };
  for (const one of [invoice, other]) await stripe(billing, 'invoice.overdue', one);
  await stripe(billing, 'invoice.voided', { ...invoice, status: 'void' });
  await stripe(billing, 'invoice.marked_uncollectible', { ...other, status: 'uncollectible' });
  await eventually(async () =>
    expect((await receivables()).map(({ end }: { end?: string }) => end)).toEqual(['voided', 'written-off']),
  );
  const closings = () =>
    withDatabase(running.postgres, async (db) => {
      const { rows } = await db.query<{ end: string }>(
        `select data ->> 'end' as end from ledger where "lifecycleId" = $1 and kind = 'receivable-closed' order by seq`,
        [id],
      );
      return rows.map(({ end }) => end);
    });
  await eventually(async () => expect(await closings()).toEqual(['voided', 'written-off']));
});

test('whatever else an endpoint hears of is taken and ignored, with the reason', async () => {
  const { billing } = await anInvoice();
  const thin = { id: 'evt_thin', object: 'v2.core.event', created: '2026-11-26T12:00:00.000Z', type: 'v1.billing.meter.error_report_triggered' }; // prettier-ignore
  const sent = [
    await stripe(billing, 'customer.created', { object: 'customer', id: 'cus_1', currency: null, metadata: {} }),
    await stripe(billing, 'product.updated', { object: 'product', id: 'prod_1', metadata: { holdfast_lifecycle: '' } }),
    await stripe(billing, '', {}, { body: JSON.stringify(thin) }),
  ];
  for (const one of sent)
    expect(one).toEqual({ status: 202, body: { state: 'ignored', reason: 'nothing-about-health' } });
});

test('tickets that change hands count for whose they are, and for nobody where they are nobody’s', async () => {
  const [one, two] = [await aClient(1, {}), await aClient(1, {})];
  const desk = await aSource('zendesk');
  for (const [org, { client }] of [
    ['org-a', one],
    ['org-b', two],
  ] as const)
    // prettier-ignore
    await admin.put(`/v1/sources/${desk.id}/clients/${org}`, { client });
  const now = Date.now();
  const tickets = Array.from({ length: 11 }, (_, n) => `H-${n}`);
  const all = async (what: string, status: string, organization: string | null, at: number) => {
    for (const ticket of tickets)
      await zendesk(desk, ticket, status, organization, { type: `zen:event-type:ticket.${what}`, at });
  };
  const floods = async () =>
    Promise.all(
      [one, two].map(async ({ ids }) =>
        (await lifecycle(ids[0] ?? '')).health.reasons.map(({ detail }: { detail: string }) => detail),
      ),
    );
  await all('created', 'OPEN', 'org-a', now);
  await eventually(async () => expect(await floods()).toEqual([['flood'], []]));
  await all('organization_changed', 'OPEN', 'org-b', now + 1_000);
  await eventually(async () => expect(await floods()).toEqual([[], ['flood']]));
  // Whoever the source means by an id may turn out to be somebody else.
  expect((await admin.put(`/v1/sources/${desk.id}/clients/org-b`, { client: one.client })).status).toBe(200);
  await eventually(async () => expect(await floods()).toEqual([['flood'], []]));
  // To an organization that nobody has named: they are not the former client's any more.
  await all('organization_changed', 'OPEN', 'org-c', now + 2_000);
  await eventually(async () => expect(await floods()).toEqual([[], []]));
  await all('organization_changed', 'OPEN', 'org-a', now + 3_000);
  await eventually(async () => expect(await floods()).toEqual([['flood'], []]));
  await all('organization_changed', 'OPEN', null, now + 4_000);
  await eventually(async () => expect(await floods()).toEqual([[], []]));
  expect((await zendesk(desk, 'H-0', 'SOLVED', null, { at: now + 5_000 })).body).toEqual({
    state: 'ignored',
    reason: 'nobody-named',
  });
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
