/** What tests read from the environment, each variable by one schema. */
import { z } from 'zod';
import { readVariables, variablesOf, type Variable } from '../../config/environment';

const count = z.coerce.number().int().positive();

const shape = z.object({
  HOLDFAST_FULL_SIZE: z
    .string()
    .optional()
    .describe('Set to anything, tests take their full size (test/support/size.ts)'),
  HOLDFAST_SEED: z.coerce
    .number()
    .int()
    .optional()
    .describe('Seed of tests that draw at random; they say which they took'),
  HOLDFAST_PROPERTY_RUNS: count.optional().describe('How often each law is tried (test/domain/laws.test.ts)'),
  HOLDFAST_KILLS: count.default(10).describe('How often the kill test kills (test/alone/kill.test.ts)'),
  HOLDFAST_CLIENTS: count
    .default(500)
    .describe('Clients of the import that is interrupted (test/load/in-flight.test.ts)'),
  HOLDFAST_SEED_LIFECYCLES: count
    .default(40_000)
    .describe('Lifecycles among which plans and times are looked at (test/load/scale.test.ts)'),
  HOLDFAST_WRITE_SCHEMA: z
    .string()
    .optional()
    .describe('Set to 1, test/long/migrations.test.ts writes prisma/schema.sql anew'),
});

/** Every variable that only tests read. */
export const testVariables: readonly Variable[] = variablesOf(shape);

/** The variables of this run. Throws `ConfigError`, which names each that makes no sense. */
export function testEnv(): z.output<typeof shape> {
  return readVariables(shape, process.env);
}
