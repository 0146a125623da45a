/** A broken feed, source or webhook is told to whoever set it up, or to ops; and that it works again. */
import { createHmac } from 'node:crypto';
import { withDatabase } from '../dev/postgres';
import { fastForward } from '../dev/time';
import { admin, caller, eventually, fresh, running } from './support/api';
import { mailsTo } from './support/mailbox';
import { closeWorlds, startWorld } from './support/outside';
import { temporal } from './support/time';

afterAll(async () => {
  await closeWorlds();
});

const dayMs = 86_400_000;
const ops = 'ops@holdfast.example';
const broken = async (connection: string) =>
  (await admin.get('/v1/broken-connections?limit=200')).body.items.find(
    (one: { readonly connection: string }) => one.connection === connection,
  );
const messagesFor = (webhook: string, count: number) =>
  withDatabase(running.postgres, (db) =>
    db.query(
      `insert into webhook_messages (key, "webhookId", type, at, data)
       select 'hook.' || $1 || '.' || $2 || n, $1, 'lifecycle.stage-changed', now(), '{}' from generate_series(1, $3) n`,
      [webhook, fresh('event'), count],
    ),
  );
const subjectsTo = async (address: string, about: string): Promise<readonly string[]> =>
  (await mailsTo(address)).map(({ subject }) => subject).filter((subject) => subject.includes(about));

test('a feed that answers 500 for days is told once to the person whose key set it up, and once that it can be read again', async () => {
  const [rep, email] = [fresh('rep'), `${fresh('ops')}@holdfast.example`];
  expect((await admin.put(`/v1/reps/${rep}`, { name: 'Olga Ops', email })).status).toBe(200);
  const made = await admin.post('/v1/keys', { name: 'Olga', role: 'ops', rep });
  expect(made.status).toBe(201);
  const olga = caller(running.api, made.body.key);

  const world = await startWorld();
  world.answers((_, response) => response.writeHead(500).end());
  const id = fresh('feed');
  const put = await olga.put(`/v1/feeds/${id}`, { url: world.at('/rss'), words: ['Alps'], everyMinutes: 1_440 });
  expect(put.body.setUpBy).toEqual({ rep });
  const failed = (times: number) =>
    eventually(async () => expect((await admin.get(`/v1/feeds/${id}`)).body.failures).toBe(times));
  await failed(1);
  const moving = await temporal();
  await fastForward(moving, `feed.${id}`, 2 * dayMs);
  await failed(2);
  expect(await broken(id)).toBeUndefined();
  await fastForward(moving, `feed.${id}`, 4 * dayMs);
  await failed(3);

  await eventually(async () => expect(await subjectsTo(email, id)).toEqual([`The news feed ${id} cannot be read`]));
  const [mail] = await mailsTo(email);
  expect(mail?.text).toContain('The server answered 500: something is wrong on its own side.');
  expect(mail?.text).toContain('WHAT TO DO');
  expect(await broken(id)).toMatchObject({ kind: 'feed', told: 1, toldTo: rep });

  // It fails once more, and nobody is told again; then it answers.
  await fastForward(moving, `feed.${id}`, 8 * dayMs);
  await failed(4);
  world.answers((_, response) =>
    response.writeHead(200).end('<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'),
  );
  await fastForward(moving, `feed.${id}`, 16 * dayMs);
  await failed(0);
  await eventually(async () =>
    expect(await subjectsTo(email, id)).toEqual([
      `The news feed ${id} cannot be read`,
      `The news feed ${id} can be read again`,
    ]),
  );
  expect(await broken(id)).toBeUndefined();
  expect(await subjectsTo(ops, id)).toEqual([]);
});

