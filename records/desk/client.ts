/** The page of a client, read in a bounded number of queries, however many lines and people there are. */
import { later } from '../../domain/core/calendar';
import { groupBy } from '../../domain/core/grouped';
import type { Event } from '../../domain/core/concern';
import type { Instant } from '../../domain/core/json';
import { hasEnded } from '../../domain/core/stages';
import { communicationOf, usualDays } from '../../domain/figures/communication';
import { mayDo, scopeOf, type Viewer } from '../../domain/organisation/access';
import { coursePoint, type CoursePoint } from '../../domain/told/health-course';
import {
  notedForItself,
  timelineKinds,
  type ClientDesk,
  type DeskContact,
  type DeskLine,
  type TimelineFilter,
} from '../../domain/told/desk/client';
import type { Locale } from '../../domain/told/locale';
import { idsToldIn } from '../../domain/told/named';
import { namedIn } from '../../domain/told/routing-words';
import { explain, present } from '../../domain/told/present';
import { namesOf, type NamesTold, type Telling } from '../../domain/told/telling';
import { knowsEvent } from '../../domain/told/sentences';
import type { Database, Prisma } from '../../prisma/client';
import { accessColumns, accessRowOf, clientsReadableBy, readableBy } from '../access';
import { dealNow } from '../columns/deals';
import { jobInputOf } from '../columns/jobs';
import { eventOf } from '../columns/ledger';
import { stateOrNull } from '../columns/lifecycles';
import { acquaintedSince, readTalks } from '../communication';
import { knownContactOf, unreachableSince } from '../contacts';
import { samePeople } from '../merged-clients';
import { tellingOfLine } from '../telling';
import {
  readCourses,
  readFigures,
  readNames,
  readTimeline,
  readTouches,
  type TimelineRow,
  type TimelinePlace,
} from './client-lines';

/** So many lines are shown with everything, and so many lifecycles are looked at for what happened. */
const linesShown = 60;
const lifecyclesRead = 400;
const entriesShown = 25;
const courseShown = 24;
const figuresRead = 60;
const yearMs = 366 * 86_400_000;

export interface ClientAsked {
  readonly id: string;
  readonly locale: Locale;
  readonly filter: TimelineFilter;
  readonly place: TimelinePlace | null;
  /** The real moment; a life whose clock was skipped is ahead of it. */
  readonly now: Instant;
}

type NewestTerm = Prisma.LifecycleGetPayload<{
  include: { deal: { select: { id: true; document: true; added: true; sellerId: true; handedOverBy: true } } };
}>;

/** Where the next page of a timeline begins, as an address carries it. */
export const placeText = (line: Pick<TimelineRow, 'at' | 'lifecycleId' | 'seq'>): string =>
  `${line.at.toISOString()}~${line.seq}~${line.lifecycleId}`;

