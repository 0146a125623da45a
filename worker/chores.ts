/** What the sweep does: a chore for each kind of work that a crash can leave half-done. Every step of each is idempotent. */
import { sharedId } from '../activities/sharing';
import { phaseOf } from '../domain/organisation/job';
import { stillToHear } from '../records/amendments';
import { acceptanceFor } from '../records/clocks';
import { waitingFactOf } from '../records/columns/answers';
import { jobKindOf, jobStateOf } from '../records/columns/jobs';
import { seedOf } from '../records/columns/lifecycles';
import { anyMailKindOf, mailRoleOf } from '../records/columns/mails';
import { webhookTypeOf } from '../records/columns/webhooks';
import { askedIn, settleRefused, whyNotAsked } from '../records/decisions';
import { withClients } from '../records/deliveries';
import { jobStarted } from '../records/jobs';
import { forgetOldPrints } from '../records/fact-prints';
import { forgetOldRequests } from '../records/idempotent-requests';
import { forgetOldMailsIn } from '../records/mails-in';
import { forgetOldSessions } from '../records/sessions';
import { forgetOldSignIns } from '../records/sign-ins';
import { makeNameKeys } from '../records/name-keys';
import { leftUndone, type LeftUndone, type UndoneKind } from '../records/left-undone';
import { fallSilent, markTold, untoldOf } from '../records/readings';
import { forgetOldTries, noteLost } from '../records/sweep-tries';
import { hasEndedByRecord, lifecycleRecord, waitsNoMore } from '../records/waiting-facts';
import { bucketFact } from '../temporal/buckets';
import { sendOrKeep } from '../temporal/client';
import { NotRunning } from '../temporal/errors';
import { createBrokenLooks, createComparison, revive, type CompareDeps, type Lost } from './compare';
import { connections, type ConnectionDeps } from './connections';
import { putMailOnItsWay, putMessageOnItsWay } from './deliveries';
import { workThrough, type Came, type Chore, type Turn } from './turn';

/** Work younger than this is left alone: the process that began it may still be at it. */
const settleMs = 10_000;
/** So many pieces are worked on at once; each asks PostgreSQL and Temporal, which have others to answer. */
const fewAtOnce = 2;
/** Decisions wait for a worker that takes them; those of one lifecycle are asked one after another all the same. */
const decisionsAtOnce = 16;
/** Longer than a caller waits: nobody is waiting here. */
const decisionTimeoutMs = 10_000;

/** A chore of pieces that are left undone. */
function mending<K extends UndoneKind>(
  kind: K,
  mend: (piece: LeftUndone<K>, deps: CompareDeps) => Promise<Came>,
  atOnce = fewAtOnce,
): (deps: CompareDeps) => Chore {
  return (deps) => ({
    name: kind,
    work: (turn) =>
      workThrough(deps, turn, {
        kind,
        atOnce,
        next: (limit) => leftUndone(deps.db, kind, new Date(Date.now() - settleMs), limit),
        mend: (piece) => mend(piece, deps),
      }),
  });
}

const lifecycles = mending('lifecycle', async (row, deps) => {
  await deps.lifecycles.start(seedOf(row), row.createdAt.toISOString());
  return 'begun';
});

/** The client that a mail or a message is about; null for none. */
async function clientOf(row: { readonly lifecycleId: string | null }, { db }: CompareDeps) {
  const [about] = await withClients(db, [row]);
  return about?.client ?? null;
}

const mails = mending('mail', async (row, deps) => {
  const client = await clientOf(row, deps);
  const mail = { key: row.key, kind: anyMailKindOf(row), role: mailRoleOf(row), client };
  await putMailOnItsWay(deps, mail, { round: row.round });
  return 'mended';
});

const webhooks = mending('webhook', async (row, deps) => {
  const client = await clientOf(row, deps);
  await putMessageOnItsWay(deps, { key: row.key, type: webhookTypeOf(row), client }, row.round);
  return 'mended';
});

/** Facts whose lifecycle did not run when they came. */
const facts = mending('fact', async (row, { db, lifecycles: { sendFact } }) => {
  const { name, ...envelope } = waitingFactOf(row);
  const became = await sendOrKeep({ sendFact }, lifecycleRecord(db), row.lifecycleId, name, envelope);
  if (became === 'kept') throw new NotRunning('the lifecycle does not run yet; its fact waits');
  await waitsNoMore(db, row);
  return 'mended';
});

const decisions = mending(
  'decision',
  async (row, { db, lifecycles: { decide } }) => {
    const { updateId, lifecycleId, askedAt } = row;
    try {
      const accepted = await acceptanceFor(db, [lifecycleId]);
      const { name, ...envelope } = { ...askedIn(row), ...accepted(lifecycleId, askedAt.toISOString()) };
      const refused = await whyNotAsked(db, { ...envelope, lifecycleId, name });
      // When it stands, recording it has set its row already.
      const verdict = refused === null ? await decide(lifecycleId, name, envelope, decisionTimeoutMs) : { refused };
      if ('refused' in verdict) await settleRefused(db, updateId, verdict.refused);
    } catch (error) {
      if (!(error instanceof NotRunning)) throw error;
      if (!(await hasEndedByRecord(db, lifecycleId))) throw error;
      await settleRefused(db, updateId, 'ended');
    }
    return 'mended';
  },
  decisionsAtOnce,
);

const jobs = mending('job', async (row, deps) => {
  const state = jobStateOf(row);
  const phase = phaseOf(state);
  if (phase === null) return 'unneeded';
  await deps.lifecycles.work({ id: row.id, kind: jobKindOf(row) }, phase, row.round);
  await jobStarted(deps.db, row.id, state);
  return 'mended';
});

