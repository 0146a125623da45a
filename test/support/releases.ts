/** Releases with lives in flight: the release before as it was built, deploys, and which build a workflow is on. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../config/config';
import { createDeployments } from '../../temporal/deployments';
import { roll } from '../../worker/roll';
import { eventually, type Caller } from './api';
import type { Cell } from './cell';
import { letPass, temporal } from './time';

const root = path.join(__dirname, '..', '..');

/** The folder with the programs of the release before, unpacked once; its packages are those of this tree. */
export function previousProduct(): string {
  const archive = path.join(root, 'test', 'releases', 'previous.tgz');
  const kept = path.join(root, '.holdfast', 'test');
  const content = createHash('sha256').update(readFileSync(archive)).digest('hex');
  const folder = path.join(kept, `previous-${content.slice(0, 12)}`);
  if (!existsSync(folder)) {
    mkdirSync(kept, { recursive: true });
    const unpacked = mkdtempSync(path.join(kept, 'unpacking-'));
    execFileSync('tar', ['-C', unpacked, '-xzf', archive]);
    renameSync(unpacked, folder);
  }
  return path.join(folder, 'dist');
}

/** Makes a build current as an operator of a release would that knows no roll command. */
export async function makeCurrent(deploymentName: string, buildId: string): Promise<void> {
  const deployments = createDeployments(await temporal());
  await eventually(async () => {
    expect(await deployments.makeCurrent({ deploymentName, buildId })).toBe(true);
  }, 60_000);
}

/** Hands a deal over; the id of its first lifecycle. */
export async function handedOff(api: Caller, deal: object): Promise<string> {
  const { status, body } = await api.post('/v1/deals', deal);
  expect({ status, body }).toMatchObject({ status: 201 });
  return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
}

/** A line of a timeline. */
export interface ToldLine {
  readonly kind: string;
  readonly seq: number;
  readonly at: string;
}

/** Every line of a ledger of at most two hundred: none is missing, and none is there twice. */
export async function wholeLedgerOf(api: Caller, id: string): Promise<readonly ToldLine[]> {
  const { body } = await api.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  const lines = (body as { items: ToldLine[] }).items;
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, place) => place + 1));
  return lines;
}

/** Waits until all of those workflows are on a build. */
export async function allOn(ids: readonly string[], buildId: string): Promise<void> {
  for (const id of ids)
    await eventually(async () => expect({ id, on: await buildOf(id) }).toEqual({ id, on: buildId }), 60_000);
}

/** Lets days pass for several lifecycles. */
export async function letAllPass(ids: readonly string[], days: number): Promise<void> {
  await Promise.all(ids.map((id) => letPass(id, days)));
}

/** The build that a workflow's newest run is on. */
async function buildOf(workflowId: string): Promise<string> {
  const { raw } = await (await temporal()).workflow.getHandle(workflowId).describe();
  const { deploymentVersion, version } = raw.workflowExecutionInfo?.versioningInfo ?? {};
  return deploymentVersion?.buildId ?? (version ?? '').split(/[:.]/).at(-1) ?? '';
}

/** What `node dist/worker/roll.js` does, with the settings of the build to go to; returns what it printed. */
export async function rollTo(
  { databaseUrl, temporalAddress, taskQueue }: Cell,
  settings: Readonly<Record<string, string>>,
  withoutOld = false,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const { options } = await temporal();
  const config = readConfig({
    HOLDFAST_DATABASE_URL: databaseUrl,
    HOLDFAST_TEMPORAL_ADDRESS: temporalAddress,
    HOLDFAST_TEMPORAL_NAMESPACE: options.namespace,
    HOLDFAST_TASK_QUEUE: taskQueue,
    ...settings,
  });
  const left = await roll(config, {
    perSecond: 100,
    withinMs: 120_000,
    withoutOld,
    tell: (line) => lines.push(line),
  });
  expect({ left, lines }).toMatchObject({ left: 0 });
  return lines;
}
