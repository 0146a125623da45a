/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { agendaForClient } from '../../domain/told/client-agenda';
import type { Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import { reviewOf, type ReviewPartName } from '../../domain/told/review';
import { asLines, reviewLines } from '../../domain/told/review-text';
import type { MailSection, Meeting } from '../draft';
import { criteriaSection, section } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { promisesIn } from '../../domain/told/words/known';
import { askedInSection, furtherSections, pointsOf } from '../../domain/told/words/sections';
import { speechFor } from '../../domain/told/words/speech';
import { outlookLines } from './renewal';

const words = inBoth(
  {
    course: 'Health since the last review',
    agreed: 'What was agreed',
    services: 'Services provided since the last review',
    none: 'None recorded',
    support: 'Support provided',
    noSupport: 'No service calls, billing errors or ticket spikes',
    usage: 'How much it is used',
    promises: 'Every promise against its figure',
    noPromises: 'No promises',
    sameMeeting: (product: string, day: string) => `In the same meeting: ${product} (its own date is ${day})`,
    satisfaction: 'How satisfied they are',
    people: 'Who is who, and who was spoken to last',
    next: 'What comes next',
  },
  {
    course: 'Zustand seit dem letzten Quartalsgespräch',
    agreed: 'Was vereinbart wurde',
    services: 'Geleistet seit dem letzten Quartalsgespräch',
    none: 'Nichts eingetragen',
    support: 'Unterstützung',
    noSupport: 'Keine Serviceeinsätze, Rechnungsfehler oder Häufungen von Anfragen',
    usage: 'Wie stark es genutzt wird',
    promises: 'Jede Zusage und ihr Wert',
    noPromises: 'Keine Zusagen',
    sameMeeting: (product, day) => `Im selben Gespräch: ${product} (eigener Termin: ${day})`,
    satisfaction: 'Wie zufrieden sie sind',
    people: 'Wer wer ist, und mit wem zuletzt gesprochen wurde',
    next: 'Wie es weitergeht',
  },
);

const orElse = (lines: readonly string[], none: string): readonly string[] => (lines.length > 0 ? lines : [none]);

/** Parts of the prepared review as lines; none where nothing was read for it. */
function preparedFrom(occasion: Occasion): (part: ReviewPartName) => readonly string[] {
  const { review } = occasion;
  if (review === undefined) return () => [];
  const parts = reviewLines(reviewOf({ ...occasion, review }), occasion.locale, true);
  return (part) => parts.filter((one) => one.part === part).flatMap(asLines);
}

/** The review's own points, then those of its sections; other products of the client belong to the same meeting. */
export function reviewAgenda(
  occasion: Occasion,
  { sections = [] }: Pick<PresentedItem, 'sections'>,
): readonly MailSection[] {
  const { services, support, together, course, locale, review } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const prepared = preparedFrom(occasion);
  return [
    ...section(said.course, course === undefined ? [] : [course]),
    ...section(said.agreed, prepared('agreed')),
    ...section(said.services, orElse(review === undefined ? services : prepared('services'), said.none)),
    ...section(said.support, orElse(review === undefined ? support : prepared('support'), said.noSupport)),
    ...section(said.usage, prepared('usage')),
    ...section(said.promises, promisesIn(speech, occasion)),
    ...furtherSections(sections).map((one) => pointsOf(occasion, one)),
    ...together.flatMap(({ product, on, told, sections: parts = [] }) =>
      section(said.sameMeeting(product, speech.day(on)), [
        ...orElse(promisesIn(speech, told), said.noPromises),
        ...furtherSections(parts).map((one) => askedInSection(locale, one)),
      ]),
    ),
    ...(sections.includes('success-check') ? [] : criteriaSection(occasion)),
    ...section(said.satisfaction, prepared('satisfaction')),
    ...section(said.people, prepared('people')),
    ...section(said.next, outlookLines(occasion)),
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
