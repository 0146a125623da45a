/** Writes what the ledger of one term told, reads the term back, and says what it found; a process: `told-term <deal> <client> <product>`. */
import { readConfig } from '../../config/config';
import type { Event } from '../../domain/core/concern';
import { begin } from '../../domain/lifecycle';
import { connectDatabase } from '../../prisma/client';
import { readBook, recordTerm } from '../../records/book';
import { writeLifecycle } from '../../records/recording';
import { seedOf } from './seeds';

async function main([deal = '', client = '', product = '']: readonly string[]): Promise<void> {
  const db = connectDatabase(readConfig(process.env).databaseUrl, 2);
  const lifecycleId = `${deal}.${product}.t1`;
  const begun = '2023-01-01T08:00:00.000Z';
  const { state, events } = begin(
    seedOf({
      lifecycleId,
      dealId: deal,
      client: { id: client, name: client, zone: 'UTC' },
      product: { code: product, name: product, quantity: 1 },
      contract: { startsOn: '2023-01-01', termMonths: 12, annualValue: { amount: 1_000, currency: 'EUR' } },
    }),
    begun,
  );
  const told: readonly [string, Event][] = [
    ['2023-03-10', { kind: 'notice-given', receivedOn: '2023-03-09', endsOn: '2024-01-01', reason: 'price' }],
    [
      '2023-03-12',
      { kind: 'item-completed', item: 'rescue-1', itemKind: 'call', programme: 'rescue', outcome: 'done' },
    ],
    ['2023-04-01', { kind: 'notice-withdrawn', by: 'withdrawal', reason: 'price' }],
    ['2024-01-01', { kind: 'term-prolonged', on: '2024-01-01', until: '2024-07-01' }],
    ['2024-02-10', { kind: 'notice-given', receivedOn: '2024-02-10', endsOn: '2024-07-01', reason: 'unused' }],
    ['2024-07-02', { kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'unused', on: '2024-07-01' }],
  ];
  const more = told.map(([day, event], index) => ({ seq: 1_000 + index, at: `${day}T08:00:00.000Z`, event }));
  await db.client.create({ data: { id: client, name: client, timeZone: 'UTC' } });
  await db.deal.create({ data: { id: deal, clientId: client, document: {}, fingerprint: deal } });
  // Twice, as after a lost answer.
  for (let times = 0; times < 2; times += 1)
    await db.$transaction([writeLifecycle(db, state), ...recordTerm(db, state, [...events, ...more])]);
  const [term] = await readBook(db, { of: 'everything' }, product);
  const found: number[] = [];
  for (const [of, from, to] of [
    ['notices', '2023-03-09', '2023-03-10'],
    ['renewals', '2024-01-01', '2024-01-02'],
    ['renewals', '2024-07-01', '2024-07-02'],
    ['endings', '2024-07-01', '2024-07-02'],
    ['notices', '2025-01-01', '2026-01-01'],
    ['renewals', '2024-02-01', '2024-06-01'],
  ] as const)
    found.push((await readBook(db, { of, from, to }, product)).length);
  await db.$disconnect();
  console.log(JSON.stringify({ term, found }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
