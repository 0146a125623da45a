/**
 * Before a test file that talks to Holdfast: one that midnight (UTC) might overtake begins after it. So every test
 * file lives within one day, and `today` of support/dates.ts is that day from its first line to its last.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** From jest.config.cjs. */
declare const longestFileMinutes: number;

async function waitForMidnightIfNear(): Promise<void> {
  const leftMs = dayMs - (Date.now() % dayMs);
  if (leftMs > longestFileMinutes * minuteMs) return;
  console.log(`It is nearly midnight (UTC): this file begins in ${Math.ceil(leftMs / 1_000)} s.`);
  // A moment into the new day, for clocks that differ a little.
  await sleep(leftMs + 1_000);
}

export = waitForMidnightIfNear;
