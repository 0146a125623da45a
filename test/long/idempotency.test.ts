/** One Idempotency-Key, one effect: however long a request takes, and whatever dies under way. */
import { withDatabase } from '../../dev/postgres';
import { eventually, fresh } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { aDeal } from '../support/deals';

const shortLease = 'test/support/short-lease-api';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell();
});
afterAll(async () => {
  await cell.stop();
});

test('a request that takes longer than its claim is not executed twice', async () => {
  const api = await cell.startApi({}, { entry: shortLease });
  const [deal, key] = [aDeal(), fresh('key')];
  const send = () => api.post('/v1/deals', deal, { 'Idempotency-Key': key });
  await withDatabase(cell.databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('lock table deals in access exclusive mode');
    const first = send();
    const claimed = async (): Promise<number> => cell.count('idempotent_requests', `"lockedUntil" > now()`);
    await eventually(async () => expect(await claimed()).toBe(1));
    // Three claims' length later it still holds it.
    const later = new Date(Date.now() + 1_500).toISOString();
    await eventually(async () => expect(await cell.count('idempotent_requests', `"lockedUntil" > '${later}'`)).toBe(1));
    expect(await send()).toMatchObject({ status: 409, body: { type: 'urn:holdfast:problem:in-flight' } });
    await client.query('rollback');
    expect((await first).status).toBe(201);
  });
  const again = await send();
  expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([201, 'true']);
});

test('what a dead process left claimed is taken over, and the job that it made is not made twice', async () => {
  const dies = await cell.startApi({}, { entry: shortLease });
  const lives = await cell.startApi({}, { entry: shortLease });
  await cell.admin.post('/v1/deals', aDeal({}, { skipOnboarding: true }));
  const [key, rep, heir] = [fresh('key'), fresh('rep'), fresh('rep')];
  for (const id of [rep, heir])
    expect((await cell.admin.put(`/v1/reps/${id}`, { name: id, email: `${id}@holdfast.example` })).status).toBe(200);
  const send = (by: typeof lives) =>
    by.post(`/v1/reps/${rep}/handover`, { to: heir, leaves: true }, { 'Idempotency-Key': key });
  const jobs = (): Promise<number> => cell.count('jobs', `kind = 'handover'`);
  await withDatabase(cell.databaseUrl, async (client) => {
    // Its job is stored, and its answer cannot be kept.
    await client.query(`
      create function dies() returns trigger language plpgsql as $$ begin
        if new.status is not null then perform pg_sleep(20); end if; return new; end $$;
      create trigger dies before update on idempotent_requests for each row execute function dies()`);
    const unanswered = send(dies).catch(() => null);
    await eventually(async () => expect(await jobs()).toBe(1));
    await dies.kill();
    expect(await unanswered).toBeNull();
    await client.query('drop function dies cascade');
  });
  const answer = await eventually(async () => {
    const sent = await send(lives);
    expect(sent.status).toBe(202);
    return sent;
  });
  expect(await jobs()).toBe(1);
  expect(await cell.count('jobs', `id = '${answer.body.id}'`)).toBe(1);
  const again = await send(lives);
  expect([again.status, again.headers.get('Idempotent-Replayed'), again.body.id]).toEqual([
    202,
    'true',
    answer.body.id,
  ]);
});
