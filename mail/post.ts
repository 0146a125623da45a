/** The way to the mail server. */
import { createTransport } from 'nodemailer';
import {
  answerText,
  enhancedCodeOf,
  meaningOf,
  smtpCommandOf,
  type MeaningOfAnswer,
} from '../domain/integrations/mail-server';
import { onOneLine } from '../domain/told/foreign';
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
  /** Under which name it comes; the configured one where it is left out. The address is the configured one always. */
  readonly fromName?: string;
  /** Where an answer by mail goes. */
  readonly replyTo?: string;
  /** The Message-ID of the mail in whose thread it goes. */
  readonly inReplyTo?: string;
  /** A calendar file that goes with it. */
  readonly calendar?: CalendarFile;
}

/**
 * The mail server did not take a mail. Thrown by `Post.send`. It quotes nothing that the server said, and names no cause:
 * a server repeats addresses and whatever else it was sent.
 */
export class MailServerError extends Error {
  override readonly name = 'MailServerError';
  constructor(
    message: string,
    /** Whether waiting helps, or why this mail will not arrive. */
    readonly meaning: MeaningOfAnswer,
  ) {
    super(message);
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
/** So much of a subject is kept. */
const longestSubjectLine = 250;

/**
 * What every mail of ours says of itself: a program wrote it, and no program should answer it (RFC 3834, and Exchange's own
 * way to say so).
 */
const writtenByProgram = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

interface PostOptions {
  /** `smtp://…` or `smtps://…`. */
  readonly smtpUrl: string;
  /** `Name <address>`, or an address. */
  readonly from: string;
  /** Where mail servers report what they could not deliver; undefined: to the sender's address. */
  readonly bounces?: string | undefined;
  /** Whether a mail waits rather than go in clear to a server that offers no STARTTLS. */
  readonly tlsRequired: boolean;
}

/** The mail server of an address. */
export function createPost({ smtpUrl, from, bounces, tlsRequired }: PostOptions): Post {
  const url = new URL(smtpUrl);
  const fromAddress = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: tlsRequired,
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
    async send({ to, subject, html, text, date, messageId, headers, fromName, replyTo, inReplyTo, calendar }) {
      try {
        await transport.sendMail({
          from: fromName === undefined ? from : { name: onOneLine(fromName), address: fromAddress },
          to,
          ...(bounces === undefined ? {} : { envelope: { from: bounces, to: to.address } }),
          subject: onOneLine(subject).slice(0, longestSubjectLine),
          html,
          text,
          date: new Date(date),
          messageId,
          headers: { ...headers, ...writtenByProgram },
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(inReplyTo === undefined ? {} : { inReplyTo, references: inReplyTo }),
          ...(calendar === undefined ? {} : { icalEvent: { ...calendar, filename: 'meeting.ics' } }),
        });
      } catch (error) {
        throw notTaken(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The codes of Node and of nodemailer, such as `ECONNREFUSED` and `EPROTOCOL`: a server cannot write one. */
const ownCode = /^E[A-Z]+$/;

/** How nodemailer begins when it is given an address that no mail server would understand; nothing was sent. */
const noAddress = /^(?:Invalid recipient|No recipients defined)/;

const textIn = (error: object, field: string): string => {
  const value: unknown = new Map(Object.entries(error)).get(field);
  return typeof value === 'string' ? value : '';
};

/** Why a mail was not taken: by what the server answered to which command, or else by what went wrong on the way. */
function notTaken(error: unknown): MailServerError {
  const thrown = typeof error === 'object' && error !== null ? error : {};
  const [response, code] = [textIn(thrown, 'response'), textIn(thrown, 'code')];
  const command = smtpCommandOf(textIn(thrown, 'command'));
  const replied = /^\d{3}(?=$|[ \-\r\n])/.exec(response)?.[0];
  if (replied !== undefined) {
    const answer = { command, code: Number(replied), enhanced: enhancedCodeOf(response), words: response.slice(4) };
    const meaning = meaningOf(answer);
    return new MailServerError(answerText(answer, meaning), meaning);
  }
  if (command === 'API' && code === 'EENVELOPE' && error instanceof Error && noAddress.test(error.message))
    return new MailServerError('this is no address to which a mail can go', 'recipient');
  const why = ownCode.test(code) ? ` (${code})` : '';
  return new MailServerError(`the mail server gave no SMTP answer${why}`, 'passes');
}
