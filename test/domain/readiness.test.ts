/** Health is told in time, whatever hangs. */
import { setImmediate } from 'node:timers/promises';
import { createReadiness, type Look, type ReadinessOptions } from '../../ops/readiness';

const well: Look = () => Promise.resolve(null);
const all = { database: well, temporal: well, worker: well, mail: well };
const asked = (options: Partial<ReadinessOptions>) =>
  createReadiness({ looks: all, needed: ['database'], limitMs: 50, holdsMs: 0, ...options });

test('all is well where every part is', async () => {
  expect(await asked({})()).toEqual({
    ok: true,
    parts: Object.fromEntries(Object.keys(all).map((part) => [part, { well: true, detail: '' }])),
  });
});

test.each<[string, Look, string]>([
  ['says so', () => Promise.resolve('no build is current'), 'no build is current'],
  ['throws', () => Promise.reject(new RangeError('too far')), 'RangeError: too far'],
  ['hangs', () => new Promise(() => undefined), 'no answer within 50 ms'],
])('a part that %s is not well, and only what is needed decides', async (_, look, detail) => {
  const needed = await asked({ looks: { ...all, database: look } })();
  expect([needed.ok, needed.parts.database]).toEqual([false, { well: false, detail }]);
  const other = await asked({ looks: { ...all, mail: look } })();
  expect([other.ok, other.parts.mail]).toEqual([true, { well: false, detail }]);
});

test('however many ask, a part that hangs is looked at once, and again when it has answered', async () => {
  let looks = 0;
  let answer: (detail: null) => void = () => undefined;
  const hanging: Look = () => {
    looks += 1;
    return new Promise((resolve) => (answer = resolve));
  };
  const ask = asked({ looks: { ...all, database: hanging } });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  expect(looks).toBe(1);
  answer(null);
  for (let tried = 0; looks === 1 && tried < 10_000; tried += 1) {
    await setImmediate();
    await ask();
  }
  expect(looks).toBe(2);
});
