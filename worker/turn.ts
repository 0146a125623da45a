/**
 * A turn at a chore: pieces are taken as they are due, several at a time, until none is left or the turn is over. Pieces
 * for which one lifecycle has to answer stand in its lane: they are taken one after another, and where it does not
 * answer, the others of the lane are not tried. What fails comes again later and later, so it holds nothing up.
 */
import type { Logger } from 'pino';
import { groupBy } from '../domain/core/grouped';
import type { Database } from '../prisma/client';
import { forgetTries, noteTries, type TriedPiece } from '../records/sweep-tries';
import { NoAnswer, NotRunning } from '../temporal/errors';

export interface Turn {
  /** False once the time is over, the turn is somebody else's, or the worker stops. */
  goesOn(): boolean;
  /** The pause after a first failure. */
  readonly pauseMs: number;
}

/** One kind of work, done by one worker at a time. */
export interface Chore {
  readonly name: string;
  /** Works until nothing is left or the turn is over; returns how much was mended. */
  work(turn: Turn): Promise<number>;
}

/** A chore that is done every so many sweeps, the first time at once. `clock`: the moment in milliseconds. */
export function seldom(sweeps: number, chore: Chore, clock: () => number = Date.now): Chore {
  let next = -Infinity;
  return {
    name: chore.name,
    work(turn) {
      const now = clock();
      if (now < next) return Promise.resolve(0);
      next = now + sweeps * turn.pauseMs;
      return chore.work(turn);
    },
  };
}

/** `begun`: whether it helped is seen at the next look, so it counts as a try. */
export type Came = 'mended' | 'begun' | 'unneeded';

interface Pieces<P extends TriedPiece> {
  readonly kind: string;
  readonly atOnce: number;
  /** The pieces that are due. */
  next(limit: number): Promise<readonly P[]>;
  mend(piece: P): Promise<Came>;
}

interface TurnDeps {
  readonly db: Database;
  readonly log: Logger;
}

/** So many pieces are read at once. */
const batch = 200;

/** Mends what is due, and notes what was tried in vain; returns how much was mended. */
export async function workThrough<P extends TriedPiece>(
  deps: TurnDeps,
  turn: Turn,
  pieces: Pieces<P>,
): Promise<number> {
  let mended = 0;
  for (;;) {
    const some = await pieces.next(batch);
    const lanes = [...groupBy(some, ({ lane, tryId }) => lane ?? tryId).values()];
    const takeNext = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift())
        mended += await workOnLane(deps, turn, pieces, lane);
    };
    await Promise.all(Array.from({ length: pieces.atOnce }, takeNext));
    if (some.length < batch || !turn.goesOn()) return mended;
  }
}

async function workOnLane<P extends TriedPiece>(
  { db, log }: TurnDeps,
  turn: Turn,
  { kind, mend }: Pieces<P>,
  lane: readonly P[],
): Promise<number> {
  let mended = 0;
  for (const [index, piece] of lane.entries()) {
    if (!turn.goesOn()) break;
    try {
      const came = await mend(piece);
      if (came !== 'unneeded') mended += 1;
      await (came === 'begun' ? noteTries(db, kind, [piece], turn.pauseMs) : forgetTries(db, kind, piece.tryId));
    } catch (error) {
      const isSilent = error instanceof NoAnswer || error instanceof NotRunning;
      const untried = isSilent ? lane.slice(index + 1) : [];
      log.warn(
        { err: error, kind, piece: piece.tryId, tries: piece.tries + 1, untried: untried.length },
        'left undone',
      );
      await noteTries(db, kind, [piece, ...untried], turn.pauseMs);
      if (isSilent) break;
    }
  }
  return mended;
}
