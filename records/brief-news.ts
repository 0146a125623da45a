/** Reads what a brief tells of besides what it asks: what clients said, and what changed, since the brief before. */
import { addDays, dayOf } from '../domain/core/calendar';
import type { Event } from '../domain/core/concern';
import type { Instant } from '../domain/core/json';
import type { Locale } from '../domain/told/locale';
import { briefedOf, newsAmong, unhappyAt, type News, type NewsLine } from '../domain/told/news';
import { Prisma, type Database } from '../prisma/client';
import { jobInputOf } from './columns/jobs';
import { eventOf } from './columns/ledger';

/** What changed is looked for since the brief before: a first one looks back some days, and none further than the most; so many lines are read. */
export const briefReach = { first: 7, most: 31, lines: 200 } as const;

/** The moment so many days before a brief. */
export const daysBefore = (at: Instant, days: number): Instant => `${addDays(dayOf(at, 'UTC'), -days)}T00:00:00.000Z`;

interface NewsRow {
  readonly lifecycleId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly data: unknown;
  readonly by: string | null;
  readonly rep: string;
  readonly repName: string;
  readonly client: string;
  readonly product: string;
  readonly words: string | null;
  readonly campaignId: string | null;
  readonly campaign: unknown;
}

/**
 * The statement by which a brief's news is found: what happened or was recorded since the reader's brief before. A first
 * brief looks back a few days, and to nothing that was recorded late. Its plan is looked at in tests.
 */
export function selectNews(reader: string, reps: readonly string[], at: Instant): Prisma.Sql {
  const back = (days: number): Instant => daysBefore(at, days);
  return Prisma.sql`
    with before as materialized (
      select at, "createdAt" from mails where "recipientId" = ${reader} and kind = 'brief' and at < ${at}::timestamptz
      order by "createdAt" desc, key desc limit 1),
    kept as materialized (
      select l.id, l."repId" as rep, l."clientId", l.seed #>> '{product,name}' as product
      from lifecycles l where l."repId" = any(${[...reps]}))
    select g."lifecycleId", g.seq, g.at, g.kind, g.data, g.by, l.rep, l.product, n.words,
      (select name from reps where id = l.rep) as "repName", (select name from clients where id = l."clientId") as client,
      j.id as "campaignId", j.input as campaign
    from kept l join ledger g on g."lifecycleId" = l.id left join notes n on n.id = g."noteId"
      left join jobs j on g.kind = 'invitation-answered' and j.id = g.data ->> 'campaign'
    where g.kind = any(${[...briefedOf]})
      and g.at >= case when exists (select from before) then ${back(briefReach.most)}::timestamptz
        else ${back(briefReach.first)}::timestamptz end
      and g.at <= ${at}::timestamptz
      and (g.at > coalesce((select at from before), ${back(briefReach.first)}::timestamptz)
        or g."recordedAt" > coalesce((select "createdAt" from before), ${at}::timestamptz))
      and case g.kind
        when 'health-changed' then g.data ->> 'from' in ('green', 'unknown') and g.data ->> 'band' = 'amber'
          or g.data ->> 'from' <> 'red' and g.data ->> 'band' = 'red'
        when 'item-completed' then (g.data ->> 'happiness')::int <= ${unhappyAt}
        when 'touch-recorded' then (g.data ->> 'happiness')::int <= ${unhappyAt}
        when 'incident-noted' then g.data ->> 'incident' = 'contactDeparted'
        when 'invitation-answered' then g.data ->> 'answer' = 'declined'
        else true end
    order by g.at desc, g."lifecycleId", g.seq limit ${briefReach.lines}`;
}

/** A line of the ledger that may be news, with the event that it holds. */
export interface FoundLine {
  readonly row: NewsRow;
  readonly event: Event;
}

/** Lines of the ledger that may be news for the reader, of the clients of those reps. */
export async function newsLines(
  db: Database,
  reader: string,
  reps: readonly string[],
  at: Instant,
): Promise<readonly FoundLine[]> {
  const rows = await db.$queryRaw<NewsRow[]>(selectNews(reader, reps, at));
  return rows.map((row) => ({ row, event: eventOf(row) }));
}

/** Of whom an event speaks; null where it names nobody. */
export const contactIn = ({ event }: FoundLine): string | null =>
  'contact' in event && typeof event.contact === 'string' ? event.contact : null;

/** A contact as news names them; who was erased has no name. */
export interface NewsContact {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly erasedAt: Date | null;
}

/** What the clients of the reader, and of whom they stand in for, said, and what changed with them. */
export function newsFor(
  reader: string,
  lines: readonly FoundLine[],
  contacts: readonly NewsContact[],
  locale: Locale,
): readonly News[] {
  return newsAmong(
    lines.map(({ row, event }): NewsLine => {
      const who = contacts.find(({ id, erasedAt }) => erasedAt === null && id === contactIn({ row, event }));
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
        forRep: rep === reader ? null : { id: rep, name: row.repName },
        contact: who === undefined ? null : `${who.name}${who.role === null ? '' : ` (${who.role})`}`,
        campaign:
          row.campaignId === null ? null : jobInputOf('campaign', { id: row.campaignId, input: row.campaign }).title,
      };
    }),
    locale,
  );
}
