/** Mails to the reply domain, written as people's mail programs and their relays do. */
import { createTransport } from 'nodemailer';
import { asRelayed, handOn, replyDomain, type HandedOn } from '../../dev/incoming';
import type { CaughtMail } from '../../dev/caught-mail';
import { fresh, running } from './api';

export const logAddress = `log@${replyDomain}`;

/** The address at which a mail is answered. */
export function replyAddressIn(mail: CaughtMail): string {
  const address = /reply\+[0-9a-f]{40}@[\w.]+/.exec(mail.headers['reply-to'] ?? '')?.[0];
  if (address === undefined) throw new Error(`«${mail.subject}» cannot be answered: ${mail.headers['reply-to']}`);
  return address;
}

export interface WrittenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly date?: Date;
  readonly headers?: readonly string[];
  /** To whom else it was delivered. */
  readonly bcc?: readonly string[];
  /** Whom the relay found to have sent it; null: nobody, as with a forged one. */
  readonly proved?: string | null;
}

/** The bytes of a mail. */
export function written({ from, to, text, subject = 'Re: Call', messageId, date, headers = [] }: WrittenMail): Buffer {
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${to.join(', ')}`,
      `Subject: ${subject}`,
      `Message-ID: ${messageId ?? `<${fresh('m')}@client.example>`}`,
      `Date: ${(date ?? new Date()).toUTCString()}`,
      'MIME-Version: 1.0',
      ...headers,
      ...(headers.some((one) => /^content-type:/i.test(one)) ? [] : ['Content-Type: text/plain; charset=utf-8']),
      '',
      text,
    ].join('\r\n'),
  );
}

/** A mail as the trusted relay hands it on; returns what became of it. */
export async function comesIn(mail: WrittenMail): Promise<string> {
  const { from, to, bcc = [], proved = from } = mail;
  const sender = proved === null ? null : (/<([^<>]*)>/.exec(proved)?.[1] ?? proved);
  const { status, became } = await handOnRaw(asRelayed(written(mail), [...to, ...bcc], sender));
  expect({ status, became }).toEqual({ status: 202, became });
  return became;
}

/** Bytes as a relay hands them on. */
export function handOnRaw(raw: Uint8Array, secret = running.mailIn.secret): Promise<HandedOn> {
  return handOn({ ...running.mailIn, secret }, raw);
}

/** A mail by SMTP, as any program sends it. */
export async function byMailServer(raw: Uint8Array, from: string, to: readonly string[]): Promise<void> {
  const transport = createTransport({ url: running.mailbox.smtp, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from, to: [...to] }, raw: Buffer.from(raw) });
  } finally {
    transport.close();
  }
}

/** Presses «Reply» at a mail in the mailbox; returns the page that says what became of it. */
export async function answerInMailbox(
  mail: CaughtMail,
  parts: { readonly text: string; readonly to?: string; readonly cc?: string; readonly bcc?: string },
): Promise<string> {
  const form = new URLSearchParams({ to: replyTo(mail), cc: '', bcc: '', ...parts });
  const response = await fetch(`${running.mailbox.web}/mails/${mail.id}/reply`, {
    method: 'POST',
    body: form,
    signal: AbortSignal.timeout(30_000),
  });
  return response.text();
}

const replyTo = ({ headers }: CaughtMail): string => {
  const header = headers['reply-to'] ?? headers.from ?? '';
  return /<([^<>]*)>/.exec(header)?.[1] ?? header;
};
