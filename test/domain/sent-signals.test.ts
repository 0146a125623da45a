/** What is read from the history of a run that was lost, so that nothing it was sent is lost with it. */
import { defaultPayloadConverter } from '@temporalio/common';
import { sentIn } from '../../temporal/sent-signals';

type Events = NonNullable<Parameters<typeof sentIn>[0]['events']>;

const payloadsOf = (...args: readonly unknown[]) => ({
  payloads: args.map((arg) => defaultPayloadConverter.toPayload(arg)),
});
const started = (input: object): Events[number] => ({
  workflowExecutionStartedEventAttributes: { input: payloadsOf(input) },
});
const signalled = (signalName: string, ...args: readonly unknown[]): Events[number] => ({
  workflowExecutionSignaledEventAttributes: { signalName, input: payloadsOf(...args) },
});

const touch = { id: 'e-1', data: { kind: 'lunch', outcome: 'done' } };
const later = { id: 'e-2', data: { mood: 'sunny' } };
const news = { id: 'e-3', data: {} };

test('a run’s facts are found, and signals that only a later version knows, those among them that an earlier run handed on', () => {
  const events: Events = [
    started({
      maxEvents: 200,
      unheard: [
        { name: 'moodHeard', args: [later] },
        { name: 'newsArrived', args: [news] },
      ],
    }),
    signalled('wake'),
    signalled('touchRecorded', touch),
    signalled('weatherChanged', { id: 'e-4' }, 'twice'),
  ];
  expect(sentIn({ events })).toEqual({
    facts: [
      { name: 'newsArrived', ...news },
      { name: 'touchRecorded', ...touch },
    ],
    unheard: [
      { name: 'moodHeard', args: [later] },
      { name: 'weatherChanged', args: [{ id: 'e-4' }, 'twice'] },
    ],
  });
});

test('a run that was sent nothing has nothing to hand on', () => {
  expect(sentIn({ events: [started({ maxEvents: 200 })] })).toEqual({ facts: [], unheard: [] });
});
