/** Begins jobs, and shows how far they are. */
import { jobWorkflowId, phaseOf, progressLine, type Phase } from '../../domain/organisation/job';
import { jobInputOf, jobKindOf, refusalIn, summaryOf } from '../../records/columns/jobs';
import { jobStarted, progressOf } from '../../records/jobs';
import { thereIsNo } from '../http/problems';
import type { ApiDeps, BodyOf } from '../http/route';
import type { job as jobSchema } from '../schemas/jobs';

/** Starts the workflow of a job's phase; the sweep does it when Temporal is away. */
export async function beginJob(id: string, phase: Phase, { db, lifecycles, log }: ApiDeps): Promise<void> {
  try {
    const job = await db.job.findUniqueOrThrow({ where: { id }, select: { id: true, kind: true, round: true } });
    await lifecycles.work({ id, kind: jobKindOf(job) }, phase, job.round);
    await jobStarted(db, id);
  } catch (error) {
    log.warn({ err: error, job: id }, 'will be started by the sweep');
  }
}

/** A job as the API shows it. Throws a 404 `Problem`. */
export async function jobReply(
  id: string,
  { db, config }: Pick<ApiDeps, 'db' | 'config'>,
): Promise<BodyOf<typeof jobSchema>> {
  const [job, progress] = await Promise.all([db.job.findUnique({ where: { id } }), progressOf(db, id)]);
  if (job === null || progress === null) throw thereIsNo('such job');
  const { api, temporal } = config;
  const phase = phaseOf(progress.state) ?? (progress.state === 'previewed' ? 'preview' : 'work');
  const workflow = jobWorkflowId(id, phase, job.round);
  const { state, ...counts } = progress;
  const kind = jobKindOf(job);
  // Where the file lies is nobody's business.
  const { file: _, ...input } = { file: null, ...jobInputOf(kind, job) };
  const { refused, ...summary } = { refused: undefined, ...summaryOf(job) };
  const refusal = refusalIn(job);
  return {
    id,
    kind,
    state,
    told: refusal === null ? progressLine(progress) : `refused: ${refusal.detail}`,
    progress: counts,
    input,
    summary: job.summary === null ? null : summary,
    ...(refusal === null ? {} : { refused: refusal }),
    by: job.by,
    createdAt: job.createdAt.toISOString(),
    ...(job.finishedAt === null ? {} : { finishedAt: job.finishedAt.toISOString() }),
    links: {
      self: `${api.publicUrl}/v1/jobs/${id}`,
      rows: `${api.publicUrl}/v1/jobs/${id}/rows`,
      temporal: `${temporal.uiUrl}/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(workflow)}`,
    },
  };
}
