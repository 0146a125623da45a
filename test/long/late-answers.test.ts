/** An outage with answers in between: what was said before something fell due counts before it, however late we look. */
import { DateTime } from 'luxon';
import { aDeal } from '../support/deals';
import { startCell, type Cell } from '../support/cell';
import { eventually, fresh } from '../support/api';
import { temporal } from '../support/time';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell({ HOLDFAST_DECISION_TIMEOUT_MS: '1500', HOLDFAST_QUERY_TIMEOUT_MS: '1500' });
});
afterAll(async () => {
  await cell.stop();
});

/** A zone where it is about noon now: a day that begins in a minute does not begin tomorrow. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

interface Line {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly data: { readonly by?: string };
}

test('a decision and a fact of the minute before a pause ends count before its end, though no worker looked until much later', async () => {
  const zone = zoneAtNoon();
  const opening = DateTime.now().setZone(zone).plus({ seconds: 130 }).startOf('minute');
  const [policy, group, rep] = [fresh('policy'), fresh('group'), fresh('rep')];
  const put = async (at: string, body: object): Promise<void> =>
    expect((await cell.admin.put(at, body)).status).toBeLessThan(300);
  await put(`/v1/reps/${rep}`, { name: 'Wobblewort Rep', email: `${rep}@holdfast.example` });
  await put(`/v1/policies/${policy}`, {
    rules: { workingHours: { opensAt: opening.toFormat('HH:mm'), days: [1, 2, 3, 4, 5, 6, 7] } },
  });
  await put(`/v1/groups/${group}`, { name: 'A group', rep, manager: rep, director: rep, policy });
  const handOff = async (): Promise<string> => {
    const client = { id: fresh('C'), name: 'Alpine Tools', timeZone: zone };
    const { status, body } = await cell.admin.post(
      '/v1/deals',
      aDeal({ client }, { skipOnboarding: true, group, startsOn: opening.toISODate() }),
    );
    expect(status).toBe(201);
    return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  };
  const timeline = async (id: string): Promise<readonly Line[]> => {
    const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
    return body.items as Line[];
  };
  const worker = await cell.startWorker();
  const ids = [await handOff(), await handOff(), await handOff()];
  for (const id of ids) {
    await cell.admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season', until: opening.toISODate() });
    await eventually(async () => expect((await timeline(id)).some(({ kind }) => kind === 'paused')).toBe(true));
  }
  await worker.kill();

  // In time, while nobody works: two decisions of unknown outcome, and a fact.
  const [decided, lost, told] = ids as [string, string, string];
  const key = { 'Idempotency-Key': fresh('key') };
  expect((await cell.admin.post(`/v1/lifecycles/${decided}/resume`, {}, key)).status).toBe(503);
  expect((await cell.admin.post(`/v1/lifecycles/${lost}/resume`, {})).status).toBe(503);
  expect((await cell.admin.post(`/v1/lifecycles/${told}/touches`, { kind: 'call', outcome: 'done' })).status).toBe(202);
  expect(Date.now()).toBeLessThan(opening.toMillis());
  // This one's update is not even in Temporal any more; only PostgreSQL knows of it.
  await (await temporal()).workflow.getHandle(lost).terminate('a restart that forgot it');

  // The pause ends, and an hour of ours is a minute and a half here.
  await eventually(
    async () => expect(Date.now()).toBeGreaterThan(opening.toMillis() + 75_000),
    opening.toMillis() - Date.now() + 90_000,
  );
  const again = await cell.startWorker();
  for (const id of [decided, lost]) {
    await eventually(async () => {
      const resumed = (await timeline(id)).filter(({ kind }) => kind === 'resumed');
      expect(resumed).toMatchObject([{ data: { by: 'person' } }]);
      expect(Date.parse(resumed[0]?.at ?? '')).toBeLessThan(opening.toMillis());
    }, 60_000);
  }
  const known = await eventually(async () => {
    const answer = await cell.admin.post(`/v1/lifecycles/${decided}/resume`, {}, key);
    expect(answer.status).toBe(200);
    return answer;
  });
  expect(known.body).toMatchObject({ decision: 'resume' });
  await eventually(async () => {
    const lines = (await timeline(told)).filter(({ kind }) => kind === 'touch-recorded' || kind === 'resumed');
    expect(lines.map(({ kind }) => kind)).toEqual(['touch-recorded', 'resumed']);
    expect(lines[1]).toMatchObject({ data: { by: 'date' } });
  });
  await eventually(async () => expect(await cell.count('decisions', "state = 'asked'")).toBe(0));
  await again.stop();
}, 280_000);
