/** A real mail server that refuses whatever a test tells it to, at whatever step. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type RefusingStep = 'greeting' | 'AUTH' | 'MAIL FROM' | 'RCPT TO' | 'DATA';

export interface ArrivedMail {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly body: string;
  /** The sender of its envelope. */
  readonly envelopeFrom: string;
  /** As a mail program reads it. */
  read(): Promise<Email>;
}

export interface MailServer {
  /** With a user and a password, which it asks for. */
  readonly smtpUrl: string;
  /** What it took, in order. */
  readonly arrived: readonly ArrivedMail[];
  /** How often it has refused something since it was told to. */
  readonly refused: number;
  /** From now on it refuses at that step: `550 5.1.1 …`; where `to` is given, mails to that address alone. Null: nothing. */
  refuses(how: { readonly step: RefusingStep; readonly reply: string; readonly to?: string } | null): void;
  stop(): Promise<void>;
}

/** Starts one on loopback. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: ArrivedMail[] = [];
  let refusing: { readonly step: RefusingStep; readonly reply: string; readonly to?: string } | null = null;
  let refused = 0;
  const refusal = (step: RefusingStep, to?: string): Error | null => {
    if (refusing?.step !== step || (refusing.to !== undefined && refusing.to !== to)) return null;
    refused += 1;
    return Object.assign(new Error(refusing.reply.slice(4)), { responseCode: Number(refusing.reply.slice(0, 3)) });
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onConnect: (_, callback) => callback(refusal('greeting')),
    onAuth: ({ username = '' }, _, callback) => {
      const error = refusal('AUTH');
      if (error === null) callback(null, { user: username });
      else callback(error);
    },
    onMailFrom: (_, __, callback) => callback(refusal('MAIL FROM')),
    onRcptTo: ({ address }, _, callback) => callback(refusal('RCPT TO', address)),
    onData(stream, { envelope }, callback) {
      const [to = ''] = envelope.rcptTo.map(({ address }) => address);
      void text(stream).then((raw) => {
        const error = refusal('DATA', to);
        if (error !== null) return callback(error);
        const header = (name: string): string =>
          new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1] ?? '';
        const unfolded = (value: string): string => value.replaceAll(/\r\n[ \t]/g, ' ');
        arrived.push({
          to,
          subject: unfolded(header('subject')),
          messageId: header('message-id').trim(),
          body: raw.replaceAll(/=\r\n/g, ''),
          envelopeFrom: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          read: () => PostalMime.parse(raw),
        });
        return callback();
      });
    },
  });
  server.on('error', () => undefined); // a client that went away is its own business
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://holdfast:secret@127.0.0.1:${port}`,
    arrived,
    get refused() {
      return refused;
    },
    refuses: (how) => {
      refusing = how;
      refused = 0;
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
