/** A worker that is early waits. */
import net from 'node:net';
import { eventually } from '../support/api';
import { aDeal } from '../support/deals';
import { startCell, type Cell } from '../support/cell';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell();
});
afterAll(async () => {
  await cell.stop();
});

test('a worker that starts before Temporal is there waits, and works when it is', async () => {
  const [host = '', port = ''] = cell.temporalAddress.split(':');
  const placeholder = net.createServer();
  const own = await new Promise<number>((resolve) =>
    placeholder.listen(0, '127.0.0.1', () => resolve((placeholder.address() as net.AddressInfo).port)),
  );
  await new Promise((resolve) => placeholder.close(resolve));
  const starting = cell.startWorker({ HOLDFAST_TEMPORAL_ADDRESS: `127.0.0.1:${own}` });
  const { body } = await cell.admin.post('/v1/deals', aDeal());
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';

  const server = net.createServer((socket) => {
    const through = net.connect(Number(port), host);
    socket.pipe(through).pipe(socket);
    for (const one of [socket, through]) one.on('error', () => one.destroy());
  });
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve));
  const worker = await starting;
  await eventually(async () => {
    const timeline = await cell.admin.get(`/v1/lifecycles/${id}/timeline`);
    expect((timeline.body.items as { kind: string }[])[0]?.kind).toBe('lifecycle-began');
  }, 30_000);
  await worker.stop();
  server.close();
});
