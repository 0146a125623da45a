/** In which language a client's contact is addressed. What nobody said is guessed only where the guess is plain. */
import { languages, type Language } from '../core/language';

/** What is known of a contact and of where they are. */
export interface Speaker {
  /** What they said, or somebody of them; null where nobody did. */
  readonly said: string | null;
  /** What the client's other contacts said; null for those of whom nothing is known. */
  readonly others: readonly (string | null)[];
  readonly country: string | null;
  /** The part of the country, without its letters: `GE`, not `CH-GE`. */
  readonly region: string | null;
}

/** Countries in which business is done in one language of ours. */
const ofCountries: Readonly<Record<Language, string>> = {
  de: 'AT DE LI',
  fr: 'FR MC BL GF GP MF MQ NC PF PM RE WF YT',
  es: 'AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PY SV UY VE',
  it: 'IT SM VA',
  en: 'AU GB GG IE IM JE NZ US',
};

/**
 * Regions of countries with several languages, where at least three of four speak this one. The others are not guessed:
 * Brussels, Fribourg and the Valais have two, and in Flanders it is none of ours.
 */
const ofRegions: Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>> = {
  BE: { fr: 'WAL', de: 'DE' },
  CA: { fr: 'QC' },
  CH: { de: 'AG AI AR BE BL BS GL GR LU NW OW SG SH SO SZ TG UR ZG ZH', fr: 'GE JU NE VD', it: 'TI' },
};

const ours = (word: string | null): Language | undefined => languages.find((one) => one === word);

/** The language under which a code stands in a table. */
const under = (table: Readonly<Partial<Record<Language, string>>> | undefined, code: string): Language | undefined =>
  languages.find((one) => table?.[one]?.split(' ').includes(code));

/** The one language that the client's other contacts said; undefined where they said none, or several. */
function agreed(others: Speaker['others']): Language | undefined {
  const said = new Set(others.filter((one) => one !== null));
  const [one = null] = said;
  return said.size === 1 ? ours(one) : undefined;
}

/**
 * The contact's own language; else that of the country, where it has one of ours; else the one on which the client's other
 * contacts agree; else that of the region; else English.
 */
export function languageOf({ said, others, country, region }: Speaker): Language {
  return (
    ours(said) ??
    under(ofCountries, country ?? '') ??
    agreed(others) ??
    under(ofRegions[country ?? ''], region ?? '') ??
    'en'
  );
}
