/** What is read for a prepared review, in a fixed number of queries, however much there is. */
import { mayBeWrittenTo } from '../domain/concerns/contacts';
import { addDays } from '../domain/core/calendar';
import type { CivilDate, Instant } from '../domain/core/json';
import { mailboxOf } from '../domain/core/mailbox';
import { talksOf } from '../domain/figures/communication';
import type { LineRead, MonthRead, ReviewRead } from '../domain/told/review-read';
import type { SpokenLine } from '../domain/told/spoken';
import type { NamesTold } from '../domain/told/telling';
import type { Database, Prisma } from '../prisma/client';
import { actionsSince } from './agreed-actions';
import { addresseeOf } from './contacts';
import { leftAloneAmong } from './mailboxes';

/** So many months of readings are shown. */
const monthsShown = 12;
/** So many days a review looks back that is the first of its term. */
const firstLookBackDays = 100;
/** So many figures are read. */
const figuresRead = 300;

interface MonthRow {
  readonly lifecycle: string;
  readonly kind: string;
  readonly month: string;
  readonly value: number;
}

/** Means by month of what was read of each line, over all its terms, the oldest first. */
function monthsOf(db: Pick<Database, '$queryRaw'>, lifecycles: readonly string[], until: Instant): Promise<MonthRow[]> {
  return db.$queryRaw<MonthRow[]>`
    select own."lifecycleId" as lifecycle, r.kind, to_char(coalesce(r.at, r."receivedAt") at time zone 'UTC', 'YYYY-MM') as month,
      round(avg(r.value)::numeric, 1)::float8 as value
    from terms own join terms t on t.line = own.line join readings r on r."lifecycleId" = t."lifecycleId"
    where own."lifecycleId" = any(${[...lifecycles]}) and r.kind in ('usage', 'tickets')
      and coalesce(r.at, r."receivedAt") <= ${until}::timestamptz
      and coalesce(r.at, r."receivedAt") >= date_trunc('month', ${until}::timestamptz) - make_interval(months => ${monthsShown - 1}::int)
    group by 1, 2, 3 order by 1, 2, 3`;
}

interface FigureRow {
  readonly lifecycle: string;
  readonly metric: string;
  readonly value: number;
  readonly at: Date;
}

/** Figures of each line, over all its terms, the newest first, each with the day of the review that heard it. */
function figuresOf(
  db: Pick<Database, '$queryRaw'>,
  lifecycles: readonly string[],
  until: Instant,
): Promise<FigureRow[]> {
  return db.$queryRaw<FigureRow[]>`
    select own."lifecycleId" as lifecycle, a.metric, a.value, coalesce(l.at, a."createdAt") as at
    from terms own join terms t on t.line = own.line join actuals a on a."lifecycleId" = t."lifecycleId"
    left join ledger l on l."lifecycleId" = a."lifecycleId" and l.kind = 'item-completed' and l.data ->> 'item' = a."itemId"
    where own."lifecycleId" = any(${[...lifecycles]}) and coalesce(l.at, ${until}::timestamptz) <= ${until}::timestamptz
    order by a."createdAt" desc limit ${figuresRead}`;
}

/** Who has the client's version of a review, with the moment of the mail. */
function sentOf(db: Pick<Database, 'mail'>, lifecycleId: string, review: string) {
  return db.mail.findMany({
    where: { lifecycleId, kind: 'review-agenda', subjectId: review },
    select: { recipientId: true, at: true },
  });
}

/** What is known already when a review is read. */
export interface ReviewAsked {
  readonly lifecycle: string;
  /** The item of the review. */
  readonly item: string;
  /** The client's other lines in the same meeting. */
  readonly others: readonly string[];
  /** The newest lines of the ledger, the newest first. */
  readonly lines: readonly SpokenLine[];
  readonly client: { readonly optedOutAt: Date | null; readonly contacts: readonly Prisma.ContactGetPayload<object>[] };
  /** What the lines speak of, by name; contacts by every id that they were known by. */
  readonly names: NamesTold;
  /** Ids of contacts whose address takes no mail. */
  readonly unreachable: ReadonlySet<string>;
  readonly rep: string;
  readonly today: CivilDate;
  /** Nothing later is told. */
  readonly until: Instant;
}

/** The review that was held before this one: its item, its day, and what happened since. */
function sinceLast(lines: readonly SpokenLine[], item: string): Pick<ReviewRead, 'last' | 'since'> {
  const place = lines.findIndex(
    ({ event }) => event.kind === 'item-completed' && event.programme === 'review' && event.item !== item,
  );
  const last = lines[place];
  if (last?.event.kind !== 'item-completed') return { last: null, since: lines };
  return { last: { item: last.event.item, on: last.on }, since: lines.slice(0, place) };
}

/** The day on which each contact was reached last, by the ids that they have now. */
function lastSpokenTo({ lines, client, names, rep }: ReviewAsked): ReadonlyMap<string, CivilDate> {
  const last = new Map<string, CivilDate>();
  for (const { event, on } of lines)
    for (const { whom, answered } of talksOf({ event, on, rep, by: null })) {
      const name = whom === null ? undefined : names.contacts.get(whom);
      const id =
        client.contacts.find((one) => one.id === whom)?.id ?? client.contacts.find((one) => one.name === name)?.id;
      if (answered && id !== undefined && !last.has(id)) last.set(id, on);
    }
  return last;
}

/** What is read for a review, in five queries. */
export async function reviewRead(db: Database, asked: ReviewAsked): Promise<ReviewRead> {
  const { lifecycle, item, others, lines, client, names, unreachable, today, until } = asked;
  const { last, since } = sinceLast(lines, item);
  const ids = [lifecycle, ...others];
  const there = client.contacts.filter((one) => client.optedOutAt === null && mayBeWrittenTo(addresseeOf(one)));
  const [actions, months, figures, sent, leftAlone] = await Promise.all([
    actionsSince(db, ids, { day: last?.on ?? addDays(today, -firstLookBackDays), review: last?.item ?? null }),
    monthsOf(db, ids, until),
    figuresOf(db, ids, until),
    sentOf(db, lifecycle, item),
    leftAloneAmong(
      db,
      there.map(({ email }) => email),
    ),
  ]);
  const monthly = (id: string, kind: string): readonly MonthRead[] =>
    months.filter((one) => one.lifecycle === id && one.kind === kind).map(({ month, value }) => ({ month, value }));
  const readLines = ids.map((id): LineRead => ({
    lifecycle: id,
    usage: monthly(id, 'usage'),
    tickets: monthly(id, 'tickets'),
    figures: figures
      .filter((one) => one.lifecycle === id)
      .map(({ metric, value, at }) => ({ metric, value, on: at.toISOString().slice(0, 10) })),
  }));
  return {
    today,
    last,
    actions,
    since,
    names,
    lines: readLines,
    spoken: lastSpokenTo(asked),
    readers: there
      .filter(({ id, email }) => !unreachable.has(id) && !leftAlone.has(mailboxOf(email)))
      .map(({ id, givenId, name }) => ({
        id,
        given: givenId,
        name,
        sentOn:
          sent
            .find(({ recipientId }) => recipientId === id)
            ?.at.toISOString()
            .slice(0, 10) ?? null,
      })),
  };
}
