/** Takes a person out of everything that is kept; what is counted stays as it is. */
import {
  addressWithout,
  answerWithout,
  dealWithout,
  erased,
  feedWithout,
  withoutPerson,
  type FeedWanted,
  type Person,
} from '../domain/erasure';
import { setTimeout as sleep } from 'node:timers/promises';
import { Prisma, type Database } from '../prisma/client';
import { PeopleChanged } from './client-people';
import type { Json } from '../domain/core/json';
import { hold } from './held';
import { forgetSignInsAt } from './sign-ins';
import type { Writing } from './waiting-facts';

/** Who is to be erased. */
export interface ToErase {
  /** Ours: it stays, and says nothing. */
  readonly id: string;
  readonly clientId: string;
  readonly givenId: string;
  /** All that they are known by, and were. */
  readonly spellings: readonly Person[];
}

/** Texts that name them. */
const needlesOf = ({ spellings }: Pick<ToErase, 'spellings'>): string[] =>
  spellings.flatMap(({ name, email }) => [name, email]).filter((one) => one !== '');

/** A shorter line says nothing of anybody, and stands in mails of others too. */
const shortestLine = 12;

/** What the person said themselves, in their own words. */
export async function saidBy(db: Database, { id }: Pick<ToErase, 'id'>): Promise<readonly string[]> {
  const [notes, mails] = await Promise.all([
    db.note.findMany({ where: { by: id }, select: { words: true } }),
    db.mailIn.findMany({ where: { contactId: id }, select: { words: true } }),
  ]);
  // A mail that passes words on has each line of theirs by itself.
  const lines = mails.flatMap(({ words }) => [words ?? '', ...(words ?? '').split('\n')]);
  return [...notes.map(({ words }) => words), ...new Set(lines.filter((line) => line.length >= shortestLine))];
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

/** What is kept may be much, and another writer about the same people may be waited for. */
const erasingMs = 60_000;

type StoredJson = Prisma.InputJsonValue | Prisma.JsonNullValueInput;

/**
 * Erases in one transaction, with what else is written then; returns the feeds that looked for the person. Nobody else
 * writes about the client's people from before it reads until it has written, and rows are changed in the order of their
 * keys. Doing it again erases what came meanwhile. Throws `PeopleChanged` where their client became one with another.
 */
export async function eraseContact(
  db: Database,
  person: ToErase,
  also: Writing = async () => undefined,
): Promise<readonly string[]> {
  return db.$transaction(
    async (tx) => {
      await hold(tx, 'people', [person.clientId]);
      const row = await tx.contact.findUnique({ where: { id: person.id }, select: { clientId: true } });
      if (row?.clientId !== person.clientId) throw new PeopleChanged('Look again.');
      await also(tx);
      await eraseFromDocuments(tx, person);
      await eraseFromNotes(tx, person);
      await eraseFromMailsIn(tx, person);
      await eraseFromAgreed(tx, person);
      await eraseFromArticles(tx, person);
      const feeds = await eraseFromFeeds(tx, person);
      await eraseReach(tx, person);
      await forgetSignInsAt(
        tx,
        person.spellings.map(({ email }) => email),
      );
      return feeds;
    },
    { timeout: erasingMs },
  );
}

/** How a client's records call the person, or called them before that client was one with another. */
interface CalledSo {
  readonly clientId: string;
  readonly givenId: string;
}

/** Deals, and what is kept as it came: answers, and what imports and campaigns were given. */
async function eraseFromDocuments(tx: Prisma.TransactionClient, person: ToErase): Promise<void> {
  const former = await tx.formerContact.findMany({
    where: { contactId: person.id },
    orderBy: [{ clientId: 'asc' }, { givenId: 'asc' }],
  });
  const called = [person, ...former];
  await eraseFromDeals(tx, person, called);
  await eraseFromAnswers(tx, person, called);
}

/** The client of a document that may be broken. */
const clientIn = (document: Prisma.JsonValue): unknown => {
  const client = document instanceof Object && 'client' in document ? document.client : null;
  return client instanceof Object && 'id' in client ? client.id : null;
};

async function eraseFromDeals(
  tx: Prisma.TransactionClient,
  person: ToErase,
  called: readonly CalledSo[],
): Promise<void> {
  const { id, clientId } = person;
  const redact = withoutPerson(...person.spellings);
  // Whatever is kept is walked as JSON: a value that its schema would call broken is cleaned as well. A deal names people as
  // its own client's records do.
  const cleaned = (document: Prisma.JsonValue, client: unknown): StoredJson => {
    const known = called.some((one) => one.clientId === client) ? client : clientId;
    let left: Json = document;
    for (const one of called)
      if (one.clientId === known) left = dealWithout(left, { givenId: one.givenId, id }, redact);
    return left ?? Prisma.JsonNull;
  };
  const deals = await tx.deal.findMany({
    where: { clientId },
    select: { id: true, document: true },
    orderBy: { id: 'asc' },
  });
  for (const deal of deals)
    await tx.deal.update({
      where: { id: deal.id },
      data: { document: cleaned(deal.document, clientIn(deal.document)) },
    });
  // Rows of imports hold deals as they came.
  for (const client of new Set(called.map((one) => one.clientId))) {
    const rows = await tx.jobRow.findMany({
      where: { input: { path: ['deal', 'client', 'id'], equals: client } },
      select: { jobId: true, position: true, input: true },
      orderBy: [{ jobId: 'asc' }, { position: 'asc' }],
    });
    for (const { jobId, position, input } of rows)
      await tx.jobRow.update({
        where: { jobId_position: { jobId, position } },
        data: { input: cleaned(input, client) },
      });
  }
}

async function eraseFromAnswers(
  tx: Prisma.TransactionClient,
  person: ToErase,
  called: readonly CalledSo[],
): Promise<void> {
  const { id } = person;
  const needles = needlesOf(person);
  const redact = withoutPerson(...person.spellings);
  const cleaned = (answer: Prisma.JsonValue): StoredJson => {
    let left: Json = answer;
    for (const { givenId } of called) left = answerWithout(left, { givenId, id }, redact);
    return left ?? Prisma.JsonNull;
  };
  const named = Prisma.join(
    called.map(
      ({ clientId, givenId }) =>
        Prisma.sql`body ->> 'client' = ${clientId} and (body ->> 'contact' = ${givenId} or body ? 'into')`,
    ),
    ' or ',
  );
  const answers = await tx.$queryRaw<{ key: string; body: Prisma.JsonValue }[]>`
    select key, body from idempotent_requests
    where exists (select from unnest(${needles}::text[]) one where position(lower(one) in lower(body::text)) > 0)
      or ${named}
    order by key`;
  for (const { key, body } of answers)
    await tx.idempotentRequest.updateMany({ where: { key }, data: { body: cleaned(body) } });
  const campaigns = await tx.$queryRaw<{ id: string; input: Prisma.JsonValue }[]>`
    select id, input from jobs where kind = 'campaign'
      and exists (select from unnest(${needles}::text[]) one where position(lower(one) in lower(input::text)) > 0)
    order by id`;
  for (const job of campaigns) await tx.job.update({ where: { id: job.id }, data: { input: cleaned(job.input) } });
}

async function eraseFromNotes(tx: Prisma.TransactionClient, person: ToErase): Promise<void> {
  const redact = withoutPerson(...person.spellings);
  const notes = await tx.$queryRaw<{ id: string; by: string | null; words: string }[]>`
    select n.id, n.by, n.words from notes n join lifecycles l on l.id = n."lifecycleId"
    where l."clientId" = ${person.clientId} order by n.id`;
  for (const note of notes) {
    const left = note.by === person.id ? erased : redact(note.words);
    if (left !== note.words) await tx.note.update({ where: { id: note.id }, data: { words: left } });
  }
}

/** Mails that came in: what the person wrote, and what others wrote of them. */
async function eraseFromMailsIn(tx: Prisma.TransactionClient, person: ToErase): Promise<void> {
  const redact = withoutPerson(...person.spellings);
  const mails = await tx.$queryRaw<{ id: string; contactId: string | null; words: string }[]>`
    select m.id, m."contactId", m.words from mails_in m left join lifecycles l on l.id = m."lifecycleId"
    where m.words is not null
      and (m."contactId" = ${person.id} or l."clientId" = ${person.clientId}
        or exists (select from unnest(${needlesOf(person)}::text[]) one where position(lower(one) in lower(m.words)) > 0))
    order by m.id`;
  for (const mail of mails) {
    const left = mail.contactId === person.id ? erased : redact(mail.words);
    if (left !== mail.words) await tx.mailIn.update({ where: { id: mail.id }, data: { words: left } });
  }
  await tx.mailIn.updateMany({ where: { contactId: person.id }, data: { senderHash: null } });
}

/** What was agreed with the client may name them; who does it goes by an id of ours. */
async function eraseFromAgreed(tx: Prisma.TransactionClient, person: ToErase): Promise<void> {
  const redact = withoutPerson(...person.spellings);
  const actions = await tx.$queryRaw<{ id: string; words: string }[]>`
    select a.id, a.words from agreed_actions a join lifecycles l on l.id = a."lifecycleId"
    where l."clientId" = ${person.clientId} order by a.id`;
  for (const { id, words } of actions)
    if (redact(words) !== words) await tx.agreedAction.update({ where: { id }, data: { words: redact(words) } });
}

async function eraseFromArticles(tx: Prisma.TransactionClient, person: ToErase): Promise<void> {
  const { clientId, spellings } = person;
  const names = spellings.map(({ name }) => name).filter((one) => one !== '');
  const redact = withoutPerson(...person.spellings);
  const articles = await tx.$queryRaw<{ id: string; title: string; link: string }[]>`
    select id, title, link from articles a
    where exists (select from unnest(${needlesOf(person)}::text[]) one where position(lower(one) in lower(title)) > 0)
      or exists (
        select from unnest(${names}::text[]) one where position(lower(one) in translate(lower(link), '-_+', '   ')) > 0)
      or exists (select 1 from article_proposals p where p."articleId" = a.id and p."clientId" = ${clientId})
    order by id`;
  for (const one of articles) {
    const link = spellings.reduce((left, each) => addressWithout(left, each), one.link);
    const title = redact(one.title);
    if (title !== one.title || link !== one.link)
      await tx.article.update({ where: { id: one.id }, data: { title, link } });
  }
}

/** Returns the feeds that looked for the person. */
async function eraseFromFeeds(tx: Prisma.TransactionClient, person: ToErase): Promise<readonly string[]> {
  const feeds = await tx.feed.findMany({
    select: { id: true, clientId: true, url: true, words: true, active: true },
    orderBy: { id: 'asc' },
  });
  const changed: string[] = [];
  for (const feed of feeds) {
    const own = feed.clientId === person.clientId;
    const { url, words, active } = person.spellings.reduce<FeedWanted>(
      (left, each) => feedWithout(left, each, own),
      feed,
    );
    if (url === feed.url && words.length === feed.words.length) continue;
    await tx.feed.updateMany({ where: { id: feed.id }, data: { url, words: [...words], active } });
    changed.push(feed.id);
  }
  return changed;
}

/** How the person is reached, and who they are. */
async function eraseReach(tx: Prisma.TransactionClient, { id, clientId, givenId }: ToErase): Promise<void> {
  // Whoever writes of the contact in the meantime holds the row: what they wrote is seen below.
  await tx.$queryRaw`select id from contacts where id = ${id} for update`;
  await tx.link.deleteMany({ where: { recipientId: id } });
  await tx.reached.updateMany({ where: { contactId: id }, data: { whoHash: null } });
  await tx.refusedAddress.deleteMany({ where: { recipientId: id } });
  await tx.askedMailbox.deleteMany({ where: { contactId: id } });
  await tx.mail.updateMany({
    where: { recipientId: id, state: 'waiting' },
    data: { state: 'refused', refusedAt: new Date() },
  });
  await tx.mail.updateMany({ where: { recipientId: id }, data: { lastError: null } });
  // Who wrote what stays; the name in the address goes.
  const former = await tx.formerContact.findMany({ where: { contactId: id } });
  for (const one of [{ clientId, givenId }, ...former])
    await tx.$executeRaw`
      update audit set subject = ${`${clientId}/${id}`} where subject = ${`${one.clientId}/${one.givenId}`}`;
  await tx.formerContact.deleteMany({ where: { contactId: id } });
  await tx.contact.updateMany({ where: { movedTo: id }, data: { movedTo: null } });
  await tx.contact.update({
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
      movedTo: null,
      erasedAt: new Date(),
    },
  });
}
