/** Erases people while a question to each is on its way; run as a process, prints how many questions are remembered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../config/config';
import { connectDatabase } from '../../prisma/client';
import { eraseContact } from '../../records/erasure';
import { claimMailbox } from '../../records/mailboxes';

async function main(): Promise<void> {
  const [prefix = '', many = '0'] = process.argv.slice(2);
  const db = connectDatabase(readConfig(process.env).databaseUrl, 6);
  const ids = Array.from({ length: Number(many) }, (_, index) => `${prefix}-${index}`);
  for (const [index, id] of ids.entries()) {
    const person = {
      id,
      clientId: id,
      givenId: 'k',
      name: 'Quetzalina Gone',
      email: `${id}@client.example`,
      phone: null,
    };
    await db.client.create({ data: { id, name: 'Alpine Tools', timeZone: 'UTC' } });
    await db.contact.create({ data: person });
    const question = { mail: id, contact: id, address: person.email, at: new Date(), everyDays: 30 };
    // At any moment of the erasure: before it, in the middle of it, and after it.
    await Promise.all([
      eraseContact(db, { ...person, spellings: [person] }),
      sleep(index % 20).then(() => claimMailbox(db, question)),
    ]);
  }
  console.log(await db.askedMailbox.count({ where: { contactId: { in: ids } } }));
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
