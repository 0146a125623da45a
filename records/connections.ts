/** Connections (feeds, sources, webhooks) as they stand, and the troubles of those that are broken. */
import { randomUUID } from 'node:crypto';
import { connectionKinds, type ConnectionKind } from '../domain/core/connections';
import type { Instant } from '../domain/core/json';
import {
  fewFailures,
  remindersAfter,
  standingOfTries,
  type Hearer,
  type ConnectionState,
  type Trouble,
} from '../domain/integrations/trouble';
import { connectionMail } from '../domain/organisation/connections';
import type { AddressedMail } from '../domain/organisation/addressing';
import type { Database, Prisma } from '../prisma/client';
import { wordOf } from './columns/column';
import { writeMails } from './mails';
import { lostBetween, lostFrom, sourceStanding } from './source-standing';

/** A trouble as it is kept, with what the rules ask of it. */
export interface KeptTrouble extends Trouble {
  readonly id: string;
  /** Who heard of it last. */
  readonly toldTo: string | null;
  /** How many lost events each of its mails told of. */
  readonly lostTold: readonly number[];
}

/** A connection that may be broken, or was. */
export interface LookedAt {
  readonly kind: ConnectionKind;
  readonly connection: string;
  readonly setUpBy: string | null;
  readonly standing: ConnectionState;
  /** What the other side answered last. */
  readonly why: string | null;
  /** The trouble that goes on. */
  readonly trouble: KeptTrouble | null;
  /** When anybody heard of it last, of an earlier trouble too. */
  readonly lastTold: Instant | null;
  /** Of a source: until when its lost events were told; null where nobody was ever told of any. */
  readonly lostUntil: Date | null;
}

type TroubleRow = Prisma.ConnectionTroubleGetPayload<object>;

const instantOf = (moment: Date | null): Instant | null => moment?.toISOString() ?? null;

const troubleOf = ({ toldAt, toldOf, onlyLost, ...row }: TroubleRow): KeptTrouble => ({
  id: row.id,
  tellings: row.tellings,
  reminders: row.reminders,
  toldTo: row.toldTo,
  lostTold: row.lostTold,
  isOnlyLost: onlyLost,
  toldAt: instantOf(toldAt),
  toldOf: instantOf(toldOf),
});

/** Every connection that may be broken or is known to be, as it stands. */
export async function connectionsToLookAt(db: Database, now: Instant): Promise<readonly LookedAt[]> {
  const open = await db.connectionTrouble.findMany({ where: { endedAt: null } });
  const idsOf = (kind: ConnectionKind): string[] =>
    open.filter((row) => row.kind === kind).map(({ connection }) => connection);
  const [feeds, webhooks, sources] = await Promise.all([
    db.feed.findMany({ where: { OR: [{ failures: { gte: fewFailures } }, { id: { in: idsOf('feed') } }] } }),
    db.webhook.findMany({
      where: {
        OR: [{ failures: { gte: fewFailures } }, { closedAt: { not: null } }, { id: { in: idsOf('webhook') } }],
      },
    }),
    db.source.findMany({ select: { id: true, setUpBy: true } }),
  ]);
  const troubles = new Map(open.map((row) => [nameOf(row.kind, row.connection), row]));
  const told = await lastTolds(db, [
    ...open.map(({ kind, connection }) => ({ kind, connection })),
    ...feeds.map(({ id }) => ({ kind: 'feed', connection: id })),
    ...webhooks.map(({ id }) => ({ kind: 'webhook', connection: id })),
    ...sources.map(({ id }) => ({ kind: 'source', connection: id })),
  ]);
  const details = await lastDetails(
    db,
    feeds.map(({ id }) => id),
  );
  const found: AsItStands[] = [
    ...feeds.map((row) => feedAsItStands(row, details.get(row.id) ?? null)),
    ...webhooks.map(webhookAsItStands),
  ];
  // One after another: however many sources there are, others need the database too.
  for (const { id, setUpBy } of sources) {
    const standing = await sourceStanding(db, id, told.get(nameOf('source', id))?.lostUntil ?? null, now);
    found.push({ kind: 'source', connection: id, setUpBy, standing, why: null });
  }
  const there = new Set(found.map(({ kind, connection }) => nameOf(kind, connection)));
  const gone = open
    .filter(({ kind, connection }) => !there.has(nameOf(kind, connection)))
    .map((row) => ({ kind: connectionKindOf(row), connection: row.connection, setUpBy: null, ...isGone }));
  return [...found, ...gone]
    .filter(({ kind, connection, standing: { is } }) => is === 'broken' || troubles.has(nameOf(kind, connection)))
    .map((one) => {
      const name = nameOf(one.kind, one.connection);
      const row = troubles.get(name);
      const last = told.get(name);
      return {
        ...one,
        trouble: row === undefined ? null : troubleOf(row),
        lastTold: instantOf(last?.toldAt ?? null),
        lostUntil: last?.lostUntil ?? null,
      };
    });
}

const isGone = { standing: { is: 'gone' }, why: null } as const;

type AsItStands = Omit<LookedAt, 'trouble' | 'lastTold' | 'lostUntil'>;

/** When anybody heard of a connection last, and until when the lost events of a source were told. */
interface LastTold {
  readonly toldAt: Date;
  readonly lostUntil: Date | null;
}

const nameOf = (kind: string, connection: string): string => `${kind} ${connection}`;

