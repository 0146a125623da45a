/** A mail that came in, as it is dealt with: read, and with who or what wrote it. */
import type { MailOrigin } from '../../../domain/integrations/mail-origin';
import type { ReceivedMail } from '../../../outside/received-mail';

export interface MailRead extends ReceivedMail {
  readonly origin: MailOrigin;
}

/** A note may have so many characters, whoever writes it. */
export const longestNote = 5_000;
