/** After everything that the other tests asked for: no answer broke its schema, and no operation went unchecked. */
import { operations } from '../../sdk/typescript/src/operations';
import { running } from '../support/api';

test('every operation was answered as its schema says', async () => {
  const text = await (await fetch(`${running.ops.api}/metrics`, { signal: AbortSignal.timeout(30_000) })).text();
  const lines = text.matchAll(
    /^holdfast_api_answers_checked_total\{operation="(\w+)",status="(\d+)",verdict="(\w+)"\}/gm,
  );
  const checked = [...lines].map(([, operation = '', status, verdict]) => ({ operation, status, verdict }));
  expect(checked.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
  const names = new Set(checked.map(({ operation }) => operation));
  const byKey = Object.keys(operations);
  expect([...byKey, 'takeSourceEvent', 'takeMail'].filter((name) => !names.has(name))).toEqual([]);
});
