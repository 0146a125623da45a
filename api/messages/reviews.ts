/** What a review found: figures are kept in PostgreSQL, the lifecycle hears which promises were met. */
import { promiseIdOf } from '../../domain/core/deal';
import type { Outcome } from '../../domain/core/item';
import { measuredBy, type HeardActual, type Measured } from '../../domain/concerns/promises';
import { figuresBefore } from '../../records/actuals';
import { dealNow } from '../../records/columns/deals';
import type { Writing } from '../../records/waiting-facts';
import { wrong } from '../http/problems';
import { headOf } from './read';
import type { ApiDeps } from '../http/route';
import { factIdOf, sendWithOthers, type SentFact } from './facts';
import type { Saying } from './saying';

export interface ReviewFound {
  readonly outcome: Outcome;
  readonly happiness?: number | undefined;
  readonly actuals: readonly HeardActual[];
  readonly with?: readonly string[] | undefined;
  /** Our ids of the contacts who were there. */
  readonly contacts?: readonly string[] | undefined;
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

/** Records a review and its figures, once per `eventId`. Throws 404 and 409 `Problem`s. */
export async function reviewHeld(
  item: string,
  { outcome, happiness, actuals, with: others, contacts }: ReviewFound,
  saying: Saying & { readonly eventId: string; readonly waitSeconds?: number | null },
  deps: ApiDeps,
): Promise<SentFact> {
  const { lifecycleId, eventId } = saying;
  await headOf(lifecycleId, deps);
  let measured: readonly Measured[] = [];
  let write: Writing | undefined;
  if (actuals.length > 0) {
    const key = factIdOf(lifecycleId, eventId);
    const promises = await promisesOfLine(lifecycleId, deps);
    const data = actuals.flatMap(({ metric, value }, index) =>
      value === undefined ? [] : [{ id: `${key}-${index}`, lifecycleId, itemId: item, metric, value }],
    );
    if (data.length > 0) write = (tx) => tx.actual.createMany({ data, skipDuplicates: true });
    measured = measuredBy(promises, actuals, await figuresBefore(deps.db, lifecycleId, item));
  }
  const review = {
    item,
    outcome,
    ...(happiness === undefined ? {} : { happiness }),
    ...(others === undefined ? {} : { with: others }),
    ...(contacts === undefined ? {} : { contacts }),
  };
  // The review first: figures are dated by it, and a promise that is proposed as oversold is dated too.
  const figures = { item, promises: measured };
  const together =
    measured.length === 0 ? [] : [{ lifecycleId, name: 'promisesMeasured' as const, data: figures, part: 'promises' }];
  return sendWithOthers('itemCompleted', review, together, saying, deps, write);
}
