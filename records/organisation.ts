/** Reps, groups and settings as rules see them; a fixed number of queries however many lines are routed. */
import type { Leaders, Named } from '../domain/organisation/addressing';
import {
  daysAway,
  defaultKeyFrom,
  deputiesAsked,
  deputiesToKnow,
  type Candidate,
  type KeyFrom,
  type Recipient,
} from '../domain/organisation/people';
import { givesOn, type RoutedGroup, type UnroutedLine } from '../domain/organisation/groups';
import { repsInQuestion, routeAll, type KeptLine, type Routing } from '../domain/organisation/routing';
import { runningStages } from '../domain/core/stages';
import type { Database, Prisma } from '../prisma/client';
import { amountNow } from './book';
import { dealOf } from './columns/deals';
import {
  absencesOf,
  deliveryOf,
  groupStageOf,
  profileOf,
  valueRangeOf,
  writtenKeyFromOf,
} from './columns/organisation';
import { inSlices } from './in-slices';
import { sellerNow } from './seller-now';
import { running } from './running-lifecycles';

type ReadAccess = Pick<Database, 'rep' | 'group' | 'setting' | '$queryRaw'>;

/** The annual value from which a client counts as key. */
export async function keyFromOf(db: Pick<Database, 'setting'>): Promise<KeyFrom> {
  const row = await db.setting.findUnique({ where: { name: 'routing' } });
  return (row === null ? undefined : writtenKeyFromOf(row)) ?? defaultKeyFrom;
}

