/** What a lifecycle asks of the world: record what happened, and tell it the holidays. */
import type { DecisionName, Happened, HappenedOf, Holidays, Recorded, Via } from '../domain/core/concern';
import { log } from '@temporalio/activity';
import { viaOf } from '../domain/core/earlier';
import { sinceRecorded } from '../domain/core/ledger';
import type { Refusal } from '../domain/core/refusals';
import type { HolidaysWanted } from '../domain/holidays-wanted';
import { isLate, type LifecycleState } from '../domain/lifecycle';
import type { AddressedMail } from '../domain/organisation/addressing';
import { saidForOthers } from '../domain/organisation/sharing';
import { nextTerm } from '../domain/seam';
import type { Database, Prisma } from '../prisma/client';
import { notingHeard } from '../records/amendments';
import { writeOutlook } from '../records/outlooks';
import { recordTerm } from '../records/book';
import { writeFirstRows } from '../records/lifecycle-row';
import { BrokenRecord } from '../records/columns/column';
import { askedBefore, settleRefused, settleStanding } from '../records/decisions';
import { writeMails } from '../records/mails';
import { carryBuckets } from '../records/readings';
import { lifecycleWebhookMessages, type NewWebhookMessage } from '../records/webhooks';
import { storeFromRun } from '../records/lost-rows';
import {
  isOvertakenError,
  letGoOfSeam,
  recordedState,
  standingOf,
  writeLedger,
  writeLifecycle,
  type RecordStanding,
} from '../records/recording';
import { shareKnownContacts } from './known-contacts';
import { guarded } from './failures';
import { publicHolidays } from './holidays';
import type { StartWebhook } from './webhooks';
import { answered, type AsksSettings, type RunSettings, type WithSettings } from './run-settings';
import { deliverMails, mailsFor, type StartDelivery } from './mails';
import { retentionAssigned } from './retention-routing';
import { claimAll, claimedThen, giveUp, letGo, tellOthers, type TellOther } from './sharing';

export interface ToRecord extends AsksSettings {
  readonly state: LifecycleState;
  readonly events: readonly Recorded[];
  /** How the causing messages came, by their ids. A fact from outside is not listed. */
  readonly via: { readonly [cause: string]: Via };
  /** Decisions that were refused after all when the life went on from the record, by their ids. */
  readonly refused?: { readonly [updateId: string]: Refusal };
}

/**
 * What the recording found out, as facts that the lifecycle takes next; or that something else is recorded under these
 * numbers already. Then nothing was written, and the lifecycle goes on from the state that the record has.
 */
export type Recording = readonly Happened[] | Overtaken | WithSettings<readonly Happened[]>;

export interface Overtaken {
  readonly overtaken: LifecycleState;
  /** Decisions that were asked for before those events, while nobody was there to take them. */
  readonly waiting: readonly HappenedOf<DecisionName>[];
  /** Where they were asked for. */
  readonly settings?: RunSettings;
}

/** What a workflow asks for. One of an earlier version sends no `via`: its ids alone say how messages came. */
type RecordRequest = Omit<ToRecord, 'via'> & Partial<Pick<ToRecord, 'via'>>;

/** How the causing messages of those events came, as far as their ids alone say. */
function viaSaidBy(events: readonly Recorded[]): ToRecord['via'] {
  const said = events.flatMap(({ cause: id }) => {
    const how = id === undefined ? undefined : viaOf({ id });
    return id === undefined || how === undefined ? [] : [[id, how] as const];
  });
  return Object.fromEntries(said);
}

/** With how the causing messages came, also where an earlier version did not say it. */
export function withVia({ state, events, via, ...rest }: RecordRequest): ToRecord {
  return { state, events, via: via ?? viaSaidBy(events), ...rest };
}

/** With what the record lacks before these events, as far as the life remembers it. */
function whole({ state, events, via, ...rest }: ToRecord, recordedSeq: number): ToRecord {
  const { recent, seed } = state;
  const all = sinceRecorded(events, recent, recordedSeq);
  if (all.length === events.length && (events[0]?.seq ?? 0) <= recordedSeq + 1) return { state, events, via, ...rest };
  log.error('PostgreSQL lacks lines that were recorded: it was restored to an earlier moment', {
    lifecycle: seed.lifecycleId,
    recorded: recordedSeq,
    from: all[0]?.seq,
    next: 'what is still missing is filled by the doctor with --mend',
  });
  return { state, events: all, via: { ...viaSaidBy(all), ...via }, ...rest };
}

export interface LifecycleActivities {
  record(what: RecordRequest): Promise<Recording>;
  holidays(wanted: HolidaysWanted): Promise<Holidays>;
}

export interface LifecycleActivityDeps {
  readonly db: Database;
  readonly startDelivery: StartDelivery;
  readonly startWebhook: StartWebhook;
  /** Tells another lifecycle of the client a fact; one that has ended does not need it. */
  readonly tellOther: TellOther;
  /** What runs learn of how they are lived. */
  readonly settings: RunSettings;
}

