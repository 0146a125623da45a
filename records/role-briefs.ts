/**
 * Reads what a brief tells of beside its reader's own clients: what a leader, a receivables manager and a business developer
 * should know. The number of queries does not grow with what they look after.
 */
import { dayOf, later } from '../domain/core/calendar';
import type { Instant } from '../domain/core/json';
import type { InPlaceOf } from '../domain/told/leaders-day';
import type { RoleBriefs } from '../domain/told/role-briefs';
import type { Database } from '../prisma/client';
import { standsInFor } from './brief';
import { briefReach, daysBefore } from './brief-news';
import { leadersDay } from './leaders-day';
import { holdsOf, type Holds, type RolesMorning } from './role-holders';
import { collectorsDay, developersDay } from './shared-days';

/** What somebody's brief of a morning tells of beside their own clients. */
export async function roleBriefsFor(db: Database, person: string, at: Instant): Promise<RoleBriefs> {
  const reader = await db.rep.findUniqueOrThrow({ where: { id: person }, select: { timeZone: true } });
  const zone = reader.timeZone ?? 'UTC';
  const day = dayOf(at, zone);
  const holds = await holdsOf(db, person, await standsInFor(db, person, day));
  const isAny = holds.leads.length + holds.instead.size + holds.collects.length + holds.sells.length > 0;
  if (!isAny) return { day, leading: null, collecting: null, selling: null };
  const [names, since] = await Promise.all([namesOf(db, holds.keeps), sinceOf(db, person, at)]);
  const morning: RolesMorning = { at, day, zone, since, placeOf: (id) => placeOf(holds, names, id) };
  const [leading, collecting, selling] = await Promise.all([
    holds.leads.length === 0 ? null : leadersDay(db, holds, morning),
    collectorsDay(db, holds, morning),
    developersDay(db, holds, morning),
  ]);
  return { day, leading, collecting, selling };
}

function placeOf({ person }: Holds, names: ReadonlyMap<string, string>, holder: string): InPlaceOf {
  return holder === person ? null : { id: holder, name: names.get(holder) ?? '' };
}

async function namesOf(db: Pick<Database, 'rep'>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 1) return new Map();
  const rows = await db.rep.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The moment of somebody's brief before. */
async function sinceOf(db: Pick<Database, 'mail'>, person: string, at: Instant): Promise<Instant> {
  const [before] = await db.mail.findMany({
    where: { recipientId: person, kind: 'brief', at: { lt: new Date(at) } },
    orderBy: [{ createdAt: 'desc' }, { key: 'desc' }],
    take: 1,
    select: { at: true },
  });
  const since = before?.at.toISOString() ?? daysBefore(at, briefReach.first);
  return later(since, daysBefore(at, briefReach.most));
}
