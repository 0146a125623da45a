/** The two bodies of a mail. */
import { htmlOf } from './html';
import type { Letter } from './letter';
import { textOf } from './text';

/** HTML and text under the sender's name. In HTML everything from outside is escaped. */
export function compose(
  letter: Letter,
  recipient: string,
  brand: string,
): { readonly html: string; readonly text: string } {
  const footer =
    letter.footer ?? `For ${recipient}. Opening a link changes nothing; only what you send behind it counts.`;
  return { html: htmlOf(letter, footer, brand), text: textOf(letter, footer) };
}
