/** To the rep, where there is no brief in which to read it: a score fell below green, a contact opted out or declined. */
import { capitalised } from '../../domain/core/item-steps';
import { changeText } from '../../domain/told/news';
import { aboutWhom, type Occasion } from '../../domain/told/occasion';
import type { Draft } from '../draft';
import { ofProduct, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';

const words = inBoth(
  {
    something: 'something changed',
    headline: (client: string, what: string) => `${client}: ${what}.`,
    noAlarm: 'It is no alarm yet. Look at what moved it, and ask the client about it before it gets worse.',
    leaveAlone:
      'We no longer write to them. Somebody who does not want to hear from us is often looking elsewhere: call them, if you may, and ask whether it is the mails or the product. Win a second contact there.',
    askAnother: 'They answered from the invitation. Ask whether somebody else should come, or another day would do.',
  },
  {
    something: 'etwas hat sich geändert',
    headline: (client, what) => `${client}: ${capitalised(what)}.`,
    noAlarm:
      'Noch ist es kein Alarm. Sehen Sie nach, woran es liegt, und sprechen Sie mit dem Kunden darüber, bevor es schlimmer wird.',
    leaveAlone:
      'Wir schreiben dieser Person nicht mehr. Wer nichts von uns hören will, sieht sich oft anderswo um: Rufen Sie an, wenn Sie dürfen, und fragen Sie, ob es an den Mails liegt oder am Produkt. Gewinnen Sie dort einen zweiten Ansprechpartner.',
    askAnother:
      'Die Antwort kam über die Einladung. Fragen Sie, ob jemand anderes kommen soll oder ein anderer Tag besser wäre.',
  },
);

/** What changed with a client, and what may be done about it. */
export function changedMail(occasion: Occasion): Draft {
  const { lifecycle, subject } = occasion;
  const what = whatChanged(occasion);
  return {
    subject: `${capitalised(what.replace(/ \(.*\)$/, ''))}: ${ofProduct(occasion, lifecycle.client.name)}`,
    matters: [{ headline: words(occasion.locale).headline(lifecycle.client.name, what), why: whyOf(occasion) }],
    sections: toKnow(occasion, { health: true, about: subject === null ? [] : [subject] }),
  };
}

function whatChanged(occasion: Occasion): string {
  const { event, subject, campaign, locale } = occasion;
  const names = { contact: aboutWhom(occasion, subject ?? undefined), campaign: campaign?.title ?? null };
  if (event === null) return words(locale).something;
  return changeText(event, names, locale) ?? words(locale).something;
}

function whyOf({ event, locale }: Occasion): string {
  const said = words(locale);
  switch (event?.kind) {
    case 'health-changed':
      return said.noAlarm;
    case 'contact-opted-out':
      return said.leaveAlone;
    default:
      return said.askAnother;
  }
}
