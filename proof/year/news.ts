/** A server that brings news as RSS, until it breaks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { News } from './stand';

/** Starts one on loopback. It has nothing new to tell: what is looked at is how its silence is taken. */
export async function startNews(): Promise<News> {
  let well = true;
  const server = createServer((_, response) => {
    if (!well) return response.writeHead(500).end('Internal error');
    return response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end('<?xml version="1.0"?><rss version="2.0"><channel><title>Winter news</title></channel></rss>');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/rss`,
    works: (now) => {
      well = now;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
