/**
 * Items: what a person must do. Touches, reviews and every other programme plan items; this concern
 * gives all of them one life, one completion fact and one page.
 *
 *   planned ──(prepared)──► due ──► overdue ──► missed     the next of its series fell due, or nobody ever answered
 *      │                     └────────┴───────► done       somebody said what came of it
 *      └──► cancelled                                      it rests (paused, in onboarding, opted out), its reason
 *                                                          is gone, or the lifecycle ended
 *
 * An unanswered item never holds up the next one. Items of one client may be *shared* (a birthday card, one
 * review meeting): the lifecycle that comes first holds it, in the others it is `covered` and asks nobody.
 */
import { addDays, dueMoment, workingDaysAfter, type Calendar } from './calendar';
import { nothing, type Concern, type Event, type See, type Step, type View } from './concern';
import type { CivilDate, Instant } from './json';
import type { TouchKind } from './policy';
import { hasEnded } from './standing';

export const outcomes = ['done', 'no-answer', 'declined'] as const;
export type Outcome = (typeof outcomes)[number];
export type ItemState = 'planned' | 'due' | 'overdue' | 'done' | 'missed' | 'cancelled';

/** Kinds of items besides touches; every concern that plans some adds its own. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface ItemKinds {}
export type ItemKind = TouchKind | keyof ItemKinds;

/** What plans items; every concern that does adds its own. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Programmes {}
export type Programme = keyof Programmes;

export type Rest = 'paused' | 'onboarding' | 'opted-out';

/** How the items of a programme behave. */
export interface Traits {
  /** True when the next one makes an open one missed; else it is missed after some time. */
  readonly series: boolean;
  /** When its items pass silently. */
  readonly rests: readonly Rest[];
}

export interface Share {
  /** Items of one client with the same key are one and the same to the client … */
  readonly key: string;
  /** … when they lie at most so many days apart. */
  readonly days: number;
}

export interface Plan {
  /** `<programme>-<ordinal>`, for example `touch-3`. */
  readonly id: string;
  readonly programme: Programme;
  readonly kind: ItemKind;
  readonly on: CivilDate;
  /** Days before it at which the rep gets what is needed to prepare it. */
  readonly leadDays: number;
  /** The contact or escalation that it is about. */
  readonly about?: string;
  readonly share?: Share;
}

/** An item of another lifecycle of the same client. */
export interface ElsewhereItem {
  readonly lifecycle: string;
  readonly item: string;
}

export interface Item extends Plan {
  readonly state: ItemState;
  /** When it falls due by the calendar that is known; from then on, when it did. */
  readonly dueAt: Instant;
  /** When its preparation falls due, if it has a lead. */
  readonly prepareAt: Instant | null;
  readonly preparedAt: Instant | null;
  readonly reminders: number;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly happiness: number | null;
  /** The item that covers it, in another lifecycle of the client. */
  readonly covered: ElsewhereItem | null;
}

/** What people call some kinds; the others are called by their code. */
const itemNames: Readonly<Record<string, string>> = {
  email: 'e-mail',
  'thank-you': 'thank-you note',
  event: 'event invitation',
  'check-in': 'check-in',
};

/** How people call an item of a kind, inside a sentence. */
export function itemName(kind: ItemKind): string {
  return itemNames[kind] ?? kind.replaceAll('-', ' ');
}

type Skipped = Rest | 'resolved' | 'contact-departed';

declare module './concern' {
  interface Slices {
    readonly items: readonly Item[];
  }
  interface Events {
    /** Replaces what of the programme was only planned, unless it `adds`. */
    'items-planned': { programme: Programme; items: readonly Plan[]; adds?: true };
    'item-prepared': { item: string; itemKind: ItemKind };
    'item-due': { item: string; itemKind: ItemKind };
    'item-reminded': { item: string; itemKind: ItemKind; reminder: number };
    'item-missed': { item: string; itemKind: ItemKind; programme: Programme; successor?: string };
    'item-skipped': { item: string; itemKind: ItemKind; reason: Skipped };
    'item-covered': { item: string; itemKind: ItemKind; by: ElsewhereItem };
    'item-uncovered': { item: string; itemKind: ItemKind };
    'item-completed': {
      item: string;
      itemKind: ItemKind;
      programme: Programme;
      outcome: Outcome;
      happiness?: number;
      /** Reps who took part. */
      with?: readonly string[];
    };
  }
  interface Facts {
    itemCompleted: { item: string; outcome: Outcome; happiness?: number; with?: readonly string[] };
    itemsCovered: { items: readonly { item: string; by: ElsewhereItem }[] };
    itemUncovered: { item: string };
  }
}

/** True while somebody can still say what came of it. */
export function isOpen(item: Item): boolean {
  return item.state === 'due' || item.state === 'overdue' || (item.state === 'planned' && item.preparedAt !== null);
}

const isDue = ({ state }: Item): boolean => state === 'due' || state === 'overdue';