/** Reps whose mornings nobody has arranged yet. */
const mornings = mending('rep', async ({ id }, deps) => {
  await deps.lifecycles.arrangeBriefs(id);
  await deps.db.rep.update({ where: { id }, data: { morningsAt: new Date() } });
  return 'mended';
});

/** A target that was never looked at has nobody who watches it yet. */
const targets = mending('target', async ({ id }, deps) => {
  await deps.lifecycles.watch(id);
  return 'begun';
});

/** A feed that was never polled has nobody who polls it yet. */
const feeds = mending('feed', async ({ id }, deps) => {
  await deps.lifecycles.pollFeed(id);
  return 'begun';
});

/** Amendments whose line was renewed before its lifecycle heard of them: the next term hears. */
const amendments = mending('amendment', async ({ dealId, id }, { db, lifecycles: { sendFact } }) => {
  const untold = await stillToHear(db, dealId, id);
  for (const { lifecycleId, createdAt, data } of untold) {
    const accepted = await acceptanceFor(db, [lifecycleId]);
    const messageId = sharedId(lifecycleId, 'amendment', dealId, id);
    const told = { id: messageId, via: 'ours', ...accepted(lifecycleId, createdAt), data } as const;
    await sendOrKeep({ sendFact }, lifecycleRecord(db), lifecycleId, 'contractAmended', told);
  }
  return untold.length > 0 ? 'begun' : 'unneeded';
});

/** What a crash left untold is told. */
const buckets = mending('bucket', async (row, { db, lifecycles: { sendFact } }) => {
  const { lifecycleId } = row;
  const change = untoldOf(row);
  const accepted = await acceptanceFor(db, [lifecycleId]);
  const { name, ...envelope } = bucketFact({ ...change, ...accepted(lifecycleId, change.changedAt) }, 'sweep');
  await sendOrKeep({ sendFact }, lifecycleRecord(db), lifecycleId, name, envelope);
  await markTold(db, [change]);
  return 'mended';
});

/** Usage that nobody reports falls silent; what nobody needs any more is forgotten. */
const upkeep = ({ db }: CompareDeps): Chore => ({
  name: 'upkeep',
  async work() {
    await fallSilent(db, new Date().toISOString());
    await forgetOldTries(db);
    await forgetOldPrints(db);
    await forgetOldRequests(db);
    await forgetOldMailsIn(db);
    await forgetOldSessions(db, new Date());
    await forgetOldSignIns(db, new Date());
    return 0;
  },
});

/** So many keys are made at once. */
const keysAtOnce = 500;

/** Names that have no key yet, or another than theirs since a release before wrote them. */
const nameKeys = ({ db }: CompareDeps): Chore => ({
  name: 'name keys',
  async work(turn) {
    let made = 0;
    for (let some = keysAtOnce; some === keysAtOnce && turn.goesOn(); made += some)
      some = await makeNameKeys(db, keysAtOnce);
    return made;
  },
});

/** Lifecycles whose workflows are lost, as the two chores below find them. */
const lost = mending('lost', async ({ id }, deps) => ((await revive(id, deps)) ? 'mended' : 'unneeded'));

/** Notes the lifecycles that broke since the last time. */
function broken(deps: CompareDeps): Chore {
  const look = createBrokenLooks(deps);
  return {
    name: 'broken lifecycles',
    async work(turn) {
      for await (const ids of look(new Date())) {
        await noteLost(deps.db, ids);
        if (!turn.goesOn()) break;
      }
      return 0;
    },
  };
}

/** Compares the next page of every kind; what is lost is started again, lifecycles by their own chore. */
function comparing(deps: CompareDeps): Chore {
  const comparison = createComparison(deps);
  return {
    name: 'comparison',
    async work(turn) {
      const { found, failures } = await comparison.next(new Date());
      for (const error of failures) deps.log.warn({ err: error }, 'a kind was not compared; the next sweep does it');
      const again = found.filter((one) => canBeMended(one, deps));
      await noteLost(
        deps.db,
        again.flatMap(({ id, isLifecycle }) => (isLifecycle ? [id] : [])),
      );
      return startAgain(
        again.filter(({ isLifecycle }) => !isLifecycle),
        turn,
        deps,
      );
    },
  };
}

function canBeMended({ kind, workflowId, mend }: Lost, { log }: CompareDeps): boolean {
  if (mend === null) log.error({ kind, workflow: workflowId }, 'ended in Temporal, and its record does not know');
  return mend !== null;
}

/** What fails is found again when the comparison comes by. */
async function startAgain(some: readonly Lost[], turn: Turn, { log }: CompareDeps): Promise<number> {
  let mended = 0;
  for (const { kind, workflowId, mend } of some) {
    if (!turn.goesOn()) break;
    try {
      if ((await mend?.()) === true) mended += 1;
    } catch (error) {
      log.warn({ err: error, kind, workflow: workflowId }, 'left for the next comparison');
    }
  }
  return mended;
}

/** What chores need: those that tell people also how, and where ops read their mail. */
export type ChoreDeps = CompareDeps & ConnectionDeps;

/** Every chore of the sweep. */
export function choresOf(deps: ChoreDeps): readonly Chore[] {
  return [
    broken,
    comparing,
    lost,
    lifecycles,
    decisions,
    facts,
    buckets,
    amendments,
    upkeep,
    nameKeys,
    mails,
    webhooks,
    jobs,
    mornings,
    targets,
    feeds,
    connections,
  ].map((chore) => chore(deps));
}
