/**
 * `npm run drill`: a backup is put back. One store returns to a moment minutes ago, while the other goes on from now; in
 * between lie 100 seeded gaps (deals handed off, facts, decisions, mails, terms that ended). Then the doctor mends, and
 * sales hand over again what the lost store alone knew of deals. It ends with every gap mended, and nobody told twice.
 *
 *   npm run drill -- --seed 7 --gaps 100     both ways, one after the other; exits with 1 unless all is mended
 *   npm run drill -- --minutes 10            the store that is put back is ten minutes stale, not three
 *   npm run drill -- --temporal 0            PostgreSQL alone
 */
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { numbers } from '../dev/numbers';
import { fastForward } from '../dev/time';
import { numbersSaid } from './arguments';
import { asking, reasonOf, untilFound, type Asking, type TimelineLine } from './asking';
import { makeGaps, type Gap } from './gaps';
import { startHouse, type House, type StoreName } from './house';
import { difference, handedOverAgain, toldTwice } from './same';

const say = (line: string): void => console.log(line);
const quietLimitMs = 120_000;
const mendLimitMs = 120_000;

/** Waits until nothing is under way: everything is recorded and told, in every lifecycle that is stored. */
async function untilQuiet({ db }: House): Promise<void> {
  await untilFound(
    async () => {
      const [mails, facts, decisions] = await Promise.all([
        db.mail.count({ where: { state: 'waiting' } }),
        db.waitingFact.count(),
        db.decision.count({ where: { state: 'asked' } }),
      ]);
      if (mails + facts + decisions > 0) throw new Error(`${mails} mails, ${facts} facts, ${decisions} decisions wait`);
    },
    quietLimitMs,
    'quiet',
  );
}

/** Runs the doctor as ops would; returns whether it says that all is well. */
async function doctor({ env }: House, ...args: readonly string[]): Promise<boolean> {
  const run = promisify(execFile);
  const command = ['-r', 'tsx/cjs', 'worker/doctor.ts', ...args];
  const limits = { env, timeout: 300_000, maxBuffer: 10_000_000 };
  const said = await run(process.execPath, command, limits).then(
    ({ stdout }) => ({ stdout, well: true }),
    (error: { readonly stdout?: string; readonly stderr?: string }) => ({
      stdout: `${error.stdout ?? ''}${error.stderr ?? ''}`,
      well: false,
    }),
  );
  const lines = said.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  say(lines.map((line) => `    doctor: ${line}`).join('\n'));
  return said.well;
}

/** The lines of a lifecycle without what only describes them: words may differ, the event may not. */
const told = (lines: readonly TimelineLine[]): readonly string[] =>
  lines.map(({ seq, at, kind, data }) => JSON.stringify([seq, at, kind, data]));

interface Figures {
  readonly store: StoreName;
  readonly gaps: number;
  readonly mended: number;
  readonly staleSeconds: number;
  readonly again: number;
  readonly problems: readonly string[];
}

interface Wanted {
  readonly seed: number;
  readonly gaps: number;
  /** Over how many minutes the gaps are spread. */
  readonly minutes: number;
}

