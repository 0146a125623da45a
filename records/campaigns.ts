/** Campaigns: whom they would reach, where their invitations live now, and what came of them. */
import { groupBy } from '../domain/core/grouped';
import { keepingStage } from '../domain/core/stages';
import { inviterOf } from '../domain/organisation/carrier';
import type { CampaignFilter } from '../domain/told/campaign';
import { Prisma, type Database } from '../prisma/client';
import { stageOf } from './columns/lifecycles';
import { presentClients } from './merged-clients';

type ReadAccess = Pick<Database, '$queryRaw' | 'client'>;

const among = (column: Prisma.Sql, values: readonly string[] | undefined): Prisma.Sql =>
  values === undefined ? Prisma.empty : Prisma.sql`and ${column} = any(${[...values]})`;

/** One lifecycle in retention for each client that meets the filter: the one that will ask its contacts. */
export async function clientsFor(
  db: ReadAccess,
  { products, groups, reps, bands, countries, industries, clients: named }: CampaignFilter,
): Promise<readonly { readonly client: string; readonly lifecycle: string }[]> {
  const clients = named?.map(await presentClients(db, named));
  const rows = await db.$queryRaw<{ client: string; id: string; stage: string; paused: boolean }[]>`
    select l."clientId" as client, l.id, l.stage,
      coalesce(jsonb_typeof(l.state #> '{slices,standing,pause}') = 'object', false) as paused
    from lifecycles l join clients c on c.id = l."clientId"
    where l.stage = ${keepingStage}
      ${among(Prisma.sql`l."productCode"`, products)} ${among(Prisma.sql`l."groupId"`, groups)}
      ${among(Prisma.sql`l."repId"`, reps)} ${among(Prisma.sql`l.band`, bands)}
      ${among(Prisma.sql`c.country`, countries)} ${among(Prisma.sql`c.industry`, industries)}
      ${among(Prisma.sql`c.id`, clients)}
    order by l."clientId", l.id`;
  return [...groupBy(rows, ({ client }) => client)].flatMap(([client, of]) => {
    const inviter = inviterOf(of.map((row) => ({ id: row.id, stage: stageOf(row), paused: row.paused })));
    return inviter === undefined ? [] : [{ client, lifecycle: inviter.id }];
  });
}

/** `chain (position, id)`: the lifecycles of those rows, and every later term of theirs. */
const renewalsOf = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  with recursive chain (position, id) as (
    select position, subject from job_rows where ${rows}
    union
    select chain.position, l."successorId" from chain join lifecycles l on l.id = chain.id where l."successorId" is not null
  )`;

/**
 * Lifecycles in which a campaign's invitations live now: where a term was renewed meanwhile, the next one. Whoever is
 * claimed counts as invited: their lifecycle may have been asked already.
 */
export async function invitedBy(
  db: ReadAccess,
  campaign: string,
): Promise<readonly { readonly client: string; readonly lifecycle: string }[]> {
  return db.$queryRaw`
    ${renewalsOf(Prisma.sql`"jobId" = ${campaign} and (state = 'done'
      or exists (select from reached where cause = ${campaign} and reached."clientId" = input ->> 'client'))`)}
    select distinct l."clientId" as client, l.id as lifecycle
    from chain join lifecycles l on l.id = chain.id where l."successorId" is null order by l.id`;
}

/**
 * Points rows of a campaign at the present term, where the lifecycle that a row names has been renewed. Returns the new
 * lifecycle of each row that changed, by the row's position.
 */
export async function followRenewals(
  db: Pick<Database, '$queryRaw'>,
  campaign: string,
  positions: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const moved = await db.$queryRaw<{ position: number; subject: string }[]>`
    ${renewalsOf(Prisma.sql`"jobId" = ${campaign} and position = any(${[...positions]}::int[])`)}
    update job_rows r set subject = l.id
    from chain join lifecycles l on l.id = chain.id
    where r."jobId" = ${campaign} and r.position = chain.position and l."successorId" is null and r.subject <> l.id
    returning r.position, r.subject`;
  return new Map(moved.map(({ position, subject }) => [position, subject]));
}

export interface CampaignOutcome {
  /** Clients at which somebody was invited, and contacts who were. */
  readonly clients: number;
  readonly invited: number;
  readonly accepted: number;
  readonly declined: number;
  readonly unanswered: number;
  /** What reps said afterwards, client by client. */
  readonly held: number;
  readonly noAnswer: number;
  readonly turnedDown: number;
  readonly calledOff: number;
}

/** What came of a campaign so far, as the ledger tells it, in one query. */
export async function outcomeOf(db: ReadAccess, campaign: string, since: Date): Promise<CampaignOutcome> {
  const [row] = await db.$queryRaw<(Omit<CampaignOutcome, 'unanswered'> & { readonly unanswered?: number })[]>`
    with invited as (
      select t.line, g.data ->> 'invitation' as item, jsonb_array_length(g.data -> 'contacts') as contacts
      from ledger g join terms t on t."lifecycleId" = g."lifecycleId"
      where g.kind = 'campaign-invited' and g.at >= ${since} and g.data ->> 'campaign' = ${campaign}
    ), answers as (
      select distinct on (g.data ->> 'contact') g.data ->> 'answer' as answer
      from ledger g
      where g.kind = 'invitation-answered' and g.at >= ${since} and g.data ->> 'campaign' = ${campaign}
        -- A “yes” to a date that was moved since is no answer any more.
        and not exists (select from ledger m
          where m.kind = 'invitation-moved' and m.at >= ${since} and m.data ->> 'campaign' = ${campaign}
            and (m.at, m.seq) > (g.at, g.seq) and m.data -> 'contacts' ? (g.data ->> 'contact'))
      order by g.data ->> 'contact', g.at desc, g.seq desc
    ), ends as (
      select g.kind, g.data ->> 'outcome' as outcome
      from invited i join terms t on t.line = i.line join ledger g on g."lifecycleId" = t."lifecycleId"
      where g.kind = 'item-completed' and g.data ->> 'item' = i.item
    )
    select count(*)::int as clients, coalesce(sum(contacts), 0)::int as invited,
      (select count(*)::int from answers where answer = 'accepted') as accepted,
      (select count(*)::int from answers where answer = 'declined') as declined,
      (select count(*)::int from ends where outcome = 'done') as held,
      (select count(*)::int from ends where outcome = 'no-answer') as "noAnswer",
      (select count(*)::int from ends where outcome = 'declined') as "turnedDown",
      (select count(*)::int from ledger g where g.kind = 'invitation-called-off' and g.at >= ${since}
         and g.data ->> 'campaign' = ${campaign}) as "calledOff"
    from invited`;
  const counted = row ?? {
    clients: 0,
    invited: 0,
    accepted: 0,
    declined: 0,
    held: 0,
    noAnswer: 0,
    turnedDown: 0,
    calledOff: 0,
  };
  return { ...counted, unanswered: counted.invited - counted.accepted - counted.declined };
}
