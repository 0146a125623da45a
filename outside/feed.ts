/** Reads RSS, Atom, RDF and JSON feeds as they come from anybody: what is no feed is refused by name, and little of it is kept. */
import { decodeHTML } from 'entities';
import { parseFeed } from 'feedsmith';
import { afterDays } from '../domain/core/calendar';
import type { Instant } from '../domain/core/json';
import { isMomentInSpan } from '../domain/core/span';
import { withoutEntities } from './feed-entities';

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
  /** Entries that were looked at and are not among them: they have no address, or neither a title nor words. */
  readonly leftOut: number;
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

/** A feed as it came. */
export interface FeedSource {
  readonly text: string;
  /** Where it came from: addresses in it may be relative. */
  readonly url: string;
  readonly now: Instant;
}

/** So much of a feed is looked at: the newest entries, and of each as much as a title and a proposal need. */
const entriesKept = 200;
/** Some entries have no title or no link: so many are looked at until enough are found. */
const entriesLookedAt = 1_000;
const longestTitle = 300;
const longestText = 2_000;
const wordsAsTitle = 120;
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

/** What only says where a reader came from. One story is one story, whoever led to it. */
const tracking = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id)$/i;

/** An address that people may open, relative to those before it; null for anything else. */
function address(value: unknown, base: string): string | null {
  const text = textOf(value).trim();
  if (text === '' || text.length > longestLink || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  for (const name of [...url.searchParams.keys()].filter((one) => tracking.test(one))) url.searchParams.delete(name);
  return url.toString();
}

/** The base of a part, where `xml:base` says one. */
const baseOf = (part: Loose, base: string): string =>
  (isObject(part.xml) ? address(part.xml.base, base) : null) ?? base;

function linkOf(entry: Loose, base: string): string | null {
  const all = (value: unknown): readonly Loose[] =>
    Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : [];
  const links = all(entry.links);
  const alternate = links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0];
  // A guid is an address only where it is a whole one; who sends a recording alone means it.
  const guid = textOf(entry.guid).includes('://') ? entry.guid : textOf(entry.id).includes('://') ? entry.id : null;
  return (
    address(entry.link, base) ??
    address(alternate?.href, base) ??
    address(entry.url, base) ??
    address(entry.external_url, base) ??
    address(guid, base) ??
    address(all(entry.enclosures)[0]?.url, base)
  );
}

/** When it was published; null where nobody says so, and where it is a day to come: that is no date of news. */
function dateOf(entry: Loose, now: Instant): Date | null {
  const { date, dates } = isObject(entry.dc) ? entry.dc : {};
  const dc = Array.isArray(dates) ? (dates as readonly unknown[])[0] : date;
  for (const value of [entry.pubDate, entry.published, entry.updated, entry.date_published, dc]) {
    const at = new Date(textOf(value));
    if (isMomentInSpan(at)) return at.toISOString() > afterDays(now, 1) ? null : at;
  }
  return null;
}

function entryOf(entry: Loose, { url, now }: Omit<FeedSource, 'text'>): FeedEntry | null {
  const link = linkOf(entry, baseOf(entry, url));
  const text = [entry.description, entry.summary, entry.content, entry.content_text, entry.content_html]
    .map((one) => plain(one, longestText))
    .filter((one) => one !== '')
    .join(' ');
  // Short notes have no title: they are their first words.
  const title = plain(entry.title, longestTitle) || text.slice(0, wordsAsTitle);
  return link === null || title === '' ? null : { title, link, publishedAt: dateOf(entry, now), text };
}

/** The feed in a text. Throws `FeedError`. */
export function readFeed({ text, url, now }: FeedSource): Feed {
  const xml = withoutEntities(text);
  if (xml === null)
    throw new FeedError('entities', 'It declares entities that lead on to others, or to files: no feed needs them.');
  let parsed: Loose;
  try {
    parsed = parseFeed(xml).feed;
  } catch (error) {
    throw new FeedError('not-a-feed', 'It is no RSS, Atom, RDF or JSON feed.', { cause: error });
  }
  const all = [parsed.items, parsed.entries].find(Array.isArray) as readonly unknown[] | undefined;
  // What is old is not looked at: an entry's words cost more than its date.
  const newest = (all ?? [])
    .filter(isObject)
    .map((entry) => ({ entry, at: dateOf(entry, now)?.getTime() ?? 0 }))
    .toSorted((one, other) => other.at - one.at);
  const entries: FeedEntry[] = [];
  let leftOut = 0;
  const base = baseOf(parsed, url);
  for (const { entry } of newest.slice(0, entriesLookedAt)) {
    const found = entryOf(entry, { url: base, now });
    if (found === null) leftOut += 1;
    else entries.push(found);
    if (entries.length === entriesKept) break;
  }
  const ttl = Number(parsed.ttl);
  return {
    total: all?.length ?? 0,
    entries,
    leftOut,
    ttlMinutes: Number.isFinite(ttl) && ttl > 0 ? ttl : 0,
  };
}
