/** Two clients become one: what is kept under the one id, what goes over, and what names the old one from then on. */
import { isDeepStrictEqual } from 'node:util';
import { detailsOf } from '../domain/concerns/contact-list';
import { addDays } from '../domain/core/calendar';
import type { Messages } from '../domain/core/concern';
import type { Instant } from '../domain/core/json';
import { runningStages } from '../domain/core/stages';
import { claimsSinceDays, daysApart, type ClaimBefore, type ClientSide } from '../domain/organisation/one-client';
import { clientNowOf } from '../domain/organisation/known-client';
import type { Database, Prisma } from '../prisma/client';
import { PeopleChanged } from './client-people';
import { dateOf } from './columns/days';
import { knownOfClient, knownOfContact } from './columns/known';
import { stateOrNull } from './columns/lifecycles';
import { mergedAsColumn } from './columns/merges';
import { peopleOf } from './contacts';
import { hold } from './held';
import { lastMerged, presentClient } from './merged-clients';
import { claimedOf } from './shared-items';

/** A client, as its merge looks at it. */
export interface MergingClient extends ClientSide {
  readonly id: string;
  readonly running: readonly string[];
  readonly deals: number;
  readonly feeds: readonly string[];
  readonly sources: readonly { readonly source: string; readonly externalId: string }[];
}

/** Both clients, and what their lifecycles ask for. */
export interface SeenClients {
  readonly from: MergingClient;
  readonly into: MergingClient;
  /** What they claimed lately, and what is open. */
  readonly claims: readonly ClaimBefore[];
  /** Reps who keep them. */
  readonly reps: readonly string[];
}

const instant = (at: Date | null): Instant | null => at?.toISOString() ?? null;

async function lookAt(db: Pick<Database, 'client'>, id: string): Promise<MergingClient> {
  const { contacts, lifecycles, feeds, sources, _count, ...row } = await db.client.findUniqueOrThrow({
    where: { id },
    include: {
      contacts: { orderBy: { givenId: 'asc' } },
      lifecycles: { where: { stage: { in: [...runningStages] } }, orderBy: { id: 'asc' }, select: { id: true } },
      feeds: { orderBy: { id: 'asc' }, select: { id: true } },
      sources: { orderBy: [{ sourceId: 'asc' }, { externalId: 'asc' }] },
      _count: { select: { deals: true } },
    },
  });
  return {
    id,
    known: knownOfClient(row),
    optedOutAt: instant(row.optedOutAt),
    people: contacts.map((one) => ({
      id: one.id,
      givenId: one.givenId,
      known: knownOfContact(one),
      departedAt: instant(one.departedAt),
      movedTo: one.movedTo,
      optedOutAt: instant(one.optedOutAt),
      isErased: one.erasedAt !== null,
    })),
    running: lifecycles.map((one) => one.id),
    deals: _count.deals,
    feeds: feeds.map((one) => one.id),
    sources: sources.map(({ sourceId: source, externalId }) => ({ source, externalId })),
  };
}

async function claimsOf(db: Pick<Database, 'sharedItem' | 'lifecycle'>, clients: readonly string[], today: string) {
  const rows = await db.sharedItem.findMany({
    where: { clientId: { in: [...clients] }, day: { gte: dateOf(addDays(today, -claimsSinceDays)) } },
    orderBy: [{ lifecycleId: 'asc' }, { itemId: 'asc' }],
  });
  const open = [...new Set(rows.filter(({ closed }) => !closed).map(({ lifecycleId }) => lifecycleId))];
  const lives = await db.lifecycle.findMany({
    where: { id: { in: open }, stage: { in: [...runningStages] } },
    orderBy: { id: 'asc' },
    select: { id: true, state: true },
  });
  const items = new Map(
    lives.flatMap((row) =>
      (stateOrNull(row)?.slices.items ?? []).map((item) => [`${row.id} ${item.id}`, item] as const),
    ),
  );
  return rows.flatMap((row): ClaimBefore[] => {
    const item = items.get(`${row.lifecycleId} ${row.itemId}`);
    if (!row.closed && item === undefined) return [];
    return [{ ...claimedOf(row), days: daysApart(item) }];
  });
}

