/** What a lifecycle asks of the world: record what happened, and tell it the days off. */
import type { Happened, Holidays, Recorded, Via } from '../domain/core/concern';
import { viaOf } from '../domain/core/earlier';
import type { HolidaysWanted } from '../domain/holidays-wanted';
import type { LifecycleState } from '../domain/lifecycle';
import type { AddressedMail } from '../domain/organisation/addressing';
import { nextTerm } from '../domain/seam';
import type { Database, Prisma } from '../prisma/client';
import { recordTerm } from '../records/book';
import { writeFirstRows } from '../records/lifecycle-row';
import { lifecycleMessages, type NewMessage } from '../records/hooks';
import { writeLedger, writeSnapshot } from '../records/recording';
import { acquaint } from './acquaint';
import { guarded } from './failures';
import { publicHolidays } from './holidays';
import type { StartHook } from './hooks';
import { deliverMails, mailsFor, writeMails, type StartDelivery } from './mails';
import { retentionAssigned } from './retention';
import { claimAll, letGo, passOn, type TellOther } from './shared';

export interface ToRecord {
  readonly state: LifecycleState;
  readonly events: readonly Recorded[];
  /** How the causing messages came, by their ids. A fact from outside is not listed. */
  readonly via: { readonly [cause: string]: Via };
}

/** What a workflow asks for. One of an earlier version sends no `via`: its ids alone say how messages came. */
type RecordRequest = Omit<ToRecord, 'via'> & Partial<Pick<ToRecord, 'via'>>;

function withVia({ state, events, via }: RecordRequest): ToRecord {
  const said = events.flatMap(({ cause: id }) => {
    const how = id === undefined ? undefined : viaOf({ id });
    return id === undefined || how === undefined ? [] : [[id, how] as const];
  });
  return { state, events, via: via ?? Object.fromEntries(said) };
}

export interface LifecycleActivities {
  /** Returns what the recording found out, as facts that the lifecycle takes next. */
  record(what: RecordRequest): Promise<readonly Happened[]>;
  holidays(wanted: HolidaysWanted): Promise<Holidays>;
}

export interface LifecycleActivityDeps {
  readonly db: Database;
  readonly startDelivery: StartDelivery;
  readonly startHook: StartHook;
  /** Tells another lifecycle of the client a fact; one that has ended does not need it. */
  readonly tellOther: TellOther;
}

/** The activities of a lifecycle: what happened is recorded, and a country's days off are looked up. */
export function createLifecycleActivities(deps: LifecycleActivityDeps): LifecycleActivities {
  return {
    record: (what) => guarded(() => record(withVia(what), deps)),
    holidays: (wanted) => Promise.resolve(publicHolidays(wanted)),
  };
}

/** Records, then tells. Every step may be repeated: rows have deterministic keys, and messages count once. */
async function record(
  { state, events, via }: ToRecord,
  { db, startDelivery, startHook, tellOther }: LifecycleActivityDeps,
): Promise<readonly Happened[]> {
  const claims = await claimAll(db, state, events);
  const mails = await mailsFor(db, state, events, claims.covered);
  const assigned = await retentionAssigned(db, state, events);

  const messages = await write(db, { state, events, via }, mails);

  const { id, name } = state.seed.client;
  const client = { id, name };
  await Promise.all([
    deliverMails(mails, client, startDelivery),
    ...messages.map((message) => startHook({ ...message, client })),
  ]);
  await passOn(db, state, saidHere(events, via), tellOther);
  await letGo(db, state, tellOther);
  const acquainted = await acquaint(db, state, events, tellOther);
  return [...claims.facts, ...assigned, ...acquainted];
}

/** Everything that follows from the events, in one transaction. Returns the webhook messages that are new. */
async function write(
  db: Database,
  { state, events, via }: ToRecord,
  mails: readonly AddressedMail[],
): Promise<readonly NewMessage[]> {
  const rows = [
    writeLedger(db, state, events),
    writeSnapshot(db, state),
    ...recordTerm(db, state, events),
    writeMails(db, mails),
    ...writeOutcomes(db, events, via),
    ...writeNextTerm(db, state),
  ];
  const messages = lifecycleMessages(db, state, events);
  if (messages === null) {
    await db.$transaction(rows);
    return [];
  }
  const [written] = await db.$transaction([messages, ...rows]);
  return written;
}

/** Events that another lifecycle of the client did not pass on to this one. */
const saidHere = (events: readonly Recorded[], via: ToRecord['via']): readonly Recorded[] =>
  events.filter(({ cause }) => cause === undefined || via[cause] !== 'ours');

/** What was decided is known from the moment it is recorded, even to a caller who got no answer. */
function writeOutcomes(
  db: Database,
  events: readonly Recorded[],
  via: ToRecord['via'],
): readonly Prisma.PrismaPromise<unknown>[] {
  const last = new Map(
    events.flatMap(({ cause, seq }) =>
      cause !== undefined && via[cause] === 'decision' ? [[cause, seq] as const] : [],
    ),
  );
  return [...last].map(([updateId, seq]) =>
    db.decision.updateMany({ where: { updateId, state: 'asked' }, data: { state: 'stands', outcome: { seq } } }),
  );
}

/** Writes the next term with the renewal, so that it can be read at once; its readings go on from where they were. */
function writeNextTerm(db: Database, state: LifecycleState): readonly Prisma.PrismaPromise<unknown>[] {
  const seed = nextTerm(state);
  if (seed === null) return [];
  return [
    writeFirstRows(db, [seed], state.at, state.at),
    db.$executeRaw`
      insert into buckets ("lifecycleId", kind, bucket, told, changes, "heardAt", "changedAt")
      select ${seed.lifecycleId}, kind, bucket, told, changes, "heardAt", "changedAt"
      from buckets where "lifecycleId" = ${state.seed.lifecycleId}
      on conflict do nothing`,
  ];
}
