/** What the routes of the organisation have in common. */
import type { z } from 'zod';
import { type Database } from '../../prisma/client';
import { wrong } from '../http/problems';

/** What every read of the organisation has in common. */
export const reading = { tag: 'Organisation', roles: ['ops', 'rep', 'sales'] } as const;
/** What every change of it has in common. */
export const changing = { tag: 'Organisation', method: 'put', roles: ['ops'] } as const;
/** The answer of a change: what was changed, as it is now. */
export const asItIs = <S extends z.ZodType>(body: S) => ({ 200: { description: 'As it is now', body } }) as const;

/** Throws a 422 `Problem` that names the first who is no rep. */
export async function mustBeReps(
  db: Database,
  named: readonly (readonly [pointer: string, id: string | undefined])[],
): Promise<void> {
  const ids = named.flatMap(([, id]) => id ?? []);
  const known = await db.rep.findMany({ where: { id: { in: ids } }, select: { id: true } });
  for (const [pointer, id] of named)
    if (id !== undefined && !known.some((rep) => rep.id === id)) throw wrong(pointer, `There is no rep ${id}.`);
}
