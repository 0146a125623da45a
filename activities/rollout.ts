/** A roll-out: lifecycles go over to another version of a policy, each previewed by the pure core itself. */
import type { RolloutInput, RolloutRow } from '../domain/organisation/job';
import type { Policy, Rules } from '../domain/core/policy';
import { previewPolicy } from '../domain/told/policy-preview';
import { hasEnded } from '../domain/concerns/standing';
import { upcast } from '../domain/upcast';
import type { Database } from '../prisma/client';
import { keepPreviews } from '../records/jobs';
import { decideRows, type Job, type JobMethod } from './job-rows';

async function policyOf(db: Database, { input }: Job): Promise<Policy> {
  const { policy: id, version } = input as RolloutInput;
  const { rules } = await db.policy.findUniqueOrThrow({ where: { id_version: { id, version } } });
  return { id, version, rules: rules as unknown as Rules };
}

const whenOf = (input: unknown): RolloutRow['when'] => (input as RolloutRow).when;

export const rollOut: JobMethod = {
  chunk: 100,

  async preview(job, rows, now, { db }) {
    const policy = await policyOf(db, job);
    const found = await db.lifecycle.findMany({
      where: { id: { in: rows.map(({ subject }) => subject) } },
      select: { id: true, state: true },
    });
    const states = new Map(found.map(({ id, state }) => [id, state]));
    const previews = rows.map(({ position, subject, input }) => {
      const when = whenOf(input);
      if (when === 'stay') return { position, preview: { when } };
      const state = upcast(states.get(subject));
      if (hasEnded(state.slices.standing.stage)) return { position, preview: { when, refused: 'ended' } };
      return { position, preview: { when, ...previewPolicy(state, { policy, when }, now) } };
    });
    await keepPreviews(db, job.id, previews);
  },

  async work(job, rows, _, deps) {
    const policy = await policyOf(deps.db, job);
    return decideRows(
      rows,
      job,
      ({ input }) => {
        const when = whenOf(input);
        return when === 'stay' ? null : { name: 'changePolicy', data: { policy, when, rollout: job.id } };
      },
      ({ input }) => ({ when: whenOf(input) }),
      deps,
    );
  },
};
