/** NamesTold of the people and groups that reasons of routing name, so that people read those. */
import { plainEnglish } from '../domain/told/locale';
import { namedIn } from '../domain/told/routing-words';
import { routingTold } from '../domain/told/sentences';
import { namesOf, type NamesTold } from '../domain/told/telling';
import type { Database } from '../prisma/client';
import { inSlices } from './in-slices';

export type RoutingNames = Pick<NamesTold, 'groups' | 'people'>;

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
  return { groups: nameOf(groups), people: nameOf(reps) };
}

/** The reasons as people read them. */
export const withNames = (why: readonly string[], names: RoutingNames): readonly string[] =>
  routingTold(why, { locale: plainEnglish, names: namesOf(names) });
