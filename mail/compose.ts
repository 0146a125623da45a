/** The two bodies of a mail. */
import { htmlOf } from './html';
import type { LinkedDraft } from './draft';
import { textOf } from './text';

/** HTML and text under the sender's name. In HTML everything from outside is escaped. */
export function compose(
  draft: LinkedDraft,
  recipient: string,
  brand: string,
): { readonly html: string; readonly text: string } {
  const footer =
    draft.footer ?? `For ${recipient}. Opening a link changes nothing; only what you send behind it counts.`;
  return { html: htmlOf(draft, footer, brand), text: textOf(draft, footer) };
}
