/** Readings at volume: they stay in PostgreSQL, a lifecycle hears of a new bucket only, and what a crash left is told. */
import { withDatabase } from '../dev/postgres';
import { startCell, type Cell, type WorkerProcess } from './support/cell';
import { today } from './support/dates';
import { aDeal } from './support/deals';
import { eventsOf, lived } from './support/histories';
import { eventually, fresh } from './support/api';

let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell({ HOLDFAST_SWEEP_MS: '1000' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
});

/** Lifecycles of one client, in retention. */
async function lifecycles(count: number): Promise<readonly string[]> {
  const template = aDeal();
  const products = Array.from({ length: count }, (_, index) => ({
    ...template.products[0],
    code: `line-${index}`,
    startsOn: today,
    skipOnboarding: true,
  }));
  const { status, body } = await cell.admin.post('/v1/deals', { ...template, products });
  expect(status).toBe(201);
  return (body as { lifecycles: { id: string }[] }).lifecycles.map(({ id }) => id);
}

const send = (signals: readonly object[]) => cell.admin.post('/v1/signals', { signals });
const usage = (lifecycle: string, value: number, at?: string) => ({
  lifecycle,
  kind: 'usage',
  value,
  eventId: fresh('reading'),
  ...(at === undefined ? {} : { at }),
});

const health = async (id: string) => (await cell.admin.get(`/v1/lifecycles/${id}`)).body.health;

test('a year of daily readings at a steady level adds no event to the history', async () => {
  const [id = ''] = await lifecycles(1);
  expect((await send([usage(id, 70)])).body).toEqual({ accepted: 1, repeated: 0, rejected: [] });
  await eventually(async () =>
    expect(
      (await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body.items.map(
        ({ kind }: { kind: string }) => kind,
      ),
    ).toContain('usage-changed'),
  );
  const before = await eventually(async () => {
    const events = lived(await eventsOf(id)).length;
    expect(await cell.count('buckets', `"lifecycleId" = '${id}' and told = 'good'`)).toBe(1);
    return events;
  });
  // It wobbles between 66 and 78 percent, day after day.
  const year = Array.from({ length: 365 }, (_, day) =>
    usage(id, 66 + ((day * 5) % 13), new Date(Date.now() + day * 86_400_000).toISOString()),
  );
  for (let from = 0; from < year.length; from += 100)
    expect((await send(year.slice(from, from + 100))).body).toMatchObject({ repeated: 0, rejected: [] });
  expect(await cell.count('readings', `"lifecycleId" = '${id}'`)).toBe(366);
  expect(lived(await eventsOf(id)).length).toBe(before);

  // A fall is told once, however many readings tell it.
  await send([usage(id, 3), usage(id, 2), usage(id, 1)]);
  await eventually(async () =>
    expect(await health(id)).toMatchObject({ band: 'red', reasons: [{ signal: 'usage', detail: 'none' }] }),
  );
  const told = (await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body.items.filter(
    ({ kind }: { kind: string }) => kind === 'usage-changed',
  );
  expect(told.length).toBe(2);
});

test('a thousand readings in one batch cost as many queries as one; sent again they count once; what cannot be taken is named', async () => {
  const ids = await lifecycles(40);
  const one = [usage(ids[0] ?? '', 60)];
  await send([usage(ids[0] ?? '', 60)]);
  const cost = async (signals: readonly object[]): Promise<number> => {
    const before = await cell.queries();
    expect((await send(signals)).status).toBe(202);
    return (await cell.queries()) - before;
  };
  const single = await cost(one);
  const thousand = Array.from({ length: 1_000 }, (_, index) => usage(ids[index % ids.length] ?? '', 55 + (index % 20)));
  const many = await cost(thousand);
  console.log(`one reading: ${single} queries; a thousand: ${many}`);
  expect(many).toBeLessThanOrEqual(single + 3);
  expect(await cell.count('readings', `"lifecycleId" like '${ids[0]?.split('.')[0]}.%'`)).toBe(1_002);

  expect((await send(thousand)).body).toEqual({ accepted: 1_000, repeated: 1_000, rejected: [] });
  // So do other signals: their facts reach Temporal one by one, their queries do not grow.
  const errors = ids.map((lifecycle) => ({
    lifecycle,
    kind: 'billing-error',
    eventId: fresh('bill'),
    note: 'canary-words: twice',
  }));
  expect(await cost(errors)).toBeLessThanOrEqual(single + 3);
  await eventually(async () =>
    expect((await health(ids[39] ?? '')).reasons).toMatchObject([{ signal: 'billingError' }]),
  );
  const recorded = `kind = 'incident-noted' and "lifecycleId" like '${ids[0]?.split('.')[0]}.%'`;
  await eventually(async () => expect(await cell.count('ledger', recorded)).toBe(40));
  expect((await send(errors)).body).toEqual({ accepted: 40, repeated: 40, rejected: [] });
  expect(await cell.count('ledger', recorded)).toBe(40);

  const mixed = [
    usage('D-0.none.t1', 50),
    usage(ids[1] ?? '', 60),
    { lifecycle: ids[1], kind: 'contact-departed', contactId: 'nobody', eventId: fresh('gone') },
  ];
  expect((await send(mixed)).body).toEqual({
    accepted: 1,
    repeated: 0,
    rejected: [
      { pointer: '/signals/0', code: 'unknown-lifecycle' },
      { pointer: '/signals/2', code: 'unknown-contact' },
    ],
  });
  expect((await send([{ lifecycle: ids[1], kind: 'usage', value: 50 }])).status).toBe(422);
  expect((await send(Array.from({ length: 1_001 }, () => usage(ids[0] ?? '', 1)))).status).toBe(422);
});

test('what a crash left untold is told by the sweep; thirty days without a reading are a signal, and the next reading ends it', async () => {
  const [id = ''] = await lifecycles(1);
  await send([usage(id, 90)]);
  await eventually(async () =>
    expect(await cell.count('buckets', `"lifecycleId" = '${id}' and told = 'full'`)).toBe(1),
  );
  // As a crash between the commit and the signal would leave it.
  await withDatabase(cell.databaseUrl, (client) =>
    client.query(
      `update buckets set bucket = 'low', changes = changes + 1, "changedAt" = now() - interval '1 minute' where "lifecycleId" = $1`,
      [id],
    ),
  );
  await eventually(async () => expect((await health(id)).reasons).toMatchObject([{ signal: 'usage', detail: 'low' }]));

  await send([usage(id, 90)]);
  await eventually(async () => expect((await health(id)).band).toBe('green'));
  await withDatabase(cell.databaseUrl, (client) =>
    client.query(`update buckets set "heardAt" = now() - interval '30 days 1 minute' where "lifecycleId" = $1`, [id]),
  );
  // The sweep leaves the present moment to whoever is at it.
  await eventually(
    async () =>
      expect((await health(id)).reasons).toMatchObject([{ signal: 'usage', detail: 'no reading for thirty days' }]),
    40_000,
  );
  await send([usage(id, 90)]);
  await eventually(async () => expect((await health(id)).reasons).toEqual([]));
});
