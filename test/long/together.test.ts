/** What belongs together is written all or none, and whoever must hear of it does, whatever crashes in between. */
import type { Client } from 'pg';
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh, jobIs, type Answer, type Caller } from '../support/api';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { aRow, ndjson, sendImport } from '../support/imports';

const impatient = { HOLDFAST_DECISION_TIMEOUT_MS: '1500', HOLDFAST_QUERY_TIMEOUT_MS: '1500' };

let cell: Cell;
let away: Caller;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell(impatient);
  away = await cell.startApi({ HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
});

const sql = <T>(act: (client: Client) => Promise<T>): Promise<T> => withDatabase(cell.databaseUrl, act);

/** As if the process had died before the second write: rows of a table are refused, and everything is as before. */
async function dyingAt(table: string, act: () => Promise<void>): Promise<void> {
  await sql((client) =>
    client.query(`
      create function dies() returns trigger language plpgsql as $$ begin raise exception 'died'; end $$;
      create trigger dies before insert on ${table} for each row execute function dies()`),
  );
  try {
    await act();
  } finally {
    await sql((client) => client.query('drop function dies cascade'));
  }
}

interface HandedOff {
  readonly client: string;
  readonly ids: readonly string[];
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

/** A client with two products in retention. */
async function aClient(): Promise<HandedOff> {
  const deal = aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30) });
  const [first] = deal.products;
  const products = [first, { ...first, code: 'crm-mobile', name: 'CRM Mobile' }];
  const { status, body } = await cell.admin.post('/v1/deals', { ...deal, products });
  expect(status).toBe(201);
  const ids = (body as { lifecycles: { id: string }[] }).lifecycles.map(({ id }) => id).toSorted();
  await eventually(async () => {
    for (const id of ids) expect((await cell.admin.get(`/v1/lifecycles/${id}`)).body.source).toBe('live');
  });
  return { client: deal.client.id, ids, contacts: deal.contacts };
}

async function told(id: string, kind: string): Promise<readonly object[]> {
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string }[]).filter((one) => one.kind === kind);
}

test('what is said of a client’s people while Temporal is away is written, and every lifecycle hears of it afterwards', async () => {
  const { client, ids, contacts } = await aClient();
  const [main, boss] = contacts;
  const ofBoss = `/v1/clients/${client}/contacts/${boss?.id}`;
  const ofMain = `/v1/clients/${client}/contacts/${main?.id}`;
  const changed = { name: boss?.name, email: 'boss.anew@client.example', level: 'user' };
  expect(await away.put(ofBoss, changed)).toMatchObject({ status: 200, body: { lifecycles: ids } });
  expect((await away.post(`${ofBoss}/opt-out`, {})).status).toBe(202);
  expect((await away.post(`/v1/clients/${client}/opt-out`, {})).status).toBe(202);
  expect(
    (await away.post(`/v1/lifecycles/${ids[0]}/signals`, { kind: 'contact-departed', contactId: boss?.id })).status,
  ).toBe(202);
  const touch = { kind: 'call', outcome: 'done', alsoFor: [ids[1]] };
  expect((await away.post(`/v1/lifecycles/${ids[0]}/touches`, touch)).status).toBe(202);
  expect(await away.delete(ofMain)).toMatchObject({ status: 200, body: { erased: true, lifecycles: ids } });

  for (const id of ids)
    for (const kind of [
      'contact-changed',
      'contact-opted-out',
      'client-opted-out',
      'incident-noted',
      'touch-recorded',
      'contact-erased',
    ])
      await eventually(async () => expect([kind, await told(id, kind)]).toEqual([kind, [expect.anything()]]), 60_000);
  await eventually(async () => expect(await cell.count('waiting_facts', 'true')).toBe(0));
});

