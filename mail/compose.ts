/** The two bodies of a mail. */
import { onOneLine } from '../domain/told/foreign';
import { htmlOf } from './html';
import type { LinkedDraft } from './draft';
import { textOf } from './text';

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
  const footer =
    draft.footer ?? `For ${onOneLine(recipient)}. Opening a link changes nothing; only what you send behind it counts.`;
  return { html: htmlOf(draft, { footer, sender, wayOut }), text: textOf(draft, { footer, wayOut }) };
}
