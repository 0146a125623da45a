/**
 * The shape that every concern has, and the open maps that each concern adds its own words to.
 *
 * A concern is one file. It declares its slice, events, messages, tasks and what its coming steps tell by augmenting the
 * interfaces below, and exports one `Concern`, which `registry.ts` lists. Others may read its slice and react to its events;
 * none may change them. It speaks in codes: the sentences for people are `told/sentences`, in every language of ours.
 */
import type { Calendar, ClientDays } from './calendar';
import type { ContactLevel } from './deal';
import type { PlannedProgramme, Programme, TouchKind, Traits } from './item';
import type { CivilDate, Instant, Money } from './json';
import type { Policy, Rules } from './policy';
import type { Refusal } from './refusals';

/** Concern name → its slice of the state. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Slices {}
/** Event kind → what it tells. Events are the only output of the domain. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Events {}
/** Fact name (a signal) → its data. Its sender is never refused: a fact that does not apply is recorded as ignored. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Facts {}
/** Decision name (an update) → its data. A decision that does not apply is refused with a code. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Decisions {}

/** Concern name → what its steps ask it to do when their moment comes; a concern that never wakes up has none. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Tasks {}

/** Kind of a coming step → what it tells of itself; the words are `told/sentences`. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Coming {}

export type ConcernName = keyof Slices;
export type TaskOf<K extends ConcernName> = K extends keyof Tasks ? Tasks[K] : never;
export type EventKind = keyof Events;
export type EventOf<K extends EventKind> = { [E in K]: { readonly kind: E } & Readonly<Events[E]> }[K];
export type Event = EventOf<EventKind>;
export type ComingKind = keyof Coming;
export type ComingOf<K extends ComingKind> = { [S in K]: { readonly kind: S } & Readonly<Coming[S]> }[K];
export type FactName = keyof Facts;
export type DecisionName = keyof Decisions;
export type Messages = Facts & Decisions;
export type MessageName = keyof Messages;

/** How a message came, unless it is a fact from outside: as a person's decision, or from another workflow of ours. */
export type Via = 'decision' | 'ours';

/** A message of those names, as the domain takes it in. */
export type HappenedOf<K extends MessageName> = {
  [M in K]: {
    readonly name: M;
    /** The hashed event or update id by which it counts once. */
    readonly id: string;
    /** Who said it: a rep's id, or the role of the key that was used. Never a name. */
    readonly by?: string;
    /** Id of the words in PostgreSQL that go with it. */
    readonly note?: string;
    readonly via?: Via;
    /** When it was accepted, and so when it acts. Without it (older messages, skipped clocks) it acts when it is taken. */
    readonly acceptedAt?: Instant;
    readonly data: Messages[M];
  };
}[K];
export type Happened = HappenedOf<MessageName>;

/** One line of the ledger: an event with its place, its moment, and the message that caused it. */
export interface Recorded {
  readonly seq: number;
  readonly at: Instant;
  readonly event: Event;
  readonly cause?: string;
  readonly by?: string;
  readonly note?: string;
}

/** A step of a product's onboarding template. */
export interface StepTemplate {
  readonly code: string;
  readonly title: string;
  /** `client`, or the id of the person who does the step; the lifecycle's rep if nobody is named. */
  readonly owner?: string | undefined;
  /** Days after onboarding began by which it should be completed. */
  readonly targetDays?: number | undefined;
}

/** A contact as a history may know it: an id of ours, a level, and the day of a birthday without its year. */
export interface SeedContact {
  readonly id: string;
  readonly level?: ContactLevel;
  /** `MM-DD`. */
  readonly birthday?: string;
  /** Known already as somebody who does not want to be written to. */
  readonly optedOut?: boolean;
  /** Known already as somebody whose address takes no mail. */
  readonly unreachable?: true;
}

/** Something of the time before a lifecycle was brought over: a touch of that day, or a note. */
export interface PastTold {
  /** Absent: a note of no day. */
  readonly on?: CivilDate;
  readonly touchKind?: TouchKind;
  /** Id of the words in PostgreSQL. */
  readonly note?: string;
}

/** How a lifecycle enters mid-term: what lies behind it is not asked for again. */
export interface Entry {
  /** The import that brought it. */
  readonly job: string;
  /** The day on which the client's retention began. Null in onboarding, and where nobody said: then the day of the entry counts. */
  readonly retainedSince: CivilDate | null;
  /** Nothing is asked of anybody before this day; first steps of a rep's clients are spread over many of them. */
  readonly firstStepOn: CivilDate;
  /** What came along of the time before, in the order of its days; absent: nothing. */
  readonly past?: readonly PastTold[];
}

/** What a history may know of the client. */
export interface SeedClient extends ClientDays {
  readonly id: string;
  readonly name: string;
  readonly country?: string;
  /** The part of the country whose holidays they have, as `BY` in `DE`; absent: those of the whole country. */
  readonly region?: string;
  /** When that was said; absent where it stood in the deal, and in facts of before. */
  readonly asOf?: Instant;
  /** When it became one with another, the last time; absent where it never did, and in facts of before. */
  readonly mergedAt?: Instant;
}

