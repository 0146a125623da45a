/** What is spoken of in the sections of a review: said in its mail, on its page and in its form. */
import { promisesOf, type Occasion } from '../occasion';
import type { ReviewSection } from '../presented';
import type { Locale } from '../locale';
import { inBoth } from './in-both';
import { promisesIn } from './known';
import { speechFor } from './speech';

/** A part of a review besides the review itself. */
export type FurtherSection = Exclude<ReviewSection, 'review'>;

const words = inBoth(
  {
    titles: {
      'check-in': 'Check-in: first habits',
      'success-check': 'Success check: their own words beside the results',
    },
    asked: {
      'check-in': 'Check-in: what works, what does not, and who uses it?',
      'success-check': 'Success check: what came of what they hoped for?',
    },
    habits: [
      'They have used it for some months: what works, what does not, and who uses it?',
      'What they do by habit now, they will do for years: change what can still be changed.',
    ],
    askThem: 'Nobody wrote them down yet: ask.',
    saidSo: (criteria: string) => `What they said: “${criteria}”`,
    result: (line: string) => `Result: ${line}`,
    noResult: 'Result: no figure yet. Ask, and compare it with these words.',
  },
  {
    titles: {
      'check-in': 'Zwischengespräch: erste Gewohnheiten',
      'success-check': 'Erfolgsgespräch: ihre eigenen Worte neben dem Erreichten',
    },
    asked: {
      'check-in': 'Zwischengespräch: Was geht, was nicht, und wer nutzt es?',
      'success-check': 'Erfolgsgespräch: Was ist aus ihren Hoffnungen geworden?',
    },
    habits: [
      'Der Kunde arbeitet seit einigen Monaten damit: Was geht, was nicht, und wer nutzt es?',
      'Was jetzt Gewohnheit wird, bleibt es über Jahre: Ändern Sie, was sich noch ändern lässt.',
    ],
    askThem: 'Noch hat es niemand notiert: bitte fragen.',
    saidSo: (criteria) => `Was sie gesagt haben: „${criteria}“`,
    result: (line) => `Ergebnis: ${line}`,
    noResult: 'Ergebnis: noch kein Wert. Fragen Sie danach und vergleichen Sie ihn mit diesen Worten.',
  },
);

/** The sections besides the review itself. */
export const furtherSections = (sections: readonly ReviewSection[] = []): readonly FurtherSection[] =>
  sections.flatMap((one) => (one === 'review' ? [] : [one]));

/** What is asked in a section. */
export const askedInSection = (locale: Pick<Locale, 'language'>, section: FurtherSection): string =>
  words(locale).asked[section];

/** What to bring along and to ask in a section, under its title. */
export function pointsOf(
  occasion: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals' | 'criteria' | 'locale' | 'at'>,
  section: FurtherSection,
): { readonly title: string; readonly lines: readonly string[] } {
  const said = words(occasion.locale);
  const title = said.titles[section];
  if (section === 'check-in') return { title, lines: said.habits };
  const { criteria, actuals } = occasion;
  const isHeard = promisesOf(occasion).map(({ metric }) => actuals.some((one) => one.metric === metric));
  const heard = promisesIn(speechFor(occasion), occasion).filter((_, index) => isHeard[index] === true);
  return {
    title,
    lines: [
      criteria === null ? said.askThem : said.saidSo(criteria),
      ...(heard.length > 0 ? heard.map(said.result) : [said.noResult]),
    ],
  };
}
