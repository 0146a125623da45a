/** Takes a person out of everything that is kept; what is counted stays as it is. */
import { answerWithout, dealWithout, erased, withoutPerson, type Person } from '../domain/erasure';
import type { Json } from '../domain/json';
import { Prisma, type Database } from './client';

/** Who is to be erased. */
export interface ToErase extends Person {
  /** Ours: it stays, and says nothing. */
  readonly id: string;
  readonly clientId: string;
  readonly givenId: string;
}

const json = (value: Json): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** Erases in one transaction. Doing it again erases what came meanwhile. */
export async function eraseContact(db: Database, person: ToErase): Promise<void> {
  const { id, clientId, givenId, email } = person;
  const redact = withoutPerson(person);
  const cleaned = (document: unknown): Prisma.InputJsonValue =>
    json(dealWithout(document as Json, { givenId, id }, redact));
  const [deals, notes, rows, answers] = await Promise.all([
    db.deal.findMany({ where: { clientId }, select: { id: true, document: true } }),
    db.$queryRaw<{ id: string; by: string | null; words: string }[]>`
      select n.id, n.by, n.words from notes n join lifecycles l on l.id = n."lifecycleId" where l."clientId" = ${clientId}`,
    // Rows of imports hold deals as they came.
    db.jobRow.findMany({
      where: { input: { path: ['deal', 'client', 'id'], equals: clientId } },
      select: { jobId: true, position: true, input: true },
    }),
    db.$queryRaw<{ key: string; body: unknown }[]>`
      select key, body from idempotent_requests
      where position(lower(${email}) in lower(body::text)) > 0 or position(lower(${person.name}) in lower(body::text)) > 0
        or (body ->> 'contact' = ${givenId} and body ->> 'client' = ${clientId})`,
  ]);
  const words = notes.flatMap((note) => {
    const left = note.by === id ? erased : redact(note.words);
    return left === note.words ? [] : [db.note.update({ where: { id: note.id }, data: { words: left } })];
  });
  await db.$transaction([
    ...deals.map((deal) => db.deal.update({ where: { id: deal.id }, data: { document: cleaned(deal.document) } })),
    ...words,
    ...rows.map(({ jobId, position, input }) =>
      db.jobRow.update({ where: { jobId_position: { jobId, position } }, data: { input: cleaned(input) } }),
    ),
    ...answers.map(({ key, body }) =>
      db.idempotentRequest.update({
        where: { key },
        data: { body: json(answerWithout(body as Json, { givenId, id }, redact)) },
      }),
    ),
    db.link.deleteMany({ where: { recipientId: id } }),
    db.mail.updateMany({ where: { recipientId: id, state: 'waiting' }, data: { state: 'refused' } }),
    db.mail.updateMany({ where: { recipientId: id }, data: { lastError: null } }),
    // Who wrote what stays; by which name it was addressed does not.
    db.$executeRaw`
      update audit set subject = ${`${clientId}/${id}`} where subject = ${`${clientId}/${givenId}`}`,
    db.contact.update({
      where: { id },
      data: {
        givenId: id,
        name: erased,
        email: '',
        level: null,
        role: null,
        birthday: null,
        phone: null,
        language: null,
        erasedAt: new Date(),
      },
    }),
  ]);
}
