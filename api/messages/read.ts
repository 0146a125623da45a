/** Reads a lifecycle: the live state where a worker answers, else the read model, and says which. */
import { eventOf, toldBy } from '../../records/columns/ledger';
import { stageOf, stateOf } from '../../records/columns/lifecycles';
import { clockColumns, clockOf } from '../../records/clocks';
import type { LifeClock } from '../../domain/core/accepted';
import type { Event, Step } from '../../domain/core/concern';
import {
  answer,
  explain,
  present,
  why,
  type ComingStep,
  type LiveAnswer,
  type Decision,
  type Presented,
  type Why,
} from '../../domain/told/present';
import type { Locale } from '../../domain/told/locale';
import type { Telling } from '../../domain/told/telling';
import { dealNow } from '../../records/columns/deals';
import { comingOf, knowsComing, knowsEvent } from '../../domain/told/sentences';
import { namesIn, withNames } from '../../records/routing-names';
import { namesTold, tellingOfLine } from '../../records/telling';
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
export async function read(id: string, deps: ApiDeps, locale: Locale): Promise<LifecycleRead> {
  return readRow(await rowOf(id, deps), deps, locale);
}

/** The lifecycle and its last decisions with their reasons, live if possible. */
export async function readCard(
  id: string,
  deps: ApiDeps,
  locale: Locale,
): Promise<LifecycleRead & { readonly decisions: readonly Why[] }> {
  const row = await rowOf(id, deps);
  const [shown, answered] = await Promise.all([readRow(row, deps, locale), live(row, () => deps.lifecycles.why(id))]);
  const decisions = answered ?? why(stateOf(row));
  const lines = decisions.flatMap(({ recorded }) => recorded ?? []);
  const telling = await tellingFor(row.id, lines, deps, locale);
  return { ...shown, decisions: decisions.map((one) => toldAnew(one, telling)) };
}

/** A decision with the names that the lifecycle itself does not know; of a later release's kind as its worker tells it. */
function toldAnew({ recorded, ...plain }: Decision, telling: Telling): Why {
  return recorded === undefined || !knowsEvent(recorded.event.kind) ? plain : explain(recorded, telling);
}

/** A step that comes, told anew in the same way. */
function stepAnew(plain: ComingStep, tells: Step['tells'] | undefined, telling: Telling): ComingStep {
  return tells === undefined || !knowsComing(tells.kind) ? plain : { at: plain.at, ...comingOf(tells, telling) };
}

/** How is told of a lifecycle: with the names of its people, and of whatever those lines speak of. Throws a 404 `Problem`. */
async function tellingFor(
  id: string,
  lines: readonly { readonly event: Event; readonly by?: string | null | undefined }[],
  { db }: Pick<ApiDeps, 'db'>,
  locale: Locale,
): Promise<Telling> {
  const row = await existing(
    'lifecycle',
    db.lifecycle.findUnique({
      where: { id },
      include: {
        deal: true,
        client: { include: { contacts: { where: { erasedAt: null }, select: { id: true, name: true } } } },
      },
    }),
  );
  const names = await namesTold(db, row.client.contacts, lines);
  return tellingOfLine(row, dealNow(row.deal), names, locale);
}

type LedgerRow = NonNullable<Awaited<ReturnType<ApiDeps['db']['ledgerRow']['findFirst']>>>;

/** Lines of the ledger as people read them, with the words that were said. */
export async function timelineOf(id: string, rows: readonly LedgerRow[], deps: Pick<ApiDeps, 'db'>, locale: Locale) {
  const { db } = deps;
  const notes = await db.note.findMany({
    where: { id: { in: rows.flatMap(({ noteId }) => (noteId === null ? [] : [noteId])) } },
  });
  const words = new Map(notes.map((note) => [note.id, note.words]));
  const lines = rows.map((row) => ({ row, event: eventOf(row), by: row.by }));
  const telling = await tellingFor(id, lines, deps, locale);
  return lines.map(({ row, event }) => {
    const { seq, at, cause, by, noteId, recordedAt } = row;
    const said = noteId === null ? undefined : words.get(noteId);
    return {
      seq,
      ...explain(
        {
          seq,
          at: at.toISOString(),
          event,
          ...(cause === null ? {} : { cause }),
          ...(by === null ? {} : { by }),
        },
        telling,
      ),
      data: { ...toldBy(row) },
      recordedAt: recordedAt.toISOString(),
      ...(said === undefined ? {} : { note: said }),
    };
  });
}

/** The answer to a resumed pause lists so many events at most; the timeline has all of them. */
const arrivedShown = 200;

/** What came to a lifecycle from outside since a moment, oldest first; not what it did by itself. */
export async function arrivedSince(lifecycleId: string, since: string, { db }: Pick<ApiDeps, 'db'>, locale: Locale) {
  const rows = await db.ledgerRow.findMany({
    where: { lifecycleId, at: { gte: since }, cause: { not: null }, kind: { notIn: ['paused', 'resumed'] } },
    orderBy: { seq: 'asc' },
    take: arrivedShown,
  });
  return timelineOf(lifecycleId, rows, { db }, locale);
}

async function readRow(row: LifecycleRow, deps: ApiDeps, locale: Locale): Promise<LifecycleRead> {
  const answered = await live(row, () => deps.lifecycles.lifecycle(row.id));
  const lifecycle = await withNamesIn(answered ?? answer(stateOf(row)), deps, locale);
  return { lifecycle, source: answered === null ? 'projection' : 'live', asOf: lifecycle.asOf };
}

/** The lifecycle with the names that it does not know itself: in what comes, and in why it came to its group and rep. */
async function withNamesIn(
  { tells, ...shown }: LiveAnswer,
  deps: Pick<ApiDeps, 'db'>,
  locale: Locale,
): Promise<Presented> {
  const { agenda, routing } = shown;
  const telling = await tellingFor(shown.id, [], deps, locale);
  const named: Presented = {
    ...shown,
    agenda: agenda.map((step, place) => stepAnew(step, tells?.[place], telling)),
  };
  return routing === undefined ? named : { ...named, routing: withNames(routing, await namesIn(deps.db, routing)) };
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
