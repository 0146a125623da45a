/** Fifty lifecycles whose workflows somebody terminates, while facts and decisions are under way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { numbers } from '../../dev/numbers';
import { withDatabase } from '../../dev/postgres';
import type { Presented } from '../../domain/told/present';
import { eventually, everyPage, fresh } from '../support/api';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { testEnv } from '../support/env';
import { eventsOf, eventTypeOf } from '../support/histories';
import { temporal } from '../support/time';

const { HOLDFAST_SEED: seed = Date.now() % 1_000_000 } = testEnv();
const next = numbers(seed);
const inOrder = (words: readonly (string | undefined)[]): readonly (string | undefined)[] =>
  words.toSorted((a = '', b = '') => a.localeCompare(b));
const lives = 50;
const inDecision = 10;
/** Within so many seconds the others are terminated. */
const withinMs = 20_000;

let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell({ HOLDFAST_DECISION_TIMEOUT_MS: '3000', HOLDFAST_QUERY_TIMEOUT_MS: '3000' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
});

type Shown = Presented & { readonly source: string };
interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly note?: string;
}

async function shown(id: string): Promise<Shown> {
  const { status, body } = await cell.admin.get(`/v1/lifecycles/${id}`);
  expect({ id, status }).toEqual({ id, status: 200 });
  return body as Shown;
}
const ledgerOf = (id: string): Promise<readonly Told[]> => everyPage(cell.admin, `/v1/lifecycles/${id}/timeline`);

async function isLive(id: string): Promise<Shown> {
  const now = await shown(id);
  if (now.source !== 'live') throw new Error(`${id} is shown from its ${now.source}`);
  return now;
}

/** One of the fifty: what it was told, and what it acknowledged. */
interface OneLife {
  readonly id: string;
  readonly agenda: Shown['agenda'];
  /** The words that went with each fact that was acknowledged. */
  readonly told: string[];
  /** Decisions that stand; every second one resumes what the one before paused. */
  decided: number;
  turn: Promise<void>;
}

/** Asks until there is an answer: the same key has one outcome. Returns its status. */
async function answered(ask: () => Promise<{ readonly status: number }>): Promise<number> {
  for (const until = Date.now() + 60_000; ;) {
    const { status } = await ask();
    if (status !== 503 || Date.now() > until) return status;
    await sleep(200); // the caller's own pace
  }
}

async function tell(life: OneLife): Promise<void> {
  const note = fresh('said');
  const fact = { kind: 'lunch', outcome: 'done', eventId: fresh('event'), note };
  expect(await answered(() => cell.admin.post(`/v1/lifecycles/${life.id}/touches`, fact))).toBe(202);
  life.told.push(note);
}

async function decide(life: OneLife): Promise<void> {
  const [what, body] = life.decided % 2 === 0 ? ['pause', { reason: 'season' }] : ['resume', {}];
  const key = { 'Idempotency-Key': `${life.id}-${life.decided}` };
  const status = await answered(() => cell.admin.post(`/v1/lifecycles/${life.id}/${what}`, body, key));
  expect({ id: life.id, decided: life.decided, status }).toEqual({ id: life.id, decided: life.decided, status: 200 });
  life.decided += 1;
}

/** One after the other, as a person does it. */
function inTurn(life: OneLife, act: () => Promise<void>): Promise<void> {
  life.turn = life.turn.then(act);
  return life.turn;
}

async function terminate(life: OneLife): Promise<number> {
  const at = Date.now();
  await (await temporal()).workflow.getHandle(life.id).terminate('a slip of the hand');
  await eventually(() => isLive(life.id), 60_000);
  return (Date.now() - at) / 1_000;
}

/** Waits until a decision was accepted by the run, and its recording waits for PostgreSQL. */
async function isInTheMiddle({ id }: OneLife): Promise<void> {
  await eventually(async () => {
    const { raw } = await (await temporal()).workflow.getHandle(id).describe();
    expect(raw.pendingActivities?.map(({ activityType }) => activityType?.name)).toEqual(['record']);
  }, 60_000);
  const types = (await eventsOf(id)).map(eventTypeOf);
  const count = (type: string): number => types.filter((one) => one.endsWith(type)).length;
  expect(count('UPDATE_ACCEPTED')).toBe(count('UPDATE_COMPLETED') + 1);
}

