/** What a mail or a page may speak of: names and words, which come from PostgreSQL and never enter a workflow. */
import type { CivilDate, Instant, Money } from '../core/json';
import type { Language } from '../core/language';
import { addDays, dayOf } from '../core/calendar';
import type { Event } from '../core/concern';
import type { Campaign } from './campaign';
import type { Locale } from './locale';
import { promiseIdOf, type Channel, type Deal, type DealProduct, type DealPromise } from '../core/deal';
import { detailOn, reasonName, signedPoints } from '../concerns/health-weighing';
import { isStillToDo, itemName } from '../core/item';
import { judged, trendOf, verdictOn, type PromiseVerdict } from '../core/measure';
import { moneyText } from '../core/money';
import { inWords } from '../core/words';
import type { CallVoice, RenewalCall } from '../figures/accuracy';
import type { Presented, PresentedItem, ReviewSection } from './present';
import type { ReviewRead } from './review-read';
import type { ToldDay } from './spoken';

export interface KnownContact {
  /** Ours: the id that items and events carry. */
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly email: string;
  readonly level: string | null;
  readonly phone: string | null;
  /** The channel by which they like to be reached. */
  readonly channel: Channel | null;
  /** Since when their address takes no mail; null while it does, as far as anybody knows. */
  readonly unreachableSince: Instant | null;
  /** Since when they are no longer at the client; absent while they are. */
  readonly departedAt?: Instant;
  /** The company to which they went, where that is a client of ours; absent where nobody said so. */
  readonly wentTo?: string;
}

export interface Actual {
  readonly metric: string;
  readonly value: number;
  /** The day on which it was heard. */
  readonly on: string;
}

/** What the rep or the manager makes of the renewal, as they said last. */
export interface KnownCall {
  readonly by: CallVoice;
  /** Their name; null where nobody is known by it. */
  readonly who: string | null;
  readonly call: RenewalCall;
  readonly amount: Money | null;
  readonly note: string | null;
  readonly on: CivilDate;
}

/** Another lifecycle of the client for which the same meeting is held. */
export interface TogetherLine {
  readonly lifecycle: string;
  /** Its review. */
  readonly item: string;
  readonly product: string;
  readonly on: string;
  readonly promised: readonly DealPromise[];
  /** Each promise against its last figure, in a line. */
  readonly promises: readonly string[];
  /** Whether its reader may say its figures. */
  readonly isTheirWork: boolean;
  /** What is spoken of besides the review, where it is more than one. */
  readonly sections?: readonly ReviewSection[];
}

/** A lifecycle with everything a person should know about it before acting. */
export interface Occasion {
  readonly lifecycle: Presented;
  readonly deal: Deal;
  /** Who has left is among them, for what is told of them; whoever is to be chosen or called is not (`whoIsThere`). */
  readonly contacts: readonly KnownContact[];
  readonly calls: readonly KnownCall[];
  /** Who keeps the client. */
  readonly rep: { readonly name: string; readonly email: string } | null;
  /** Who leads the group, by name. */
  readonly leaders: { readonly manager: string | null; readonly director: string | null };
  /** The client's own words on how they will know success. */
  readonly criteria: string | null;
  /** What was done with the client lately, newest first. */
  readonly lately: readonly ToldDay[];
  /** What was done for the client, and what it needed help with, since the last review. */
  readonly services: readonly string[];
  readonly support: readonly string[];
  /** How health went since the last review, in a line; absent where it is no review, or nothing changed yet. */
  readonly course?: string;
  /** What was read for the review that it is about; absent where it is about none. */
  readonly review?: ReviewRead;
  /** Figures heard in reviews, newest first. */
  readonly actuals: readonly Actual[];
  /** Other lifecycles of the client for which the same meeting is held, of those that its reader may read. */
  readonly together: readonly TogetherLine[];
  /** The client's other running lifecycles for which its reader may act too. */
  readonly others: readonly { readonly id: string; readonly product: string }[];
  readonly subject: string | null;
  /** The event that a mail tells of; null on a page. */
  readonly event: Event | null;
  /** The moment of that event; null on a page. */
  readonly at: Instant | null;
  /** What was said with that event; null where nothing was, or nobody may read it any more. Absent on a page. */
  readonly words?: string | null;
  /** The client's rating that raised the alarm of which a mail tells. */
  readonly heard?: Event;
  /** Who recorded that event, where it was one of our people: their name. */
  readonly saidBy?: string;
  /** The campaign that it is about. */
  readonly campaign: Campaign | null;
  /** In whose name its contacts were invited; null where nobody is known any more. */
  readonly organizer: { readonly name: string; readonly email: string } | null;
  /** The article that it is about. */
  readonly article: { readonly title: string; readonly link: string } | null;
  /** Whoever reads it reads it in the place of the seller, who has left. */
  readonly inSellersPlace?: boolean;
  /** The seller's deals in lines; empty unless the seller reads it. */
  readonly sold: readonly string[];
  /** The client's zone. */
  readonly zone: string;
  /** The language in which a contact is addressed. */
  readonly language: Language;
}

