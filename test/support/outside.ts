/** A real HTTP server on this machine: the outside world, as it might behave. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface World {
  readonly port: number;
  /** Reached by a name that is trusted, or by an address that is not. */
  at(path: string, host?: string): string;
  /** What arrived, in order. */
  readonly arrived: readonly Arrived[];
  /** From now on it answers so. */
  answers(how: (arrived: Arrived, response: ServerResponse) => void): void;
}

const started: Server[] = [];

/** Starts one, which runs until `closeWorlds`; until told otherwise it answers 204. */
export async function startWorld(): Promise<World> {
  const arrived: Arrived[] = [];
  let answer: (one: Arrived, response: ServerResponse) => void = (_, response) => response.writeHead(204).end();
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body: await text(request) };
    arrived.push(one);
    answer(one, response);
  };
  const server: Server = createServer(
    (request, response) => void take(request, response).catch(() => response.destroy()),
  );
  started.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    at: (path, host = 'localhost') => `http://${host}:${port}${path}`,
    arrived,
    answers: (how) => {
      answer = how;
    },
  };
}

/** Closes all that this test file has started. */
export async function closeWorlds(): Promise<void> {
  await Promise.all(
    started.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.closeAllConnections();
          server.close(() => resolve());
        }),
    ),
  );
}

/** Answers with ten gigabytes, as fast as they are taken; tells how many bytes it gives. */
export function tenGigabytes(response: ServerResponse, told: (bytes: number) => void = () => undefined): void {
  response.writeHead(200, { 'content-length': String(10 * 1024 ** 3) });
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    if (response.destroyed) return;
    told(chunk.length);
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

/** Goes on answering, drop by drop, for as long as somebody listens. */
export function drips(response: ServerResponse, drop: string): void {
  const timer = setInterval(() => response.write(drop), 50);
  response.once('close', () => clearInterval(timer));
}
