import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, daysFromToday, everyDay, noonOf, today } from '../support/dates';
import { aDeal } from '../support/deals';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { testEnv } from '../support/env';
import { eventsOf, eventTypeOf } from '../support/histories';
import { eventually, everyPage, fresh } from '../support/api';
import { mailsTo } from '../support/mailbox';
import { letPass, letPassUntil, temporal } from '../support/time';

const { HOLDFAST_KILLS: kills, HOLDFAST_SEED: seed = Date.now() % 1_000_000 } = testEnv();

let cell: Cell;
beforeAll(async () => {
  cell = await startCell();
});
afterAll(async () => {
  await cell.stop();
});

interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly data: { readonly item?: string };
}

const ledger = (id: string): Promise<readonly LedgerEntry[]> => everyPage(cell.admin, `/v1/lifecycles/${id}/timeline`);

async function decidedLifecycle(): Promise<string> {
  const { body } = await cell.admin.post('/v1/deals', aDeal({}, { skipOnboarding: true }));
  return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
}

/** Asks again while there was no answer in time: under the same key it counts once. Gives the answer's status. */
async function untilAnswered(ask: () => Promise<{ readonly status: number }>): Promise<number> {
  for (;;) {
    const { status } = await ask();
    if (status !== 503) return status;
  }
}

/** For a failure's message: what the server is waiting for. */
async function whereItIs(id: string): Promise<string> {
  const { raw } = await (await temporal()).workflow.getHandle(id).describe();
  const last = (await eventsOf(id)).slice(-8).map(eventTypeOf);
  return JSON.stringify({
    id,
    activities: raw.pendingActivities,
    task: raw.pendingWorkflowTask,
    skipping: raw.workflowExtendedInfo?.timeSkippingInfo,
    last,
  });
}

