/** The two bodies of a mail. */
import { onOneLine } from '../domain/told/foreign';
import { htmlOf } from './html';
import type { LinkedDraft } from './draft';
import { textOf } from './text';
import { inBoth } from '../domain/told/words/in-both';

/** The last line of a mail to one of ours. */
const footers = inBoth(
  (recipient: string) => `For ${recipient}. Opening a link never changes anything; only submitting the form does.`,
  (recipient) =>
    `Für ${recipient}. Ein Link ändert nichts, wenn man ihn öffnet; erst das Absenden des Formulars zählt.`,
);

/** Surroundings a mail: who reads it, the name of the house above mails to our own people, and the address that leaves a contact alone. */
export interface Surroundings {
  readonly recipient: string;
  readonly sender: string;
  readonly wayOut: string | null;
}

/** HTML and text under the sender's name. In HTML everything from outside is escaped; in text it begins no line. */
export function compose(
  draft: LinkedDraft,
  { recipient, sender, wayOut }: Surroundings,
): { readonly html: string; readonly text: string } {
  const footer = draft.footer ?? footers({ language: draft.language ?? 'en' })(onOneLine(recipient));
  return { html: htmlOf(draft, { footer, sender, wayOut }), text: textOf(draft, { footer, wayOut }) };
}
