import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { startCell, type Cell } from '../support/cell';
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh, running } from '../support/api';
import { temporal } from '../support/time';

const impatient = { HOLDFAST_DECISION_TIMEOUT_MS: '1500', HOLDFAST_QUERY_TIMEOUT_MS: '1500' };

let cell: Cell;
beforeAll(async () => {
  cell = await startCell(impatient);
});
afterAll(async () => {
  await cell.stop();
});

const events = async (id: string, kind: string): Promise<number> => {
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string }[]).filter((item) => item.kind === kind).length;
};
const handOff = async (): Promise<string> => {
  const { status, body } = await cell.admin.post(
    '/v1/deals',
    aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30) }),
  );
  expect(status).toBe(201);
  return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
};
const pause = { reason: 'client-asked' };

test('while no worker runs, facts are accepted and take effect later; decisions are unknown, then known, and count once', async () => {
  const [told, asked, asking] = [await handOff(), await handOff(), await handOff()];

  // Facts need no worker.
  const eventId = fresh('event');
  for (let times = 0; times < 3; times += 1) {
    const fact = await cell.admin.post(`/v1/lifecycles/${told}/touches`, { kind: 'lunch', outcome: 'done', eventId });
    expect(fact).toMatchObject({ status: 202, body: { eventId, state: 'accepted' } });
  }
  // Reading needs none either: the read model answers, and says so.
  expect(await cell.admin.get(`/v1/lifecycles/${told}`)).toMatchObject({
    status: 200,
    body: { source: 'projection', stage: 'retention' },
  });

  // A decision that gets no answer in time is unknown.
  const key = { 'Idempotency-Key': fresh('key') };
  for (const id of [asked, asking]) {
    const unknown = await cell.admin.post(`/v1/lifecycles/${id}/pause`, pause, id === asking ? key : {});
    expect(unknown.status).toBe(503);
    expect(Number(unknown.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(unknown.headers.get('Content-Type')).toContain('application/problem+json');
  }
  expect(await events(asking, 'paused')).toBe(0);

  const worker = await cell.startWorker();
  // The caller who asks again learns the one true outcome, as often as wanted.
  for (let times = 0; times < 3; times += 1) {
    const known = await eventually(async () => {
      const answer = await cell.admin.post(`/v1/lifecycles/${asking}/pause`, pause, key);
      expect(answer.status).not.toBe(503);
      return answer;
    });
    expect(known).toMatchObject({ status: 200, body: { decision: 'pause', paused: { reason: 'client-asked' } } });
  }
  // Other parameters under the same key are refused; another request is judged on its own.
  expect((await cell.admin.post(`/v1/lifecycles/${asking}/pause`, { reason: 'dispute' }, key)).status).toBe(422);
  expect(await cell.admin.post(`/v1/lifecycles/${asking}/pause`, pause)).toMatchObject({
    status: 409,
    body: { type: 'urn:holdfast:problem:already-paused' },
  });
  // What nobody asked for again took effect all the same, once.
  await eventually(async () => expect(await events(asked, 'paused')).toBe(1));
  await eventually(async () => expect(await events(told, 'touch-recorded')).toBe(1));
  expect(await events(asking, 'paused')).toBe(1);
  expect(await cell.count('decisions', "state = 'asked'")).toBe(0);

  // The answer outlives the lifecycle that gave it.
  const last = { 'Idempotency-Key': fresh('key') };
  const renewal = { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } };
  const first = await cell.admin.post(`/v1/lifecycles/${told}/renew`, renewal, last);
  expect(first.status).toBe(200);
  const replayed = await cell.admin.post(`/v1/lifecycles/${told}/renew`, renewal, last);
  expect(replayed).toMatchObject({ status: 200, body: first.body });
  expect(replayed.headers.get('Idempotent-Replayed')).toBe('true');
  await worker.stop();
});

test('while PostgreSQL takes no records, facts are accepted, the lifecycle waits in sight of ops, and everything is recorded once', async () => {
  const worker = await cell.startWorker();
  const id = await handOff();
  await eventually(async () => expect(await events(id, 'lifecycle-began')).toBe(1));
  const told = Array.from({ length: 5 }, () => fresh('event'));
  await withDatabase(cell.databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('lock table ledger in share row exclusive mode');
    for (const eventId of told) {
      const body = { kind: 'call', outcome: 'done', eventId };
      expect((await cell.admin.post(`/v1/lifecycles/${id}/touches`, body)).status).toBe(202);
    }
    const handle = (await temporal()).workflow.getHandle(id);
    await eventually(async () => {
      const { raw } = await handle.describe();
      expect(raw.pendingActivities?.map(({ activityType }) => activityType?.name)).toEqual(['record']);
    }, 60_000);
    expect(await events(id, 'touch-recorded')).toBe(0);
    await client.query('rollback');
  });
  await eventually(async () => expect(await events(id, 'touch-recorded')).toBe(told.length), 60_000);
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  const seqs = (body.items as { seq: number }[]).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  await worker.stop();
});

