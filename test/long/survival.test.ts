/** What a lifecycle survives: a workflow that was ended from outside, a server that was restored. */
import { WorkflowNotFoundError } from '@temporalio/common';
import { withDatabase } from '../../dev/postgres';
import { jobWorkflowId } from '../../domain/organisation/job';
import { upcast } from '../../domain/upcast';
import { briefIdOf, feedIdOf, targetIdOf } from '../../workflows/names';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import type { Presented } from '../../domain/told/present';
import { eventually, fresh, jobIs } from '../support/api';
import { aRow, ndjson, sendImport } from '../support/imports';
import { closeWorlds, startWorld } from '../support/outside';
import { temporal } from '../support/time';

const impatient = {
  HOLDFAST_DECISION_TIMEOUT_MS: '1500',
  HOLDFAST_QUERY_TIMEOUT_MS: '1500',
  HOLDFAST_TRUSTED_HOSTS: 'localhost:*',
};

let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell(impatient);
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
  await closeWorlds();
});

async function handOff(): Promise<string> {
  const deal = aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30) });
  const { body } = await cell.admin.post('/v1/deals', deal);
  const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  await eventually(async () => expect((await shown(id)).source).toBe('live'));
  return id;
}

async function shown(id: string): Promise<Presented & { readonly source: string }> {
  const { status, body } = await cell.admin.get(`/v1/lifecycles/${id}`);
  expect(status).toBe(200);
  return body as Presented & { readonly source: string };
}

interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly data: { readonly item?: string; readonly outcome?: string };
}
async function timeline(id: string): Promise<readonly Told[]> {
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return body.items as Told[];
}

const lunch = { kind: 'lunch', outcome: 'done' };
const touch = (id: string, eventId: string) => cell.admin.post(`/v1/lifecycles/${id}/touches`, { ...lunch, eventId });
const touches = async (id: string): Promise<number> =>
  (await timeline(id)).filter(({ kind }) => kind === 'touch-recorded').length;

test('a lifecycle goes on when somebody cancels its workflow', async () => {
  const id = await handOff();
  const handle = (await temporal()).workflow.getHandle(id);
  await handle.cancel();
  expect((await touch(id, fresh('event'))).status).toBe(202);
  await eventually(async () => expect(await touches(id)).toBe(1));
  expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season' })).status).toBe(200);
  expect((await handle.describe()).status.name).toBe('RUNNING');
  expect((await shown(id)).source).toBe('live');
});

test('a lifecycle whose workflow was terminated is not called live, lives again, and has heard everything that it was told', async () => {
  const ids = [await handOff(), await handOff(), await handOff()];
  const agendas = await Promise.all(ids.map(async (id) => (await shown(id)).agenda));
  await worker.stop();
  // Accepted, and never taken by a run: the first while the workflow lived, the second when it was gone already.
  for (const id of ids) {
    expect((await touch(id, fresh('event'))).status).toBe(202);
    await (await temporal()).workflow.getHandle(id).terminate('a slip of the hand');
    expect((await touch(id, fresh('event'))).status).toBe(202);
    expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season' })).status).toBe(503);
    expect((await shown(id)).source).toBe('projection');
  }
  worker = await cell.startWorker();
  for (const [index, id] of ids.entries()) {
    await eventually(async () => {
      expect((await shown(id)).source).toBe('live');
      expect(await touches(id)).toBe(2);
    }, 60_000);
    await eventually(async () => expect((await timeline(id)).filter(({ kind }) => kind === 'paused')).toHaveLength(1));
    const told = await timeline(id);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, place) => place + 1));
    expect(agendas[index]?.length).toBeGreaterThan(0);
  }
  expect(await cell.count('waiting_facts', 'true')).toBe(0);
  expect(await cell.count('decisions', "state = 'asked'")).toBe(0);
});

test('a workflow that Temporal does not know any more, not even by name, is started from the record', async () => {
  const id = await handOff();
  expect((await touch(id, fresh('event'))).status).toBe(202);
  await eventually(async () => expect(await touches(id)).toBe(1));
  const client = await temporal();
  await worker.stop();
  const { namespace } = client.options;
  await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId: id } });
  await eventually(async () => expect(client.workflow.getHandle(id).describe()).rejects.toThrow(WorkflowNotFoundError));
  worker = await cell.startWorker();
  await eventually(async () => expect((await shown(id)).source).toBe('live'), 60_000);
  expect((await touch(id, fresh('event'))).status).toBe(202);
  await eventually(async () => expect(await touches(id)).toBe(2));
});

