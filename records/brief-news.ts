/** Reads what a brief tells of besides what it asks: what clients said, and what changed, since the brief before. */
import { addDays, dayOf } from '../domain/core/calendar';
import type { Event } from '../domain/core/concern';
import type { Instant } from '../domain/core/json';
import { briefedOf, newsAmong, unhappyAt, type News, type NewsLine } from '../domain/told/news';
import { Prisma, type Database } from '../prisma/client';
import { jobInputOf } from './columns/jobs';
import { eventOf } from './columns/ledger';

/** A first brief looks back so many days, and none further than the most; so many lines are read. */
const reach = { first: 7, most: 31, lines: 200 } as const;

interface LineRow {
  readonly lifecycleId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly data: unknown;
  readonly by: string | null;
  readonly rep: string;
  readonly client: string;
  readonly product: string;
  readonly words: string | null;
}

/** The brief before: what happened or was recorded since is news. */
interface Since {
  readonly at: Instant;
  readonly recorded: Instant;
  readonly earliest: Instant;
}

async function sinceOf(db: Database, rep: string, at: Instant): Promise<Since> {
  const last = await db.mail.findFirst({
    where: { recipientId: rep, kind: 'brief', at: { lt: at } },
    orderBy: { at: 'desc' },
    select: { at: true, createdAt: true },
  });
  const back = (days: number): Instant => `${addDays(dayOf(at, 'UTC'), -days)}T00:00:00.000Z`;
  const first = back(reach.first);
  return {
    at: last?.at.toISOString() ?? first,
    // Without a brief before, what was recorded late is no further back than what happened.
    recorded: last?.createdAt.toISOString() ?? at,
    earliest: last === null ? first : back(reach.most),
  };
}

/** The statement by which a brief's news is found; its plan is looked at in tests. */
export function selectNews(reps: readonly string[], since: Since, at: Instant): Prisma.Sql {
  return Prisma.sql`
    select g."lifecycleId", g.seq, g.at, g.kind, g.data, g.by, l."repId" as rep, c.name as client,
      l.seed #>> '{product,name}' as product, n.words
    from ledger g join lifecycles l on l.id = g."lifecycleId" join clients c on c.id = l."clientId"
      left join notes n on n.id = g."noteId"
    where l."repId" = any(${[...reps]}) and g.kind = any(${[...briefedOf]})
      and g.at >= ${since.earliest}::timestamptz and g.at <= ${at}::timestamptz
      and (g.at > ${since.at}::timestamptz or g."recordedAt" > ${since.recorded}::timestamptz)
      and case g.kind
        when 'health-changed' then g.data ->> 'from' in ('green', 'unknown') and g.data ->> 'band' = 'amber'
        when 'item-completed' then (g.data ->> 'happiness')::int <= ${unhappyAt}
        when 'touch-recorded' then (g.data ->> 'happiness')::int <= ${unhappyAt}
        when 'incident-noted' then g.data ->> 'incident' = 'contactDeparted'
        when 'invitation-answered' then g.data ->> 'answer' = 'declined'
        else true end
    order by g.at desc, g."lifecycleId", g.seq limit ${reach.lines}`;
}

/** The contact and the campaign of which an event speaks. */
function speaksOf(event: Event): { readonly contact: string | null; readonly campaign: string | null } {
  return {
    contact: 'contact' in event && typeof event.contact === 'string' ? event.contact : null,
    campaign: event.kind === 'invitation-answered' ? event.campaign : null,
  };
}

/** What the clients of those reps said, and what changed with them, since the reader's brief before. */
export async function briefNews(
  db: Database,
  reader: string,
  reps: readonly { readonly id: string; readonly name: string }[],
  at: Instant,
): Promise<readonly News[]> {
  const since = await sinceOf(db, reader, at);
  const rows = await db.$queryRaw<LineRow[]>(
    selectNews(
      reps.map(({ id }) => id),
      since,
      at,
    ),
  );
  const lines = rows.map((row) => ({ row, event: eventOf(row) }));
  const ids = lines.map(({ event }) => speaksOf(event));
  const [contacts, jobs] = await Promise.all([
    db.contact.findMany({
      where: { id: { in: ids.flatMap(({ contact }) => contact ?? []) }, erasedAt: null },
      select: { id: true, name: true, role: true },
    }),
    db.job.findMany({
      where: { id: { in: ids.flatMap(({ campaign }) => campaign ?? []) } },
      select: { id: true, input: true },
    }),
  ]);
  return newsAmong(
    lines.map(({ row, event }): NewsLine => {
      const of = speaksOf(event);
      const who = contacts.find(({ id }) => id === of.contact);
      const job = jobs.find(({ id }) => id === of.campaign);
      const { lifecycleId: lifecycle, client, product, rep, by, words } = row;
      return {
        lifecycle,
        client,
        product,
        rep,
        by,
        words,
        event,
        at: row.at.toISOString(),
        forRep: rep === reader ? null : (reps.find(({ id }) => id === rep) ?? null),
        contact: who === undefined ? null : `${who.name}${who.role === null ? '' : ` (${who.role})`}`,
        campaign: job === undefined ? null : jobInputOf('campaign', job).title,
      };
    }),
  );
}
