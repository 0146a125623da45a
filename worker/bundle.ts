/** The bundle of workflow code that a worker runs, built once for each content. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import type { Config } from '../config/config';

const root = path.join(__dirname, '..');
const source = existsSync(path.join(root, 'workflows', 'index.ts')) ? 'index.ts' : 'index.js';

/** Hash of everything that a bundle is made from. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  for (const folder of ['workflows', 'domain']) {
    for (const { name, parentPath } of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .toSorted((one, other) =>
        path.join(one.parentPath, one.name) < path.join(other.parentPath, other.name) ? -1 : 1,
      ))
      hash.update(name).update(readFileSync(path.join(parentPath, name)));
  }
  const lock = path.join(root, 'package-lock.json');
  if (existsSync(lock)) hash.update(readFileSync(lock));
  return hash.digest('hex').slice(0, 16);
}

/** Path of the bundle that a worker of this configuration runs; where none is named, it is made. */
export async function bundleOf({ worker: { bundle } }: Config): Promise<string> {
  return bundle ?? (await workflowBundle(path.join(os.tmpdir(), 'holdfast')));
}

/** Bundles the workflows into a file of the folder, once per content; returns the file's path. */
export async function workflowBundle(folder: string): Promise<string> {
  const file = path.join(folder, `workflows-${fingerprint()}.js`);
  if (existsSync(file)) return file;
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', source),
    logger: quietLogger,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, code);
  return file;
}

/** The same workflows with an ear at what they record (`workflows/listening.ts`): for reliving histories, never for a worker. */
export function listeningBundle(): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', source),
    workflowInterceptorModules: [path.join(root, 'workflows', source.replace('index', 'listening'))],
    logger: quietLogger,
  });
}

const ignore = (): void => undefined;
const quietLogger = {
  log: ignore,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: console.warn,
  error: console.error,
};
