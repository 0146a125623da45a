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
  close(): Promise<void>;
}

/** Starts one; until told otherwise it answers 204. */
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
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