/** What runs on into the next term: everything not yet closed. */
export function openOrPlanned(items: readonly Item[]): readonly Item[] {
  return items.filter((item) => item.state === 'planned' || isOpen(item));
}

/** The item is called off, for that reason. */
export function skipped({ id, kind }: Item, reason: Skipped): Event {
  return { kind: 'item-skipped', item: id, itemKind: kind, reason };
}

/** Civil dates become moments when an item is planned, and again when the days off are known better. */
function momentsOf({ on, leadDays }: Plan, calendar: Calendar): Pick<Item, 'dueAt' | 'prepareAt'> {
  return {
    dueAt: dueMoment(on, calendar),
    prepareAt: leadDays > 0 ? dueMoment(addDays(on, -leadDays), calendar) : null,
  };
}

const labelled = (kind: ItemKind, id: string): string => `${itemName(kind)} (${id})`;
const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const planned = (plan: Plan, calendar: Calendar): Item => ({
  ...plan,
  ...momentsOf(plan, calendar),
  state: 'planned',
  preparedAt: null,
  reminders: 0,
  closedAt: null,
  outcome: null,
  happiness: null,
  covered: null,
});

function change(items: readonly Item[], id: string, to: Partial<Item>): readonly Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...to } : item));
}

const restNames: Readonly<Record<Skipped, string>> = {
  paused: 'paused',
  onboarding: 'in onboarding',
  'opted-out': 'they asked to be left alone',
  resolved: 'the escalation is resolved',
  'contact-departed': 'the contact has departed',
};

/** Why an item keeps silent now, if it does. */
function restOf({ programme }: Plan, { slices, programmes }: View): Rest | null {
  const { rests } = programmes[programme];
  if (rests.includes('paused') && slices.standing.pause !== null) return 'paused';
  if (rests.includes('onboarding') && slices.standing.stage === 'onboarding') return 'onboarding';
  return rests.includes('opted-out') && slices.contacts.clientOptedOut !== null ? 'opted-out' : null;
}

function* stepsOf(item: Item, view: View): Generator<Step> {
  if (item.state !== 'planned' && !isDue(item)) return;
  const { rules, calendar } = view;
  const rest = restOf(item, view);
  const label = labelled(item.kind, item.id);
  if (item.state === 'planned') {
    if (item.prepareAt !== null && item.preparedAt === null && rest === null && item.prepareAt < item.dueAt) {
      yield {
        id: `${item.id}/prepare`,
        at: item.prepareAt,
        what: sentence(`${label} is prepared`),
        why: `It is prepared ${item.leadDays} days before ${item.on}.`,
      };
    }
    yield {
      id: `${item.id}/due`,
      at: item.dueAt,
      what: sentence(`${label} ${rest === null ? 'falls due' : 'passes silently'}`),
      why: `The ${item.programme} was planned for ${item.on}${rest === null ? '' : `, but it is silent: ${restNames[rest]}`}.`,
    };
    return;
  }
  if (rest !== null) return;
  const after = rules.reminderWorkingDays[item.reminders];
  if (after !== undefined && item.covered === null) {
    yield {
      id: `${item.id}/remind`,
      at: workingDaysAfter(item.dueAt, after, calendar),
      what: `The rep is reminded of the ${label}`,
      why: `Nobody said what came of it, ${after} working days after it fell due.`,
    };
  }
  if (!view.programmes[item.programme].series) {
    yield {
      id: `${item.id}/missed`,
      at: workingDaysAfter(item.dueAt, rules.missedWorkingDays, calendar),
      what: sentence(`${label} counts as missed`),
      why: `Nobody said what came of it within ${rules.missedWorkingDays} working days.`,
    };
  }
}

const missed = (item: Item, successor?: string): Event => ({
  kind: 'item-missed',
  item: item.id,
  itemKind: item.kind,
  programme: item.programme,
  ...(successor === undefined ? {} : { successor }),
});

/** Its moment has come: it falls due, and what of its series is still open is missed. */
function fallDue(item: Item, items: readonly Item[], see: See): readonly Event[] {
  const rest = restOf(item, see);
  if (rest !== null) return [skipped(item, rest)];
  const before = see.programmes[item.programme].series
    ? items.filter((other) => other.programme === item.programme && isDue(other))
    : [];
  return [...before.map((other) => missed(other, item.id)), { kind: 'item-due', item: item.id, itemKind: item.kind }];
}

/** An item as completed, with what was said of it. */
export function completion(
  { id, kind, programme }: Item,
  { outcome, happiness, with: others }: { outcome: Outcome; happiness?: number; with?: readonly string[] },
): Event {
  return {
    kind: 'item-completed',
    item: id,
    itemKind: kind,
    programme,
    outcome,
    ...(happiness === undefined ? {} : { happiness }),
    ...(others === undefined ? {} : { with: others }),
  };
}