test('two clients become one, and somebody goes to another, all or none; whoever must hear of it does', async () => {
  const [one, other, third] = [await aClient(), await aClient(), await aClient()];
  const merge = (): Promise<Answer> => away.post(`/v1/clients/${other.client}/merge`, { into: one.client });
  const [main] = third.contacts;
  const move = (): Promise<Answer> =>
    away.post(`/v1/clients/${third.client}/contacts/${main?.id}/move`, { to: one.client });
  const untouched = async (): Promise<void> => {
    expect(await cell.count('clients', '"mergedInto" is not null')).toBe(0);
    expect(await cell.count('former_contacts', 'true')).toBe(0);
    expect(await cell.count('lifecycles', `"clientId" = '${other.client}'`)).toBe(2);
    expect(await cell.count('contacts', `"clientId" = '${third.client}' and "departedAt" is not null`)).toBe(0);
  };
  await dyingAt('waiting_facts', async () => {
    expect((await merge()).status).toBe(500);
    expect((await move()).status).toBe(500);
    await untouched();
  });
  expect((await merge()).status).toBe(200);
  expect((await move()).status).toBe(200);
  expect(await merge()).toMatchObject({ status: 200, body: { into: one.client, lifecycles: other.ids } });
  const ofBoth = [...one.ids, ...other.ids];
  for (const id of ofBoth)
    await eventually(async () => expect(await told(id, 'client-merged')).toEqual([expect.anything()]), 60_000);
  for (const id of ofBoth)
    await eventually(async () => expect(await told(id, 'contact-added')).toEqual([expect.anything()]), 60_000);
  for (const id of third.ids)
    await eventually(async () => expect(await told(id, 'incident-noted')).toEqual([expect.anything()]), 60_000);
  await eventually(async () => expect(await cell.count('waiting_facts', 'true')).toBe(0));
});

test('somebody departs once: whoever says it again is told that it is known, and no alarm grows', async () => {
  const { ids, contacts } = await aClient();
  const departed = (lifecycle: string | undefined) => ({
    kind: 'contact-departed',
    contactId: contacts[1]?.id,
    eventId: fresh('event'),
    ...(lifecycle === undefined ? {} : { lifecycle }),
  });
  const say = () => cell.admin.post(`/v1/lifecycles/${ids[0]}/signals`, departed(undefined), { Prefer: 'wait=10' });
  expect(await say()).toMatchObject({ status: 202, body: { state: 'applied' } });
  expect(await say()).toMatchObject({ status: 202, body: { state: 'ignored', reason: 'already-there' } });
  expect(await cell.admin.post('/v1/signals', { signals: [departed(ids[1])] })).toMatchObject({
    status: 202,
    body: { accepted: 1, repeated: 1, rejected: [] },
  });
  for (const id of ids) await eventually(async () => expect(await told(id, 'incident-noted')).toHaveLength(1));
});

test('an eventId is one fact’s: another one under it is refused, alone and in a batch, and the same one counts once', async () => {
  const { ids } = await aClient();
  const [id, eventId] = [ids[0] ?? '', fresh('event')];
  const send = (body: object) => cell.admin.post(`/v1/lifecycles/${id}/signals`, { eventId, ...body });
  expect((await send({ kind: 'happiness', value: 8 })).status).toBe(202);
  expect((await send({ kind: 'happiness', value: 8, note: 'in other words' })).status).toBe(202);
  const refused = { status: 422, body: { errors: [{ pointer: '/eventId' }] } };
  expect(await send({ kind: 'happiness', value: 3 })).toMatchObject(refused);
  expect(await send({ kind: 'billing-error' })).toMatchObject(refused);
  await eventually(async () => expect(await told(id, 'happiness-heard')).toHaveLength(1));
  expect(await send({ kind: 'happiness', value: 3 })).toMatchObject(refused);

  const [one, reading] = [fresh('event'), fresh('event')];
  const batch = (value: number) =>
    cell.admin.post('/v1/signals', {
      signals: [
        { lifecycle: id, kind: 'service-call', value, eventId: one },
        { lifecycle: id, kind: 'usage', value: value * 10, eventId: reading },
        { lifecycle: id, kind: 'billing-error', eventId: one },
      ],
    });
  const second = { pointer: '/signals/2', code: 'other-fact' };
  expect((await batch(9)).body).toEqual({ accepted: 2, repeated: 0, rejected: [second] });
  await eventually(async () => expect((await batch(9)).body).toEqual({ accepted: 2, repeated: 2, rejected: [second] }));
  expect((await batch(2)).body).toMatchObject({
    accepted: 0,
    rejected: [{ pointer: '/signals/0', code: 'other-fact' }, { pointer: '/signals/1', code: 'other-fact' }, second],
  });
});

