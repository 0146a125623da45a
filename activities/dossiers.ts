import type { Instant } from '../domain/core/json';
import type { JobDeps } from './job-rows';

/** One dossier for each rep to whom the job gave something. */
export async function sendDossiers(
  jobId: string,
  now: Instant,
  { db, startDelivery }: Pick<JobDeps, 'db' | 'startDelivery'>,
): Promise<void> {
  const receivers = await db.$queryRaw<{ rep: string }[]>`
    select distinct given.rep from job_rows r, jsonb_to_recordset(r.outcome -> 'given') as given (rep text)
    where r."jobId" = ${jobId} and r.state = 'done' order by given.rep`;
  const mails = receivers.map(({ rep }) => ({
    key: `mail.${jobId}.dossier.${rep}`,
    kind: 'dossier',
    role: 'rep',
    recipientId: rep,
    subjectId: jobId,
    at: now,
  }));
  await db.mail.createMany({ data: mails, skipDuplicates: true });
  await Promise.all(mails.map(({ key }) => startDelivery(key, false)));
}
