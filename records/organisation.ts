/** Reps, groups and settings as rules see them; a fixed number of queries however many lines are routed. */
import { groupBy } from '../domain/core/grouped';
import type { Money } from '../domain/core/json';
import {
  defaultKeyFrom,
  profileFor,
  type Absence,
  type Delivery,
  type Deputised,
  type Desk,
  type KeyFrom,
  type Profile,
} from '../domain/organisation/people';
import {
  candidates,
  route,
  type GroupStage,
  type Line,
  type RoutedGroup,
  type Routing,
  type ValueBand,
} from '../domain/organisation/routing';
import { runningStages } from '../domain/concerns/standing';
import { amountNow } from './book';
import { Prisma, type Database } from '../prisma/client';

type Read = Pick<Database, 'rep' | 'group' | 'setting' | '$queryRaw'>;

/** From which annual value on a client counts as key. */
export async function keyFromOf(db: Pick<Database, 'setting'>): Promise<KeyFrom> {
  const row = await db.setting.findUnique({ where: { name: 'routing' } });
  return (row?.value as { keyFrom?: KeyFrom } | undefined)?.keyFrom ?? defaultKeyFrom;
}

/** Somebody who hears of things: who stands in for them, and how they want to hear. */
export interface Hearer extends Deputised {
  readonly delivery: Delivery;
}

/** These people, and those who stand in for them. */
export async function hearersOf(
  db: Pick<Database, 'rep'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Hearer>> {
  const found = new Map<string, Hearer>();
  let wanted = [...new Set(ids)];
  // A deputy's deputy, once more: longer chains end at the last who is known.
  for (let hops = 0; wanted.length > 0 && hops < 4; hops += 1) {
    const rows = await db.rep.findMany({
      where: { id: { in: wanted } },
      select: { id: true, absences: true, deputyId: true, mails: true },
    });
    for (const { id, absences, deputyId, mails } of rows)
      found.set(id, {
        id,
        absences: absences as unknown as readonly Absence[],
        deputy: deputyId,
        delivery: mails as Delivery,
      });
    wanted = rows.flatMap(({ absences, deputyId }) =>
      deputyId !== null && !found.has(deputyId) && (absences as unknown as Absence[]).length > 0 ? [deputyId] : [],
    );
  }
  return found;
}

/** The desks of those reps who still work here. */
export async function desksOf(db: Read, ids: readonly string[]): Promise<readonly Desk[]> {
  const [reps, loads] = await Promise.all([
    db.rep.findMany({
      where: { id: { in: [...new Set(ids)] }, leftAt: null },
      select: { id: true, profile: true, capacity: true },
    }),
    db.$queryRaw<{ repId: string; load: number }[]>`
      select "repId", count(*)::int as load from lifecycles
      where "repId" = any(${[...new Set(ids)]}) and stage in ('onboarding', 'retention') group by "repId"`,
  ]);
  const load = new Map(loads.map((row) => [row.repId, row.load]));
  return reps.map(({ id, profile, capacity }) => ({
    id,
    profile: profile as Profile | null,
    capacity,
    load: load.get(id) ?? 0,
  }));
}

/** A product line before it is routed. */
export interface ToRoute {
  readonly client: string;
  readonly country: string | null;
  readonly productType: string | null;
  readonly annualValue: Money;
  readonly stage: GroupStage;
  readonly group: string | null;
  readonly rep: string | null;
}

export interface RoutedTo extends Routing {
  readonly policyId: string;
}

/** What the client has with us: who keeps it, and what it is worth a year. */
async function keptOf(
  db: Read,
  clients: readonly string[],
): Promise<readonly { clientId: string; repId: string; amount: number; currency: string }[]> {
  return db.$queryRaw`
    select l."clientId", l."repId", ${amountNow} as amount,
      l.seed #>> '{contract,annualValue,currency}' as currency
    from lifecycles l
    where l."clientId" = any(${[...new Set(clients)]}) and l.stage in (${Prisma.join([...runningStages])})`;
}

/**
 * Routes lines, each seeing the desks as the ones before it left them. A line whose group or people are not there
 * gets null.
 */
export async function routeLines(db: Read, lines: readonly ToRoute[]): Promise<readonly (RoutedTo | null)[]> {
  const [rows, keyFrom, kept] = await Promise.all([
    db.group.findMany({ orderBy: { id: 'asc' } }),
    keyFromOf(db),
    keptOf(
      db,
      lines.map(({ client }) => client),
    ),
  ]);
  const groups = rows.map((row): RoutedGroup => ({
    id: row.id,
    rep: row.repId,
    stage: row.stage as GroupStage | null,
    productTypes: row.productTypes,
    countries: row.countries,
    value: row.value as unknown as ValueBand | null,
  }));
  const keptOfClient = groupBy(kept, ({ clientId }) => clientId);
  const comingOfClient = groupBy(lines, ({ client }) => client);
  const asked = lines.map((line): Line => {
    const ofClient = keptOfClient.get(line.client) ?? [];
    const sums = new Map<string, number>();
    const coming = (comingOfClient.get(line.client) ?? []).map(({ annualValue }) => annualValue);
    for (const { amount, currency } of [...ofClient, ...coming]) sums.set(currency, (sums.get(currency) ?? 0) + amount);
    const worth = [...sums].map(([currency, amount]) => ({ currency, amount }));
    return { ...line, keptBy: [...new Set(ofClient.map(({ repId }) => repId))], profile: profileFor(worth, keyFrom) };
  });
  const reps = asked.flatMap((line) => candidates(line, groups).map(({ rep }) => rep));
  const desks = new Map((await desksOf(db, reps)).map((desk) => [desk.id, desk]));
  const taken = new Map<string, string[]>();
  return asked.map((line, index) => {
    const client = lines[index]?.client ?? '';
    const keptBy = [...line.keptBy, ...(taken.get(client) ?? [])];
    const routing = route({ ...line, keptBy }, groups, [...desks.values()]);
    const policyId = rows.find(({ id }) => id === routing?.group)?.policyId;
    if (routing === null || policyId === undefined) return null;
    taken.set(client, [...keptBy, routing.rep]);
    const desk = desks.get(routing.rep);
    if (desk !== undefined) desks.set(routing.rep, { ...desk, load: desk.load + 1 });
    return { ...routing, policyId };
  });
}
