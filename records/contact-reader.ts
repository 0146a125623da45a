/** A client's contact as whoever reads a page of ours: their name, their language, and whether they are left alone already. */
import type { Speaker } from '../domain/told/language';
import type { Database } from '../prisma/client';

export interface ContactReader {
  readonly name: string;
  readonly speaker: Speaker;
  readonly leftAlone: boolean;
}

/** The contact of that id; null for nobody, and for whom nothing is left of. */
export async function contactReader(db: Pick<Database, 'contact'>, id: string): Promise<ContactReader | null> {
  const row = await db.contact.findUnique({
    where: { id },
    select: {
      name: true,
      language: true,
      optedOutAt: true,
      erasedAt: true,
      client: {
        select: {
          country: true,
          region: true,
          contacts: { where: { id: { not: id }, departedAt: null, erasedAt: null }, select: { language: true } },
        },
      },
    },
  });
  if (row === null || row.erasedAt !== null) return null;
  const { name, language: said, optedOutAt, client } = row;
  const { country, region, contacts } = client;
  return {
    name,
    speaker: { said, others: contacts.map(({ language }) => language), country, region },
    leftAlone: optedOutAt !== null,
  };
}
