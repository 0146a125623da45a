/** Builds the brief of every rep, and asks PostgreSQL for its plans; run as a process, prints what it found as JSON. */
import { readConfig } from '../../config/config';
import { selectTerms, type Needed } from '../../records/book';
import { briefFor, selectAsking } from '../../records/brief';
import { selectEnding, selectLastWords, selectSilent } from '../../records/brief-clients';
import { calendarLines, calendarPrint, selectCalendar } from '../../records/calendar-addresses';
import { readReach } from '../../records/access';
import {
  readBookOfClients,
  repsOfBook,
  selectBeyond,
  selectBook,
  selectBookLines,
  selectByName,
  selectFound,
  type BookWanted,
} from '../../records/desk/clients';
import { viewsOf } from '../../records/desk/views';
import { bookColumns, nothingAsked } from '../../domain/told/desk/clients';
import type { Viewer } from '../../domain/organisation/access';
import { selectNews } from '../../records/brief-news';
import { digestFor, selectAlarmed, selectDirectorsWeeks } from '../../records/digest';
import { selectJudged } from '../../records/health-check';
import { connectDatabase, Prisma } from '../../prisma/client';
import { selectCollecting, selectSelling } from '../../records/workgroup-lines';
import { selectWork } from '../../records/work';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

/** How one statement reads. */
export interface Reads {
  readonly what: string;
  /** Tables that are read from one end to the other. */
  readonly whole: readonly string[];
  readonly indexes: readonly string[];
  readonly sorts: boolean;
}

