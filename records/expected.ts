/** What should run, page by page: each page holds the next ones after a place, in order, that were started before a moment. */
import { runningStages } from '../domain/core/stages';
import { statesAtWork, type JobState } from '../domain/organisation/job';
import type { Database } from '../prisma/client';
import { jobStateOf } from './columns/jobs';
import { repsWithMornings } from './mornings';

export interface PageOfExpected {
  /** The id or key after which the page begins. */
  readonly after: string;
  readonly limit: number;
  readonly before: Date;
}

/** Lifecycles that have not ended. */
export async function lifecyclesToRun(
  db: Pick<Database, 'lifecycle'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly string[]> {
  const rows = await db.lifecycle.findMany({
    where: { id: { gt: after }, stage: { in: [...runningStages] }, startedAt: { lt: before } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Mails that wait for their delivery to end. */
export function mailsUnderWay(
  db: Pick<Database, 'mail'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly { readonly key: string; readonly round: number }[]> {
  return db.mail.findMany({
    where: { key: { gt: after }, state: 'waiting', startedAt: { lt: before } },
    orderBy: { key: 'asc' },
    take: limit,
    select: { key: true, round: true },
  });
}

/** Messages for webhooks that wait for their delivery to end. */
export function webhookMessagesUnderWay(
  db: Pick<Database, 'webhookMessage'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly { readonly key: string; readonly round: number }[]> {
  return db.webhookMessage.findMany({
    where: { key: { gt: after }, state: 'waiting', startedAt: { lt: before } },
    orderBy: { key: 'asc' },
    take: limit,
    select: { key: true, round: true },
  });
}

/** Jobs that are at work. */
export async function jobsAtWork(
  db: Pick<Database, 'job'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly { readonly id: string; readonly state: JobState; readonly round: number }[]> {
  const rows = await db.job.findMany({
    where: { id: { gt: after }, state: { in: [...statesAtWork] }, startedAt: { lt: before } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true, state: true, round: true },
  });
  return rows.map((row) => ({ id: row.id, state: jobStateOf(row), round: row.round }));
}

/** Reps whose mornings were arranged. */
export async function repsToBrief(
  db: Pick<Database, 'rep'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly string[]> {
  const reps = await repsWithMornings(db, { id: { gt: after }, morningsAt: { lt: before } });
  return reps.slice(0, limit);
}

/** Feeds that are polled. */
export async function feedsToPoll(
  db: Pick<Database, 'feed'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly string[]> {
  const rows = await db.feed.findMany({
    where: { id: { gt: after }, active: true, polledAt: { lt: before } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Targets that are watched. */
export async function targetsToWatch(
  db: Pick<Database, 'target'>,
  { after, limit, before }: PageOfExpected,
): Promise<readonly string[]> {
  const rows = await db.target.findMany({
    where: { id: { gt: after }, checkedAt: { lt: before } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
