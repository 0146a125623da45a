/** What a mail says, before it becomes HTML and text: as a draft, then as one whose buttons have addresses. */
import type { Language } from '../domain/core/language';
import type { Grant } from '../links/links';

/** A mail as it is written: `B` is what stands for a button. */
interface Written<B> {
  readonly subject: string;
  /** The subject without the client's name, for a mail that names the client once for several. */
  readonly inShort?: string;
  /** What is due, or what happened; several when one mail gathers what falls due with a client that day. */
  readonly matters: readonly Matter<B>[];
  /** Things to do, each with its own link, by client. */
  readonly tasks?: readonly TaskList<B>[];
  /** What to know. */
  readonly sections: readonly MailSection[];
  readonly meeting?: Meeting;
  /** In place of the usual last line. */
  readonly footer?: string;
  readonly language?: Language;
}

export interface Matter<B> {
  /** One line: what is due, or what happened. */
  readonly headline: string;
  /** Why now. */
  readonly why: string;
  readonly button?: B;
}

export interface TaskList<B> {
  readonly title: string;
  readonly groups: readonly {
    readonly name: string;
    readonly entries: readonly { readonly text: string; readonly button: B }[];
  }[];
}

export interface MailSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What mail programs put into a calendar. */
export interface Meeting {
  /** The same for the same meeting, however often it is sent. */
  readonly id: string;
  readonly start: string;
  readonly minutes: number;
  readonly title: string;
  readonly lines: readonly string[];
  readonly place?: string;
  readonly organizer?: { readonly name: string; readonly email: string };
  /** How often it was changed: mail programs take what has the highest. */
  readonly sequence?: number;
  /** It does not take place: mail programs take it out again. */
  readonly calledOff?: boolean;
}

export interface Button {
  readonly label: string;
  readonly url: string;
}

/** What a button will do, before it has an address. */
export interface DraftButton {
  readonly label: string;
  readonly grant: Grant;
  /** The lifecycle on which it acts, where that is not the mail's. */
  readonly lifecycle?: string;
  /** The rep in whose place the reader is asked. */
  readonly forRep?: string;
}

/** A mail whose buttons get their addresses when it is sent. */
export type Draft = Written<DraftButton>;

/** A mail that is ready to be composed. */
export type LinkedDraft = Written<Button>;

/** The mail with something else for each of its buttons. */
export function withButtons<A, B>({ matters, tasks, ...rest }: Written<A>, each: (button: A) => B): Written<B> {
  return {
    ...rest,
    matters: matters.map(({ button, ...matter }) =>
      button === undefined ? matter : { ...matter, button: each(button) },
    ),
    ...(tasks === undefined
      ? {}
      : {
          tasks: tasks.map(({ title, groups }) => ({
            title,
            groups: groups.map(({ name, entries }) => ({
              name,
              entries: entries.map(({ text, button }) => ({ text, button: each(button) })),
            })),
          })),
        }),
  };
}
