/** What many mails have in common: titled lists, and the names of things. */
import { contactLines, healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import type { Grant } from '../links/links';
import type { Letter, Part, Section } from './letter';

/** A mail without its buttons' addresses: those are minted when the mail is sent. */
export type Words = Omit<Letter, 'parts' | 'lists'> & {
  readonly parts: readonly WordsPart[];
  readonly lists?: readonly ListWords[];
};
export type WordsPart = Omit<Part, 'button'> & { readonly button?: Button };

export interface Button {
  readonly label: string;
  readonly grant: Grant;
  /** The lifecycle on which it acts, where that is not the mail's. */
  readonly lifecycle?: string;
  /** The rep in whose place the reader is asked. */
  readonly forRep?: string;
}

export interface ListWords {
  readonly title: string;
  readonly groups: readonly {
    readonly name: string;
    readonly entries: readonly { readonly text: string; readonly button: Button }[];
  }[];
}

export const section = (title: string, lines: readonly string[]): readonly Section[] =>
  lines.length === 0 ? [] : [{ title, lines }];

/** What a person should know before acting. */
export const known = (occasion: Occasion): readonly Section[] => [
  ...section('Promised before the sale', promiseLines(occasion)),
  ...section('Health', healthLines(occasion)),
  ...section('Lately', occasion.lately),
  ...section('Contacts', contactLines(occasion)),
];

export const coming = ({ lifecycle }: Occasion): readonly Section[] =>
  section(
    'Coming',
    lifecycle.agenda.slice(0, 5).map(({ at, what }) => `${at.slice(0, 10)}: ${what}`),
  );

/** «Alpine Tools, CRM Pro», the way a rep would say it. */
export const about = ({ lifecycle }: Occasion): string => `${lifecycle.client.name}, ${lifecycle.product.name}`;
export const units = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
