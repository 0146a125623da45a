/** To one of ours: what became of a mail that they sent us, or what a contact of a client of theirs wrote to us. */
import { capitalised } from '../../domain/core/item-steps';
import type { Instant } from '../../domain/core/json';
import { listIn, type Locale } from '../../domain/told/locale';
import type { MailToAnswer } from '../../domain/told/mail-in';
import { inBoth } from '../../domain/told/words/in-both';
import { itemIn } from '../../domain/told/words/known';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import type { Draft, DraftButton, Matter } from '../draft';
import { section } from '../sections';

const words = inBoth(
  {
    yourMail: 'Your mail',
    with: (what: string, client: string) => `${what} with ${client}`,
    aContact: 'A contact',
    of: (who: string, client: string) => `${who} of ${client}`,
    record: 'Record the outcome',
    wrote: 'What you wrote',
    unclear: {
      subject: (what: string) => `What came of it? ${what}`,
      headline: 'Your answer is kept; it does not say what came of it.',
      why: 'Choose it on the page, where your words stand already, or answer this mail with “done”, “no answer” or “declined” in the first line. You are asked once.',
    },
    empty: {
      subject: (what: string) => `Nothing recorded: ${what}`,
      headline: 'Your answer had no words of its own, so nothing was recorded.',
      why: 'Answer with “done”, “no answer” or “declined” in the first line and what else is worth knowing below, or say it on the page.',
    },
    closed: {
      subject: (what: string) => `Closed already: ${what}`,
      why: 'Your answer changes nothing. If something was recorded wrongly, correct it on the page behind the mail.',
    },
    logged: {
      subject: (client: string | null) =>
        `Your mail${client === null ? '' : ` to ${client}`} is logged, but not all its readers are known`,
      headline: 'It counts for those who are known.',
      why: 'Enter the others as contacts if they are; what you write to them from then on counts too.',
    },
    notKnown: 'Not known as contacts',
    nobody: {
      subject: 'Your mail is not logged: none of its readers is known',
      headline: 'Nobody to whom you wrote is a contact of a client of yours.',
      why: 'Enter them as contacts of their client, and record what you wrote there.',
    },
    away: {
      subject: (who: string) => `${who} is away`,
      headline: (who: string) => `A mail to ${who} was answered automatically: they are away.`,
      why: 'It counts as no answer of theirs. Look at who stands in, and when they are back.',
    },
    left: {
      subject: (who: string) => `${who} may have left`,
      headline: (who: string) => `A mail to ${who} was answered automatically: they seem to have left.`,
      why: 'First step: find out who follows. Once you are sure, record that they left; nothing has been changed.',
    },
    automatic: 'The automatic answer',
    contact: {
      subject: (who: string) => `${who} wrote`,
      headline: (who: string) => `${who} wrote to us instead of to you.`,
      why: 'Answer them from your own address; nothing counts until you record it.',
    },
    theirWords: 'What they wrote',
  },
  {
    yourMail: 'Ihre Mail',
    with: (what, client) => `${what} (${client})`,
    aContact: 'Ein Ansprechpartner',
    of: (who, client) => `${who} von ${client}`,
    record: 'Ergebnis eintragen',
    wrote: 'Was Sie geschrieben haben',
    unclear: {
      subject: (what) => `Was ist daraus geworden? ${what}`,
      headline: 'Ihre Antwort ist aufgehoben; sie sagt nicht, was daraus geworden ist.',
      why: 'Wählen Sie es auf der Seite, auf der Ihre Worte schon stehen, oder antworten Sie auf diese Mail mit „erledigt“, „nicht erreicht“ oder „abgelehnt“ in der ersten Zeile. Sie werden nur einmal gefragt.',
    },
    empty: {
      subject: (what) => `Nichts eingetragen: ${what}`,
      headline: 'In Ihrer Antwort standen keine eigenen Worte, darum wurde nichts eingetragen.',
      why: 'Antworten Sie mit „erledigt“, „nicht erreicht“ oder „abgelehnt“ in der ersten Zeile und darunter mit dem, was sonst wissenswert ist, oder sagen Sie es auf der Seite.',
    },
    closed: {
      subject: (what) => `Schon abgeschlossen: ${what}`,
      why: 'Ihre Antwort ändert nichts. Wurde etwas falsch eingetragen, berichtigen Sie es auf der Seite hinter der Mail.',
    },
    logged: {
      subject: (client) =>
        `Ihre Mail${client === null ? '' : ` an ${client}`} ist eingetragen, aber nicht alle Empfänger sind bekannt`,
      headline: 'Sie zählt für alle, die bekannt sind.',
      why: 'Tragen Sie die anderen als Ansprechpartner ein, wenn sie es sind; was Sie ihnen danach schreiben, zählt auch.',
    },
    notKnown: 'Nicht als Ansprechpartner bekannt',
    nobody: {
      subject: 'Ihre Mail ist nicht eingetragen: Kein Empfänger ist bekannt',
      headline: 'Niemand, dem Sie geschrieben haben, ist Ansprechpartner eines Ihrer Kunden.',
      why: 'Tragen Sie sie bei ihrem Kunden als Ansprechpartner ein und dort auch, was Sie geschrieben haben.',
    },
    away: {
      subject: (who) => `${who} ist nicht da`,
      headline: (who) => `Eine Mail an ${who} wurde automatisch beantwortet: zurzeit abwesend.`,
      why: 'Das zählt nicht als Antwort. Sehen Sie nach, wer vertritt und bis wann.',
    },
    left: {
      subject: (who) => `${who} ist vielleicht nicht mehr dort`,
      headline: (who) => `Eine Mail an ${who} wurde automatisch beantwortet: anscheinend nicht mehr im Unternehmen.`,
      why: 'Erster Schritt: Klären Sie, wer folgt. Wenn Sie sicher sind, tragen Sie den Weggang ein; geändert wurde nichts.',
    },
    automatic: 'Die automatische Antwort',
    contact: {
      subject: (who) => `${who} hat geschrieben`,
      headline: (who) => `${who} hat uns geschrieben statt Ihnen.`,
      why: 'Antworten Sie von Ihrer eigenen Adresse; es zählt erst, wenn Sie es eintragen.',
    },
    theirWords: 'Was geschrieben wurde',
  },
);

