/** Where people sign in: they ask for a mail, and come in by its link or its code. */
import type { ComponentChildren } from 'preact';
import { signInMinutes } from '../../domain/organisation/signing-in';
import type { Locale } from '../../domain/told/locale';
import { signInWords } from '../../domain/told/words/sign-in';
import { AddressField, CodeField, Send } from '../parts/field';
import { notFilled, type Filled } from '../parts/filled';
import { page } from '../parts/page';

/** Who reads a page of signing in, and in whose house. */
export interface SignInReader extends Pick<Locale, 'language'> {
  readonly house: string;
}

const shown = ({ language, house }: SignInReader, title: string, children: ComponentChildren): string =>
  page({ title, language, brand: house, children: [<h1>{title}</h1>, children] });

/** What the first page of signing in offers. */
export interface SignInView {
  /** The page to come to afterwards. */
  readonly leadsTo: string;
  readonly form?: Filled;
  /** Where else they can say who they are. */
  readonly elsewhere: { readonly name: string; readonly href: string } | null;
  /** Where every mail can be read, in a trial. */
  readonly mailbox: string | null;
}

/** Asks for an address. */
export function signInPage(
  reader: SignInReader,
  { leadsTo, form = notFilled, elsewhere, mailbox }: SignInView,
): string {
  const { title, ask } = signInWords(reader);
  return shown(
    reader,
    title,
    <>
      <p>{ask.why}</p>
      <form method="post" action="/sign-in">
        <AddressField form={form} name="email" label={ask.address} />
        <input type="hidden" name="then" value={leadsTo} />
        <Send label={ask.send} />
      </form>
      {elsewhere === null ? null : (
        <p>
          {ask.or}{' '}
          <a class="button second" href={elsewhere.href}>
            {ask.with(elsewhere.name)}
          </a>
        </p>
      )}
      {mailbox === null ? null : (
        <p class="quiet">
          {ask.mailbox}: <a href={mailbox}>{mailbox}</a>
        </p>
      )}
    </>,
  );
}

/** Says that a mail is on its way if the address is known, and takes its code. */
export function codePage(reader: SignInReader, form: Filled = notFilled, mailbox: string | null = null): string {
  const { sent, ask } = signInWords(reader);
  return shown(
    reader,
    sent.title,
    <>
      <p>{sent.why(signInMinutes)}</p>
      <form method="post" action="/sign-in/code" class="code">
        <CodeField form={form} name="code" label={sent.code} />
        <Send label={sent.open} />
      </form>
      <p>
        <a href="/sign-in">{sent.again}</a>
      </p>
      {mailbox === null ? null : (
        <p class="quiet">
          {ask.mailbox}: <a href={mailbox}>{mailbox}</a>
        </p>
      )}
    </>,
  );
}

/** Behind the mailed link: only the button signs in, so that whatever opens links does not. */
export function linkPage(reader: SignInReader, name: string): string {
  const { link } = signInWords(reader);
  return shown(
    reader,
    link.title,
    <>
      <p>{link.why(name)}</p>
      <form method="post">
        <Send label={link.open} />
      </form>
    </>,
  );
}

/** Why nobody comes in here. */
export type NotSignedIn = 'over' | 'nobody' | 'elsewhere' | 'anotherSite' | 'later';

/** Says why nobody comes in here, with the way to try again. */
export function notSignedInPage(reader: SignInReader, why: NotSignedIn): string {
  const words = signInWords(reader);
  const said = words[why];
  const again = 'again' in said ? said.again : words.elsewhere.again;
  return shown(
    reader,
    said.title,
    <>
      <p>{said.why}</p>
      <p>
        <a href="/sign-in">{again}</a>
      </p>
    </>,
  );
}

/** After signing out. */
export function signedOutHerePage(reader: SignInReader, everywhere: boolean): string {
  const { out, title } = signInWords(reader);
  return shown(
    reader,
    out.title,
    <>
      <p>
        {everywhere ? `${out.everywhere} ` : ''}
        {out.why}
      </p>
      <p>
        <a href="/sign-in">{title}</a>
      </p>
    </>,
  );
}
