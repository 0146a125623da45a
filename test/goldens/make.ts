/**
 * `npm run goldens -- <folder> [others]` (while `HOLDFAST_MAX_EVENTS=150 npm start` runs): lives some lives on the embedded
 * stack and keeps the histories of all their runs in test/goldens/<folder> (protobuf, as the server keeps them), the
 * ledger of each beside it; then those of deliveries, jobs, mornings, feeds and watches, which record nothing (`others`:
 * only these). Every later version must relive them; make new ones beside them, never instead of them.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { Running } from '../../dev/stack';
import { fastForward } from '../../dev/time';
import { listeningBundle } from '../../worker/bundle';
import { keepLedger, quietRuntime, replay, withoutTraces } from '../support/goldens';

const dayMs = 86_400_000;
const running = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', '.holdfast', 'running.json'), 'utf8'),
) as Running;

interface Answer {
  readonly lifecycles?: readonly { readonly id: string }[];
  readonly id?: string;
  readonly state?: string;
}

async function api(method: string, at: string, body?: object): Promise<Answer> {
  const response = await fetch(`${running.api}${at}`, {
    method,
    headers: { Authorization: `Bearer ${running.keys.admin}`, 'Content-Type': 'application/json', Prefer: 'wait=20' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function main(): Promise<void> {
  const connection = await Connection.connect({ address: running.temporal.address });
  const client = new Client({ connection, namespace: running.temporal.namespace });
  const folder = path.join(__dirname, process.argv[2] ?? '');
  if (process.argv[2] === undefined) throw new Error('name a folder: npm run goldens -- <folder>');
  mkdirSync(folder);
  quietRuntime();
  const bundle = await listeningBundle();
  const handOff = async (more: object = {}, lines = 1): Promise<readonly string[]> => {
    const dealId = `golden-${randomBytes(3).toString('hex')}`;
    const products = Array.from({ length: lines }, (_, index) => ({
      code: `line-${index + 1}`,
      name: `Line ${index + 1}`,
      annualValue: { amount: 1_200_000, currency: 'EUR' },
      startsOn: new Date().toISOString().slice(0, 10),
      termMonths: 12,
      promises: [{ metric: 'hours', target: 2, unit: 'hours', better: 'lower' }],
      ...more,
    }));
    const { lifecycles } = await api('POST', '/v1/deals', {
      dealId,
      client: { id: `C-${dealId}`, name: 'Alpine Tools', country: 'AT' },
      contacts: [
        { id: 'k1', name: 'Ada Example', email: 'ada@client.example', level: 'manager', birthday: '02-29' },
        { id: 'k2', name: 'Bea Example', email: 'bea@client.example', level: 'executive', birthday: '07-04' },
      ],
      seller: { id: 's1', name: 'Sam Seller', email: 'sam@holdfast.example' },
      products,
    });
    return (lifecycles ?? []).map(({ id }) => id);
  };
  /** Keeps every run of a chain; says what it was made of. */
  const keep = async (name: string, id: string): Promise<void> => {
    const runs: { runId: string; startTime: Date }[] = [];
    for await (const { runId, startTime } of client.workflow.list({ query: `WorkflowId = '${id}'` }))
      runs.push({ runId, startTime });
    runs.sort((one, other) => one.startTime.getTime() - other.startTime.getTime());
    for (const [index, { runId }] of runs.entries()) {
      const history = await client.workflow.getHandle(id, runId).fetchHistory();
      const file = `${name}${runs.length === 1 ? '' : `-run-${index + 1}`}.history`;
      writeHistory(path.join(folder, file), history);
      const golden = path.join(process.argv[2] ?? '', file.slice(0, -'.history'.length));
      keepLedger(golden, await replay(bundle, history));
      console.log(`${file}: ${history.events?.length} events in the history, its ledger beside it`);
    }
  };
  if (process.argv[3] === 'others') {
    await keepOthers(client, folder, handOff);
    await connection.close();
    return;
  }
  const pass = (id: string, days: number): Promise<Date> => fastForward(client, id, days * dayMs);
  const on = (id: string, at: string, body: object = {}): Promise<object> =>
    api('POST', `/v1/lifecycles/${id}${at}`, body);
  const terms = (amount: number): object => ({ termMonths: 12, annualValue: { amount, currency: 'EUR' } });

  const [renewed = ''] = await handOff();
  await pass(renewed, 9);
  for (const step of ['setup', 'configuration', 'training']) await on(renewed, `/onboarding/${step}`);
  await on(renewed, '/success-criteria', { successCriteria: 'no more paper' });
  await pass(renewed, 70);
  await on(renewed, '/touches/touch-1', { outcome: 'done', happiness: 2 });
  await pass(renewed, 3);
  await on(renewed, '/escalations/escalation-1/acknowledge');
  await on(renewed, '/escalations/escalation-1/resolve', { note: 'called' });
  await pass(renewed, 30);
  await on(renewed, '/reviews/review-1', { actuals: [{ metric: 'hours', value: 3 }] });
  await on(renewed, '/signals', { kind: 'happiness', value: 9 });
  await on(renewed, '/signals', { kind: 'happiness', value: 1 });
  await pass(renewed, 90);
  await on(renewed, '/reviews/review-2', { actuals: [{ metric: 'hours', value: 4 }] });
  await on(renewed, '/oversold', { metric: 'hours', note: 'never' });
  await on(renewed, '/oversold/answer', { metric: 'hours', answer: 'disputed', note: 'it can' });
  await pass(renewed, 60);
  await on(renewed, '/renew', terms(2_000_000));
  await keep('renewed', renewed);
  await keep('second-term', renewed.replace('.t1', '.t2'));

  const [churned = ''] = await handOff({ skipOnboarding: true });
  await on(churned, '/signals', { kind: 'usage', value: 3 });
  await on(churned, '/signals', { kind: 'contact-departed', contactId: 'k1' });
  await pass(churned, 20);
  await on(churned, '/churn', { reason: 'competitor' });
  await keep('churned', churned);

  const [lapsed = ''] = await handOff({ skipOnboarding: true, termMonths: 2 });
  await pass(lapsed, 120);
  await keep('lapsed', lapsed);

  await api('PUT', '/v1/policies/golden', { rules: { renewal: { undecided: 'renewed', graceDays: 5 } } });
  await api('PUT', '/v1/groups/golden', { name: 'Golden', rep: 'default-rep', policy: 'golden' });
  const [kept = ''] = await handOff({ skipOnboarding: true, termMonths: 2, group: 'golden' });
  await pass(kept, 80);
  await keep('renewed-by-policy', kept);

  const [paused = ''] = await handOff({ skipOnboarding: true });
  await on(paused, '/pause', { reason: 'season' });
  await pass(paused, 60);
  await on(paused, '/resume');
  await on(paused, '/recycle', { reason: 'training', steps: ['training'] });
  await on(paused, '/reassign', { rep: 'default-manager' });
  await pass(paused, 50);
  await on(paused, '/ineligible', { reason: 'merged' });
  await keep('paused-recycled-ineligible', paused);

  // Runs so short that they continue as new while the alarm climbs.
  const [burning = ''] = await handOff({ skipOnboarding: true });
  await on(burning, '/signals', { kind: 'usage', value: 0 });
  for (let said = 0; said < 40; said += 1) await on(burning, '/touches', { kind: 'email', outcome: 'no-answer' });
  await pass(burning, 8);
  await on(burning, '/escalations/escalation-1/acknowledge');
  await on(burning, '/churn', { reason: 'unused' });
  await keep('continued-in-mid-escalation', burning);

  const [holder = '', covered = ''] = await handOff({ skipOnboarding: true }, 2);
  for (const id of [holder, covered]) await pass(id, 95);
  await on(holder, '/reviews/review-1', { happiness: 8 });
  await api('POST', `/v1/clients/C-${holder.split('.')[0]}/opt-out`, {});
  await pass(covered, 30);
  for (const id of [holder, covered]) await on(id, '/churn', { reason: 'price' });
  await keep('meeting-held', holder);
  await keep('meeting-covered', covered);

  const [grown = ''] = await handOff({ skipOnboarding: true });
  await on(grown, '/signals', { kind: 'usage', value: 99 });
  await on(grown, '/signals', { kind: 'invoice-overdue', value: 3, invoiceId: 'R-1' });
  await pass(grown, 20);
  await on(grown, '/receivables/receivable-1', { outcome: 'promised' });
  await on(grown, '/opportunities/opportunity-1', { outcome: 'not-now' });
  await pass(grown, 95);
  await on(grown, '/signals', { kind: 'invoice-paid', invoiceId: 'R-1' });
  await on(grown, '/opportunities/opportunity-1', {
    outcome: 'won',
    annualValue: { amount: 1_500_000, currency: 'EUR' },
  });
  const startsAt = new Date(Date.now() + 130 * dayMs).toISOString();
  const filter = { clients: [`C-${grown.split('.')[0]}`] };
  const { id: campaign = '' } = await api('POST', '/v1/campaigns', {
    kind: 'training',
    title: 'News',
    startsAt,
    filter,
  });
  await until(campaign, 'previewed');
  await api('POST', `/v1/jobs/${campaign}/start`, {});
  await until(campaign, 'done');
  await pass(grown, 20);
  await on(grown, '/items/invitation-1', { outcome: 'done', contacts: ['k1'] });
  await on(grown, '/renew', terms(1_600_000));
  await keep('grown', grown);
  await keepOthers(client, folder, handOff);
  await connection.close();
}

