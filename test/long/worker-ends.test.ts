/** A worker that cannot work ends, so that somebody starts it anew. */
import { eventually, fresh } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { temporal } from '../support/time';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell();
});
afterAll(async () => {
  await cell.stop();
});

test('a worker whose namespace is gone ends with an error', async () => {
  const { workflowService, operatorService } = (await temporal()).connection;
  const namespace = fresh('namespace');
  const day = { seconds: 86_400 };
  await workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { ...day, nanos: 0 } as never,
  });
  await eventually(async () => workflowService.describeNamespace({ namespace }), 30_000);
  const worker = await eventually(() => cell.startWorker({ HOLDFAST_TEMPORAL_NAMESPACE: namespace }), 60_000);
  await operatorService.deleteNamespace({ namespace });
  expect(await worker.ended).toBe('1');
}, 280_000);
