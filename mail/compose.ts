/** The two bodies of a mail. */
import { onOneLine } from '../domain/told/foreign';
import { htmlOf } from './html';
import type { LinkedDraft } from './draft';
import { textOf } from './text';
import { inBoth } from '../domain/told/words/in-both';

/** The last lines of a mail to one of ours. */
const footers = inBoth(
  {
    client: 'Open this client’s page',
    day: 'Open your day',
    links: (recipient: string) =>
      `For ${recipient}. Opening a link never changes anything; only submitting the form does.`,
    answer:
      'You can also answer this mail: “done”, “no answer” or “declined” in the first line, and below it whatever else is worth knowing.',
  },
  {
    client: 'Die Seite dieses Kunden öffnen',
    day: 'Ihren Tag öffnen',
    links: (recipient) =>
      `Für ${recipient}. Ein Link ändert nichts, wenn man ihn öffnet; erst das Absenden des Formulars zählt.`,
    answer:
      'Sie können auch auf diese Mail antworten: „erledigt“, „nicht erreicht“ oder „abgelehnt“ in der ersten Zeile, darunter alles, was sonst wissenswert ist.',
  },
);

/**
 * What surrounds a mail: who reads it, the name of the house above mails to our own people, the address that leaves a contact
 * alone, and whether an answer to it is read.
 */
export interface Surroundings {
  readonly recipient: string;
  readonly sender: string;
  readonly wayOut: string | null;
  readonly isAnswered?: boolean;
  /** Where it leads in the desk: to the client, or to the reader's day; absent where it leads nowhere. */
  readonly desk?: { readonly to: 'client' | 'day'; readonly url: string } | undefined;
}

/** The usual last lines. */
function usualFooter({ language = 'en' }: LinkedDraft, { recipient, isAnswered }: Surroundings): string {
  const { links, answer } = footers({ language });
  return [links(onOneLine(recipient)), ...(isAnswered === true ? [answer] : [])].join(' ');
}

/** HTML and text under the sender's name. In HTML everything from outside is escaped; in text it begins no line. */
export function compose(draft: LinkedDraft, around: Surroundings): { readonly html: string; readonly text: string } {
  const { sender, wayOut, desk: leads } = around;
  const footer = draft.footer ?? usualFooter(draft, around);
  const { language = 'en' } = draft;
  // A client's contact has no pages here.
  const desk =
    leads === undefined || draft.letter !== undefined
      ? null
      : { label: footers({ language })[leads.to], url: leads.url };
  return { html: htmlOf(draft, { footer, sender, wayOut, desk }), text: textOf(draft, { footer, wayOut, desk }) };
}
