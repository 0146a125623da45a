/**
 * Does again what a crash left half-done. Each chore goes by itself, so that a slow one delays no other, and is one
 * worker's at a time: whoever takes its turn keeps it until it stops or dies.
 *
 *   wait ──► the turn is ours? ──no──► wait
 *    ▲              └──yes──► Temporal answers? ──no──► wait: nothing is tried, so nothing counts as tried in vain
 *    └───────────────────────────────┴──yes──► work (`worker/chores.ts`), a minute at most
 */
import { randomUUID } from 'node:crypto';
import { giveTurnBack, takeTurn } from '../records/leases';
import { choresOf, type ChoreDeps } from './chores';
import type { Chore } from './turn';

/** After so long a chore waits for its next turn, and looks anew at what is due. */
const longestTurnMs = 60_000;
/** Whoever died loses a turn after so long, or after three sweeps. */
const shortestLeaseMs = 10_000;

interface Sweeper {
  stop(): Promise<void>;
}

/** Sweeps again and again until stopped; `stop` waits for pieces under way. */
export function startSweeping(deps: ChoreDeps, everyMs: number): Sweeper {
  const owner = randomUUID();
  const sweepers = choresOf(deps).map((chore) => startChore(deps, chore, owner, everyMs));
  return {
    async stop() {
      await Promise.all(sweepers.map((one) => one.stop()));
    },
  };
}

function startChore(deps: ChoreDeps, chore: Chore, owner: string, everyMs: number): Sweeper {
  const { db, log, runs } = deps;
  const name = `sweep: ${chore.name}`;
  const leaseMs = Math.max(shortestLeaseMs, 3 * everyMs);
  let stopped = false;
  let oursUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const take = async (): Promise<boolean> => {
    const asked = Date.now();
    const taken = await takeTurn(db, name, owner, leaseMs);
    oursUntil = taken ? asked + leaseMs : 0;
    return taken;
  };
  const keep = (): void => void take().catch((error: unknown) => log.warn({ err: error, name }, 'a turn was not kept'));
  const work = async (): Promise<void> => {
    if (!(await take()) || !(await runs.answers())) return;
    const over = Date.now() + longestTurnMs;
    const keeping = setInterval(keep, leaseMs / 3);
    try {
      const goesOn = (): boolean => !stopped && Date.now() < Math.min(over, oursUntil);
      const mended = await chore.work({ goesOn, pauseMs: everyMs });
      if (mended > 0) log.info({ kind: chore.name, mended }, 'swept');
    } finally {
      clearInterval(keeping);
    }
  };
  const round = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error, kind: chore.name }, 'the sweep failed; it is tried again');
    }
    if (!stopped) wait(everyMs);
  };
  const wait = (ms: number): void => {
    timer = setTimeout(() => {
      running = round();
    }, ms);
  };
  // Chores do not all begin at once.
  wait(everyMs * (0.5 + Math.random() / 2));
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await giveTurnBack(db, name, owner).catch((error: unknown) => log.warn({ err: error, name }, 'a turn was kept'));
    },
  };
}
