/** The key by which clients of one name are found. It stands with the name of which it was made: a release before writes names alone. */
import { nameKey } from '../domain/organisation/duplicates';
import type { Database } from '../prisma/client';

/** What is written with a client's name. */
export const keyOfName = (name: string) => ({ nameKey: nameKey(name), keyedName: name });

/** Makes the keys of so many names that have none of their own; returns how many it found. A name that changes meanwhile is left. */
export async function makeNameKeys(db: Pick<Database, '$queryRaw' | '$executeRaw'>, most: number): Promise<number> {
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    select id, name from clients where "keyedName" is distinct from name order by id limit ${most}`;
  const keys = rows.map(({ id, name }) => ({ id, ...keyOfName(name) }));
  await db.$executeRaw`
    with made as (select id, "nameKey", "keyedName" from jsonb_populate_recordset(null::clients, ${JSON.stringify(keys)}::jsonb)),
    kept as (select c.id from clients c join made on made.id = c.id and made."keyedName" = c.name order by c.id for update of c)
    update clients c set "nameKey" = made."nameKey", "keyedName" = made."keyedName"
    from made join kept on kept.id = made.id where c.id = made.id`;
  return rows.length;
}
