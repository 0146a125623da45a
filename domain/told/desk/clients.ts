/**
 * The book of somebody's clients: what of a client's several lines is shown of it as a whole, and what the address of the
 * page asks for. The health of a client is that of its worst line, its renewal the next one, its worth what its lines are
 * worth in each currency, the last contact the latest with any of them, the next step the earliest.
 */
import { bands, type Band } from '../../concerns/health-bands';
import { addDays } from '../../core/calendar';
import type { CivilDate, Instant, Money } from '../../core/json';
import { hasEnded, losses, runningStages, type Stage } from '../../core/stages';
import type { Ask } from '../asks';

/** How a line stood: its band, and its score from 0 to 100. */
export interface HealthThen {
  readonly band: Band;
  readonly score: number;
}

/** One product line of a client, as the book knows it. */
export interface BookLine {
  readonly lifecycle: string;
  readonly product: string;
  readonly stage: Stage;
  /** Null while nothing is recorded of it. */
  readonly worth: Money | null;
  readonly health: HealthThen;
  /** How it stood when the look back begins; null where nothing is known of then. */
  readonly before: HealthThen | null;
  /** When somebody last spoke with the client about it; null where nobody did. */
  readonly lastContact: Instant | null;
  readonly asks: readonly Ask[];
  readonly renewsOn: CivilDate;
  readonly rep: string;
}

/** Where health is going: named only where the band, or the score by as much as is seen, moved. */
type Course = 'better' | 'worse' | 'steady';

/** What is to be done next for a client, and on which of its lines. */
export interface NextStep {
  readonly lifecycle: string;
  readonly ask: Ask;
}

/** A client in the book. */
export interface BookEntry {
  readonly products: readonly string[];
  /** True while at least one of its lines is still being set up. */
  readonly isNew: boolean;
  readonly worth: readonly Money[];
  readonly health: HealthThen;
  /** Where its worst line comes from; null where nothing is known of then. */
  readonly course: { readonly to: Course; readonly from: HealthThen } | null;
  readonly lastContact: Instant | null;
  readonly next: NextStep | null;
  /** The next day on which a line ends; of a client that ended, the last one. */
  readonly renewsOn: CivilDate;
  readonly reps: readonly string[];
  /** How it ended: what its last line came to; null while one runs. */
  readonly ending: Stage | null;
}

/** Fewer points are no course. */
const leastMove = 5;
/** So many days the course of health looks back. */
export const courseDays = 90;

/** How bad a band is: the worst is 0. */
export const rankOfBand = (band: Band): number => bands.length - 1 - bands.indexOf(band);

const isWorse = (a: HealthThen, b: HealthThen): number => rankOfBand(a.band) - rankOfBand(b.band) || a.score - b.score;

function courseOf({ health, before }: BookLine): BookEntry['course'] {
  if (before === null) return null;
  const isKnown = health.band !== 'unknown' && before.band !== 'unknown';
  const moved = rankOfBand(health.band) - rankOfBand(before.band);
  const points = health.score - before.score;
  const by = isKnown && moved !== 0 ? moved : Math.abs(points) >= leastMove ? points : 0;
  return { to: by === 0 ? 'steady' : by > 0 ? 'better' : 'worse', from: before };
}

/** What lines are worth together, in each currency: the most first. No sum mixes two. */
function worthOf(lines: readonly BookLine[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of lines.flatMap(({ worth }) => worth ?? []))
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => b.amount - a.amount);
}

/** What waits longest, or comes first. */
function nextOf(lines: readonly BookLine[]): NextStep | null {
  const [first = null] = lines
    .flatMap(({ lifecycle, asks }) => asks.map((ask) => ({ lifecycle, ask })))
    .toSorted((a, b) => (a.ask.at < b.ask.at ? -1 : a.ask.at > b.ask.at ? 1 : 0));
  return first;
}

/** A client with several lines in one row. While one runs those count that run; else those that no further term follows. */
export function bookEntry(lines: readonly [BookLine, ...BookLine[]]): BookEntry {
  const running = lines.filter(({ stage }) => !hasEnded(stage));
  const over = lines.filter(({ stage }) => stage !== 'renewed');
  const chosen = running.length > 0 ? running : over.length > 0 ? over : lines;
  const counted = chosen.toSorted((a, b) => isWorse(a.health, b.health));
  const [worst = lines[0]] = counted;
  const byDay = counted.toSorted((a, b) => (a.renewsOn < b.renewsOn ? -1 : a.renewsOn > b.renewsOn ? 1 : 0));
  const [ends = worst] = running.length > 0 ? byDay : byDay.toReversed();
  const spoken = lines.flatMap(({ lastContact }) => lastContact ?? []).toSorted();
  return {
    products: [...new Set(counted.map(({ product }) => product))].toSorted(),
    isNew: running.some(({ stage }) => stage === 'onboarding'),
    worth: worthOf(counted),
    health: worst.health,
    course: courseOf(worst),
    lastContact: spoken.at(-1) ?? null,
    next: nextOf(running),
    renewsOn: ends.renewsOn,
    reps: [...new Set(counted.map(({ rep }) => rep))].toSorted(),
    ending: running.length > 0 ? null : ends.stage,
  };
}

/** By what the book can be sorted. */
export const bookColumns = ['name', 'lines', 'worth', 'health', 'contact', 'next', 'renewal', 'rep'] as const;
export type BookColumn = (typeof bookColumns)[number];

/** Windows in which a renewal comes, in days. */
export const renewalWindows = [30, 90, 180] as const;
/** Since when nobody spoke with a client, in days. */
export const silentFor = [30, 42, 90, 180] as const;

