/** To the rep: no mail reaches a contact any more, or one mail was refused for what is in it. */
import { inWords } from '../../domain/core/words';
import { aboutWhom, type Occasion } from '../../domain/told/occasion';
import type { Draft } from '../draft';
import { about, backgroundSections, section } from '../sections';

const whom = (occasion: Occasion): string => aboutWhom(occasion, occasion.subject ?? undefined) ?? 'A contact';

/** The address of a contact takes no mail: often the first sign that somebody has left. */
export function contactUnreachableMail(occasion: Occasion): Draft {
  const { lifecycle, contacts, subject } = occasion;
  const name = whom(occasion);
  const phone = contacts.find(({ id }) => id === subject)?.phone ?? null;
  return {
    subject: `No mail reaches ${name}: ${about(occasion)}`,
    matters: [
      {
        headline: `The mail server takes no mail for ${name} at ${lifecycle.client.name}.`,
        why: 'It may be the first sign that they have left. We write to this address no more until it is another one; you hear of it once.',
      },
    ],
    sections: [
      ...section('What to do', [
        `Call ${phone === null ? 'them, or somebody else there' : phone}, and ask for the right address.`,
        'They are still there: have the address corrected, by sales with the next deal or by whoever keeps the contacts.',
        'They have left: say so (contact departed), so that their successor is found in time.',
      ]),
      ...backgroundSections(occasion),
    ],
  };
}

/** A mail to a contact was refused for its content; the address takes others. */
export function mailRefusedMail(occasion: Occasion): Draft {
  const { lifecycle, event } = occasion;
  const name = whom(occasion);
  const which = event?.kind === 'mail-refused' ? inWords(event.mail) : 'mail';
  return {
    subject: `Not delivered to ${name}: ${about(occasion)}`,
    matters: [
      {
        headline: `Our ${which} did not reach ${name} at ${lifecycle.client.name}: the mail server refused what is in it.`,
        why: 'Their address is fine. Operations have it in their list, and can send it again once the cause is mended.',
      },
    ],
    sections: [
      ...section('What to do', ['Ask them yourself what the mail was to ask or tell.']),
      ...backgroundSections(occasion),
    ],
  };
}
