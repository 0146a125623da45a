/** The two bodies of a mail. */
import { onOneLine } from '../domain/told/foreign';
import { htmlOf } from './html';
import type { LinkedDraft } from './draft';
import { textOf } from './text';

/** HTML and text under the sender's name. In HTML everything from outside is escaped; in text it begins no line. */
export function compose(
  draft: LinkedDraft,
  recipient: string,
  brand: string,
): { readonly html: string; readonly text: string } {
  const footer =
    draft.footer ?? `For ${onOneLine(recipient)}. Opening a link changes nothing; only what you send behind it counts.`;
  return { html: htmlOf(draft, footer, brand), text: textOf(draft, footer) };
}
