/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { forecastLines, ourLocale, promiseLines, type Occasion } from '../../domain/told/occasion';
import { capitalised } from '../../domain/core/item-steps';
import { nameOfItem, type PresentedItem } from '../../domain/told/present';
import { reviewOf, type ReviewPartName } from '../../domain/told/review';
import { asLines, reviewLines } from '../../domain/told/review-text';
import { questionsOf, sectionLines, sectionTitles } from '../../domain/told/review-sections';
import { about, section, criteriaSection } from '../sections';
import type { MailSection, Meeting } from '../draft';

const orElse = (lines: readonly string[], none: string): readonly string[] => (lines.length > 0 ? lines : [none]);

/** Parts of the prepared review as lines; none where nothing was read for it. */
function preparedFrom(occasion: Occasion): (part: ReviewPartName) => readonly string[] {
  const { review } = occasion;
  if (review === undefined) return () => [];
  const parts = reviewLines(reviewOf({ ...occasion, review }), ourLocale(occasion.zone), true);
  return (part) => parts.filter((one) => one.part === part).flatMap(asLines);
}

/** The review's own points, then those of its sections; other products of the client belong to the same meeting. */
export function reviewAgenda(
  occasion: Occasion,
  { sections = [] }: Pick<PresentedItem, 'sections'>,
): readonly MailSection[] {
  const { lifecycle, services, support, together, course } = occasion;
  const prepared = preparedFrom(occasion);
  return [
    ...section('Health since the last review', course === undefined ? [] : [course]),
    ...section('What was agreed', prepared('agreed')),
    ...section(
      'Services provided since the last review',
      orElse(occasion.review === undefined ? services : prepared('services'), 'None recorded'),
    ),
    ...section(
      'Support provided',
      orElse(
        occasion.review === undefined ? support : prepared('support'),
        'No service calls, billing errors or tides of tickets',
      ),
    ),
    ...section('How much it is used', prepared('usage')),
    ...section('Every promise against its figure', promiseLines(occasion)),
    ...sections.flatMap((one) => section(sectionTitles[one], sectionLines(occasion, one))),
    ...together.flatMap(({ product, on, promises, sections: parts }) =>
      section(`In the same meeting: ${product} (its own date is ${on})`, [
        ...orElse(promises, 'No promises'),
        ...questionsOf(parts),
      ]),
    ),
    ...(sections.includes('success-check') ? [] : criteriaSection(occasion)),
    ...section('How satisfied they are', prepared('satisfaction')),
    ...section('Who is who, and who was spoken to last', prepared('people')),
    ...section('What comes next', [`Renewal on ${lifecycle.renewal.renewsOn}: ${forecastLines(occasion).join('; ')}`]),
  ];
}

/** The review as a meeting in the rep's calendar. */
export function reviewMeeting(occasion: Occasion, review: PresentedItem): Meeting {
  return {
    id: `${occasion.lifecycle.id}.${review.id}`,
    start: review.dueAt,
    minutes: reviewMinutes,
    title: `${capitalised(nameOfItem(review))}: ${about(occasion)}`,
    lines: reviewAgenda(occasion, review).flatMap(({ title, lines }) => [
      title,
      ...lines.map((line) => `- ${line}`),
      '',
    ]),
  };
}
