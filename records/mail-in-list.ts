/** Mails that came in as ops look at them: from whom, as far as that is known here, and what became of each. */
import type { MailInState } from '../domain/told/mail-in';
import type { Database, Prisma } from '../prisma/client';
import { mailInStateOfRow } from './mails-in';

/** Which mails are asked for; what is left out does not narrow them. */
export interface MailsInWanted {
  readonly state?: MailInState | undefined;
  /** The id of one of ours, or a contact's as the client's records name them. */
  readonly from?: string | undefined;
  readonly client?: string | undefined;
  readonly lifecycle?: string | undefined;
  /** The id of the mail after which the page begins. */
  readonly after?: string | undefined;
}

/** A mail that came in, with who wrote it and which client it is about. */
export interface ListedMailIn {
  readonly id: string;
  readonly receivedAt: Date;
  readonly state: MailInState;
  /** Null where that is not proved, and where nobody known here has the address: it is not kept. */
  readonly from: { readonly who: 'rep' | 'contact'; readonly id: string; readonly name: string } | null;
  readonly client: { readonly id: string; readonly name: string } | null;
  readonly lifecycle: string | null;
  readonly item: string | null;
}

const named = { select: { id: true, name: true } } as const;

/** The next mails, the newest first. Null where the mail after which they should begin is unknown. */
export async function mailsInWanted(
  db: Database,
  { state, from, client, lifecycle, after }: MailsInWanted,
  limit: number,
): Promise<readonly ListedMailIn[] | null> {
  const start =
    after === undefined
      ? undefined
      : await db.mailIn.findUnique({ where: { id: after }, select: { id: true, receivedAt: true } });
  if (start === null) return null;
  const all: Prisma.MailInWhereInput[] = [
    ...(from === undefined ? [] : [{ OR: [{ repId: from }, { contact: { givenId: from } }] }]),
    ...(client === undefined ? [] : [{ OR: [{ contact: { clientId: client } }, { lifecycle: { clientId: client } }] }]),
    ...(start === undefined
      ? []
      : [{ OR: [{ receivedAt: { lt: start.receivedAt } }, { receivedAt: start.receivedAt, id: { lt: start.id } }] }]),
  ];
  const rows = await db.mailIn.findMany({
    where: {
      ...(state === undefined ? {} : { state }),
      ...(lifecycle === undefined ? {} : { lifecycleId: lifecycle }),
      AND: all,
    },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      id: true,
      receivedAt: true,
      state: true,
      item: true,
      lifecycleId: true,
      rep: named,
      contact: { select: { givenId: true, name: true, client: named } },
      lifecycle: { select: { client: named } },
    },
  });
  return rows.map(({ rep, contact, lifecycle: about, lifecycleId, item, ...row }) => ({
    id: row.id,
    receivedAt: row.receivedAt,
    state: mailInStateOfRow(row),
    from:
      rep !== null
        ? { who: 'rep', ...rep }
        : contact === null
          ? null
          : { who: 'contact', id: contact.givenId, name: contact.name },
    client: about?.client ?? contact?.client ?? null,
    lifecycle: lifecycleId,
    item,
  }));
}