export const items: Concern<'items'> = {
  name: 'items',

  begin: (seed) => openOrPlanned(seed.before?.slices.items ?? []),

  evolve: (slice, event, at, { calendar }) => {
    switch (event.kind) {
      case 'items-planned': {
        const kept =
          event.adds === true
            ? slice
            : slice.filter(
                (item) => item.programme !== event.programme || item.state !== 'planned' || item.preparedAt !== null,
              );
        return [...kept, ...event.items.map((plan) => planned(plan, calendar))];
      }
      case 'item-prepared':
        return change(slice, event.item, { preparedAt: at });
      case 'item-due':
        return change(slice, event.item, { state: 'due', dueAt: at });
      case 'item-reminded':
        return change(slice, event.item, { state: 'overdue', reminders: event.reminder });
      case 'item-missed':
        return change(slice, event.item, { state: 'missed', closedAt: at });
      case 'item-skipped':
        return change(slice, event.item, { state: 'cancelled', closedAt: at });
      case 'item-covered':
        return change(slice, event.item, { covered: event.by });
      case 'item-uncovered':
        return change(slice, event.item, { covered: null });
      case 'item-completed':
        return change(slice, event.item, {
          state: 'done',
          closedAt: at,
          outcome: event.outcome,
          happiness: event.happiness ?? null,
        });
      case 'holidays-refreshed':
        return slice.map((item) =>
          item.state === 'planned' ? { ...item, ...momentsOf(item, { ...calendar, holidays: event.dates }) } : item,
        );
      case 'stage-changed':
        if (!hasEnded(event.to) || event.to === 'renewed') return slice;
        return slice.map((item) =>
          item.state === 'planned' || isOpen(item) ? { ...item, state: 'cancelled', closedAt: at } : item,
        );
      default:
        return slice;
    }
  },

  agenda: (slice, view) => slice.flatMap((item) => [...stepsOf(item, view)]),

  due: (step, slice, see) => {
    const [id, what] = step.id.split('/');
    const item = slice.find((candidate) => candidate.id === id);
    if (item === undefined) return nothing;
    switch (what) {
      case 'prepare':
        return { events: [{ kind: 'item-prepared', item: item.id, itemKind: item.kind }] };
      case 'remind':
        return {
          events: [{ kind: 'item-reminded', item: item.id, itemKind: item.kind, reminder: item.reminders + 1 }],
        };
      case 'missed':
        return { events: [missed(item)] };
      default:
        return { events: fallDue(item, slice, see) };
    }
  },

  decide: {
    itemCompleted: ({ item: id, ...said }, slice) => {
      const item = slice.find((candidate) => candidate.id === id);
      if (item === undefined) return { refused: 'unknown-item' };
      return item.closedAt === null ? { events: [completion(item, said)] } : { refused: 'item-closed' };
    },
    itemsCovered: ({ items: covered }, slice) => {
      const open = covered.flatMap(({ item: id, by }): Event[] => {
        const item = slice.find((candidate) => candidate.id === id && candidate.closedAt === null);
        return item === undefined ? [] : [{ kind: 'item-covered', item: id, itemKind: item.kind, by }];
      });
      return open.length === 0 ? { refused: 'item-closed' } : { events: open };
    },
    itemUncovered: ({ item: id }, slice) => {
      const item = slice.find((candidate) => candidate.id === id);
      if (item === undefined) return { refused: 'unknown-item' };
      if (item.closedAt !== null || item.covered === null) return { refused: 'item-closed' };
      return { events: [{ kind: 'item-uncovered', item: id, itemKind: item.kind }] };
    },
  },

  tell: {
    'items-planned': (e) =>
      e.items.length === 0
        ? `Nothing further was planned (${e.programme}).`
        : `Planned (${e.programme}): ${e.items.length}, the first for ${e.items[0]?.on}.`,
    'item-prepared': (e) => `${sentence(labelled(e.itemKind, e.item))} was prepared.`,
    'item-due': (e) => `${sentence(labelled(e.itemKind, e.item))} fell due.`,
    'item-reminded': (e) => `The rep was reminded of the ${labelled(e.itemKind, e.item)}, reminder ${e.reminder}.`,
    'item-missed': (e) =>
      `${sentence(labelled(e.itemKind, e.item))} was missed${e.successor === undefined ? '' : `: ${e.successor} fell due`}.`,
    'item-skipped': (e) => `${sentence(labelled(e.itemKind, e.item))} passed silently: ${restNames[e.reason]}.`,
    'item-covered': (e) => `${sentence(labelled(e.itemKind, e.item))} is one with ${e.by.item} of ${e.by.lifecycle}.`,
    'item-uncovered': (e) => `${sentence(labelled(e.itemKind, e.item))} is on its own again.`,
    'item-completed': (e) =>
      `${sentence(labelled(e.itemKind, e.item))}: ${e.outcome}${e.happiness === undefined ? '' : `, happiness ${e.happiness} of 10`}${e.with === undefined ? '' : `, together with ${e.with.join(', ')}`}.`,
  },
};
