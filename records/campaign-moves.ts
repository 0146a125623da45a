/** A campaign is moved: it, the days that it holds, and the job that tells whoever was invited, all or none. */
import type { Instant } from '../domain/core/json';
import { movedCampaign, whyNotMoved, type Destination, type NotMoved } from '../domain/organisation/campaign-move';
import { timesMoved } from '../domain/told/campaign';
import { Prisma, type Database } from '../prisma/client';
import { invitedBy } from './campaigns';
import { asJson } from './columns/column';
import { jobInputOf, jobStateOf } from './columns/jobs';
import { createJobWithin, movingJob } from './jobs';

/** A move of many clients is written within so long. */
const moveTimeoutMs = 20_000;

export interface MoveAsked {
  readonly campaign: string;
  readonly to: Destination;
  readonly by: string;
  /** The Idempotency-Key under which it is asked for. */
  readonly key: string | null;
}

/** The job that tells them; `previewAnew`: nobody was invited yet, and what was previewed was of the old date. */
export type CampaignMoved = { readonly job: string; readonly previewAnew: boolean } | { readonly not: NotMoved };

/**
 * Moves a campaign. Whoever is invited while it is moved waits for its end, so that each client was invited to the old date
 * and stands in the job, or is invited to the new one. Null where there is no such campaign.
 */
export async function moveCampaign(
  db: Database,
  { campaign: id, to, by, key }: MoveAsked,
  now: Instant,
): Promise<CampaignMoved | null> {
  return db.$transaction(
    async (tx) => {
      const [row] = await tx.$queryRaw<{ id: string; input: unknown; state: string }[]>`
        select id, input, state from jobs where id = ${id} and kind = 'campaign' for update`;
      if (row === undefined) return null;
      const campaign = jobInputOf('campaign', row);
      const state = jobStateOf(row);
      const invited = await invitedBy(tx, id);
      const calledOff =
        (await tx.job.count({ where: { kind: 'calloff', input: { path: ['campaign'], equals: id } } })) > 0;
      const not = whyNotMoved({ campaign, state, calledOff, invited: invited.length > 0 }, to, now);
      if (not !== null) return { not };
      const moved = movedCampaign(campaign, to);
      await tx.job.update({ where: { id }, data: { input: asJson<object>(moved) } });
      await tx.$executeRaw`
        update reached set days = array[to_char(at at time zone 'UTC', 'YYYY-MM-DD'), ${moved.startsAt.slice(0, 10)}::text]
        where cause = ${id}`;
      const previewAnew = state === 'previewed';
      if (previewAnew) {
        await tx.jobRow.updateMany({ where: { jobId: id }, data: { preview: Prisma.DbNull } });
        await movingJob(tx, id, ['previewed'], 'previewing', { startedAt: null, round: { increment: 1 } });
      }
      const { startsAt, minutes } = moved;
      const job = await createJobWithin(tx, {
        kind: 'move',
        state: 'working',
        input: { campaign: id, startsAt, minutes, sequence: timesMoved(moved) },
        by,
        key,
        rows: invited.map(({ client, lifecycle }) => ({ subject: lifecycle, input: { client } })),
      });
      return { job, previewAnew };
    },
    { timeout: moveTimeoutMs },
  );
}

/** Which of those clients a campaign has still to invite, or is inviting now. */
export async function yetToInvite(
  db: Pick<Database, '$queryRaw'>,
  campaign: string,
  clients: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ client: string }[]>`
    select input ->> 'client' as client from job_rows
    where "jobId" = ${campaign} and state = 'waiting' and input ->> 'client' = any(${[...clients]})`;
  return new Set(rows.map(({ client }) => client));
}
