/** Entry point: `node dist/api/create-key.js <role> [rep id]` makes a key and prints it once; only its hash is kept. */
import { readConfig } from '../config/config';
import { connectDatabase } from '../prisma/client';
import { createKey, roles } from './http/keys';

/** A key cannot be made from what was typed. The message is for whoever typed it. */
class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}

async function main(): Promise<void> {
  const [named, repId] = process.argv.slice(2);
  const role = roles.find((one) => one === named);
  if (role === undefined) throw new KeyRefused(`Usage: create-key <${roles.join(' | ')}> [rep id]`);
  const db = connectDatabase(readConfig(process.env).databaseUrl, 1);
  try {
    if (repId !== undefined && (await db.rep.findUnique({ where: { id: repId } })) === null) {
      throw new KeyRefused(`There is no rep ${repId}.`);
    }
    console.log(await createKey(db, role, repId ?? null));
  } finally {
    await db.$disconnect();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
