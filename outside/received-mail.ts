/** A mail that came in, read from its bytes: who is named in it, and its words. */
import { convert, type DomNode, type FormatCallback, type HtmlToTextOptions } from 'html-to-text';
import PostalMime, { addressParser, type Address } from 'postal-mime';
import { withMarksOf1252 } from './decoder';
import { isInUtf7, textOfUtf7 } from './utf7';

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
  /** Whether a calendar program says that an invitation was accepted, or was not. */
  readonly isCalendarReply: boolean;
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

/** What mail programs mark as a signature, or as theirs. */
const leftOut: readonly string[] = [
  '.gmail_signature',
  '.gmail_attr',
  '.x_gmail_attr',
  '.moz-signature',
  '.protonmail_signature_block',
  '#Signature',
  '#ms-outlook-mobile-signature',
];
/** What they put around the mail that is answered. */
const quotes: readonly string[] = [
  '.gmail_quote',
  '.x_gmail_quote',
  '.yahoo_quoted',
  '.protonmail_quote',
  '.tutanota_quote',
  '.zmail_extra',
  '#mail-editor-reference-message-container',
  '#isForwardContent',
];

/** A node of a document, of which a text has no children. */
type HtmlNode = Pick<DomNode, 'name'> & { readonly children?: readonly HtmlNode[] };

const holdsBlockquote = ({ name, children = [] }: HtmlNode): boolean =>
  name === 'blockquote' || children.some(holdsBlockquote);

/** What is quoted is left out as a whole, unless its lines are quoted each by itself: answers may stand between them. */
const formatQuote: FormatCallback = (element, walk, builder) => {
  if (!element.children.some(holdsBlockquote)) return;
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

/**
 * What mail programs mark as quoted has a `>` before each line, as in plain text, or is left out; so are signatures. Of links
 * their words stay. A block that is only set in, without a line beside it, is the writer's own.
 */
const asText: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: 200_000, maxDepth: 30, maxChildNodes: 1_000 },
  formatters: { quote: formatQuote },
  selectors: [
    ...leftOut.map((selector) => ({ selector, format: 'skip' })),
    ...quotes.map((selector) => ({ selector, format: 'quote' })),
    { selector: 'blockquote', format: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    {
      selector: 'blockquote.gmail_quote',
      format: 'blockquote',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    },
    { selector: 'blockquote[style*="border:none"]', format: 'block' },
    { selector: 'blockquote[style*="border: none"]', format: 'block' },
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
    const inUtf7 = isInUtf7(raw);
    const written = (text: string): string => (inUtf7 ? textOfUtf7(text) : text);
    const plain = written(mail.text ?? '');
    return {
      headers,
      from: fromLines.length === 1 && from.length === 1 && isAddress.test(from[0] ?? '') ? (from[0] ?? null) : null,
      to,
      deliveredTo: [...to, ...addressesIn(mail.bcc), ...noted],
      subject: readable(mail.subject ?? ''),
      messageId: only('message-id') ? (mail.messageId ?? '') : '',
      writtenAt: writtenAt === null || Number.isNaN(writtenAt.getTime()) ? null : writtenAt,
      text: readable(plain.trim() === '' && mail.html !== undefined ? convert(written(mail.html), asText) : plain),
      isCalendarReply: mail.attachments.some(
        ({ mimeType, method }) => mimeType === 'text/calendar' && method?.toUpperCase() === 'REPLY',
      ),
    };
  } catch (error) {
    throw new UnreadableMail('These bytes are no mail that can be read.', { cause: error });
  }
}

/** As much of an address as has to be right before anybody is looked up by it. */
const isAddress = /^[^\s@]+@[^\s@]+$/;

const bareAddress = (value: string): string => /<([^<>]*)>/.exec(value)?.[1] ?? value.trim();

/** Text without what no database keeps, and no page shows; quotation marks that were taken for control characters are such again. */
function readable(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex -- those are the ones that go
  return withMarksOf1252(text.toWellFormed()).replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
