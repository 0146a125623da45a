/**
 * Hundreds of clients are brought over, a changed cadence is rolled out to them, and a campaign runs over them; each is
 * killed half-way. The tests go on from one another, in this order.
 */
import type { CaughtMail } from '../../dev/caught-mail';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { addDays, daysFromToday, everyDay, today } from '../support/dates';
import { testEnv } from '../support/env';
import { eventsOf, eventTypeOf } from '../support/histories';
import { eventually, everyPage, fresh, jobIs, running as stack } from '../support/api';
import { aRow, ndjson, sendImport } from '../support/imports';
import { withDatabase } from '../../dev/postgres';

const lifecycles = testEnv().HOLDFAST_CLIENTS;
/** Deadlines are made for a thousand. */
const patience = Math.max(1, lifecycles / 1_000);
jest.setTimeout(600_000 * patience);
const reps = Array.from({ length: 5 }, () => fresh('rep'));
const policyOfAll = fresh('policy');

let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell();
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
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

const rowsOf = (job: string): Promise<readonly Row[]> => everyPage(cell.admin, `/v1/jobs/${job}/rows`);

/** Kills the worker each time that more than so many are done; returns how many were by then. */
async function killedAfter(done: () => Promise<number>, ...marks: readonly number[]): Promise<readonly number[]> {
  const kills: number[] = [];
  for (const mark of marks) {
    await eventually(async () => expect(await done()).toBeGreaterThan(mark), 300_000 * patience);
    expect(await worker.kill()).toBe('SIGKILL');
    kills.push(await done());
    worker = await cell.startWorker();
  }
  return kills;
}

const quiet = {
  birthdays: { cards: false },
  contactCap: { touches: 3, days: 30 },
  ...everyDay,
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
    60_000,
  );
  return { policy, rep };
}

test(`an import of ${lifecycles} rows, its worker killed in the middle, brings each over once, however often it is sent`, async () => {
  await cell.admin.put(`/v1/policies/${policyOfAll}`, { rules: quiet });
  for (const rep of reps) {
    await cell.admin.put(`/v1/reps/${rep}`, { name: 'Wobblewort', email: `${rep}@holdfast.example` });
    await cell.admin.put(`/v1/groups/${rep}`, { name: 'G', rep, policy: policyOfAll, productTypes: ['imported'] });
  }
  const all = Array.from({ length: lifecycles }, (_, index) => aRow(index, {}, { type: 'imported' }));
  const file = ndjson(all);
  const began = Date.now();
  const { status, body: job } = await sendImport(cell.url, cell.key, file);
  expect(status).toBe(202);
  expect(job.summary.reps.map((one: { lifecycles: number }) => one.lifecycles)).toEqual(reps.map(() => lifecycles / 5));
  const brought = (): Promise<number> => cell.count('job_rows', "state = 'done'");
  const kills = await killedAfter(brought, lifecycles * 0.1, lifecycles * 0.5);
  expect(Math.max(...kills)).toBeLessThan(lifecycles);
  const finished = await jobIs(job.id, 'done', cell.admin, 120_000);
  console.log(
    `${lifecycles} rows in ${Math.round((Date.now() - began) / 1_000)} s, killed after ${kills.join(' and ')}`,
  );
  expect(finished.progress).toMatchObject({ total: lifecycles, done: lifecycles, skipped: 0, failed: 0 });

  // One lifecycle a row, begun once: in PostgreSQL, in its ledger, and in Temporal.
  const ids = await eventually(async () => {
    const found = await withDatabase(cell.databaseUrl, (client) =>
      client.query<{ id: string }>(
        `select l.id from lifecycles l join ledger g on g."lifecycleId" = l.id and g.kind = 'lifecycle-began' order by l.id`,
      ),
    );
    expect(found.rows.length).toBe(lifecycles);
    return found.rows.map(({ id }) => id);
  }, 240_000 * patience);
  expect(ids).toEqual(all.map(({ dealId }) => `${dealId}.crm-pro.t1`).toSorted());
  for (const id of ids.filter((_, index) => index % Math.ceil(lifecycles / 40) === 0))
    expect((await eventsOf(id)).filter((event) => eventTypeOf(event).endsWith('EXECUTION_STARTED')).length).toBe(1);
  // Nobody was flooded: one dossier a rep, and nothing else.
  await eventually(
    async () => expect(await cell.count('mails', "kind = 'dossier' and state = 'sent'")).toBe(5),
    60_000,
  );
  expect(await cell.count('mails', "kind <> 'dossier'")).toBe(0);

  // The same file again: all are there already.
  const { body: again } = await sendImport(cell.url, cell.key, file);
  expect(again.summary.alreadyThere).toBe(lifecycles);
  await eventually(async () => {
    const { body } = await cell.admin.get(`/v1/jobs/${again.id}`);
    expect(body).toMatchObject({ state: 'done', progress: { total: lifecycles, skipped: lifecycles, done: 0 } });
  }, 120_000 * patience);
  expect(await cell.count('lifecycles', 'true')).toBe(lifecycles);
  // The same deal with other content is named, and changes nothing.
  const other = { ...all[0], client: { ...all[0]?.client, name: 'Somebody Else' } };
  const { body: third } = await sendImport(cell.url, cell.key, ndjson([other]));
  await eventually(
    async () => expect((await cell.admin.get(`/v1/jobs/${third.id}`)).body.progress).toMatchObject({ failed: 1 }),
    60_000,
  );
});

