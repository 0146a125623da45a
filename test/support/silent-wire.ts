/** A wire between Holdfast and a server of its own: it can fall silent, as one that hangs does, or break. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Wire {
  readonly port: number;
  /** From now on nothing passes, either way; new connections are taken, and nobody answers. */
  fallSilent(): void;
  /** What is there is broken, and what comes passes again. */
  mend(): void;
  close(): Promise<void>;
}

/** Opens one to a port of this machine. */
export async function wireTo(port: number): Promise<Wire> {
  const open = new Set<Socket>();
  let silent = false;
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    const far = keep(connect(port, '127.0.0.1'));
    keep(near);
    near.on('data', (data) => (silent ? undefined : far.write(data)));
    far.on('data', (data) => (silent ? undefined : near.write(data)));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => {
      silent = true;
    },
    mend: () => {
      silent = false;
      for (const socket of open) socket.resetAndDestroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
