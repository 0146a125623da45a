/** What the routes of the organisation have in common. */
import type { z } from 'zod';
import { whoCannotBeNamed } from '../../domain/organisation/people';
import { type Database } from '../../prisma/client';
import { wrong } from '../http/problems';

/** What every read of the organisation has in common. */
export const reading = { tag: 'Organisation', roles: ['ops', 'rep', 'sales'], access: 'organisation' } as const;
/** What every change of it has in common. */
export const changing = { tag: 'Organisation', method: 'put', roles: ['ops'], access: 'house' } as const;
/** The answer of a change: what was changed, as it is now. */
export const asItIs = <S extends z.ZodType>(body: S) => ({ 200: { description: 'As it is now', body } }) as const;

/** Throws a 422 `Problem` that names the first who is no rep, or has left: nobody is given anything any more who has. */
export async function mustWorkHere(
  db: Pick<Database, 'rep'>,
  named: readonly (readonly [pointer: string, id: string | undefined])[],
): Promise<void> {
  const ids = named.flatMap(([, id]) => id ?? []);
  const known = await db.rep.findMany({ where: { id: { in: ids } }, select: { id: true, leftAt: true } });
  const nobody = whoCannotBeNamed(
    named,
    known.map(({ id, leftAt }) => ({ id, left: leftAt !== null })),
  );
  if (nobody !== null) throw wrong(nobody.pointer, nobody.detail);
}
