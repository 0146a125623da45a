import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { everyRun, longestSleep, runsOf } from '../support/histories';
import { eventually, fresh } from '../support/api';
import { letPass } from '../support/time';

let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  // Runs so short that a few messages continue as new.
  cell = await startCell({ HOLDFAST_MAX_EVENTS: '60' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
});

test('across continue-as-new nothing is forgotten: a fact told twice counts once, a decision has one answer, the agenda goes on', async () => {
  const { body } = await cell.admin.post(
    '/v1/deals',
    aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-10) }),
  );
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  const key = { 'Idempotency-Key': fresh('key') };
  const pause = { reason: 'season', until: daysFromToday(5) };
  expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, pause, key)).status).toBe(200);

  const eventIds = Array.from({ length: 25 }, () => fresh('event'));
  const runs = async (): Promise<number> => (await everyRun()).filter(({ workflowId }) => workflowId === id).length;
  for (let round = 0; round < 3; round += 1) {
    for (const eventId of eventIds) {
      const told = await cell.admin.post(
        `/v1/lifecycles/${id}/touches`,
        { kind: 'call', outcome: 'done', eventId },
        { Prefer: 'wait=20' },
      );
      expect(told).toMatchObject({ status: 202, body: { state: 'applied' } });
    }
    // It hands over once no more messages come.
    await eventually(async () => expect(await runs()).toBeGreaterThan(1));
  }
  const timeline = async (): Promise<string[]> =>
    ((await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body.items as { kind: string }[]).map(
      ({ kind }) => kind,
    );
  await eventually(async () => expect((await timeline()).filter((kind) => kind === 'touch-recorded').length).toBe(25));

  // The clock that was skipped goes on in the new run, and so does the agenda.
  await letPass(id, 60);
  await eventually(async () => expect((await timeline()).filter((kind) => kind === 'resumed')).toEqual(['resumed']));
  await eventually(async () => expect(await timeline()).toContain('item-due'));
  expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, pause, key)).body.decision).toBe('pause');
  expect((await timeline()).filter((kind) => kind === 'paused').length).toBe(1);
});

test("a rep's mornings go on in short runs too, however often they are rearranged", async () => {
  const rep = fresh('rep');
  const arrange = () =>
    cell.admin.put(`/v1/reps/${rep}`, { name: 'Robin', email: `${rep}@holdfast.example`, mails: 'brief' });
  expect((await arrange()).status).toBe(200);
  const workflowId = `brief.${rep}`;
  await letPass(workflowId, 15);
  for (let time = 0; time < 15; time += 1) expect((await arrange()).status).toBe(200);
  await letPass(workflowId, 5);
  const runs = await runsOf(workflowId);
  expect(runs.length).toBeGreaterThan(3);
  for (const run of runs) expect(longestSleep(run)).toBeLessThanOrEqual(60);
});