test(`a worker killed at ${kills} seeded moments, while touches fall due and facts arrive, loses nothing and repeats nothing`, async () => {
  console.log(`seed ${seed} (HOLDFAST_SEED=${seed} gives the same moments)`);
  const moments = fc.sample(fc.integer({ min: 150, max: 2_000 }), { numRuns: kills, seed });
  const address = `${fresh('rep')}@holdfast.example`;
  const [rep, group, policy] = [fresh('rep'), fresh('group'), fresh('policy')];
  await cell.admin.put(`/v1/reps/${rep}`, { name: 'Wobblewort', email: address });
  // Every second week a touch, on every day of the week: many things fall due, on days that are plain sums.
  await cell.admin.put(`/v1/policies/${policy}`, {
    rules: {
      touches: { everyWeeks: 2, kinds: ['call'] },
      ...everyDay,
    },
  });
  await cell.admin.put(`/v1/groups/${group}`, { name: 'Killed', rep, policy });
  const ids: string[] = [];
  // Three products of one client: what it shares is shared under kills too.
  const client = fresh('C');
  for (let i = 0; i < 3; i += 1) {
    const deal = aDeal(
      { client: { id: client, name: 'Alpine Tools', timeZone: 'UTC' } },
      { group, startsOn: today, termMonths: 36, skipOnboarding: true },
    );
    ids.push(
      ((await cell.admin.post('/v1/deals', deal)).body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '',
    );
  }

  let worker: WorkerProcess = await cell.startWorker();
  let over = false;
  let told = 0;
  const tell = async (): Promise<void> => {
    while (!over) {
      const fact = { kind: 'email', outcome: 'done', eventId: `said-${told}` };
      for (const id of ids)
        expect(await untilAnswered(() => cell.admin.post(`/v1/lifecycles/${id}/touches`, fact))).toBe(202);
      told += 1;
      await sleep(400); // the pace of the load, not a wait for anything
    }
  };
  const forwarded = new Map(ids.map((id) => [id, 0]));
  const passTime = async (id: string): Promise<void> => {
    while (!over) {
      // Nobody runs far ahead: a contract of three years must outlast the test.
      if ((forwarded.get(id) ?? 0) > Math.min(...forwarded.values()) + 30) {
        await sleep(100);
        continue;
      }
      await letPass(id, 9);
      forwarded.set(id, (forwarded.get(id) ?? 0) + 9);
      await sleep(100); // so that a year of dues is spread over all the kills
    }
  };
  // One more lifecycle is paused and resumed in turn: a 409 would say that an earlier decision was lost or repeated.
  const decided = await decidedLifecycle();
  let decisions = 0;
  const decide = async (): Promise<void> => {
    while (!over) {
      const [what, body] = decisions % 2 === 0 ? ['pause', { reason: 'season' }] : ['resume', {}];
      const key = { 'Idempotency-Key': `${decided}-${decisions}` };
      const status = await untilAnswered(() => cell.admin.post(`/v1/lifecycles/${decided}/${what}`, body, key));
      expect({ decisions, status }).toEqual({ decisions, status: 200 });
      decisions += 1;
    }
  };
  const load = Promise.all([tell(), decide(), ...ids.map(passTime)]);
  const ended = load.catch(() => undefined); // why it failed is looked at below

  const evidence: string[] = [];
  try {
    for (const moment of moments) {
      await sleep(moment); // the seeded moment itself
      const how = await worker.kill();
      evidence.push(
        `pid ${worker.pid} after ${moment} ms: ${how}, ${told} facts told, days passed ${[...forwarded.values()].join('/')}`,
      );
      expect(how).toBe('SIGKILL');
      worker = await cell.startWorker();
      // The next moment counts from when life goes on everywhere, so that each kill interrupts something.
      const before = new Map(forwarded);
      const goesOn = eventually(async () => {
        for (const id of ids) {
          if ((forwarded.get(id) ?? 0) <= (before.get(id) ?? 0)) throw new Error(`stuck: ${await whereItIs(id)}`);
        }
      }, 120_000);
      await Promise.race([goesOn, load]);
    }
  } finally {
    console.log(evidence.join('\n'));
    // After a failure too, or what comes after this test would find the load still on.
    over = true;
    await Promise.race([ended, sleep(30_000, undefined, { ref: false })]);
  }
  await load;
  // However few days the kills let pass: the first quarter's review is prepared within these.
  for (const id of ids) await letPassUntil(id, noonOf(daysFromToday(85)));
  expect(evidence.length).toBe(kills);

  // Every decision that got its answer stands in the ledger, once, in its order.
  const turns = (await ledger(decided))
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'paused' || kind === 'resumed');
  expect(turns).toEqual(Array.from({ length: decisions }, (_, index) => (index % 2 === 0 ? 'paused' : 'resumed')));

  for (const id of ids) {
    // Lost nothing: every fact that got 202 stands in the ledger, once, and the ledger has no gap.
    const lines = await eventually(async () => {
      const now = await ledger(id);
      expect(now.filter(({ kind }) => kind === 'touch-recorded').length).toBe(told);
      return now;
    }, 60_000);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    // Nothing came late or twice: touches fell due on the days of the grid, by sums made here.
    const due = lines
      .filter(({ kind, data }) => kind === 'item-due' && data.item?.startsWith('touch-'))
      .map(({ at }) => at.slice(0, 10));
    expect(due).toEqual(due.map((_, index) => addDays(today, (index + 1) * 14)));
    expect(due.length).toBeGreaterThanOrEqual(Math.floor(((forwarded.get(id) ?? 0) - 1) / 14));
  }

  // Nobody reads anything twice: one mail per event and role. (SMTP itself cannot promise that a mail is not
  // handed over again when a worker dies between the server's last answer and our record of it. It comes with
  // the same Message-ID, mail stores show it once, and it is counted here.)
  const mails = await eventually(async () => {
    expect(await cell.count('mails', "state <> 'sent'")).toBe(0);
    return mailsTo(address);
  }, 90_000);
  // What falls due with a client on one day goes out in one mail, carried by one row.
  const rows = await cell.count('mails', `"recipientId" = '${rep}' and coalesce("carrierKey", key) = key`);
  const again = mails.reduce((sum, { repeats }) => sum + repeats, 0);
  console.log(
    `${told * ids.length} facts, ${decisions} decisions, ${rows} mails to the rep, ${again} handed over again by SMTP`,
  );
  expect(mails.length).toBe(rows);
  expect(again).toBeLessThanOrEqual(kills);
  const visible = mails.flatMap(({ date, headers }) =>
    (headers['x-holdfast-item'] ?? '').split(', ').map((item) => `${date} ${headers['x-holdfast-mail']} ${item}`),
  );
  expect(new Set(visible).size).toBe(visible.length);
  // One review meeting for the three products of the client, asked for once.
  const meetings = mails
    .filter(({ headers }) => headers['x-holdfast-mail'] === 'item-prepared')
    .filter(({ headers }) => headers['x-holdfast-item']?.endsWith('/review-1'));
  expect(meetings.length).toBe(1);
  await worker.stop();
}, 600_000);
