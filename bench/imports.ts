/** An import through the API until every lifecycle has begun, against bare workflows started until each has its timer. */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type pg from 'pg';
import type { Running } from '../dev/stack';
import type { bare } from './bare-workflow';
import { median, post, timed, until } from './measure';

const rounds = 5;
const rows = 200;
const startsAtOnce = 25;

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

function fileOf(tag: string): string {
  return Array.from({ length: rows }, (_, index) =>
    JSON.stringify({
      dealId: `${tag}-${index}`,
      client: { id: `${tag}-${index}`, name: `Client ${index}`, country: 'AT' },
      contacts: [{ id: 'k', name: 'Kim Example', email: 'kim@client.example', birthday: '1980-06-15' }],
      seller: { id: 's', name: 'Sam Seller', email: 'sam@holdfast.example' },
      product: {
        code: 'crm-pro',
        name: 'CRM Pro',
        annualValue: { amount: 1_200_000, currency: 'EUR' },
        startsOn: day(-200),
        termMonths: 12,
      },
    }),
  ).join('\n');
}

async function importOnce(running: Running, client: pg.Client): Promise<void> {
  const tag = `bench-${randomBytes(5).toString('hex')}`;
  await post(running, '/v1/imports', fileOf(tag), 'application/x-ndjson');
  const begun = `select count(*)::int as n from ledger where kind = 'lifecycle-began' and "lifecycleId" like $1`;
  await until(
    async () => (await client.query<{ n: number }>(begun, [`${tag}-%`])).rows[0]?.n === rows,
    120_000,
    'an import',
  );
}

/** Starts bare workflows, 25 at once like an import; resolves when a worker has set the timer of each. */
async function startBare(client: Client, taskQueue: string): Promise<readonly string[]> {
  const tag = `bench-bare-${randomBytes(5).toString('hex')}`;
  const ids = Array.from({ length: rows }, (_, index) => `${tag}-${index}`);
  for (let from = 0; from < rows; from += startsAtOnce)
    await Promise.all(
      ids
        .slice(from, from + startsAtOnce)
        .map((workflowId) => client.workflow.start<typeof bare>('bare', { workflowId, taskQueue, args: ['1 year'] })),
    );
  for (const id of ids) {
    const isAsleep = async (): Promise<boolean> => (await client.workflow.getHandle(id).describe()).historyLength >= 5;
    await until(isAsleep, 60_000, 'a bare workflow');
  }
  return ids;
}

/** Measures imports beside workflows that do nothing, and prints the rows a second of both. */
export async function measureImports(running: Running, client: pg.Client): Promise<void> {
  const { address, namespace } = running.temporal;
  const taskQueue = `bench-${randomBytes(5).toString('hex')}`;
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const temporal = new Client({ connection, namespace });
  const workflowsPath = require.resolve('./bare-workflow');
  const worker = await Worker.create({ connection: native, namespace, taskQueue, workflowsPath });
  const working = worker.run();
  const ours: number[] = [];
  const plain: number[] = [];
  console.log(`${rounds} rounds of an import of ${rows} rows …`);
  for (let round = -1; round < rounds; round += 1) {
    let ids: readonly string[] = [];
    const bareMs = await timed(async () => {
      ids = await startBare(temporal, taskQueue);
    });
    await Promise.all(ids.map((id) => temporal.workflow.getHandle(id).terminate()));
    const wholeMs = await timed(() => importOnce(running, client));
    if (round < 0) continue;
    ours.push(wholeMs);
    plain.push(bareMs);
  }
  worker.shutdown();
  await working;
  await native.close();
  await connection.close();
  const perSecond = (ms: number): number => Math.round((rows / ms) * 1_000);
  const [whole, bareMs] = [median(ours), median(plain)];
  console.log(
    `POST /v1/imports: ${perSecond(whole)} rows/s until begun; bare workflows: ${perSecond(bareMs)}/s until asleep; ratio ${(whole / bareMs).toFixed(1)}`,
  );
}