/** Everything that the page of a client shows to somebody; null where there is none whom they may read. */
export async function readClientDesk(db: Database, viewer: Viewer, asked: ClientAsked): Promise<ClientDesk | null> {
  const client = await db.client.findFirst({
    where: {
      AND: [
        { OR: [{ id: asked.id }, { former: { some: { id: asked.id } } }], mergedInto: null },
        clientsReadableBy(viewer),
      ],
    },
    include: { contacts: { where: { erasedAt: null }, orderBy: { name: 'asc' } } },
  });
  if (client === null) return null;
  const readable = { clientId: client.id, AND: [readableBy(viewer)] };
  const [all, rows] = await Promise.all([
    db.lifecycle.findMany({
      where: readable,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: lifecyclesRead,
      select: { id: true, dealId: true, productCode: true, repId: true },
    }),
    db.lifecycle.findMany({
      where: { ...readable, successorId: null },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: linesShown,
      include: { deal: { select: { id: true, document: true, added: true, ...accessColumns.deal.select } } },
    }),
  ]);
  const begun = rows.flatMap((row) => {
    const state = stateOrNull(row);
    return state === null ? [] : [{ row, state, deal: dealNow(row.deal) }];
  });
  const ids = all.map(({ id }) => id);
  // An event of somebody else's is none here.
  const from = asked.place !== null && 'from' in asked.place && ids.includes(asked.place.from.lifecycle) ? asked.place.from : null; // prettier-ignore
  const place = asked.place !== null && 'from' in asked.place ? (from === null ? null : { from }) : asked.place;
  const newest = begun.map(({ row }) => row.id);
  const now = begun.reduce((latest, { state }) => later(latest, state.at), asked.now);
  const contactIds = client.contacts.map(({ id }) => id);
  const isOurs = viewer.sees === 'everything' || viewer.sees === 'reach';
  const [unreachable, same, since, kept, courses, figures, touches] = await Promise.all([
    unreachableSince(db, client.contacts),
    samePeople(db, contactIds),
    isOurs ? acquaintedSince(db, client.id, []) : { client: null, contacts: new Map<string, string>() },
    readTimeline(db, ids, kindsOf(asked.filter), place, entriesShown + 1),
    readCourses(db, newest, courseShown),
    readFigures(db, newest, figuresRead),
    readTouches(db, ids, new Date(Date.parse(now) - yearMs).toISOString()),
  ]);
  const talkLines = isOurs ? await readTalks(db, client.id, now.slice(0, 10), same, scopeOf(viewer)) : [];
  const there = client.contacts.filter(({ departedAt }) => departedAt === null);
  const communication = communicationOf(
    talkLines,
    there.map(({ id }) => id),
    {
      day: now.slice(0, 10),
      since,
      everyDays: usualDays(
        begun.flatMap(({ state }) =>
          hasEnded(state.slices.standing.stage) ? [] : [state.slices.standing.policy.rules],
        ),
      ),
    },
  );
  const told = [
    ...kept.map((line) => ({ event: eventOf(line), by: line.by })),
    ...begun.flatMap(({ state }) => state.recent),
  ];
  const names = await namesFor(
    db,
    told,
    [...all.map(({ repId }) => repId), ...communication.map.map(({ who }) => who)],
    {
      contacts: new Map([
        ...client.contacts.map(({ id, name }) => [id, name] as const),
        ...same.flatMap(({ contact, is }) => {
          const name = client.contacts.find(({ id }) => id === is)?.name;
          return name === undefined ? [] : [[contact, name] as const];
        }),
      ]),
      products: new Map(
        all.flatMap(({ id, dealId, productCode }) => {
          const name = nameOfProduct(begun, dealId, productCode);
          return name === undefined ? [] : [[id, name] as const];
        }),
      ),
    },
  );
  const tellingOf = (lifecycle: string): Telling => {
    const of = all.find(({ id }) => id === lifecycle);
    const line = begun.find(({ row }) => row.dealId === of?.dealId && row.productCode === of?.productCode);
    return line === undefined
      ? { locale: asked.locale, names, lifecycle }
      : { ...tellingOfLine(line.row, line.deal, names, asked.locale), lifecycle };
  };
  const nameOfRep = (id: string): string | null => names.people.get(id) ?? null;
  const byLine = groupBy(courses, ({ line }) => line);
  const lines = begun.map(({ row, state, deal }): DeskLine => {
    const telling = tellingOf(row.id);
    const access = accessRowOf(row);
    return {
      lifecycle: present(state, telling),
      keeper: nameOfRep(row.repId),
      promises: deal.products.find(({ code }) => code === row.productCode)?.promises ?? [],
      actuals: figures.filter(({ line }) => line === row.id).map(({ metric, value, on }) => ({ metric, value, on })),
      course: (byLine.get(row.id) ?? []).flatMap(pointOf),
      why: state.recent.toReversed().flatMap((recorded) => {
        const { kind } = recorded.event;
        if (!knowsEvent(kind) || notedForItself.includes(kind)) return [];
        const { at, what, causedBy = '' } = explain(recorded, telling);
        return [{ seq: recorded.seq, at, what, causedBy }];
      }),
      may: {
        work: mayDo(viewer, access, 'client-work'),
        invoices: mayDo(viewer, access, 'invoices'),
        opportunities: mayDo(viewer, access, 'opportunities'),
        reassign: mayDo(viewer, access, 'reassign'),
        people: mayDo(viewer, access, 'sales-word'),
      },
    };
  });
  const shown = kept.slice(0, entriesShown);
  const last = shown.at(-1);
  return {
    id: client.id,
    name: client.name,
    industry: client.industry,
    country: client.country,
    optedOut: client.optedOutAt !== null,
    lines: inOrder(lines),
    contacts: client.contacts.map((row): DeskContact => {
      const reach = communication.contacts.find(({ contact }) => contact === row.id);
      const reached = reach?.last ?? null;
      return {
        ...knownContactOf(row, { unreachable, went: new Map() }),
        givenId: row.givenId,
        optedOut: row.optedOutAt !== null,
        reached: reached === null ? null : { ...reached, who: nameOfRep(reached.who) ?? '' },
        overdueDays: reach?.overdueDays ?? 0,
      };
    }),
    ...(isOurs
      ? {
          talks: communication.map.map(({ who, whom, ...talk }) => ({
            ...talk,
            who: nameOfRep(who) ?? '',
            whom: whom === null ? null : (names.contacts.get(whom) ?? null),
          })),
        }
      : {}),
    deals: dealsOf(rows),
    timeline: {
      filter: asked.filter,
      entries: shown.map((line) => {
        const telling = tellingOf(line.lifecycleId);
        const {
          at,
          what,
          causedBy = '',
        } = explain(
          {
            seq: line.seq,
            at: line.at.toISOString(),
            event: eventOf(line),
            ...(line.cause === null ? {} : { cause: line.cause }),
            ...(line.by === null ? {} : { by: line.by }),
          },
          telling,
        );
        return {
          lifecycle: line.lifecycleId,
          product: names.products.get(line.lifecycleId) ?? '',
          seq: line.seq,
          at,
          what,
          causedBy,
          words: line.words,
          asked: from?.lifecycle === line.lifecycleId && from.seq === line.seq,
        };
      }),
      older: kept.length > entriesShown && last !== undefined ? placeText(last) : null,
      fromThePast: place !== null,
    },
    contactsMade: touches,
    now,
  };
}

