/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { agendaForClient } from '../../domain/told/client-agenda';
import type { Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
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
    services: 'Services provided since the last review',
    none: 'None recorded',
    support: 'Support provided',
    noSupport: 'No service calls, billing errors or ticket spikes',
    promises: 'Every promise against its figure',
    noPromises: 'No promises',
    sameMeeting: (product: string, day: string) => `In the same meeting: ${product} (its own date is ${day})`,
    next: 'What comes next',
  },
  {
    course: 'Zustand seit dem letzten Quartalsgespräch',
    services: 'Geleistet seit dem letzten Quartalsgespräch',
    none: 'Nichts eingetragen',
    support: 'Unterstützung',
    noSupport: 'Keine Serviceeinsätze, Rechnungsfehler oder Häufungen von Anfragen',
    promises: 'Jedes Versprechen und sein Wert',
    noPromises: 'Keine Versprechen',
    sameMeeting: (product, day) => `Im selben Gespräch: ${product} (eigener Termin: ${day})`,
    next: 'Wie es weitergeht',
  },
);

const orElse = (lines: readonly string[], none: string): readonly string[] => (lines.length > 0 ? lines : [none]);

/** The review's own points, then those of its sections; other products of the client belong to the same meeting. */
export function reviewAgenda(
  occasion: Occasion,
  { sections = [] }: Pick<PresentedItem, 'sections'>,
): readonly MailSection[] {
  const { services, support, together, course, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  return [
    ...section(said.course, course === undefined ? [] : [course]),
    ...section(said.services, orElse(services, said.none)),
    ...section(said.support, orElse(support, said.noSupport)),
    ...section(said.promises, promisesIn(speech, occasion)),
    ...furtherSections(sections).map((one) => pointsOf(occasion, one)),
    ...together.flatMap(({ product, on, told, sections: parts = [] }) =>
      section(said.sameMeeting(product, speech.day(on)), [
        ...orElse(promisesIn(speech, told), said.noPromises),
        ...furtherSections(parts).map((one) => askedInSection(locale, one)),
      ]),
    ),
    ...(sections.includes('success-check') ? [] : criteriaSection(occasion)),
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
