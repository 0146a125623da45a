/** A handover: a rep's lifecycles pass to others, one by one; at the end each receiver gets one dossier. */
import type { Database } from '../prisma/client';
import { assignmentsOf } from '../records/handover';
import { addRows, subjectsOf, type Job } from '../records/jobs';
import { runningOfRep } from '../records/running-lifecycles';
import { sendDossiers } from './dossiers';
import { decideRows, type JobMethod } from './job-rows';

/** Lifecycles that came to the rep after the handover was planned. */
async function latecomers(db: Database, { id, input }: Job<'handover'>): Promise<number> {
  const { from, to, lifecycles } = input;
  if (lifecycles !== null) return 0;
  const known = await subjectsOf(db, id);
  const late = await runningOfRep(db, from, known);
  if (late.length === 0) return 0;
  const assignments = await assignmentsOf(db, from, to, late);
  const rows = assignments.flatMap(({ client, lifecycles: ofClient, to: receiver }) =>
    ofClient.map((subject) => ({ subject, input: { client, to: receiver } })),
  );
  await addRows(db, id, known.length, rows);
  return rows.length;
}

/** Passes lifecycles on, also those that came to the rep meanwhile; then sends each receiver a dossier. */
export const handoverMethod: JobMethod<'handover'> = {
  chunk: 50,

  work: (job, rows, _, deps) =>
    decideRows(
      rows,
      job,
      ({ input }) => ({ name: 'reassign', data: { rep: input.to, handover: job.id } }),
      ({ input }, lifecycle) => ({ given: [{ lifecycle, rep: input.to }] }),
      deps,
    ),

  async finish(job, now, deps) {
    if ((await latecomers(deps.db, job)) > 0) return false;
    await sendDossiers(job.id, now, deps);
    return true;
  },
};