test('a job under way, the mornings of a rep, a feed and a watch go on when somebody terminates their workflows', async () => {
  const [rep, target, feed] = [fresh('rep'), fresh('target'), fresh('feed')];
  const world = await startWorld();
  world.answers((_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/rss+xml' }).end('<rss version="2.0"><channel/></rss>'),
  );
  for (const [at, body] of [
    [`reps/${rep}`, { name: 'Wobblewort', email: `${rep}@holdfast.example`, mails: 'brief' }],
    [`targets/${target}`, { measure: 'logo-retention', target: 0.9, threshold: 0.8 }],
    [`feeds/${feed}`, { url: world.at('/rss'), about: { industry: 'none' }, words: ['x'] }],
  ] as const)
    expect((await cell.admin.put(`/v1/${at}`, body)).status).toBeLessThan(300);
  await eventually(async () => {
    expect(await cell.count('reps', `id = '${rep}' and "morningsAt" is not null`)).toBe(1);
    expect(await cell.count('targets', `id = '${target}' and "checkedAt" is not null`)).toBe(1);
    expect(await cell.count('feeds', `id = '${feed}' and "polledAt" is not null`)).toBe(1);
  }, 60_000);
  await worker.stop();
  // Nobody is there who works at it: it is under way until it is terminated.
  const sent = await sendImport(cell.url, cell.key, ndjson([aRow(1), aRow(2)]), { waitSeconds: 0 });
  expect(sent.status).toBe(202);
  const job = String(sent.body.id);
  await eventually(async () => expect(await cell.count('jobs', `id = '${job}' and "startedAt" is not null`)).toBe(1));

  const { workflow } = await temporal();
  const ids = [briefIdOf(rep), targetIdOf(target), feedIdOf(feed), jobWorkflowId(job, 'preview', 0)];
  const handles = ids.map((id) => workflow.getHandle(id));
  const before = await Promise.all(handles.map((one) => one.describe()));
  expect(before.map(({ status }) => status.name)).toEqual(before.map(() => 'RUNNING'));
  await Promise.all(handles.map((one) => one.terminate('a slip of the hand')));
  worker = await cell.startWorker();
  // What was started less than ten seconds ago is left alone, and so is what starts again: then two sweeps bring it.
  await eventually(async () => {
    const now = await Promise.all(handles.slice(0, 3).map((one) => one.describe()));
    expect(now.map(({ status }) => status.name)).toEqual(now.map(() => 'RUNNING'));
    expect(now.filter(({ runId }, index) => runId === before[index]?.runId)).toEqual([]);
  }, 60_000);
  expect((await jobIs(job, 'done', cell.admin, 60_000)).progress).toMatchObject({ done: 2 });
});

test('a run that starts from an earlier moment goes on from the record: no line of the ledger is written anew', async () => {
  const id = await handOff();
  const client = await temporal();
  const state = await withDatabase(cell.databaseUrl, async (db) => {
    const { rows } = await db.query<{ state: unknown }>('select state from lifecycles where id = $1', [id]);
    return upcast(rows[0]?.state);
  });
  for (let times = 0; times < 2; times += 1) expect((await touch(id, fresh('event'))).status).toBe(202);
  await eventually(async () => expect(await touches(id)).toBe(2));
  const before = await timeline(id);

  // As if Temporal had been restored to the moment before those two.
  await client.workflow.getHandle(id).terminate('restored');
  await client.workflow.start('lifecycle', {
    workflowId: id,
    taskQueue: cell.taskQueue,
    args: [{ from: { kind: 'state', state }, maxEvents: 1_000 }],
  });
  expect((await touch(id, fresh('event'))).status).toBe(202);
  await eventually(async () => expect(await touches(id)).toBe(3));
  const after = await timeline(id);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.map(({ seq }) => seq)).toEqual(after.map((_, place) => place + 1));
  expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season' })).status).toBe(200);
  expect((await shown(id)).source).toBe('live');
});
