/** Composition root of the worker: lifecycles on one task queue; mails, webhooks and feeds each on their own; and the sweep. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createDeliverActivities } from '../activities/deliver';
import { temporalAway } from '../activities/failures';
import type { JobDeps } from '../activities/job-rows';
import { createJobActivities } from '../activities/jobs';
import { createFeedActivities } from '../activities/feeds';
import { createWebhookActivities, type StartWebhook } from '../activities/webhooks';
import { createLifecycleActivities } from '../activities/lifecycle';
import type { StartDelivery } from '../activities/mails';
import { runSettings } from '../activities/run-settings';
import { createMorningActivities } from '../activities/mornings';
import type { TellOther } from '../activities/sharing';
import type { Config } from '../config/config';
import { createOutside } from '../outside/http';
import { createPost } from '../mail/post';
import { jobWorkflowId } from '../domain/organisation/job';
import { connectDatabase, reachDatabase } from '../prisma/client';
import { acceptanceFor } from '../records/clocks';
import { jobStarted } from '../records/jobs';
import { lifecycleRecord } from '../records/waiting-facts';
import { createLifecycleClient, sendOrKeep } from '../temporal/client';
import { connectionOptions } from '../temporal/connection';
import { NoAnswer, NotRunning } from '../temporal/errors';
import { createDeployments, type Deployments, type Version } from '../temporal/deployments';
import { createRuns } from '../temporal/runs';
import { deliverQueueOf, feedQueueOf, webhookQueueOf } from '../workflows/names';
import { putMailOnItsWay, putMessageOnItsWay } from './deliveries';
import { createHeavyWork } from './heavy-work';
import { startWorkerOps } from './ops';
import { startSweeping } from './sweep';
import { versionOf } from './version';

export interface RunningWorker {
  /** Which version it is; null where workers are not versioned. */
  readonly version: Version | null;
  /** Where it tells metrics and details of its health. */
  readonly ops: string;
  /** Resolves when it has stopped; rejects when it broke. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** How long a job waits for a decision; a busy lifecycle may take a while, and nobody waits for the job. */
const jobDecisionTimeoutMs = 20_000;

/**
 * Lifecycles that a worker looks after at one moment. All of a worker's workflow tasks share one thread, and each
 * must end within the server's 10 s. After a crash every lifecycle is replayed; were all of them taken at once, all
 * would be late, be given out again, and be late again, for ever. What is not taken waits its turn without a clock.
 */
const lifecyclesAtOnce = 4;

/** Feeds are parsed one after another, and none is urgent. */
const feedsAtOnce = 4;
/** How long a worker that has failed may take to close what it holds. */
const closingMs = 8_000;
/** How long a worker waits at its start for Temporal, and how often it asks. */
const awaitedMs = 600_000;
const retryMs = 2_000;

/** A worker that starts waits so long for PostgreSQL; then it ends, and whoever runs it starts it again. */
const firstLookMs = 30_000;

