/**
 * Heavy work holds nobody up: while it is under way, whoever asks whether the process is alive hears at once. It is asked
 * at a fixed rhythm, so that a process that is held for long is slow for many, and by the median, so that a busy machine
 * is no failure. The embedded stack is asked: its API and its worker share one thread.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { aClient } from '../support/clients';
import { admin, caller, eventually, fresh, jobIs, running } from '../support/api';
import { startCell } from '../support/cell';
import { testEnv } from '../support/env';
import { aRow, ndjson, sendImport } from '../support/imports';
import { closeWorlds, startWorld } from '../support/outside';

afterAll(closeWorlds);

/** As documented. */
const largest = { bytes: 48_000_000, rows: 50_000 };
const rhythmMs = 50;

interface Heard<T> {
  readonly came: T;
  readonly asked: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** Asks for a sign of life at a fixed rhythm until the work is done. */
async function aliveDuring<T>(api: string, work: () => Promise<T>): Promise<Heard<T>> {
  const asked: Promise<number>[] = [];
  const ask = async (): Promise<number> => {
    const from = performance.now();
    const { status } = await fetch(`${api}/healthz`, { signal: AbortSignal.timeout(60_000) });
    expect(status).toBe(200);
    return performance.now() - from;
  };
  const timer = setInterval(() => asked.push(ask()), rhythmMs);
  try {
    const came = await work();
    clearInterval(timer);
    const took = (await Promise.all(asked)).toSorted((a, b) => a - b);
    return { came, asked: took.length, medianMs: took[took.length >> 1] ?? 0, slowestMs: took.at(-1) ?? 0 };
  } finally {
    clearInterval(timer);
    await Promise.allSettled(asked);
  }
}

function isAlive(what: string, { asked, medianMs, slowestMs }: Heard<unknown>): void {
  console.log(`${what}: asked ${asked} times, median ${medianMs.toFixed(0)} ms, slowest ${slowestMs.toFixed(0)} ms`);
  expect(asked).toBeGreaterThan(3);
  expect({ what, within: medianMs < 100 ? 100 : medianMs }).toEqual({ what, within: 100 });
}

/** Sends a packed file; returns the job, which has not read it yet. */
async function sendPacked(packed: Buffer, query = ''): Promise<{ status: number; id: string }> {
  const response = await fetch(`${running.api}/v1/imports${query}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${running.keys.admin}`,
      'Content-Type': 'application/x-ndjson',
      'Content-Encoding': 'gzip',
      Prefer: 'wait=0',
    },
    body: new Uint8Array(packed),
    signal: AbortSignal.timeout(120_000),
  });
  const { id } = (await response.json()) as { id: string };
  return { status: response.status, id };
}

test('a file of 48 MB is taken, read and looked through', async () => {
  const row = (index: number, filling: string) => aRow(index, { requirements: [filling] });
  const filling = 'x'.repeat(largest.bytes / largest.rows - 1 - JSON.stringify(row(largest.rows - 1, '')).length);
  const file = ndjson(Array.from({ length: largest.rows }, (_, index) => row(index, filling)));
  expect(file.length).toBeGreaterThan(0.98 * largest.bytes);
  const heard = await aliveDuring(running.api, async () => {
    const { status, body } = await sendImport(running.api, running.keys.admin, file, { dryRun: true });
    expect([200, 202]).toContain(status);
    return status === 200 ? body : (await jobIs(body.id, 'done', admin, 180_000)).summary;
  });
  isAlive(`${(file.length / 1e6).toFixed(0)} MB`, heard);
  expect(heard.came).toMatchObject({
    rows: largest.rows,
    deals: largest.rows,
    lifecycles: largest.rows,
    wrongRows: 0,
  });
}, 300_000);

test('46 KB that unpack to 23.9 million lines are refused as soon as there are too many', async () => {
  const packed = gzipSync(Buffer.alloc(47_800_000, 'x\n'), { level: 9 });
  expect(packed.length).toBeLessThan(50_000);
  const heard = await aliveDuring(running.api, async () => {
    const { status, id } = await sendPacked(packed);
    expect(status).toBe(202);
    return jobIs(id, 'cancelled', admin, 120_000);
  });
  isAlive('a bomb', heard);
  expect(heard.came.refused.detail).toBe('The file has more than 50000 rows; send at most 50000 at once.');
  // What unpacks to more than a file may have is not even kept.
  const { status } = await sendPacked(gzipSync(Buffer.alloc(60_000_000, 'x\n')));
  expect(status).toBe(413);
  await expect(sendPacked(packed.subarray(0, 20_000)).then((sent) => sent.status)).resolves.toBe(400);
}, 300_000);

test('a hostile feed is read', async () => {
  const { client } = await aClient(1, {});
  const world = await startWorld();
  const hostile = `<item><title>News</title><link>https://news.example/x</link><description>${'&lt;'.repeat(4_000)}</description><content:encoded><![CDATA[${'<'.repeat(8_000)}]]></content:encoded></item>`;
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel>${hostile.repeat(200)}</channel></rss>`;
  world.answers((_, response) => response.writeHead(200).end(xml));
  const id = fresh('feed');
  const heard = await aliveDuring(running.api, async () => {
    await admin.put(`/v1/feeds/${id}`, { url: world.at('/'), about: { client } });
    return eventually(async () => {
      const { body } = await admin.get(`/v1/feeds/${id}`);
      expect(body.polls.length).toBeGreaterThan(0);
      return body.polls[0];
    }, 60_000);
  });
  isAlive('a feed', heard);
  expect(heard.came).toMatchObject({ outcome: 'read', entries: 200 });
});

test('figures of a big book are computed, asked for all at once', async () => {
  const cell = await startCell();
  const root = path.join(__dirname, '..', '..');
  const { HOLDFAST_SEED_LIFECYCLES: lifecycles } = testEnv();
  await promisify(execFile)(
    process.execPath,
    ['-r', 'tsx/cjs', path.join(root, 'dev/seed.ts'), String(lifecycles), '300'],
    { cwd: root, env: { ...process.env, HOLDFAST_DATABASE_URL: cell.databaseUrl }, timeout: 400_000 },
  );
  const asked = ['retention?by=month', 'growth', 'oversold', 'cohorts', 'work', 'retention/behind', 'renewals'];
  const ask = (one: string) => caller(cell.url, cell.key).get(`/v1/reports/${one}`);
  const heard = await aliveDuring(cell.url, async () => Promise.all(asked.map(ask)));
  isAlive('figures', heard);
  // On a slow machine they do not all come in time: who is told to come again does, and hears.
  for (const [index, { status, headers }] of heard.came.entries()) {
    if (status === 200) continue;
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    await eventually(async () => {
      expect((await ask(asked[index] ?? '')).status).toBe(200);
    }, 120_000);
  }
  expect(heard.came.some(({ status }) => status === 200)).toBe(true);
  // More than can wait is told to come again, at once.
  const many = await Promise.all(
    Array.from({ length: 40 }, () => caller(cell.url, cell.key).get('/v1/reports/growth')),
  );
  const later = many.filter(({ status }) => status === 503);
  expect(later.length).toBeGreaterThan(0);
  expect(later.every(({ headers }) => headers.get('retry-after') !== null)).toBe(true);
  expect(many.length - later.length).toBeGreaterThan(0);
  await cell.stop();
}, 500_000);
