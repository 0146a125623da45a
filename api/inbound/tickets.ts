/** Tickets: every running lifecycle of a client hears how many are open; when one changes hands, both clients' do. */
import { randomUUID } from 'node:crypto';
import type { SourceNews } from '../../records/columns/sources';
import type { NewReading } from '../../records/readings';
import { followingTicket, keepTicket, ticketsToTell } from '../../records/sources';
import type { ApiDeps } from '../http/route';
import { factIdOf } from '../messages/facts';
import { takeReadings } from '../messages/signals';
import { actor, sourceFactId, type Became, type SourceEvent } from './event';

const readingOf =
  (factId: string, at: Date) =>
  ({ lifecycleId, value }: { readonly lifecycleId: string; readonly value: number }): NewReading => ({
    lifecycleId,
    eventId: factIdOf(lifecycleId, factId),
    kind: 'tickets',
    value,
    at: at.toISOString(),
  });

/** Keeps the ticket, and tells whose it was and whose it is how many they have. Late news change nothing. */
export async function passOnTicket(
  sourceId: string,
  event: SourceEvent & Extract<SourceNews, { kind: 'ticket' }>,
  deps: ApiDeps,
): Promise<Became> {
  const { eventId, at, externalId, ofNobody, ...told } = event;
  const owner = externalId ?? (ofNobody === true ? null : undefined);
  const concerned = await followingTicket(async () => {
    let clients: readonly string[] = [];
    await takeReadings(
      async (tx) => {
        clients = await keepTicket(tx, sourceId, { ...told, externalId: owner, at });
        return (await ticketsToTell(tx, clients)).map(readingOf(sourceFactId(sourceId, eventId), at));
      },
      actor,
      deps,
    );
    return clients;
  });
  if (externalId === null)
    return concerned.length === 0 ? { state: 'ignored', reason: 'nobody-named' } : { state: 'told' };
  const key = { sourceId, externalId };
  const known = await deps.db.sourceClient.findUnique({ where: { sourceId_externalId: key } });
  return known === null || !concerned.includes(known.clientId) ? { state: 'unmapped' } : { state: 'told' };
}

/** Tells clients anew how many tickets they have, where somebody said that a source means another one. */
export async function countAgain(clients: readonly string[], deps: ApiDeps): Promise<void> {
  const reading = readingOf(randomUUID(), new Date());
  for (const clientId of clients)
    await takeReadings(async (tx) => (await ticketsToTell(tx, [clientId])).map(reading), actor, deps);
}
