/** The rows of two clients that become one: what goes over, and what follows whom it names. */
import type { Instant } from '../domain/core/json';
import type { SamePerson } from '../domain/core/same-person';
import { cancellable } from '../domain/organisation/job';
import type { OneClient } from '../domain/organisation/one-client';
import { Prisma } from '../prisma/client';
import type { SeenClients } from './client-merge';
import { asJson } from './columns/column';
import { apartAsMerged } from './duplicates';
import { clientColumns } from './known-clients';

/** What came over, for the answer to whoever asks again. */
const mergedAsOf = ({ from }: SeenClients, { asOne }: OneClient) => ({
  deals: from.deals,
  lifecycles: [...from.running],
  feeds: [...from.feeds],
  sources: from.sources.map((one) => ({ ...one })),
  asOne: asOne.map(({ item, by }) => ({ item: { ...item }, by: { ...by } })),
});

/** Makes two clients one, which are held. Rows are changed in the order in which recordings change them. */
export async function mergeClients(
  tx: Prisma.TransactionClient,
  seen: SeenClients,
  one: OneClient,
  at: Instant,
): Promise<void> {
  const { from, into } = { from: seen.from.id, into: seen.into.id };
  const { same } = one.people;
  await movePeople(tx, seen, one);
  await tx.deal.updateMany({ where: { clientId: from }, data: { clientId: into } });
  await tx.lifecycle.updateMany({ where: { clientId: from }, data: { clientId: into } });
  await tx.term.updateMany({ where: { clientId: from }, data: { clientId: into } });
  await tx.feed.updateMany({ where: { clientId: from }, data: { clientId: into } });
  await tx.sourceClient.updateMany({ where: { clientId: from }, data: { clientId: into } });
  await moveShared(tx, { from, into }, one);
  await moveReached(tx, { from, into }, same);
  await apartAsMerged(tx, from, into);
  const columns = clientColumns(one.known, { name: into, timeZone: 'UTC' });
  await tx.client.update({ where: { id: into }, data: { ...columns, optedOutAt: one.optedOutAt } });
  await tx.client.updateMany({ where: { mergedInto: from }, data: { mergedInto: into } });
  await tx.client.update({
    where: { id: from },
    data: { mergedInto: into, mergedAt: at, mergedAs: asJson(mergedAsOf(seen, one)) },
  });
}

/** Contacts go over, or become the record that their person has at the one client; what names the old record follows. */
async function movePeople(
  tx: Prisma.TransactionClient,
  { from, into }: SeenClients,
  { people }: OneClient,
): Promise<void> {
  const now = new Map(people.same.map(({ contact, is }) => [contact, is]));
  await tx.$executeRaw`
    update former_contacts set "contactId" = is_now from ${knownIn(people.same)} where "contactId" = was`;
  await tx.formerContact.createMany({
    data: from.people
      .filter(({ isErased }) => !isErased)
      .map(({ id, givenId }) => ({
        clientId: from.id,
        givenId,
        contactId: now.get(id) ?? id,
        formerId: now.has(id) ? id : null,
      })),
  });
  await renamePeople(tx, { from: from.id, into: into.id }, people.same);
  await tx.contact.deleteMany({ where: { id: { in: [...now.keys()] } } });
  for (const { id, known, departedAt, movedTo, optedOutAt } of people.changed) {
    const { name, email, ...values } = known.values;
    const data = {
      ...values,
      name: name ?? '',
      email: email ?? '',
      said: asJson(known.said),
      departedAt,
      movedTo,
      optedOutAt,
    };
    await tx.contact.update({ where: { id }, data });
  }
  for (const { id, givenId } of people.moved)
    await tx.contact.update({ where: { id }, data: { clientId: into.id, givenId } });
}

/** People who stood in two records, as a table of statements: one statement goes through all of them. */
const knownIn = (same: readonly SamePerson[]): Prisma.Sql => {
  const [was, is] = [same.map(({ contact }) => contact), same.map((one) => one.is)];
  return Prisma.sql`(select was, is_now from unnest(${was}::text[], ${is}::text[]) as each_one (was, is_now)) known`;
};

