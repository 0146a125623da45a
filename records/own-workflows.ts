/**
 * What lives in a workflow of its own: in which table it stands, what says that the workflow was started, and until when
 * it should run. What was not started is left undone; what was started and does not run is lost.
 */
import { runningStages } from '../domain/core/stages';
import { statesAtWork } from '../domain/organisation/job';
import { Prisma, type Database } from '../prisma/client';
import { repsWithMornings } from './mornings';

/** One kind, as its table `t` tells of it. */
export interface OwnWorkflow {
  readonly table: Prisma.Sql;
  /** The column by which it is known. */
  readonly id: Prisma.Sql;
  /** When it came to be; where nobody noted that, always long ago. */
  readonly since: Prisma.Sql;
  /** Null while its workflow was not started. */
  readonly startedAt: Prisma.Sql;
  /** True while a workflow of it should run. */
  readonly lives: Prisma.Sql;
  /** Of what can be started anew: which start it is. */
  readonly start?: Prisma.Sql;
}

const longAgo = Prisma.sql`'-infinity'::timestamptz`;
const createdAt = Prisma.sql`t."createdAt"`;
const startedAt = Prisma.sql`t."startedAt"`;

export const ownWorkflows = {
  lifecycle: {
    table: Prisma.sql`lifecycles`,
    id: Prisma.sql`t.id`,
    since: createdAt,
    startedAt,
    lives: Prisma.sql`t.stage = any(${[...runningStages]})`,
  },
  mail: {
    table: Prisma.sql`mails`,
    id: Prisma.sql`t.key`,
    since: createdAt,
    startedAt,
    // One that goes out in another ends with that one.
    lives: Prisma.sql`t.state = 'waiting' and not exists (select from mails c
      where c.key = t."carrierKey" and c.key <> t.key and c.state = 'waiting')`,
    start: Prisma.sql`null as state, t.round`,
  },
  webhook: {
    table: Prisma.sql`webhook_messages`,
    id: Prisma.sql`t.key`,
    since: createdAt,
    startedAt,
    lives: Prisma.sql`t.state = 'waiting'`,
    start: Prisma.sql`null as state, t.round`,
  },
  job: {
    table: Prisma.sql`jobs`,
    id: Prisma.sql`t.id`,
    since: createdAt,
    startedAt,
    lives: Prisma.sql`t.state = any(${[...statesAtWork]})`,
    start: Prisma.sql`t.state, t.round`,
  },
  feed: {
    table: Prisma.sql`feeds`,
    id: Prisma.sql`t.id`,
    since: createdAt,
    startedAt: Prisma.sql`t."polledAt"`,
    lives: Prisma.sql`t.active`,
  },
  target: {
    table: Prisma.sql`targets`,
    id: Prisma.sql`t.id`,
    since: longAgo,
    startedAt: Prisma.sql`t."checkedAt"`,
    lives: Prisma.sql`true`,
  },
  rep: {
    table: Prisma.sql`reps`,
    id: Prisma.sql`t.id`,
    since: longAgo,
    startedAt: Prisma.sql`t."morningsAt"`,
    lives: Prisma.sql`t."leftAt" is null`,
  },
} as const satisfies { readonly [kind: string]: OwnWorkflow };

export type OwnWorkflowKind = keyof typeof ownWorkflows;

const startedOnce = Prisma.sql`null as state, null as round`;

/** What must hold of a row besides: only some reps have mornings, and no statement can say which. */
export async function livesNow(db: Pick<Database, 'rep'>, kind: OwnWorkflowKind): Promise<Prisma.Sql> {
  const { lives } = ownWorkflows[kind];
  return kind === 'rep' ? Prisma.sql`${lives} and t.id = any(${await repsWithMornings(db, {})}::text[])` : lives;
}

/** Part of what was started and should run. */
export interface PageOfStarted {
  /** The id or key after which the page begins. */
  readonly after: string;
  readonly limit: number;
  /** What was started later is left out. */
  readonly before: Date;
}

/** Something that was started and should run: its id or key, and for what can start anew which start it is. */
export interface Started {
  readonly id: string;
  readonly state: string | null;
  readonly round: number | null;
}

/** The next ones after a place that were started and should run, in the order of their places. */
export async function startedAndLiving(
  db: Pick<Database, '$queryRaw' | 'rep'>,
  kind: OwnWorkflowKind,
  { after, limit, before }: PageOfStarted,
): Promise<readonly Started[]> {
  const { table, id, startedAt: started, start = startedOnce }: OwnWorkflow = ownWorkflows[kind];
  return db.$queryRaw<Started[]>`
    select ${id} as id, ${start}
    from ${table} t
    where ${id} > ${after} and ${await livesNow(db, kind)} and ${started} < ${before}
    order by ${id} limit ${limit}`;
}