/** The activities of a lifecycle: what happened is recorded, and a country's holidays are looked up. */
export function createLifecycleActivities(deps: LifecycleActivityDeps): LifecycleActivities {
  return {
    record: (what) =>
      guarded(async () => {
        const recording = await record(withVia(what), deps);
        if (!('overtaken' in recording)) return answered(what, recording, deps.settings);
        return what.asksSettings === true ? { ...recording, settings: deps.settings } : recording;
      }),
    holidays: (wanted) => guarded(async () => publicHolidays(wanted)),
  };
}

/** Records, then tells. Every step may be repeated: rows have deterministic keys, and messages count once. */
async function record(
  asked: ToRecord,
  { db, startDelivery, startWebhook, tellOther }: LifecycleActivityDeps,
): Promise<readonly Happened[] | Overtaken> {
  const standing = await standingOf(db, asked.state.seed.lifecycleId, asked.events);
  const overtaken = await overtakenBy(db, asked, standing);
  if (overtaken !== null) return overtaken;
  if (standing.recordedSeq === null) await storeFromRun(db, asked.state.seed, asked.events[0]?.at ?? asked.state.at);
  const what = whole(asked, standing.recordedSeq ?? 0);
  const { state, events, via } = what;
  const then = await claimedThen(db, state, events.slice(0, events.length - asked.events.length));
  const claims = await claimAll(db, state, asked.events);
  const mails = await mailsFor(db, state, events, new Set([...then, ...claims.covered]));
  const assigned = await retentionAssigned(db, state, events);

  let messages: readonly NewWebhookMessage[];
  try {
    messages = await writeWhatFollows(db, what, mails);
  } catch (error) {
    const { lifecycleId } = state.seed;
    const since = isOvertakenError(error)
      ? await overtakenBy(db, asked, await standingOf(db, lifecycleId, events))
      : null;
    if (since === null) throw error;
    return since;
  }

  const { id, name } = state.seed.client;
  const client = { id, name };
  await Promise.all([
    deliverMails(mails, client, startDelivery),
    ...messages.map((message) => startWebhook({ ...message, client })),
  ]);
  await tellOthers(db, state, saidForOthers(state, events, via), tellOther);
  await giveUp(db, state, events, tellOther);
  await letGo(db, state, tellOther);
  const known = await shareKnownContacts(db, state, events, tellOther);
  return [...claims.facts, ...assigned, ...known];
}

/**
 * What stands in the way of recording these events: other ones under their numbers (an attempt that stalled and comes
 * late, a server that was restored), or decisions that were asked for before they fell due, during an outage.
 */
async function overtakenBy(
  db: Database,
  { state, events, refused = {} }: ToRecord,
  { isOvertaken }: RecordStanding,
): Promise<Overtaken | null> {
  const { lifecycleId } = state.seed;
  if (isOvertaken) {
    const recorded = await recordedState(db, lifecycleId);
    if (recorded === null) throw new BrokenRecord('lifecycles', 'state', lifecycleId, 'the ledger is ahead of it');
    return { overtaken: recorded, waiting: [] };
  }
  if (!isLate(events, new Date().toISOString())) return null;
  const waiting = (await askedBefore(db, lifecycleId, events)).filter(
    ({ id }) => refused[id] === undefined && !state.seen.some((one) => one.id === id),
  );
  const recorded = waiting.length === 0 ? null : await recordedState(db, lifecycleId);
  return recorded === null || recorded.seq + 1 !== events[0]?.seq ? null : { overtaken: recorded, waiting };
}

/** Everything that follows from the events, in one transaction. Returns the webhook messages that are new. */
export async function writeWhatFollows(
  db: Database,
  { state, events, via, refused = {} }: ToRecord,
  mails: readonly AddressedMail[],
): Promise<readonly NewWebhookMessage[]> {
  const rows = [
    writeLedger(db, state, events),
    writeLifecycle(db, state),
    writeOutlook(db, state.seed.lifecycleId, state.at.slice(0, 10), state.seq),
    ...letGoOfSeam(db, state, events),
    ...recordTerm(db, state, events),
    ...notingHeard(db, state.seed, events),
    writeMails(db, mails),
    ...settleStanding(db, events, via),
    ...Object.entries(refused).map(([updateId, code]) => settleRefused(db, updateId, code)),
    ...writeNextTerm(db, state),
  ];
  const messages = lifecycleWebhookMessages(db, state, events);
  if (messages === null) {
    await db.$transaction(rows);
    return [];
  }
  const [written] = await db.$transaction([messages, ...rows]);
  return written;
}

/** Writes the next term with the renewal, so that it can be read at once; its readings go on from where they were. */
function writeNextTerm(db: Database, state: LifecycleState): readonly Prisma.PrismaPromise<unknown>[] {
  const seed = nextTerm(state);
  if (seed === null) return [];
  return [writeFirstRows(db, [seed], state.at, state.at), carryBuckets(db, state.seed.lifecycleId, seed.lifecycleId)];
}
