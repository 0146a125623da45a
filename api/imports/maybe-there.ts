/** Which new clients of a file may be there already under another id, or twice in it. */
import type { Deal } from '../../domain/core/deal';
import { groupBy } from '../../domain/core/grouped';
import { mailboxOf } from '../../domain/core/mailbox';
import { maybeThere, nameKey, type ComparedClient, type MaybeThere } from '../../domain/organisation/duplicates';
import { clientsLike } from '../../records/duplicates';
import { clientsThere } from '../../records/import-reading';
import type { ApiDeps } from '../http/route';

/** A client as its deals tell of it, the last one of its name. Nobody is named: what is counted of a file is kept. */
function clientOfDeals(id: string, deals: readonly Pick<Deal, 'client' | 'contacts'>[]): ComparedClient {
  const people = deals.flatMap(({ contacts }) => contacts.map(({ email }) => ({ name: null, email })));
  return { id, name: deals.at(-1)?.client.name ?? '', isMerged: false, people };
}

/** Those of the new clients of these deals who may be there already. */
export async function maybeThereAmong(
  db: ApiDeps['db'],
  deals: readonly Pick<Deal, 'client' | 'contacts'>[],
): Promise<MaybeThere> {
  const dealsOf = groupBy(deals, ({ client }) => client.id);
  const there = await clientsThere(db, [...dealsOf.keys()]);
  const fresh = [...dealsOf].flatMap(([id, of]) => (there.has(id) ? [] : [clientOfDeals(id, of)]));
  const known = await clientsLike(
    db,
    fresh.map(({ name }) => nameKey(name)),
    fresh.flatMap(({ people }) => people.map(({ email }) => mailboxOf(email))),
  );
  return maybeThere(fresh, known);
}
