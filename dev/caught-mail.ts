/** A mail as the mailbox caught it. */
export interface CaughtMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The mail's `Date:` as an ISO instant: the domain moment. */
  readonly date: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The calendar file that came with it. */
  readonly calendar?: string;
  readonly receivedAt: string;
  /** How often it was handed over again: a mail store shows one mail for one Message-ID. */
  readonly repeats: number;
}
