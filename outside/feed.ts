/** Reads RSS, Atom and RDF feeds as they come from anybody: what is no feed is refused by name, and little of it is kept. */
import { decodeHTML } from 'entities';
import { parseFeed } from 'feedsmith';

export interface FeedEntry {
  readonly title: string;
  readonly link: string;
  readonly publishedAt: Date | null;
  /** Words to look at, beyond the title; cut off. */
  readonly text: string;
}

export interface Feed {
  /** How many entries it holds. */
  readonly total: number;
  /** The newest of them. */
  readonly entries: readonly FeedEntry[];
  /** Minutes for which it asks not to be read again; 0 where it asks for nothing. */
  readonly ttlMinutes: number;
}

export type FeedFailure = 'entities' | 'not-a-feed' | 'too-heavy';

/** It is no feed, or one that we refuse to read. Thrown by `readFeed`. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  constructor(
    readonly failure: FeedFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** So much of a feed is looked at: the newest entries, and of each as much as a title and a proposal need. */
const entriesKept = 200;
/** Some entries have no title or no link: so many are looked at until enough are found. */
const entriesLookedAt = 1_000;
const longestTitle = 300;
const longestText = 2_000;
const longestLink = 2_000;

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : isObject(value) && typeof value.value === 'string' ? value.value : '';

/** Text without markup and control characters, on one line. */
function plain(value: unknown, longest: number): string {
  return decodeHTML(
    textOf(value)
      .slice(0, longest * 4)
      .replaceAll(/<[^<>]*>/g, ' '),
  )
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

/** An address that people may open; null for anything else. */
function address(value: unknown): string | null {
  const text = textOf(value).trim();
  if (text.length > longestLink || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.toString() : null;
}

function linkOf(entry: Loose): string | null {
  const links = Array.isArray(entry.links) ? (entry.links as readonly unknown[]).filter(isObject) : [];
  const alternate = links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0];
  return address(entry.link) ?? address(alternate?.href) ?? address(entry.guid);
}

function dateOf(entry: Loose): Date | null {
  const { date, dates } = isObject(entry.dc) ? entry.dc : {};
  const dc = Array.isArray(dates) ? (dates as readonly unknown[])[0] : date;
  for (const value of [entry.pubDate, entry.published, entry.updated, dc]) {
    const at = new Date(textOf(value));
    if (!Number.isNaN(at.getTime())) return at;
  }
  return null;
}

function entryOf(entry: Loose): FeedEntry | null {
  const link = linkOf(entry);
  const title = plain(entry.title, longestTitle);
  if (link === null || title === '') return null;
  const text = [entry.description, entry.summary, entry.content].map((one) => plain(one, longestText)).join(' ');
  return { title, link, publishedAt: dateOf(entry), text };
}

/** The feed in a text. Throws `FeedError`. */
export function readFeed(xml: string): Feed {
  // No feed needs them, and they are how a small document becomes a large one.
  if (/<!ENTITY/i.test(xml)) throw new FeedError('entities', 'It declares entities: no feed needs them.');
  let parsed: Loose;
  try {
    parsed = parseFeed(xml).feed;
  } catch (error) {
    throw new FeedError('not-a-feed', 'It is no RSS, Atom or RDF feed.', { cause: error });
  }
  const all = [parsed.items, parsed.entries].find(Array.isArray) as readonly unknown[] | undefined;
  // What is old is not looked at: an entry's words cost more than its date.
  const newest = (all ?? [])
    .filter(isObject)
    .map((entry) => ({ entry, at: dateOf(entry)?.getTime() ?? 0 }))
    .toSorted((one, other) => other.at - one.at);
  const entries: FeedEntry[] = [];
  for (const { entry } of newest.slice(0, entriesLookedAt)) {
    const found = entryOf(entry);
    if (found !== null) entries.push(found);
    if (entries.length === entriesKept) break;
  }
  const ttl = Number(parsed.ttl);
  return {
    total: all?.length ?? 0,
    entries,
    ttlMinutes: Number.isFinite(ttl) && ttl > 0 ? ttl : 0,
  };
}
