/** Time as lifecycles live it: each has a clock of its own, which tests move ahead on the real server. */
import { Client, Connection } from '@temporalio/client';
import { fastForward, virtualNow } from '../../dev/time';
import { running } from './api';

let connected: Promise<{ client: Client; connection: Connection }> | undefined;

/** The Temporal client, for moving time and for reading histories. */
export async function temporal(): Promise<Client> {
  connected ??= Connection.connect({ address: running.temporal.address }).then((connection) => ({
    connection,
    client: new Client({ connection, namespace: running.temporal.namespace }),
  }));
  return (await connected).client;
}

/** Closes what `temporal` has opened; support/disconnected.ts does so after every test file. */
export async function disconnect(): Promise<void> {
  const open = await connected;
  connected = undefined;
  await open?.connection.close();
}

/** Lets days pass for a lifecycle. */
export async function letPass(lifecycleId: string, days: number): Promise<Date> {
  return fastForward(await temporal(), lifecycleId, days * 86_400_000);
}

/** Lets time pass for a lifecycle until that moment of its own clock. */
export async function letPassUntil(lifecycleId: string, until: Date): Promise<void> {
  const client = await temporal();
  const aheadMs = until.getTime() - (await virtualNow(client, lifecycleId)).getTime();
  if (aheadMs > 0) await fastForward(client, lifecycleId, aheadMs);
}
