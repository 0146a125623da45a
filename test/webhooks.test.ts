/** Webhooks out: others hear of what happens, signed, tried again, in a log, and sent again on demand. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { canaries } from './support/deals';
import { aClient } from './support/clients';
import { withDatabase } from '../dev/postgres';
import { admin, eventually, fresh, running, telemetry, wait } from './support/api';
import { closeWorlds, startWorld, type Arrived, type World } from './support/outside';

afterAll(async () => {
  await closeWorlds();
});

/** A receiver of its own, and the webhook that leads to it. */
async function aReceiver(types: readonly string[]): Promise<{ world: World; id: string; secret: string }> {
  const world = await startWorld();
  const id = fresh('hook');
  const { status, body } = await admin.put(`/v1/webhooks/${id}`, { url: world.at('/in'), types });
  expect(status).toBe(200);
  return { world, id, secret: body.secret };
}

/** What arrived about a lifecycle. */
const about = (
  { arrived }: World,
  lifecycle: string,
): readonly { sent: Arrived; type: string; data: Record<string, unknown> }[] =>
  arrived
    .map((sent) => ({ sent, ...(JSON.parse(sent.body) as { type: string; data: Record<string, unknown> }) }))
    .filter(({ data }) => data.lifecycle === lifecycle);

/** By hand, as the specification says it. */
function isSigned({ headers, body }: Arrived, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

const churn = (id: string) => admin.post(`/v1/lifecycles/${id}/churn`, { reason: 'price', note: 'canary-words' });

test('stages, escalations, renewals and oversold promises arrive once each, signed, without a name or a word', async () => {
  const { world, secret } = await aReceiver([]);
  const { ids } = await aClient(1, {});
  const [id = ''] = ids;
  await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'happiness', value: 0 }, wait);
  await admin.post(`/v1/lifecycles/${id}/escalations/escalation-1/acknowledge`, {});
  await admin.post(`/v1/lifecycles/${id}/escalations/escalation-1/resolve`, { note: 'canary-words' });
  await admin.post(`/v1/lifecycles/${id}/oversold`, { note: 'canary-words' });
  await admin.post(`/v1/lifecycles/${id}/renew`, {
    termMonths: 12,
    annualValue: { amount: 1_300_000, currency: 'EUR' },
  });
  const arrived = await eventually(() => {
    const found = about(world, id);
    expect(found.map(({ type }) => type).toSorted()).toEqual([
      'escalation.acknowledged',
      'escalation.opened',
      'escalation.resolved',
      'lifecycle.stage-changed',
      'lifecycle.stage-changed',
      'promise.oversold',
      'renewal.decided',
    ]);
    return Promise.resolve(found);
  });
  for (const { sent, data } of arrived) {
    expect(isSigned(sent, secret)).toBe(true);
    // … and to the reference library of the specification.
    expect(new Webhook(secret).verify(sent.body, sent.headers as Record<string, string>)).toBeTruthy();
    expect(() => new Webhook(secret).verify(`${sent.body} `, sent.headers as Record<string, string>)).toThrow(
      /signature/i,
    );
    expect(canaries.filter((canary) => sent.body.toLowerCase().includes(canary.toLowerCase()))).toEqual([]);
    expect(data).toMatchObject({ lifecycle: id, product: 'line-1', term: 1 });
  }
  expect(arrived.find(({ type }) => type === 'renewal.decided')?.data).toMatchObject({
    annualValue: { amount: 1_300_000, currency: 'EUR' },
    before: { amount: 1_200_000, currency: 'EUR' },
  });
});

test('a receiver that is away is tried again under the same id; one that hears of one kind hears of no other', async () => {
  const { world, id: hook } = await aReceiver(['renewal.decided']);
  const { ids } = await aClient(1, {});
  const [id = ''] = ids;
  // It hears of every renewal there is; what is about this client is not taken at first.
  world.answers((_, response) => response.writeHead(about(world, id).length === 1 ? 503 : 204).end());
  await admin.post(`/v1/lifecycles/${id}/renew`, { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } });
  const [first, second, ...more] = await eventually(() => {
    const found = about(world, id);
    expect(found.length).toBeGreaterThanOrEqual(2);
    return Promise.resolve(found);
  });
  expect(more).toEqual([]);
  expect(first?.sent.headers['webhook-id']).toBe(second?.sent.headers['webhook-id']);
  await eventually(async () => {
    const { body } = await admin.get(`/v1/webhooks/${hook}/messages?limit=200`);
    const mine = body.items.find((one: { lifecycleId: string }) => one.lifecycleId === id);
    expect(mine).toMatchObject({ type: 'renewal.decided', state: 'delivered', attempts: 2, lastStatus: 204 });
  });
});

