/** What was agreed at reviews, of every term of a product line. */
import type { CivilDate, Instant } from '../domain/core/json';
import type { AgreedAction } from '../domain/told/agreed-actions';
import { Prisma, type Database } from '../prisma/client';
import { civilDayOf, dateOf } from './columns/days';

/** An action to be kept: done by one of ours, or by a contact, by our ids. */
export interface NewAction {
  readonly words: string;
  readonly by: { readonly rep: string } | { readonly contact: string };
  readonly day: CivilDate;
}

/** So many actions are read of the lines of a meeting. */
const actionsRead = 100;

interface ActionRow {
  readonly id: string;
  readonly lifecycleId: string;
  readonly review: string;
  readonly words: string;
  readonly repId: string | null;
  readonly contactId: string | null;
  readonly name: string | null;
  readonly givenId: string | null;
  readonly day: Date;
  readonly doneAt: Date | null;
}

const actionOf = ({
  id,
  lifecycleId,
  review,
  words,
  repId,
  contactId,
  name,
  givenId,
  day,
  doneAt,
}: ActionRow): AgreedAction => ({
  id,
  lifecycle: lifecycleId,
  review,
  words,
  owner: {
    kind: contactId === null ? 'ours' : 'contact',
    id: contactId ?? repId ?? '',
    given: givenId ?? repId ?? '',
    name: name ?? '',
  },
  day: civilDayOf(day),
  doneOn: doneAt === null ? null : civilDayOf(doneAt),
});

const actionsWhere = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select a.id, a."lifecycleId", a.review, a.words, a."repId", a."contactId", coalesce(c.name, r.name) as name, c."givenId", a.day, a."doneAt"
  from agreed_actions a left join contacts c on c.id = a."contactId" left join reps r on r.id = a."repId"
  where ${where}
  order by a.day, a."createdAt", a.id limit ${actionsRead}`;

const ofLines = (lifecycles: readonly string[]): Prisma.Sql => Prisma.sql`
  a."lifecycleId" in (
    select t."lifecycleId" from terms own join terms t on t.line = own.line where own."lifecycleId" = any(${[...lifecycles]}))`;

/** What is open in the product lines of those lifecycles, over all their terms, what is due first, first. */
export async function openActionsOf(
  db: Pick<Database, '$queryRaw'>,
  lifecycles: readonly string[],
): Promise<readonly AgreedAction[]> {
  const rows = await db.$queryRaw<ActionRow[]>(actionsWhere(Prisma.sql`${ofLines(lifecycles)} and a."doneAt" is null`));
  return rows.map(actionOf);
}

/** The same with what was done since a day, and what was agreed at a review of the first of them. */
export async function actionsSince(
  db: Pick<Database, '$queryRaw'>,
  lifecycles: readonly string[],
  since: { readonly day: CivilDate; readonly review: string | null },
): Promise<readonly AgreedAction[]> {
  const { day, review } = since;
  const rows = await db.$queryRaw<ActionRow[]>(
    actionsWhere(Prisma.sql`
      ${ofLines(lifecycles)} and (a."doneAt" is null or a."doneAt" >= ${day}::date
        or (a."lifecycleId" = ${lifecycles[0]} and a.review = ${review}))`),
  );
  return rows.map(actionOf);
}

/** An action of the product line of a lifecycle; null where that has none of that id. */
export async function actionOfLine(
  db: Pick<Database, '$queryRaw'>,
  lifecycle: string,
  id: string,
): Promise<AgreedAction | null> {
  const [row] = await db.$queryRaw<ActionRow[]>(actionsWhere(Prisma.sql`${ofLines([lifecycle])} and a.id = ${id}`));
  return row === undefined ? null : actionOf(row);
}

/** Keeps what was agreed at a review, each once per `key`. */
export async function keepActions(
  tx: Pick<Prisma.TransactionClient, 'agreedAction'>,
  {
    key,
    lifecycleId,
    review,
    by,
  }: { readonly key: string; readonly lifecycleId: string; readonly review: string; readonly by: string },
  actions: readonly NewAction[],
): Promise<void> {
  await tx.agreedAction.createMany({
    data: actions.map(({ words, by: owner, day }, index) => ({
      id: `a_${key}_${index + 1}`,
      lifecycleId,
      review,
      words,
      repId: 'rep' in owner ? owner.rep : null,
      contactId: 'contact' in owner ? owner.contact : null,
      day: dateOf(day),
      by,
    })),
    skipDuplicates: true,
  });
}

/** Ticks actions off; what is done already stays as it is. */
export async function tickOff(
  db: Pick<Database, 'agreedAction'>,
  ids: readonly string[],
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<void> {
  await db.agreedAction.updateMany({
    where: { id: { in: [...ids] }, doneAt: null },
    data: { doneAt: new Date(at), doneBy: by },
  });
}
