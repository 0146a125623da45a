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

/** What of a mail that came in goes to one of ours, by mail. */
export interface MailToAnswer {
  readonly state: MailInState;
  /** What was written, or what is to be said of it; empty where nothing is. */
  readonly words: string;
  /** The client's name; null where none is meant. */
  readonly client: string | null;
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
  switch (state) {
    case 'unclear':
    case 'empty':
    case 'closed':
      return `mail.in.${state}.${lifecycle ?? ''}.${item ?? ''}.${reader}`;
    case 'not-theirs':
      return null;
    case 'logged':
    case 'nobody-known':
      return `mail.in.${id}`;
    case 'away':
      return `mail.in.away.${contact ?? ''}.${on}.${reader}`;
    case 'left':
    case 'wrote':
      return `mail.in.${id}.${reader}`;
    default:
      return null;
  }
}
