/** What a lifecycle asks of the world: record what happened, and tell it the days off. */
import { dayOf } from '../domain/calendar';
import type { Happened, Holidays, Recorded } from '../domain/concern';
import type { HolidaysWanted } from '../domain/holidays';
import type { LadderRole } from '../domain/policy';
import { askingsIn, type Asking } from '../domain/sharing';
import { mailKeyOf, mailsOf } from '../mail/causes';
import { eventIdOf, isUpdateId } from '../domain/identity';
import { nextTerm, successorOf } from '../domain/seam';
import { agenda, type LifecycleState } from '../domain/lifecycle';
import { renewsOn } from '../domain/contract';
import { Prisma, type Database } from '../prisma/client';
import { columnsOf, firstRow } from '../prisma/first-row';
import { guarded } from './guard';
import { publicHolidays } from './holidays';
import { afterClaims, claim, letGo, passOn, type Covered, type TellOther } from './shared';

export interface ToRecord {
  readonly state: LifecycleState;
  readonly events: readonly Recorded[];
}

export interface LifecycleActivities {
  /** Returns what the recording found out, as facts that the lifecycle takes next. */
  record(what: ToRecord): Promise<readonly Happened[]>;
  holidays(wanted: HolidaysWanted): Promise<Holidays>;
}

export interface LifecycleActivityDeps {
  readonly db: Database;
  /** Starts the delivery of a mail; the sweep does it when this fails. */
  startDelivery(mailKey: string, grouped: boolean): Promise<void>;
  /** Tells another lifecycle of the client a fact; one that has ended does not need it. */
  readonly tellOther: TellOther;
}

export function createLifecycleActivities({
  db,
  startDelivery,
  tellOther,
}: LifecycleActivityDeps): LifecycleActivities {
  return {
    record: ({ state, events }) =>
      guarded('RecordsAway', 'PostgreSQL did not take the record', async () => {
        const claims: { asking: Asking; covered: Covered | null }[] = [];
        for (const asking of askingsIn(state, events)) claims.push({ asking, covered: await claim(db, state, asking) });
        const after = afterClaims(state, claims);
        const quiet = new Set(claims.flatMap(({ asking, covered }) => (covered === null ? [] : [asking.item])));
        for (const { name, data } of after) if (name === 'itemUncovered') quiet.add(data.item);
        const mails = await mailRows(db, state, events, quiet);
        await db.$transaction([
          ledger(db, state, events),
          snapshot(db, state),
          db.mail.createMany({ data: mails, skipDuplicates: true }),
          ...outcomes(db, events),
          ...nextTermRow(db, state),
        ]);
        await Promise.all(mails.map(({ key, groupKey }) => startDelivery(key, groupKey !== null)));
        await passOn(db, state, events, tellOther);
        await letGo(db, state, tellOther);
        return after;
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

/** Whoever hears that a term was renewed can read the next one at once; its readings go on from where they were. */
function nextTermRow(db: Database, state: LifecycleState): Prisma.PrismaPromise<unknown>[] {
  const seed = nextTerm(state);
  if (seed === null) return [];
  return [
    db.lifecycle.createMany({ data: firstRow(seed, state.at, state.at), skipDuplicates: true }),
    db.$executeRaw`
      insert into buckets ("lifecycleId", kind, bucket, told, changes, "heardAt", "changedAt")
      select ${seed.lifecycleId}, kind, bucket, told, changes, "heardAt", "changedAt"
      from buckets where "lifecycleId" = ${state.seed.lifecycleId}
      on conflict do nothing`,
  ];
}

async function mailRows(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
  quiet: ReadonlySet<string>,
): Promise<(Prisma.MailCreateManyInput & { groupKey: string | null })[]> {
  const { lifecycleId, client } = state.seed;
  const caused = events.flatMap(({ seq, at, event }) =>
    mailsOf(event)
      .filter(({ subject }) => subject === undefined || !quiet.has(subject))
      .map((mail) => ({ seq, at, mail })),
  );
  if (caused.length === 0) return [];
  const people = await peopleOf(db, state);
  return caused.map(({ seq, at, mail }) => {
    const { kind, role, subject, recipient, grouped = false } = mail;
    const recipientId = recipient ?? (role === 'contact' || role === 'owner' ? people.rep : people[role]);
    return {
      key: mailKeyOf(eventIdOf(lifecycleId, seq), mail),
      lifecycleId,
      seq,
      kind,
      role,
      recipientId,
      subjectId: subject ?? null,
      groupKey: grouped ? [client.id, recipientId, dayOf(at, client.zone)].join('|') : null,
      at,
    };
  });
}

/** Who holds each role now; where a group names nobody, the one below stands in, so that somebody always hears. */
async function peopleOf(
  db: Database,
  { seed, slices }: LifecycleState,
): Promise<Record<LadderRole | 'seller', string>> {
  const { rep, group } = slices.standing;
  const [found, deal] = await Promise.all([
    db.group.findUnique({ where: { id: group } }),
    db.deal.findUnique({ where: { id: seed.dealId }, select: { document: true } }),
  ]);
  const manager = found?.managerId ?? rep;
  const seller = (deal?.document as { seller?: { id?: string } } | null)?.seller?.id ?? manager;
  return { rep, manager, director: found?.directorId ?? manager, seller };
}
