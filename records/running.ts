/** Which lifecycles run, and in which term a lifecycle goes on; the stages stand in the domain alone. */
import { runningStages } from '../domain/core/stages';
import { Prisma, type Database } from '../prisma/client';

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
