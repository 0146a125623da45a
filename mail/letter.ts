/** What a mail says, before it is HTML or text. */
export interface Letter {
  readonly subject: string;
  /** What is due, or what happened; several when one mail gathers what falls due with a client that day. */
  readonly parts: readonly Part[];
  /** Things to do, each with its own link, by client. */
  readonly lists?: readonly List[];
  readonly sections: readonly Section[];
  readonly invitation?: Invitation;
  /** In place of the usual last line. */
  readonly footer?: string;
  readonly language?: string;
}

export interface Part {
  /** One line: what is due, or what happened. */
  readonly headline: string;
  /** Why now. */
  readonly why: string;
  readonly button?: { readonly label: string; readonly url: string };
}

export interface List {
  readonly title: string;
  readonly groups: readonly {
    readonly name: string;
    readonly entries: readonly {
      readonly text: string;
      readonly button: { readonly label: string; readonly url: string };
    }[];
  }[];
}

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A meeting that mail programs put into a calendar. */
export interface Invitation {
  /** The same for the same meeting, however often it is sent. */
  readonly id: string;
  readonly start: string;
  readonly minutes: number;
  readonly title: string;
  readonly lines: readonly string[];
  readonly place?: string;
  readonly organizer?: { readonly name: string; readonly email: string };
  /** It does not take place: mail programs take it out again. */
  readonly calledOff?: boolean;
}