/** Starts a worker. `bundle` is the path of the workflow bundle; `sdkMetrics` reads the metrics of the SDK in this process. */
export async function startWorker(
  config: Config,
  bundle: string,
  log: Logger,
  sdkMetrics: () => Promise<string> = () => Promise.resolve(''),
): Promise<RunningWorker> {
  const { namespace, taskQueue } = config.temporal;
  const db = connectDatabase(config.databaseUrl, config.databasePool);
  // Connected before it takes work, so that the first record of a fresh process is as quick as any.
  await reachDatabase(db, firstLookMs);
  const connection = await connected(config.temporal, log);
  const client = new Client({ connection, namespace, workflow: { queryRejectCondition: 'NOT_OPEN' } });
  const lifecycles = createLifecycleClient({
    client,
    taskQueue,
    queryTimeoutMs: config.api.queryTimeoutMs,
    maxEvents: config.maxEvents,
  });
  const version = versionOf(config, bundle);
  const settings = runSettings(config.maxEvents, config.wakeSpreadMinutes);
  const post = createPost(config.mail);
  const outside = createOutside(config.trustedHosts);
  const heavy = createHeavyWork(config, db);

  const runs = createRuns(client);

  const startDelivery: StartDelivery = async (mail, grouped) => {
    try {
      await putMailOnItsWay({ db, lifecycles }, mail, { delayMs: grouped ? config.mail.gatherMs : 0 });
    } catch (error) {
      log.warn({ err: error, mail: mail.key }, 'delivery will be started by the sweep');
    }
  };
  const startWebhook: StartWebhook = async (message) => {
    try {
      await putMessageOnItsWay({ db, lifecycles }, message, 0);
    } catch (error) {
      log.warn({ err: error, webhook: message.key }, 'a webhook will be told by the sweep');
    }
  };
  const tellOther: TellOther = async (lifecycleId, { name, acceptedAt, ...told }) => {
    const accepted = await acceptanceFor(db, [lifecycleId]);
    const envelope = { ...told, ...accepted(lifecycleId, acceptedAt) };
    await asking(() => sendOrKeep(lifecycles, lifecycleRecord(db), lifecycleId, name, envelope));
  };
  const decide: JobDeps['decide'] = async (lifecycleId, name, asked) => {
    try {
      return await asking(() => lifecycles.decide(lifecycleId, name, asked, jobDecisionTimeoutMs));
    } catch (error) {
      if (error instanceof NotRunning) return null;
      throw error;
    }
  };
  const common = {
    connection,
    namespace,
    workflowBundle: { codePath: bundle },
    // A task waits for so long for the worker that ran its workflow last; then any worker may take it, and replays it. After
    // a kill a rep waits that long. On a busy machine one second passes before a living worker gets to it: then the replay
    // is for nothing. docs/performance.md has the figures.
    stickyQueueScheduleToStartTimeout: '2s',
    // Jobs heartbeat every two seconds; a longer throttle would make a living job look dead.
    maxHeartbeatThrottleInterval: '2s',
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
    ...versioned(version),
  } satisfies Partial<WorkerOptions>;
  const webhookActivities = createWebhookActivities({ db, outside });
  const feedActivities = createFeedActivities({ db, outside, tellOther, readFeed: heavy.readFeed, settings });
  const workers = [
    await Worker.create({
      ...common,
      taskQueue,
      maxConcurrentWorkflowTaskExecutions: lifecyclesAtOnce,
      activities: {
        ...createLifecycleActivities({ db, startDelivery, startWebhook, tellOther, settings }),
        ...createJobActivities({
          db,
          startDelivery,
          start: (seed, now) => asking(() => lifecycles.start(seed, now)),
          isRunning: async (job) => (await asking(() => runs.stateOf(jobWorkflowId(job, 'work', 0)))) === 'running',
          decide,
          readFile: heavy.readFile,
          begin: async ({ id, kind }) => {
            try {
              await lifecycles.work({ id, kind }, 'work', 0);
              await jobStarted(db, id);
            } catch (error) {
              log.warn({ err: error, job: id }, 'will be started by the sweep');
            }
          },
        }),
        ...createMorningActivities({ db, startDelivery, startWebhook, valueOf: heavy.valueOf, settings }),
      },
    }),
    await Worker.create({
      ...common,
      ...versioned(version, 'AUTO_UPGRADE'),
      taskQueue: deliverQueueOf(taskQueue),
      activities: {
        ...createDeliverActivities({
          db,
          post,
          publicUrl: config.api.publicUrl,
          sender: config.mail.sender,
          house: { name: config.mail.sender, email: config.mail.address },
          opsMail: config.mail.ops,
          replyDomain: config.mail.incoming?.replyDomain,
          startDelivery,
          openBook: config.api.openBook,
          tellOther,
        }),
        // Those that began when webhooks and feeds had no queues of their own.
        ...webhookActivities,
        ...feedActivities,
      },
      maxTaskQueueActivitiesPerSecond: config.mail.perSecond,
      maxCachedWorkflows: 50,
    }),
    await Worker.create({
      ...common,
      ...versioned(version, 'AUTO_UPGRADE'),
      taskQueue: webhookQueueOf(taskQueue),
      activities: webhookActivities,
      maxCachedWorkflows: 50,
    }),
    await Worker.create({
      ...common,
      taskQueue: feedQueueOf(taskQueue),
      activities: feedActivities,
      maxConcurrentActivityTaskExecutions: feedsAtOnce,
      maxCachedWorkflows: 50,
    }),
  ];
  const sweeping = startSweeping(
    { db, lifecycles, runs, log, startDelivery, opsMail: config.mail.ops },
    config.worker.sweepMs,
  );
  const deployments = createDeployments(client);
  const ops = await startWorkerOps({ config, db, client, deployments, workers, sdkMetrics });
  const stopping = new AbortController();
  const close = async (): Promise<void> => {
    stopping.abort();
    await sweeping.stop();
    await ops.stop();
    post.close();
    await outside.close();
    await heavy.close();
    await connection.close();
    await db.$disconnect();
  };
  const run = async (): Promise<void> => {
    try {
      await allRunning(workers);
    } finally {
      await within(closingMs, close);
    }
  };
  const done = run();
  if (version !== null) void becomeFirst(version, deployments, log, stopping.signal);
  return {
    version,
    ops: ops.url,
    done,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

/**
 * Runs workers until all of them have stopped. One that fails (its namespace is gone, a poll is refused for good) ends the
 * others too: a process that works for some of its queues looks alive, and nobody would start it anew. Rejects with why.
 */
async function allRunning(workers: readonly Worker[]): Promise<void> {
  const runs = workers.map((worker) => worker.run());
  try {
    await Promise.all(runs);
  } catch (error) {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await within(closingMs, () => Promise.allSettled(runs));
    throw error;
  }
}

/** Waits for something no longer than this. */
async function within(ms: number, act: () => Promise<unknown>): Promise<void> {
  await Promise.race([act(), sleep(ms, undefined, { ref: false })]);
}

/** A connection to Temporal; one that is not up yet is waited for. Rejects when it has not come within ten minutes. */
async function connected(temporal: Config['temporal'], log: Logger): Promise<NativeConnection> {
  const until = Date.now() + awaitedMs;
  for (;;) {
    try {
      return await NativeConnection.connect(connectionOptions(temporal));
    } catch (error) {
      if (Date.now() >= until) throw error;
      log.warn({ err: error, address: temporal.address }, 'Temporal is not there yet; it is waited for');
      await sleep(retryMs);
    }
  }
}

/** Asks Temporal from within an activity, which then fails with `TemporalAway` where there is no answer. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof NoAnswer ? temporalAway() : error;
  }
}

/**
 * What lives for years is pinned: it finishes a run on the version that began it and moves on at continue-as-new. What is
 * short follows the current version at its next task, so that a mail that waits for its server keeps no old worker alive;
 * the goldens hold every build to its few events.
 */
function versioned(
  version: Version | null,
  defaultVersioningBehavior: 'PINNED' | 'AUTO_UPGRADE' = 'PINNED',
): Partial<WorkerOptions> {
  return version === null
    ? {}
    : { workerDeploymentOptions: { useWorkerVersioning: true, version, defaultVersioningBehavior } };
}

/** The first build of a deployment is current by itself: without a current one, nothing would run. Later ones are rolled out. */
async function becomeFirst(
  version: Version,
  deployments: Deployments,
  log: Logger,
  stopping: AbortSignal,
): Promise<void> {
  const until = Date.now() + awaitedMs;
  while (Date.now() < until && !stopping.aborted) {
    try {
      const current = await deployments.currentBuild(version.deploymentName);
      if (current === version.buildId) return;
      if (current !== null) {
        log.info({ current, own: version.buildId }, 'another build is current; worker/roll makes this one current');
        return;
      }
      if (await deployments.makeCurrent(version)) log.info(version, 'the first build of its deployment is current');
    } catch (error) {
      log.warn({ err: error }, 'Temporal did not say which build is current; it is asked again');
    }
    await sleep(retryMs, undefined, { ref: false });
  }
}
