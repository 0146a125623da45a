/** The address at which a mail to one of ours is answered: that of the one item that it is about. */
import { replyAddressOf } from '../domain/integrations/reply-address';
import { mintReply } from '../links/links';
import type { Database } from '../prisma/client';
import type { MailRow } from '../records/mails';

/** Mails that list what there is to do, though it may be one item alone. */
const notAnswered: ReadonlySet<string> = new Set(['brief', 'digest', 'dossier']);

/** A new one, for a mail whose buttons have their links; undefined where it is about no item or several, and where no mail comes in. */
export async function answeredAt(
  db: Database,
  { key, kind, role }: MailRow,
  replyDomain: string | undefined,
): Promise<string | undefined> {
  if (replyDomain === undefined || role === 'contact' || notAnswered.has(kind)) return undefined;
  // An attempt that failed has left links of its own, for the same.
  const links = await db.link.findMany({
    where: { mailKey: key, purpose: 'item' },
    orderBy: { createdAt: 'desc' },
    select: { id: true, lifecycleId: true, subjectId: true },
  });
  const [first] = links;
  const isSame = (link: (typeof links)[number]): boolean =>
    link.lifecycleId === first?.lifecycleId && link.subjectId === first.subjectId;
  if (first === undefined || !links.every(isSame)) return undefined;
  const { token, tokenHash } = mintReply();
  await db.replyAddress.create({ data: { tokenHash, linkId: first.id } });
  return replyAddressOf(token, replyDomain);
}
