/** `npm run forward -- <lifecycleId…> 90d`: lets time pass for lifecycles of the embedded stack. */
import { Client, Connection } from '@temporalio/client';
import { readDevEnv } from './env';
import { runningIn } from './running';
import { fastForward, parseDuration } from './time';

const usage = 'Usage: npm run forward -- <lifecycleId…> <90d | 8w | 6m | 1y>';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const byMs = parseDuration(args.at(-1) ?? '');
  const ids = args.slice(0, -1);
  if (byMs === undefined || ids.length === 0) throw new Error(usage);
  const { temporal } = runningIn(readDevEnv(process.env).home);
  const connection = await Connection.connect({ address: temporal.address, connectTimeout: 5_000 });
  try {
    const client = new Client({ connection, namespace: temporal.namespace });
    for (const id of ids) {
      console.log(`${id}: forwarding …`);
      const now = await fastForward(client, id, byMs);
      const { status } = await client.workflow.getHandle(id).describe();
      console.log(
        `${id}: it is ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC for this client${status.name === 'RUNNING' ? '' : `, and the lifecycle has ended (${status.name.toLowerCase()})`}.`,
      );
    }
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
