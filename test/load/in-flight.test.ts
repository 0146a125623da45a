/** A thousand clients in flight: a changed cadence is rolled out to them, and a campaign runs over them; both are killed half-way. */
import type { CaughtMail } from '../../dev/mailbox';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { addDays } from '../support/dates';
import { disconnect, eventually, fresh, jobIs, running as stack } from '../support/holdfast';
import { aRow, ndjson, sendImport } from '../support/imports';
import { withDatabase } from '../../dev/postgres';

const lifecycles = Number(process.env.HOLDFAST_ROLLOUT ?? 1_000);

let cell: Cell;
let worker: WorkerProcess;
let flying: { policy: string; rep: string };
beforeAll(async () => {
  cell = await startCell();
  worker = await cell.startWorker();
  flying = await running(lifecycles);
}, 300_000);
afterAll(async () => {
  await worker.stop();
  await cell.stop();
  await disconnect();
});

interface Row {
  readonly row: number;
  readonly subject: string;
  readonly state: string;
  readonly preview: {
    readonly at: string;
    readonly before: { readonly firstTouchOn: string };
    readonly after: { readonly firstTouchOn: string };
    readonly agenda: readonly object[];
    readonly refused?: string;
  };
  readonly outcome?: { readonly reason?: string };
}

async function rowsOf(job: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let cursor = ''; ;) {
    const { body } = await cell.admin.get(`/v1/jobs/${job}/rows?limit=200${cursor}`);
    rows.push(...(body.items as Row[]));
    if (body.next === undefined) return rows;
    cursor = `&cursor=${body.next}`;
  }
}

const quiet = {
  birthdays: { cards: false },
  contactCap: { touches: 3, days: 30 },
  workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] },
};

/** So many running lifecycles of one group; returns the group's policy. */
async function running(count: number): Promise<{ policy: string; rep: string }> {
  const [rep, policy] = [fresh('rep'), fresh('policy')];
  await cell.admin.put(`/v1/reps/${rep}`, { name: 'Wobblewort', email: `${rep}@holdfast.example` });
  await cell.admin.put(`/v1/policies/${policy}`, { rules: quiet });
  await cell.admin.put(`/v1/groups/${rep}`, { name: 'G', rep, policy });
  const rows = Array.from({ length: count }, (_, index) => aRow(index, {}, { group: rep }));
  const { status, body } = await sendImport(cell.url, cell.key, ndjson(rows));
  if (status !== 202) throw new Error(JSON.stringify(body));
  await eventually(
    async () => expect(await cell.count('ledger', `"repId" = '${rep}' and kind = 'lifecycle-began'`)).toBe(count),
    240_000,
  );
  return { policy, rep };
}

