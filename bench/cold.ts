/**
 * A cold wake: what it costs a worker to take up a lifecycle that it does not have in memory, by replaying the run that
 * sleeps. Lives are lived on the running stack until a run is about as long as runs get, and its history is replayed here,
 * in CPU seconds; beside it a bare workflow whose history is as long.
 */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { mostContacts } from '../domain/concerns/contacts';
import { mostOpenInvoices } from '../domain/concerns/receivables';
import { addDays } from '../domain/core/calendar';
import type { Presented } from '../domain/told/present';
import { readConfig } from '../config/config';
import { fastForward } from '../dev/time';
import type { Running } from '../dev/stack';
import type { days } from './bare-workflow';
import { median, post, until } from './measure';

type History = temporal.api.history.v1.IHistory;

const replays = 15;
const dayMs = 86_400_000;
/** A run that is shorter by so many events is as long as runs get: the next thing that happens may end it. */
const nearly = 25;

interface Subject {
  readonly what: string;
  readonly contacts: number;
  readonly invoices: number;
}

const subjects: readonly Subject[] = [
  { what: 'a busy client', contacts: 4, invoices: 1 },
  { what: 'the largest client allowed', contacts: mostContacts, invoices: mostOpenInvoices },
];

async function get<T>({ api, keys }: Running, at: string): Promise<T> {
  const response = await fetch(`${api}${at}`, {
    headers: { Authorization: `Bearer ${keys.admin}` },
    signal: AbortSignal.timeout(30_000),
  });
  return (await response.json()) as T;
}

async function handOver(running: Running, { contacts, invoices }: Subject): Promise<string> {
  const dealId = `bench-cold-${randomBytes(4).toString('hex')}`;
  const { lifecycles } = await post<{ lifecycles: { id: string }[] }>(running, '/v1/deals', {
    dealId,
    client: { id: dealId, name: 'Bench' },
    contacts: Array.from({ length: contacts }, (_, index) => ({
      id: `k-${index}`,
      name: 'Kim Example',
      email: `kim-${index}@client.example`,
      birthday: addDays('1980-01-02', Math.floor((index * 364) / contacts)),
    })),
    seller: { id: 's', name: 'Sam Seller', email: 'sam@holdfast.example' },
    products: [
      {
        code: 'crm-pro',
        name: 'CRM Pro',
        annualValue: { amount: 1, currency: 'EUR' },
        startsOn: new Date().toISOString().slice(0, 10),
        termMonths: 36,
        skipOnboarding: true,
      },
    ],
  });
  const id = lifecycles[0]?.id ?? '';
  const signals = Array.from({ length: invoices }, (_, index) => ({
    lifecycle: id,
    kind: 'invoice-overdue',
    value: 3,
    invoiceId: `INV-${index}`,
    eventId: randomBytes(8).toString('hex'),
  }));
  await post(running, '/v1/signals', { signals });
  return id;
}

/** Lives on, a week at a time: every touch and review is answered, and something is heard, until a run is long. */
async function longRunOf(running: Running, client: Client, id: string, maxEvents: number): Promise<History> {
  const handle = client.workflow.getHandle(id);
  const lengthNow = async (): Promise<number> => (await handle.describe()).historyLength;
  let best = await handle.fetchHistory();
  for (let week = 0; week < 100; week += 1) {
    await fastForward(client, id, 7 * dayMs);
    const { touches, reviews } = await get<Presented>(running, `/v1/lifecycles/${id}`);
    const isDue = ({ state }: { readonly state: string }): boolean => state === 'due';
    for (const { id: item } of touches.filter(isDue))
      await post(running, `/v1/lifecycles/${id}/touches/${item}`, { outcome: 'done' });
    for (const { id: item } of reviews.filter(isDue)) await post(running, `/v1/lifecycles/${id}/reviews/${item}`, {});
    await post(running, `/v1/lifecycles/${id}/signals`, { kind: 'happiness', value: week % 11 });
    await until(
      async () => (await get<{ source: string }>(running, `/v1/lifecycles/${id}`)).source === 'live',
      30_000,
      id,
    );
    const length = await lengthNow();
    if (length > (best.events?.length ?? 0)) best = await handle.fetchHistory();
    if ((best.events?.length ?? 0) >= maxEvents - nearly && week > 20) return best;
  }
  return best;
}

/** The history of a bare workflow that sleeps a day again and again, as long as another one. */
async function bareRun(running: Running, client: Client, events: number): Promise<History> {
  const native = await NativeConnection.connect({ address: running.temporal.address });
  const taskQueue = `bench-${randomBytes(5).toString('hex')}`;
  const workflowsPath = require.resolve('./bare-workflow');
  const worker = await Worker.create({
    connection: native,
    namespace: running.temporal.namespace,
    taskQueue,
    workflowsPath,
  });
  const working = worker.run();
  const workflowId = `bench-bare-${randomBytes(5).toString('hex')}`;
  const handle = await client.workflow.start<typeof days>('days', { workflowId, taskQueue, args: [events] });
  while ((await handle.describe()).historyLength < events) await fastForward(client, workflowId, 10 * dayMs);
  const history = await handle.fetchHistory();
  await handle.terminate();
  worker.shutdown();
  await working;
  await native.close();
  return history;
}

/** CPU seconds of one replay in a worker that runs already: the median of several. */
async function cpuOf(workflowBundle: { readonly code: string }, history: History): Promise<number> {
  const cpus: number[] = [];
  let before = process.cpuUsage();
  const asOften = Array.from({ length: replays + 3 }, (_, index) => ({ workflowId: `replay-${index}`, history }));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, asOften)) {
    if (error !== undefined) throw error;
    const { user, system } = process.cpuUsage(before);
    cpus.push((user + system) / 1e6);
    before = process.cpuUsage();
  }
  // The first ones start the worker and warm it up.
  return median(cpus.slice(3));
}

/** Measures cold wakes at the longest that runs get, and prints their CPU seconds. */
export async function measureColdWakes(running: Running): Promise<void> {
  const connection = await Connection.connect({ address: running.temporal.address });
  const client = new Client({ connection, namespace: running.temporal.namespace });
  const { maxEvents } = readConfig({ HOLDFAST_DATABASE_URL: running.postgres });
  const logger = new DefaultLogger('ERROR');
  const ours = await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows'), logger });
  const bare = await bundleWorkflowCode({ workflowsPath: require.resolve('./bare-workflow'), logger });
  for (const subject of subjects) {
    const id = await handOver(running, subject);
    const history = await longRunOf(running, client, id, maxEvents);
    const events = history.events?.length ?? 0;
    const whole = await cpuOf(ours, history);
    const plain = await cpuOf(bare, await bareRun(running, client, events));
    console.log(
      `a cold wake of ${subject.what}, on ${events} events: ${whole.toFixed(3)} CPU-s; a bare workflow of as many: ${plain.toFixed(3)} CPU-s; ratio ${(whole / plain).toFixed(1)}`,
    );
  }
  await connection.close();
}
