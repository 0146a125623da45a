/** Builds the brief of every rep, and asks PostgreSQL for its plans; run as a process, prints what it found as JSON. */
import { readConfig } from '../../config/config';
import { selectTerms, type Needed } from '../../records/book';
import { briefFor, selectAsking } from '../../records/brief';
import { selectAgreedDue } from '../../records/agreed-due';
import { selectEnding, selectLastWords, selectSilent } from '../../records/brief-clients';
import { calendarLines, calendarPrint, selectCalendar } from '../../records/calendar-addresses';
import { selectAbsent, selectAtRisk, selectBehind, selectLeaving } from '../../records/leaders-day';
import { roleBriefsFor } from '../../records/role-briefs';
import { selectLastTries, selectOpportune, selectOwing } from '../../records/shared-days';
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
import { plainEnglish } from '../../domain/told/locale';
import { readClientDesk } from '../../records/desk/client';
import { selectCourses, selectFigures, selectTimeline, selectTouches } from '../../records/desk/client-lines';
import { dayFor, selectClimbed, selectClock, selectFlagged, selectOfDay } from '../../records/desk/day';
import { selectOwnLink } from '../../records/desk/doing';
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
  /** What the parts of a brief take for who leads, collects and sells, and for who does neither; how long the former took. */
  readonly roleQueries: number;
  readonly noRoleQueries: number;
  readonly roleMs: number;
  /** How much they found: alarms, colleagues behind, contracts at risk, open invoices, opportunities. */
  readonly roleFound: readonly number[];
  /** What the digest of a morning takes for somebody who leads nobody. */
  readonly digestQueries: number;
  /** The most that the page of a client takes, whatever their size. */
  readonly clientQueries: number;
  /** The most that a page of a day takes: for one who keeps clients, and for who leads every group. */
  readonly dayQueries: number;
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
  // Somebody who leads eight groups, and collects for and sells to seven reps.
  const [leader = ''] = reps.map(({ id }) => id);
  const theirs = reps.slice(1, 9).map(({ id }) => id);
  await db.group.updateMany({ where: { repId: { in: theirs } }, data: { managerId: leader } });
  const shared = { workgroup: 'shared', holder: leader };
  await db.workgroup.create({
    data: { id: shared.workgroup, name: 'Shared', receivablesManagerId: leader, businessDeveloperId: leader },
  });
  await db.rep.updateMany({ where: { id: { in: theirs.slice(0, 7) } }, data: { workgroupId: shared.workgroup } });
  const groups = (await db.group.findMany({ where: { managerId: leader }, select: { id: true } })).map(({ id }) => id);
  counted = 0;
  const startedMs = performance.now();
  const roles = await roleBriefsFor(db, leader, now);
  const [roleMs, roleQueries] = [Math.round(performance.now() - startedMs), counted];
  counted = 0;
  await roleBriefsFor(db, reps.at(-1)?.id ?? '', now);
  const noRoleQueries = counted;
  let calendarQueries = 0;
  for (const { id } of reps.slice(0, 20)) {
    counted = 0;
    const { keeps } = await readReach(db, id, now);
    const asked = {
      rep: id,
      locale: { language: 'en', country: null, zone: 'Europe/Vienna' } as const,
      reps: keeps,
      at: now,
    };
    await calendarPrint(db, asked);
    await calendarLines(db, asked);
    calendarQueries = Math.max(calendarQueries, counted);
  }
  let dayQueries = 0;
  const everyGroup = (await db.group.findMany({ select: { id: true } })).map((group) => group.id);
  for (const { id } of reps.slice(0, 40))
    for (const leads of [[], everyGroup]) {
      const reach = { keeps: [id], leads, collectsFor: [], developsFor: [] };
      counted = 0;
      await dayFor(db, id, reach, now);
      dayQueries = Math.max(dayQueries, counted);
    }
  let clientQueries = 0;
  for (const { id } of await db.client.findMany({ take: 20, orderBy: { id: 'asc' }, select: { id: true } })) {
    counted = 0;
    await readClientDesk(db, { sees: 'everything' }, { id, locale: plainEnglish, filter: 'all', place: null, now });
    clientQueries = Math.max(clientQueries, counted);
  }
  // To read an empty table from end to end takes nothing.
  const noRows = await db.$queryRaw<{ relname: string }[]>(
    Prisma.sql`select relname from pg_class where relkind = 'r' and pg_relation_size(oid) = 0`,
  );
  const empty = new Set(noRows.map(({ relname }) => relname));
  counted = 0;
  await digestFor(db, reps[0]?.id ?? '', { at: now, recorded: new Date(now), isWeekly: false, hasBrief: false });
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
  const seller = await db.deal.findFirst({ where: { NOT: { sellerId: null } }, select: { sellerId: true } });
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
    await reads('what a brief says is new', selectNews(reps[0]?.id ?? '', [reps[0]?.id ?? ''], { at: now })),
    await reads('contracts that end, in a brief', selectEnding([reps[0]?.id ?? ''], to)),
    await reads('silent clients in a brief', selectSilent([reps[0]?.id ?? ''], now)),
    await reads('agreed actions in a brief', selectAgreedDue([reps[0]?.id ?? ''], to)),
    await reads('with whom things are overdue', selectBehind(groups, [leader], now)),
    await reads('who is away', selectAbsent(groups)),
    await reads('clients who leave', selectLeaving(groups, [leader], { since: `${from}T00:00:00.000Z`, at: now })),
    await reads('contracts at risk', selectAtRisk(groups, [leader], to)),
    await reads('open invoices of a workgroup', selectOwing([shared], groups)),
    await reads('opportunities of a workgroup', selectOpportune([shared], groups)),
    await reads('last tries of invoices', selectLastTries(lifecycles, now)),
    await reads('last words in a brief', selectLastWords(lifecycles, now)),
    await reads('the clock of a day', selectClock([reps[0]?.id ?? ''])),
    await reads('alarms that climbed, in a day', selectClimbed(led)),
    await reads('whose the lifecycles of a day are', selectOfDay(lifecycles, lifecycles)),
    await reads('promises that a seller is asked about', selectFlagged(seller?.sellerId ?? '')),
    await reads('the link of an act', selectOwnLink({ recipientId: reps[0]?.id ?? '', lifecycleId: lifecycles[0] ?? '', purpose: 'item', subjectId: 'touch-1' })), // prettier-ignore
    await reads('calendar', selectCalendar([reps[0]?.id ?? ''])),
    await reads('alarms of a digest', selectAlarmed({ reps: [reps[0]?.id ?? ''], groups: led })),
    await reads('the director’s weeks', selectDirectorsWeeks(lifecycles, weeks)),
    await reads('health of those who left', selectJudged({ from, to, ahead: 90 }, null)),
    await reads('the timeline of a client', selectTimeline(lifecycles, { but: [] }, null, 26)),
    await reads('how a client’s health went', selectCourses(lifecycles, 24)),
    await reads('what reviews of a client heard', selectFigures(lifecycles, 60)),
    await reads('a client’s touches by month', selectTouches(lifecycles, now)),
    await reads('work', selectWork(from, to)),
    await reads('receivables', selectCollecting(from, to)),
    await reads('opportunities', selectSelling(from, to)),
  ];
  for (const needed of needs)
    for (const product of [null, 'crm-pro'])
      found.push(await reads(`${needed.of}${product === null ? '' : ' of a product'}`, selectTerms(needed, product)));
  await db.$disconnect();
  const { leading, collecting, selling } = roles;
  const told: AtScale = {
    briefs: reps.length,
    entries,
    queries,
    roleQueries,
    noRoleQueries,
    roleMs,
    roleFound: [
      leading?.alarms.length ?? -1,
      leading?.behind.length ?? -1,
      leading?.atRisk.length ?? -1,
      collecting?.ages.length ?? -1,
      selling?.length ?? -1,
    ],
    digestQueries,
    calendarQueries,
    bookQueries,
    clientQueries,
    dayQueries,
    reads: found,
  };
  console.log(JSON.stringify(told));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