test('nobody has left while there is no job that passes their clients on; no campaign is cancelled of which nobody hears', async () => {
  const { client, ids } = await aClient();
  const [leaver, heir, campaign] = [fresh('rep'), fresh('rep'), fresh('campaign')];
  for (const id of [leaver, heir])
    expect((await cell.admin.put(`/v1/reps/${id}`, { name: id, email: `${id}@holdfast.example` })).status).toBe(200);
  await cell.admin.post(`/v1/lifecycles/${ids[0]}/reassign`, { rep: leaver });
  await sql(async (db) => {
    await db.query(
      `insert into jobs (id, kind, state, input, "startedAt") values ($1, 'campaign', 'previewed',
         '{"kind":"training","title":"T","startsAt":"2099-01-01T08:00:00.000Z","endsAt":"2099-01-01T09:00:00.000Z","filter":{}}', now())`,
      [campaign],
    );
    await db.query(`insert into job_rows ("jobId", position, subject, input, state) values ($1, 0, $2, $3, 'done')`, [
      campaign,
      ids[0],
      JSON.stringify({ client }),
    ]);
  });
  const leave = () => cell.admin.post(`/v1/reps/${leaver}/handover`, { to: heir, leaves: true });
  const callOff = () => cell.admin.post(`/v1/campaigns/${campaign}/call-off`, {});
  await dyingAt('job_rows', async () => {
    expect((await leave()).status).toBe(500);
    expect((await callOff()).status).toBe(500);
  });
  expect(await cell.count('reps', `id = '${leaver}' and "leftAt" is null`)).toBe(1);
  expect(await cell.count('jobs', `id = '${campaign}' and state = 'previewed'`)).toBe(1);

  const { status, body } = await leave();
  expect(status).toBe(202);
  await jobIs(body.id, 'done', cell.admin);
  expect(await cell.count('reps', `id = '${leaver}' and "leftAt" is not null`)).toBe(1);
  expect(await cell.count('lifecycles', `id = '${ids[0]}' and "repId" = '${heir}'`)).toBe(1);
  const calledOff = await callOff();
  expect(calledOff.status).toBe(202);
  await jobIs(calledOff.body.id, 'done', cell.admin);
  expect(await cell.count('jobs', `id = '${campaign}' and state = 'cancelled'`)).toBe(1);
});

test('a roll-out reaches the next term of what was renewed meanwhile', async () => {
  const policy = fresh('policy');
  const [rep, group] = [fresh('rep'), fresh('group')];
  await cell.admin.put(`/v1/reps/${rep}`, { name: rep, email: `${rep}@holdfast.example` });
  await cell.admin.put(`/v1/policies/${policy}`, { rules: {} });
  await cell.admin.put(`/v1/groups/${group}`, { name: 'G', rep, policy });
  const deal = aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-340), group });
  const { body } = await cell.admin.post('/v1/deals', deal);
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  const next = id.replace(/t1$/, 't2');
  await cell.admin.put(`/v1/policies/${policy}`, { rules: { missedWorkingDays: 9 } });
  const job = await cell.admin.post(`/v1/policies/${policy}/rollouts`, { when: 'now' });
  expect(job.status).toBe(202);
  await jobIs(job.body.id, 'previewed', cell.admin);
  const renewal = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  await eventually(async () =>
    expect((await cell.admin.post(`/v1/lifecycles/${id}/renew`, renewal, { 'Idempotency-Key': policy })).status).toBe(
      200,
    ),
  );
  await eventually(async () => expect((await cell.admin.get(`/v1/lifecycles/${next}`)).body.source).toBe('live'));
  expect((await cell.admin.post(`/v1/jobs/${job.body.id}/start`, {})).status).toBe(202);
  await jobIs(job.body.id, 'done', cell.admin);
  const rows = await cell.admin.get(`/v1/jobs/${job.body.id}/rows`);
  expect(rows.body.items).toMatchObject([{ subject: id, state: 'done', outcome: { lifecycle: next } }]);
  await eventually(async () =>
    expect(await cell.count('lifecycles', `id = '${next}' and "policyId" = '${policy}' and "policyVersion" = 2`)).toBe(
      1,
    ),
  );
});

test('of identical imports at once each row is brought over by one, and is there already for the others', async () => {
  const file = ndjson(Array.from({ length: 60 }, (_, index) => aRow(index)));
  const sent = await Promise.all(Array.from({ length: 4 }, () => sendImport(cell.url, cell.key, file)));
  const jobs: Answer['body'][] = [];
  for (const { status, body } of sent) {
    expect(status).toBe(202);
    jobs.push(await jobIs((body as { id: string }).id, 'done', cell.admin, 90_000));
  }
  const sum = (of: 'done' | 'skipped' | 'failed'): number =>
    jobs.reduce((all, { progress }) => all + (progress as Record<typeof of, number>)[of], 0);
  expect({ done: sum('done'), skipped: sum('skipped'), failed: sum('failed') }).toEqual({
    done: 60,
    skipped: 180,
    failed: 0,
  });
});
