/** Kinds of signals of the house's own, and what lifecycles have room for. */
import { mostOwnSignals } from '../domain/concerns/health-own';
import { mostSignalKinds } from '../domain/core/policy';
import { Prisma, type Database } from '../prisma/client';
import { signalKindOf, type SignalKind } from './columns/signal-kinds';
import { silenceKind } from './readings';

/** Said to whoever defines one more than there may be. */
export const kindsSentence = `There are at most ${mostSignalKinds} kinds of signals of your own.`;
/** Said to whoever sends one more than a lifecycle keeps. */
export const ownSignalsSentence = `At most ${mostOwnSignals} signals of your own count in one lifecycle.`;

/** Writes a kind; false where there are as many as there may be already, and this is none of them. */
export async function keepSignalKind(db: Database, kind: SignalKind): Promise<boolean> {
  return db.$transaction(async (tx) => {
    // Of two that are defined at once, the second sees the first.
    await tx.$executeRaw`lock table signal_kinds in share row exclusive mode`;
    const { code, ...rest } = kind;
    const known = await tx.signalKind.findFirst({ where: { code, ...isThere }, select: { code: true } });
    if (known === null && (await tx.signalKind.count({ where: isThere })) >= mostSignalKinds) return false;
    await tx.signalKind.upsert({ where: { code }, create: kind, update: { ...rest, removedAt: null } });
    return true;
  });
}

/** Kinds that nobody has taken away. */
const isThere = { removedAt: null } as const;

/** The kind of a code; null where there is none, or it was taken away. */
export async function signalKindBy(db: Pick<Database, 'signalKind'>, code: string): Promise<SignalKind | null> {
  const row = await db.signalKind.findFirst({ where: { code, ...isThere } });
  return row === null ? null : signalKindOf(row);
}

/** Every kind in the order of the codes, so many at once. */
export async function signalKindsPage(
  db: Pick<Database, 'signalKind'>,
  after: Prisma.SignalKindWhereInput,
  take: number,
): Promise<readonly SignalKind[]> {
  const rows = await db.signalKind.findMany({ where: { ...after, ...isThere }, orderBy: { code: 'asc' }, take });
  return rows.map(signalKindOf);
}

/**
 * Takes a kind away; false where there is none. Its signals fall silent in every lifecycle that runs, which the sweep tells
 * them: they cost nothing from then on, and make room for others.
 */
export async function removeSignalKind(db: Database, code: string, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`lock table signal_kinds in share row exclusive mode`;
    const { count } = await tx.signalKind.updateMany({ where: { code, ...isThere }, data: { removedAt: now } });
    if (count > 0) await silenceKind(tx, code);
    return count > 0;
  });
}

/** The kinds of those codes that there are, by code. */
export async function signalKindsOf(
  db: Pick<Database, 'signalKind'>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, SignalKind>> {
  if (codes.length === 0) return new Map();
  const rows = await db.signalKind.findMany({ where: { code: { in: [...new Set(codes)] }, ...isThere } });
  return new Map(rows.map((row) => [row.code, signalKindOf(row)]));
}

/** Whether a lifecycle has room for signals of that code; what is taken once takes its room. */
export type OwnSignalRoom = (lifecycleId: string, code: string) => boolean;

/** What lifecycles have room for, as the signals that were heard say: one that fell silent, and was told so, takes none. */
export async function ownSignalRoom(
  db: Pick<Database, '$queryRaw'>,
  lifecycleIds: readonly string[],
): Promise<OwnSignalRoom> {
  const ids = [...new Set(lifecycleIds)];
  const rows =
    ids.length === 0
      ? []
      : await db.$queryRaw<{ lifecycleId: string; kind: string }[]>`
          select "lifecycleId", kind from buckets
          where "lifecycleId" in (${Prisma.join(ids)}) and kind not in ('usage', 'tickets')
            and (bucket <> 'silent' or told is distinct from 'silent')`;
  const heard = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { lifecycleId, kind } of rows) heard.get(lifecycleId)?.add(kind);
  return (lifecycleId, code) => {
    const codes = heard.get(lifecycleId);
    if (codes === undefined) return true;
    if (codes.size >= mostOwnSignals && !codes.has(code)) return false;
    codes.add(code);
    return true;
  };
}
