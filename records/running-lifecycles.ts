/** Which lifecycles run, and in which term a lifecycle goes on; the stages stand in the domain alone. */
import { runningStages } from '../domain/core/stages';
import type { LifecycleState } from '../domain/lifecycle';
import { Prisma, type Database } from '../prisma/client';
import { clockColumns } from './clocks';
import { stateOrNull } from './columns/lifecycles';
import { presentClient } from './merged-clients';

/** The stages in which something is asked of somebody, to stand in `stage in (…)`. */
export const running = Prisma.join([...runningStages]);

/** The newest term of a lifecycle's line that is known here, which may be itself; null for an unknown id. */
export async function newestTermOf(db: Pick<Database, '$queryRaw'>, id: string): Promise<string | null> {
  const [newest] = await db.$queryRaw<{ id: string }[]>`
    with recursive chain (id, term, next) as (
      select id, term, "successorId" from lifecycles where id = ${id}
      union
      select l.id, l.term, l."successorId" from chain join lifecycles l on l.id = chain.next
    )
    select id from chain order by term desc limit 1`;
  return newest?.id ?? null;
}

/** Running lifecycles of a client, in the order of their ids. */
export async function runningOf(
  db: Pick<Database, 'lifecycle' | 'client'>,
  clientId: string,
): Promise<readonly string[]> {
  const rows = await db.lifecycle.findMany({
    where: { clientId: await presentClient(db, clientId), stage: { in: [...runningStages] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Running lifecycles of a contact's client, each with who keeps it, in the order of their ids. */
export async function keptOfClientOf(
  db: Pick<Database, 'contact' | 'lifecycle'>,
  contact: string,
): Promise<readonly { readonly id: string; readonly rep: string }[]> {
  const found = await db.contact.findUnique({ where: { id: contact }, select: { clientId: true } });
  if (found === null) return [];
  const rows = await db.lifecycle.findMany({
    where: { clientId: found.clientId, stage: { in: [...runningStages] } },
    orderBy: { id: 'asc' },
    select: { id: true, repId: true },
  });
  return rows.map(({ id, repId }) => ({ id, rep: repId }));
}

/** Running lifecycles of clients, with what their clocks are. */
export function runningOfClients(db: Pick<Database, 'lifecycle'>, clients: readonly string[]) {
  return db.lifecycle.findMany({
    where: { clientId: { in: [...clients] }, stage: { in: [...runningStages] } },
    select: { id: true, clientId: true, ...clockColumns },
  });
}

/** States of those of a client's running lifecycles that are asked for; of those of which nothing is recorded, none. */
export async function runningStatesOf(
  db: Pick<Database, 'lifecycle'>,
  clientId: string,
  limit: number,
  of: Prisma.LifecycleWhereInput = {},
): Promise<readonly LifecycleState[]> {
  const rows = await db.lifecycle.findMany({
    where: { clientId, stage: { in: [...runningStages] }, AND: [of] },
    take: limit,
    select: { id: true, state: true },
  });
  return rows.flatMap((row) => stateOrNull(row) ?? []);
}

/** Running lifecycles of a rep, but for those that are known. */
export async function runningOfRep(
  db: Pick<Database, 'lifecycle'>,
  repId: string,
  known: readonly string[],
): Promise<readonly string[]> {
  const rows = await db.lifecycle.findMany({
    where: { repId, stage: { in: [...runningStages] }, id: { notIn: [...known] } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Which of those lifecycles run. */
export async function runningAmong(
  db: Pick<Database, 'lifecycle'>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await db.lifecycle.findMany({
    where: { id: { in: [...ids] }, stage: { in: [...runningStages] } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
