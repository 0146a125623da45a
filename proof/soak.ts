/**
 * `npm run soak`: hundreds of lifecycles live for months of skipped time, while their worker, API, Temporal, PostgreSQL
 * and mail server are killed again and again (SIGKILL, at seeded moments). It ends with nothing lost, nothing doubled,
 * nothing stuck, and the read model equal to the live state; else it exits with 1.
 *
 *   npm run soak -- --seed 7 --kills 60 --lives 300 --commands 5000
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { numbers } from '../dev/numbers';
import { CannotForward, fastForward } from '../dev/time';
import { numbersSaid } from './arguments';
import { asking, reasonOf, untilFound, type Asking } from './asking';
import { crowdOf, type Crowd } from './crowd';
import { startHouse, type House } from './house';
import { judged } from './oracle';
import { partNames, type Killed } from './parts';
import { difference, handedOverAgain, toldTwice } from './same';

const say = (line: string): void => console.log(line);
/** All is quiet, and the read model is the live state, within so long after the last command. */
const quietLimitMs = 60_000;
/** After a kill life goes on within so long: a decision is acknowledged, for which every part must be there. */
const goesOnLimitMs = 120_000;
const shortestMs = 300;
const longestMs = 2_500;

/** Kills parts in turn, each at a seeded moment after life has gone on since the last kill. */
async function killAll(house: House, crowd: Crowd, kills: number, next: () => number): Promise<readonly Killed[]> {
  const begun = Date.now();
  const done: Killed[] = [];
  const order = [...partNames];
  while (done.length < kills) {
    await sleep(shortestMs + Math.floor(next() * (longestMs - shortestMs))); // the seeded moment itself
    // Every part in its turn; which comes first in a round is drawn.
    const round = done.length % order.length;
    if (round === 0) order.sort(() => next() - 0.5);
    const before = { commands: crowd.acknowledged(), decisions: crowd.decisions() };
    const killed = await house.parts[order[round] ?? 'worker'].kill();
    done.push(killed);
    say(
      `  ${Math.round((Date.now() - begun) / 1_000)} s, kill ${done.length}: ${killed.part} ${killed.pid} ended by ${killed.ended}; ${killed.newPid} was up after ${killed.upAfterMs} ms; ${before.commands} commands acknowledged so far, ${before.decisions} of them decisions`,
    );
    await untilFound(
      async () => {
        if (crowd.decisions() === before.decisions) throw new Error('nothing is decided');
      },
      goesOnLimitMs,
      `life goes on after ${killed.part} was killed`,
    );
  }
  return done;
}

/** Waits until nothing is under way; returns what still is at the limit. */
async function stuckAfter({ db }: House): Promise<readonly string[]> {
  const look = async (): Promise<void> => {
    const [mails, facts, decisions] = await Promise.all([
      db.mail.count({ where: { state: 'waiting' } }),
      db.waitingFact.count(),
      db.decision.count({ where: { state: 'asked' } }),
    ]);
    if (mails + facts + decisions > 0) throw new Error(`${mails} mails, ${facts} facts, ${decisions} decisions wait`);
  };
  return untilFound(look, quietLimitMs, 'quiet').then(
    () => [],
    (error: unknown) => [reasonOf(error)],
  );
}

/** Lifecycles whose live state is not their row's by the limit, and which those are. */
async function unequal(house: House, ids: readonly string[], limitMs: number): Promise<readonly string[]> {
  const client = await house.temporal();
  let left: readonly string[] = ids;
  let told: readonly string[] = [];
  for (const until = Date.now() + limitMs; left.length > 0 && Date.now() < until;) {
    const apart: (readonly [id: string, what: string])[] = [];
    for (const id of left) {
      const what = await difference(client, house.db, id);
      if (what !== null) apart.push([id, what]);
    }
    left = apart.map(([id]) => id);
    told = apart.map(([, what]) => what);
  }
  return told;
}

interface Outcome {
  readonly killed: readonly Killed[];
  readonly acknowledged: number;
  readonly daysPassed: number;
  readonly again: number;
  readonly mails: number;
  readonly mailsAgain: number;
  readonly equalAfterMs: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly stuck: readonly string[];
  readonly faults: readonly string[];
}

