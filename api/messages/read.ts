/** Reads a lifecycle: the live state where a worker answers, else the read model, and says which. */
import { eventOf, toldBy } from '../../records/columns/ledger';
import { stageOf, stateOf } from '../../records/columns/lifecycles';
import { clockColumns, clockOf } from '../../records/clocks';
import type { LifeClock } from '../../domain/core/accepted';
import type { Event } from '../../domain/core/concern';
import { explain, present, why, type Presented, type Why } from '../../domain/told/present';
import { withNames, type RoutingNames } from '../../domain/organisation/routing-words';
import { namesIn } from '../../records/routing-names';
import { hasEnded, type Stage } from '../../domain/core/stages';
import { NoAnswer, NotRunning } from '../../temporal/errors';
import { existing } from '../http/problems';
import type { ApiDeps } from '../http/route';

export interface LifecycleRead {
  readonly lifecycle: Presented;
  readonly source: 'live' | 'projection';
  /** The moment of the last event that is shown. */
  readonly asOf: string;
}

type LifecycleRow = NonNullable<Awaited<ReturnType<ApiDeps['db']['lifecycle']['findUnique']>>>;

/** The read model's row; throws a 404 `Problem`. */
export function rowOf(id: string, { db }: Pick<ApiDeps, 'db'>): Promise<LifecycleRow> {
  return existing('lifecycle', db.lifecycle.findUnique({ where: { id } }));
}

/** The row without its state: enough for callers who ask where a lifecycle stands before they act. */
export interface Head {
  readonly stage: Stage;
  readonly clientId: string;
  readonly dealId: string;
  readonly productCode: string;
  readonly clock: LifeClock;
}

const headColumns = { stage: true, clientId: true, dealId: true, productCode: true, ...clockColumns } as const;

/** Throws a 404 `Problem`. */
export async function headOf(id: string, { db }: Pick<ApiDeps, 'db'>): Promise<Head> {
  const head = await existing('lifecycle', db.lifecycle.findUnique({ where: { id }, select: headColumns }));
  const { clientId, dealId, productCode } = head;
  return { stage: stageOf({ id, stage: head.stage }), clientId, dealId, productCode, clock: clockOf(head) };
}

/** The lifecycle as its row tells it. */
export function projected(row: LifecycleRow): LifecycleRead {
  const state = stateOf(row);
  return { lifecycle: present(state), source: 'projection', asOf: state.at };
}

/** The lifecycle, live if possible. What has ended can change no more, so its row is as good. */
export async function read(id: string, deps: ApiDeps): Promise<LifecycleRead> {
  return readRow(await rowOf(id, deps), deps);
}

/** The lifecycle and its last decisions with their reasons, live if possible. */
export async function readCard(
  id: string,
  deps: ApiDeps,
): Promise<LifecycleRead & { readonly decisions: readonly Why[] }> {
  const row = await rowOf(id, deps);
  const [shown, decisions] = await Promise.all([readRow(row, deps), live(row, () => deps.lifecycles.why(id))]);
  return { ...shown, decisions: decisions ?? why(stateOf(row)) };
}

type LedgerRow = NonNullable<Awaited<ReturnType<ApiDeps['db']['ledgerRow']['findFirst']>>>;

/** A change of group with the names that its reasons call for. */
const named = (event: Event, names: RoutingNames): Event =>
  event.kind === 'regrouped' ? { ...event, why: withNames(event.why, names) } : event;

/** Lines of the ledger as people read them, with the words that were said. */
export async function timelineOf(rows: readonly LedgerRow[], { db }: Pick<ApiDeps, 'db'>) {
  const notes = await db.note.findMany({
    where: { id: { in: rows.flatMap(({ noteId }) => (noteId === null ? [] : [noteId])) } },
  });
  const words = new Map(notes.map((note) => [note.id, note.words]));
  const events = new Map(rows.map((row) => [row, eventOf(row)]));
  const reasons = [...events.values()].flatMap((event) => (event.kind === 'regrouped' ? event.why : []));
  const names = await namesIn(db, reasons);
  return rows.map((row) => {
    const { seq, at, cause, by, noteId, recordedAt } = row;
    const event = named(events.get(row) ?? eventOf(row), names);
    const said = noteId === null ? undefined : words.get(noteId);
    return {
      seq,
      ...explain({
        seq,
        at: at.toISOString(),
        event,
        ...(cause === null ? {} : { cause }),
        ...(by === null ? {} : { by }),
      }),
      data: { ...toldBy(row) },
      recordedAt: recordedAt.toISOString(),
      ...(said === undefined ? {} : { note: said }),
    };
  });
}

/** The answer to a resumed pause lists so many events at most; the timeline has all of them. */
const arrivedShown = 200;

/** What came to a lifecycle from outside since a moment, oldest first; not what it did by itself. */
export async function arrivedSince(lifecycleId: string, since: string, { db }: Pick<ApiDeps, 'db'>) {
  const rows = await db.ledgerRow.findMany({
    where: { lifecycleId, at: { gte: since }, cause: { not: null }, kind: { notIn: ['paused', 'resumed'] } },
    orderBy: { seq: 'asc' },
    take: arrivedShown,
  });
  return timelineOf(rows, { db });
}

async function readRow(row: LifecycleRow, deps: ApiDeps): Promise<LifecycleRead> {
  const lifecycle = await live(row, () => deps.lifecycles.lifecycle(row.id));
  const shown: LifecycleRead =
    lifecycle === null ? projected(row) : { lifecycle, source: 'live', asOf: lifecycle.asOf };
  const { routing } = shown.lifecycle;
  if (routing === undefined) return shown;
  const names = await namesIn(deps.db, routing);
  return { ...shown, lifecycle: { ...shown.lifecycle, routing: withNames(routing, names) } };
}

async function live<T>(row: LifecycleRow, ask: () => Promise<T>): Promise<T | null> {
  if (hasEnded(stageOf(row))) return null;
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof NotRunning) return null;
    throw error;
  }
}
