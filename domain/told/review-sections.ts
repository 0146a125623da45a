/** What is spoken of in the sections of a review: said in its mail, on its page and in its form. */
import { promiseLines, promisesOf, type Occasion } from './occasion';
import type { ReviewSection } from './present';

/** Above each section. The review's own points have titles of their own. */
export const sectionTitles: Readonly<Record<ReviewSection, string>> = {
  review: '',
  'check-in': 'Check-in: first habits',
  'success-check': 'Success check: their own words beside what came',
};

const nothingHeard = 'What came: no figure was heard yet. Ask, and hold it against these words.';

/** True where somebody said a figure for the promise in that place. */
function isHeard(occasion: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals'>, index: number): boolean {
  const metric = promisesOf(occasion)[index]?.metric;
  return occasion.actuals.some((actual) => actual.metric === metric);
}

/** What to bring along and to ask; none for the review itself. */
export function sectionLines(
  occasion: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals' | 'criteria'>,
  section: ReviewSection,
): readonly string[] {
  switch (section) {
    case 'review':
      return [];
    case 'check-in':
      return [
        'They have used it for some months: what works, what does not, and who uses it?',
        'What they do by habit now, they will do for years: change what can still be changed.',
      ];
    case 'success-check': {
      const { criteria } = occasion;
      const said = criteria === null ? 'Nobody wrote them down yet: ask.' : `What they said: “${criteria}”`;
      const heard = promiseLines(occasion).filter((_, index) => isHeard(occasion, index));
      return [said, ...heard.map((line) => `What came: ${line}`), ...(heard.length > 0 ? [] : [nothingHeard])];
    }
    default:
      return section satisfies never;
  }
}

/** What is asked in the form, section by section. */
export const sectionQuestions: { readonly [S in Exclude<ReviewSection, 'review'>]: string } = {
  'check-in': 'Check-in: what works, what does not, and who uses it?',
  'success-check': 'Success check: what came of what they hoped for?',
};

/** The questions of some sections, each in a line. */
export function questionsOf(sections: readonly ReviewSection[] = []): readonly string[] {
  return sections.flatMap((one) => (one === 'review' ? [] : [sectionQuestions[one]]));
}
