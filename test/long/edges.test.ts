/** What comes at the wrong moment: between a reading and a writing, while one part is away, or from one that is silent. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { withDatabase } from '../../dev/postgres';
import { upcast } from '../../domain/upcast';
import { eventually, fresh } from '../support/api';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { closeWorlds, startWorld } from '../support/outside';
import { temporal } from '../support/time';

let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell({ HOLDFAST_TRUSTED_HOSTS: 'localhost' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
  await closeWorlds();
});

const sql = <T>(use: Parameters<typeof withDatabase<T>>[1]): Promise<T> => withDatabase(cell.databaseUrl, use);
const ok = ({ status, body }: { status: number; body: unknown }): void =>
  expect([status < 300, body]).toEqual([true, body]);

async function handOff(more: object = {}): Promise<{ readonly id: string; readonly client: string }> {
  const deal = aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30), ...more });
  const answer = await cell.admin.post('/v1/deals', deal);
  ok(answer);
  const id = (answer.body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
  await eventually(async () => expect((await cell.admin.get(`/v1/lifecycles/${id}`)).body.source).toBe('live'), 60_000);
  return { id, client: deal.client.id };
}
const kindsOf = async (id: string): Promise<readonly string[]> =>
  ((await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body.items as { kind: string }[]).map(
    ({ kind }) => kind,
  );
const jobStateIs = (id: string, state: string, withinMs = 60_000): Promise<void> =>
  eventually(async () => expect((await cell.admin.get(`/v1/jobs/${id}`)).body.state).toBe(state), withinMs);

/** In its place runs a workflow that nobody works on: it takes every message, and answers none. */
async function fallsSilent(id: string): Promise<void> {
  const { workflow } = await temporal();
  await workflow.getHandle(id).terminate('a slip of the hand');
  await workflow.start('lifecycle', {
    workflowId: id,
    taskQueue: fresh('nobody'),
    args: [],
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
}

test('a renewal of a lifecycle that has ended by the record is refused, also by a run from before it ended', async () => {
  const { id } = await handOff();
  const state = await sql(async (db) => {
    const { rows } = await db.query<{ state: unknown }>('select state from lifecycles where id = $1', [id]);
    return upcast(rows[0]?.state);
  });
  ok(await cell.admin.post(`/v1/lifecycles/${id}/ineligible`, { reason: 'fraud' }));
  const { workflow } = await temporal();
  await eventually(async () => expect((await workflow.getHandle(id).describe()).status.name).toBe('COMPLETED'));
  // As if Temporal had been restored to the moment before.
  await workflow.start('lifecycle', {
    workflowId: id,
    taskQueue: cell.taskQueue,
    args: [{ from: { kind: 'state', state }, maxEvents: 200 }],
  });
  const decision = fresh('d');
  const renewal = { id: decision, data: { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } } };
  await expect(
    workflow.getHandle(id).executeUpdate('renew', { args: [renewal], updateId: decision }),
  ).rejects.toMatchObject({ cause: { type: 'Refused', details: ['ended'] } });
  expect(await kindsOf(id)).not.toContain('renewed');
});

test('an item that is claimed while it is being completed elsewhere hears of it', async () => {
  const { id, client } = await handOff();
  const other = `${id}.other`;
  const insert = `insert into shared_items ("lifecycleId", "itemId", "clientId", "shareKey", day, "holderLifecycleId", "holderItemId")
    values ($1, 'review-1', $2, 'review', $3, $4, $5)`;
  await sql((db) => db.query(insert, [id, client, daysFromToday(0), null, null]));
  const told = await sql(async (claiming) => {
    await claiming.query('begin');
    await claiming.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [client]);
    await claiming.query(insert, [other, client, daysFromToday(0), id, 'review-1']);
    const script = path.join(__dirname, '..', 'support', 'complete-shared.ts');
    const completing = promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', script, id, 'review-1'], {
      env: { ...process.env, HOLDFAST_DATABASE_URL: cell.databaseUrl },
      timeout: 60_000,
    });
    const held = eventually(async () =>
      expect(await cell.count('pg_locks', `locktype = 'advisory' and not granted`)).toBe(1),
    );
    await Promise.race([held, completing]);
    await claiming.query('commit');
    return JSON.parse((await completing).stdout) as readonly string[];
  });
  expect(told).toEqual([other]);
  expect(await cell.count('shared_items', `"clientId" = '${client}' and closed`)).toBe(2);
});

