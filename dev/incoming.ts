/**
 * Mail to the reply domain of the embedded stack. Its mailbox is the relay that the stack trusts: what somebody writes on
 * its pages comes from whose mail they answered, and it says so; of what comes by SMTP it knows nothing, and says that.
 */
import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { mailSignature } from '../api/inbound/mail/signature';
import type { CaughtMail } from './caught-mail';

/** The reply domain of the embedded stack. */
export const replyDomain = 'reply.holdfast.example';

/** The mailbox's name as a relay. */
export const relayName = 'mailbox.holdfast.example';

export interface Incoming {
  /** Where mail to the reply domain is handed on to. */
  readonly address: string;
  readonly secret: string;
}

/** What the API said of a mail. */
export interface HandedOn {
  readonly status: number;
  /** What became of it; its problem where it was not taken. */
  readonly became: string;
}

/** Whether an address lies in the reply domain. */
export const isIncoming = (address: string): boolean => address.toLowerCase().endsWith(`@${replyDomain}`);

const foreignWord = /^authentication-results:[^\n]*\n(?:[ \t][^\n]*\n)*/gim;

/** The mail as this relay hands it on: with its own word on the sender, and nobody else's; and with whom it was delivered to. */
export function asRelayed(raw: Uint8Array, to: readonly string[], sender: string | null): Buffer {
  const text = Buffer.from(raw).toString('latin1');
  const blank = /\r?\n\r?\n/.exec(text);
  const end = blank === null ? text.length : blank.index + blank[0].length;
  const head = text.slice(0, end).replace(foreignWord, '');
  const spf = sender === null ? 'spf=none' : `spf=pass smtp.mailfrom=${sender}`;
  const own = [`Authentication-Results: ${relayName}; ${spf}`, ...to.map((address) => `Delivered-To: ${address}`)];
  return Buffer.from(`${own.join('\r\n')}\r\n${head}${text.slice(end)}`, 'latin1');
}

/** Hands a mail on to the API, signed. */
export async function handOn({ address, secret }: Incoming, raw: Uint8Array): Promise<HandedOn> {
  const [id, timestamp] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1_000))];
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'Content-Type': 'message/rfc822',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': mailSignature(secret, id, timestamp, raw),
    },
    body: new Uint8Array(raw),
    signal: AbortSignal.timeout(30_000),
  });
  const body = (await response.json()) as { readonly state?: string; readonly detail?: string };
  return { status: response.status, became: body.state ?? body.detail ?? '' };
}

/** A mail that somebody writes on the mailbox's page. */
export interface Typed {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly text: string;
}

/** The answer of a mail's reader, as their mail program would write it, with the mail quoted below. */
export async function answerTo(mail: CaughtMail, from: string, { to, cc, bcc, text }: Typed): Promise<Buffer> {
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const composer = new MailComposer({
    from,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    inReplyTo: mail.messageId,
    references: mail.messageId,
    messageId: `<${randomUUID()}@${relayName}>`,
    text: `${text}\n\nOn ${mail.date.slice(0, 10)} at ${mail.date.slice(11, 16)}, ${mail.headers.from ?? ''} wrote:\n\n${quoted}\n`,
  });
  return composer.compile().build();
}
