/** What docker-compose.yml says, read as Docker reads it: merged, with the variables of `.env` and of the shell put in. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** Docker would refuse the file, or it says something that we do not follow. */
export class ComposeRefused extends Error {
  override readonly name = 'ComposeRefused';
}

type Variables = Readonly<Record<string, string | undefined>>;

const durationMs = z.string().transform((text) => Number(/^(\d+)s$/.exec(text)?.[1] ?? NaN) * 1_000);
const words = z.array(z.string());

const sizeMb = z.string().transform((text) => {
  const [, size = NaN, unit = ''] = /^(\d+)([mg])$/.exec(text) ?? [];
  return Number(size) * (unit === 'g' ? 1_024 : 1);
});

/** What we read of a service; what does without Docker (capabilities, numbers of processes) is passed over. */
const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: words.default([]),
  entrypoint: words.default([]),
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.array(z.object({ path: z.string(), required: z.boolean() })).default([]),
  depends_on: z
    .record(z.string(), z.object({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }))
    .default({}),
  restart: z.enum(['no', 'unless-stopped']),
  secrets: words.default([]),
  volumes: words.default([]),
  profiles: words.default([]),
  deploy: z.object({ replicas: z.number() }).default({ replicas: 1 }),
  mem_limit: sizeMb.optional(),
  stop_grace_period: durationMs.default(10_000),
  healthcheck: z
    .object({
      test: words,
      interval: durationMs,
      timeout: durationMs,
      retries: z.number(),
      start_period: durationMs.default(0),
    })
    .optional(),
});
const whole = z.object({
  services: z.record(z.string(), service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

export type ComposeService = z.output<typeof service>;
export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  /** Files of secrets, by their names. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Reads the file of a folder. Variables of the shell go before those of the folder's `.env`. Throws `ComposeRefused`. */
export function readComposeFile(folder: string, shell: Variables): ComposeFile {
  const variables = { ...dotEnv(path.join(folder, '.env')), ...shell };
  const text = readFileSync(path.join(folder, 'docker-compose.yml'), 'utf8');
  const read = whole.parse(filled(parse(text, { merge: true }), variables));
  const services = Object.entries(read.services).map(([name, one]): [string, ComposeService] => {
    const files = one.env_file.map((file) => dotEnv(path.resolve(folder, file.path)));
    return [name, { ...one, environment: Object.assign({}, ...files, one.environment) as Record<string, string> }];
  });
  const secrets = Object.entries(read.secrets).map(([name, { file }]) => [name, path.resolve(folder, file)]);
  return { services: Object.fromEntries(services), secrets: Object.fromEntries(secrets) as Record<string, string> };
}

/** Lines `NAME=value` of a file; none where there is no file. */
export function dotEnv(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').matchAll(/^([A-Z]\w*)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

/** Every text within, with variables put in. */
function filled(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return interpolated(value, variables);
  if (Array.isArray(value)) return value.map((one) => filled(one, variables));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, variables)]));
  return value;
}

/** `$$` is a dollar; `${X:-y}` is y where X is not set or empty; `${X:?why}` refuses then. */
export function interpolated(text: string, variables: Variables): string {
  return text.replaceAll(/\$(?:\$|\{(\w+)(?:(:[-?])([^}]*))?\})/g, (_, name?: string, how?: string, rest = '') => {
    if (name === undefined) return '$';
    const value = variables[name] ?? '';
    if (value !== '' || how === undefined) return value;
    if (how === ':?') throw new ComposeRefused(`required variable ${name} is missing a value: ${rest}`);
    return rest;
  });
}
