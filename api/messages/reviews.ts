/** What a review found: figures are kept in PostgreSQL, the lifecycle hears which promises were met. */
import type { LifeClock } from '../../domain/core/accepted';
import { later } from '../../domain/core/calendar';
import { promiseIdOf } from '../../domain/core/deal';
import type { Instant } from '../../domain/core/json';
import type { Outcome } from '../../domain/core/item';
import { measuredBy, type HeardActual } from '../../domain/concerns/promises';
import { sameMeeting } from '../../domain/organisation/sharing';
import { itemById } from '../../domain/told/present';
import { figuresBefore } from '../../records/actuals';
import { keepActions, tickOff, type NewAction } from '../../records/agreed-actions';
import { dealNow } from '../../records/columns/deals';
import { stateOf } from '../../records/columns/lifecycles';
import { runningOf } from '../../records/running-lifecycles';
import { coveredByNow } from '../../records/shared-items';
import type { Writing } from '../../records/waiting-facts';
import { wrong } from '../http/problems';
import { headOf, projected, rowOf } from './read';
import type { ApiDeps } from '../http/route';
import { sendWithDepartures } from './departures';
import { factIdOf, fateBefore, type FactFor, type SentFact } from './facts';
import type { Saying } from './saying';

/** What was found of the promises of a line at its review. */
interface LineFigures {
  readonly lifecycleId: string;
  readonly item: string;
  readonly actuals: readonly HeardActual[];
}

export interface ReviewFound {
  readonly outcome: Outcome;
  readonly happiness?: number | undefined;
  readonly actuals: readonly HeardActual[];
  /** Of the client's other lines for which the same meeting was held. */
  readonly together: readonly LineFigures[];
  readonly with?: readonly string[] | undefined;
  /** Our ids of the contacts who were there. */
  readonly contacts?: readonly string[] | undefined;
  /** Our ids of the contacts who have left the client by now. */
  readonly left?: readonly string[];
  /** What was agreed: who does what by which day. */
  readonly agreed?: readonly NewAction[];
  /** Ids of what was agreed before and is done by now. */
  readonly ticked?: readonly string[];
}

/** The product line's promises, in their order; none for a line that is not in the deal. */
async function promisesOfLine(lifecycleId: string, deps: Pick<ApiDeps, 'db'>) {
  const { dealId, productCode } = await headOf(lifecycleId, deps);
  const row = await deps.db.deal.findUniqueOrThrow({ where: { id: dealId } });
  return dealNow(row).products.find(({ code }) => code === productCode)?.promises ?? [];
}

/** A promise's id by its metric; null for none named. Throws a 422 `Problem` when no such promise was made. */
export async function promiseOf(
  lifecycleId: string,
  metric: string | undefined,
  deps: Pick<ApiDeps, 'db'>,
): Promise<string | null> {
  const promises = await promisesOfLine(lifecycleId, deps);
  if (metric === undefined) return null;
  const index = promises.findIndex((promise) => promise.metric === metric);
  if (index < 0) throw wrong('/metric', 'No promise with that metric was made.');
  return promiseIdOf(index);
}

/**
 * Figures of other lines, with the review of each that is one meeting with a review. None where the review counted before:
 * then they did with it. Throws a 404 `Problem`, and a 422 one that names the line whose review is none of the meeting.
 */
export async function figuresTogether(
  { lifecycleId, item, eventId }: { readonly lifecycleId: string; readonly item: string; readonly eventId: string },
  asked: readonly { readonly lifecycle: string; readonly actuals: readonly HeardActual[] }[],
  deps: ApiDeps,
): Promise<readonly LineFigures[]> {
  if (asked.length === 0 || (await fateBefore(lifecycleId, eventId, deps)) !== null) return [];
  const row = await rowOf(lifecycleId, deps);
  const review = itemById(projected(row).lifecycle, item);
  const covers = await coveredByNow(deps.db, { lifecycle: lifecycleId, item });
  const { togetherDays } = stateOf(row).slices.standing.policy.rules.reviews;
  const running = await runningOf(deps.db, row.clientId);
  return Promise.all(
    asked.map(async ({ lifecycle: id, actuals }, index): Promise<LineFigures> => {
      const at = `/together/${index}/lifecycle`;
      if (id === lifecycleId || !running.includes(id))
        throw wrong(at, 'This is no other running lifecycle of the same client.');
      if (asked.findIndex(({ lifecycle }) => lifecycle === id) < index) throw wrong(at, 'Name each lifecycle once.');
      const other = projected(await rowOf(id, deps));
      const [met] =
        review === undefined ? [] : sameMeeting({ lifecycle: lifecycleId, covers, review }, [other], togetherDays);
      if (met === undefined) throw wrong(at, 'Its review is not held in this meeting.');
      return { lifecycleId: id, item: met.review.id, actuals };
    }),
  );
}

