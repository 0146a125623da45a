/** The port of a process for operators: metrics, and details of its health. Clients never reach it. */
import { createServer, type ServerResponse } from 'node:http';
import type { Readiness } from './readiness';

export interface OpsOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Metrics as Prometheus reads them. */
  metrics(): Promise<string>;
  readiness(): Promise<Readiness>;
  /** Whether the process does its work; one that does not should be started anew. */
  isAlive(): boolean;
}

export interface OpsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Listens. Rejects where the port is taken. */
export async function startOps({ host, port, metrics, readiness, isAlive }: OpsOptions): Promise<OpsServer> {
  const pages: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    async '/metrics'(response) {
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      response.end(await metrics());
    },
    async '/healthz'(response) {
      sendJson(response, isAlive() ? 200 : 503, { ok: isAlive() });
      return Promise.resolve();
    },
    async '/readyz'(response) {
      const ready = await readiness();
      sendJson(response, ready.ok ? 200 : 503, ready);
    },
  };
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?', 1)[0] ?? ''];
    if (page === undefined) return sendJson(response, 404, { ok: false });
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 405, { ok: false });
    page(response).catch(() => sendJson(response, 500, { ok: false }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host}:${taken}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
