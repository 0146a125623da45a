/** A pause that has no end yet, and one that is over. */
import { pauseReminderDays } from '../../domain/concerns/standing';
import { inWords } from '../../domain/core/words';
import type { Occasion } from '../../domain/told/occasion';
import { dayLines, toldSince } from '../../domain/told/spoken';
import { about, backgroundSections, comingSection, contactsSection, section, healthSection } from '../sections';
import type { Draft } from '../draft';

/** To the rep: a pause without an end goes on, lest it be forgotten. */
export function pauseReminderMail(occasion: Occasion): Draft {
  const { paused } = occasion.lifecycle;
  return {
    subject: `Still paused: ${about(occasion)}`,
    matters: [
      {
        headline: `Paused since ${paused?.since.slice(0, 10) ?? 'some time'} (${inWords(paused?.reason ?? '')}), without an end.`,
        why: `A pause without an end is brought up every ${pauseReminderDays} days; signals keep counting meanwhile.`,
      },
    ],
    sections: backgroundSections(occasion),
  };
}

/** To the rep: the pause is over, with what was heard since it began. */
export function resumedMail(occasion: Occasion): Draft {
  const since = occasion.event?.kind === 'resumed' ? occasion.event.since : null;
  const arrived = dayLines(since === null ? occasion.lately : toldSince(occasion.lately, since));
  return {
    subject: `Goes on: ${about(occasion)}`,
    matters: [
      {
        headline: since === null ? 'The pause is over.' : `The pause since ${since.slice(0, 10)} is over.`,
        why: 'Touches go on where the grid stands. Nothing that was heard meanwhile is lost; here is the latest of it.',
      },
    ],
    sections: [
      ...section('Arrived meanwhile', arrived.length > 0 ? arrived : ['Nothing']),
      ...comingSection(occasion),
      ...healthSection(occasion),
      ...contactsSection(occasion),
    ],
  };
}