export interface AtScale {
  readonly briefs: number;
  readonly entries: number;
  /** The most that one of them took. */
  readonly queries: number;
  /** What the digest of a morning takes for somebody who leads nobody. */
  readonly digestQueries: number;
  /** The most that a calendar takes. */
  readonly calendarQueries: number;
  /** The most that the book of clients takes: of a rep, of whoever leads all, and of ops; searched and sorted. */
  readonly bookQueries: number;
  readonly reads: readonly Reads[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function main(): Promise<void> {
  let counted = 0;
  const db = connectDatabase(readConfig(process.env).databaseUrl, 4, () => {
    counted += 1;
  });
  const now = new Date().toISOString();
  const reps = await db.rep.findMany({ where: { mails: 'brief' }, select: { id: true } });
  let entries = 0;
  let queries = 0;
  for (const { id } of reps) {
    counted = 0;
    entries += (await briefFor(db, id, now)).entries.length;
    queries = Math.max(queries, counted);
  }
  let calendarQueries = 0;
  for (const { id } of reps.slice(0, 20)) {
    counted = 0;
    const { keeps } = await readReach(db, id, now);
    const asked = { rep: id, zone: 'Europe/Vienna', reps: keeps, at: now };
    await calendarPrint(db, asked);
    await calendarLines(db, asked);
    calendarQueries = Math.max(calendarQueries, counted);
  }
  // To read an empty table from end to end takes nothing.
  const noRows = await db.$queryRaw<{ relname: string }[]>(
    Prisma.sql`select relname from pg_class where relkind = 'r' and pg_relation_size(oid) = 0`,
  );
  const empty = new Set(noRows.map(({ relname }) => relname));
  counted = 0;
  await digestFor(db, reps[0]?.id ?? '', { at: now, recorded: new Date(now), isWeekly: false });
  const digestQueries = counted;
  const reads = async (what: string, statement: Prisma.Sql): Promise<Reads> => {
    const [row] = await db.$queryRaw<{ 'QUERY PLAN': readonly { Plan: Plan }[] }[]>(
      Prisma.sql`explain (format json) ${statement}`,
    );
    const nodes = (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan));
    return {
      what,
      whole: nodes
        .flatMap((node) => (node['Node Type'].includes('Seq Scan') ? (node['Relation Name'] ?? '?') : []))
        .filter((table) => !empty.has(table)),
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      sorts: nodes.some((node) => node['Node Type'].includes('Sort')),
    };
  };
  const [to, from] = [now.slice(0, 10), new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10)];
  const needs: readonly Needed[] = [
    { of: 'everything' },
    ...(['renewals', 'endings', 'onboardings'] as const).map((of) => ({ of, from, to })),
  ];
  // Whoever leads all groups: nobody has more to look for.
  const led = (await db.group.findMany({ select: { id: true } })).map(({ id }) => id);
  const lifecycles = (await db.lifecycle.findMany({ take: 20, orderBy: { id: 'asc' }, select: { id: true } })).map(
    ({ id }) => id,
  );
  const weeks = { at: now, since: new Date(from), recorded: new Date(now) };
  const [ownRep = ''] = reps.map(({ id }) => id);
  const own: Viewer = { sees: 'reach', openBook: false, reach: await readReach(db, ownRep, now) };
  const leads: Viewer = { sees: 'reach', openBook: false, reach: { ...own.reach, leads: led } };
  const booked = (viewer: Viewer, asked: Partial<BookWanted['asked']> = {}): BookWanted => ({
    viewer,
    asked: { ...nothingAsked, ...asked },
    now,
    zone: 'UTC',
  });
  let bookQueries = 0;
  for (const viewer of [own, leads, { sees: 'everything' } as const])
    for (const asked of [{}, { q: 'client' }, { q: 'kim ex' }, { sort: 'worth' }, { silent: 42 }] as const) {
      counted = 0;
      await Promise.all([
        readBookOfClients(db, booked(viewer, asked)),
        repsOfBook(db, viewer),
        viewsOf(db, { kind: 'rep', id: ownRep }),
      ]);
      bookQueries = Math.max(bookQueries, counted);
    }
  const someClients = (await db.client.findMany({ take: 50, orderBy: { id: 'asc' }, select: { id: true } })).map(
    ({ id }) => id,
  );
  const found: Reads[] = [
    ...(await Promise.all(
      bookColumns.map((sort) => reads(`clients by ${sort}`, selectBook(booked(own, { sort }), null))),
    )),
    await reads('clients who left', selectBook(booked(own, { show: 'ended' }), null)),
    await reads('clients whom nobody spoke with', selectBook(booked(own, { silent: 42 }), null)),
    await reads('clients by three letters', selectBook(booked(own, { q: '12-' }), null)),
    await reads('clients among hits', selectBook(booked({ sees: 'everything' }, { q: '12-' }), someClients)),
    await reads('how large a book is', selectBeyond(booked(own))),
    await reads('how large the whole book is', selectBeyond(booked({ sees: 'everything' }))),
    await reads('hits in the whole book', selectFound(['1-20'])),
    await reads('the whole book by name', selectByName(booked({ sees: 'everything' }))),
    await reads('red clients of the whole book', selectByName(booked({ sees: 'everything' }, { health: 'red' }))),
    await reads('lines of a page of clients', selectBookLines(booked(own), someClients)),
    await reads('brief', selectAsking([reps[0]?.id ?? ''], now)),
    await reads('what a brief says is new', selectNews(reps[0]?.id ?? '', [reps[0]?.id ?? ''], now)),
    await reads('contracts that end, in a brief', selectEnding([reps[0]?.id ?? ''], to)),
    await reads('silent clients in a brief', selectSilent([reps[0]?.id ?? ''], now)),
    await reads('last words in a brief', selectLastWords(lifecycles, now)),
    await reads('calendar', selectCalendar([reps[0]?.id ?? ''])),
    await reads('alarms of a digest', selectAlarmed({ reps: [reps[0]?.id ?? ''], groups: led })),
    await reads('the director’s weeks', selectDirectorsWeeks(lifecycles, weeks)),
    await reads('health of those who left', selectJudged({ from, to, ahead: 90 }, null)),
    await reads('work', selectWork(from, to)),
    await reads('receivables', selectCollecting(from, to)),
    await reads('opportunities', selectSelling(from, to)),
  ];
  for (const needed of needs)
    for (const product of [null, 'crm-pro'])
      found.push(await reads(`${needed.of}${product === null ? '' : ' of a product'}`, selectTerms(needed, product)));
  await db.$disconnect();
  const told: AtScale = {
    briefs: reps.length,
    entries,
    queries,
    digestQueries,
    calendarQueries,
    bookQueries,
    reads: found,
  };
  console.log(JSON.stringify(told));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
