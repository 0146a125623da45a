/** Entry point of a container's health check: asks the API or the worker beside it whether it is well; ends with 0 or 1. */
import { readConfig } from '../config/config';
import { runCommand } from './command';

const limitMs = 4_000;

runCommand(async () => {
  const { host, port } = readConfig(process.env).ops;
  const own = host === '0.0.0.0' ? '127.0.0.1' : host;
  const { ok } = await fetch(`http://${own}:${port}/healthz`, { signal: AbortSignal.timeout(limitMs) });
  return ok;
});