/** How the client's people read: a contact in their language, on the client's wall clock. */
export function clientLocale({ language, deal, zone }: Pick<Occasion, 'language' | 'deal' | 'zone'>): Locale {
  return { language, country: deal.client.country ?? null, zone };
}

/** How our own people read. */
export function ourLocale(zone: string): Locale {
  return { language: 'en', country: null, zone };
}

/** The product line as it stands in the deal; undefined where the deal does not have it. */
export function productOf({ deal, lifecycle }: Pick<Occasion, 'deal' | 'lifecycle'>): DealProduct | undefined {
  return deal.products.find(({ code }) => code === lifecycle.product.code);
}

/** The promises of the product line. */
export function promisesOf(occasion: Pick<Occasion, 'deal' | 'lifecycle'>): readonly DealPromise[] {
  return productOf(occasion)?.promises ?? [];
}

/** The promise that goes by that id. */
export function promiseById(
  occasion: Pick<Occasion, 'deal' | 'lifecycle'>,
  id: string | null,
): DealPromise | undefined {
  return promisesOf(occasion).find((_, index) => promiseIdOf(index) === id);
}

const withUnit = (value: number | string, unit: string | undefined): string =>
  unit === undefined ? String(value) : `${value} ${unit}`;

/** A promise as it was made: metric, target, and by when. */
export function promiseText({ metric, target, unit, by }: DealPromise): string {
  return `${metric}: ${withUnit(target, unit)}${by === undefined ? '' : ` by ${by}`}`;
}

const verdictTexts: Readonly<Record<PromiseVerdict, string>> = {
  met: ', met',
  missed: ', missed',
  coming: ', not due yet',
  improving: ', not met yet',
};

/** Every promise against its last figure, with its trend. */
export function promiseLines(occasion: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals'>): readonly string[] {
  return promisesOf(occasion).map((promise) => {
    const { metric, unit, better, by } = promise;
    const heard = occasion.actuals.filter((one) => one.metric === metric);
    const [last] = heard;
    if (last === undefined) return `${promiseText(promise)} (no figure yet)`;
    const met = judged(promise, last.value);
    const trend = trendOf(heard.map(({ value }) => value).toReversed(), better);
    const improving = trend === 'improving' ? { improving: true as const } : {};
    const verdict = met === null ? '' : verdictTexts[verdictOn({ met, by, ...improving }, last.on)];
    return `${promiseText(promise)} (last ${withUnit(last.value, unit)} on ${last.on}${verdict}; ${trend})`;
  });
}

/** The first steps of an alarm that are still to be done, in the order in which they were planned. */
export function firstStepsOf({ lifecycle }: Pick<Occasion, 'lifecycle'>, escalation: string): readonly PresentedItem[] {
  const { escalations } = lifecycle;
  const unhappy = escalations.find(({ id }) => id === escalation)?.reasons.includes('happiness') === true;
  // What an unhappy answer asked for is about whoever gave it.
  const ofAnswer = ({ about }: PresentedItem): boolean => unhappy && !escalations.some(({ id }) => id === about);
  return lifecycle.items.filter(
    (item) => item.programme === 'rescue' && (item.about === escalation || ofAnswer(item)) && isStillToDo(item),
  );
}

/** How to reach somebody, beginning with how they like it. */
function reachText({ email, phone, channel, unreachableSince }: KnownContact): string {
  const mail = unreachableSince === null ? email : `${email} (takes no mail since ${unreachableSince.slice(0, 10)})`;
  const ways = [mail, ...(phone === null ? [] : [phone])].join(', ');
  return channel === null ? ways : `${ways} (prefers ${itemName(channel)})`;
}

/** Contacts who are still at the client. */
export function whoIsThere({ contacts }: Pick<Occasion, 'contacts'>): readonly KnownContact[] {
  return contacts.filter(({ departedAt }) => departedAt === undefined);
}