test(`a changed cadence over ${lifecycles} running lifecycles does exactly what its preview says, though the worker is killed half-way`, async () => {
  await cell.admin.put(`/v1/policies/${policyOfAll}`, {
    rules: { ...quiet, touches: { everyWeeks: 3 }, reviews: { everyMonths: 6 } },
  });
  // Lifecycles in flight stay as they are until somebody rolls it out.
  expect(await cell.count('lifecycles', '"policyVersion" = 1')).toBe(lifecycles);

  const { status, body: job } = await cell.admin.post(`/v1/policies/${policyOfAll}/rollouts`, { when: 'now' });
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
  const kills = await killedAfter(changedSoFar, lifecycles * 0.2, lifecycles * 0.5);
  const done = await jobIs(job.id, 'done', cell.admin, 120_000);
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
       from lifecycles`,
    );
    return new Map(found.rows.map((row) => [row.id, row]));
  });
  for (const { subject, preview, state, outcome } of rows) {
    const stays = stay.includes(subject);
    const unchanged = stays || later.includes(subject);
    const now = agendas.get(subject);
    expect({
      subject,
      state,
      reason: stays ? outcome?.reason : null,
      version: now?.version,
      next: unchanged ? null : now?.next,
    }).toEqual({
      subject,
      state: stays ? 'skipped' : 'done',
      reason: stays ? 'stays' : null,
      version: unchanged ? 1 : 2,
      next: unchanged ? null : preview.after.firstTouchOn,
    });
  }
  // To the last step: every coming moment is the one that was previewed.
  for (const { subject, preview } of rows.filter((_, index) => index >= 5 && index % 40 === 0)) {
    const { body } = await cell.admin.get(`/v1/lifecycles/${subject}/agenda`);
    expect(body.agenda.map(({ at, what }: { at: string; what: string }) => ({ at, what }))).toEqual(preview.agenda);
  }
  const { body: scheduled } = await cell.admin.get(`/v1/lifecycles/${later[0]}`);
  expect(scheduled.policy).toMatchObject({ version: 1, scheduled: { id: policyOfAll, version: 2 } });

  // Nothing is left that would change.
  const { status: again, body: none } = await cell.admin.post(`/v1/policies/${policyOfAll}/rollouts`, {
    when: 'now',
    scope: { rep: fresh('rep') },
  });
  expect([again, none.detail]).toEqual([404, 'There is no running lifecycle that would change.']);
});

test(`a campaign over ${lifecycles} clients keeps within the cap, survives a kill, and invites nobody twice`, async () => {
  const held = daysFromToday(16);
  const training = {
    kind: 'training',
    title: `canary-words ${fresh('training')}`,
    startsAt: `${held}T10:00:00Z`,
    filter: { reps },
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
  const [kill = 0] = await killedAfter(invitedSoFar, wouldInvite * 0.3);
  expect(kill).toBeLessThan(wouldInvite);
  const { progress } = await jobIs(job.id, 'done', cell.admin, 120_000);
  console.log(
    `${progress.done} of ${lifecycles} clients invited, ${progress.skipped} without room; killed after ${kill}`,
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
      `select id, (select array_agg(distinct case when i ? 'after' then i ->> 'on'
           else left(coalesce(i ->> 'closedAt', i ->> 'dueAt'), 10) end)
         from jsonb_array_elements(state #> '{slices,items}') i
         where i ->> 'programme' in ('touch', 'invitation') and i ->> 'state' <> 'cancelled') as days
       from lifecycles`,
    );
    return { told: told.rows.map(({ id }) => id), planned: planned.rows };
  });
  expect(found.told).toEqual(done.toSorted());
  await eventually(
    async () => expect(await cell.count('mails', "kind = 'invitation' and state = 'sent'")).toBe(done.length),
    120_000 * patience,
  );
  const response = await fetch(stack.mailbox.api, { signal: AbortSignal.timeout(30_000) });
  const mails = ((await response.json()) as CaughtMail[]).filter(({ subject }) => subject.includes(training.title));
  expect(mails.length).toBe(done.length);
  expect(new Set(mails.flatMap(({ to }) => to)).size).toBe(done.length);

  // The cap, counted by hand: no thirty days of a client with more than three of ours, the invitation included.
  const invited = found.planned.filter(({ id }) => done.includes(id));
  expect(invited.length).toBe(done.length);
  const crowded = invited.flatMap(({ id, days }) => {
    const all = [...new Set([...days, today])];
    return all
      .map((from) => all.filter((day) => from <= day && day < addDays(from, 30)))
      .filter((within) => (within.includes(today) || within.includes(held)) && within.length > 3)
      .map((within) => ({ id, within }));
  });
  expect(crowded).toEqual([]);
  expect((await cell.admin.get(`/v1/campaigns/${job.id}`)).body.outcome).toMatchObject({
    clients: done.length,
    invited: done.length,
    unanswered: done.length,
  });
});

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
  expect((await rowsOf(job.id)).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
});

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
});