/** These people, and those who may have to stand in for them: one query, and one more for each place in a chain of deputies. */
export async function recipientsOf(
  db: Pick<Database, 'rep'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Recipient>> {
  const found = new Map<string, Recipient>();
  let wanted: readonly string[] = [...new Set(ids)];
  for (let deputies = 0; wanted.length > 0 && deputies <= deputiesAsked; deputies += 1) {
    const rows = await db.rep.findMany({
      where: { id: { in: [...wanted] } },
      select: { id: true, absences: true, deputyId: true, mails: true, leftAt: true },
    });
    const people = rows.map((row): Recipient => ({
      id: row.id,
      absences: daysAway({ absences: absencesOf(row), left: row.leftAt !== null }),
      deputy: row.deputyId,
      delivery: deliveryOf(row),
    }));
    for (const person of people) found.set(person.id, person);
    wanted = deputiesToKnow(people, found);
  }
  return found;
}

/**
 * Who is named for the roles of a lifecycle; those whom its rep's workgroup shares, and whether its seller has left, only
 * where that is asked for.
 */
export async function namedFor(
  db: Pick<Database, 'group' | 'deal' | 'rep' | 'workgroup' | 'seller'>,
  { rep, group, deal }: { readonly rep: string; readonly group: string; readonly deal: string },
  asked: { readonly workgroup: boolean; readonly seller: boolean },
): Promise<Named> {
  const [ofGroup, ofWorkgroup, sold] = await Promise.all([
    db.group.findUnique({ where: { id: group }, select: { managerId: true, directorId: true } }),
    asked.workgroup ? workgroupOf(db, rep) : null,
    db.deal.findUnique({ where: { id: deal }, select: { id: true, document: true } }),
  ]);
  const seller = sold === null ? null : dealOf(sold).seller;
  return {
    rep,
    manager: ofGroup?.managerId ?? null,
    director: ofGroup?.directorId ?? null,
    seller: seller?.id ?? null,
    sellerLeft: asked.seller && seller !== null && (await sellerNow(db, seller)).left,
    receivables: ofWorkgroup?.receivablesManagerId ?? null,
    developer: ofWorkgroup?.businessDeveloperId ?? null,
  };
}

/** Who leads the groups that somebody works in or leads, and that of a lifecycle where one is named. */
export async function groupsAround(
  db: Pick<Database, 'group' | 'lifecycle'>,
  person: string,
  lifecycleId: string | null,
): Promise<readonly Leaders[]> {
  const kept = await db.lifecycle.findMany({
    where: { OR: [{ repId: person, stage: { in: [...runningStages] } }, { id: lifecycleId ?? '' }] },
    distinct: ['groupId'],
    select: { groupId: true },
  });
  const groups = await db.group.findMany({
    where: {
      OR: [
        { id: { in: kept.map(({ groupId }) => groupId) } },
        { repId: person },
        { managerId: person },
        { directorId: person },
      ],
    },
    orderBy: { id: 'asc' },
    select: { managerId: true, directorId: true },
  });
  return groups.map(({ managerId, directorId }) => ({ manager: managerId, director: directorId }));
}

async function workgroupOf(
  db: Pick<Database, 'rep' | 'workgroup'>,
  repId: string,
): Promise<Prisma.WorkgroupGetPayload<object> | null> {
  const rep = await db.rep.findUnique({ where: { id: repId }, select: { workgroupId: true } });
  if (rep === null || rep.workgroupId === null) return null;
  return db.workgroup.findUnique({ where: { id: rep.workgroupId } });
}

/** Those reps who still work here, with how much they look after. */
export async function candidatesOf(db: ReadAccess, ids: readonly string[]): Promise<readonly Candidate[]> {
  const [reps, loads] = await Promise.all([
    inSlices(ids, (some) =>
      db.rep.findMany({
        where: { id: { in: some }, leftAt: null },
        select: { id: true, profile: true, capacity: true },
      }),
    ),
    db.$queryRaw<{ repId: string; load: number }[]>`
      select "repId", count(*)::int as load from lifecycles
      where "repId" = any(${[...new Set(ids)]}) and stage in (${running}) group by "repId"`,
  ]);
  const load = new Map(loads.map((row) => [row.repId, row.load]));
  const places = new Map(ids.map((id, place) => [id, place]));
  return reps
    .toSorted((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))
    .map((row) => ({
      id: row.id,
      profile: profileOf(row),
      capacity: row.capacity,
      load: load.get(row.id) ?? 0,
    }));
}

/** What the clients have with us: who keeps it, and what it is worth a year. */
async function keptOf(db: ReadAccess, clients: readonly string[]): Promise<readonly KeptLine[]> {
  const rows = await db.$queryRaw<
    { lifecycle: string; client: string; rep: string; group: string; amount: number; currency: string }[]
  >`
    select l.id as lifecycle, l."clientId" as client, l."repId" as rep, l."groupId" as group, ${amountNow} as amount,
      l.seed #>> '{contract,annualValue,currency}' as currency
    from lifecycles l
    where l."clientId" = any(${[...new Set(clients)]}) and l.stage in (${running})`;
  return rows.map(({ amount, currency, ...row }) => ({ ...row, annualValue: { amount, currency } }));
}

/** Every group with what it is there for. */
export async function groupsOf(db: Pick<Database, 'group'>): Promise<readonly RoutedGroup[]> {
  const rows = await db.group.findMany({ orderBy: { id: 'asc' } });
  return rows.map((row) => ({
    id: row.id,
    rep: row.repId,
    stage: groupStageOf(row),
    productTypes: row.productTypes,
    countries: row.countries,
    value: valueRangeOf(row),
    splits: row.splits,
    policyId: row.policyId,
  }));
}

/** Routes lines as the organisation stands now; null where nobody takes one. */
export async function routeLines(db: ReadAccess, lines: readonly UnroutedLine[]): Promise<readonly (Routing | null)[]> {
  const clients = lines.map(({ client }) => client);
  const [groups, keyFrom, kept] = await Promise.all([groupsOf(db), keyFromOf(db), keptOf(db, clients)]);
  const candidates = await candidatesOf(db, repsInQuestion(lines, groups, kept));
  return routeAll(lines, { groups, kept, keyFrom, candidates });
}

/** The client's other running lifecycles in groups that are there for onboarding alone, each with its seed. */
export async function inOnboardingGroups(
  db: Pick<Database, 'group' | 'lifecycle'>,
  clientId: string,
  except: string,
): Promise<readonly { readonly id: string; readonly seed: unknown }[]> {
  const groups = await db.group.findMany({ select: { id: true, stage: true } });
  return db.lifecycle.findMany({
    where: {
      clientId,
      id: { not: except },
      stage: { in: [...runningStages] },
      groupId: { in: groups.filter((group) => givesOn(groupStageOf(group))).map(({ id }) => id) },
    },
    select: { id: true, seed: true },
    orderBy: { id: 'asc' },
  });
}