/** A figure as it is kept. */
interface KeptFigure {
  readonly id: string;
  readonly lifecycleId: string;
  readonly itemId: string;
  readonly metric: string;
  readonly value: number;
}

/** What a line hears of its promises, with the figures to keep. */
async function measuredIn(
  { lifecycleId, item, actuals }: LineFigures,
  eventId: string,
  deps: Pick<ApiDeps, 'db'>,
): Promise<{ readonly rows: readonly KeptFigure[]; readonly facts: readonly FactFor[] }> {
  if (actuals.length === 0) return { rows: [], facts: [] };
  const key = factIdOf(lifecycleId, eventId);
  const promises = await promisesOfLine(lifecycleId, deps);
  const measured = measuredBy(promises, actuals, await figuresBefore(deps.db, lifecycleId, item));
  return {
    rows: actuals.flatMap(({ metric, value }, index) =>
      value === undefined ? [] : [{ id: `${key}-${index}`, lifecycleId, itemId: item, metric, value }],
    ),
    facts:
      measured.length === 0
        ? []
        : [{ lifecycleId, name: 'promisesMeasured', data: { item, promises: measured }, part: 'promises' }],
  };
}

/** The moment of a life: that of one whose clock was skipped is ahead of ours. */
export function momentNow({ lastAt }: LifeClock): Instant {
  return later(lastAt ?? '', new Date().toISOString());
}

/** False for a review that counted before, or that will not count: nothing is agreed there then. */
async function isToBeHeld(
  item: string,
  { lifecycleId, eventId }: { readonly lifecycleId: string; readonly eventId: string },
  deps: ApiDeps,
): Promise<boolean> {
  const review = itemById(projected(await rowOf(lifecycleId, deps)).lifecycle, item);
  if (review?.kind !== 'quarterly-review' || review.state === 'done' || review.state === 'cancelled') return false;
  return (await fateBefore(lifecycleId, eventId, deps)) === null;
}

/** Records a review, the figures of every line that met, and what was agreed, once per `eventId`. Throws 404 and 409 `Problem`s. */
export async function reviewHeld(
  item: string,
  { outcome, happiness, actuals, together, with: others, contacts, left = [], agreed = [], ticked = [] }: ReviewFound,
  saying: Saying & { readonly eventId: string; readonly waitSeconds?: number | null },
  deps: ApiDeps,
): Promise<SentFact> {
  const { lifecycleId, eventId } = saying;
  const { clock } = await headOf(lifecycleId, deps);
  const lines = await Promise.all(
    [{ lifecycleId, item, actuals }, ...together].map((line) => measuredIn(line, eventId, deps)),
  );
  const data = lines.flatMap(({ rows }) => rows);
  const isNew = agreed.length > 0 && (await isToBeHeld(item, saying, deps));
  const kept = { key: factIdOf(lifecycleId, eventId), lifecycleId, review: item, by: saying.by };
  const write: Writing = async (tx) => {
    if (data.length > 0) await tx.actual.createMany({ data, skipDuplicates: true });
    if (isNew) await keepActions(tx, kept, agreed);
    if (ticked.length > 0) await tickOff(tx, ticked, { at: momentNow(clock), by: saying.by });
  };
  const review = {
    item,
    outcome,
    ...(happiness === undefined ? {} : { happiness }),
    ...(others === undefined ? {} : { with: others }),
    ...(contacts === undefined ? {} : { contacts }),
  };
  // The review first: figures are dated by it, and a promise that is proposed as oversold is dated too.
  const measured = lines.flatMap(({ facts }) => facts);
  return sendWithDepartures('itemCompleted', review, { others: measured, write, left }, saying, deps);
}
