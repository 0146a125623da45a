/** The sweep: what can never be mended delays nothing that can, and is one worker's at a time. */
import type { Client } from 'pg';
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh, type Caller } from '../support/api';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { aDeal } from '../support/deals';
import { temporal } from '../support/time';

const sweepMs = 2_000;
const poisoned = 500;
/** A sweep leaves the last ten seconds to whoever is at them; then two sweeps, on a slow machine. */
const soonMs = 40_000;
const impatient = { HOLDFAST_DECISION_TIMEOUT_MS: '1500', HOLDFAST_QUERY_TIMEOUT_MS: '1500' };

let cell: Cell;
let away: Caller;
let worker: WorkerProcess;
beforeAll(async () => {
  cell = await startCell({ ...impatient, HOLDFAST_SWEEP_MS: String(sweepMs) });
  away = await cell.startApi({ HOLDFAST_TEMPORAL_ADDRESS: '127.0.0.1:1' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await cell.stop();
});

const sql = <T>(act: (client: Client) => Promise<T>): Promise<T> => withDatabase(cell.databaseUrl, act);

async function handOff(by = cell.admin): Promise<string> {
  const { status, body } = await by.post('/v1/deals', aDeal({}, { skipOnboarding: true }));
  expect(status).toBe(201);
  return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
}

async function isLive(id: string): Promise<void> {
  await eventually(async () => {
    const { body } = await cell.admin.get(`/v1/lifecycles/${id}`);
    expect(body).toMatchObject({ source: 'live' });
  }, soonMs);
}

const kindsOf = async (id: string): Promise<readonly string[]> => {
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string }[]).map(({ kind }) => kind);
};

/** Rows of lifecycles whose seed nobody can read, copied from one that is well. */
const copyBroken = (like: string, prefix: string, count: number, startedAt: string) =>
  sql((client) =>
    client.query(
      `insert into lifecycles (id, "dealId", "clientId", "productCode", term, seed, stage, "groupId", "repId", band, score, "renewsOn", "startedAt", "createdAt")
       select $2 || n, "dealId", "clientId", "productCode", term, '{}', stage, "groupId", "repId", band, score, "renewsOn", ${startedAt}, now() - interval '1 hour'
       from lifecycles, generate_series(1, $3) as n where id = $1`,
      [like, prefix, count],
    ),
  );

/** A lifecycle that should run, and runs where no worker looks. */
async function aDeafOne(like: string): Promise<string> {
  const prefix = fresh('deaf');
  await copyBroken(like, prefix, 1, 'now()');
  await (
    await temporal()
  ).workflow.start('lifecycle', { workflowId: `${prefix}1`, taskQueue: fresh('nobody'), args: [] });
  return `${prefix}1`;
}

/** Five hundred of each kind that can never be mended, all older than anything else. */
async function poison(model: string, well: string): Promise<void> {
  const deaf = await aDeafOne(model);
  await copyBroken(model, fresh('gone'), poisoned, 'now()');
  await copyBroken(model, fresh('unbegun'), poisoned, 'null');
  const unbegun = `(select id from lifecycles where "startedAt" is null and seed = '{}' limit 1)`;
  await sql(async (client) => {
    await client.query(
      `insert into decisions ("updateId", "lifecycleId", name, data, "askedAt")
       select $1 || n, $1, 'pause', '{"reason":"season"}', now() - interval '1 hour' from generate_series(1, $2) as n`,
      [deaf, poisoned],
    );
    await client.query(
      `insert into waiting_facts ("lifecycleId", id, name, data, "keptAt")
       select ${unbegun}, 'f' || n, 'happinessHeard', '{"score":3}', now() - interval '1 hour' from generate_series(1, $1) as n`,
      [poisoned],
    );
    await client.query(
      `insert into waiting_facts ("lifecycleId", id, name, data, "keptAt")
       select $2, 'f' || n, 'nobody-knows-it', '{}', now() - interval '1 hour' from generate_series(1, $1) as n`,
      [poisoned, well],
    );
    await client.query(
      `insert into mails (key, kind, role, "recipientId", at, "createdAt")
       select 'poisoned-' || n, 'nobody-knows-it', 'rep', 'nobody', now(), now() - interval '1 hour' from generate_series(1, $1) as n`,
      [poisoned],
    );
  });
}