const kindsOf = (filter: TimelineFilter) =>
  filter === 'all' ? { but: notedForItself } : { only: timelineKinds[filter] };

function pointOf(row: Awaited<ReturnType<typeof readCourses>>[number]): readonly CoursePoint[] {
  const event = eventOf(row);
  return event.kind === 'health-changed' ? [coursePoint(row.at.toISOString(), event)] : [];
}

const nameOfProduct = (
  begun: readonly { readonly row: NewestTerm; readonly deal: ReturnType<typeof dealNow> }[],
  dealId: string,
  productCode: string,
): string | undefined =>
  begun.find(({ row }) => row.dealId === dealId)?.deal.products.find(({ code }) => code === productCode)?.name;

/** Those that run first, then by product. */
const inOrder = (lines: readonly DeskLine[]): readonly DeskLine[] =>
  lines.toSorted(
    ({ lifecycle: a }, { lifecycle: b }) =>
      Number(hasEnded(a.stage)) - Number(hasEnded(b.stage)) || a.product.name.localeCompare(b.product.name),
  );

function dealsOf(rows: readonly NewestTerm[]): ClientDesk['deals'] {
  const deals = new Map(rows.map((row) => [row.dealId, row.deal]));
  return [...deals.values()].map((row) => ({ id: row.id, products: dealNow(row).products }));
}

async function namesFor(
  db: Database,
  told: readonly { readonly event: Event; readonly by?: string | null | undefined }[],
  people: readonly string[],
  known: Pick<NamesTold, 'contacts' | 'products'>,
): Promise<NamesTold> {
  const ids = idsToldIn(told);
  const routed = namedIn(told.flatMap(({ event }) => (event.kind === 'regrouped' ? event.why : [])));
  const [found, campaigns] = await Promise.all([
    readNames(db, {
      people: [...new Set([...ids.people, ...routed.reps, ...people])],
      groups: [...new Set([...ids.groups, ...routed.groups])],
      articles: ids.articles,
    }),
    ids.campaigns.length === 0
      ? []
      : db.job.findMany({
          where: { id: { in: [...ids.campaigns] }, kind: 'campaign' },
          select: { id: true, input: true },
        }),
  ]);
  return namesOf({
    ...known,
    ...found,
    campaigns: new Map(campaigns.map((job) => [job.id, jobInputOf('campaign', job).title])),
  });
}
