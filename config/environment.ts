/**
 * Environment variables, read by a schema once, with one sentence for each that is missing or makes no sense. Every
 * variable X may be given as X_FILE too, the path of a file with its value: so secrets stay out of the environment.
 */
import { readFileSync } from 'node:fs';
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

/** What the schema reads of an environment and of the files that it names; an empty value counts as not set. Throws `ConfigError`. */
export function readVariables<T extends z.ZodObject>(schema: T, env: Environment): z.output<T> {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = valueOf(name, env, problems);
    if (value !== '') given[name] = value;
  }
  const { success, data, error } = schema.safeParse(given);
  if (!success) problems.push(...error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  if (!success || problems.length > 0)
    throw new ConfigError(
      `These variables are missing or make no sense:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  return data;
}

/** The value of a variable, or of the file that its other half names, without the line break at its end. */
function valueOf(name: string, env: Environment, problems: string[]): string {
  const value = env[name] ?? '';
  const file = env[`${name}_FILE`] ?? '';
  if (file === '') return value;
  if (value !== '') {
    problems.push(`${name}_FILE: is set, but ${name} is too: leave out one of them`);
    return value;
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no reason';
    problems.push(`${name}_FILE: cannot be read (${why})`);
    return '';
  }
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
