/** A client's contact as whoever reads a mail or a page of ours: what is known of their language, and whether they are left alone. */
import type { Speaker } from '../domain/told/language';
import type { Database } from '../prisma/client';

/** As much of a client and its contacts as their languages go by. */
interface SpokenAt {
  readonly country: string | null;
  readonly region: string | null;
  readonly contacts: readonly {
    readonly id: string;
    readonly language: string | null;
    readonly departedAt: Date | null;
  }[];
}

/** What is known of a reader's language: of nobody's own, where they are no contact of the client. */
export function speakerAmong({ contacts, country, region }: SpokenAt, reader: string): Speaker {
  const others = contacts.filter(({ id, departedAt }) => id !== reader && departedAt === null);
  return {
    said: contacts.find(({ id }) => id === reader)?.language ?? null,
    others: others.map(({ language }) => language),
    country,
    region,
  };
}

export interface ContactReader {
  readonly speaker: Speaker;
  readonly leftAlone: boolean;
}

/** The contact of that id; null for nobody, and for whom nothing is left of. */
export async function contactReader(db: Pick<Database, 'contact'>, id: string): Promise<ContactReader | null> {
  const contacts = { where: { erasedAt: null }, select: { id: true, language: true, departedAt: true } };
  const row = await db.contact.findUnique({
    where: { id },
    select: {
      optedOutAt: true,
      erasedAt: true,
      client: { select: { country: true, region: true, contacts } },
    },
  });
  if (row === null || row.erasedAt !== null) return null;
  return { speaker: speakerAmong(row.client, id), leftAlone: row.optedOutAt !== null };
}