async function judge(house: House, ask: Asking, crowd: Crowd, killed: readonly Killed[]): Promise<Outcome> {
  const quietSince = Date.now();
  const stuck = [...(await stuckAfter(house))];
  const running = crowd.lives.filter(({ decided }) => decided.at(-1) !== 'renew' && decided.at(-1) !== 'churn');
  const left = Math.max(1_000, quietLimitMs - (Date.now() - quietSince));
  stuck.push(
    ...(await unequal(
      house,
      running.map(({ id }) => id),
      left,
    )),
  );
  const equalAfterMs = Date.now() - quietSince;
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const life of crowd.lives) {
    const verdict = judged(life, await ask.timeline(life.id));
    lost.push(...verdict.lost);
    doubled.push(...verdict.doubled);
    if (life.decided.at(-1) !== 'renew') continue;
    const following = life.id.replace(/t1$/, 't2');
    const { length } = await ask.timeline(following);
    if (length === 0) lost.push(`${following}: the next term has not begun`);
  }
  const mails = await house.mails();
  doubled.push(...toldTwice(mails).map((mail) => `a mail: ${mail}`));
  return {
    killed,
    acknowledged: crowd.acknowledged(),
    daysPassed: crowd.daysPassed(),
    again: ask.again(),
    mails: mails.length,
    mailsAgain: handedOverAgain(mails),
    equalAfterMs,
    lost,
    doubled,
    stuck,
    faults: ask.faults,
  };
}

async function main(): Promise<boolean> {
  const usual = { seed: Date.now() % 1_000_000, kills: 60, lives: 300, commands: 5_000 };
  const { seed, kills, lives, commands } = numbersSaid(process.argv.slice(2), usual);
  const begun = Date.now();
  say(`seed ${seed}: ${lives} lifecycles, ${kills} kills, at least ${commands} acknowledged commands`);
  const house = await startHouse('soak', process.env, say);
  let isWell = false;
  try {
    const ask = asking(house.api, house.key);
    const forward = async (id: string, days: number): Promise<void> => {
      // The server is killed meanwhile: asked again, at most the same days pass twice.
      await untilFound(
        async () => {
          try {
            await fastForward(await house.temporal(), id, days * 86_400_000);
          } catch (error) {
            if (!(error instanceof CannotForward)) throw error;
          }
        },
        goesOnLimitMs,
        `${id} is forwarded`,
      );
    };
    const crowd = crowdOf({ ask, next: numbers(seed), lives, commands, forward });
    await crowd.arrive();
    let killing = true;
    const kill = killAll(house, crowd, kills, numbers(seed + 1)).finally(() => (killing = false));
    const [killed] = await Promise.all([kill, crowd.live(() => !killing)]);
    const outcome = await judge(house, ask, crowd, killed);
    const { acknowledged, daysPassed, again, mails, mailsAgain, equalAfterMs, lost, doubled, stuck, faults } = outcome;
    const byPart = partNames.map((part) => `${killed.filter((one) => one.part === part).length} × ${part}`).join(', ');
    say(
      `\n${killed.length} kills: ${byPart}; all ended by ${[...new Set(killed.map(({ ended }) => ended))].join(', ')}`,
    );
    say(
      `${acknowledged} commands acknowledged, ${crowd.decisions()} of them decisions (asked again ${again} times), ${daysPassed} days of lifecycles passed, ${mails} mails (${mailsAgain} handed over again under the same Message-ID)`,
    );
    say(
      `${lost.length} lost, ${doubled.length} doubled, ${stuck.length} stuck, ${faults.length} answers that nobody should get; read model equal to live state after ${Math.round(equalAfterMs / 1_000)} s`,
    );
    for (const problem of [...lost, ...doubled, ...stuck, ...faults].slice(0, 40)) say(`  ${problem}`);
    say(`seed ${seed}, ${Math.round((Date.now() - begun) / 1_000)} s`);
    const sure = killed.length === kills && killed.every(({ ended }) => ended === 'signal SIGKILL');
    isWell = sure && acknowledged >= commands && lost.length + doubled.length + stuck.length + faults.length === 0;
    return isWell;
  } finally {
    await house.stop(isWell);
  }
}

main().then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