/** Keeps a store, makes gaps, puts it back, has it mended, and looks. */
async function drill(store: StoreName, { seed, gaps, minutes }: Wanted): Promise<Figures> {
  say(`\n${store} goes back to an earlier moment (seed ${seed}, ${gaps} gaps).`);
  const house = await startHouse(`drill-${store}`, process.env, say);
  let isWell = false;
  try {
    const ask = asking(house.api, house.key);
    const client = await house.temporal();
    const acts = makeGaps({
      ask,
      next: numbers(seed),
      forward: async (id, days) => void (await fastForward(client, id, days * 86_400_000)),
    });
    await acts.begin(Math.max(8, Math.round(gaps * 0.4)));
    await untilQuiet(house);

    await house.keep(store);
    const keptAt = Date.now();
    const made: Gap[] = [];
    while (made.length < gaps) {
      made.push(await acts.next());
      await setTimeout(keptAt + (minutes * 60_000 * made.length) / gaps - Date.now());
    }
    await untilQuiet(house);
    const lives = acts.lives();
    const truth = new Map<string, readonly string[]>();
    for (const id of lives) truth.set(id, told(await ask.timeline(id)));
    const mailsBefore = (await house.mails()).length;

    await house.putBack(store);
    const staleSeconds = Math.round((Date.now() - keptAt) / 1_000);
    say(`  ${store} is ${staleSeconds} s stale: ${acts.summary()}.`);
    // Some lifecycles are told something before anybody has looked.
    for (const id of lives.filter((_, index) => index % 5 === 0)) await acts.tell(id);
    await doctor(house, '--mend');
    if (store === 'postgres') await acts.handOverAgain();
    await untilQuiet(house);
    const problems: string[] = [];
    await untilFound(
      async () => {
        if (!(await doctor(house, '--mend'))) throw new Error('the doctor finds something');
      },
      mendLimitMs,
      'all is well',
    ).catch((error: unknown) => problems.push(reasonOf(error)));
    const mended = await mendedAmong(made, truth, { house, ask, problems });
    for (const id of lives) {
      const apart = await untilFound(
        async () => {
          const now = await difference(client, house.db, id);
          // An ended lifecycle is asked from its record alone.
          if (now !== null && !acts.hasEnded(id)) throw new Error(now);
        },
        60_000,
        `${id}: live and recorded state agree`,
      ).catch(reasonOf);
      if (apart !== undefined) problems.push(apart);
    }
    const mails = await house.mails();
    problems.push(...toldTwice(mails).map((mail) => `told twice: ${mail}`), ...ask.faults);
    say(`  ${mails.length} mails, ${mailsBefore} of them before; ${handedOverAgain(mails)} handed over again by SMTP.`);
    isWell = problems.length === 0 && mended === made.length;
    return { store, gaps: made.length, mended, staleSeconds, again: handedOverAgain(mails), problems };
  } finally {
    await house.stop(isWell);
  }
}

/** How many gaps are mended: the ledger has every line of then, as it was then. */
async function mendedAmong(
  made: readonly Gap[],
  truth: ReadonlyMap<string, readonly string[]>,
  { ask, problems }: { readonly house: House; readonly ask: Asking; readonly problems: string[] },
): Promise<number> {
  const whole = new Map<string, boolean>();
  for (const [id, before] of truth) {
    const now = told(await ask.timeline(id));
    const first = before.findIndex((line, index) => now[index] !== line);
    whole.set(id, first === -1);
    if (first !== -1) problems.push(`${id}: line ${first + 1} was ${before[first]} and is ${now[first] ?? 'missing'}`);
  }
  return made.filter(({ lives }) => lives.every((id) => whole.get(id) === true)).length;
}

async function main(): Promise<boolean> {
  const usual = { seed: Date.now() % 1_000_000, gaps: 100, minutes: 3, temporal: 1, postgres: 1 };
  const { temporal, postgres, ...wanted } = numbersSaid(process.argv.slice(2), usual);
  const begun = Date.now();
  const figures: Figures[] = [];
  for (const store of ['temporal', 'postgres'] as const)
    if ({ temporal, postgres }[store] > 0) figures.push(await drill(store, wanted));
  say('');
  for (const { store, gaps: made, mended, staleSeconds, again, problems } of figures) {
    say(
      `${store} ${staleSeconds} s stale: ${mended} of ${made} gaps mended, ${problems.length} problems, ${again} mails again`,
    );
    for (const problem of problems.slice(0, 20)) say(`  ${problem}`);
  }
  say(`seed ${wanted.seed}, ${Math.round((Date.now() - begun) / 1_000)} s`);
  return figures.every(({ gaps: made, mended, problems }) => mended === made && problems.length === 0);
}

main().then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
