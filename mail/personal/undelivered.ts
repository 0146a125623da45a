/** To whoever leads somebody: they do not get our mail. */
import { capitalised } from '../../domain/core/item-steps';
import type { Locale } from '../../domain/told/locale';
import type { Undelivered } from '../../domain/told/undelivered';
import type { Draft, MailSection } from '../draft';
import { section } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { speechOf } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    toDo: 'What to do',
    notDelivered: 'Not delivered',
    unreachable: (name: string) => `No mail reaches ${name}`,
    takesNone: (name: string, address: string) => `The mail server takes no mail for ${name} (${address}).`,
    takesNoneWhy:
      'What is due with their clients, alarms among it, does not reach them. You hear of it once, until the address is another one.',
    correct: 'Have the address corrected; see to their clients until then, or have a deputy stand in.',
    again: 'Operations can send the mails below again, once it is corrected.',
    nobody: (id: string) => `Mail for ${id} reaches nobody`,
    meant: (id: string) => `Mail is meant for ${id}, and nobody is known by that name.`,
    meantWhy: 'What is due there, alarms among it, reaches nobody. You hear of it once.',
    enter:
      'Have operations enter who that is, or name somebody else in the groups and workgroups where that name stands.',
    againThen: 'Operations can send the mails below again, once that is done.',
    missed: (name: string) => `A mail did not reach ${name}`,
    refused: (name: string) => `The mail server refused what is in a mail for ${name}; their address takes others.`,
    refusedWhy:
      'Operations have it in their list, and can send it again once the cause is mended. You hear of such mails once a day at most.',
    tell: 'Tell them what the mail was about.',
  },
  {
    toDo: 'Was zu tun ist',
    notDelivered: 'Nicht zugestellt',
    unreachable: (name) => `Keine Mail erreicht ${name}`,
    takesNone: (name, address) => `Der Mailserver nimmt keine Mail für ${name} (${address}) an.`,
    takesNoneWhy:
      'Was bei den Kunden fällig ist, auch Alarme, kommt dort nicht an. Sie hören davon einmal, bis die Adresse eine andere ist.',
    correct:
      'Lassen Sie die Adresse berichtigen; kümmern Sie sich bis dahin um die Kunden, oder sorgen Sie für eine Vertretung.',
    again: 'Der Betrieb kann die Mails unten noch einmal senden, sobald sie berichtigt ist.',
    nobody: (id) => `Mail für ${id} erreicht niemanden`,
    meant: (id) => `Mail ist für ${id} bestimmt, und unter diesem Namen ist niemand bekannt.`,
    meantWhy: 'Was dort fällig ist, auch Alarme, erreicht niemanden. Sie hören davon einmal.',
    enter:
      'Lassen Sie den Betrieb eintragen, wer das ist, oder in den Gruppen, in denen der Name steht, jemand anderen nennen.',
    againThen: 'Der Betrieb kann die Mails unten noch einmal senden, sobald das geschehen ist.',
    missed: (name) => `Eine Mail hat ${name} nicht erreicht`,
    refused: (name) => `Der Mailserver hat den Inhalt einer Mail für ${name} abgewiesen; andere nimmt die Adresse an.`,
    refusedWhy:
      'Der Betrieb hat sie in seiner Liste und kann sie noch einmal senden, sobald die Ursache behoben ist. Sie hören höchstens einmal am Tag davon.',
    tell: 'Sagen Sie der Person, worum es in der Mail ging.',
  },
);

function notDelivered({ mails }: Undelivered, locale: Locale): readonly MailSection[] {
  const terms = termsOf(locale);
  // Each with its year: what was not delivered may be from long ago.
  const { day } = speechOf(locale, '');
  return section(
    words(locale).notDelivered,
    mails.map(
      ({ kind, client, on }) => `${day(on)}: ${capitalised(terms.mails[kind])}${client === null ? '' : `, ${client}`}`,
    ),
  );
}

/** Their address takes no mail, or there is nobody whose address it could be. */
export function unreachableMail(undelivered: Undelivered, locale: Locale): Draft {
  const { name, address } = undelivered.person;
  const said = words(locale);
  return address === null
    ? {
        subject: said.nobody(name),
        matters: [{ headline: said.meant(name), why: said.meantWhy }],
        sections: [...section(said.toDo, [said.enter, said.againThen]), ...notDelivered(undelivered, locale)],
        language: locale.language,
      }
    : {
        subject: said.unreachable(name),
        matters: [{ headline: said.takesNone(name, address), why: said.takesNoneWhy }],
        sections: [...section(said.toDo, [said.correct, said.again]), ...notDelivered(undelivered, locale)],
        language: locale.language,
      };
}

/** A mail for them was refused for what is in it. */
export function undeliveredMail(undelivered: Undelivered, locale: Locale): Draft {
  const { name } = undelivered.person;
  const said = words(locale);
  return {
    subject: said.missed(name),
    matters: [{ headline: said.refused(name), why: said.refusedWhy }],
    sections: [...section(said.toDo, [said.tell]), ...notDelivered(undelivered, locale)],
    language: locale.language,
  };
}