/** What comes, but for the looks at how long nothing was heard: those move with everything that is. */
const withoutSilence = <T extends { readonly why: string }>(agenda: readonly T[]): readonly T[] =>
  agenda.filter(({ why }) => !/silence/i.test(why));

test(`${lives} lifecycles terminated at seeded moments, ${inDecision} of them in the middle of a decision, are alive again within a minute and have heard everything once`, async () => {
  console.log(`seed ${seed} (HOLDFAST_SEED=${seed} gives the same moments)`);
  const all: OneLife[] = [];
  for (let made = 0; made < lives; made += 1) {
    const deal = aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30) });
    const { body } = await cell.admin.post('/v1/deals', deal);
    const id = (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
    const { agenda } = await eventually(() => isLive(id), 60_000);
    expect(agenda.length).toBeGreaterThan(0);
    all.push({ id, agenda, told: [], decided: 0, turn: Promise.resolve() });
  }

  // Facts and decisions go to all of them while the first are terminated.
  let over = false;
  const talk = async (say: (life: OneLife) => Promise<void>, paceMs: number): Promise<void> => {
    while (!over) {
      const life = all[Math.floor(next() * lives)];
      if (life !== undefined) await inTurn(life, () => say(life));
      await sleep(paceMs); // the pace of the load, not a wait for anything
    }
  };
  const talks = Promise.all([talk(tell, 40), talk(tell, 40), talk(tell, 40), talk(decide, 150), talk(decide, 150)]);
  talks.catch(() => undefined); // looked at below
  const first = all.slice(inDecision).map((life) => ({ life, atMs: Math.floor(next() * withinMs) }));
  const backAfter = await Promise.all(
    first.map(async ({ life, atMs }) => {
      await sleep(atMs); // the seeded moment itself
      return { id: life.id, atMs, seconds: await terminate(life) };
    }),
  );
  over = true;
  await talks;

  // The others end in the middle of a decision: it is accepted, and PostgreSQL does not record it.
  const held = all.slice(0, inDecision);
  const asked = await withDatabase(cell.databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('lock table ledger in share row exclusive mode');
    const asking = held.map((life) => inTurn(life, () => decide(life)));
    await Promise.all(held.map(isInTheMiddle));
    const handles = await temporal();
    for (const { id } of held) {
      await sleep(Math.floor(next() * 500)); // the seeded moment itself
      await handles.workflow.getHandle(id).terminate('a slip of the hand');
    }
    await client.query('rollback');
    return asking;
  });
  const freedAt = Date.now();
  for (const life of held) {
    await eventually(() => isLive(life.id), 60_000);
    backAfter.push({ id: life.id, atMs: 0, seconds: (Date.now() - freedAt) / 1_000 });
  }
  await Promise.all(asked);

  // What was paused goes on, so that the agenda is that of a lifecycle that nobody ever paused.
  for (const life of all.filter(({ decided }) => decided % 2 === 1)) await decide(life);
  const slowest = Math.max(...backAfter.map(({ seconds }) => seconds));
  const facts = all.reduce((sum, { told }) => sum + told.length, 0);
  const decisions = all.reduce((sum, { decided }) => sum + decided, 0);
  console.log(
    `${backAfter.length} terminated, the slowest alive again after ${slowest.toFixed(1)} s; ${facts} facts, ${decisions} decisions`,
  );
  expect(backAfter.length).toBe(lives);
  expect(slowest).toBeLessThan(60);
  for (const { id, agenda, told, decided } of all) {
    const lines = await eventually(async () => {
      const now = await ledgerOf(id);
      const words = now.flatMap(({ kind, note }) => (kind === 'touch-recorded' ? [note] : []));
      expect({ id, words: inOrder(words) }).toEqual({ id, words: inOrder(told) });
      return now;
    }, 60_000);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, place) => place + 1));
    const turns = lines.map(({ kind }) => kind).filter((kind) => kind === 'paused' || kind === 'resumed');
    expect({ id, turns }).toEqual({
      id,
      turns: Array.from({ length: decided }, (_, place) => (place % 2 === 0 ? 'paused' : 'resumed')),
    });
    expect({ id, agenda: withoutSilence((await isLive(id)).agenda) }).toEqual({ id, agenda: withoutSilence(agenda) });
  }
  expect(await cell.count('waiting_facts', 'true')).toBe(0);
  expect(await cell.count('decisions', "state = 'asked'")).toBe(0);
}, 280_000);
