/** How one of ours reads: the language, country and zone that are known of them. */
import type { Locale } from '../domain/told/locale';
import type { Database } from '../prisma/client';
import { repLanguageOf } from './columns/organisation';

/** How they read; of whoever is not known, or said nothing, in English and on the wall clock of `zone`. */
export async function repLocaleOf(db: Pick<Database, 'rep'>, id: string, zone: string): Promise<Locale> {
  const rep = await db.rep.findUnique({
    where: { id },
    select: { id: true, language: true, country: true, timeZone: true },
  });
  return {
    language: (rep === null ? null : repLanguageOf(rep)) ?? 'en',
    country: rep?.country ?? null,
    zone: rep?.timeZone ?? zone,
  };
}
