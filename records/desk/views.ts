/** What somebody asks of their book again and again, under names of theirs. */
import { randomUUID } from 'node:crypto';
import { mostViews } from '../../domain/told/desk/clients';
import type { Database } from '../../prisma/client';

/** Whose views they are: one of ours, or a seller. */
export interface ViewOwner {
  readonly id: string;
  readonly kind: 'rep' | 'seller';
}

export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** As it stands after the question mark of the page's address. */
  readonly query: string;
}

const ownedBy = ({ id, kind }: ViewOwner) =>
  kind === 'rep' ? { repId: id, sellerId: null } : { repId: null, sellerId: id };

/** Somebody's views, by name. */
export async function viewsOf(db: Pick<Database, 'deskView'>, owner: ViewOwner): Promise<readonly SavedView[]> {
  return db.deskView.findMany({
    where: ownedBy(owner),
    select: { id: true, name: true, query: true },
    orderBy: { name: 'asc' },
    take: mostViews,
  });
}

/** Keeps a view; one of the same name is replaced. False where they have as many as anybody keeps. */
export async function saveView(
  db: Pick<Database, 'deskView'>,
  owner: ViewOwner,
  { name, query }: Omit<SavedView, 'id'>,
): Promise<boolean> {
  const { count } = await db.deskView.updateMany({ where: { ...ownedBy(owner), name }, data: { query } });
  if (count > 0) return true;
  if ((await db.deskView.count({ where: ownedBy(owner) })) >= mostViews) return false;
  await db.deskView.createMany({ data: [{ id: randomUUID(), ...ownedBy(owner), name, query }], skipDuplicates: true });
  return true;
}

/** Takes a view of theirs away; of anybody else's nothing happens. */
export async function deleteView(db: Pick<Database, 'deskView'>, owner: ViewOwner, id: string): Promise<void> {
  await db.deskView.deleteMany({ where: { ...ownedBy(owner), id } });
}