test(`a changed cadence over ${lifecycles} running lifecycles does exactly what its preview says, though the worker is killed half-way`, async () => {
  const { policy, rep } = flying;
  await cell.admin.put(`/v1/policies/${policy}`, {
    rules: { ...quiet, touches: { everyWeeks: 3 }, reviews: { everyMonths: 6 } },
  });
  // Lifecycles in flight stay as they are until somebody rolls it out.
  expect(await cell.count('lifecycles', `"repId" = '${rep}' and "policyVersion" = 1`)).toBe(lifecycles);

  const { status, body: job } = await cell.admin.post(`/v1/policies/${policy}/rollouts`, { when: 'now' });
  expect(status).toBe(202);
  await jobIs(job.id, 'previewed', cell.admin, 120_000);
  const previews = await rowsOf(job.id);
  expect(previews.length).toBe(lifecycles);
  // A closer cadence: nobody waits longer than before, and most are heard of sooner.
  const sooner = previews.filter(({ preview: { before, after } }) => after.firstTouchOn < before.firstTouchOn);
  expect(sooner.length).toBeGreaterThan(lifecycles / 4);
  expect(previews.every(({ preview: { before, after } }) => after.firstTouchOn <= before.firstTouchOn)).toBe(true);
  expect(await cell.count('ledger', "kind = 'policy-changed'")).toBe(0);

  // Two of them are to stay, and three go over at their next quarter.
  const stay = previews.slice(0, 2).map(({ subject }) => subject);
  const later = previews.slice(2, 5).map(({ subject }) => subject);
  for (const [chosen, when] of [
    [stay, 'stay'],
    [later, 'next-quarter'],
  ] as const) {
    expect((await cell.admin.post(`/v1/jobs/${job.id}/choices`, { lifecycles: chosen, when })).status).toBe(202);
    await jobIs(job.id, 'previewed', cell.admin);
  }

  expect((await cell.admin.post(`/v1/jobs/${job.id}/start`)).status).toBe(202);
  const changedSoFar = (): Promise<number> => cell.count('ledger', "kind in ('policy-changed', 'policy-scheduled')");
  const kills: number[] = [];
  for (const part of [0.2, 0.5]) {
    await eventually(async () => expect(await changedSoFar()).toBeGreaterThan(lifecycles * part), 120_000);
    expect(await worker.kill()).toBe('SIGKILL');
    kills.push(await changedSoFar());
    worker = await cell.startWorker();
  }
  const done = await jobIs(job.id, 'done', cell.admin, 180_000);
  console.log(`killed after ${kills.join(' and ')} of ${lifecycles}`);
  expect(Math.max(...kills)).toBeLessThan(lifecycles);
  expect(done.progress).toMatchObject({ total: lifecycles, done: lifecycles - 2, skipped: 2, failed: 0, waiting: 0 });

  // Each changed once, and what comes now is what the preview said.
  const rows = await rowsOf(job.id);
  const agendas = await withDatabase(cell.databaseUrl, async (client) => {
    const { rows: counted } = await client.query<{ n: string }>(
      `select count(*) as n from ledger where kind in ('policy-changed', 'policy-scheduled') group by "lifecycleId" having count(*) <> 1`,
    );
    expect(counted).toEqual([]);
    const found = await client.query<{ id: string; next: string; version: number }>(
      `select id, (select min(i ->> 'on') from jsonb_array_elements(state #> '{slices,items}') i
                   where i ->> 'programme' = 'touch' and i ->> 'state' = 'planned') as next, "policyVersion" as version
       from lifecycles where "repId" = $1`,
      [rep],
    );
    return new Map(found.rows.map((row) => [row.id, row]));
  });
  for (const { subject, preview, state, outcome } of rows) {
    const now = agendas.get(subject);
    if (stay.includes(subject))
      expect({ state, outcome, version: now?.version }).toEqual({
        state: 'skipped',
        outcome: { reason: 'stays' },
        version: 1,
      });
    else if (later.includes(subject)) expect(now?.version).toBe(1);
    else expect({ next: now?.next, version: now?.version }).toEqual({ next: preview.after.firstTouchOn, version: 2 });
  }
  // To the last step: every coming moment is the one that was previewed.
  for (const { subject, preview } of rows.filter((_, index) => index >= 5 && index % 40 === 0)) {
    const { body } = await cell.admin.get(`/v1/lifecycles/${subject}/agenda`);
    expect(body.agenda.map(({ at, what }: { at: string; what: string }) => ({ at, what }))).toEqual(preview.agenda);
  }
  const { body: scheduled } = await cell.admin.get(`/v1/lifecycles/${later[0]}`);
  expect(scheduled.policy).toMatchObject({ version: 1, scheduled: { id: policy, version: 2 } });

  // Nothing is left that would change.
  const { status: again, body: none } = await cell.admin.post(`/v1/policies/${policy}/rollouts`, {
    when: 'now',
    scope: { rep: fresh('rep') },
  });
  expect([again, none.detail]).toEqual([404, 'There is no running lifecycle that would change.']);
}, 560_000);

