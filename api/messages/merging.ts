/** Makes one client of two: what that means, and what their lifecycles hear. */
import { detailsOf } from '../../domain/concerns/contact-list';
import { mostContacts } from '../../domain/concerns/contacts';
import type { Instant } from '../../domain/core/json';
import { clientNowOf } from '../../domain/organisation/known-client';
import { oneClient, type OneClient, type OneWith } from '../../domain/organisation/one-client';
import { lookingAgain } from '../../records/client-people';
import {
  holdClients,
  mergedBefore,
  mergedNow,
  seeClients,
  type MergedNow,
  type SeenClients,
} from '../../records/client-merge';
import { mergeClients } from '../../records/merged-rows';
import { seedContactOf, unreachableSince } from '../../records/contacts';
import { contactsSentence } from '../../records/limits';
import { runningOf } from '../../records/running-lifecycles';
import { keepingFacts } from '../../records/waiting-facts';
import { conflict } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { handOverAll, readyFacts, sendTogether, type FactFor, type FactSaying } from './facts';

/** Both clients as they are, and the one that they would be. */
export interface Merging {
  readonly seen: SeenClients;
  readonly one: OneClient;
}

/** What making one client of two would mean now. Throws a 409 `Problem` where it would have too many contacts. */
export async function mergingOf(
  ids: { readonly from: string; readonly into: string },
  now: string,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<Merging> {
  const seen = await seeClients(db, ids, now);
  const one = oneClient(seen, now);
  if (one.people.count > mostContacts) throw conflict('too-many-contacts', contactsSentence);
  return { seen, one };
}

/** What every running lifecycle of both hears first. */
async function mergedDataOf(
  { seen, one }: Merging,
  at: Instant,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<FactFor<'clientMerged'>['data']> {
  const changed = new Map(one.people.changed.map((person) => [person.id, person]));
  const there = [...seen.into.people.map((person) => changed.get(person.id) ?? person), ...one.people.moved].filter(
    ({ departedAt, isErased }) => departedAt === null && !isErased,
  );
  const rows = there.map(({ id, known: { values }, optedOutAt }) => ({
    id,
    email: values.email ?? '',
    level: values.level,
    birthday: values.birthday,
    optedOutAt: optedOutAt === null ? null : new Date(optedOutAt),
  }));
  const unreachable = await unreachableSince(db, rows);
  const people = rows.map((row) => detailsOf(seedContactOf(row, unreachable)));
  return {
    merged: seen.from.id,
    client: { id: seen.into.id, ...clientNowOf(one.known, at) },
    same: one.people.same,
    people,
  };
}

/** What lifecycles hear of a client that is one with another now: who they are, and whether to leave them alone. */
const oneNow = (lifecycleId: string, { merged, leftAlone }: MergedNow): readonly FactFor[] => [
  { lifecycleId, name: 'clientMerged', data: merged },
  ...(leftAlone ? [{ lifecycleId, name: 'clientOptedOut' as const, data: {}, part: 'left-alone' }] : []),
];

/** All that running lifecycles of both hear, each of them one after the other. */
function factsOf({ seen, one }: Merging, merged: MergedNow['merged']): readonly FactFor[] {
  return [seen.into, seen.from].flatMap(({ running, optedOutAt }) =>
    running.flatMap((lifecycleId): FactFor[] => [
      ...oneNow(lifecycleId, { merged, leftAlone: one.optedOutAt !== null && optedOutAt === null }),
      ...one.asOne.filter(({ item }) => item.lifecycle === lifecycleId).flatMap(coveredFacts),
    ]),
  );
}

/** What a lifecycle hears of something that another one asks for, or has done. */
function coveredFacts({ item: { lifecycle: lifecycleId, item }, by, done }: OneWith): readonly FactFor[] {
  const covered: FactFor = { lifecycleId, name: 'itemsCovered', data: { items: [{ item, by }] }, part: item };
  const completed: FactFor = {
    lifecycleId,
    name: 'itemCompleted',
    data: { item, outcome: 'done' },
    part: `${item}:done`,
  };
  return done ? [covered, completed] : [covered];
}

/** A client of many years has much that goes over. */
const mergingMs = 60_000;

/**
 * Makes one client of two, all or nothing, and tells every lifecycle. What Temporal does not take now, the sweep hands
 * over. Null where somebody else was quicker. Throws what `mergingOf` throws, and `PeopleChanged`.
 */
export function makeOne(
  ids: { readonly from: string; readonly into: string },
  saying: FactSaying,
  deps: ApiDeps,
): Promise<Merging | null> {
  const now = new Date().toISOString();
  return lookingAgain(async () => {
    if ((await mergedBefore(deps.db, ids.from)) !== null) return null;
    const merging = await mergingOf(ids, now, deps);
    const data = await mergedDataOf(merging, now, deps);
    const ready = await readyFacts(factsOf(merging, data), saying, deps);
    await deps.db.$transaction(
      async (tx) => {
        await holdClients(tx, merging.seen, now);
        await mergeClients(tx, merging.seen, merging.one, now);
        await keepingFacts(tx, ready);
      },
      { timeout: mergingMs },
    );
    await handOverAll(ready, deps);
    // A next term that began meanwhile took along what its earlier term knew, and asked for.
    const told = ready.map(({ lifecycleId }) => lifecycleId);
    await tellMerged(ids.from, saying, deps, { told, asOne: merging.one.asOne });
    return merging;
  });
}

/** A lifecycle's line, term after term. */
const lineIn = (lifecycleId: string): string => lifecycleId.slice(0, lifecycleId.lastIndexOf('.'));

/**
 * Tells a merge to the running lifecycles of the one client that have not heard it, once each: to those that began meanwhile,
 * and where somebody asks for it again to those that an end of this process left out.
 */
export async function tellMerged(
  from: string,
  saying: FactSaying,
  deps: ApiDeps,
  { told, asOne }: { readonly told: readonly string[]; readonly asOne: readonly OneWith[] } = { told: [], asOne: [] },
): Promise<void> {
  const now = await mergedNow(deps.db, from);
  if (now === null) return;
  const running = await runningOf(deps.db, now.merged.client.id);
  const facts = running
    .filter((id) => !told.includes(id))
    .flatMap((lifecycle) => {
      const ofItsLine = asOne.filter(({ item }) => lineIn(item.lifecycle) === lineIn(lifecycle));
      const covered = ofItsLine.map((one): OneWith => ({ ...one, item: { ...one.item, lifecycle } }));
      return [...oneNow(lifecycle, now), ...covered.flatMap(coveredFacts)];
    });
  await sendTogether(facts, saying, deps);
}
