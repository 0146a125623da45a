/** An overdue invoice, told to the person who collects it. The rep is not asked for it. */
import { daysBetween } from '../../domain/core/calendar';
import { units } from '../../domain/core/words';
import { receivableText, type Occasion } from '../../domain/told/occasion';
import { receivableById, type Presented } from '../../domain/told/present';
import { about, contactsSection, section } from '../sections';
import type { Draft } from '../draft';

/** How long it is overdue at the moment of which the mail tells: so no two mails about one invoice begin alike. */
function ageOf({ at }: Occasion, overdue: Presented['receivables'][number] | undefined): string {
  if (overdue === undefined) return '';
  const days =
    overdue.days + (at === null ? 0 : Math.max(0, daysBetween(overdue.heardAt.slice(0, 10), at.slice(0, 10))));
  return `, for ${units(days, 'day')}`;
}

/** The invoice, how long it is overdue, and the button that says what came of it. */
export function receivableMail(occasion: Occasion): Draft {
  const { lifecycle, rep, subject } = occasion;
  const overdue = receivableById(lifecycle, subject);
  const keeper = rep?.name ?? lifecycle.rep;
  const isTheirs = overdue === undefined || overdue.level === 'receivables';
  return {
    subject: `Overdue: invoice${overdue?.invoice === undefined ? '' : ` ${overdue.invoice}`} of ${about(occasion)}${ageOf(occasion, overdue)}`,
    matters: [
      {
        headline: receivableText(overdue),
        why: isTheirs
          ? `Collecting is yours, so that ${keeper}, who keeps the client, need not. Each try gives it new time; else it goes up the ladder.`
          : 'It has not been collected so far, so it has come up the ladder to you.',
        button: { label: 'Say what came of it', grant: { purpose: 'receivable', subject } },
      },
    ],
    sections: [
      ...section('The client', [
        `kept by ${keeper}`,
        `contract ends on ${lifecycle.renewal.renewsOn}`,
        `health ${lifecycle.health.band}`,
      ]),
      ...contactsSection(occasion),
    ],
  };
}
