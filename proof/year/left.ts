/** What a played year left behind: all that its reader looks at, as plain data. */

/** In what part somebody reads mails. `ops` set up feeds and addresses. */
export type Post = 'rep' | 'manager' | 'director' | 'receivables' | 'developer' | 'ops' | 'seller' | 'contact';

export interface YearReader {
  readonly id: string;
  readonly name: string;
  /** Every address that they had in the year. */
  readonly emails: readonly string[];
  readonly post: Post;
  /** Who leads them; absent where nobody does. */
  readonly manager?: string;
}

/** A mail that reached somebody's mailbox. */
export interface YearMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** The moment of which it tells. */
  readonly date: string;
  /** What it tells or asks, as the product names it. */
  readonly kind: string;
  /** The items, alarms or questions that it names. */
  readonly items: string;
  readonly text: string;
  readonly html: string;
}

/** A page behind a link of a mail, as its reader saw it. */
export interface YearPage {
  readonly to: string;
  /** Of the mail that leads there: its subject, its moment, and what it tells or asks. */
  readonly subject: string;
  readonly date: string;
  readonly kind: string;
  /** When it was looked at: as the mail came, or when the year was over. */
  readonly when: 'at once' | 'in the end';
  readonly status: number;
  readonly html: string;
}

/** A mail that reached nobody. */
export interface YearRefusal {
  readonly kind: string;
  readonly to: string;
  readonly isContact: boolean;
  /** What was said when it was refused. */
  readonly why: string;
  readonly at: string;
}

/** A line of a lifecycle's ledger. */
export interface YearLine {
  readonly life: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The words that went with it. */
  readonly note?: string;
}

/** A lifecycle, as the read model has it in the end. */
export interface YearLife {
  readonly id: string;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly stage: string;
  readonly health: { readonly score: number; readonly band: string };
}

/** A feed that broke: its name, who set it up, and when it had failed three times running over a day or more. */
export interface YearFeed {
  readonly name: string;
  readonly setUpBy: string;
  readonly brokenAt: string;
}

/** What was promised before the sale, and by when. */
export interface YearPromise {
  readonly client: string;
  readonly product: string;
  readonly metric: string;
  readonly by: string;
}

export interface YearLeft {
  readonly readers: readonly YearReader[];
  readonly mails: readonly YearMail[];
  /** Empty where nobody looked at them. */
  readonly pages: readonly YearPage[];
  readonly refusals: readonly YearRefusal[];
  readonly lines: readonly YearLine[];
  readonly lives: readonly YearLife[];
  readonly feeds: readonly YearFeed[];
  readonly promises: readonly YearPromise[];
}
