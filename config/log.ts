/** The log of every process. */
import { pino, type Logger } from 'pino';
import type { Config } from './config';

/** Logs are JSON lines on standard output. Names, addresses, words and tokens are never put into them. */
export function createLog(name: string, { logLevel }: Pick<Config, 'logLevel'>): Logger {
  return pino({ name, level: logLevel });
}
