import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { Runtime, Worker } from '@temporalio/worker';
import { running } from './support/holdfast';

const folder = path.join(__dirname, 'goldens');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.history'));

const lived = (name: string): temporal.api.history.v1.IHistory =>
  temporal.api.history.v1.History.decode(readFileSync(path.join(folder, name)));

beforeAll(() => {
  const quiet = (): void => undefined;
  Runtime.install({ logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet } });
});
afterAll(() => Runtime.instance().shutdown());

test.each(names)('%s, a life lived under an earlier version, replays under this one', async (name) => {
  await Worker.runReplayHistory({ workflowBundle: { codePath: running.bundle } }, lived(name));
});

test('a replay against a changed life would fail', async () => {
  const { events } = lived('lapsed.history');
  const [started, ...rest] = events ?? [];
  const attributes = { ...started?.workflowExecutionStartedEventAttributes, workflowType: { name: 'deliver' } };
  const changed = { events: [{ ...started, workflowExecutionStartedEventAttributes: attributes }, ...rest] };
  await expect(Worker.runReplayHistory({ workflowBundle: { codePath: running.bundle } }, changed)).rejects.toThrow(
    /nondeterminism/i,
  );
});
