/** What a mail or a page may speak of: names and words, which come from PostgreSQL and never enter a workflow. */
import type { CivilDate, Instant, Money } from '../core/json';
import type { Language } from '../core/language';
import type { AgreedAction } from './agreed-actions';
import type { Vendor } from './brand';
import type { Event } from '../core/concern';
import type { Campaign } from './campaign';
import type { Locale } from './locale';
import {
  promiseIdOf,
  type Channel,
  type ContactLevel,
  type Deal,
  type DealProduct,
  type DealPromise,
} from '../core/deal';
import { isStillToDo } from '../core/item';
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
  readonly level: ContactLevel | null;
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
  /** That of which its promises and their figures are told. */
  readonly told: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals'>;
  /** Whether its reader may say its figures. */
  readonly isTheirWork: boolean;
  /** What is spoken of besides the review, where it is more than one. */
  readonly sections?: readonly ReviewSection[];
}

/** How a line that a seller sold stands now. */
export interface SoldNow {
  readonly client: string;
  readonly product: string;
  readonly stage: Presented['stage'];
  readonly band: Presented['health']['band'];
  readonly term: number;
  readonly renewsOn: CivilDate;
}

/** Which calendar file of a meeting a mail brings. */
export interface MeetingFile {
  /** The same as long as there is the meeting, whoever keeps the client, and in the next term too. */
  readonly uid: string;
  /** How often it was told before: mail programs take what has the highest. */
  readonly sequence: number;
}

/** A lifecycle with everything a person should know about it before acting. */
export interface Occasion {
  readonly lifecycle: Presented;
  readonly deal: Deal;
  /** Who has left is among them, for what is told of them; whoever is to be chosen or called is not (`whoIsThere`). */
  readonly contacts: readonly KnownContact[];
  readonly calls: readonly KnownCall[];
  /** Who keeps the client. */
  readonly rep: { readonly name: string; readonly email: string; readonly phone: string | null } | null;
  /** Who kept them before whoever is introduced, by name; absent where it is no introduction, or nobody is known. */
  readonly formerRep?: string;
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
  /** What was agreed at reviews of its product line and is open, as far as its reader ticks it off; absent where it is not about that. */
  readonly agreed?: readonly AgreedAction[];
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
  /** The calendar file that goes with the mail, where it is about a review. */
  readonly file?: MeetingFile;
  /** The article that it is about. */
  readonly article: { readonly title: string; readonly link: string } | null;
  /** Whoever reads it reads it in the place of the seller, who has left. */
  readonly inSellersPlace?: boolean;
  /** How the seller's deals stand; empty unless the seller reads it. */
  readonly sold: readonly SoldNow[];
  /** The client's zone. */
  readonly zone: string;
  /** How its reader reads: one of ours in their own language and zone, a contact in theirs. */
  readonly locale: Locale;
  /** The language in which a contact is addressed. */
  readonly language: Language;
  /** A contact who reads it, by name; null for everybody else. */
  readonly contact: string | null;
  /** In whose name a contact is written to. */
  readonly vendor: Vendor;
}

/** How the client's people read: a contact in their language, on the client's wall clock. */
export function clientLocale({ language, deal, zone }: Pick<Occasion, 'language' | 'deal' | 'zone'>): Locale {
  return { language, country: deal.client.country ?? null, zone };
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

/** Contacts who are still at the client. */
export function whoIsThere({ contacts }: Pick<Occasion, 'contacts'>): readonly KnownContact[] {
  return contacts.filter(({ departedAt }) => departedAt === undefined);
}

/** What is known of somebody that says whether to ask for them. */
type AskedFor = Pick<KnownContact, 'level' | 'phone'>;

const nearest: readonly (ContactLevel | null)[] = ['manager', 'executive', 'user', null];

/**
 * The order in which contacts are asked for: first who runs the work there, then who decides, then who uses it; of equals
 * rather one with a number.
 */
export function byWhomToAsk(a: AskedFor, b: AskedFor): number {
  const rank = ({ level, phone }: AskedFor): number =>
    2 * nearest.findIndex((one) => one === level) + (phone === null ? 1 : 0);
  return rank(a) - rank(b);
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
