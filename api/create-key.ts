/** Entry point: `node dist/api/create-key.js <role> [id of its rep or seller]` makes a key and prints it once; only its hash is kept. */
import { readConfig } from '../config/config';
import { connectDatabase } from '../prisma/client';
import { belongingTo, createKey, roles, whyNoKey } from './http/keys';

/** A key cannot be made from what was typed. The message is for whoever typed it. */
class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}

async function main(): Promise<void> {
  const [named, whose] = process.argv.slice(2);
  const role = roles.find((one) => one === named);
  if (role === undefined) throw new KeyRefused(`Usage: create-key <${roles.join(' | ')}> [id of its rep or seller]`);
  const db = connectDatabase(readConfig(process.env).databaseUrl, 1);
  try {
    const refused = await whyNoKey(db, { role, ...belongingTo(role, whose) });
    if (refused !== null) throw new KeyRefused(refused.detail);
    console.log(await createKey(db, role, belongingTo(role, whose)));
  } finally {
    await db.$disconnect();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
