/** What a mail says, before it is HTML or text. */
export interface Letter {
  readonly subject: string;
  /** One line: what is due, or what happened. */
  readonly headline: string;
  /** Why now. */
  readonly why: string;
  readonly button?: { readonly label: string; readonly url: string };
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}
