/** Words in every language in which our people are written to. */
import type { Locale } from '../locale';

/** English and German of the same words: whatever one has, the other has too. */
export function inBoth<W>(en: W, de: NoInfer<W>): (reader: Pick<Locale, 'language'>) => W {
  return ({ language }) => (language === 'de' ? de : en);
}