/** Keeps a history of each workflow that is no lifecycle. */
async function keepOthers(
  client: Client,
  folder: string,
  handOff: (more?: object) => Promise<readonly string[]>,
): Promise<void> {
  const tag = randomBytes(3).toString('hex');
  let asked = 0;
  // A receiver and a feed that fail once before they work.
  const outside = createServer((request, response) => {
    request.resume().on('end', () => {
      const failed = (asked += 1) < 3;
      response.writeHead(failed ? 500 : 200, { 'content-type': 'application/rss+xml' });
      response.end('<rss version="2.0"><channel><title>News</title></channel></rss>');
    });
  }).listen(0);
  const url = `http://localhost:${(outside.address() as AddressInfo).port}/`;
  await api('PUT', `/v1/webhooks/${tag}`, { url, types: ['lifecycle.stage-changed'] });
  await api('PUT', `/v1/reps/${tag}`, { name: 'Rep', email: `${tag}@holdfast.example`, mails: 'brief' });
  await api('PUT', `/v1/groups/${tag}`, { name: 'Group', rep: tag });
  await api('PUT', `/v1/targets/${tag}`, { measure: 'logo-retention', target: 0.9, threshold: 0.8 });
  await api('PUT', `/v1/feeds/${tag}`, { url, about: { industry: 'none' }, words: ['x'] });
  const [held = ''] = await handOff({ skipOnboarding: true, group: tag });
  const { id: campaign = '' } = await api('POST', '/v1/campaigns', {
    kind: 'training',
    title: 'News',
    startsAt: new Date(Date.now() + 130 * dayMs).toISOString(),
    filter: { clients: [`C-${held.split('.')[0]}`] },
  });
  await until(campaign, 'previewed');
  for (const id of [`brief.${tag}`, `target.${tag}`, `feed.${tag}`]) await fastForward(client, id, 4 * dayMs);
  for (const type of ['deliver', 'hook', 'job', 'brief', 'target', 'feed']) {
    const which = ['deliver', 'hook', 'job'].includes(type)
      ? `ExecutionStatus = 'Completed'`
      : `WorkflowId = '${type}.${tag}'`;
    const found = await firstOf(client, `WorkflowType = '${type}' AND ${which}`);
    const history = await client.workflow.getHandle(found.workflowId, found.runId).fetchHistory();
    writeHistory(path.join(folder, `${type}.history`), history);
    console.log(`${type}: ${history.events?.length} events`);
  }
  outside.close();
}

/** Keeps a history as the server has it, but for the traces of failures: they tell of the machine that it was made on. */
function writeHistory(file: string, history: temporal.api.history.v1.IHistory): void {
  writeFileSync(file, temporal.api.history.v1.History.encode(withoutTraces(history)).finish());
}

/** The first workflow that meets a query; one that is not there yet is waited for. */
async function firstOf(
  client: Client,
  query: string,
): Promise<{ readonly workflowId: string; readonly runId: string }> {
  for (let tries = 0; tries < 300; tries += 1) {
    for await (const found of client.workflow.list({ query })) return found;
    await sleep(200);
  }
  throw new Error(`no workflow: ${query}`);
}

/** Waits until a job is in that state. */
async function until(job: string, state: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { state: now } = await api('GET', `/v1/jobs/${job}`);
    if (now === state) return;
    await sleep(200);
  }
  throw new Error(`${job} is not ${state}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