test('five hundred of each kind that can never be mended hold up no lifecycle, decision, fact, mail or lost life', async () => {
  // The model is of a client of its own: a mail reads all lifecycles of its client.
  const [well, lost, model] = [await handOff(), await handOff(), await handOff()];
  for (const one of [well, lost, model]) await isLive(one);
  await eventually(async () => expect(await cell.count('mails', `state = 'sent'`)).toBe(3));
  await worker.stop();
  await poison(model, well);
  worker = await cell.startWorker();
  // Each of them was met by the sweep once, before anything good comes.
  for (const kind of ['lifecycle', 'mail', 'fact', 'lost', 'decision'])
    await eventually(
      async () =>
        expect(await cell.count('sweep_tries', `kind = '${kind}' and tries > 0`)).toBeGreaterThanOrEqual(poisoned),
      90_000,
    );

  const goodMail = fresh('good-mail');
  const begins = await handOff(away);
  expect((await away.post(`/v1/lifecycles/${well}/pause`, { reason: 'season' })).status).toBe(503);
  await (await temporal()).workflow.getHandle(lost).terminate('a slip of the hand');
  await sql(async (client) => {
    await client.query(
      `insert into waiting_facts ("lifecycleId", id, name, data) values ($1, 'good', 'happinessHeard', '{"score":8}')`,
      [well],
    );
    await client.query(
      `insert into mails (key, "lifecycleId", seq, kind, role, "recipientId", "subjectId", at)
       select $2, "lifecycleId", seq, kind, role, "recipientId", "subjectId", at from mails where "lifecycleId" = $1`,
      [well, goodMail],
    );
  });
  await Promise.all([
    eventually(async () => expect(await kindsOf(begins)).toContain('lifecycle-began'), soonMs),
    eventually(async () => expect(await kindsOf(well)).toContain('paused'), soonMs),
    eventually(async () => expect(await kindsOf(well)).toContain('happiness-heard'), soonMs),
    eventually(async () => expect(await cell.count('mails', `key = '${goodMail}' and state = 'sent'`)).toBe(1), soonMs),
    isLive(lost),
  ]);
  // What was mended is forgotten; what was not is tried ever more seldom.
  await eventually(async () =>
    expect(await cell.count('sweep_tries', `id in ('${lost}', '${goodMail}', '${well}/good')`)).toBe(0),
  );
  await eventually(
    async () =>
      expect(
        await cell.count('sweep_tries', `kind = 'mail' and tries >= 3 and "nextAt" - "triedAt" >= interval '8 s'`),
      ).toBe(poisoned),
    soonMs,
  );
}, 240_000);

test('two workers sweep: each kind is one worker’s at a time, nothing is tried before its pause is over, and a dead worker’s turn is taken over', async () => {
  await sql(async (client) => {
    await client.query(`
      create table watched (what text, id text, was timestamptz, at timestamptz);
      grant all on watched to holdfast_app;
      create function watch_tries() returns trigger language plpgsql as $$ begin
        insert into watched values ('tried', new.kind || ' ' || new.id, old."nextAt", clock_timestamp()); return new; end $$;
      create trigger watched after update on sweep_tries for each row execute function watch_tries();
      create function watch_turns() returns trigger language plpgsql as $$ begin
        if old.owner <> new.owner then insert into watched values ('taken', new.name, old.until, clock_timestamp()); end if;
        return new; end $$;
      create trigger watched after update on leases for each row execute function watch_turns();
    `);
    await client.query(
      `insert into mails (key, kind, role, "recipientId", at, "createdAt")
       select 'watched-' || n, 'nobody-knows-it', 'rep', 'nobody', now(), now() - interval '1 hour' from generate_series(1, 20) as n`,
    );
  });
  const other = await cell.startWorker();
  await eventually(
    async () => expect(await cell.count('sweep_tries', `id like 'watched-%' and tries >= 4`)).toBe(20),
    60_000,
  );
  expect(await cell.count('watched', `what = 'tried'`)).toBeGreaterThan(60);
  expect(await cell.count('watched', `at < was`)).toBe(0);
  expect(await cell.count('watched', `what = 'taken'`)).toBe(0);

  await worker.kill();
  worker = other;
  const kinds = await cell.count('leases', 'true');
  await eventually(async () => expect(await cell.count('watched', `what = 'taken'`)).toBe(kinds), soonMs);
  expect(await cell.count('watched', `what = 'taken' and at < was`)).toBe(0);
  await worker.stop();
  expect(await cell.count('leases', 'true')).toBe(0);
});
