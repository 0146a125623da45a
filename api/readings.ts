/** Readings go to PostgreSQL; a lifecycle hears only of a new bucket. */
import { ticketBucket, usageBucket, type ReadingKind, type TicketBucket, type UsageBucket } from '../domain/reading';
import { hasEnded } from '../domain/standing';
import { refusedBecause } from './problems';
import { headOf } from './read';
import type { ApiDeps } from './route';
import { factIdOf, tellFact, type Saying, type Told } from './tell';

export interface ReadingTaken {
  readonly kind: ReadingKind;
  readonly value: number;
  readonly at?: string | undefined;
}

/** Keeps a reading, once per `eventId`, and tells the lifecycle when it lies in another bucket. */
export async function takeReading(
  { kind, value, at }: ReadingTaken,
  saying: Saying & { readonly eventId: string; readonly waitSeconds?: number | null },
  deps: ApiDeps,
): Promise<Told> {
  const { lifecycleId, eventId } = saying;
  const { stage } = await headOf(lifecycleId, deps);
  if (hasEnded(stage)) throw refusedBecause('ended');
  await deps.db.reading.createMany({
    data: { lifecycleId, eventId: factIdOf(lifecycleId, eventId), kind, value, at: at ?? null },
    skipDuplicates: true,
  });
  const told = await deps.db.bucket.findUnique({ where: { lifecycleId_kind: { lifecycleId, kind } } });
  const before = told?.bucket ?? null;
  const bucket =
    kind === 'usage'
      ? usageBucket(value, before as UsageBucket | null)
      : ticketBucket(value, before as TicketBucket | null);
  if (bucket === before) return { eventId, fate: { state: 'applied' } };
  const answer =
    kind === 'usage'
      ? await tellFact('usageChanged', { bucket: bucket as UsageBucket }, saying, deps)
      : await tellFact('ticketsChanged', { bucket: bucket as TicketBucket }, saying, deps);
  // Only now: a crash before this line tells the bucket again, which changes nothing.
  await deps.db.bucket.upsert({
    where: { lifecycleId_kind: { lifecycleId, kind } },
    create: { lifecycleId, kind, bucket },
    update: { bucket },
  });
  return answer;
}
