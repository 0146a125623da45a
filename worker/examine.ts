/** Looks through everything for what is wrong between Temporal and PostgreSQL, and mends what can be mended. */
import { groupBy } from '../domain/core/grouped';
import { brokenLedgers, waitingSince } from '../records/left-undone';
import type { Deployments, Version } from '../temporal/deployments';
import type { Runs } from '../temporal/runs';
import { createComparison, type CompareDeps, type Lost } from './compare';

/** One thing that is wrong, for people to read. */
export interface Finding {
  /** What is wrong, and with how many. */
  readonly what: string;
  /** The first of them, by id. */
  readonly examples: readonly string[];
  readonly count: number;
  /** How many of them were mended now. */
  readonly mended: number;
  /** What becomes of it, or what somebody must do. */
  readonly next: string;
}

/** So many of each are named. */
const examplesNamed = 5;
/** What waits for longer is no longer about to be done. */
const patienceMs = 60_000;

/**
 * Compares everything once, page by page. With `mend` what is lost is started again from its record; each is done once,
 * so examining twice, or beside a sweep, tells nobody twice. Throws `NoAnswer` where Temporal does not answer.
 */
export async function examine(deps: CompareDeps, mend: boolean, now = new Date()): Promise<readonly Finding[]> {
  const lost = await everythingLost(deps, now);
  const findings: Finding[] = [];
  for (const [what, found] of groups(lost)) {
    const [first] = found;
    const mendable = first?.how !== 'ended';
    let mended = 0;
    if (mend && mendable) for (const one of found) mended += await tryTo(one, deps);
    findings.push({
      what,
      examples: found.slice(0, examplesNamed).map(({ workflowId }) => workflowId),
      count: found.length,
      mended,
      next: mendable
        ? 'Started again from the record, by the sweep of any worker or here with --mend.'
        : 'Its workflow completed and PostgreSQL does not know: PostgreSQL was restored to an earlier moment. Compare the workflow’s result with the row.',
    });
  }
  return [...findings, ...(await waitingTooLong(deps, now)), ...(await ledgersWithHoles(deps))];
}

/** So many runs on builds without workers are counted. */
const mostStranded = 10_000;

/** Runs that sleep on a build of which no worker runs, build by build. Throws `NoAnswer`. */
export async function withoutWorkers(
  { runs, deployments }: { readonly runs: Runs; readonly deployments: Deployments },
  version: Version,
  taskQueue: string,
): Promise<readonly Finding[]> {
  const served = await deployments.servedBuilds(version.deploymentName, taskQueue);
  const everyBuild = { ...version, buildId: '' };
  const stranded = (await runs.pinnedElsewhere(everyBuild, mostStranded)).filter(({ buildId }) => !served.has(buildId));
  const findings = [...groupBy(stranded, ({ buildId }) => buildId)].map(([buildId, some]) => ({
    what: `runs on build ${buildId}, of which no worker runs`,
    examples: some.slice(0, examplesNamed).map(({ workflowId }) => workflowId),
    count: some.length,
    mended: 0,
    next: 'Start a worker of that build and run worker/roll, or run it with --without-old.',
  }));
  if (served.size > 0) return findings;
  const nobody = {
    what: 'no worker of any build runs',
    examples: [taskQueue],
    count: 1,
    mended: 0,
    next: 'Start a worker: until then facts are kept, decisions are answered 503, and nothing falls due.',
  };
  return [nobody, ...findings];
}

async function everythingLost(deps: CompareDeps, now: Date): Promise<readonly Lost[]> {
  const comparison = createComparison(deps);
  const lost: Lost[] = [];
  for (;;) {
    const { found, failures, wasLast } = await comparison.next(now);
    if (failures.length > 0) throw failures[0];
    lost.push(...found);
    if (wasLast) return lost;
  }
}

function groups(lost: readonly Lost[]): ReadonlyMap<string, readonly Lost[]> {
  const grouped = new Map<string, Lost[]>();
  const why = {
    broken: 'was terminated, cancelled or has failed',
    missing: 'is unknown to Temporal',
    ended: 'has ended',
  };
  for (const one of lost) {
    const what = `${one.kind}: its workflow ${why[one.how]}`;
    grouped.set(what, [...(grouped.get(what) ?? []), one]);
  }
  return grouped;
}

async function tryTo({ restart, workflowId }: Lost, { log }: CompareDeps): Promise<number> {
  try {
    await restart();
    return 1;
  } catch (error) {
    log.warn({ err: error, workflow: workflowId }, 'not mended');
    return 0;
  }
}

/** What the sweep should have done by now. */
async function waitingTooLong({ db }: CompareDeps, now: Date): Promise<readonly Finding[]> {
  const before = new Date(now.getTime() - patienceMs);
  const { facts, decisions, unsent, notTaken, refused, refusedCount } = await waitingSince(db, before);
  const finding = (what: string, ids: readonly string[], next: string, count = ids.length): readonly Finding[] =>
    count === 0 ? [] : [{ what, examples: ids.slice(0, examplesNamed), count, mended: 0, next }];
  return [
    ...finding(
      'A fact waits for its lifecycle for more than a minute',
      facts,
      'The sweep hands it over once the lifecycle runs.',
    ),
    ...finding(
      'A decision has no outcome for more than a minute',
      decisions,
      'The sweep asks again until the lifecycle answers.',
    ),
    ...finding('A mail is not on its way after a minute', unsent, 'The sweep starts its delivery.'),
    ...finding(
      'The mail server does not take a mail for more than a minute',
      notTaken,
      'It is tried until it is taken; GET /v1/mails?state=waiting says why it is not.',
    ),
    ...finding(
      'A mail was refused for good',
      refused,
      'GET /v1/mails?state=refused says why. Somebody must look at its address, and send it again.',
      refusedCount,
    ),
  ];
}

/** Running lifecycles whose ledger has holes, or ends elsewhere than their row says. */
async function ledgersWithHoles({ db }: CompareDeps): Promise<readonly Finding[]> {
  const ids = await brokenLedgers(db);
  return ids.length === 0
    ? []
    : [
        {
          what: 'lifecycle: its ledger has holes, or does not end where its row says',
          examples: ids.slice(0, examplesNamed),
          count: ids.length,
          mended: 0,
          next: 'PostgreSQL was restored to an earlier moment, or somebody wrote by hand. The workflow’s history in Temporal has what is missing.',
        },
      ];
}
