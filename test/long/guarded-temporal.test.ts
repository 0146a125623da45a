/** API and worker reach a Temporal that asks for TLS, a certificate and a key; without one of them they do not. */
import { eventually, fresh, running } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { aDeal } from '../support/deals';
import { guard, type GuardedTemporal } from '../support/guarded-temporal';

const apiKey = fresh('key');
let temporal: GuardedTemporal;
let cell: Cell;
let settings: Readonly<Record<string, string>>;
beforeAll(async () => {
  temporal = await guard(running.temporal.address, apiKey);
  settings = {
    HOLDFAST_TEMPORAL_ADDRESS: temporal.address,
    HOLDFAST_TEMPORAL_TLS: 'on',
    HOLDFAST_TEMPORAL_SERVER_NAME: 'temporal.test',
    HOLDFAST_TEMPORAL_CA_FILE: temporal.files.ca,
    HOLDFAST_TEMPORAL_CERT_FILE: temporal.files.cert,
    HOLDFAST_TEMPORAL_KEY_FILE: temporal.files.key,
    HOLDFAST_TEMPORAL_API_KEY: apiKey,
  };
  cell = await startCell(settings);
});
afterAll(async () => {
  await cell.stop();
  await temporal.stop();
});

test('a deal is handed over, and its lifecycle begins', async () => {
  const worker = await cell.startWorker();
  const { status, body } = await cell.admin.post('/v1/deals', aDeal());
  expect(status).toBe(201);
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  await eventually(async () => {
    const timeline = await cell.admin.get(`/v1/lifecycles/${id}/timeline`);
    expect((timeline.body.items as { kind: string }[])[0]?.kind).toBe('lifecycle-began');
  }, 60_000);
  await eventually(async () =>
    expect((await cell.admin.get('/readyz')).body).toMatchObject({ temporal: true, worker: true }),
  );
  expect(temporal.calls).toMatchObject({ refused: 0 });
  await worker.stop();
});

test.each([
  ['without TLS', { HOLDFAST_TEMPORAL_TLS: 'off', HOLDFAST_TEMPORAL_SERVER_NAME: '', HOLDFAST_TEMPORAL_CA_FILE: '', HOLDFAST_TEMPORAL_CERT_FILE: '', HOLDFAST_TEMPORAL_KEY_FILE: '', HOLDFAST_TEMPORAL_API_KEY: '' }], // prettier-ignore
  ['with an authority that does not vouch for it', { HOLDFAST_TEMPORAL_CA_FILE: '' }],
  ['without our certificate', { HOLDFAST_TEMPORAL_CERT_FILE: '', HOLDFAST_TEMPORAL_KEY_FILE: '' }],
  ['with another key', { HOLDFAST_TEMPORAL_API_KEY: 'another' }],
])('%s nothing is reached, and the API says so', async (_, without) => {
  const before = temporal.calls.let;
  const api = await cell.startApi({ ...settings, ...without });
  // The first query of a process that has just begun may take longer than a probe waits.
  await eventually(async () =>
    expect((await api.get('/readyz')).body).toMatchObject({ database: true, temporal: false }),
  );
  expect(temporal.calls.let).toBe(before);
  await api.kill();
});
