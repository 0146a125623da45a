/** An item: what a person must do. Its words, and the few things that are true of every one. */
import type { CivilDate, Instant } from './json';

export const touchKinds = [
  'call',
  'email',
  'letter',
  'lunch',
  'visit',
  'thank-you',
  'birthday-card',
  'article',
  'training',
  'event',
] as const;
export type TouchKind = (typeof touchKinds)[number];

/** Why an item was put off to a later day. */
export const postponeReasons = ['client-asked', 'ill', 'away', 'no-time', 'other'] as const;
export type PostponeReason = (typeof postponeReasons)[number];

export const outcomes = ['done', 'no-answer', 'declined'] as const;
export type Outcome = (typeof outcomes)[number];
export const itemStates = ['planned', 'due', 'overdue', 'done', 'missed', 'cancelled'] as const;
export type ItemState = (typeof itemStates)[number];

/** Kinds of items besides touches; every concern that plans some adds its own. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface ItemKinds {}
export type ItemKind = TouchKind | keyof ItemKinds;

/** The kind of touch as which a client's other lifecycles hear of an item: the item's own, or a call where that is no touch. */
export function touchKindOf(kind: ItemKind | undefined): TouchKind {
  return touchKinds.find((one) => one === kind) ?? 'call';
}

/** What plans items; every concern that does adds its own. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Programmes {}
export type Programme = keyof Programmes;

export type Rest = 'paused' | 'onboarding' | 'opted-out';

/** How the items of a programme behave. */
export interface Traits {
  /** True: an open item is missed once the next one falls due. False: it is missed after some time. */
  readonly series: boolean;
  /** When its items pass silently. */
  readonly rests: readonly Rest[];
}

/** A programme with how its items behave. */
export interface PlannedProgramme extends Traits {
  readonly name: Programme;
}

export interface Share {
  /** Items of one client that have the same key and lie at most `days` apart are one to the client. */
  readonly key: string;
  readonly days: number;
}

export interface Plan {
  /** Unique in its lifecycle: `<programme>-<ordinal>`, as in `touch-3`. A birthday card's names the contact before the year. */
  readonly id: string;
  /** Its place in its programme, from 1; of a birthday card the year. Ledgers of version 1 do not say it. */
  readonly ordinal?: number;
  readonly programme: Programme;
  readonly kind: ItemKind;
  readonly on: CivilDate;
  /** So many days before it the rep gets what is needed to prepare it. */
  readonly leadDays: number;
  /** The end of what has an hour of its own: what came of it is asked on the first working day after. */
  readonly after?: Instant;
  /** The contact, escalation, campaign or article that it is about. */
  readonly about?: string;
  readonly share?: Share;
}

/** An item of another lifecycle of the same client. */
export interface ElsewhereItem {
  readonly lifecycle: string;
  readonly item: string;
}

/** To what day an item was put off last, and how often so far. */
export interface Postponed {
  readonly times: number;
  readonly until: CivilDate;
  readonly reason: PostponeReason;
}

/** What is true of an item in whatever state. */
interface AnyItem extends Plan {
  readonly ordinal: number;
  /** While it is planned: when it will fall due, as far as days off are known. Afterwards: when it fell due. */
  readonly dueAt: Instant;
  /** When its preparation falls due, if it has a lead. */
  readonly prepareAt: Instant | null;
  readonly preparedAt: Instant | null;
  readonly reminders: number;
  /** The item that covers it: in another lifecycle of the client, or the review of its own of which it is a section. */
  readonly covered: ElsewhereItem | null;
  /** Absent where nobody put it off; `on` stays the day that was planned. */
  readonly postponed?: Postponed;
  /** When what was recorded of it was corrected last; absent where it never was. */
  readonly corrected?: Instant;
}

/** Nobody has said what came of it. */
interface Unanswered {
  readonly outcome: null;
  readonly happiness: null;
}

export type Item = AnyItem &
  (
    | (Unanswered & { readonly state: 'planned' | 'due' | 'overdue'; readonly closedAt: null })
    | (Unanswered & { readonly state: 'missed' | 'cancelled'; readonly closedAt: Instant })
    | {
        readonly state: 'done';
        readonly closedAt: Instant;
        readonly outcome: Outcome;
        readonly happiness: number | null;
      }
  );

export type Skipped = Rest | 'resolved' | 'contact-departed' | 'contact-erased' | 'called-off' | 'same-person';

/** The day that counts for an item: the one to which it was put off, else the one that was planned. */
export function countsOn({ on, postponed }: Pick<Item, 'on' | 'postponed'>): CivilDate {
  return postponed?.until ?? on;
}

/** True once it was prepared, has fallen due or is over. */
export function isUnderWay({ state, preparedAt }: Pick<Item, 'state' | 'preparedAt'>): boolean {
  return state !== 'planned' || preparedAt !== null;
}

/** True once it was prepared, put off, has fallen due or is over: what is begun, a new plan leaves alone. */
export function isBegun(item: Item): boolean {
  return isUnderWay(item) || item.postponed !== undefined;
}

/** True while somebody can say what came of it: from its preparation on, put off or not, until it is over. */
export function isOpen(item: Item): boolean {
  return isBegun(item) && isStillToDo(item);
}

/** What a programme has planned and nobody has begun: what a new plan would replace. */
export function onlyPlanned(items: readonly Item[], programme: Programme): readonly Item[] {
  return items.filter((item) => item.programme === programme && !isBegun(item));
}

/** True until it is done, missed or cancelled: while it is planned, due or overdue. */
export function isStillToDo({ state }: Pick<Item, 'state'>): boolean {
  return state === 'planned' || state === 'due' || state === 'overdue';
}

/** What runs on into the next term: everything not yet closed. */
export function openOrPlanned(items: readonly Item[]): readonly Item[] {
  return items.filter(isStillToDo);
}

/** Closed items stay in the state for so many days, so that they can be looked at and corrected. */
export const closedDays = 90;

/** The items without those that were closed, and due, more than `closedDays` days ago. Whatever `stays` names stays. */
export function withoutOld(items: readonly Item[], at: Instant, stays: (item: Item) => boolean): readonly Item[] {
  const since = new Date(Date.parse(at) - closedDays * 86_400_000).toISOString();
  return items.filter((item) => item.closedAt === null || item.closedAt >= since || item.dueAt >= since || stays(item));
}

/** The closed item with the highest ordinal of each programme. */
export function lastClosed(items: readonly Item[]): ReadonlySet<Item> {
  const last = new Map<Programme, Item>();
  for (const item of items)
    if (item.closedAt !== null && item.ordinal >= (last.get(item.programme)?.ordinal ?? 0))
      last.set(item.programme, item);
  return new Set(last.values());
}

/** What is said of a touch, or of any item that was done. */
export interface Done {
  readonly outcome: Outcome;
  readonly happiness?: number;
  /** Reps who took part. */
  readonly with?: readonly string[];
  /** Contacts at the client, by our ids of them. */
  readonly contacts?: readonly string[];
}
