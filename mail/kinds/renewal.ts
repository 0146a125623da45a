/** The contract's end comes nearer; and after it was renewed, the next term begins. */
import { daysBetween } from '../../domain/core/calendar';
import { noticeDaysOf, type Occasion } from '../../domain/told/occasion';
import type { Draft } from '../draft';
import { about, section, toKnow } from '../sections';
import { callsIn, forecastIn } from '../../domain/told/words/forecast';
import { inBoth } from '../../domain/told/words/in-both';
import { comingLines, contractIn, worthAYearIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    subject: (days: number, what: string) => `Renewal in ${days} days: ${what}`,
    headline: (client: string, day: string) => `${client}: the contract ends on ${day}. Is the client renewing?`,
    renewsItself: (client: string, day: string) =>
      `${client}: the contract renews by itself on ${day}. Does the client want it to?`,
    worth: (worth: string) => `It is worth ${worth}.`,
    lastDay: (day: string, days: string) => `The client may give notice until ${day} (${days} left).`,
    ask: 'Ask them, and record the decision as soon as you know it.',
    button: 'Record the decision',
    outlook: 'How it looks',
    calls: 'What the rep and the manager make of it',
    renewed: (what: string, term: number) => `Renewed: ${what}, term ${term}`,
    nextTerm: (client: string, product: string, day: string) =>
      `${client} has renewed ${product}: the next term runs until ${day}.`,
    thanks: 'Thank them. Contacts keep their rhythm, and what is open stays open.',
    coming: 'Coming up',
  },
  {
    subject: (days, what) => `Verlängerung in ${days} Tagen: ${what}`,
    headline: (client, day) => `${client}: Der Vertrag endet am ${day}. Verlängert der Kunde?`,
    renewsItself: (client, day) => `${client}: Der Vertrag verlängert sich am ${day} von selbst. Will der Kunde das?`,
    worth: (worth) => `Es geht um ${worth}.`,
    lastDay: (day, days) => `Kündigen kann der Kunde bis ${day} (noch ${days}).`,
    ask: 'Fragen Sie nach, und tragen Sie die Entscheidung ein, sobald Sie sie kennen.',
    button: 'Entscheidung eintragen',
    outlook: 'Wie es aussieht',
    calls: 'Wie Betreuung und Teamleitung es sehen',
    renewed: (what, term) => `Verlängert: ${what}, Laufzeit ${term}`,
    nextTerm: (client, product, day) => `${client} hat ${product} verlängert: Die nächste Laufzeit geht bis ${day}.`,
    thanks: 'Bedanken Sie sich. Die Kontakte behalten ihren Rhythmus, und was offen ist, bleibt offen.',
    coming: 'Demnächst',
  },
);

/** To the rep, ahead of the renewal date: how it looks, and the button to decide. */
export function renewalNoticeMail(occasion: Occasion): Draft {
  const { lifecycle, locale } = occasion;
  const { autoRenews, lastNoticeOn, renewsOn } = lifecycle.renewal;
  const said = words(locale);
  const speech = speechFor(occasion);
  const name = lifecycle.client.name;
  const left = lastNoticeOn === undefined ? 0 : daysBetween(speech.now.slice(0, 10), lastNoticeOn);
  return {
    subject: said.subject(noticeDaysOf(occasion), about(occasion)),
    matters: [
      {
        headline: autoRenews
          ? said.renewsItself(name, speech.day(renewsOn))
          : said.headline(name, speech.day(renewsOn)),
        why: [
          said.worth(worthAYearIn(speech, lifecycle)),
          ...(lastNoticeOn === undefined || left < 0
            ? []
            : [said.lastDay(speech.day(lastNoticeOn), termsOf(locale).days(left))]),
          said.ask,
        ].join(' '),
        button: { label: said.button, grant: { purpose: 'renewal', subject: null } },
      },
    ],
    sections: [
      ...section(said.outlook, forecastIn(occasion)),
      ...section(said.calls, callsIn(occasion)),
      ...toKnow(occasion, { health: true }),
    ],
  };
}

/** When the contract ends, and how that looks. */
export function outlookLines(occasion: Occasion): readonly string[] {
  return [contractIn(speechFor(occasion), occasion.lifecycle), ...forecastIn(occasion)];
}

/** To the rep: the next term is agreed. It may be months until it starts, so the mail does not say that it has. */
export function nextTermMail(occasion: Occasion): Draft {
  const { lifecycle, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const { client, product, renewal, term } = lifecycle;
  return {
    subject: said.renewed(about(occasion), term),
    matters: [
      {
        headline: said.nextTerm(client.name, product.name, speech.day(renewal.renewsOn)),
        why: `${said.worth(worthAYearIn(speech, lifecycle))} ${said.thanks}`,
      },
    ],
    sections: [...section(said.coming, comingLines(speech, occasion, 3)), ...toKnow(occasion)],
  };
}
