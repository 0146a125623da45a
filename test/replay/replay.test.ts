import { Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import type { temporal } from '@temporalio/proto';
import { listeningBundle } from '../../worker/bundle';
import { goldenNames, historyOf, ledgerOf, otherGoldenNames, quietRuntime, replay } from '../support/goldens';

type History = temporal.api.history.v1.IHistory;

let bundle: WorkflowBundle;

beforeAll(async () => {
  quietRuntime();
  bundle = await listeningBundle();
});
afterAll(() => Runtime.instance().shutdown());

test.each(goldenNames())('%s, lived under an earlier version, is the same life under this one', async (name) => {
  const relived = await replay(bundle, historyOf(name));
  const lived = ledgerOf(name);
  expect(relived.events).toEqual(lived.events);
  expect(relived.state).toEqual(JSON.parse(JSON.stringify(lived.state)));
});

test.each(otherGoldenNames())('%s, run under an earlier version, replays under this one', async (name) => {
  await expect(Worker.runReplayHistory({ workflowBundle: bundle }, historyOf(name))).resolves.not.toThrow();
});

test('a life whose commands come in another order does not replay', async () => {
  const { events } = historyOf('lapsed');
  const [started, ...rest] = events ?? [];
  const attributes = { ...started?.workflowExecutionStartedEventAttributes, workflowType: { name: 'deliver' } };
  const changed = { events: [{ ...started, workflowExecutionStartedEventAttributes: attributes }, ...rest] };
  await expect(Worker.runReplayHistory({ workflowBundle: bundle }, changed)).rejects.toThrow(/nondeterminism/i);
});

/** The same history in which every touch went the other way. */
function declined(history: History): History {
  const copy = structuredClone(history);
  for (const { workflowExecutionSignaledEventAttributes: signal } of copy.events ?? [])
    for (const payload of signal?.input?.payloads ?? [])
      if (signal?.signalName === 'touchRecorded' || signal?.signalName === 'itemCompleted')
        payload.data = Buffer.from(
          Buffer.from(payload.data ?? [])
            .toString()
            .replace('"done"', '"declined"'),
        );
  return copy;
}

test('a life with another outcome replays, for its commands are the same, and its ledger tells', async () => {
  const name = 'programme/renewed-run-1';
  const relived = await replay(bundle, declined(historyOf(name)));
  const lived = ledgerOf(name);
  const outcomes = (events: typeof lived.events): readonly unknown[] =>
    events.flatMap(({ event }) => (event.kind === 'item-completed' ? [event.outcome] : []));
  expect(outcomes(lived.events)).toContain('done');
  expect(outcomes(relived.events)).toContain('declined');
  expect(relived.events).not.toEqual(lived.events);
  expect(relived.state).not.toEqual(JSON.parse(JSON.stringify(lived.state)));
});
