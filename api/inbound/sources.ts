/**
 * What other systems told: kept first, each once, then told to the lifecycle that it is about.
 *
 *   received ──► told
 *      │  └────► ignored, with the reason
 *      └───────► unmapped (nobody knows whom they mean) ──(somebody says so)──► told or ignored
 *
 * Whom an invoice's event is for is noted before it goes out: what comes of the invoice later finds them, also where nobody
 * learned whether the first had arrived.
 */
import { asJson } from '../../records/columns/column';
import { newsOf } from '../../records/columns/sources';
import { unmappedEvents } from '../../records/sources';
import type { ApiDeps } from '../http/route';
import type { Became, SourceEvent } from './event';
import { passOnOverdue, passOnPart, passOnRemains, passOnSettled } from './invoices';
import { passOnTicket } from './tickets';

/** Takes an event in, once by its id. Throws `NoAnswer` and 503 `Problem`s: then the source sends it again. */
export async function takeEvent(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const { db } = deps;
  const { eventId, at, externalId, lifecycle, told } = event;
  if (told === null) return { state: 'ignored', reason: event.ignored ?? 'nothing-about-health' };
  const { kind, ...data } = told;
  await db.sourceEvent.createMany({
    data: {
      sourceId,
      eventId,
      at,
      kind,
      externalId,
      data: asJson({ ...data, lifecycle }),
    },
    skipDuplicates: true,
  });
  const kept = await db.sourceEvent.findUniqueOrThrow({ where: { sourceId_eventId: { sourceId, eventId } } });
  if (kept.state === 'told')
    return { state: 'told', ...(kept.lifecycleId === null ? {} : { lifecycle: kept.lifecycleId }) };
  return settle(sourceId, event, deps);
}

/** Passes on what was kept, and notes what became of it. */
async function settle(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const became = await tellAbout(sourceId, event, deps);
  await noteWhatBecame(sourceId, event, became, deps);
  // Who said whom the source means passes on what is unmapped; this event was not yet.
  if (became.state !== 'unmapped' || !(await isKnownClient(sourceId, event, deps))) return became;
  const then = await tellAbout(sourceId, event, deps);
  await noteWhatBecame(sourceId, event, then, deps);
  return then;
}

async function noteWhatBecame(sourceId: string, event: SourceEvent, became: Became, deps: ApiDeps): Promise<void> {
  await deps.db.sourceEvent.update({
    where: { sourceId_eventId: { sourceId, eventId: event.eventId } },
    data: {
      state: became.state,
      reason: became.state === 'ignored' ? became.reason : null,
      lifecycleId: became.state === 'told' ? (became.lifecycle ?? null) : null,
    },
  });
}

async function isKnownClient(sourceId: string, { externalId }: SourceEvent, { db }: ApiDeps): Promise<boolean> {
  if (externalId === null) return false;
  const key = { sourceId, externalId };
  return (await db.sourceClient.findUnique({ where: { sourceId_externalId: key } })) !== null;
}

/** Events that are read at once. */
const eventsAtOnce = 1_000;

/**
 * Passes on everything that was kept of somebody until it was known who they are, the oldest first; returns how much.
 * Ends early where the source's client is forgotten again meanwhile. Throws what `takeEvent` throws.
 */
export async function passOnUnmapped(sourceId: string, externalId: string, deps: ApiDeps): Promise<number> {
  for (let passedOn = 0; ;) {
    const rows = await unmappedEvents(deps.db, sourceId, externalId, eventsAtOnce);
    for (const row of rows) {
      const { eventId, at } = row;
      const became = await settle(sourceId, { eventId, at, externalId, ...newsOf(row) }, deps);
      if (became.state === 'unmapped') return passedOn;
      passedOn += 1;
    }
    if (rows.length < eventsAtOnce) return passedOn;
  }
}

/** Passes an event on to the lifecycles that it is about, and returns what became of it. */
async function tellAbout(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const { told } = event;
  switch (told?.kind) {
    case 'ticket':
      return passOnTicket(sourceId, { ...event, ...told }, deps);
    case 'invoice-overdue':
      return passOnOverdue(sourceId, { ...event, ...told }, deps);
    case 'invoice-remains':
      return passOnRemains(sourceId, { ...event, ...told }, deps);
    case 'invoice-part-paid':
      return passOnPart(sourceId, { ...event, ...told }, deps);
    case 'invoice-paid':
      return passOnSettled(sourceId, { ...event, ...told }, deps);
    default:
      return { state: 'ignored', reason: event.ignored ?? 'nothing-about-health' };
  }
}
