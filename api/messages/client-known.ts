/** What people say of a client as it is now: kept, and told to those of its lifecycles that run. */
import { randomUUID } from 'node:crypto';
import { isSameClient } from '../../domain/concerns/standing';
import { whyNoRegion } from '../../domain/core/regions';
import type { Instant } from '../../domain/core/json';
import {
  clientAfterPatch,
  clientNowOf,
  type ClientStated,
  type KnownClient,
} from '../../domain/organisation/known-client';
import { holdPeople, lookingAgain, PeopleChanged, seePeople } from '../../records/client-people';
import { knownOfClient } from '../../records/columns/known';
import { knownByLifecycles, writeStated, zonesOf } from '../../records/known-clients';
import { lastMerged } from '../../records/merged-clients';
import { existing, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { sendTogether, type FactFor } from './facts';

/** What is said now comes after what was said before, whatever the clocks of two machines say. */
function momentAfter(known: KnownClient): Instant {
  const now = new Date();
  const { asOf } = clientNowOf(known, null);
  return asOf === undefined || asOf < now.toISOString()
    ? now.toISOString()
    : new Date(Date.parse(asOf) + 1).toISOString();
}

/** Throws a 422 `Problem` where the region that is said is none of the country that is known then. */
function mustBeThere({ country: stated, region }: ClientStated, known: KnownClient): void {
  const country = stated === undefined ? (known.values.country ?? null) : stated;
  const why = region === undefined || region === null ? null : whyNoRegion(country, region);
  if (why !== null) throw wrong('/region', why);
}

/**
 * Keeps what people say of a client, and tells every running lifecycle that knows it otherwise, in one transaction: whatever
 * crashes then, the sweep tells the rest. One that begins meanwhile hears it too, or begins with it; a next term looks itself.
 * Returns the client as it is known now, by its present id, and who was told. Throws `Problem`s: 404, and 422 for a region that is elsewhere.
 */
export function clientStated(
  clientId: string,
  stated: ClientStated,
  by: string,
  deps: ApiDeps,
): Promise<{ readonly id: string; readonly known: KnownClient; readonly told: readonly string[] }> {
  const { db } = deps;
  const eventId = randomUUID();
  return lookingAgain(async () => {
    const seen = await seePeople(db, [clientId]);
    // It may have become one with another since it was asked for.
    const [id = clientId] = seen.clients;
    const row = await existing('client', db.client.findUnique({ where: { id } }));
    const before = knownOfClient(row);
    mustBeThere(stated, before);
    const known = clientAfterPatch(before, stated, momentAfter(before), zonesOf);
    const mergedAt = await lastMerged(db, id);
    const [data, was] = [clientNowOf(known, mergedAt), clientNowOf(before, mergedAt)];
    // What waits to be heard is not recorded yet: only where nothing is new, what is recorded says who knows it.
    const knows = isSameClient(data, was)
      ? (await knownByLifecycles(db, id)).filter(({ client }) => isSameClient(data, client)).map((one) => one.id)
      : [];
    const lifecycles = seen.running.map((one) => one.id).filter((one) => !knows.includes(one));
    const facts = lifecycles.map((lifecycleId): FactFor<'clientKnown'> => ({ lifecycleId, name: 'clientKnown', data }));
    const fates = await sendTogether(facts, { by, eventId }, deps, async (tx) => {
      await holdPeople(tx, seen);
      if ((await lastMerged(tx, id)) !== mergedAt) throw new PeopleChanged('Look again.');
      await writeStated(tx, row, known);
    });
    return { id, known, told: lifecycles.filter((_, index) => fates[index] !== null) };
  });
}
