/** A roll-out: lifecycles go over to another version of a policy, each previewed by the pure core itself. */
import type { Policy } from '../domain/core/policy';
import { previewPolicy } from '../domain/told/policy-preview';
import { hasEnded } from '../domain/core/stages';
import type { Database } from '../prisma/client';
import { stateOf } from '../records/columns/lifecycles';
import { policyOf } from '../records/columns/policies';
import { keepPreviews, type Job } from '../records/jobs';
import { decideRows, type JobMethod } from './job-rows';

/** The policy that lifecycles go over to. */
async function policyFor(db: Database, { input: { policy: id, version } }: Job<'rollout'>): Promise<Policy> {
  return policyOf(await db.policy.findUniqueOrThrow({ where: { id_version: { id, version } } }));
}

/** Previews and asks for the change of policy, lifecycle by lifecycle. */
export const rollOut: JobMethod<'rollout'> = {
  chunk: 100,

  async preview(job, rows, now, { db }) {
    const policy = await policyFor(db, job);
    const found = await db.lifecycle.findMany({
      where: { id: { in: rows.map(({ subject }) => subject) } },
      select: { id: true, state: true },
    });
    const rowOf = new Map(found.map((row) => [row.id, row]));
    const previews = rows.map(({ position, subject, input: { when } }) => {
      if (when === 'stay') return { position, preview: { when } };
      const state = stateOf(rowOf.get(subject) ?? { id: subject, state: null });
      if (hasEnded(state.slices.standing.stage)) return { position, preview: { when, refused: 'ended' } };
      return { position, preview: { when, ...previewPolicy(state, { policy, when }, now) } };
    });
    await keepPreviews(db, job.id, previews);
  },

  async work(job, rows, _, deps) {
    const policy = await policyFor(deps.db, job);
    return decideRows(
      rows,
      job,
      ({ input: { when } }) =>
        when === 'stay' ? null : { name: 'changePolicy', data: { policy, when, rollout: job.id } },
      ({ subject, input: { when } }, lifecycle) => (lifecycle === subject ? { when } : { when, lifecycle }),
      deps,
    );
  },
};