/** Whatever names a record of a person by our id names their other one. */
async function renamePeople(
  tx: Prisma.TransactionClient,
  { from, into }: Ids,
  same: readonly SamePerson[],
): Promise<void> {
  if (same.length === 0) return;
  const known = knownIn(same);
  await tx.$executeRaw`update contacts set "movedTo" = is_now from ${known} where "movedTo" = was`;
  await tx.$executeRaw`update mails set "recipientId" = is_now from ${known} where "recipientId" = was`;
  await tx.$executeRaw`update agreed_actions set "contactId" = is_now from ${known} where "contactId" = was`;
  await tx.$executeRaw`update links set "recipientId" = is_now from ${known} where "recipientId" = was`;
  await tx.$executeRaw`update mails_in set "contactId" = is_now from ${known} where "contactId" = was`;
  await tx.$executeRaw`update asked_mailboxes set "contactId" = is_now from ${known} where "contactId" = was`;
  await tx.$executeRaw`
    update notes set by = is_now from ${known}
    where by = was and "lifecycleId" in (select id from lifecycles where "clientId" in (${from}, ${into}))`;
  await tx.$executeRaw`
    with old as (
      delete from refused_addresses using ${known} where "recipientId" = was
      returning is_now, address, delivery, "refusedAt")
    insert into refused_addresses ("recipientId", address, delivery, "refusedAt")
    select distinct on (is_now) is_now, address, delivery, "refusedAt" from old order by is_now, "refusedAt"
    on conflict do nothing`;
}

interface Ids {
  readonly from: string;
  readonly into: string;
}

/** Claims of both are claims of the one client; what would ask twice is covered, with all that it covered itself. */
async function moveShared(
  tx: Prisma.TransactionClient,
  { from, into }: Ids,
  { people, asOne }: OneClient,
): Promise<void> {
  await tx.$executeRaw`
    update shared_items set "shareKey" = replace("shareKey", was, is_now) from ${knownIn(people.same)}
    where "clientId" in (${from}, ${into}) and position(was in "shareKey") > 0`;
  await tx.sharedItem.updateMany({ where: { clientId: from }, data: { clientId: into } });
  for (const { item, by } of asOne) {
    const holder = { holderLifecycleId: by.lifecycle, holderItemId: by.item };
    await tx.sharedItem.updateMany({
      where: {
        OR: [
          { lifecycleId: item.lifecycle, itemId: item.item },
          { holderLifecycleId: item.lifecycle, holderItemId: item.item },
        ],
      },
      data: holder,
    });
  }
}

/** What was proposed to them, and on which days they were reached. */
async function moveReached(
  tx: Prisma.TransactionClient,
  { from, into }: Ids,
  same: readonly SamePerson[],
): Promise<void> {
  await tx.$executeRaw`
    with old as (delete from article_proposals where "clientId" = ${from} returning *)
    insert into article_proposals ("articleId", "clientId", "lifecycleId", at)
    select "articleId", ${into}, "lifecycleId", at from old on conflict do nothing`;
  await tx.$executeRaw`
    update job_rows r set state = 'skipped', outcome = '{"reason": "same-client"}'
    from jobs j
    where r."jobId" = j.id and j.kind = 'campaign' and r.state = 'waiting' and r.input ->> 'client' = ${from}
      and exists (select from job_rows o where o."jobId" = j.id and o.input ->> 'client' = ${into})
      and j.state = any(${[...cancellable]})`;
  await tx.$executeRaw`
    update job_rows r set input = jsonb_set(r.input, '{client}', to_jsonb(${into}::text))
    where r.input ->> 'client' = ${from} and r."jobId" in (
      select cause from reached where "clientId" = ${from}
      union select j.id from jobs j where j.kind = 'campaign' and j.state = any(${[...cancellable]}))`;
  await tx.$executeRaw`
    with old as (delete from reached where "clientId" = ${from} returning *),
    now as (
      select old.*, coalesce(is_now, old."contactId") as person from old left join ${knownIn(same)} on was = old."contactId")
    insert into reached ("clientId", cause, "contactId", "whoHash", days, at)
    select ${into}, cause, person, max("whoHash"), array(
        select distinct d from now n, unnest(n.days) d where n.cause = now.cause and n.person = now.person order by d), max(at)
    from now group by cause, person
    on conflict (cause, "clientId", "contactId") do update set days = array(
      select distinct d from unnest(reached.days || excluded.days) d order by d)`;
}
