/** Reads a lifecycle: the live state where a worker answers, else the read model, and says which. */
import type { LifecycleState } from '../domain/lifecycle';
import { present, why, type Presented, type Why } from '../domain/present';
import { hasEnded, type Stage } from '../domain/standing';
import { NoAnswer, NotRunning } from '../workflows/client';
import { notFound } from './problems';
import type { ApiDeps } from './route';

export interface Read {
  readonly lifecycle: Presented;
  readonly source: 'live' | 'projection';
  /** The moment of the last event that is shown. */
  readonly asOf: string;
}

type Row = NonNullable<Awaited<ReturnType<ApiDeps['db']['lifecycle']['findUnique']>>>;

/** The read model's row; throws a 404 `Problem`. */
export async function rowOf(id: string, { db }: Pick<ApiDeps, 'db'>): Promise<Row> {
  const row = await db.lifecycle.findUnique({ where: { id } });
  if (row === null) throw notFound('such lifecycle');
  return row;
}

export const stateOf = (row: Row): LifecycleState => row.state as unknown as LifecycleState;

/** The lifecycle as its row tells it. */
export function projected(row: Row): Read {
  const state = stateOf(row);
  return { lifecycle: present(state), source: 'projection', asOf: state.at };
}

/** The lifecycle, live if possible. What has ended can change no more, so its row is as good. */
export async function read(id: string, deps: ApiDeps): Promise<Read> {
  const row = await rowOf(id, deps);
  if (hasEnded(row.stage as Stage)) return projected(row);
  const lifecycle = await live(() => deps.lifecycles.lifecycle(id));
  return lifecycle === null ? projected(row) : { lifecycle, source: 'live', asOf: lifecycle.asOf };
}

/** The last decisions with their reasons, live if possible. */
export async function readWhy(
  id: string,
  deps: ApiDeps,
): Promise<{ readonly decisions: readonly Why[]; readonly source: Read['source'] }> {
  const row = await rowOf(id, deps);
  const decisions = hasEnded(row.stage as Stage) ? null : await live(() => deps.lifecycles.why(id));
  return decisions === null ? { decisions: why(stateOf(row)), source: 'projection' } : { decisions, source: 'live' };
}

async function live<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof NotRunning) return null;
    throw error;
  }
}
