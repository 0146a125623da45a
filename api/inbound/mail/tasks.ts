/**
 * A mail that came in is read and proved on another thread (api/thread.ts): whoever writes to us makes it as hard to read as
 * they like, and nobody else waits for it.
 */
import { isProved, systemDns, type Proved } from '../../../outside/mail-sender';
import { readMail, UnreadableMail, type ReceivedMail } from '../../../outside/received-mail';
import { task } from '../../../threads/task';

export interface MailAsked {
  readonly raw: Uint8Array;
  /** The relay whose word on senders counts. */
  readonly relay: string | undefined;
}

/** What a mail says, and whether its sender is proved; null where it cannot be read. */
export interface ProvedReading {
  readonly mail: ReceivedMail;
  readonly proved: Proved;
}

export const mailTask = task<MailAsked, ProvedReading | null>('mail');

/** What takes longer is no mail of a person. */
export const mailMs = 15_000;

const dns = systemDns();

/** Reads a mail, and asks DNS for the keys of whoever signed it. */
export async function readAndProve({ raw, relay }: MailAsked): Promise<ProvedReading | null> {
  try {
    const mail = await readMail(raw);
    return { mail, proved: await isProved(raw, mail, { relay, dns }) };
  } catch (error) {
    if (error instanceof UnreadableMail) return null;
    throw error;
  }
}
