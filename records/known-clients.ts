/** What is known of the clients of deals, once these are stored. */
import HolidayCalendar from 'date-holidays';
import type { Deal } from '../domain/core/deal';
import type { Instant } from '../domain/core/json';
import { clientAfterDeal, type ClientField, type Known } from '../domain/organisation/known';
import type { Database, Prisma } from '../prisma/client';
import { knownOfClient } from './columns/known';
import { inSlices } from './in-slices';
import { onePerKey } from './one-per-key';

/** By the clients' ids. */
export type KnownClients = ReadonlyMap<string, Known<ClientField>>;

const zones = new Map<string, readonly string[]>();

/** Zones of a country in the order of the library of holidays; none for one that it does not know. */
function zonesOf(country: string | null): readonly string[] {
  if (country === null) return [];
  const found = zones.get(country) ?? new HolidayCalendar(country).getTimezones() ?? [];
  zones.set(country, found);
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

/** Writes what is known of clients. */
export function writeClients(db: Pick<Database, '$executeRaw'>, clients: KnownClients): Prisma.PrismaPromise<number> {
  const rows = [...clients].map(([id, { values, said }]) => [id, { id, ...values, said }] as const);
  return db.$executeRaw`
    insert into clients (id, name, industry, country, "timeZone", said)
    select id, name, industry, country, "timeZone", said
    from jsonb_populate_recordset(null::clients, ${onePerKey(rows)}::jsonb)
    on conflict (id) do update set
      name = excluded.name, industry = excluded.industry, country = excluded.country, "timeZone" = excluded."timeZone",
      said = excluded.said`;
}