type AnsweredWords = ReturnType<typeof words>;

/** The button that leads to the item, where there is one. */
function buttonOf({ item }: MailToAnswer, { record }: AnsweredWords): { readonly button?: DraftButton } {
  if (item === null) return {};
  const { id, lifecycle, inPlaceOf } = item;
  const forRep = inPlaceOf === null ? {} : { forRep: inPlaceOf };
  return { button: { label: record, grant: { purpose: 'item', subject: id }, lifecycle, ...forRep } };
}

/** What it is about: `Call with Alpine Tools`. */
function aboutOf({ item }: MailToAnswer, client: string | null, said: AnsweredWords, speech: Speech): string {
  const named = item?.named ?? null;
  const what = named === null ? said.yourMail : capitalised(itemIn(speech, named));
  return client === null ? what : said.with(what, client);
}

interface AnsweredTold {
  readonly subject: string;
  readonly matter: Matter<DraftButton>;
  /** Under which title the words stand; empty where none do. */
  readonly title: string;
}

/** The subject, what to say, and under which title the words stand. */
function told(mail: MailToAnswer, said: AnsweredWords, speech: Speech, locale: Locale): AnsweredTold {
  const { state, clients, contact } = mail;
  const client = clients.length === 0 ? null : listIn(locale, clients);
  const about = aboutOf(mail, client, said, speech);
  const someone = contact ?? said.aContact;
  const who = client === null ? someone : said.of(someone, client);
  switch (state) {
    case 'unclear': {
      const { subject, ...matter } = said.unclear;
      return { subject: subject(about), matter: { ...matter, ...buttonOf(mail, said) }, title: said.wrote };
    }
    case 'empty': {
      const { subject, ...matter } = said.empty;
      return { subject: subject(about), matter: { ...matter, ...buttonOf(mail, said) }, title: '' };
    }
    case 'closed':
      return {
        subject: said.closed.subject(about),
        matter: { headline: mail.words, why: said.closed.why },
        title: '',
      };
    case 'logged': {
      const { subject, ...matter } = said.logged;
      return { subject: subject(client), matter, title: said.notKnown };
    }
    case 'nobody-known': {
      const { subject, ...matter } = said.nobody;
      return { subject, matter, title: said.notKnown };
    }
    case 'away':
    case 'left': {
      const { subject, headline, why } = said[state];
      return { subject: subject(who), matter: { headline: headline(who), why }, title: said.automatic };
    }
    case 'wrote': {
      const { subject, headline, why } = said.contact;
      return { subject: subject(who), matter: { headline: headline(who), why }, title: said.theirWords };
    }
    default:
      return state satisfies never;
  }
}

/** What of a mail that came in one of ours is told. */
export function mailAnsweredMail(mail: MailToAnswer, at: Instant, locale: Locale): Draft {
  const { subject, matter, title } = told(mail, words(locale), speechOf(locale, at), locale);
  const lines = mail.words.split('\n').filter((line) => line.trim() !== '');
  return { subject, matters: [matter], sections: title === '' ? [] : section(title, lines), language: locale.language };
}