/** Each contact who is still there, with role, level, and how to reach them. */
export function contactLines(occasion: Pick<Occasion, 'contacts'>): readonly string[] {
  return whoIsThere(occasion).map(
    (contact) =>
      `${contact.name}${contact.role === null ? '' : `, ${contact.role}`}${contact.level === null ? '' : ` (${contact.level})`}: ${reachText(contact)}`,
  );
}

/** A lifecycle, and the moment of what is told of it in the client's zone, where there is one. */
type HealthTold = Pick<Occasion, 'lifecycle'> & Partial<Pick<Occasion, 'at' | 'zone'>>;

/** The band, and every reason with the points it costs, as of the moment of which it is told. */
export function healthLines({ lifecycle: { health }, at, zone }: HealthTold): readonly string[] {
  const day = at === undefined || at === null || zone === undefined ? null : dayOf(at, zone);
  return [
    `${health.band}, ${health.score} of 100`,
    ...health.reasons.map(
      (reason) => `${reasonName(reason)}: ${signedPoints(-reason.points)} (${detailOn(reason, day)})`,
    ),
  ];
}

/** An overdue invoice in a line: which, how much, since when, how often somebody tried. */
export function receivableText(one: Presented['receivables'][number] | undefined): string {
  if (one === undefined) return '';
  const { invoice, amount, days, heardAt, tries } = one;
  const what = `${invoice === undefined ? 'An invoice' : `Invoice ${invoice}`}${amount === undefined ? '' : ` over ${moneyText(amount)}`}`;
  const tried =
    tries === 0 ? 'nobody has tried to collect it yet' : `tried ${tries === 1 ? 'once' : `${tries} times`} so far`;
  return `${what}, overdue since ${addDays(heardAt.slice(0, 10), -days)}; ${tried}.`;
}

/** The outlook of the renewal, what speaks for or against it, how probable it is, and what it is worth. */
export function forecastLines({ lifecycle: { renewal } }: Pick<Occasion, 'lifecycle'>): readonly string[] {
  const { outlook, reasons, probability } = renewal.forecast;
  const worth = `${moneyText(renewal.annualValue)} a year`;
  return [inWords(outlook), ...reasons, `probability ${probability} of 100, worth ${worth}`];
}

const voiceTexts: Readonly<Record<CallVoice, string>> = { rep: 'The rep', manager: 'The manager' };

/** What the rep and the manager make of the renewal, a line each. */
export function callLines({ calls }: Pick<Occasion, 'calls'>): readonly string[] {
  return calls.map(({ by, who, call, amount, note, on }) => {
    const worth = amount === null ? '' : `, at ${moneyText(amount)} a year`;
    const name = who === null ? voiceTexts[by] : `${who} (${by})`;
    return `${name} said on ${on}: ${inWords(call)}${worth}${note === null ? '.' : `. “${note}”`}`;
  });
}

/** The client's notice in a sentence: when it came, when it takes effect, and why; empty while there is none. */
export function leavingText({ lifecycle: { leaving } }: Pick<Occasion, 'lifecycle'>): string {
  if (leaving === undefined) return '';
  const { receivedOn, endsOn, reason } = leaving;
  return `They gave notice on ${receivedOn}; it takes effect on ${endsOn}. Why: ${inWords(reason)}.`;
}

/** When the contract ends, or renews by itself, and until when a notice may come. */
export function contractEndText({ lifecycle: { renewal } }: Pick<Occasion, 'lifecycle'>): string {
  const { autoRenews, lastNoticeOn, renewsOn } = renewal;
  return autoRenews && lastNoticeOn !== undefined
    ? `The contract renews by itself on ${renewsOn}, unless the client gives notice by ${lastNoticeOn}.`
    : `The contract ends on ${renewsOn}.`;
}

/**
 * Of which notice ahead of the renewal a mail tells, in days: the one of its event, since a later one may have been caused
 * before it goes out; else the last.
 */
export function noticeDaysOf({ event, lifecycle }: Pick<Occasion, 'event' | 'lifecycle'>): number {
  return event?.kind === 'renewal-noticed' ? event.days : Math.min(...lifecycle.renewal.noticed);
}

/** Whom an item is about, by name. */
export function aboutWhom({ contacts }: Pick<Occasion, 'contacts'>, about: string | undefined): string | null {
  return contacts.find(({ id }) => id === about)?.name ?? null;
}
