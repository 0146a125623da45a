/** What falls due at an opening wakes lifecycles one after the other; nobody who asks or acts notices. By the real clock. */
import { shareOf } from '../../domain/wake';
import { startCell, type Cell } from '../support/cell';
import { aDeal } from '../support/deals';
import { eventually, fresh } from '../support/api';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell({ HOLDFAST_WAKE_SPREAD_MINUTES: '59' });
});
afterAll(() => cell.stop());

/** A deal whose lifecycle waits for some minutes at least. */
function aLateOne(group: string) {
  for (;;) {
    const deal = aDeal({}, { group, skipOnboarding: true });
    const [product] = deal.products as readonly { readonly code: string }[];
    if (shareOf(`${deal.dealId}.${product?.code}.t1`) > 0.2) return deal;
  }
}

test('what is due is told at once, and taken at its own moment as soon as somebody acts, though the lifecycle sleeps on', async () => {
  const worker = await cell.startWorker();
  // The first minute that begins in a minute or more is the opening.
  const opens = new Date(Math.ceil((Date.now() + 60_000) / 60_000) * 60_000);
  const [until, time] = opens.toISOString().split('T');
  const [policy, group, rep] = [fresh('policy'), fresh('group'), fresh('rep')];
  const workingHours = { opensAt: time?.slice(0, 5), days: [1, 2, 3, 4, 5, 6, 7] };
  expect((await cell.admin.put(`/v1/policies/${policy}`, { rules: { workingHours } })).status).toBeLessThan(300);
  await cell.admin.put(`/v1/reps/${rep}`, { name: 'Robin', email: `${rep}@holdfast.example` });
  const kept = await cell.admin.put(`/v1/groups/${group}`, {
    name: 'A group',
    rep,
    manager: rep,
    director: rep,
    policy,
  });
  expect(kept.status).toBeLessThan(300);
  const { body } = await cell.admin.post('/v1/deals', aLateOne(group));
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  const pause = { reason: 'season', until };
  expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, pause)).status).toBe(200);

  const now = async () => (await cell.admin.get(`/v1/lifecycles/${id}`)).body;
  const resumed = (): Promise<number> => cell.count('ledger', `"lifecycleId" = '${id}' and kind = 'resumed'`);
  expect(await now()).toMatchObject({ source: 'live', paused: { reason: 'season' } });
  await eventually(async () => expect(await now()).not.toHaveProperty('paused'), 130_000);
  expect(Date.now()).toBeGreaterThanOrEqual(opens.getTime());
  expect((await now()).source).toBe('live');
  expect(await resumed()).toBe(0);

  const touch = { kind: 'call', outcome: 'done' };
  await cell.admin.post(`/v1/lifecycles/${id}/touches`, touch, { Prefer: 'wait=10' });
  await eventually(async () => expect(await resumed()).toBe(1));
  const atItsMoment = `"lifecycleId" = '${id}' and kind = 'resumed' and at = '${opens.toISOString()}'`;
  expect(await cell.count('ledger', atItsMoment)).toBe(1);
  await worker.stop();
}, 200_000);
