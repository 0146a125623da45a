/** RoutingNames of the people and groups that reasons of routing name, so that people read those. */
import { namedIn, type RoutingNames } from '../domain/organisation/routing-words';
import type { Database } from '../prisma/client';
import { inSlices } from './in-slices';

/** The names that these reasons call for: two queries, however many there are. */
export async function namesIn(db: Pick<Database, 'group' | 'rep'>, why: readonly string[]): Promise<RoutingNames> {
  const ids = namedIn(why);
  const [groups, reps] = await Promise.all([
    inSlices(ids.groups, (some) =>
      db.group.findMany({ where: { id: { in: some } }, select: { id: true, name: true } }),
    ),
    inSlices(ids.reps, (some) => db.rep.findMany({ where: { id: { in: some } }, select: { id: true, name: true } })),
  ]);
  const nameOf = (rows: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return { groups: nameOf(groups), reps: nameOf(reps) };
}
