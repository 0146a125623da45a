/** What probes and operators are told, and where. */
import net from 'node:net';
import { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { withDatabase } from '../../dev/postgres';
import { setUpTemporal } from '../../temporal/set-up';
import { searchAttributes } from '../../workflows/names';
import { eventually, fresh, running } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { temporal } from '../support/time';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell({ HOLDFAST_DEPLOYMENT: fresh('health'), HOLDFAST_BUILD_ID: '1' });
});
afterAll(async () => {
  await cell.stop();
});

interface Said {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}
async function ask(address: string): Promise<Said> {
  const began = performance.now();
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  return { status: response.status, text: await response.text(), ms: performance.now() - began };
}
const json = ({ text }: Said): unknown => JSON.parse(text);

test('the API’s address says whether each part is well, and never why; operators are told why', async () => {
  // A part that takes too long to answer is not well: the first look of a busy machine may be such a one.
  await eventually(async () => {
    const without = await ask(`${cell.url}/readyz`);
    expect([without.status, json(without)]).toEqual([
      200,
      { ok: true, database: true, temporal: true, worker: false, mail: true },
    ]);
  });
  const details = json(await ask(`${cell.ops}/readyz`));
  expect(details).toMatchObject({
    ok: true,
    parts: { worker: { well: false, detail: expect.stringContaining('is current') } },
  });

  const worker = await cell.startWorker();
  await eventually(async () => {
    expect(json(await ask(`${cell.url}/readyz`))).toMatchObject({ ok: true, worker: true });
    expect(await ask(`${worker.ops}/readyz`)).toMatchObject({ status: 200 });
  }, 60_000);
  await worker.stop();
});

test('a mail that has waited for ten minutes says that mail does not go out', async () => {
  const key = fresh('mail');
  await withDatabase(cell.databaseUrl, (client) =>
    client.query(
      `insert into mails (key, kind, role, "recipientId", at, "createdAt", "startedAt")
       values ($1, 'brief', 'rep', 'nobody', now(), now() - interval '11 minutes', now())`,
      [key],
    ),
  );
  await eventually(async () => expect(json(await ask(`${cell.url}/readyz`))).toMatchObject({ ok: true, mail: false }));
  expect(json(await ask(`${cell.ops}/readyz`))).toMatchObject({
    parts: { mail: { well: false, detail: 'a mail has waited for 11 minutes' } },
  });
  await withDatabase(cell.databaseUrl, (client) => client.query('delete from mails where key = $1', [key]));
  await eventually(async () => expect(json(await ask(`${cell.url}/readyz`))).toMatchObject({ mail: true }));
});

test('metrics are at a port of their own, those of Temporal’s SDK too; clients reach none', async () => {
  expect((await ask(`${cell.url}/metrics`)).status).toBe(404);
  expect((await ask(`${cell.ops}/metrics`)).text).toContain('holdfast_http_seconds');
  expect((await ask(`${running.ops.worker}/metrics`)).text).toMatch(/^temporal_worker_task_slots_available\{/m);
  const worker = await cell.startWorker();
  const { text } = await ask(`${worker.ops}/metrics`);
  expect(text).toMatch(/^holdfast_worker_process_resident_memory_bytes \d/m);
  expect(text).toMatch(/^temporal_\w+\{/m);
  expect((await ask(`${worker.ops}/healthz`)).status).toBe(200);
  expect((await ask(`${worker.ops}/v1/deals`)).status).toBe(404);
  await worker.stop();
});

test('while Temporal is away the API serves on, and says so', async () => {
  const api = await cell.startApi({ HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1', HOLDFAST_QUERY_TIMEOUT_MS: '500' });
  await eventually(async () => {
    const { status, body } = await api.get('/readyz');
    expect([status, body]).toEqual([200, { ok: true, database: true, temporal: false, worker: false, mail: true }]);
  });
  await api.kill();
});

test('while Temporal does not know a search attribute the API says that it is not well, and operators are told which', async () => {
  const { connection } = await temporal();
  const client = new Client({ connection, namespace: fresh('namespace') });
  const { namespace } = client.options;
  await client.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs(86_400_000),
  });
  const api = await cell.startApi({ HOLDFAST_TEMPORAL_NAMESPACE: namespace });
  const { ops } = JSON.parse(cell.logged.findLast((line) => line.includes('api is listening')) ?? '{}');
  // It serves what it can all the same.
  await eventually(async () => {
    expect(await api.get('/readyz')).toMatchObject({
      status: 200,
      body: { ok: true, database: true, temporal: false },
    });
    const said = json(await ask(`${ops}/readyz`));
    expect(said).toMatchObject({ parts: { temporal: { well: false, detail: expect.any(String) } } });
    for (const { name } of Object.values(searchAttributes)) expect(JSON.stringify(said)).toContain(name);
  });
  await setUpTemporal(client, { retentionDays: 1, withinMs: 60_000, tell: () => undefined });
  await eventually(async () => {
    expect((await api.get('/readyz')).body).toMatchObject({ ok: true, temporal: true });
    expect(json(await ask(`${ops}/readyz`))).toMatchObject({ parts: { temporal: { well: true } } });
  }, 30_000);
  await api.kill();
});

test('a port that is taken ends the process, and it says which', async () => {
  const taken = net.createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as net.AddressInfo;
  await expect(cell.startWorker({ HOLDFAST_OPS_PORT: String(port) })).rejects.toThrow('ended: 1');
  taken.close();
});
