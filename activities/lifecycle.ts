/** What a lifecycle asks of the world: record what happened, and tell it the days off. */
import type { Holidays, Recorded } from '../domain/concern';
import type { HolidaysWanted } from '../domain/holidays';
import { mailKeyOf, mailsOf, type MailRole } from '../mail/causes';
import { eventIdOf, isUpdateId } from '../domain/identity';
import { nextTerm, successorOf } from '../domain/seam';
import { agenda, type LifecycleState } from '../domain/lifecycle';
import { renewsOn } from '../domain/contract';
import { Prisma, type Database } from '../prisma/client';
import { columnsOf, firstRow } from '../prisma/first-row';
import { guarded } from './guard';
import { publicHolidays } from './holidays';

export interface ToRecord {
  readonly state: LifecycleState;
  readonly events: readonly Recorded[];
}

export interface LifecycleActivities {
  record(what: ToRecord): Promise<void>;
  holidays(wanted: HolidaysWanted): Promise<Holidays>;
}

export interface LifecycleActivityDeps {
  readonly db: Database;
  /** Starts the delivery of a mail; the sweep does it when this fails. */
  startDelivery(mailKey: string): Promise<void>;
}

export function createLifecycleActivities({ db, startDelivery }: LifecycleActivityDeps): LifecycleActivities {
  return {
    record: ({ state, events }) =>
      guarded('RecordsAway', 'PostgreSQL did not take the record', async () => {
        const mails = await mailRows(db, state, events);
        await db.$transaction([
          ledger(db, state, events),
          snapshot(db, state),
          db.mail.createMany({ data: mails, skipDuplicates: true }),
          ...outcomes(db, events),
          ...nextTermRow(db, state),
        ]);
        await Promise.all(mails.map(({ key }) => startDelivery(key)));
      }),
    holidays: (wanted) => Promise.resolve(publicHolidays(wanted)),
  };
}

/** A workflow task that a crash repeated tells the same events at a slightly later moment: what it says last is true. */
function ledger(db: Database, { seed }: LifecycleState, events: readonly Recorded[]): Prisma.PrismaPromise<number> {
  const rows = events.map(({ seq, at, event: { kind, ...data }, cause, by, note }) => ({
    seq,
    at,
    kind,
    data,
    cause,
    by,
    note,
  }));
  return db.$executeRaw`
    insert into ledger ("lifecycleId", seq, at, kind, data, cause, by, "noteId")
    select ${seed.lifecycleId}, seq, at, kind, data, cause, by, note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as told (seq int, at timestamptz, kind text, data jsonb, cause text, by text, note text)
    on conflict ("lifecycleId", seq) do update set
      at = excluded.at, kind = excluded.kind, data = excluded.data, cause = excluded.cause, by = excluded.by, "noteId" = excluded."noteId"`;
}

/** The read model never goes backwards: an older sequence changes nothing. */
function snapshot(db: Database, state: LifecycleState): Prisma.PrismaPromise<number> {
  const { seed, seq } = state;
  const { stage, groupId, repId, band, score } = columnsOf(state);
  const nextAt = agenda(state)[0]?.at ?? null;
  return db.$executeRaw`
    insert into lifecycles (id, "dealId", "clientId", "productCode", term, seed, "renewsOn", "startedAt",
                            seq, state, stage, "groupId", "repId", band, score, "successorId", "nextAt")
    values (${seed.lifecycleId}, ${seed.dealId}, ${seed.client.id}, ${seed.product.code}, ${seed.term}, ${JSON.stringify(seed)}::jsonb, ${renewsOn(seed.contract)}, now(),
            ${seq}, ${JSON.stringify(state)}::jsonb, ${stage}, ${groupId}, ${repId}, ${band}, ${score}, ${successorOf(state)}, ${nextAt}::timestamptz)
    on conflict (id) do update set
      seq = excluded.seq, state = excluded.state, stage = excluded.stage, "groupId" = excluded."groupId", "repId" = excluded."repId",
      band = excluded.band, score = excluded.score, "successorId" = excluded."successorId", "nextAt" = excluded."nextAt",
      "startedAt" = coalesce(lifecycles."startedAt", excluded."startedAt")
    where lifecycles.seq <= excluded.seq`;
}

/** What was decided is known from the moment it is recorded, even to a caller who got no answer. */
function outcomes(db: Database, events: readonly Recorded[]): Prisma.PrismaPromise<Prisma.BatchPayload>[] {
  const last = new Map(
    events.flatMap(({ cause, seq }) => (cause !== undefined && isUpdateId(cause) ? [[cause, seq] as const] : [])),
  );
  return [...last].map(([updateId, seq]) =>
    db.decision.updateMany({ where: { updateId, state: 'asked' }, data: { state: 'stands', outcome: { seq } } }),
  );
}

/** Whoever hears that a term was renewed can read the next one at once. */
function nextTermRow(db: Database, state: LifecycleState): Prisma.PrismaPromise<Prisma.BatchPayload>[] {
  const seed = nextTerm(state);
  return seed === null
    ? []
    : [db.lifecycle.createMany({ data: firstRow(seed, state.at, state.at), skipDuplicates: true })];
}

async function mailRows(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
): Promise<Prisma.MailCreateManyInput[]> {
  const caused = events.flatMap(({ seq, at, event }) =>
    mailsOf(event).map((mail) => ({ seq, at, mail, repThen: event.kind === 'reassigned' ? event.to : null })),
  );
  if (caused.length === 0) return [];
  const people = await peopleOf(db, state);
  return caused.map(({ seq, at, mail: { kind, role, subject }, repThen }) => ({
    key: mailKeyOf(eventIdOf(state.seed.lifecycleId, seq), role),
    lifecycleId: state.seed.lifecycleId,
    seq,
    kind,
    role,
    recipientId: role === 'rep' && repThen !== null ? repThen : people[role],
    subjectId: subject ?? null,
    at,
  }));
}

/** Who holds each role now; where a group names nobody, the one below stands in, so that somebody always hears. */
async function peopleOf(db: Database, { seed, slices }: LifecycleState): Promise<Record<MailRole, string>> {
  const { rep, group } = slices.standing;
  const [found, deal] = await Promise.all([
    db.group.findUnique({ where: { id: group } }),
    db.deal.findUnique({ where: { id: seed.dealId }, select: { document: true } }),
  ]);
  const manager = found?.managerId ?? rep;
  const seller = (deal?.document as { seller?: { id?: string } } | null)?.seller?.id ?? manager;
  return { rep, manager, director: found?.directorId ?? manager, seller };
}