/** Of those connections, what was told of each last, of an earlier trouble too. */
async function lastTolds(
  db: Pick<Database, '$queryRaw'>,
  some: readonly { readonly kind: string; readonly connection: string }[],
): Promise<ReadonlyMap<string, LastTold>> {
  const rows = await db.$queryRaw<(LastTold & Record<'kind' | 'connection', string>)[]>`
    select c.kind, c.connection, t."toldAt", coalesce(t."lostUntil", t."toldOf") as "lostUntil"
    from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as c (kind text, connection text)
    cross join lateral (
      select * from connection_troubles t where t.kind = c.kind and t.connection = c.connection and t."toldAt" is not null
      order by t."createdAt" desc limit 1) t`;
  return new Map(rows.map(({ kind, connection, ...told }) => [nameOf(kind, connection), told]));
}

/** What the last poll of each of those feeds came to. */
async function lastDetails(
  db: Pick<Database, '$queryRaw'>,
  feeds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.$queryRaw<{ id: string; detail: string | null }[]>`
    select f.id, p.detail from feeds f cross join lateral (
      select detail from feed_polls p where p."feedId" = f.id order by p.at desc limit 1) p
    where f.id = any(${feeds}::text[])`;
  return new Map(rows.map(({ id, detail }) => [id, detail]));
}

function feedAsItStands(row: Prisma.FeedGetPayload<object>, why: string | null): AsItStands {
  const { id, setUpBy, active, failures, failingSince, polledAt } = row;
  const standing = standingOfTries({
    active,
    failures,
    failingSince: instantOf(failingSince),
    triedAt: instantOf(polledAt),
    closedAt: null,
  });
  return { kind: 'feed', connection: id, setUpBy, standing, why };
}

function webhookAsItStands(row: Prisma.WebhookGetPayload<object>): AsItStands {
  const { id, setUpBy, active, failures, failingSince, triedAt, closedAt, lastFailure } = row;
  const standing = standingOfTries({
    active,
    failures,
    failingSince: instantOf(failingSince),
    triedAt: instantOf(triedAt),
    closedAt: instantOf(closedAt),
  });
  return { kind: 'webhook', connection: id, setUpBy, standing, why: lastFailure };
}

/** Who set a connection up, as the rules see them; null where that is nobody of ours. */
export async function hearerIn(db: Pick<Database, 'rep'>, setUpBy: string | null): Promise<Hearer | null> {
  const rep = setUpBy === null ? null : await db.rep.findUnique({ where: { id: setUpBy } });
  return rep === null ? null : { id: rep.id, hasAddress: rep.email !== '', hasLeft: rep.leftAt !== null };
}

/** Keeps that a connection is broken, where nobody can be told. */
export async function noteTrouble(
  db: Pick<Database, 'connectionTrouble'>,
  { kind, connection, why }: LookedAt,
  since: Instant,
): Promise<void> {
  await db.connectionTrouble.create({ data: { id: randomUUID(), kind, connection, since, why } });
}

/** Ends a trouble of which nobody has to hear. */
export async function endTrouble(db: Pick<Database, 'connectionTrouble'>, id: string, now: Instant): Promise<void> {
  await db.connectionTrouble.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
}

/** Keeps what is told of a connection, with the mail that tells it; returns the mail. */
export async function tellTrouble(
  db: Database,
  one: LookedAt,
  telling: 'broken' | 'still-broken' | 'well',
  recipient: string,
  now: Instant,
): Promise<AddressedMail> {
  const { kind, connection, why, standing, trouble } = one;
  const id = trouble?.id ?? randomUUID();
  const nth = (trouble?.tellings ?? 0) + 1;
  const mail = connectionMail({ trouble: id, nth, kind: telling }, recipient, now);
  const broken = standing.is === 'broken' ? standing : null;
  const told = {
    tellings: nth,
    reminders: remindersAfter(standing, trouble, telling),
    toldTo: recipient,
    toldAt: now,
    ...(telling === 'well' ? { endedAt: now } : {}),
    ...(telling === 'well' || broken === null ? {} : { why, ...(await brokenTold(db, one, broken, nth, now)) }),
  };
  await db.$transaction([
    trouble === null
      ? db.connectionTrouble.create({ data: { id, kind, connection, since: broken?.since ?? now, ...told } })
      : db.connectionTrouble.update({ where: { id }, data: told }),
    writeMails(db, [mail]),
  ]);
  return mail;
}

type Broken = Extract<ConnectionState, { is: 'broken' }>;

/** What the n-th mail of a trouble tells of, so that the next tells of what came since. */
async function brokenTold(
  db: Database,
  { kind, connection, trouble, lostUntil }: LookedAt,
  { newest, once = false }: Broken,
  nth: number,
  now: Instant,
) {
  const until = new Date(now);
  const lost = kind === 'source' ? await lostBetween(db, connection, lostFrom(lostUntil, now), until) : 0;
  const before = trouble?.lostTold ?? [];
  return {
    onlyLost: once,
    lostTold: Array.from({ length: nth }, (_, place) => (place === nth - 1 ? lost : (before[place] ?? 0))),
    ...(kind === 'source' ? { lostUntil: until } : {}),
    ...(once ? {} : { toldOf: newest ?? null }),
  };
}

/** Of what a trouble is. */
export function connectionKindOf(row: { readonly id: string; readonly kind: string }): ConnectionKind {
  return wordOf(connectionKinds, { table: 'connection_troubles', column: 'kind', id: row.id }, row.kind);
}

/** A trouble that somebody can mend, and nobody has yet. */
export const isToBeMended = { endedAt: null, onlyLost: false } satisfies Prisma.ConnectionTroubleWhereInput;

/** How many connections of each kind are broken. */
export async function brokenCounts(db: Pick<Database, 'connectionTrouble'>): Promise<ReadonlyMap<string, number>> {
  const counts = await db.connectionTrouble.groupBy({ by: ['kind'], where: isToBeMended, _count: true });
  return new Map(counts.map(({ kind, _count }) => [kind, _count]));
}
