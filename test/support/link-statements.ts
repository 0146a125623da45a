/** Counts the statements behind a mailed link; run as a process with the link's id and token, prints them as JSON. */
import { linkBy, opened, readerOfReceipt, whyClosed } from '../../api/act/opened';
import { readConfig } from '../../config/config';
import { connectDatabase } from '../../prisma/client';

export interface LinkStatements {
  /** To show its page, or to take its form. */
  readonly opened: number;
  /** To show its receipt. */
  readonly receipt: number;
}

async function main(): Promise<void> {
  let statements = 0;
  const config = readConfig(process.env);
  const db = connectDatabase(config.databaseUrl, 2, () => {
    statements += 1;
  });
  const [id = '', token = ''] = process.argv.slice(2);
  const link = await linkBy(id, token, { db });
  if (link === null) throw new Error('there is no such link');
  const open = await opened(link, { db, config });
  if (open === null) throw new Error('nothing is behind the link');
  await whyClosed(open, { db });
  const counted = statements;
  statements = 1; // the link itself
  await readerOfReceipt(link, 'Vendor', { db });
  const found: LinkStatements = { opened: counted, receipt: statements };
  console.log(JSON.stringify(found));
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