test('of a source whose clients nobody named for a working day ops hear, with whom it means, until somebody says so', async () => {
  const [id, secret, customer] = [fresh('billing'), fresh('a-long-secret'), fresh('cus')];
  const { body: source } = await admin.put(`/v1/sources/${id}`, { format: 'stripe', secret });
  expect(source.setUpBy).toEqual({ key: expect.any(String) });
  const event = JSON.stringify({
    id: fresh('evt'),
    object: 'event',
    type: 'invoice.overdue',
    created: Math.floor(Date.now() / 1_000),
    data: {
      object: {
        object: 'invoice',
        id: fresh('in'),
        customer,
        amount_remaining: 120_000,
        currency: 'eur',
        due_date: Math.floor(Date.now() / 1_000) - 86_400,
      },
    },
  });
  const stamp = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`${stamp}.${event}`).digest('hex');
  const sent = await fetch(source.address, {
    method: 'POST',
    body: event,
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${stamp},v1=${signature}` },
    signal: AbortSignal.timeout(30_000),
  });
  expect([sent.status, await sent.json()]).toEqual([202, { state: 'unmapped' }]);
  await withDatabase(running.postgres, (db) =>
    db.query(`update source_events set "receivedAt" = now() - interval '5 days' where "sourceId" = $1`, [id]),
  );
  await eventually(async () =>
    expect(await subjectsTo(ops, id)).toEqual([`The source ${id} tells of 1 client whom nobody has named`]),
  );
  expect((await mailsTo(ops)).find(({ subject }) => subject.includes(id))?.text).toContain(customer);
  const client = fresh('client');
  await withDatabase(running.postgres, (db) =>
    db.query(`insert into clients (id, name, "timeZone") values ($1, $1, 'UTC')`, [client]),
  );
  // Nothing of them runs: the invoice goes nowhere, but everybody is named.
  expect((await admin.put(`/v1/sources/${id}/clients/${customer}`, { client })).status).toBe(200);
  await eventually(async () => expect(await subjectsTo(ops, id)).toHaveLength(2));
});

test('a webhook whose receiver wants no more is told to ops at once, and no more once it is taken away', async () => {
  const world = await startWorld();
  world.answers((_, response) => response.writeHead(410).end());
  const id = fresh('hook');
  await admin.put(`/v1/webhooks/${id}`, { url: world.at('/in'), types: ['lifecycle.stage-changed'] });
  await messagesFor(id, 1);
  await eventually(async () => expect(await subjectsTo(ops, id)).toEqual([`The webhook ${id} wants no more messages`]));
  expect(await broken(id)).toMatchObject({ kind: 'webhook', toldTo: 'operations' });
  expect((await admin.delete(`/v1/webhooks/${id}`)).status).toBe(200);
  await eventually(async () => expect(await broken(id)).toBeUndefined());
});

test('a webhook that wanted no more, and takes messages at another address, works again; that is told once', async () => {
  const world = await startWorld();
  world.answers(({ path }, response) => response.writeHead(path === '/old' ? 410 : 204).end());
  const id = fresh('hook');
  const at = (path: string) => ({ url: world.at(path), types: ['lifecycle.stage-changed'] });
  await admin.put(`/v1/webhooks/${id}`, at('/old'));
  await messagesFor(id, 1);
  const told = [`The webhook ${id} wants no more messages`];
  await eventually(async () => expect(await subjectsTo(ops, id)).toEqual(told));
  expect((await admin.put(`/v1/webhooks/${id}`, at('/new'))).status).toBe(200);
  await messagesFor(id, 1);
  await eventually(async () =>
    expect(await subjectsTo(ops, id)).toEqual([...told, `The webhook ${id} takes messages again`]),
  );
  expect(await broken(id)).toBeUndefined();
});

test('of what a source lost a mail says how much, and never that it gets well', async () => {
  const [id, secret, customer] = [fresh('billing'), fresh('a-long-secret'), fresh('cus')];
  await admin.put(`/v1/sources/${id}`, { format: 'stripe', secret });
  await withDatabase(running.postgres, (db) =>
    db.query(
      `insert into source_events ("sourceId", "eventId", at, kind, "externalId", data, state, reason, "receivedAt")
       select $1, 'e' || n, now(), 'invoice-paid', $2, '{"lifecycle": null, "invoice": "in_1"}', 'ignored', 'no-running-lifecycle', now() - interval '5 days'
       from generate_series(1, 3) n`,
      [id, customer],
    ),
  );
  await eventually(async () =>
    expect(await subjectsTo(ops, id)).toEqual([`The source ${id} told of 3 events that have gone nowhere`]),
  );
  expect((await mailsTo(ops)).find(({ subject }) => subject.includes(id))?.text).not.toContain('well again');
  expect(await broken(id)).toBeUndefined();
});
