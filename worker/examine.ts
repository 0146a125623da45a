/** Looks through everything for what is wrong between Temporal and PostgreSQL, and mends what can be mended. */
import { runningStages } from '../domain/core/stages';
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

const shown = 5;
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
      examples: found.slice(0, shown).map(({ workflowId }) => workflowId),
      count: found.length,
      mended,
      next: mendable
        ? 'Started again from the record, by the sweep of any worker or here with --mend.'
        : 'Its workflow completed and PostgreSQL does not know: PostgreSQL was restored to an earlier moment. Compare the workflow’s result with the row.',
    });
  }
  return [...findings, ...(await waitingTooLong(deps, now)), ...(await brokenLedgers(deps))];
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
  const isRefused = { state: 'refused' } as const;
  const [facts, decisions, unsent, refused, refusedCount] = await Promise.all([
    db.waitingFact.findMany({ where: { keptAt: { lt: before } }, select: { lifecycleId: true } }),
    db.decision.findMany({ where: { state: 'asked', askedAt: { lt: before } }, select: { lifecycleId: true } }),
    db.mail.findMany({
      where: { state: 'waiting', startedAt: null, createdAt: { lt: before } },
      select: { key: true },
    }),
    // Refused mails are never deleted: of all but the newest only the number is read.
    db.mail.findMany({ where: isRefused, select: { key: true }, orderBy: { createdAt: 'desc' }, take: shown }),
    db.mail.count({ where: isRefused }),
  ]);
  const finding = (what: string, ids: readonly string[], next: string, count = ids.length): readonly Finding[] =>
    count === 0 ? [] : [{ what, examples: ids.slice(0, shown), count, mended: 0, next }];
  return [
    ...finding(
      'A fact waits for its lifecycle for more than a minute',
      facts.map(({ lifecycleId }) => lifecycleId),
      'The sweep hands it over once the lifecycle runs.',
    ),
    ...finding(
      'A decision has no outcome for more than a minute',
      decisions.map(({ lifecycleId }) => lifecycleId),
      'The sweep asks again until the lifecycle answers.',
    ),
    ...finding(
      'A mail is not on its way after a minute',
      unsent.map(({ key }) => key),
      'The sweep starts its delivery.',
    ),
    ...finding(
      'A mail was refused for good',
      refused.map(({ key }) => key),
      'Somebody must look at its address, or send it again.',
      refusedCount,
    ),
  ];
}

/** Running lifecycles whose ledger has holes, or ends elsewhere than their row says. */
async function brokenLedgers({ db }: CompareDeps): Promise<readonly Finding[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select l.id from lifecycles l
      left join lateral (select count(*)::int as lines, max(seq) as last from ledger g where g."lifecycleId" = l.id) g on true
    where l.stage = any(${[...runningStages]}) and l.seq > 0 and (g.lines <> l.seq or g.last <> l.seq)
    order by l.id`;
  const ids = rows.map(({ id }) => id);
  return ids.length === 0
    ? []
    : [
        {
          what: 'lifecycle: its ledger has holes, or does not end where its row says',
          examples: ids.slice(0, shown),
          count: ids.length,
          mended: 0,
          next: 'PostgreSQL was restored to an earlier moment, or somebody wrote by hand. The workflow’s history in Temporal has what is missing.',
        },
      ];
}
