/** Looks through everything for what is wrong between Temporal and PostgreSQL, and mends what can be mended. */
import { groupBy } from '../domain/core/grouped';
import { jobIdOf } from '../domain/organisation/job';
import { jobWorkflow } from '../workflows/names';
import { brokenLedgers, waitingSince } from '../records/left-undone';
import { onlyLost } from '../records/standing-record';
import type { Deployments } from '../temporal/deployments';
import type { Runs } from '../temporal/runs';
import { mendBehind, type BehindDeps, type Disagreement } from './behind';
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
 * Compares everything once, page by page. With `mend` it mends what can be mended: first what a restored store lacks, then
 * what is lost. Each is done once, so examining twice, or beside a sweep, tells nobody twice. Throws `NoAnswer` where
 * Temporal does not answer.
 */
export async function examine(deps: BehindDeps, mend: boolean, now = new Date()): Promise<readonly Finding[]> {
  const holes = await brokenLedgers(deps.db);
  const behind = await mendBehind(deps, holes, mend);
  const known = new Set(behind.map(({ lifecycleId }) => lifecycleId));
  const findings: Finding[] = [...behindFindings(behind), ...holesLeft(holes.filter((id) => !known.has(id)))];
  const lost = (await everythingLost(deps, now)).filter(
    ({ how, workflowId }) => how !== 'ended' || !known.has(workflowId),
  );
  for (const [what, found] of groups(lost)) {
    let mended = 0;
    if (mend) for (const one of found) mended += await tryTo(one, deps);
    findings.push({
      what,
      examples: found.slice(0, examplesNamed).map(({ workflowId }) => workflowId),
      count: found.length,
      mended,
      next: nextFor(found),
    });
  }
  return [...findings, ...(await waitingTooLong(deps, now)), ...(await lostForGood(deps))];
}

function nextFor([first]: readonly Lost[]): string {
  if (first?.mend === null)
    return 'Its workflow completed and PostgreSQL does not know: PostgreSQL was restored to an earlier moment. Compare the workflow’s result with the row.';
  return first?.how === 'ended'
    ? 'What its delivery came to is taken over, by the sweep of any worker or here with --mend.'
    : 'Started again from the record, by the sweep of any worker or here with --mend.';
}

/** One finding, with the first of its ids. Nothing where there are none. */
const finding = (
  what: string,
  ids: readonly string[],
  next: string,
  { count = ids.length, mended = 0 }: { readonly count?: number; readonly mended?: number } = {},
): readonly Finding[] => (count === 0 ? [] : [{ what, examples: ids.slice(0, examplesNamed), count, mended, next }]);

function behindFindings(all: readonly Disagreement[]): readonly Finding[] {
  const of = (behind: Disagreement['behind'], what: string, next: string): readonly Finding[] => {
    const some = all.filter((one) => one.behind === behind);
    return finding(
      what,
      some.map(({ lifecycleId }) => lifecycleId),
      next,
      { mended: some.filter(({ mended }) => mended).length },
    );
  };
  return [
    ...of(
      'record',
      'lifecycle: its workflow has recorded what PostgreSQL lacks',
      'PostgreSQL was restored to an earlier moment. --mend records it again, from the histories in Temporal.',
    ),
    ...of(
      'run',
      'lifecycle: its workflow does not know what is recorded',
      'Temporal was restored to an earlier moment. --mend starts the workflow again from its record.',
    ),
    ...of(
      'unreadable',
      'lifecycle: this build cannot relive its history',
      'Another build made it: run the doctor of that release.',
    ),
    ...of(
      'gone',
      'lifecycle: its ledger has holes',
      'Temporal does not keep the histories any more that would fill them.',
    ),
  ];
}

const holesLeft = (ids: readonly string[]): readonly Finding[] =>
  finding(
    'lifecycle: its ledger has holes, and Temporal does not know it',
    ids,
    'Somebody wrote by hand, or both stores were restored. Nothing fills them.',
  );

/** What only the store knew that was restored: it is named, not guessed. */
async function lostForGood({ db, histories }: BehindDeps): Promise<readonly Finding[]> {
  const { deals, notes } = await onlyLost(db);
  const jobs = [...new Set((await histories.idsOf(jobWorkflow)).map(jobIdOf))];
  const rows = await db.job.findMany({ where: { id: { in: jobs } }, select: { id: true } });
  const stored = new Set(rows.map(({ id }) => id));
  return [
    ...finding(
      'deal: its people and words were in the lost store alone',
      deals,
      'Hand it over again, the same as before: it is completed, and its lifecycles go on.',
    ),
    ...finding(
      'note: a line of the ledger names words that were in the lost store alone',
      notes,
      'Whoever said them may say them again; the event itself is there.',
    ),
    ...finding(
      'job: only Temporal knows it',
      jobs.filter((id) => !stored.has(id)),
      'What it did to lifecycles is there. What it had not done yet must be asked for again.',
    ),
  ];
}

/** So many runs on builds without workers are counted. */
const mostStranded = 10_000;

/** Runs that sleep on a build of which no worker runs, build by build. Throws `NoAnswer`. */
export async function withoutWorkers(
  { runs, deployments }: { readonly runs: Runs; readonly deployments: Deployments },
  deploymentName: string,
  taskQueue: string,
): Promise<readonly Finding[]> {
  const served = await deployments.servedBuilds(deploymentName, taskQueue);
  const everyBuild = { deploymentName, buildId: '' };
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

async function tryTo({ mend, workflowId }: Lost, { log }: CompareDeps): Promise<number> {
  if (mend === null) return 0;
  try {
    await mend();
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
      { count: refusedCount },
    ),
  ];
}
