/** Connections (feeds, sources, webhooks) as they stand, and the troubles of those that are broken. */
import { randomUUID } from 'node:crypto';
import { connectionKinds, type ConnectionKind } from '../domain/core/connections';
import { afterDays } from '../domain/core/calendar';
import type { Instant } from '../domain/core/json';
import {
  fewFailures,
  standingOfSource,
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

/** A trouble as it is kept, with what the rules ask of it. */
export interface KeptTrouble extends Trouble {
  readonly id: string;
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
}

type TroubleRow = Prisma.ConnectionTroubleGetPayload<object>;

/** Clients of a source that are looked at, the longest unplaced first and the newest. */
const clientsLookedAt = 200;
/** Events that go nowhere are told for so long, where nobody could be told before. */
const lostDays = 14;

const instantOf = (moment: Date | null): Instant | null => moment?.toISOString() ?? null;

const troubleOf = ({ id, tellings, reminders, toldAt, toldOf }: TroubleRow): KeptTrouble => ({
  id,
  tellings,
  reminders,
  toldAt: instantOf(toldAt),
  toldOf: instantOf(toldOf),
});

/** Every connection that may be broken or is known to be, as it stands. */
export async function connectionsToLookAt(db: Database, now: Instant): Promise<readonly LookedAt[]> {
  const open = await db.connectionTrouble.findMany({ where: { endedAt: null } });
  const troubles = new Map(open.map((row) => [`${row.kind} ${row.connection}`, row]));
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
  const found = [
    ...(await Promise.all(feeds.map((row) => feedAsItStands(db, row)))),
    ...webhooks.map(webhookAsItStands),
    ...(await Promise.all(sources.map((row) => sourceAsItStands(db, row, now)))),
  ];
  const there = new Set(found.map(({ kind, connection }) => `${kind} ${connection}`));
  const gone = open
    .filter(({ kind, connection }) => !there.has(`${kind} ${connection}`))
    .map((row) => ({ kind: connectionKindOf(row), connection: row.connection, setUpBy: null, ...isGone }));
  return Promise.all(
    [...found, ...gone]
      .filter(({ kind, connection, standing: { is } }) => is === 'broken' || troubles.has(`${kind} ${connection}`))
      .map(async (one) => {
        const row = troubles.get(`${one.kind} ${one.connection}`);
        const last = await lastTroubleOf(db, one.kind, one.connection);
        return {
          ...one,
          trouble: row === undefined ? null : troubleOf(row),
          lastTold: instantOf(last?.toldAt ?? null),
        };
      }),
  );
}

const isGone = { standing: { is: 'gone' }, why: null } as const;

type AsItStands = Omit<LookedAt, 'trouble' | 'lastTold'>;

/** The last trouble of a connection of which anybody heard; null for none. */
function lastTroubleOf(db: Pick<Database, 'connectionTrouble'>, kind: ConnectionKind, connection: string) {
  return db.connectionTrouble.findFirst({
    where: { kind, connection, toldAt: { not: null } },
    orderBy: { createdAt: 'desc' },
  });
}

async function feedAsItStands(db: Database, row: Prisma.FeedGetPayload<object>): Promise<AsItStands> {
  const { id, setUpBy, active, failures, failingSince, polledAt } = row;
  const last = await db.feedPoll.findFirst({
    where: { feedId: id },
    orderBy: { at: 'desc' },
    select: { detail: true },
  });
  const standing = standingOfTries({
    active,
    failures,
    failingSince: instantOf(failingSince),
    triedAt: instantOf(polledAt),
    closedAt: null,
  });
  return { kind: 'feed', connection: id, setUpBy, standing, why: last?.detail ?? null };
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

async function sourceAsItStands(
  db: Database,
  { id, setUpBy }: { readonly id: string; readonly setUpBy: string | null },
  now: Instant,
): Promise<AsItStands> {
  const last = await lastTroubleOf(db, 'source', id);
  const [waiting, lost] = await Promise.all([
    db.$queryRaw<{ at: Date }[]>`
      with firsts as (
        select min("receivedAt") as at from source_events where "sourceId" = ${id} and state = 'unmapped'
        group by "externalId")
      (select at from firsts order by at limit 1) union (select at from firsts order by at desc limit ${clientsLookedAt})`,
    db.sourceEvent.findMany({
      where: lostSince(id, last?.toldOf ?? null, now),
      orderBy: { receivedAt: 'desc' },
      take: clientsLookedAt,
      select: { receivedAt: true },
    }),
  ]);
  const standing = standingOfSource(
    {
      waiting: waiting.map(({ at }) => at.toISOString()),
      lost: lost.map(({ receivedAt }) => receivedAt.toISOString()),
    },
    now,
  );
  return { kind: 'source', connection: id, setUpBy, standing, why: null };
}

/** Events of a source that have gone nowhere for good, and of which nobody has heard. */
function lostSince(sourceId: string, toldOf: Date | null, now: Instant): Prisma.SourceEventWhereInput {
  const from = new Date(afterDays(now, -lostDays));
  return {
    ...lostOf(sourceId),
    receivedAt: { gt: toldOf !== null && toldOf > from ? toldOf : from },
  };
}

/** How many events of a source have gone nowhere for good, of those that were told last. */
export async function lostBetween(
  db: Pick<Database, 'sourceEvent'>,
  sourceId: string,
  from: Date,
  until: Date | null,
): Promise<number> {
  if (until === null) return 0;
  return db.sourceEvent.count({ where: { ...lostOf(sourceId), receivedAt: { gte: from, lte: until } } });
}

const lostOf = (sourceId: string) => ({
  sourceId,
  state: 'ignored',
  reason: { in: ['nobody-named', 'no-running-lifecycle'] },
});

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
  { kind, connection, why, standing, trouble }: LookedAt,
  telling: 'broken' | 'still-broken' | 'well',
  recipient: string,
  now: Instant,
): Promise<AddressedMail> {
  const id = trouble?.id ?? randomUUID();
  const nth = (trouble?.tellings ?? 0) + 1;
  const mail = connectionMail({ trouble: id, nth, kind: telling }, recipient, now);
  const broken = standing.is === 'broken' ? standing : null;
  const told = {
    tellings: nth,
    reminders: (trouble?.reminders ?? 0) + (telling === 'still-broken' ? 1 : 0),
    toldTo: recipient,
    toldAt: now,
    ...(broken === null ? {} : { why, toldOf: broken.newest ?? null }),
    ...(telling === 'well' || broken?.once === true ? { endedAt: now } : {}),
  };
  await db.$transaction([
    trouble === null
      ? db.connectionTrouble.create({ data: { id, kind, connection, since: broken?.since ?? now, ...told } })
      : db.connectionTrouble.update({ where: { id }, data: told }),
    writeMails(db, [mail]),
  ]);
  return mail;
}

/** Of what a trouble is. */
export function connectionKindOf(row: { readonly id: string; readonly kind: string }): ConnectionKind {
  return wordOf(connectionKinds, { table: 'connection_troubles', column: 'kind', id: row.id }, row.kind);
}

/** How many connections of each kind are broken. */
export async function brokenCounts(db: Pick<Database, 'connectionTrouble'>): Promise<ReadonlyMap<string, number>> {
  const counts = await db.connectionTrouble.groupBy({ by: ['kind'], where: { endedAt: null }, _count: true });
  return new Map(counts.map(({ kind, _count }) => [kind, _count]));
}
