/** A release with lives in flight: everything that lives for years moves to the new build, and back. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { readConfig } from '../../config/config';
import { roll } from '../../worker/roll';
import { briefIdOf, targetIdOf } from '../../workflows/names';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { startCell, type Cell } from '../support/cell';
import { eventually, fresh } from '../support/api';
import { temporal } from '../support/time';

let cell: Cell;
const deployment = fresh('release');
const versionOf = (buildId: string) => ({ HOLDFAST_DEPLOYMENT: deployment, HOLDFAST_BUILD_ID: buildId });

beforeAll(async () => {
  cell = await startCell(versionOf('a'));
});
afterAll(async () => {
  await cell.stop();
});

/** The bundle of the release before, which does not know every fact. */
async function olderBundle(): Promise<string> {
  const quiet = (): void => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '..', 'support', 'older-release.ts'),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error },
  });
  const folder = path.join(__dirname, '..', '..', '.holdfast', 'test');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${deployment}.js`);
  writeFileSync(file, code);
  return file;
}

async function makeCurrent(buildId: string): Promise<void> {
  const { workflowService, options } = await temporal();
  await eventually(async () => {
    await workflowService.setWorkerDeploymentCurrentVersion({
      namespace: options.namespace,
      deploymentName: deployment,
      buildId,
      identity: 'release.test',
      ignoreMissingTaskQueues: true,
    });
  }, 60_000);
}

async function buildOf(workflowId: string): Promise<string> {
  const { raw } = await (await temporal()).workflow.getHandle(workflowId).describe();
  const { deploymentVersion, version } = raw.workflowExecutionInfo?.versioningInfo ?? {};
  return deploymentVersion?.buildId ?? (version ?? '').split(/[:.]/).at(-1) ?? '';
}

async function handOff(): Promise<string> {
  const deal = aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30) });
  const { body } = await cell.admin.post('/v1/deals', deal);
  return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
}

async function kindsOf(id: string): Promise<readonly string[]> {
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  const lines = body.items as { readonly kind: string; readonly seq: number }[];
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, place) => place + 1));
  return lines.map(({ kind }) => kind);
}

/** What `node dist/worker/roll.js` does, from the build that is current. */
async function rollTo(buildId: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const { options } = await temporal();
  const config = readConfig({
    HOLDFAST_DATABASE_URL: cell.databaseUrl,
    HOLDFAST_TEMPORAL_ADDRESS: cell.temporalAddress,
    HOLDFAST_TEMPORAL_NAMESPACE: options.namespace,
    HOLDFAST_TASK_QUEUE: cell.taskQueue,
    ...versionOf(buildId),
  });
  const left = await roll(config, { perSecond: 100, withinMs: 60_000, tell: (line) => lines.push(line) });
  expect({ left, lines }).toMatchObject({ left: 0 });
  return lines;
}

test('lives, mornings and watches that sleep move to a new build and back; a fact that the old one does not know is kept', async () => {
  const older = await cell.startWorker({ ...versionOf('a'), HOLDFAST_WORKFLOW_BUNDLE: await olderBundle() });
  await makeCurrent('a');
  const rep = fresh('rep');
  const mail = `${rep}.wobblewort@holdfast.example`;
  await cell.admin.put(`/v1/reps/${rep}`, { name: 'Wobblewort Rep', email: mail, mails: 'brief' });
  const target = fresh('target');
  expect(
    (await cell.admin.put(`/v1/targets/${target}`, { measure: 'logo-retention', target: 0.9, threshold: 0.8 })).status,
  ).toBe(200);
  const lives = await Promise.all(Array.from({ length: 12 }, handOff));
  const all = [...lives, briefIdOf(rep), targetIdOf(target)];
  for (const id of all) await eventually(async () => expect(await buildOf(id)).toBe('a'), 60_000);

  const newer = await cell.startWorker(versionOf('b'));
  await makeCurrent('b');
  // Sleeping ones stay where they are; a fact that the old build does not know is accepted, and lost to nobody.
  const [first = ''] = lives;
  expect(
    (await cell.admin.post(`/v1/lifecycles/${first}/signals`, { kind: 'news', eventId: fresh('event') })).status,
  ).toBe(202);
  expect((await rollTo('b')).at(-1)).toContain('workers of older builds can go');
  for (const id of all) await eventually(async () => expect(await buildOf(id)).toBe('b'), 60_000);
  await eventually(async () => expect(await kindsOf(first)).toContain('news-noted'));
  await older.stop();

  // The old build is gone, and everything goes on.
  for (const id of lives.slice(0, 3)) {
    expect((await cell.admin.post(`/v1/lifecycles/${id}/touches`, { kind: 'call', outcome: 'done' })).status).toBe(202);
    await eventually(async () => expect(await kindsOf(id)).toContain('touch-recorded'));
    expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season' })).status).toBe(200);
  }

  // And back, as a rollback would.
  const again = await cell.startWorker({ ...versionOf('a'), HOLDFAST_WORKFLOW_BUNDLE: await olderBundle() });
  await makeCurrent('a');
  await rollTo('a');
  for (const id of all) await eventually(async () => expect(await buildOf(id)).toBe('a'), 60_000);
  await newer.stop();
  for (const id of lives.slice(0, 3)) {
    expect((await cell.admin.post(`/v1/lifecycles/${id}/resume`, {})).status).toBe(200);
    expect(await kindsOf(id)).toContain('resumed');
  }
  await again.stop();
}, 280_000);
