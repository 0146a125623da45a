/** To whoever leads somebody: they do not get our mail. */
import { inWords } from '../../domain/core/words';
import type { Undelivered } from '../../domain/told/undelivered';
import type { Draft, MailSection } from '../draft';
import { section } from '../sections';

const notDelivered = ({ mails }: Undelivered): readonly MailSection[] =>
  section(
    'Not delivered',
    mails.map(({ kind, client, on }) => `${on}: ${inWords(kind)}${client === null ? '' : `, ${client}`}`),
  );

/** Their address takes no mail, or there is nobody whose address it could be. */
export function unreachableMail(undelivered: Undelivered): Draft {
  const { name, address } = undelivered.person;
  if (address === null) return nobodyMail(undelivered);
  return {
    subject: `No mail reaches ${name}`,
    matters: [
      {
        headline: `The mail server takes no mail for ${name} (${address}).`,
        why: 'What is due with their clients, alarms among it, does not reach them. You hear of it once, until the address is another one.',
      },
    ],
    sections: [
      ...section('What to do', [
        'Have the address corrected; see to their clients until then, or have a deputy stand in.',
        'Operations can send the mails below again, once it is corrected.',
      ]),
      ...notDelivered(undelivered),
    ],
  };
}

/** Mail is meant for an id that is nobody's. */
function nobodyMail(undelivered: Undelivered): Draft {
  const { name } = undelivered.person;
  return {
    subject: `Mail for ${name} reaches nobody`,
    matters: [
      {
        headline: `Mail is meant for ${name}, and nobody is known by that id.`,
        why: 'What is due there, alarms among it, reaches nobody. You hear of it once.',
      },
    ],
    sections: [
      ...section('What to do', [
        'Have operations enter who that is, or name somebody else in the groups and workgroups where that id stands.',
        'Operations can send the mails below again, once that is done.',
      ]),
      ...notDelivered(undelivered),
    ],
  };
}

/** A mail for them was refused for what is in it. */
export function undeliveredMail(undelivered: Undelivered): Draft {
  const { name } = undelivered.person;
  return {
    subject: `A mail did not reach ${name}`,
    matters: [
      {
        headline: `The mail server refused what is in a mail for ${name}; their address takes others.`,
        why: 'Operations have it in their list, and can send it again once the cause is mended. You hear of such mails once a day at most.',
      },
    ],
    sections: [...section('What to do', ['Tell them what the mail was about.']), ...notDelivered(undelivered)],
  };
}