/** An agreed step in value of a contract of several years: from that day on it is worth so much a year. */
export interface ValueStep {
  readonly on: CivilDate;
  readonly annualValue: Money;
}

/** The terms of the contract, as they were sold or renewed. */
export interface SeedContract {
  readonly startsOn: CivilDate;
  readonly termMonths: number;
  readonly annualValue: Money;
  /** Renews by itself for another term where nobody gives notice in time. Absent: it ends. */
  readonly autoRenews?: true;
  /** So many days before its end a notice must be there; absent: 0. It says something only where it renews by itself. */
  readonly noticeDays?: number;
  /** In the order of their days, each within the term; absent: none. */
  readonly steps?: readonly ValueStep[];
}

/** What a lifecycle starts from: codes, ids and dates, never a person's name, address or words. */
export interface Seed {
  readonly lifecycleId: string;
  readonly dealId: string;
  readonly term: number;
  /** As it is known now: `client-known` changes it. */
  readonly client: SeedClient;
  readonly product: { readonly code: string; readonly name: string; readonly quantity: number };
  readonly contract: SeedContract;
  readonly onboarding: {
    readonly skip: boolean;
    readonly steps: readonly StepTemplate[];
  };
  /** The client's contacts at the hand-off; absent where nobody counted them. */
  readonly contacts?: readonly SeedContact[];
  /** False when sales left the success criteria empty. */
  readonly criteria?: boolean;
  readonly group: string;
  readonly rep: string;
  readonly policy: Policy;
  /** Names of the concerns that were there at the hand-off; one that came later leaves this lifecycle alone. */
  readonly concerns?: readonly string[];
  /** The version in which its events are written (see `ledger.ts`); 1 if it is not said. */
  readonly ledger?: number;
  /** Why it came to this group and rep, as sentences of ids and codes. */
  readonly routing?: readonly string[];
  /** Set when the client was there before us: the lifecycle enters mid-term. */
  readonly entry?: Entry;
  /**
   * Set when an earlier term runs on in this one. `schema`: of its slices; not said by terms that ended before schema 7.
   * The slices are needed once, to begin with. Afterwards the seed has none of them.
   */
  readonly before?: { readonly lifecycleId: string; readonly schema?: number; readonly slices: Partial<Slices> };
}

/** Public holidays of the client's country, known up to and including `through`. */
export interface Holidays {
  readonly dates: readonly CivilDate[];
  readonly through: CivilDate;
}

/** What a concern may look at. */
export interface View {
  readonly seed: Seed;
  readonly slices: Slices;
  readonly rules: Rules;
  readonly calendar: Calendar;
  /** How the items of a programme behave, whichever concern plans it. */
  traitsOf(programme: Programme): Traits;
}

/** A view at the moment of a decision. */
export interface See extends View {
  readonly now: Instant;
}

/** One coming moment at which a concern wants to be asked. */
export interface Step<Task = unknown> {
  readonly at: Instant;
  /** What will happen, and the rule behind it. */
  readonly tells: ComingOf<ComingKind>;
  /** Taken after whatever else falls due at its moment. */
  readonly last?: true;
  /** It raises an alarm or carries one on: a lifecycle wakes up for it at its very moment (`domain/wake.ts`). */
  readonly urgent?: true;
  /** What the concern does then. */
  readonly task: Task;
}

export type Decided = { readonly events: readonly Event[] } | { readonly refused: Refusal };

/** Nothing to add. */
export const nothing: Decided = { events: [] };

export type Deciders<S> = { readonly [M in MessageName]?: (data: Messages[M], slice: S, see: See) => Decided };

export interface Concern<K extends ConcernName> {
  readonly name: K;
  /**
   * True where it acts in lives in flight too, though they began before it was there: until a message reaches it that nobody
   * could send before, its agenda is empty there and it reacts to nothing. Absent: it leaves them alone.
   */
  readonly always?: true;
  /** The slice at hand-off, or what of an earlier term runs on (`seed.before`). */
  begin(seed: Seed): Slices[K];
  /** The slice after any event; an event that says nothing about it leaves it as it is. */
  evolve(slice: Slices[K], event: Event, at: Instant, view: View): Slices[K];
  /** What comes next. Depends on the state alone, never on the present moment. */
  agenda(slice: Slices[K], view: View): readonly Step<TaskOf<K>>[];
  /** A step's moment has come. Must return at least one event, and that event must end the step. */
  due?(step: Step<TaskOf<K>>, slice: Slices[K], see: See): Decided;
  /** The events that follow from an event, whichever concern it came from. */
  react?(event: Event, slice: Slices[K], see: See): Decided;
  /** The messages that this concern answers. The update validator calls it too, so it only looks. */
  readonly decide?: Deciders<Slices[K]>;
  /** The programmes of items that it plans. */
  readonly programmes?: readonly PlannedProgramme[];
}