/** What the address of the book asks for. */
export interface BookAsked {
  /** What was typed into the search, on one line. */
  readonly q: string;
  readonly show: 'running' | 'ended';
  readonly health: Band | null;
  readonly renewal: (typeof renewalWindows)[number] | null;
  readonly rep: string | null;
  readonly workgroup: string | null;
  readonly stage: Stage | null;
  readonly silent: (typeof silentFor)[number] | null;
  readonly sort: BookColumn;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** So many clients stand on a page. */
export const clientsOnPage = 50;
/** No page lies further; whoever looks further searches. */
export const furthestPage = 100;
/** Nobody types more to find a client; what is longer is cut. */
export const longestSearch = 80;
/** Of a search so many words count. */
const mostWords = 5;

/** The stages by which a book is filtered, of clients that run and of those that ended. */
export const stagesShown: Readonly<Record<BookAsked['show'], readonly Stage[]>> = {
  running: runningStages,
  ended: losses,
};

export const nothingAsked: BookAsked = {
  q: '',
  show: 'running',
  health: null,
  renewal: null,
  rep: null,
  workgroup: null,
  stage: null,
  silent: null,
  sort: 'name',
  descending: false,
  page: 1,
};

/** Without what steers a device or ends a line, and no longer than anybody types. */
const onOneLine = (text: string): string => {
  const line = text.replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
  return Array.from(line.slice(0, 4 * longestSearch))
    .slice(0, longestSearch)
    .join('')
    .trim();
};

/** Ids are short. */
const longestId = 200;

const among = <W extends string>(words: readonly W[], sent: string): W | null =>
  words.find((word) => word === sent) ?? null;

/** What an address asks for. What it says wrongly is not asked: an address is typed and shortened by hand. */
export function bookAskedIn(query: Readonly<Record<string, unknown>>): BookAsked {
  const sent = (field: string): string => {
    const value = query[field];
    const one: unknown = Array.isArray(value) ? value[0] : value;
    return typeof one === 'string' ? one : '';
  };
  const idIn = (field: string): string | null => {
    const id = onOneLine(sent(field));
    return id === '' || id.length > longestId ? null : id;
  };
  const daysIn = <D extends number>(days: readonly D[], field: string): D | null =>
    days.find((one) => String(one) === sent(field)) ?? null;
  const show = sent('show') === 'ended' ? 'ended' : 'running';
  const sort = sent('sort');
  const page = /^[1-9]\d{0,3}$/.test(sent('page')) ? Number(sent('page')) : 1;
  const asked: BookAsked = {
    q: onOneLine(sent('q')),
    show,
    health: among(bands, sent('health')),
    renewal: show === 'ended' ? null : daysIn(renewalWindows, 'renewal'),
    rep: idIn('rep'),
    workgroup: idIn('workgroup'),
    stage: among(stagesShown[show], sent('stage')),
    silent: show === 'ended' ? null : daysIn(silentFor, 'silent'),
    sort: among(bookColumns, sort.replace(/^-/, '')) ?? 'name',
    descending: sort.startsWith('-'),
    page: Math.min(page, furthestPage),
  };
  return asked;
}

/** The address of a book, without what is asked anyway; `changes` begin at the first page unless they say which. */
export function bookAddress(asked: BookAsked, changes: Partial<BookAsked> = {}): string {
  const query = bookQuery({ ...asked, page: 1, ...changes });
  return query === '' ? '/clients' : `/clients?${query}`;
}

/** The same as it stands after the question mark. */
export function bookQuery(asked: BookAsked): string {
  const { q, show, health, renewal, rep, workgroup, stage, silent, sort, descending, page } = asked;
  const said: readonly (readonly [string, string | number | null])[] = [
    ['q', q],
    ['show', show === 'running' ? null : show],
    ['health', health],
    ['renewal', renewal],
    ['rep', rep],
    ['workgroup', workgroup],
    ['stage', stage],
    ['silent', silent],
    ['sort', sort === 'name' && !descending ? null : `${descending ? '-' : ''}${sort}`],
    ['page', page === 1 ? null : page],
  ];
  return said
    .flatMap(([name, value]) => (value === null || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
}

/** True where the book is narrowed by more than whether clients run. */
export function isNarrowed({ q, health, renewal, rep, workgroup, stage, silent }: BookAsked): boolean {
  return q !== '' || [health, renewal, rep, workgroup, stage, silent].some((one) => one !== null);
}

/** What a saved view keeps: filters and order; neither what was typed, which may name a person, nor the page. */
export const keptOfBook = (asked: BookAsked): BookAsked => ({ ...asked, q: '', page: 1 });

/** The words that are looked for: each must be found. */
export function searchedWords(q: string): readonly string[] {
  const words = q.split(' ').filter((word) => word !== '');
  return [...new Set(words)].slice(0, mostWords);
}

/** Fewer letters are looked for where a word begins: within words nearly every name has them. */
const shortestWithin = 3;

/** Whether a word is looked for within words too, and not only where they begin. */
export const isSoughtWithin = (word: string): boolean => Array.from(word).length >= shortestWithin;

/** The last day of a window of renewals. */
export const windowEnd = (today: CivilDate, days: number): CivilDate => addDays(today, days);

/** How many pages a book of so many clients has. */
export const pagesOf = (found: number): number => Math.max(1, Math.min(furthestPage, Math.ceil(found / clientsOnPage)));

/** Longer is no name of a view, and nobody keeps more of them. */
export const longestViewName = 60;
export const mostViews = 20;
