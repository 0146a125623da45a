/** To one of ours: what became of a mail that they sent us, or what a contact of a client of theirs wrote to us. */
import { capitalised } from '../../domain/core/item-steps';
import type { MailToAnswer } from '../../domain/told/mail-in';
import type { Draft, DraftButton, Matter } from '../draft';
import { section } from '../sections';

const buttonOf = ({ item }: MailToAnswer, label: string): { readonly button?: DraftButton } =>
  item === null
    ? {}
    : {
        button: {
          label,
          grant: { purpose: 'item', subject: item.id },
          lifecycle: item.lifecycle,
          ...(item.inPlaceOf === null ? {} : { forRep: item.inPlaceOf }),
        },
      };

/** What it is about: `Call with Alpine Tools`. */
function aboutOf({ item, client }: MailToAnswer): string {
  const what = item === null ? 'Your mail' : capitalised(item.name);
  return client === null ? what : `${what} with ${client}`;
}

/** The subject, what to say, and under which title the words stand. */
function told(mail: MailToAnswer): {
  readonly subject: string;
  readonly matter: Matter<DraftButton>;
  readonly title: string;
} {
  const { state, client, contact } = mail;
  const who = `${contact ?? 'A contact'}${client === null ? '' : ` of ${client}`}`;
  switch (state) {
    case 'unclear':
      return {
        subject: `What came of it? ${aboutOf(mail)}`,
        matter: {
          headline: 'Your answer is kept, and does not say what came of it.',
          why: 'Choose it on the page, where your words stand already; or answer this mail with “done”, “no answer” or “declined” in the first line. You are asked once.',
          ...buttonOf(mail, 'Say what came of it'),
        },
        title: 'What you wrote',
      };
    case 'empty':
      return {
        subject: `Nothing recorded: ${aboutOf(mail)}`,
        matter: {
          headline: 'Your answer had no words of its own, so nothing was recorded.',
          why: 'Answer with “done”, “no answer” or “declined” in the first line and what else is worth knowing below, or say it on the page.',
          ...buttonOf(mail, 'Say what came of it'),
        },
        title: '',
      };
    case 'closed':
      return {
        subject: `Closed already: ${aboutOf(mail)}`,
        matter: {
          headline: mail.words,
          why: 'Your answer changes nothing; if something was recorded wrongly, correct it on the client’s page.',
        },
        title: '',
      };
    case 'logged':
      return {
        subject: `Your mail${client === null ? '' : ` to ${client}`} is logged, but not all its readers are known`,
        matter: {
          headline: 'It counts as a touch with those who are known.',
          why: 'Enter the others as contacts if they are; what you write to them from then on counts too.',
        },
        title: 'Not known as contacts',
      };
    case 'nobody-known':
      return {
        subject: 'Your mail is not logged: none of its readers is known',
        matter: {
          headline: 'Nobody to whom you wrote is a contact of a client of yours.',
          why: 'Enter them as contacts of their client, and record the touch on its page.',
        },
        title: 'Not known as contacts',
      };
    case 'away':
      return {
        subject: `${who} is away`,
        matter: {
          headline: `A mail to ${who} was answered automatically: they are away.`,
          why: 'It counts as no answer of theirs. Look at who stands in, and when they are back.',
        },
        title: 'The automatic answer',
      };
    case 'left':
      return {
        subject: `${who} may have left`,
        matter: {
          headline: `A mail to ${who} was answered automatically: they seem to have left.`,
          why: 'First step: find out who follows. Once you are sure, record on the client’s page that they left; nothing was changed.',
        },
        title: 'The automatic answer',
      };
    default:
      return {
        subject: `${who} wrote`,
        matter: {
          headline: `${who} wrote to us instead of to you.`,
          why: 'Answer them from your own address; it counts as no touch until you record one.',
        },
        title: 'What they wrote',
      };
  }
}

/** What of a mail that came in one of ours is told. */
export function mailAnsweredMail(mail: MailToAnswer): Draft {
  const { subject, matter, title } = told(mail);
  return {
    subject,
    matters: [matter],
    sections:
      title === '' || mail.words === ''
        ? []
        : section(
            title,
            mail.words.split('\n').filter((line) => line.trim() !== ''),
          ),
  };
}
