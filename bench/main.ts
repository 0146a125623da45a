/**
 * `npm run bench` (while `npm start` runs): what Holdfast costs against the bare parts, as ratios of medians taken in
 * turns within one run. Absolute times depend on the machine; ratios tell what we add.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Running } from '../dev/stack';

const file = path.join(
  path.resolve(process.env.HOLDFAST_HOME ?? path.join(__dirname, '..', '.holdfast')),
  'running.json',
);
const rounds = 15;
const batch = 1_000;
const lines = 40;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

async function call(running: Running, at: string, body: object): Promise<unknown> {
  const response = await fetch(`${running.api}${at}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${running.keys.admin}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Lifecycles of one client that readings can be about. */
async function lifecycles(running: Running): Promise<readonly string[]> {
  const dealId = `bench-${randomBytes(4).toString('hex')}`;
  const products = Array.from({ length: lines }, (_, index) => ({
    code: `line-${index}`,
    name: `Line ${index}`,
    annualValue: { amount: 1, currency: 'EUR' },
    startsOn: new Date().toISOString().slice(0, 10),
    termMonths: 12,
    skipOnboarding: true,
  }));
  const answer = (await call(running, '/v1/deals', {
    dealId,
    client: { id: dealId, name: 'Bench' },
    contacts: [{ id: 'k', name: 'Kim Example', email: 'kim@client.example' }],
    seller: { id: 's', name: 'Sam Seller', email: 'sam@holdfast.example' },
    products,
  })) as { lifecycles: { id: string }[] };
  return answer.lifecycles.map(({ id }) => id);
}

const readingsOf = (ids: readonly string[]) =>
  Array.from({ length: batch }, (_, index) => ({
    lifecycle: ids[index % ids.length] ?? '',
    kind: 'usage',
    value: 60 + (index % 15),
    eventId: randomBytes(8).toString('hex'),
  }));

async function main(): Promise<void> {
  if (!existsSync(file)) throw new Error('Holdfast is not running here: npm start first.');
  const running = JSON.parse(readFileSync(file, 'utf8')) as Running;
  const ids = await lifecycles(running);
  const client = new pg.Client({ connectionString: running.postgres });
  await client.connect();
  await client.query('drop table if exists bench_plain');
  await client.query('create table bench_plain (like readings including all)');
  // Handing over 40 lifecycles causes 40 mails; what is measured begins when they are out.
  const waiting = "select count(*)::int as n from mails where state = 'waiting'";
  for (const deadline = Date.now() + 120_000; Date.now() < deadline;) {
    if ((await client.query<{ n: number }>(waiting)).rows[0]?.n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const plain: number[] = [];
  const ours: number[] = [];
  console.log(`${rounds} rounds of ${batch} readings of ${lines} lifecycles …`);
  for (let round = -2; round < rounds; round += 1) {
    const one = readingsOf(ids);
    const bare = await timed(() =>
      client.query(
        `insert into bench_plain ("lifecycleId", "eventId", kind, value)
         select lifecycle, "eventId", kind, value
         from jsonb_to_recordset($1::jsonb) as r (lifecycle text, "eventId" text, kind text, value float8)`,
        [JSON.stringify(one)],
      ),
    );
    const whole = await timed(() => call(running, '/v1/signals', { signals: readingsOf(ids) }));
    // The first rounds warm both up.
    if (round < 0) continue;
    plain.push(bare);
    ours.push(whole);
  }
  await client.query('drop table bench_plain');
  await client.end();
  const [bare, whole] = [median(plain), median(ours)];
  console.log(
    `POST /v1/signals with ${batch} readings: ${whole.toFixed(1)} ms; a plain insert of the same rows: ${bare.toFixed(1)} ms; ratio ${(whole / bare).toFixed(1)}; ${Math.round((batch / whole) * 1_000)} readings/s`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
