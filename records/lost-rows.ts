/**
 * Rows that a restored PostgreSQL lacks, made from what a lifecycle's run carries along: ids, codes and dates, and the
 * names of company and product. People and words were in the lost store alone. They are left empty, and come back when
 * the deal is handed over again.
 */
import type { Seed, SeedContact } from '../domain/core/concern';
import type { Deal, DealContact } from '../domain/core/deal';
import type { Instant } from '../domain/core/json';
import type { Database } from '../prisma/client';
import { seedOf } from './columns/lifecycles';
import { writeFirstRows } from './lifecycle-row';
import { presentClient } from './merged-clients';
import { keyOfName } from './name-keys';

/** The fingerprint of a deal that was made from its runs: no hand-off has it. */
export const madeFromRuns = '';

function documentOf({ dealId, client, product, contract }: Seed): Deal {
  const { id, name, zone: timeZone, country, region } = client;
  return {
    dealId,
    client: {
      id,
      name,
      timeZone,
      ...(country === undefined ? {} : { country }),
      ...(region === undefined ? {} : { region }),
    },
    contacts: [],
    seller: { id: '', name: '', email: '' },
    products: [{ ...product, ...contract }],
  };
}

/** Stores a lifecycle with its client and deal as far as its run knows them; what is there stays as it is. */
export async function storeFromRun(db: Database, seed: Seed, at: Instant): Promise<void> {
  const { id, name, country = null, region = null, zone, weekend, closed = [] } = seed.client;
  const document = JSON.stringify(documentOf(seed));
  const client = await presentClient(db, id);
  const { nameKey, keyedName } = keyOfName(name);
  await db.$transaction([
    db.$executeRaw`
      insert into clients (id, name, "nameKey", "keyedName", country, region, "timeZone", weekend, closed)
      values (${id}, ${name}, ${nameKey}, ${keyedName}, ${country}, ${region}, ${zone},
        ${weekend === undefined ? null : JSON.stringify(weekend)}::jsonb, ${JSON.stringify(closed)}::jsonb)
      on conflict (id) do nothing`,
    db.$executeRaw`
      insert into deals (id, "clientId", document, fingerprint)
      values (${seed.dealId}, ${client}, ${document}::jsonb, ${madeFromRuns})
      on conflict (id) do update set document = jsonb_set(deals.document, '{products}',
        (deals.document -> 'products') || (excluded.document -> 'products'))
      where deals.fingerprint = ${madeFromRuns} and not exists (
        select 1 from jsonb_array_elements(deals.document -> 'products') p where p ->> 'code' = ${seed.product.code})`,
    writeFirstRows(db, [seed], at, at),
  ]);
}

const isOne = ({ level, birthday }: SeedContact, person: DealContact): boolean =>
  level === person.level && birthday === person.birthday?.slice(-5);

/**
 * The ids by which the lifecycles of a deal that was made from its runs know its contacts, by the ids of the hand-off:
 * a hand-off counts its people in their order. None where they do not agree one by one.
 */
export async function contactIdsFromRuns(
  db: Pick<Database, 'lifecycle' | 'contact'>,
  { dealId, client, contacts }: Deal,
): Promise<ReadonlyMap<string, string>> {
  const oldest = { where: { dealId }, orderBy: { term: 'asc' } } as const;
  const row = await db.lifecycle.findFirst({ ...oldest, select: { id: true, seed: true } });
  const stored = await db.contact.findMany({ where: { clientId: client.id }, select: { id: true, givenId: true } });
  const known = row === null ? [] : (seedOf(row).contacts ?? []);
  const unstored = known.filter(({ id }) => !stored.some((one) => one.id === id));
  const people = contacts.filter(({ id }) => !stored.some((one) => one.givenId === id));
  if (unstored.length !== people.length) return new Map();
  const pairs = people.flatMap((person, index) => {
    const one = unstored[index];
    return one !== undefined && isOne(one, person) ? [[person.id, one.id] as const] : [];
  });
  return pairs.length === people.length ? new Map(pairs) : new Map();
}

/** Which of those lifecycles are stored. */
export async function storedAmong(
  db: Pick<Database, 'lifecycle'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.lifecycle.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}
