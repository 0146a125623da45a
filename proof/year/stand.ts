/** What a year is played on: a running Holdfast, its mailbox, and a server that brings news. */
import type { Client } from '@temporalio/client';
import type { CaughtMail } from '../../dev/caught-mail';
import type { Asking } from '../asking';

export interface Stand {
  /** As whoever may everything. */
  readonly admin: Asking;
  /** As the holder of a key. */
  asHolder(key: string): Asking;
  readonly temporal: Client;
  /** Mails that came after the one with that id, the newest last. */
  mailsAfter(id: string): Promise<readonly CaughtMail[]>;
  readonly news: News;
  say(line: string): void;
}

export interface News {
  readonly address: string;
  /** Whether it answers as it should from now on. */
  works(well: boolean): void;
  stop(): Promise<void>;
}

/** Something of the year did not go as it is told. */
export class YearStuck extends Error {
  override readonly name = 'YearStuck';
}
