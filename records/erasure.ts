/** Takes a person out of everything that is kept; what is counted stays as it is. */
import {
  addressWithout,
  answerWithout,
  dealWithout,
  erased,
  feedWithout,
  withoutPerson,
  type Person,
} from '../domain/erasure';
import { setTimeout as sleep } from 'node:timers/promises';
import { Prisma, type Database } from '../prisma/client';
import { hold } from './held';

/** Who is to be erased. */
export interface ToErase extends Person {
  /** Ours: it stays, and says nothing. */
  readonly id: string;
  readonly clientId: string;
  readonly givenId: string;
}

/** What the person said themselves, in their own words. */
export async function saidBy(db: Database, { id }: Pick<ToErase, 'id'>): Promise<readonly string[]> {
  const rows = await db.note.findMany({ where: { by: id }, select: { words: true } });
  return rows.map(({ words }) => words);
}

/**
 * How long one attempt to send a mail may take (`deliveryRetry` in workflows/retries.ts). The next attempt writes the mail
 * anew, without the person.
 */
export const longestAttemptMs = 30_000;
const lookEveryMs = 100;

/** Waits until mails about the client that were in a worker's hands have gone out. */
export async function mailsGoneOut(db: Database, clientId: string): Promise<void> {
  const [clock] = await db.$queryRaw<{ now: Date }[]>`select now()`;
  for (const until = Date.now() + longestAttemptMs; Date.now() < until;) {
    const [inHand] = await db.$queryRaw<{ key: string }[]>`
      select m.key from mails m join lifecycles l on l.id = m."lifecycleId"
      where l."clientId" = ${clientId} and m.state = 'waiting' and m.attempts > 0 and m."createdAt" <= ${clock?.now} limit 1`;
    if (inHand === undefined) return;
    await sleep(lookEveryMs);
  }
}

/**
 * Erases in one transaction, with what else is written then; returns the feeds that looked for the person. Doing it again
 * erases what came meanwhile.
 */
export async function eraseContact(
  db: Database,
  person: ToErase,
  also: readonly Prisma.PrismaPromise<unknown>[] = [],
): Promise<readonly string[]> {
  const { id, clientId, givenId, email } = person;
  const redact = withoutPerson(person);
  // Whatever is kept is walked as JSON: a value that its schema would call broken is cleaned as well.
  const cleaned = (document: Prisma.JsonValue): Prisma.InputJsonValue | Prisma.JsonNullValueInput =>
    dealWithout(document, { givenId, id }, redact) ?? Prisma.JsonNull;
  const cleanedAnswer = (answer: Prisma.JsonValue): Prisma.InputJsonValue | Prisma.JsonNullValueInput =>
    answerWithout(answer, { givenId, id }, redact) ?? Prisma.JsonNull;
  const [deals, notes, rows, answers, campaigns, articles, feeds] = await Promise.all([
    db.deal.findMany({ where: { clientId }, select: { id: true, document: true } }),
    db.$queryRaw<{ id: string; by: string | null; words: string }[]>`
      select n.id, n.by, n.words from notes n join lifecycles l on l.id = n."lifecycleId" where l."clientId" = ${clientId}`,
    // Rows of imports hold deals as they came.
    db.jobRow.findMany({
      where: { input: { path: ['deal', 'client', 'id'], equals: clientId } },
      select: { jobId: true, position: true, input: true },
    }),
    db.$queryRaw<{ key: string; body: Prisma.JsonValue }[]>`
      select key, body from idempotent_requests
      where position(lower(${email}) in lower(body::text)) > 0 or position(lower(${person.name}) in lower(body::text)) > 0
        or (body ->> 'contact' = ${givenId} and body ->> 'client' = ${clientId})`,
    db.$queryRaw<{ id: string; input: Prisma.JsonValue }[]>`
      select id, input from jobs where kind = 'campaign'
        and (position(lower(${email}) in lower(input::text)) > 0 or position(lower(${person.name}) in lower(input::text)) > 0)`,
    db.$queryRaw<{ id: string; title: string; link: string }[]>`
      select id, title, link from articles a
      where position(lower(${email}) in lower(title)) > 0 or position(lower(${person.name}) in lower(title)) > 0
        or position(lower(${person.name}) in translate(lower(link), '-_+', '   ')) > 0
        or exists (select 1 from article_proposals p where p."articleId" = a.id and p."clientId" = ${clientId})`,
    db.feed.findMany({ select: { id: true, clientId: true, url: true, words: true, active: true } }),
  ]);
  const words = notes.flatMap((note) => {
    const left = note.by === id ? erased : redact(note.words);
    return left === note.words ? [] : [db.note.update({ where: { id: note.id }, data: { words: left } })];
  });
  const changed = feeds.flatMap((feed) => {
    const left = feedWithout(feed, person, feed.clientId === clientId);
    return left.url === feed.url && left.words.length === feed.words.length ? [] : [{ id: feed.id, ...left }];
  });
  await db.$transaction([
    hold(db, 'people', [clientId]),
    ...also,
    ...deals.map((deal) => db.deal.update({ where: { id: deal.id }, data: { document: cleaned(deal.document) } })),
    ...words,
    ...rows.map(({ jobId, position, input }) =>
      db.jobRow.update({ where: { jobId_position: { jobId, position } }, data: { input: cleaned(input) } }),
    ),
    ...answers.map(({ key, body }) =>
      db.idempotentRequest.update({ where: { key }, data: { body: cleanedAnswer(body) } }),
    ),
    ...campaigns.map((job) => db.job.update({ where: { id: job.id }, data: { input: cleanedAnswer(job.input) } })),
    ...articles.flatMap((one) => {
      const [title, link] = [redact(one.title), addressWithout(one.link, person)];
      return title === one.title && link === one.link
        ? []
        : [db.article.update({ where: { id: one.id }, data: { title, link } })];
    }),
    ...changed.map(({ id: feed, url, words: left, active }) =>
      db.feed.update({ where: { id: feed }, data: { url, words: [...left], active } }),
    ),
    db.link.deleteMany({ where: { recipientId: id } }),
    db.reached.updateMany({ where: { contactId: id }, data: { whoHash: null } }),
    db.refusedAddress.deleteMany({ where: { recipientId: id } }),
    db.mail.updateMany({
      where: { recipientId: id, state: 'waiting' },
      data: { state: 'refused', refusedAt: new Date() },
    }),
    db.mail.updateMany({ where: { recipientId: id }, data: { lastError: null } }),
    // Who wrote what stays; the name in the address goes.
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
        channel: null,
        said: {},
        erasedAt: new Date(),
      },
    }),
  ]);
  return changed.map((feed) => feed.id);
}
