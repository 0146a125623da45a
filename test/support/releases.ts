/** Releases with lives in flight: the release before as it was built, deploys, and which build a workflow is on. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../config/config';
import { createDeployments } from '../../temporal/deployments';
import { roll } from '../../worker/roll';
import { eventually } from './api';
import type { Cell } from './cell';
import { temporal } from './time';

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

/** The build that a workflow's newest run is on. */
export async function buildOf(workflowId: string): Promise<string> {
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