/** Looks at both clients, and at what they ask for. */
export async function seeClients(
  db: Database | Prisma.TransactionClient,
  { from, into }: { readonly from: string; readonly into: string },
  now: Instant,
): Promise<SeenClients> {
  const [one, other] = [await lookAt(db, from), await lookAt(db, into)];
  const claims = await claimsOf(db, [from, into], now.slice(0, 10));
  const kept = await db.lifecycle.findMany({
    where: { clientId: { in: [from, into] }, stage: { in: [...runningStages] } },
    distinct: ['repId'],
    orderBy: { repId: 'asc' },
    select: { repId: true },
  });
  return { from: one, into: other, claims, reps: kept.map(({ repId }) => repId) };
}

/** Holds both clients while they are as they were seen. Throws `PeopleChanged`. */
export async function holdClients(tx: Prisma.TransactionClient, seen: SeenClients, at: Instant): Promise<void> {
  const ids = { from: seen.from.id, into: seen.into.id };
  await hold(tx, 'people', [ids.from, ids.into]);
  await hold(tx, 'items', [ids.from, ids.into]);
  const merged = await tx.client.count({ where: { id: { in: [ids.from, ids.into] }, mergedInto: { not: null } } });
  if (merged > 0 || !isDeepStrictEqual(await seeClients(tx, ids, at), seen)) throw new PeopleChanged('Look again.');
}

/** What came over when a client was merged; throws `BrokenRecord`, and null for one that never was. */
export async function mergedBefore(db: Pick<Database, 'client'>, id: string) {
  const row = await db.client.findUnique({ where: { id }, select: { mergedInto: true, mergedAs: true } });
  const cameOver = row === null ? null : mergedAsColumn.read(row.mergedAs, id);
  return row === null || row.mergedInto === null || cameOver === null ? null : { into: row.mergedInto, ...cameOver };
}

/** How the people of a client that was merged were called, and are called now. */
export async function mergedPeople(db: Pick<Database, 'formerContact' | 'contact'>, clientId: string) {
  const former = await db.formerContact.findMany({ where: { clientId }, orderBy: { givenId: 'asc' } });
  const rows = await db.contact.findMany({
    where: { id: { in: former.map(({ contactId }) => contactId) } },
    select: { id: true, givenId: true },
  });
  const called = new Map(rows.map(({ id, givenId }) => [id, givenId]));
  const now = ({ contactId }: { readonly contactId: string }): string => called.get(contactId) ?? contactId;
  const [same, moved] = [true, false].map((isSame) => former.filter(({ formerId }) => (formerId !== null) === isSame));
  return {
    same: (same ?? []).map((one) => ({ contact: one.givenId, is: now(one) })),
    moved: (moved ?? []).map((one) => ({ contact: one.givenId, as: now(one) })),
  };
}

/** What is said of a client that is one with another, as it is known now. */
export interface MergedNow {
  readonly merged: Messages['clientMerged'];
  /** Whether the one client wants to be left alone. */
  readonly leftAlone: boolean;
}

/** What lifecycles must hear of a client that became one with another; null where it did not. */
export async function mergedNow(db: Database, clientId: string): Promise<MergedNow | null> {
  const present = await presentClient(db, clientId);
  if (present === clientId) return null;
  const { former, ...row } = await db.client.findUniqueOrThrow({
    where: { id: present },
    include: { former: { select: { id: true } } },
  });
  const renamed = await db.formerContact.findMany({
    where: { clientId: { in: former.map(({ id }) => id) }, formerId: { not: null } },
    orderBy: [{ clientId: 'asc' }, { givenId: 'asc' }],
  });
  const merged = {
    merged: clientId,
    client: { id: present, ...clientNowOf(knownOfClient(row), await lastMerged(db, present)) },
    same: renamed.flatMap(({ formerId, contactId }) =>
      formerId === null ? [] : [{ contact: formerId, is: contactId }],
    ),
    people: (await peopleOf(db, present)).map(detailsOf),
  };
  return { merged, leftAlone: row.optedOutAt !== null };
}

/** The same for a lifecycle that began under a client's old id, while that became one with another; its row follows. */
export async function mergedMeanwhile(db: Database, lifecycleId: string, clientId: string): Promise<MergedNow | null> {
  const now = await mergedNow(db, clientId);
  if (now !== null)
    await db.lifecycle.updateMany({
      where: { id: lifecycleId, clientId },
      data: { clientId: now.merged.client.id },
    });
  return now;
}
