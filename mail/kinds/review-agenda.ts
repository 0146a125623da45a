/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { forecastLines, promiseLines, type Occasion } from '../../domain/told/occasion';
import { capitalised } from '../../domain/core/item-steps';
import { nameOfItem, type PresentedItem } from '../../domain/told/present';
import { questionsOf, sectionLines, sectionTitles } from '../../domain/told/review-sections';
import { about, section, criteriaSection } from '../sections';
import type { MailSection, Meeting } from '../draft';

const orElse = (lines: readonly string[], none: string): readonly string[] => (lines.length > 0 ? lines : [none]);

/** The review's own points, then those of its sections; other products of the client belong to the same meeting. */
export function reviewAgenda(
  occasion: Occasion,
  { sections = [] }: Pick<PresentedItem, 'sections'>,
): readonly MailSection[] {
  const { lifecycle, services, support, together, course } = occasion;
  return [
    ...section('Health since the last review', course === undefined ? [] : [course]),
    ...section('Services provided since the last review', orElse(services, 'None recorded')),
    ...section('Support provided', orElse(support, 'No service calls, billing errors or tides of tickets')),
    ...section('Every promise against its figure', promiseLines(occasion)),
    ...sections.flatMap((one) => section(sectionTitles[one], sectionLines(occasion, one))),
    ...together.flatMap(({ product, on, promises, sections: parts }) =>
      section(`In the same meeting: ${product} (its own date is ${on})`, [
        ...orElse(promises, 'No promises'),
        ...questionsOf(parts),
      ]),
    ),
    ...(sections.includes('success-check') ? [] : criteriaSection(occasion)),
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
