/** What probes ask. */
import { z } from 'zod';

const ok = z.boolean().describe('Whether it can do its work');
const well = (what: string) => z.boolean().describe(what);
export const alive = z.strictObject({ ok }).meta({ id: 'Alive', description: 'The process is up' });
export const ready = z
  .strictObject({
    ok,
    database: well('Whether PostgreSQL answers. Without it the API cannot serve'),
    temporal: well('Whether Temporal answers, and knows our namespace and search attributes'),
    worker: well('Whether a worker of the current build was there within the last minutes'),
    mail: well('Whether mail goes out: none has waited for ten minutes'),
  })
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
    summary:
      'Whether it can serve, and which parts are well; 503 while PostgreSQL does not answer. Within two seconds.',
    answers: { 200: { description: 'It can', body: ready } },
  },
] as const;
