/** Says what a mail of an event tells of the health, and how its reader reads; a process: `occasion-at <lifecycle> <number> <reader>`. */
import { readConfig } from '../../config/config';
import { connectDatabase } from '../../prisma/client';
import { occasionOf } from '../../records/occasion';

async function main([id = '', seq = '', reader = '']: readonly string[]): Promise<void> {
  const db = connectDatabase(readConfig(process.env).databaseUrl, 2);
  const of = { subject: null, ofCampaign: false, reader, inPlaceOf: null, openBook: false, seq: Number(seq) };
  const told = await occasionOf(db, id, of);
  await db.$disconnect();
  console.log(JSON.stringify({ health: told?.lifecycle.health, locale: told?.locale }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
