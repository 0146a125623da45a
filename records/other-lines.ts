/** The other lines of a client of whom a mail or a page speaks, as far as its reader has to do with them. */
import { mayDo, type Viewer } from '../domain/organisation/access';
import type { Deal } from '../domain/core/deal';
import { runningStages } from '../domain/core/stages';
import { present, type Presented } from '../domain/told/present';
import type { Database } from '../prisma/client';
import { accessColumns, accessRowOf, readableBy, readReach } from './access';
import { dealNow } from './columns/deals';
import { stateOf } from './columns/lifecycles';

/** So many other lines are read. */
const linesRead = 50;

/** The rep with whose eyes a mail or a page is read. */
export interface LineReader {
  readonly rep: string;
  readonly openBook: boolean;
}

export interface OtherLine {
  readonly id: string;
  readonly deal: Deal;
  readonly lifecycle: Presented;
  /** Whether its reader may say what came of something for this line too. */
  readonly isTheirWork: boolean;
}

/** The running lifecycles of a client besides one, of those that the reader may read. */
export async function otherLinesOf(
  db: Database,
  { id, clientId }: { readonly id: string; readonly clientId: string },
  { rep, openBook }: LineReader,
): Promise<readonly OtherLine[]> {
  const others = { clientId, stage: { in: [...runningStages] }, id: { not: id } };
  // Most clients have one line: then nobody's reach is asked for.
  if ((await db.lifecycle.findFirst({ where: others, select: { id: true } })) === null) return [];
  const viewer: Viewer = {
    sees: 'reach',
    openBook,
    reach: await readReach(db, rep, new Date().toISOString()),
  };
  const rows = await db.lifecycle.findMany({
    where: { AND: [others, readableBy(viewer)] },
    orderBy: { id: 'asc' },
    take: linesRead,
    select: {
      id: true,
      state: true,
      ...accessColumns,
      deal: { select: { id: true, document: true, added: true, ...accessColumns.deal.select } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    deal: dealNow(row.deal),
    lifecycle: present(stateOf(row)),
    isTheirWork: mayDo(viewer, accessRowOf(row), 'client-work'),
  }));
}
