/** What a rep who takes clients over must know of them: put together once a job of passing clients on is done. */
import type { Instant } from '../domain/core/json';
import { dossierMails } from '../domain/organisation/addressing';
import { receiversOf } from '../records/handover';
import { writeMails } from '../records/mails';
import type { JobDeps } from './job-rows';
import { deliverMails } from './mails';

/** One dossier for each rep to whom the job gave something. */
export async function sendDossiers(
  jobId: string,
  now: Instant,
  { db, startDelivery }: Pick<JobDeps, 'db' | 'startDelivery'>,
): Promise<void> {
  const mails = dossierMails(jobId, now, await receiversOf(db, jobId));
  await writeMails(db, mails);
  await deliverMails(mails, null, startDelivery);
}
