/** A batch of readings through the API, against one plain insert of the same rows. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Running } from '../dev/stack';
import { median, post, timed, until } from './measure';

const rounds = 15;
const batch = 1_000;
const lines = 40;

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
  const answer = await post<{ lifecycles: { id: string }[] }>(running, '/v1/deals', {
    dealId,
    client: { id: dealId, name: 'Bench' },
    contacts: [{ id: 'k', name: 'Kim Example', email: 'kim@client.example' }],
    seller: { id: 's', name: 'Sam Seller', email: 'sam@holdfast.example' },
    products,
  });
  return answer.lifecycles.map(({ id }) => id);
}

const readingsOf = (ids: readonly string[]) =>
  Array.from({ length: batch }, (_, index) => ({
    lifecycle: ids[index % ids.length] ?? '',
    kind: 'usage',
    value: 60 + (index % 15),
    eventId: randomBytes(8).toString('hex'),
  }));

/** Measures readings beside plain inserts, and prints the milliseconds of both. */
export async function measureReadings(running: Running, client: pg.Client): Promise<void> {
  const ids = await lifecycles(running);
  await client.query('drop table if exists bench_plain');
  await client.query('create table bench_plain (like readings including all)');
  // Handing over 40 lifecycles causes 40 mails; what is measured begins when they are out.
  const waiting = "select count(*)::int as n from mails where state = 'waiting'";
  await until(async () => (await client.query<{ n: number }>(waiting)).rows[0]?.n === 0, 120_000, 'mails');
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
    const whole = await timed(() => post(running, '/v1/signals', { signals: readingsOf(ids) }));
    // The first rounds warm both up.
    if (round < 0) continue;
    plain.push(bare);
    ours.push(whole);
  }
  await client.query('drop table bench_plain');
  const [bare, whole] = [median(plain), median(ours)];
  console.log(
    `POST /v1/signals with ${batch} readings: ${whole.toFixed(1)} ms; a plain insert of the same rows: ${bare.toFixed(1)} ms; ratio ${(whole / bare).toFixed(1)}; ${Math.round((batch / whole) * 1_000)} readings/s`,
  );
}
