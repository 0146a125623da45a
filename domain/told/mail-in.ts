/**
 * What became of a mail that came in, and which of them is answered:
 *
 *   received ──► recorded, unclear, empty, closed, not-theirs   one of ours answered a mail about an item
 *      │  ├───► logged, nobody-known                            one of ours wrote to a client, with a copy to us
 *      │  ├───► away, left, wrote                               a contact of a client, or their mail program
 *      │  └───► automatic, list, bounce, ours                   nobody who wants an answer
 *      └──────► not-proved, unknown-sender, unknown-address, too-old, too-many, unreadable, no-id   refused
 */
import type { CivilDate } from '../core/json';
import type { PresentedItem } from './present';

export const mailInStates = [
  'received',
  'recorded',
  'unclear',
  'empty',
  'closed',
  'not-theirs',
  'logged',
  'nobody-known',
  'away',
  'left',
  'wrote',
  'automatic',
  'list',
  'bounce',
  'ours',
  'not-proved',
  'unknown-sender',
  'unknown-address',
  'too-old',
  'too-many',
  'unreadable',
  'no-id',
] as const;
export type MailInState = (typeof mailInStates)[number];

/** What one of ours is told of, by mail; nobody is told of any other. */
const toldStates = ['unclear', 'empty', 'closed', 'logged', 'nobody-known', 'away', 'left', 'wrote'] as const;
export type ToldMailState = (typeof toldStates)[number];

/** Whether somebody may be told of a mail of which that became. */
export const isToldOfMail = (state: MailInState): state is ToldMailState => toldStates.some((told) => told === state);

/** What of a mail that came in goes to one of ours, by mail. */
export interface MailToAnswer {
  readonly state: ToldMailState;
  /** What was written, or what is to be said of it; empty where nothing is. */
  readonly words: string;
  /** Names of the clients that are meant: a contact may be one of several. */
  readonly clients: readonly string[];
  /** The contact who wrote it; null where one of ours did. */
  readonly contact: string | null;
  /** The item that it answers, where the record knows it still, and where it is done. */
  readonly item: {
    readonly named: Pick<PresentedItem, 'kind' | 'after' | 'sections'> | null;
    readonly id: string;
    readonly lifecycle: string;
    readonly inPlaceOf: string | null;
  } | null;
}

/** As much of a mail that came in as says how often it is answered. */
export interface AnswerOnce {
  readonly id: string;
  readonly state: MailInState;
  readonly lifecycle: string | null;
  readonly item: string | null;
  readonly contact: string | null;
  readonly reader: string;
  readonly on: CivilDate;
}

/**
 * The key under which it is answered, once; null where it is not: what came of an item is asked for once, an absence is told
 * once a day, and of what nobody of ours wrote or waits for nobody hears.
 */
export function answerKeyOf({ id, state, lifecycle, item, contact, reader, on }: AnswerOnce): string | null {
  if (!isToldOfMail(state)) return null;
  switch (state) {
    case 'unclear':
    case 'empty':
    case 'closed':
      return `mail.in.${state}.${lifecycle ?? ''}.${item ?? ''}.${reader}`;
    case 'logged':
    case 'nobody-known':
      return `mail.in.${id}`;
    case 'away':
      return `mail.in.away.${contact ?? ''}.${on}.${reader}`;
    case 'left':
    case 'wrote':
      return `mail.in.${id}.${reader}`;
    default:
      return state satisfies never;
  }
}

/** What kind of mail came in, as far as that is known. */
export const mailInKinds = ['answer', 'copy', 'from-contact', 'of-program', 'unknown'] as const;
export type MailInKind = (typeof mailInKinds)[number];

/** What became of a mail, for who runs the house. */
export interface BecameInWords {
  readonly what: MailInKind;
  /** A sentence. */
  readonly why: string;
}

const became: { readonly [S in MailInState]: BecameInWords } = {
  received: { what: 'unknown', why: 'It is being taken; if that was broken off, its relay hands it on again.' },
  recorded: { what: 'answer', why: 'The item is closed as it says.' },
  unclear: { what: 'answer', why: 'It does not say what came of the item; its writer is asked for that once.' },
  empty: { what: 'answer', why: 'It has no words of its own, so nothing was recorded; its writer is told once.' },
  closed: { what: 'answer', why: 'The item was closed already, or is somebody else’s now; its writer is told.' },
  'not-theirs': { what: 'answer', why: 'The address belongs to another reader, or its writer has left.' },
  logged: { what: 'copy', why: 'It is logged as a touch with those of its readers who are contacts.' },
  'nobody-known': { what: 'copy', why: 'None of its readers is a contact of a client of its writer’s; they are told.' },
  away: { what: 'from-contact', why: 'Their mail program says that they are away; whoever keeps the client is told.' },
  left: { what: 'from-contact', why: 'Their mail program says that they left; whoever keeps the client is told.' },
  wrote: { what: 'from-contact', why: 'It was passed on to whoever keeps the client.' },
  automatic: { what: 'of-program', why: 'A program wrote it, and nobody waits for an answer.' },
  list: { what: 'of-program', why: 'It came through a mailing list.' },
  bounce: { what: 'of-program', why: 'A mail server, or a mail program, speaks of another mail in it.' },
  ours: { what: 'of-program', why: 'We sent it ourselves, and it came back.' },
  'not-proved': { what: 'unknown', why: 'Nothing proves that its sender wrote it: neither a signature nor the relay’s word.' },
  'unknown-sender': { what: 'unknown', why: 'Its sender is none of our people, and no contact of a client.' },
  'unknown-address': { what: 'unknown', why: 'It went to no address of an item, and not to the log address.' },
  'too-old': { what: 'unknown', why: 'It was written more than a week before it came, or does not say when.' },
  'too-many': { what: 'unknown', why: 'Its sender had sent 120 mails within the hour.' },
  unreadable: { what: 'unknown', why: 'Its bytes are no mail that can be read.' },
  'no-id': { what: 'unknown', why: 'It has no Message-ID, or several, by which it could count once.' },
}; // prettier-ignore

/** What became of a mail, in words. */
export const whatBecameOf = (state: MailInState): BecameInWords => became[state];
