/** A seller as they are now: what a deal says of them, and what ops said since. */
import type { Deal } from '../domain/core/deal';
import { sellerHasLeft } from '../domain/organisation/people';
import type { Database } from '../prisma/client';

/** Whom mail to a seller goes to, and whether they have left. */
interface SellerNow {
  readonly name: string;
  readonly email: string;
  readonly left: boolean;
}

/** A seller with what ops said of them, where they said anything. */
export async function sellerNow(
  db: Pick<Database, 'seller' | 'rep'>,
  { id, ...sold }: Deal['seller'],
): Promise<SellerNow> {
  const known = await db.seller.findUnique({ where: { id } });
  const name = known?.name ?? sold.name;
  const email = known?.email ?? sold.email;
  const ours = await db.rep.findMany({
    where: { OR: [{ id }, { email: { in: [email], mode: 'insensitive' } }] },
    select: { leftAt: true },
  });
  return { name, email, left: sellerHasLeft(known, ours) };
}
