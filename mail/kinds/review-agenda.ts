/** The agenda of a quarterly review, filled from the records, and its calendar file. */
import { reviewMinutes } from '../../domain/concerns/reviews';
import { agendaForClient } from '../../domain/told/client-agenda';
import { promisesOf, type Occasion } from '../../domain/told/occasion';
import type { PresentedItem, ReviewSection } from '../../domain/told/present';
import type { MailSection, Meeting } from '../draft';
import { criteriaSection, section } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { promisesIn } from '../../domain/told/words/known';
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
    checkIn: 'Check-in: first habits',
    checkInLines: [
      'They have used it for some months: what works, what does not, and who uses it?',
      'What they do by habit now, they will do for years: change what can still be changed.',
    ],
    checkInAsked: 'Check-in: what works, what does not, and who uses it?',
    successCheck: 'Success check: their own words beside the results',
    successAsked: 'Success check: what came of what they hoped for?',
    askThem: 'Nobody wrote them down yet: ask.',
    saidSo: (criteria: string) => `What they said: “${criteria}”`,
    result: (line: string) => `Result: ${line}`,
    noResult: 'Result: no figure yet. Ask, and compare it with these words.',
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
    checkIn: 'Zwischengespräch: erste Gewohnheiten',
    checkInLines: [
      'Der Kunde arbeitet seit einigen Monaten damit: Was geht, was nicht, und wer nutzt es?',
      'Was jetzt Gewohnheit wird, bleibt es über Jahre: Ändern Sie, was sich noch ändern lässt.',
    ],
    checkInAsked: 'Zwischengespräch: Was geht, was nicht, und wer nutzt es?',
    successCheck: 'Erfolgsgespräch: ihre eigenen Worte neben dem Erreichten',
    successAsked: 'Erfolgsgespräch: Was ist aus ihren Hoffnungen geworden?',
    askThem: 'Noch hat es niemand notiert: bitte fragen.',
    saidSo: (criteria) => `Was sie gesagt haben: „${criteria}“`,
    result: (line) => `Ergebnis: ${line}`,
    noResult: 'Ergebnis: noch kein Wert. Fragen Sie danach und vergleichen Sie ihn mit diesen Worten.',
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
    ...sections.flatMap((one) => pointsOf(occasion, one)),
    ...together.flatMap(({ product, on, told, sections: parts = [] }) =>
      section(said.sameMeeting(product, speech.day(on)), [
        ...orElse(promisesIn(speech, told), said.noPromises),
        ...(parts.includes('check-in') ? [said.checkInAsked] : []),
        ...(parts.includes('success-check') ? [said.successAsked] : []),
      ]),
    ),
    ...(sections.includes('success-check') ? [] : criteriaSection(occasion)),
    ...section(said.next, outlookLines(occasion)),
  ];
}

/** What to bring along and to ask in a part of the review; none for the review itself. */
function pointsOf(occasion: Occasion, part: ReviewSection): readonly MailSection[] {
  const said = words(occasion.locale);
  switch (part) {
    case 'review':
      return [];
    case 'check-in':
      return section(said.checkIn, said.checkInLines);
    case 'success-check': {
      const { criteria, actuals } = occasion;
      const isHeard = promisesOf(occasion).map(({ metric }) => actuals.some((one) => one.metric === metric));
      const heard = promisesIn(speechFor(occasion), occasion).filter((_, index) => isHeard[index] === true);
      return section(said.successCheck, [
        criteria === null ? said.askThem : said.saidSo(criteria),
        ...(heard.length > 0 ? heard.map(said.result) : [said.noResult]),
      ]);
    }
    default:
      return part satisfies never;
  }
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
