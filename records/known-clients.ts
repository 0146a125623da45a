/** What is known of clients: after the deals of theirs that are stored, and by those of their lifecycles that run. */
import { isDeepStrictEqual } from 'node:util';
import HolidayCalendar from 'date-holidays';
import type { SeedClient } from '../domain/core/concern';
import type { Deal } from '../domain/core/deal';
import type { Instant } from '../domain/core/json';
import { clientAfterDeal, type KnownClient } from '../domain/organisation/known-client';
import { Prisma, type Database } from '../prisma/client';
import { PeopleChanged } from './client-people';
import { asJson } from './columns/column';
import { knownOfClient } from './columns/known';
import { seedClientIn } from './columns/lifecycles';
import { inSlices } from './in-slices';
import { keyOfName } from './name-keys';
import { onePerKey } from './one-per-key';
import { running } from './running-lifecycles';

/** By the clients' ids. */
export type KnownClients = ReadonlyMap<string, KnownClient>;

const zones = new Map<string, readonly string[]>();

/** Zones of a place in the order of the library of holidays; none for a country that it does not know. */
export function zonesOf(country: string | null, region: string | null): readonly string[] {
  if (country === null) return [];
  const place = region === null ? country : `${country}-${region}`;
  const found = zones.get(place) ?? new HolidayCalendar(country, region ?? '').getTimezones() ?? [];
  zones.set(place, found);
  return found;
}

/** What is known of the clients of deals that were accepted at that moment; a later one of them knows more. */
export async function knownClients(
  db: Pick<Database, 'client'>,
  sold: readonly { readonly deal: Pick<Deal, 'client'> }[],
  at: Instant,
): Promise<KnownClients> {
  const clients = sold.map(({ deal }) => deal.client.id);
  const rows = await inSlices(clients, (some) => db.client.findMany({ where: { id: { in: some } } }));
  const known = new Map(rows.map((row) => [row.id, knownOfClient(row)]));
  for (const { deal } of sold) {
    const { id, ...told } = deal.client;
    known.set(id, clientAfterDeal(known.get(id) ?? null, told, at, zonesOf));
  }
  return known;
}

/** Writes what deals say of clients. Days of their own are what people say alone, and stay. */
export function writeClients(db: Pick<Database, '$executeRaw'>, clients: KnownClients): Prisma.PrismaPromise<number> {
  const rows = [...clients].map(
    ([id, { values, said }]) => [id, { id, ...values, ...keyOfName(values.name ?? ''), said }] as const,
  );
  return db.$executeRaw`
    insert into clients (id, name, "nameKey", "keyedName", industry, country, region, "timeZone", said)
    select id, name, "nameKey", "keyedName", industry, country, region, "timeZone", said
    from jsonb_populate_recordset(null::clients, ${onePerKey(rows)}::jsonb)
    on conflict (id) do update set
      name = excluded.name, "nameKey" = excluded."nameKey", "keyedName" = excluded."keyedName",
      industry = excluded.industry, country = excluded.country, region = excluded.region,
      "timeZone" = excluded."timeZone", said = excluded.said`;
}

/** What is known of a client, as the columns of its row; its name and zone where nobody said them. */
export function clientColumns(
  { values, said, weekend, closed }: KnownClient,
  otherwise: { readonly name: string; readonly timeZone: string },
) {
  const name = values.name ?? otherwise.name;
  return {
    ...values,
    name,
    ...keyOfName(name),
    timeZone: values.timeZone ?? otherwise.timeZone,
    weekend: weekend === null ? Prisma.DbNull : asJson(weekend),
    closed: asJson(closed),
    said: asJson(said),
  };
}

/** Writes what people said of a client that is still as it was seen, while its people are held. Throws `PeopleChanged`. */
export async function writeStated(
  tx: Prisma.TransactionClient,
  seen: Prisma.ClientGetPayload<object>,
  known: KnownClient,
): Promise<void> {
  const { id } = seen;
  const row = await tx.client.findUnique({ where: { id } });
  if (!isDeepStrictEqual(row, seen)) throw new PeopleChanged('Look again.');
  await tx.client.update({ where: { id }, data: clientColumns(known, seen) });
}

/** How those lifecycles of a client that run know it, as far as that is recorded. */
export async function knownByLifecycles(
  db: Pick<Database, '$queryRaw'>,
  clientId: string,
): Promise<readonly { readonly id: string; readonly client: SeedClient }[]> {
  const rows = await db.$queryRaw<{ id: string; client: unknown }[]>`
    select id, coalesce(state -> 'seed' -> 'client', seed -> 'client') as client
    from lifecycles where "clientId" = ${clientId} and stage in (${running}) order by id`;
  return rows.map((row) => ({ id: row.id, client: seedClientIn(row) }));
}
