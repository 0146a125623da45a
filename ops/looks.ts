/** How each part is looked at. */
import { reachDatabase, type Database } from '../prisma/client';
import { mailWaitingSince } from '../records/mail-list';
import type { Deployments } from '../temporal/deployments';
import type { Look } from './readiness';

/** A mail that waits for longer says that no mail goes out. */
const mailWaitsMinutes = 10;

/** PostgreSQL answers. */
export function lookAtDatabase(db: Pick<Database, '$queryRaw'>): Look {
  return async () => {
    await reachDatabase(db);
    return null;
  };
}

/** Temporal answers, and knows namespace and search attributes: without one of them no lifecycle can start. */
export function lookAtTemporal(unknownAttributes: () => Promise<readonly string[]>): Look {
  return async () => {
    const unknown = await unknownAttributes();
    return unknown.length === 0 ? null : `search attributes that it does not know: ${unknown.join(', ')}`;
  };
}

/** Somebody works: a worker of the current build where workers are versioned, else any. */
export function lookForWorkers(deployments: Deployments, taskQueue: string, deployment: string | undefined): Look {
  return async () => {
    if (deployment === undefined)
      return (await deployments.isServed(taskQueue)) ? null : `no worker was at ${taskQueue} within the last minutes`;
    const current = await deployments.currentBuild(deployment);
    if (current === null) return `no build of ${deployment} is current`;
    const served = await deployments.servedBuilds(deployment, taskQueue);
    return served.has(current) ? null : `no worker of the current build ${current} was there within the last minutes`;
  };
}

/** Mail goes out. */
export function lookAtMail(db: Pick<Database, 'mail'>): Look {
  return async () => {
    const since = await mailWaitingSince(db);
    const minutes = since === null ? 0 : Math.floor((Date.now() - since.getTime()) / 60_000);
    return minutes < mailWaitsMinutes ? null : `a mail has waited for ${minutes} minutes`;
  };
}
