/** An event of a source, once it was read; and what every format reads it by. */
import { z } from 'zod';
import type { SourceNews } from '../../records/columns/sources';

/** Why an event says nothing to us. */
export type NothingTold = 'nothing-about-health' | 'nothing-new' | 'unknown-status' | 'not-due' | 'test-mode';

/** What became of an event. */
export type Became =
  | { readonly state: 'told'; readonly lifecycle?: string }
  | { readonly state: 'unmapped' }
  | { readonly state: 'ignored'; readonly reason: string };

/** Who says what a source told. */
export const actor = 'telemetry';

/** The id under which what a source told counts once in a lifecycle. */
export const sourceFactId = (sourceId: string, eventId: string): string => `source:${sourceId}:${eventId}`;

export interface SourceEvent {
  readonly eventId: string;
  readonly at: Date;
  /** Their id of whom it is about; null where they name nobody. */
  readonly externalId: string | null;
  /** The lifecycle that they name themselves. */
  readonly lifecycle: string | null;
  /** Null for what says nothing about a client's health. */
  readonly told: SourceNews | null;
  /** Why nothing is told of it. */
  readonly ignored?: NothingTold;
  /** The sender says that it did not really happen. */
  readonly ofTest?: true;
}

const longest = 200;
/** Text that a database keeps; it may be empty. */
const kept = z
  .string()
  .max(longest)
  .refine((given) => !given.includes('\0') && given.isWellFormed());
/** The same, and it says something. */
export const text = kept.min(1);
/** The same, or nothing at all: a sender leaves a field out, empties it, or sends null. */
export const perhaps = kept.nullish();

/** What it says; null where it says nothing. */
export function said(given: string | null | undefined): string | null {
  return given === undefined || given === '' ? null : given;
}

/** What every event has, in whatever format: a body without it is none. */
export const envelope = z.object({ id: text, type: text });

/** An event of which nothing is told. */
export function nothingTold(body: unknown, ignored: NothingTold): SourceEvent {
  const { id } = envelope.parse(body);
  return { eventId: id, at: new Date(0), externalId: null, lifecycle: null, told: null, ignored };
}
