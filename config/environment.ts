/** Environment variables, read by a schema once, with one sentence for each that is missing or makes no sense. */
import { z } from 'zod';

const noPort = 'is no port: a whole number from 0 to 65535';
/** A TCP port; 0 takes any free one. */
export const port = z.coerce.number(noPort).int(noPort).min(0, noPort).max(65_535, noPort);

/** The environment as Node has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable is missing or makes no sense; the message names each one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What the schema reads of an environment; an empty variable counts as not set. Throws `ConfigError`. */
export function readVariables<T extends z.ZodType>(schema: T, env: Environment): z.output<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConfigError(`These variables are missing or make no sense:\n${problems.join('\n')}`);
}

/** A variable as `.env.example` shows it. */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** What counts where it is not set; undefined where nothing does. */
  readonly fallback: string | undefined;
}

/** Every variable of a schema. */
export function variablesOf(schema: z.ZodObject): readonly Variable[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    meaning: z.globalRegistry.get(field)?.description ?? '',
    fallback: field instanceof z.ZodDefault ? String(field.def.defaultValue) : undefined,
  }));
}
