/** Links of the desk: one for each act of each person, which no mail brought. */
import { Prisma, type Database } from '../../prisma/client';

/** What somebody does, as their link keeps it. */
export interface OwnAct {
  readonly recipientId: string;
  readonly lifecycleId: string;
  readonly purpose: string;
  readonly subjectId: string | null;
}

/** The statement by which a link of the desk is found; its plan is looked at in tests. */
export function selectOwnLink({ recipientId, lifecycleId, purpose, subjectId }: OwnAct): Prisma.Sql {
  return Prisma.sql`
    select id from links where "mailKey" is null and "recipientId" = ${recipientId} and "lifecycleId" = ${lifecycleId}
      and purpose = ${purpose} and coalesce("subjectId", '') = ${subjectId ?? ''}`;
}

/** The id of their link; null where they have none. */
export async function ownLinkOf(db: Pick<Database, '$queryRaw'>, act: OwnAct): Promise<string | null> {
  const [found] = await db.$queryRaw<{ id: string }[]>(selectOwnLink(act));
  return found?.id ?? null;
}

/** The id of their link, found or made; whom they stand in for is as it is now. Two who ask at once get the same. */
export async function ownLink(
  db: Pick<Database, '$queryRaw' | '$executeRaw'>,
  act: OwnAct,
  { id, tokenHash, forRepId }: { readonly id: string; readonly tokenHash: string; readonly forRepId: string | null },
): Promise<string> {
  const { recipientId, lifecycleId, purpose, subjectId } = act;
  await db.$executeRaw`
    insert into links (id, "tokenHash", "mailKey", "lifecycleId", purpose, "subjectId", "recipientId", "forRepId")
    values (${id}, ${tokenHash}, null, ${lifecycleId}, ${purpose}, ${subjectId}, ${recipientId}, ${forRepId})
    on conflict ("recipientId", "lifecycleId", purpose, coalesce("subjectId", '')) where "mailKey" is null
    do update set "forRepId" = excluded."forRepId"`;
  return (await ownLinkOf(db, act)) ?? id;
}

/** What was recorded through a link of somebody's own. */
export async function recordedBy(
  db: Pick<Database, 'link'>,
  link: string,
  person: string,
): Promise<{ readonly id: string; readonly receipt: unknown; readonly usedAt: Date | null } | null> {
  return db.link.findUnique({
    where: { id: link, recipientId: person },
    select: { id: true, receipt: true, usedAt: true },
  });
}
