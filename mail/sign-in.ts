/** The mail with which somebody signs in. It goes out at once, by itself: its secrets are kept nowhere on the way. */
import type { Instant } from '../domain/core/json';
import { signInMinutes } from '../domain/organisation/signing-in';
import type { Locale } from '../domain/told/locale';
import { signInWords } from '../domain/told/words/sign-in';
import { compose } from './compose';
import type { OutgoingMail } from './post';

/** What somebody signs in with. */
export interface SignInSecrets {
  readonly to: OutgoingMail['to'];
  readonly language: Locale['language'];
  /** The address behind the button. */
  readonly link: string;
  readonly code: string;
}

/** The mail as it goes out. `id` names it, and tells nothing. */
export function signInMail(
  { to, language, link, code }: SignInSecrets,
  { id, sender, at }: { readonly id: string; readonly sender: string; readonly at: Instant },
): OutgoingMail {
  const words = signInWords({ language }).mail;
  const { html, text } = compose(
    {
      subject: words.subject,
      matters: [
        { headline: words.headline, why: words.why(signInMinutes), button: { label: words.button, url: link } },
      ],
      sections: [{ title: words.code, lines: [code] }],
      footer: words.footer,
      language,
    },
    { recipient: to.name, sender, wayOut: null },
  );
  return {
    to,
    subject: words.subject,
    html,
    text,
    date: at,
    messageId: `<sign-in-${id}@holdfast>`,
    headers: { 'X-Holdfast-Mail': 'sign-in' },
  };
}
