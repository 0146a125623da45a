/** What the rep or the manager makes of a renewal is kept beside it; the lifecycle itself does not hear of it. */
import { later } from '../../domain/core/calendar';
import { hasEnded } from '../../domain/core/stages';
import { keepCall, type KeptCall } from '../../records/outlooks';
import { refusedBecause } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { headOf } from './read';

/** Keeps a call of a lifecycle that runs, as of its clock. Throws a 404 or 409 `Problem`. */
export async function sayCall(id: string, call: Omit<KeptCall, 'at'>, deps: ApiDeps): Promise<void> {
  const { stage, clock } = await headOf(id, deps);
  if (hasEnded(stage)) throw refusedBecause('ended');
  const now = new Date().toISOString();
  await keepCall(deps.db, id, { ...call, at: clock.lastAt === null ? now : later(now, clock.lastAt) });
}