test(`a campaign over ${lifecycles} clients keeps within the cap, survives a kill, and invites nobody twice`, async () => {
  const sent = new Date().toISOString().slice(0, 10);
  const held = addDays(sent, 16);
  const training = {
    kind: 'training',
    title: `canary-words ${fresh('training')}`,
    startsAt: `${held}T10:00:00Z`,
    filter: { reps: [flying.rep] },
  };
  const { status, body: job } = await cell.admin.post('/v1/campaigns', training);
  expect(status).toBe(202);
  await jobIs(job.id, 'previewed', cell.admin, 120_000);
  const previews = await rowsOf(job.id);
  expect(previews.length).toBe(lifecycles);
  expect(await cell.count('mails', "kind = 'invitation'")).toBe(0);

  expect((await cell.admin.post(`/v1/jobs/${job.id}/start`)).status).toBe(202);
  const invitedSoFar = (): Promise<number> => cell.count('ledger', "kind = 'campaign-invited'");
  const wouldInvite = previews.filter(({ preview }) => preview.refused === undefined).length;
  await eventually(async () => expect(await invitedSoFar()).toBeGreaterThan(wouldInvite * 0.3), 120_000);
  expect(await worker.kill()).toBe('SIGKILL');
  const killedAfter = await invitedSoFar();
  expect(killedAfter).toBeLessThan(wouldInvite);
  worker = await cell.startWorker();
  const { progress } = await jobIs(job.id, 'done', cell.admin, 240_000);
  console.log(
    `${progress.done} of ${lifecycles} clients invited, ${progress.skipped} without room; killed after ${killedAfter}`,
  );

  // What it did is what it said it would do; both kinds of clients are among them.
  const rows = await rowsOf(job.id);
  for (const { preview, state, outcome } of rows)
    expect({ state, reason: outcome?.reason }).toEqual(
      preview.refused === undefined
        ? { state: 'done', reason: undefined }
        : { state: 'skipped', reason: 'contact-cap' },
    );
  expect(progress).toMatchObject({ total: lifecycles, failed: 0, waiting: 0 });
  expect(Math.min(progress.done ?? 0, progress.skipped ?? 0)).toBeGreaterThan(lifecycles / 20);

  // Nobody twice: one event a client, one mail an address, in the records and in the mailbox.
  const done = rows.filter(({ state }) => state === 'done').map(({ subject }) => subject);
  const found = await withDatabase(cell.databaseUrl, async (client) => {
    const told = await client.query<{ id: string }>(
      `select "lifecycleId" as id from ledger where kind = 'campaign-invited' order by 1`,
    );
    const planned = await client.query<{ id: string; days: string[] }>(
      `select id, (select array_agg(distinct left(coalesce(i ->> 'closedAt', i ->> 'dueAt'), 10))
         from jsonb_array_elements(state #> '{slices,items}') i
         where i ->> 'programme' in ('touch', 'invitation') and i ->> 'state' <> 'cancelled') as days
       from lifecycles where "repId" = $1`,
      [flying.rep],
    );
    return { told: told.rows.map(({ id }) => id), planned: planned.rows };
  });
  expect(found.told).toEqual(done.toSorted());
  await eventually(
    async () => expect(await cell.count('mails', "kind = 'invitation' and state = 'sent'")).toBe(done.length),
    120_000,
  );
  const response = await fetch(stack.mailbox.api, { signal: AbortSignal.timeout(30_000) });
  const mails = ((await response.json()) as CaughtMail[]).filter(({ subject }) => subject.includes(training.title));
  expect(mails.length).toBe(done.length);
  expect(new Set(mails.flatMap(({ to }) => to)).size).toBe(done.length);

  // The cap, counted by hand: no thirty days of a client with more than three of ours, the invitation included.
  for (const { id, days } of found.planned.filter((one) => done.includes(one.id))) {
    const all = [...new Set([...days, sent])];
    for (const from of all) {
      const within = all.filter((day) => from <= day && day < addDays(from, 30));
      if (within.includes(sent) || within.includes(held))
        expect([id, within, within.length <= 3]).toEqual([id, within, true]);
    }
  }
  expect((await cell.admin.get(`/v1/campaigns/${job.id}`)).body.outcome).toMatchObject({
    clients: done.length,
    invited: done.length,
    unanswered: done.length,
  });
}, 560_000);

test('a roll-out that is cancelled before it starts changes nothing, and cannot be started', async () => {
  const { policy } = await running(3);
  await cell.admin.put(`/v1/policies/${policy}`, { rules: { ...quiet, touches: { everyWeeks: 2 } } });
  const { body: job } = await cell.admin.post(`/v1/policies/${policy}/rollouts`, { when: 'next-quarter' });
  await jobIs(job.id, 'previewed', cell.admin);
  expect((await cell.admin.post(`/v1/jobs/${job.id}/cancel`)).body.state).toBe('cancelled');
  expect((await cell.admin.post(`/v1/jobs/${job.id}/start`)).body).toMatchObject({
    status: 409,
    detail: 'This job is cancelled.',
  });
  expect((await rowsOf(job.id)).every(({ state }) => state === 'waiting')).toBe(true);
}, 120_000);

test('a roll-out reaches only the group, product or rep that it is meant for', async () => {
  const { policy, rep } = await running(3);
  const other = fresh('rep');
  await cell.admin.put(`/v1/reps/${other}`, { name: 'Wobblewort', email: `${other}@holdfast.example` });
  await cell.admin.put(`/v1/groups/${other}`, { name: 'G', rep: other, policy });
  const rows = [aRow(1, {}, { group: other }), aRow(2, {}, { group: other, code: 'erp' })];
  await sendImport(cell.url, cell.key, ndjson(rows));
  await eventually(async () => expect(await cell.count('ledger', `"repId" = '${other}'`)).toBeGreaterThan(1), 60_000);
  await cell.admin.put(`/v1/policies/${policy}`, { rules: { ...quiet, touches: { everyWeeks: 2 } } });
  const reached = async (scope: object): Promise<number> =>
    (await cell.admin.post(`/v1/policies/${policy}/rollouts`, { when: 'now', scope })).body.progress.total;
  expect(await reached({ group: rep })).toBe(3);
  expect(await reached({ rep: other })).toBe(2);
  expect(await reached({ product: 'erp' })).toBe(1);
  expect(await reached({ group: other, product: 'crm-pro' })).toBe(1);
  expect(await reached({})).toBe(5);
}, 120_000);
