/** Looks through everything for what is wrong between Temporal and PostgreSQL, and mends what can be mended. */
import { brokenLedgers, waitingSince } from '../records/left-undone';
import { createComparison, type CompareDeps, type Found } from './compare';

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

async function everythingLost(deps: CompareDeps, now: Date): Promise<readonly Found[]> {
  const comparison = createComparison(deps);
  const lost: Found[] = [];
  for (;;) {
    const { found, wasLast } = await comparison.next(now);
    lost.push(...found);
    if (wasLast) return lost;
  }
}

function groups(lost: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const grouped = new Map<string, Found[]>();
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

async function tryTo({ restart, workflowId }: Found, { log }: CompareDeps): Promise<number> {
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
