/** What a person should hear of a client though nothing is asked of them: what the client said, and what changed, in sentences. */
import { signedPoints, type HealthMove } from '../concerns/health-weighing';
import type { Event, EventKind, EventOf } from '../core/concern';
import type { ItemKind } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import { dangerSignals, type SignalName } from '../core/policy';
import { dayIn, type Locale } from './locale';
import { reasonNamed, wordsFor } from './sentences';

/** A rating of at most so much is unhappy, where the policy draws no line of its own. */
export const unhappyAt = 6;

/** Whether a contact's answer counts as unhappy. */
export function isUnhappy({ low, score }: Pick<EventOf<'satisfaction-answered'>, 'low' | 'score'>): boolean {
  return low ?? score <= unhappyAt;
}

/** Losses that an alarm of their own has told already. */
const toldByAlarms: readonly SignalName[] = ['missedContact', 'openAlarm', 'renewalUndecided', ...dangerSignals];

/** A score that fell below green, or is the first that is known and below it; what is red is an alarm, and so is a missed contact. */
export function isFall({ band, from, moved = [] }: EventOf<'health-changed'>): boolean {
  const lost = moved.filter(({ by }) => by < 0);
  const isTold = lost.length > 0 && lost.every(({ signal }) => toldByAlarms.includes(signal));
  return (from === 'green' || from === 'unknown') && band === 'amber' && !isTold;
}

/** A fall of which a brief tells: below green, and to red, of which an alarm tells as well. */
const isBriefedFall = (event: EventOf<'health-changed'>): boolean =>
  isFall(event) || (event.band === 'red' && event.from !== 'red');

/** Kinds of events that may bring a client's rating. */
export const ratingKinds = [
  'satisfaction-answered',
  'item-completed',
  'touch-recorded',
  'happiness-heard',
] as const satisfies readonly EventKind[];

/** The rating that an event brings, and the contact who gave it in their own answer; null where it brings none. */
export function ratingIn(event: Event): { readonly score: number; readonly contact: string | null } | null {
  switch (event.kind) {
    case 'satisfaction-answered':
      return { score: event.score, contact: event.contact };
    case 'item-completed':
    case 'touch-recorded':
      return event.happiness === undefined ? null : { score: event.happiness, contact: null };
    case 'happiness-heard':
      return { score: event.score, contact: null };
    default:
      return null;
  }
}

/** In what item somebody of ours heard it; null where a contact answered, or nobody said where. */
const heardAt = (event: Event): ItemKind | null =>
  event.kind === 'item-completed' ? event.itemKind : event.kind === 'touch-recorded' ? event.touchKind : null;

/** Where somebody of ours heard it: `quarterly review`; null where a contact answered, or nobody said where. */
export function heardIn(event: Event, locale: Locale): string | null {
  const item = heardAt(event);
  return item === null ? null : wordsFor(locale).items[item];
}

/** What moved a score, in words: `usage −21, tickets −10`. */
export function movedText(
  { moved = [], reasons }: Pick<EventOf<'health-changed'>, 'moved' | 'reasons'>,
  locale: Locale,
): string {
  const lost: readonly HealthMove[] =
    moved.length > 0 ? moved : reasons.map(({ points, ...reason }) => ({ ...reason, by: -points }));
  return lost.map((one) => `${reasonNamed(one, locale)} ${signedPoints(one.by)}`).join(', ');
}

/** Kinds of events of which a brief tells though they ask for nothing. */
export const briefedOf = [
  ...ratingKinds,
  'health-changed',
  'contact-opted-out',
  'contact-unreachable',
  'invitation-answered',
  'incident-noted',
  'notice-given',
  'notice-withdrawn',
] as const satisfies readonly EventKind[];

/** A line of the ledger that may be news, with the names that go with it. */
export interface NewsLine {
  readonly lifecycle: string;
  readonly client: string;
  readonly product: string;
  /** Who keeps the client, where that is not who reads it. */
  readonly forRep: { readonly id: string; readonly name: string } | null;
  readonly rep: string;
  readonly at: Instant;
  readonly event: Event;
  readonly by: string | null;
  /** Name and role of the contact whom it is about; null where nobody is known. */
  readonly contact: string | null;
  /** Title of the campaign whose invitation was answered. */
  readonly campaign: string | null;
  readonly words: string | null;
}

export const newsSections = ['said', 'changed'] as const;
export type NewsSection = (typeof newsSections)[number];

/** One piece of news, as a brief tells it. */
export interface News {
  readonly section: NewsSection;
  readonly lifecycle: string;
  readonly client: string;
  readonly product: string;
  readonly forRep: NewsLine['forRep'];
  readonly on: CivilDate;
  readonly what: string;
  readonly words: string | null;
}

/** What changed, in a sentence; null where the event is no such news. */
export function changeText(
  event: Event,
  { contact, campaign }: { readonly contact: string | null; readonly campaign: string | null },
  locale: Locale,
): string | null {
  const { news } = wordsFor(locale);
  const who = contact ?? news.somebody;
  switch (event.kind) {
    case 'health-changed':
      return isBriefedFall(event)
        ? news.health({
            fell: event.from !== 'unknown',
            band: event.band,
            score: event.score,
            moved: movedText(event, locale),
          })
        : null;
    case 'contact-opted-out':
      return news.optedOut(who);
    case 'contact-unreachable':
      return event.silent === true ? null : news.unreachable(who);
    case 'invitation-answered':
      return event.answer === 'declined' ? news.declined(who, campaign) : null;
    case 'incident-noted':
      return event.incident === 'contactDeparted' ? news.left(who, event.to ?? null) : null;
    case 'notice-given':
      return news.notice(dayIn(locale, event.endsOn), event.reason);
    case 'notice-withdrawn':
      return news.withdrawn;
    default:
      return null;
  }
}

/** What the client said, in a few words; null where the event tells nothing that its reader does not know. */
function saidText({ event, by, contact, rep }: NewsLine, locale: Locale): string | null {
  const { news } = wordsFor(locale);
  const rating = ratingIn(event);
  if (rating === null) return null;
  if (event.kind === 'satisfaction-answered') return news.answered(contact ?? news.somebody, rating.score);
  return rating.score > unhappyAt || by === rep ? null : news.unhappy(rating.score, heardAt(event));
}

/** One and the same piece of news, though several lifecycles of the client tell it; health is of each product. */
const sameNews = ({ section, client, product, what }: News, { kind }: Event): string =>
  [section, client, kind === 'health-changed' ? product : '', what].join('\n');

/** The news among lines, the newest first; each once for a client. An answer is told of the product for which it was given. */
export function newsAmong(lines: readonly NewsLine[], locale: Locale): readonly News[] {
  const told = new Map<string, News>();
  const isCopy = ({ event }: NewsLine): boolean =>
    event.kind === 'satisfaction-answered' && event.elsewhere !== undefined;
  for (const line of [...lines.filter((one) => !isCopy(one)), ...lines.filter(isCopy)]) {
    const { lifecycle, client, product, forRep, at, event, words } = line;
    const said = saidText(line, locale);
    const what = said ?? changeText(event, line, locale);
    if (what === null) continue;
    const section: NewsSection = said === null ? 'changed' : 'said';
    const news: News = { section, lifecycle, client, product, forRep, on: at.slice(0, 10), what, words };
    const key = sameNews(news, event);
    if (!told.has(key)) told.set(key, news);
  }
  return [...told.values()].toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}
