/** A pool of threads: this thread stays free, what is too much is refused, and a thread that broke harms nobody else. */
import path from 'node:path';
import { isOutage } from '../../prisma/errors';
import { createThreads, type Threads } from '../../threads/pool';
import { countTask, fillTask, hangTask, throwTask, unknownTask } from '../support/thread-tasks';

let threads: Threads;
beforeEach(() => {
  const entry = path.join(__dirname, '..', 'support', 'thread');
  threads = createThreads({ entry, data: null, size: 1, queue: 2, heapMb: 64 });
});
afterEach(() => threads.close());

const longMs = 60_000;

test('tasks are done one after another, each with its own answer', async () => {
  const [three, five] = await Promise.all([threads.run(countTask, 3, longMs), threads.run(countTask, 5, longMs)]);
  expect([three, five]).toEqual([3, 5]);
});

test('this thread goes on while another one is busy', async () => {
  await threads.run(countTask, 1, longMs);
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 10);
  expect(await threads.run(hangTask, 1_000, longMs)).toBe('done');
  clearInterval(timer);
  // Were this thread held, there would be none.
  expect(ticks).toBeGreaterThan(10);
});

test('more than may wait is refused at once', async () => {
  const hanging = threads.run(hangTask, 200, longMs);
  const waiting = [threads.run(countTask, 1, longMs), threads.run(countTask, 2, longMs)];
  await expect(threads.run(countTask, 3, longMs)).rejects.toMatchObject({ name: 'ThreadsBusy' });
  expect(await Promise.all([hanging, ...waiting])).toEqual(['done', 1, 2]);
});

test('what takes too long ends with its thread, and the next task gets a new one', async () => {
  await threads.run(countTask, 1, longMs);
  const tooLong = threads.run(hangTask, 600_000, 200);
  const next = threads.run(countTask, 4, longMs);
  await expect(tooLong).rejects.toMatchObject({ name: 'TooHeavy', why: 'time' });
  expect(await next).toBe(4);
});

test('what takes too much memory ends its thread, not this process', async () => {
  await expect(threads.run(fillTask, null, longMs)).rejects.toMatchObject({ name: 'TooHeavy', why: 'memory' });
  expect(await threads.run(countTask, 2, longMs)).toBe(2);
});

test('an error is told with its words, and an outage is one on this side too', async () => {
  const broken = await threads.run(throwTask, 'broken', longMs).catch((error: unknown) => error);
  expect(broken).toMatchObject({ name: 'TaskFailed', message: 'broken' });
  expect(isOutage(broken)).toBe(false);
  expect(isOutage(await threads.run(throwTask, 'away', longMs).catch((error: unknown) => error))).toBe(true);
  await expect(threads.run(unknownTask, null, longMs)).rejects.toMatchObject({
    message: 'this thread does not know unknown',
  });
});

test('a pool that is closed does nothing more, and what it was at is given up', async () => {
  const hanging = threads.run(hangTask, 600_000, longMs);
  await Promise.all([expect(hanging).rejects.toMatchObject({ name: 'ThreadsBusy' }), threads.close()]);
  await expect(threads.run(countTask, 1, longMs)).rejects.toMatchObject({ name: 'ThreadsBusy' });
});
