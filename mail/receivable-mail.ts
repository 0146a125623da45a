/** What whoever collects an overdue invoice is told. The rep is not asked for it. */
import { contactLines, receivableText, type Occasion } from '../domain/told/occasion';
import { receivableById } from '../domain/told/present';
import { about, section, type Words } from './sections';

export function receivable(occasion: Occasion): Words {
  const { lifecycle, rep } = occasion;
  const found = receivableById(lifecycle, occasion.subject);
  const keeper = rep?.name ?? lifecycle.rep;
  const isTheirs = found === undefined || found.level === 'receivables';
  return {
    subject: `Overdue: invoice${found?.invoice === undefined ? '' : ` ${found.invoice}`} of ${about(occasion)}`,
    parts: [
      {
        headline: receivableText(found),
        why: isTheirs
          ? `Collecting is yours, so that ${keeper}, who keeps the client, need not. Each try gives it new time; else it goes up the ladder.`
          : 'It has not been collected so far, so it has come up the ladder to you.',
        button: { label: 'Say what came of it', grant: { purpose: 'receivable', subject: occasion.subject } },
      },
    ],
    sections: [
      ...section('The client', [
        `kept by ${keeper}`,
        `contract ends on ${lifecycle.renewal.renewsOn}`,
        `health ${lifecycle.health.band}`,
      ]),
      ...section('Contacts', contactLines(occasion)),
    ],
  };
}
