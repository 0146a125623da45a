/** What a lifecycle asks of the world: record what happened, and tell it the days off. */
import { dayOf } from '../domain/core/calendar';
import type { Happened, Holidays, Recorded } from '../domain/core/concern';
import type { HolidaysWanted } from '../domain/holidays';
import type { LadderRole, Rules } from '../domain/core/policy';
import { askingsIn, type Asking } from '../domain/organisation/sharing';
import { briefed, mailKeyOf, mailsOf } from '../mail/causes';
import { eventIdOf, isUpdateId } from '../domain/core/identity';
import { nextTerm } from '../domain/seam';
import type { Deal } from '../domain/core/deal';
import type { LifecycleState } from '../domain/lifecycle';
import { standInFor } from '../domain/organisation/people';
import { Prisma, type Database } from '../prisma/client';
import { lifecycleMessages } from '../records/hooks';
import { recordTerm } from '../records/book';
import { writeFirstRows } from '../records/first-row';
import { hearersOf, routeLines } from '../records/organisation';
import { writeLedger, writeSnapshot } from '../records/recording';
import { acquaint } from './acquaint';
import { guarded } from './guard';
import { publicHolidays } from './holidays';
import { afterClaims, claim, letGo, passOn, sharedId, type Covered, type TellOther } from './shared';

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
  /** Starts the delivery of a webhook's message; the sweep does it when this fails. */
  startHook(key: string): Promise<void>;
  /** Tells another lifecycle of the client a fact; one that has ended does not need it. */
  readonly tellOther: TellOther;
}

export function createLifecycleActivities({
  db,
  startDelivery,
  startHook,
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
        const assigned = await retentionAssigned(db, state, events);
        const hooks = lifecycleMessages(db, state, events);
        const written = await db.$transaction([
          ...hooks,
          writeLedger(db, state, events),
          writeSnapshot(db, state),
          ...recordTerm(db, state, events),
          db.mail.createMany({ data: mails, skipDuplicates: true }),
          ...outcomes(db, events),
          ...nextTermRow(db, state),
        ]);
        const told = hooks.length === 0 ? [] : (written[0] as readonly { readonly key: string }[]);
        await Promise.all([
          ...mails.map(({ key, groupKey }) => startDelivery(key, groupKey !== null)),
          ...told.map(({ key }) => startHook(key)),
        ]);
        await passOn(db, state, events, tellOther);
        await letGo(db, state, tellOther);
        const heard = await acquaint(db, state, events, tellOther);
        return [...after, ...assigned, ...heard];
      }),
    holidays: (wanted) => Promise.resolve(publicHolidays(wanted)),
  };
}

/** On leaving an onboarding group: who keeps it from here on, routed as it stands now. */
async function retentionAssigned(
  db: Database,
  { seed, slices }: LifecycleState,
  events: readonly Recorded[],
): Promise<readonly Happened[]> {
  const entered = events.findLast(({ event }) => event.kind === 'stage-changed' && event.to === 'retention');
  const { stage, group: current } = slices.standing;
  if (entered === undefined || stage !== 'retention') return [];
  const leaving = await db.group.findUnique({ where: { id: current }, select: { stage: true } });
  if (leaving?.stage !== 'onboarding') return [];
  const { client, product, contract } = seed;
  const known = await db.product.findUnique({ where: { code: product.code }, select: { type: true } });
  const sold = await db.deal.findUnique({ where: { id: seed.dealId }, select: { document: true } });
  const line = (sold?.document as Deal | undefined)?.products.find(({ code }) => code === product.code);
  const [to] = await routeLines(db, [
    {
      client: client.id,
      country: client.country ?? null,
      productType: line?.type ?? known?.type ?? null,
      annualValue: contract.annualValue,
      stage: 'retention',
      group: null,
      rep: null,
    },
  ]);
  if (to === undefined || to === null) return [];
  const policy = await db.policy.findFirstOrThrow({ where: { id: to.policyId }, orderBy: { version: 'desc' } });
  const { id, version, rules } = policy;
  const data = { group: to.group, rep: to.rep, policy: { id, version, rules: rules as unknown as Rules }, why: to.why };
  return [{ name: 'retentionAssigned', id: sharedId(seed.lifecycleId, 'retention', String(entered.seq)), data }];
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
    writeFirstRows(db, [seed], state.at, state.at),
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
  // Most mails have nothing to do with whom a workgroup shares.
  const shared = caused.some(({ mail: { kind, role } }) => kind === 'receivable' || role === 'developer');
  const people = await peopleOf(db, state, shared);
  const addressed = caused.map(({ seq, at, mail }) => {
    const { role, recipient } = mail;
    const named = recipient ?? (role === 'contact' || role === 'owner' ? people.rep : people[role]);
    // Collecting is never the rep's, whoever a group does not name.
    return { seq, at, mail, whose: mail.kind === 'receivable' && named === people.rep ? people.receivables : named };
  });
  const ours = addressed.filter(({ mail: { role } }) => role !== 'contact' && role !== 'seller');
  const hearers = await hearersOf(
    db,
    ours.map(({ whose }) => whose),
  );
  return addressed.flatMap(({ seq, at, mail, whose }) => {
    const { kind, role, subject, grouped = false } = mail;
    const day = dayOf(at, client.zone);
    const recipientId = role === 'contact' || role === 'seller' ? whose : standInFor(whose, day, hearers);
    // What the rep is asked stands in the morning's brief, if that is how they (or who stands in) want to hear of it.
    if (whose === people.rep && briefed.has(kind) && hearers.get(recipientId)?.delivery === 'brief') return [];
    return [
      {
        key: mailKeyOf(eventIdOf(lifecycleId, seq), mail),
        lifecycleId,
        seq,
        kind,
        role,
        recipientId,
        forRepId: recipientId === whose ? null : whose,
        subjectId: subject ?? null,
        groupKey: grouped ? [client.id, recipientId, day].join('|') : null,
        at,
      },
    ];
  });
}

/** Who collects and sells where nobody is named for it: there from the start, and no rep. */
const lastResort = 'default-manager';

type Workgroup = Prisma.WorkgroupGetPayload<object>;

/** The workgroup of a rep. */
async function workgroupOf(db: Database, repId: string): Promise<Workgroup | null> {
  const rep = await db.rep.findUnique({ where: { id: repId }, select: { workgroupId: true } });
  if (rep === null || rep.workgroupId === null) return null;
  return db.workgroup.findUnique({ where: { id: rep.workgroupId } });
}

/** Who holds each role now; where a group names nobody, the one below stands in, so that somebody always hears. */
async function peopleOf(
  db: Database,
  { seed, slices }: LifecycleState,
  shared: boolean,
): Promise<Record<LadderRole | 'seller' | 'receivables' | 'developer', string>> {
  const { rep, group } = slices.standing;
  const [found, workgroup, deal] = await Promise.all([
    db.group.findUnique({ where: { id: group } }),
    shared ? workgroupOf(db, rep) : null,
    db.deal.findUnique({ where: { id: seed.dealId }, select: { document: true } }),
  ]);
  const manager = found?.managerId ?? rep;
  const seller = (deal?.document as { seller?: { id?: string } } | null)?.seller?.id ?? manager;
  const director = found?.directorId ?? manager;
  // Neither collecting nor selling is the rep's, whoever a group does not name.
  const instead = found?.managerId ?? found?.directorId ?? lastResort;
  return {
    rep,
    manager,
    director,
    seller,
    receivables: workgroup?.receivablesManagerId ?? instead,
    developer: workgroup?.businessDeveloperId ?? instead,
  };
}
