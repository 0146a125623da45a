/**
 * What a kind of link opens. Each kind is one file in kinds/: the page that asks, and what its form does:
 * read the fields, tell the lifecycle, give a receipt.
 */
import type { Occasion } from '../../domain/told/occasion';
import type { Instant } from '../../domain/core/json';
import type { Language } from '../../domain/core/language';
import type { Locale } from '../../domain/told/locale';
import type { Asking } from '../../pages/act/ask';
import type { Filled } from '../../pages/parts/filled';
import { closedPage } from '../../pages/act/closed';
import { receiptPage, type Receipt } from '../../pages/act/receipt';
import type { KeptReceipt } from '../../records/columns/answers';
import type { ApiDeps } from '../http/route';
import type { Saying } from '../messages/saying';
import type { SentForm } from '../http/form';

/** A form that was sent, with everything that its page may speak of, loaded once. */
export interface Sent {
  readonly subject: string | null;
  readonly occasion: Occasion;
  readonly form: SentForm;
  /** Who sent it: a rep, a seller, or a contact of the client. */
  readonly by: string;
  /** The id of the link's form, under which what it says counts once. */
  readonly onceKey: string;
}

/** What a page after the form needs: the client's name, how its reader reads, and the vendor's name. */
export interface Reader {
  readonly client: string;
  /** How one of our people reads. */
  readonly locale: Locale;
  /** The language in which a contact is addressed. */
  readonly language: Language;
  readonly brand: string;
}

/** Why nothing can be done behind a link. */
export interface Closed {
  readonly title: string;
  readonly why: string;
}

/** What is recorded: in words, and whether the link has done its work. */
export type NewReceipt = Pick<Receipt, 'what' | 'final'>;

/** How a receipt is corrected by the link whose work is done. */
export interface Amends {
  /** Whether it can be still, by the lifecycle's own day. */
  readonly isPossible: (occasion: Occasion, subject: string | null, now: Instant) => boolean;
  /** The receipt, with the form that corrects it. */
  readonly asks: (receipt: Receipt, asking: Asking) => string;
  /** Throws `FormError`, and the `Problem`s of askDecision. */
  readonly act: (sent: Sent, deps: ApiDeps) => Promise<NewReceipt>;
}

export interface ActKind {
  /** The page that asks. */
  readonly asks: (asking: Asking) => string;
  /** What the address of a link chooses beforehand, where its mail has an address for each answer. */
  readonly chosen?: (query: Readonly<Record<string, unknown>>) => Filled;
  /** Acts on what was sent, once per form. Throws `FormError`, and the `Problem`s of sendFact and askDecision. */
  readonly act: (sent: Sent, deps: ApiDeps) => Promise<NewReceipt>;
  /** A sentence that says how its subject ended; null when the state does not tell. `who`: whoever recorded it, by name. */
  readonly ending: (occasion: Occasion, subject: string | null, who: string | null) => string | null;
  /** Whether what was recorded through the link before is still so; always, where it does not say. */
  readonly stillStands?: (receipt: KeptReceipt, occasion: Occasion, asked: Pick<Sent, 'subject' | 'by'>) => boolean;
  readonly receipt: (receipt: Receipt, reader: Reader) => string;
  /** Absent where what was recorded stands. */
  readonly amends?: Amends;
  readonly closed: (closed: Closed, reader: Reader) => string;
}

/** A page that asks, and what its form does. */
export type AskAndAct = Pick<ActKind, 'asks' | 'act'>;

/** A kind that our own people open. */
export function forUs(kind: AskAndAct & Partial<Pick<ActKind, 'ending' | 'amends'>>): ActKind {
  return {
    ending: () => null,
    receipt: (receipt, { client, locale }) => receiptPage({ client, locale }, receipt),
    closed: ({ title, why }, { locale }) => closedPage(title, why, locale.language),
    ...kind,
  };
}

/** How a lifecycle is told what was sent; it counts once per form. */
export function sayingOfLink({ occasion, by, onceKey }: Sent): Saying & { readonly eventId: string } {
  return { lifecycleId: occasion.lifecycle.id, by, eventId: onceKey };
}

/** Something was recorded, and the link has done its work. */
export const done = (what: string): NewReceipt => ({ what, final: true });
/** Something was recorded, and the link has more to do. */
export const going = (what: string): NewReceipt => ({ what, final: false });