test('what a receiver has lost is sent again on demand, under the id that it had', async () => {
  const { world, id: hook } = await aReceiver(['lifecycle.stage-changed']);
  const { ids } = await aClient(1, {});
  const [id = ''] = ids;
  await churn(id);
  await eventually(() =>
    Promise.resolve(
      expect(new Set(about(world, id).map(({ data }) => data.to))).toEqual(new Set(['churned', 'retention'])),
    ),
  );
  const log = await eventually(async () => {
    const { body } = await admin.get(`/v1/webhooks/${hook}/messages?limit=200&state=delivered`);
    const found = body.items.filter((one: { lifecycleId: string }) => one.lifecycleId === id);
    expect(found.length).toBe(2);
    return found as { id: string }[];
  });
  const { status, body } = await admin.post(`/v1/webhooks/${hook}/replay`, { messages: log.map((one) => one.id) });
  expect([status, body.replayed]).toEqual([202, 2]);
  await eventually(() => Promise.resolve(expect(about(world, id).length).toBe(4)));
  expect(new Set(about(world, id).map(({ sent }) => sent.headers['webhook-id'])).size).toBe(2);
  expect((await admin.post(`/v1/webhooks/${hook}/replay`, {})).status).toBe(422);
});

test('while a secret is changed, messages carry both signatures', async () => {
  const { world, id: hook, secret } = await aReceiver(['lifecycle.stage-changed']);
  const { body } = await admin.post(`/v1/webhooks/${hook}/rotate`);
  expect(body.secret).toMatch(/^whsec_/);
  expect(body.secret).not.toBe(secret);
  const { ids } = await aClient(1, {});
  const [id = ''] = ids;
  const [one] = await eventually(() => {
    const found = about(world, id);
    expect(found.length).toBe(1);
    return Promise.resolve(found);
  });
  expect(one && [isSigned(one.sent, secret), isSigned(one.sent, body.secret)]).toEqual([true, true]);
  // It is shown when it is made, and never again.
  expect(JSON.stringify((await admin.get('/v1/webhooks?limit=200')).body)).not.toContain('whsec_');
  expect(JSON.stringify((await admin.get(`/v1/webhooks/${hook}`)).body)).not.toContain('whsec_');
});

test('who answers “gone” hears of nothing any more; a redirect is not followed', async () => {
  const { world, id: hook } = await aReceiver(['lifecycle.stage-changed']);
  const { ids } = await aClient(2, {});
  const [gone = '', later = ''] = ids;
  // It hears of every lifecycle there is, other tests' too; only what is about this one is answered so.
  world.answers(({ body }, response) => response.writeHead(body.includes(gone) ? 410 : 204).end());
  await churn(gone);
  await eventually(async () => expect((await admin.get(`/v1/webhooks/${hook}`)).body.active).toBe(false));
  expect((await churn(later)).status).toBe(200);
  const { body } = await admin.get(`/v1/webhooks/${hook}/messages?limit=200`);
  const messages = body.items as { lifecycleId: string; state: string; lastStatus?: number; data: { to?: string } }[];
  const messagesOf = (id: string) => messages.filter(({ lifecycleId }) => lifecycleId === id);
  expect(messagesOf(gone)).toContainEqual(expect.objectContaining({ state: 'failed', lastStatus: 410 }));
  expect(messagesOf(later).filter(({ data }) => data.to === 'churned')).toEqual([]);

  const { world: other, id: leading } = await aReceiver(['lifecycle.stage-changed']);
  other.answers((_, response) => response.writeHead(302, { location: other.at('/inside', '127.0.0.1') }).end());
  await aClient(1, {});
  await eventually(async () => {
    const log = await admin.get(`/v1/webhooks/${leading}/messages`);
    expect(log.body.items[0]).toMatchObject({
      lastStatus: 302,
      lastError: 'The receiver answered 302: it has moved to another address.',
    });
  });
  expect(other.arrived.every(({ path }) => path === '/in')).toBe(true);
  expect((await admin.delete(`/v1/webhooks/${leading}`)).status).toBe(200);
  expect((await admin.get(`/v1/webhooks/${leading}`)).status).toBe(404);
});

test.each([
  'http://127.0.0.1:4600/',
  'http://[::1]/',
  'http://169.254.169.254/',
  'http://10.0.0.1/',
  'file:///etc/passwd',
  'ftp://x.example/',
])('%s is refused as the address of a webhook', async (url) => {
  const { status, body } = await admin.put(`/v1/webhooks/${fresh('hook')}`, { url });
  expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/url']);
});

test('of many messages that fail at once the failures are noted until they count, and not one by one', async () => {
  const { world, id: hook } = await aReceiver(['renewal.decided']);
  world.answers((_, response) => response.writeHead(503).end());
  const failures = await withDatabase(running.postgres, async (db) => {
    await db.query(
      `insert into webhook_messages (key, "webhookId", type, at, data)
       select 'hook.' || $1 || '.many-' || n, $1, 'renewal.decided', now(), '{}' from generate_series(1, 8) n`,
      [hook],
    );
    await eventually(async () => {
      const { rows } = await db.query(
        `select 1 from webhook_messages where "webhookId" = $1 and "lastStatus" = 503 and key like '%many%'`,
        [hook],
      );
      expect(rows).toHaveLength(8);
    });
    const { rows } = await db.query(`select failures, "failingSince" from webhooks where id = $1`, [hook]);
    return rows;
  });
  expect(failures).toEqual([{ failures: 3, failingSince: expect.any(Date) }]);
  expect((await admin.delete(`/v1/webhooks/${hook}`)).status).toBe(200);
});