test('who is erased while a question to them is on its way: nothing remembers that they were asked', async () => {
  const script = path.join(__dirname, '..', 'support', 'erase-while-asking.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', script, fresh('asked'), '40'], {
    env: { ...process.env, HOLDFAST_DATABASE_URL: cell.databaseUrl },
    timeout: 60_000,
  });
  expect(stdout.trim()).toBe('0');
});

test('a feed that is switched on again while Temporal is away is read again', async () => {
  const world = await startWorld();
  world.answers((_, answer) => answer.end('<rss version="2.0"><channel></channel></rss>'));
  const { client } = await handOff();
  const id = fresh('feed');
  const feed = { url: world.at('/feed'), about: { client }, words: ['merger'], everyMinutes: 60 };
  ok(await cell.admin.put(`/v1/feeds/${id}`, feed));
  await eventually(async () => expect(await cell.count('feed_polls', `"feedId" = '${id}'`)).toBe(1));
  ok(await cell.admin.put(`/v1/feeds/${id}`, { ...feed, active: false }));
  const { workflow } = await temporal();
  const running = await sql(async (db) => {
    // Read so long ago that it may be read again.
    await db.query(`update feeds set "polledAt" = now() - interval '1 hour' where id = $1`, [id]);
    return workflow.list({ query: `WorkflowType = 'feed' AND TaskQueue STARTS_WITH '${cell.taskQueue}'` });
  });
  for await (const { workflowId } of running)
    await eventually(async () =>
      expect((await workflow.getHandle(workflowId).describe()).status.name).toBe('COMPLETED'),
    );
  const away = await cell.startApi({ HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1' });
  ok(await away.put(`/v1/feeds/${id}`, { ...feed, active: true }));
  await away.kill();
  await eventually(async () => expect(await cell.count('feed_polls', `"feedId" = '${id}'`)).toBe(2), 60_000);
});

test('a campaign that is called off while it invites is called off for everybody whom it reached', async () => {
  const { id, client } = await handOff();
  const { body: campaign } = await cell.admin.post('/v1/campaigns', {
    kind: 'training',
    title: 'What is new in quotes',
    startsAt: `${daysFromToday(20)}T13:00:00Z`,
    filter: { clients: [client] },
  });
  await jobStateIs(campaign.id, 'previewed');
  const calledOff = await sql(async (db) => {
    // The lifecycle takes the invitation, and PostgreSQL does not record it: the first chunk is under way.
    await db.query('begin');
    await db.query('lock table ledger in share row exclusive mode');
    ok(await cell.admin.post(`/v1/jobs/${campaign.id}/start`));
    await eventually(async () => expect(await cell.count('reached', `cause = '${campaign.id}'`)).toBe(1));
    const answer = await cell.admin.post(`/v1/campaigns/${campaign.id}/call-off`);
    await db.query('rollback');
    return answer;
  });
  expect(calledOff.status).toBe(202);
  await jobStateIs(calledOff.body.id, 'done');
  expect(await kindsOf(id)).toEqual(expect.arrayContaining(['campaign-invited', 'invitation-called-off']));
});

test('a campaign that is moved while it invites is moved for everybody whom it reached, and a worker that dies tells nobody twice', async () => {
  const { id, client } = await handOff();
  const startsAt = `${daysFromToday(20)}T13:00:00.000Z`;
  const to = { startsAt: `${daysFromToday(27)}T13:00:00.000Z` };
  const { body: campaign } = await cell.admin.post('/v1/campaigns', {
    kind: 'training',
    title: 'What is new in quotes',
    startsAt,
    filter: { clients: [client] },
  });
  await jobStateIs(campaign.id, 'previewed');
  const moved = await sql(async (db) => {
    // As above: it is being invited to the old date.
    await db.query('begin');
    await db.query('lock table ledger in share row exclusive mode');
    ok(await cell.admin.post(`/v1/jobs/${campaign.id}/start`));
    await eventually(async () => expect(await cell.count('reached', `cause = '${campaign.id}'`)).toBe(1));
    const answer = await cell.admin.post(`/v1/campaigns/${campaign.id}/move`, to);
    await worker.kill();
    await db.query('rollback');
    return answer;
  });
  expect(moved.status).toBe(202);
  worker = await cell.startWorker();
  await jobStateIs(moved.body.id, 'done', 120_000);
  await jobStateIs(campaign.id, 'done', 120_000);
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}`);
  expect(body.invitations).toMatchObject([{ campaign: campaign.id, startsAt: to.startsAt }]);
  // Whether the invitation went out before the worker died or after it: to the old date and moved, or at once to the new one.
  const kinds = (await kindsOf(id)).filter((kind) => kind === 'campaign-invited' || kind === 'invitation-moved');
  expect(new Set(kinds).size).toBe(kinds.length);
  const mails = (kind: string) => cell.count('mails', `kind = '${kind}' and "lifecycleId" = '${id}'`);
  await eventually(async () => expect(await mails('invitation')).toBe(1), 60_000);
  expect(await mails('invitation-moved')).toBe(kinds.length - 1);
  const held = `cause = '${campaign.id}' and '${daysFromToday(27)}' = any(days) and not '${daysFromToday(20)}' = any(days)`;
  expect(await cell.count('reached', held)).toBe(1);
});

test('a lifecycle that does not answer holds no other row of a job up, and its own is done once it does', async () => {
  const [leaver, next] = [fresh('rep'), fresh('rep')];
  for (const rep of [leaver, next])
    ok(await cell.admin.put(`/v1/reps/${rep}`, { name: rep, email: `${rep}@holdfast.example` }));
  const group = fresh('group');
  ok(await cell.admin.put(`/v1/groups/${group}`, { name: 'A group', rep: leaver, policy: 'default' }));
  const ids = [];
  for (let made = 0; made < 3; made += 1) ids.push((await handOff({ group })).id);
  const [silent = '', ...others] = ids.toSorted();
  await fallsSilent(silent);
  const { status, body } = await cell.admin.post(`/v1/reps/${leaver}/handover`, { to: next });
  expect(status).toBe(202);
  await eventually(async () => {
    const { progress, told } = (await cell.admin.get(`/v1/jobs/${body.id}`)).body;
    expect(progress).toMatchObject({ done: others.length, waiting: 1, waitsFor: { TemporalAway: 1 } });
    expect(told).toContain('1 of them wait for TemporalAway');
  }, 60_000);
  await (await temporal()).workflow.getHandle(silent).terminate('mended');
  await jobStateIs(body.id, 'done', 90_000);
  expect((await cell.admin.get(`/v1/jobs/${body.id}`)).body.progress).toMatchObject({ done: 3, waiting: 0 });
});

test('nobody is given a client who leaves while it is asked: not by the sweep, and not by a job', async () => {
  const [keeper, asked] = [fresh('rep'), fresh('rep')];
  const put = async (rep: string, more: object = {}): Promise<void> =>
    ok(await cell.admin.put(`/v1/reps/${rep}`, { name: rep, email: `${rep}@holdfast.example`, ...more }));
  await put(keeper);
  await put(asked);
  const group = fresh('group');
  ok(await cell.admin.put(`/v1/groups/${group}`, { name: 'A group', rep: keeper, policy: 'default' }));
  const { id } = await handOff({ group });
  await fallsSilent(id);
  const job = await cell.admin.post(`/v1/reps/${keeper}/handover`, { to: asked });
  expect(job.status).toBe(202);
  expect((await cell.admin.post(`/v1/lifecycles/${id}/reassign`, { rep: asked })).status).toBe(503);
  await put(asked, { left: true });
  await eventually(
    async () =>
      expect(
        await cell.count(
          'decisions',
          `"lifecycleId" = '${id}' and state = 'refused' and outcome ->> 'code' = 'rep-left'`,
        ),
      ).toBe(1),
    90_000,
  );
  await jobStateIs(job.body.id, 'done', 90_000);
  const rows = await cell.admin.get(`/v1/jobs/${job.body.id}/rows`);
  expect(rows.body.items).toMatchObject([{ subject: id, state: 'skipped', outcome: { reason: 'rep-left' } }]);
  expect(await cell.count('lifecycles', `id = '${id}' and "repId" = '${keeper}'`)).toBe(1);
});
