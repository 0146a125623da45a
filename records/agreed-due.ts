/** Reads what was agreed at reviews and is to be done by now: by reps, and by contacts of the clients whom they keep. */
import type { CivilDate } from '../domain/core/json';
import type { AgreedDue } from '../domain/told/brief';
import { Prisma, type Database } from '../prisma/client';
import { civilDayOf } from './columns/days';
import { running } from './running-lifecycles';

/** So many agreed actions stand in a brief. */
const agreedTold = 20;

interface AgreedDueRow {
  readonly id: string;
  readonly lifecycle: string;
  readonly clientId: string;
  readonly client: string;
  readonly product: string;
  readonly words: string;
  readonly day: Date;
  readonly by: string | null;
  readonly ownerId: string;
  readonly owner: string;
  readonly isKept: boolean;
}

/** An agreed action as it is read, with its client. */
export interface AgreedFound extends AgreedDue {
  readonly clientId: string;
  /** Whether the reps keep the client: of nobody else’s do they read what was said. */
  readonly isKept: boolean;
}

/**
 * The statement by which agreed actions are found that are due or overdue: those of the reps, whoever keeps the client,
 * and those of contacts for whoever keeps the client. An action is told of the term that runs; where none does, not at all.
 */
export function selectAgreedDue(reps: readonly string[], day: CivilDate): Prisma.Sql {
  const ids = [...reps];
  return Prisma.sql`
    with kept as materialized (
      select l.id, l."repId" from lifecycles l where l."repId" = any(${ids}) and l.stage in (${running})),
    found as (
      select a.id, a.words, a.day, null::text as by, a."repId" as owner, l.id as lifecycle, l."clientId"
      from agreed_actions a join terms own on own."lifecycleId" = a."lifecycleId" join terms t on t.line = own.line
        join lifecycles l on l.id = t."lifecycleId" and l.stage in (${running})
      where a."repId" = any(${ids}) and a."doneAt" is null and a.day <= ${day}::date
      union all
      select a.id, a.words, a.day, c.name, k."repId", k.id, c."clientId"
      from kept k join terms t on t."lifecycleId" = k.id join terms own on own.line = t.line
        join agreed_actions a on a."lifecycleId" = own."lifecycleId" join contacts c on c.id = a."contactId"
      where a."doneAt" is null and a.day <= ${day}::date and c."erasedAt" is null and c."departedAt" is null)
    select f.id, f.lifecycle, f."clientId", c.name as client, l.seed #>> '{product,name}' as product, f.words, f.day, f.by,
      f.owner as "ownerId", r.name as owner, l."repId" = any(${ids}) as "isKept"
    from found f join lifecycles l on l.id = f.lifecycle join clients c on c.id = l."clientId" join reps r on r.id = f.owner
    order by f.day, f.id limit ${agreedTold}`;
}

/** What was agreed and is due or overdue on that day, the longest waiting first; `reader` stands in for the others. */
export async function agreedDueFor(
  db: Pick<Database, '$queryRaw'>,
  reader: string,
  reps: readonly string[],
  today: CivilDate,
): Promise<readonly AgreedFound[]> {
  const rows = await db.$queryRaw<AgreedDueRow[]>(selectAgreedDue(reps, today));
  return rows.map(({ ownerId, owner, day, ...row }) => ({
    ...row,
    day: civilDayOf(day),
    forRep: ownerId === reader ? null : { id: ownerId, name: owner },
  }));
}
