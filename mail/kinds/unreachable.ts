/** To the rep: no mail reaches a contact any more, or one mail was refused for what is in it. */
import { aboutWhom, type Occasion } from '../../domain/told/occasion';
import type { Draft } from '../draft';
import { ofProduct, section, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    aContact: 'a contact',
    unreachable: (name: string, client: string) => `No mail reaches ${name}: ${client}`,
    takesNone: (name: string, client: string) => `The mail server takes no mail for ${name} at ${client}.`,
    firstSign:
      'It may be the first sign that they have left. We do not write to this address again until it is another one; you hear of it once.',
    toDo: 'What to do',
    call: (phone: string) => `Call ${phone}, and ask for the right address.`,
    callAnyone: 'Call them, or somebody else there, and ask for the right address.',
    stillThere:
      'They are still there: have the address corrected, by sales with the next deal or by whoever keeps the contacts.',
    haveLeft: 'They have left: record it, so that their successor is found in time.',
    refused: (name: string, client: string) => `Not delivered to ${name}: ${client}`,
    mail: 'mail',
    wasRefused: (what: string, name: string, client: string) =>
      `Our mail (${what}) did not reach ${name} at ${client}: the mail server refused what is in it.`,
    addressFine:
      'Their address is fine. Operations have it in their list, and can send it again once the cause is mended.',
    askYourself: 'Ask them yourself what the mail was to ask or tell.',
  },
  {
    aContact: 'einen Ansprechpartner',
    unreachable: (name, client) => `Keine Mail erreicht ${name}: ${client}`,
    takesNone: (name, client) => `Der Mailserver nimmt keine Mail für ${name} bei ${client} an.`,
    firstSign:
      'Es kann das erste Zeichen sein, dass die Person nicht mehr dort ist. Wir schreiben dieser Adresse erst wieder, wenn sie eine andere ist; Sie hören einmal davon.',
    toDo: 'Was zu tun ist',
    call: (phone) => `Rufen Sie ${phone} an, und fragen Sie nach der richtigen Adresse.`,
    callAnyone: 'Rufen Sie dort an, und fragen Sie nach der richtigen Adresse.',
    stillThere:
      'Die Person ist noch dort: Lassen Sie die Adresse berichtigen, vom Verkauf mit dem nächsten Vertrag oder von dem, der die Kontakte pflegt.',
    haveLeft: 'Die Person ist gegangen: Tragen Sie es ein, damit die Nachfolge rechtzeitig gefunden wird.',
    refused: (name, client) => `Nicht zugestellt an ${name}: ${client}`,
    mail: 'Mail',
    wasRefused: (what, name, client) =>
      `Unsere Mail (${what}) hat ${name} bei ${client} nicht erreicht: Der Mailserver hat ihren Inhalt abgewiesen.`,
    addressFine:
      'Die Adresse stimmt. Der Betrieb hat die Mail in seiner Liste und kann sie noch einmal senden, sobald die Ursache behoben ist.',
    askYourself: 'Fragen oder sagen Sie selbst, was in der Mail stand.',
  },
);

const whom = (occasion: Occasion): string =>
  aboutWhom(occasion, occasion.subject ?? undefined) ?? words(occasion.locale).aContact;

/** The address of a contact takes no mail: often the first sign that somebody has left. */
export function contactUnreachableMail(occasion: Occasion): Draft {
  const { lifecycle, contacts, subject, locale } = occasion;
  const said = words(locale);
  const name = whom(occasion);
  const phone = contacts.find(({ id }) => id === subject)?.phone ?? null;
  return {
    subject: said.unreachable(name, ofProduct(occasion, lifecycle.client.name)),
    matters: [{ headline: said.takesNone(name, lifecycle.client.name), why: said.firstSign }],
    sections: [
      ...section(said.toDo, [phone === null ? said.callAnyone : said.call(phone), said.stillThere, said.haveLeft]),
      ...toKnow(occasion),
    ],
  };
}

/** A mail to a contact was refused for its content; the address takes others. */
export function mailRefusedMail(occasion: Occasion): Draft {
  const { lifecycle, event, locale, subject } = occasion;
  const said = words(locale);
  const name = whom(occasion);
  const mail = event?.kind === 'mail-refused' ? event.mail : null;
  const { mails } = termsOf(locale);
  const which = Object.entries(mails).find(([kind]) => kind === mail)?.[1] ?? said.mail;
  return {
    subject: said.refused(name, ofProduct(occasion, lifecycle.client.name)),
    matters: [{ headline: said.wasRefused(which, name, lifecycle.client.name), why: said.addressFine }],
    sections: [
      ...section(said.toDo, [said.askYourself]),
      ...toKnow(occasion, subject === null ? {} : { about: [subject] }),
    ],
  };
}
