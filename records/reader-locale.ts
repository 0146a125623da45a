/** How one of ours reads: the language, country and zone that are known of them. */
import type { Locale } from '../domain/told/locale';
import type { Database, Prisma } from '../prisma/client';
import { repLanguageOf } from './columns/organisation';

/** How they read; of whoever is not known, or said nothing, in English and on the wall clock of `zone`. */
export async function repLocaleOf(db: Pick<Database, 'rep'>, id: string, zone: string): Promise<Locale> {
  return localeOfRep(await db.rep.findUnique({ where: { id }, select: readingColumns }), zone);
}

/** What of a rep says how they read. */
export const readingColumns = { id: true, language: true, country: true, timeZone: true } as const;

/** How they read by their row; null where they are not known. */
export function localeOfRep(rep: Prisma.RepGetPayload<{ select: typeof readingColumns }> | null, zone: string): Locale {
  return {
    language: (rep === null ? null : repLanguageOf(rep)) ?? 'en',
    country: rep?.country ?? null,
    zone: rep?.timeZone ?? zone,
  };
}
