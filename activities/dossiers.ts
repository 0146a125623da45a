/** What a rep who takes clients over must know of them: put together once a job of passing clients on is done. */
import type { Instant } from '../domain/core/json';
import { dossierMails } from '../domain/organisation/addressing';
import type { JobDeps } from './job-rows';
import { deliverMails, writeMails } from './mails';

/** One dossier for each rep to whom the job gave something. */
export async function sendDossiers(
  jobId: string,
  now: Instant,
  { db, startDelivery }: Pick<JobDeps, 'db' | 'startDelivery'>,
): Promise<void> {
  const receivers = await db.$queryRaw<{ rep: string }[]>`
    select distinct given.rep from job_rows r, jsonb_to_recordset(r.outcome -> 'given') as given (rep text)
    where r."jobId" = ${jobId} and r.state = 'done' order by given.rep`;
  const mails = dossierMails(
    jobId,
    now,
    receivers.map(({ rep }) => rep),
  );
  await writeMails(db, mails);
  await deliverMails(mails, null, startDelivery);
}
