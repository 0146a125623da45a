/** A mail that came in, read from its bytes: who is named in it, and its words. */
import { convert, type HtmlToTextOptions } from 'html-to-text';
import PostalMime, { addressParser, type Address } from 'postal-mime';

export interface MailHeader {
  /** In small letters. */
  readonly key: string;
  readonly value: string;
}

export interface ReceivedMail {
  /** Every header, the topmost first. */
  readonly headers: readonly MailHeader[];
  /** The one address that it is from; null where it names none, or several. */
  readonly from: string | null;
  /** Whom it names as readers, in the open. */
  readonly to: readonly string[];
  /** To whom it was delivered: those, and what a mail server wrote down of its envelope. */
  readonly deliveredTo: readonly string[];
  readonly subject: string;
  /** Empty where it has none. */
  readonly messageId: string;
  /** When it says that it was written; null where it does not say. */
  readonly writtenAt: Date | null;
  /** Its text; of a mail that is HTML alone, that as text, without what it quotes. */
  readonly text: string;
}

/** The bytes are no mail that can be read. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
}

/** How mail servers write down to whom they delivered. */
const envelopeHeaders: readonly string[] = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
];

/** What mail programs mark as quoted, or as a signature, is left out; of links their words stay. */
const asText: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: 200_000, maxDepth: 30, maxChildNodes: 1_000 },
  selectors: [
    ...['.gmail_quote', '.gmail_signature', '.yahoo_quoted', '.moz-cite-prefix', '.moz-signature', '#Signature'].map(
      (selector) => ({ selector, format: 'skip' }),
    ),
    { selector: 'blockquote', format: 'skip' },
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
  ],
};

const addressesIn = (all: readonly Address[] | undefined): readonly string[] =>
  (all ?? []).flatMap((one) => (one.group === undefined ? [one.address] : one.group.map(({ address }) => address)));

/** Reads a mail. Throws `UnreadableMail`. */
export async function readMail(raw: Uint8Array): Promise<ReceivedMail> {
  try {
    const mail = await PostalMime.parse(raw, { rfc822Attachments: true, maxNestingDepth: 50 });
    const headers = mail.headers.map(({ key, value }) => ({ key, value }));
    const only = (key: string): boolean => headers.filter((one) => one.key === key).length === 1;
    const fromLines = headers.filter(({ key }) => key === 'from');
    const from = addressesIn(addressParser(fromLines[0]?.value ?? ''));
    const to = [...addressesIn(mail.to), ...addressesIn(mail.cc)];
    const noted = headers.filter(({ key }) => envelopeHeaders.includes(key)).map(({ value }) => bareAddress(value));
    const writtenAt = mail.date === undefined ? null : new Date(mail.date);
    const plain = mail.text ?? '';
    return {
      headers,
      from: fromLines.length === 1 && from.length === 1 && isAddress.test(from[0] ?? '') ? (from[0] ?? null) : null,
      to,
      deliveredTo: [...to, ...addressesIn(mail.bcc), ...noted],
      subject: readable(mail.subject ?? ''),
      messageId: only('message-id') ? (mail.messageId ?? '') : '',
      writtenAt: writtenAt === null || Number.isNaN(writtenAt.getTime()) ? null : writtenAt,
      text: readable(plain.trim() === '' && mail.html !== undefined ? convert(mail.html, asText) : plain),
    };
  } catch (error) {
    throw new UnreadableMail('These bytes are no mail that can be read.', { cause: error });
  }
}

/** As much of an address as has to be right before anybody is looked up by it. */
const isAddress = /^[^\s@]+@[^\s@]+$/;

const bareAddress = (value: string): string => /<([^<>]*)>/.exec(value)?.[1] ?? value.trim();

/** Text without what no database keeps, and no page shows. */
function readable(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex -- those are the ones that go
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