test('a deal handed over while Temporal is away is acknowledged, and its lifecycle begins when Temporal is back', async () => {
  const away = await startCell({ ...impatient, HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1' });
  const { status, body } = await away.admin.post('/v1/deals', aDeal());
  expect(status).toBe(201);
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  expect(await away.admin.get(`/v1/lifecycles/${id}`)).toMatchObject({ status: 200, body: { source: 'projection' } });
  const fact = await away.admin.post(`/v1/lifecycles/${id}/onboarding/setup`, {});
  expect(fact.status).toBe(503);
  const worker = await away.startWorker({ HOLDFAST_TEMPORAL_ADDRESS: running.temporal.address });
  await eventually(async () => {
    const timeline = await away.admin.get(`/v1/lifecycles/${id}/timeline`);
    expect((timeline.body.items as { kind: string }[])[0]?.kind).toBe('lifecycle-began');
  }, 60_000);
  await worker.stop();
  await away.stop();
});

test('what is told to a lifecycle that is stored and has not begun is kept, and counts once it begins', async () => {
  const away = await startCell({ ...impatient, HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1' });
  const { body } = await away.admin.post('/v1/deals', aDeal({}, { skipOnboarding: true }));
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  // Temporal is back for this API, and no worker's sweep has started the lifecycle yet.
  const admin = await away.startApi({ HOLDFAST_TEMPORAL_ADDRESS: running.temporal.address });
  const batch = {
    signals: [
      { lifecycle: id, kind: 'happiness', value: 3, eventId: fresh('event') },
      { lifecycle: id, kind: 'billing-error', eventId: fresh('event') },
      { lifecycle: id, kind: 'usage', value: 97, eventId: fresh('event') },
    ],
  };
  for (let times = 0; times < 2; times += 1)
    expect(await admin.post('/v1/signals', batch)).toMatchObject({
      status: 202,
      body: { accepted: batch.signals.length, rejected: [] },
    });
  const touch = { kind: 'call', outcome: 'done', eventId: fresh('event') };
  expect((await admin.post(`/v1/lifecycles/${id}/touches`, touch)).status).toBe(202);
  expect(await away.count('waiting_facts', 'true')).toBe(batch.signals.length + 1);

  const worker = await away.startWorker({ HOLDFAST_TEMPORAL_ADDRESS: running.temporal.address });
  const kinds = async (): Promise<string[]> => {
    const timeline = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
    return (timeline.body.items as { kind: string }[]).map(({ kind }) => kind);
  };
  for (const kind of ['happiness-heard', 'incident-noted', 'usage-changed', 'touch-recorded'])
    await eventually(async () => expect((await kinds()).filter((one) => one === kind)).toEqual([kind]), 60_000);
  await eventually(async () => expect(await away.count('waiting_facts', 'true')).toBe(0));
  await worker.stop();
  await away.stop();
});
