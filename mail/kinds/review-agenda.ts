/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { agendaForClient } from '../../domain/told/client-agenda';
import { forecastLines, promiseLines, type Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import { questionsOf, sectionLines, sectionTitles } from '../../domain/told/review-sections';
import { section, criteriaSection } from '../sections';
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

/** The review as a meeting in the calendar of whoever has its file: it holds what the client may read, and nothing else. */
export function reviewMeeting(occasion: Occasion, review: PresentedItem): Meeting {
  const { lifecycle, file = { uid: `${lifecycle.id}.${review.id}`, sequence: 0 } } = occasion;
  return {
    id: file.uid,
    sequence: file.sequence,
    start: review.dueAt,
    minutes: reviewMinutes,
    ...agendaForClient(occasion, review),
  };
}
