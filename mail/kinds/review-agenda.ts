/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { forecastLines, promiseLines, type Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import { about, section, criteriaSection } from '../sections';
import type { MailSection, Meeting } from '../draft';

const orElse = (lines: readonly string[], none: string): readonly string[] => (lines.length > 0 ? lines : [none]);

/** Other products of the client belong to the same meeting. */
export function reviewAgenda(occasion: Occasion): readonly MailSection[] {
  const { lifecycle, services, support, together } = occasion;
  return [
    ...section('Services provided since the last review', orElse(services, 'None recorded')),
    ...section('Support provided', orElse(support, 'No service calls, billing errors or tides of tickets')),
    ...section('Every promise against its figure', promiseLines(occasion)),
    ...together.flatMap(({ product, on, promises }) =>
      section(`In the same meeting: ${product} (its own date is ${on})`, orElse(promises, 'No promises')),
    ),
    ...criteriaSection(occasion),
    ...section('What comes next', [`Renewal on ${lifecycle.renewal.renewsOn}: ${forecastLines(occasion).join('; ')}`]),
  ];
}

/** The review as a meeting in the rep's calendar. */
export function reviewMeeting(occasion: Occasion, review: PresentedItem): Meeting {
  return {
    id: `${occasion.lifecycle.id}.${review.id}`,
    start: review.dueAt,
    minutes: reviewMinutes,
    title: `Quarterly review: ${about(occasion)}`,
    lines: reviewAgenda(occasion).flatMap(({ title, lines }) => [title, ...lines.map((line) => `- ${line}`), '']),
  };
}
