/**
 * What the embedded stack and the commands of `dev/` and `bench/` read from the environment: once, by their entry
 * points. The rest of the environment goes on to API and worker, as `config/config.ts` reads it.
 */
import path from 'node:path';
import { z } from 'zod';
import { port, readVariables, variablesOf, type Environment, type Variable } from '../config/environment';

/** Variables that only the embedded stack and its commands read. */
const own = z.object({
  HOLDFAST_HOME: z
    .string()
    .optional()
    .describe('Folder in which the embedded stack keeps everything; else .holdfast in the checkout'),
  HOLDFAST_TEMPORAL_PORT: port
    .optional()
    .describe('Port of its Temporal; else 4633, or a free one where that is taken; 0 takes any'),
  HOLDFAST_TEMPORAL_UI_PORT: port.optional().describe('Port of its Temporal UI; else 4680'),
  HOLDFAST_SMTP_PORT: port.optional().describe('Port on which its mailbox takes mail; else 4625'),
  HOLDFAST_MAILBOX_PORT: port.optional().describe('Port of the pages of its mailbox; else 4640'),
  HOLDFAST_POSTGRES_PORT: port.optional().describe('Port of its PostgreSQL; else 4654'),
  HOLDFAST_UNTIL_INPUT_ENDS: z
    .string()
    .optional()
    .describe('Set to anything, it stops when its standard input ends: for programs that start it'),
});

/** With those that `config/config.ts` reads too. */
const shape = own.extend({ HOLDFAST_PORT: port.optional(), HOLDFAST_DATABASE_URL: z.url().optional() });

/** The servers of the embedded stack that have a port. */
export type Server = 'api' | 'temporal' | 'temporalUi' | 'smtp' | 'mailbox' | 'postgres';

export interface DevEnv {
  /** Folder in which the embedded stack keeps everything. */
  readonly home: string;
  /** Ports that were asked for; 0 is any free one. */
  readonly ports: { readonly [S in Server]: number | undefined };
  /** Whether it stops when its standard input ends. */
  readonly untilInputEnds: boolean;
  /** The database that a command works on in place of the embedded stack's. */
  readonly databaseUrl: string | undefined;
}

/** Every variable that only the embedded stack and its commands read. */
export const devVariables: readonly Variable[] = variablesOf(own);

/** Where the embedded stack of this checkout is, unless HOLDFAST_HOME says otherwise. */
const usualHome = path.join(__dirname, '..', '.holdfast');

/** Reads the variables (`process.env` at entry points). Throws `ConfigError`, which names each that makes no sense. */
export function readDevEnv(env: Environment): DevEnv {
  const read = readVariables(shape, env);
  return {
    home: read.HOLDFAST_HOME === undefined ? usualHome : path.resolve(read.HOLDFAST_HOME),
    ports: {
      api: read.HOLDFAST_PORT,
      temporal: read.HOLDFAST_TEMPORAL_PORT,
      temporalUi: read.HOLDFAST_TEMPORAL_UI_PORT,
      smtp: read.HOLDFAST_SMTP_PORT,
      mailbox: read.HOLDFAST_MAILBOX_PORT,
      postgres: read.HOLDFAST_POSTGRES_PORT,
    },
    untilInputEnds: read.HOLDFAST_UNTIL_INPUT_ENDS !== undefined,
    databaseUrl: read.HOLDFAST_DATABASE_URL,
  };
}
