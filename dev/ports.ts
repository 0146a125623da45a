/** Ports of the embedded stack. */
import { randomInt } from 'node:crypto';
import net from 'node:net';

/**
 * Where a free port is looked for: below the range from which systems give outgoing connections theirs (32768 on Linux,
 * 49152 elsewhere). A port is found now and used a moment later; in that range a connection could take it in between.
 */
const from = 20_000;
const to = 32_000;
const tries = 50;

/** The preferred port if it is free on loopback, otherwise any free one. 0 asks for any. */
export async function freePort(preferred: number): Promise<number> {
  if (preferred !== 0 && (await isFree(preferred))) return preferred;
  for (let tried = 0; tried < tries; tried += 1) {
    const port = randomInt(from, to);
    if (await isFree(port)) return port;
  }
  return preferred;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
