/**
 * `npm run goldens` (while `npm start` runs): lives some lives on the embedded stack and commits their
 * histories (protobuf, as the server keeps them). Every later version must replay them; make new ones beside them, never instead of them.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { Running } from '../../dev/stack';
import { fastForward } from '../../dev/time';

const dayMs = 86_400_000;
const running = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', '.holdfast', 'running.json'), 'utf8'),
) as Running;

async function api(method: string, at: string, body: object): Promise<{ lifecycles?: { id: string }[] }> {
  const response = await fetch(`${running.api}${at}`, {
    method,
    headers: { Authorization: `Bearer ${running.keys.admin}`, 'Content-Type': 'application/json', Prefer: 'wait=20' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { lifecycles?: { id: string }[] };
}

async function main(): Promise<void> {
  const connection = await Connection.connect({ address: running.temporal.address });
  const client = new Client({ connection, namespace: running.temporal.namespace });
  const handOff = async (more: object = {}): Promise<string> => {
    const dealId = `golden-${randomBytes(3).toString('hex')}`;
    const product = {
      code: 'crm-pro',
      name: 'CRM Pro',
      annualValue: { amount: 1_200_000, currency: 'EUR' },
      startsOn: new Date().toISOString().slice(0, 10),
      termMonths: 12,
      ...more,
    };
    const { lifecycles } = await api('POST', '/v1/deals', {
      dealId,
      client: { id: `C-${dealId}`, name: 'Alpine Tools', country: 'AT' },
      contacts: [{ id: 'k1', name: 'Ada Example', email: 'ada@client.example' }],
      seller: { id: 's1', name: 'Sam Seller', email: 'sam@holdfast.example' },
      products: [product],
    });
    return lifecycles?.[0]?.id ?? '';
  };
  const keep = async (name: string, id: string, runId?: string): Promise<void> => {
    const history = await client.workflow.getHandle(id, runId).fetchHistory();
    writeFileSync(path.join(__dirname, `${name}.history`), temporal.api.history.v1.History.encode(history).finish());
    console.log(`${name}: ${history.events?.length} events`);
  };
  const pass = (id: string, days: number): Promise<Date> => fastForward(client, id, days * dayMs);

  const renewed = await handOff();
  for (const step of ['setup', 'configuration', 'training'])
    await api('POST', `/v1/lifecycles/${renewed}/onboarding/${step}`, {});
  await pass(renewed, 70);
  await api('POST', `/v1/lifecycles/${renewed}/touches/touch-1`, { outcome: 'done', happiness: 2 });
  await pass(renewed, 3);
  await api('POST', `/v1/lifecycles/${renewed}/escalations/escalation-1/acknowledge`, {});
  await api('POST', `/v1/lifecycles/${renewed}/escalations/escalation-1/resolve`, { note: 'called' });
  await pass(renewed, 250);
  await api('POST', `/v1/lifecycles/${renewed}/renew`, { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } });
  await keep('renewed', renewed);
  await keep('second-term', renewed.replace('.t1', '.t2'));

  const churned = await handOff({ skipOnboarding: true });
  await api('POST', `/v1/lifecycles/${churned}/churn`, { reason: 'price' });
  await keep('churned', churned);

  const lapsed = await handOff({ skipOnboarding: true, termMonths: 2 });
  await pass(lapsed, 120);
  await keep('lapsed', lapsed);

  const paused = await handOff({ skipOnboarding: true });
  await api('POST', `/v1/lifecycles/${paused}/pause`, { reason: 'season' });
  await pass(paused, 60);
  await api('POST', `/v1/lifecycles/${paused}/resume`, {});
  await api('POST', `/v1/lifecycles/${paused}/recycle`, { reason: 'training', steps: ['training'] });
  await api('POST', `/v1/lifecycles/${paused}/reassign`, { rep: 'default-manager' });
  await pass(paused, 30);
  await api('POST', `/v1/lifecycles/${paused}/ineligible`, { reason: 'merged' });
  await keep('paused-recycled-ineligible', paused);
  await connection.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
