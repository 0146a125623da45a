/** What probes ask. */
import { z } from 'zod';

const ok = z.boolean().describe('Whether all is well');
export const alive = z.strictObject({ ok }).meta({ id: 'Alive', description: 'The process is up' });
export const ready = z
  .strictObject({ ok, database: z.boolean().describe('Whether PostgreSQL answers') })
  .meta({ id: 'Ready', description: 'Whether it can serve' });

const common = { method: 'get', tag: 'Health' } as const;
export const healthOperations = [
  {
    ...common,
    path: '/healthz',
    operationId: 'getHealth',
    summary: 'Whether the process is up.',
    answers: { 200: { description: 'It is', body: alive } },
  },
  {
    ...common,
    path: '/readyz',
    operationId: 'getReadiness',
    summary: 'Whether it can serve; 503 while PostgreSQL does not answer.',
    answers: { 200: { description: 'It can', body: ready } },
  },
] as const;
