/** The way to the mail server. */
import { createTransport } from 'nodemailer';
import type { CalendarFile } from './calendar-file';

export interface OutgoingMail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The domain moment, as an ISO instant. */
  readonly date: string;
  /** The same for each try, so that mail stores recognise a mail that went out twice, which SMTP cannot rule out. */
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where an answer by mail goes. */
  readonly replyTo?: string;
  /** A calendar file that goes with it. */
  readonly calendar?: CalendarFile;
}

/** The mail server did not take a mail. Thrown by `Post.send`. The message quotes nothing that it said. */
export class MailServerError extends Error {
  override readonly name = 'MailServerError';
  constructor(
    message: string,
    /** The SMTP reply code; null when it could not be reached. */
    readonly answered: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Post {
  /** Hands a mail to the mail server; throws `MailServerError`. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** How long a mail server may take to answer at first, and to be silent later. */
const connectTimeoutMs = 10_000;
const silenceTimeoutMs = 15_000;

/** A mail server behind `smtp://…` or `smtps://…`. */
export function createPost({ smtpUrl, from }: { readonly smtpUrl: string; readonly from: string }): Post {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    pool: true,
    maxConnections: 4,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, html, text, date, messageId, headers, replyTo, calendar }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject: oneLine(subject),
          html,
          text,
          date: new Date(date),
          messageId,
          headers,
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(calendar === undefined ? {} : { icalEvent: { ...calendar, filename: 'meeting.ics' } }),
        });
      } catch (error) {
        const { responseCode, message } = saidBy(error);
        throw responseCode === null
          ? new MailServerError(`the mail server could not be reached: ${message}`, null, { cause: error })
          : new MailServerError(`the mail server answered ${responseCode}`, responseCode, { cause: error });
      }
    },
    close: () => transport.close(),
  };
}

/** What the mail server answered, null where it did not; and what went wrong, in words. */
function saidBy(error: unknown): { readonly responseCode: number | null; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { responseCode: null, message: String(error) };
  const code = 'responseCode' in error ? error.responseCode : null;
  const message = 'message' in error ? error.message : error;
  return { responseCode: typeof code === 'number' ? code : null, message: String(message) };
}

/** Words from outside never break out of a header. */
function oneLine(words: string): string {
  return words.replaceAll(/[\r\n\t]+/g, ' ').slice(0, 250);
}
