/**
 * Items: what a person must do. Touches, reviews and every later programme plan items; this concern
 * gives all of them one life, one completion fact and one page.
 *
 *   planned ──(prepared)──► due ──► overdue ──► missed     its successor fell due
 *      │                     └────────┴───────► done       somebody said what came of it
 *      └──► cancelled                                      paused, in onboarding, or the lifecycle ended
 *
 * An unanswered item never holds up the next one.
 */
import { addDays, dueMoment, workingDaysAfter, type Calendar } from './calendar';
import { nothing, type Concern, type Event, type See, type Step, type View } from './concern';
import type { CivilDate, Instant } from './json';
import type { TouchKind } from './policy';
import { hasEnded } from './standing';

export const outcomes = ['done', 'no-answer', 'declined'] as const;
export type Outcome = (typeof outcomes)[number];
export type ItemKind = TouchKind | 'quarterly-review';
export type ItemState = 'planned' | 'due' | 'overdue' | 'done' | 'missed' | 'cancelled';

export interface Plan {
  /** `<programme>-<ordinal>`, for example `touch-3`. */
  readonly id: string;
  readonly programme: Programme;
  readonly kind: ItemKind;
  readonly on: CivilDate;
  /** Days before it at which the rep gets what is needed to prepare it. */
  readonly leadDays: number;
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
}

/** How people call an item of a kind, inside a sentence. */
export const itemNames: Readonly<Record<ItemKind, string>> = {
  call: 'call',
  email: 'e-mail',
  letter: 'letter',
  lunch: 'lunch',
  visit: 'visit',
  'thank-you': 'thank-you note',
  'birthday-card': 'birthday card',
  article: 'article',
  training: 'training',
  event: 'event invitation',
  'quarterly-review': 'quarterly review',
};

/** What plans items. */
export type Programme = 'touch' | 'review';

declare module './concern' {
  interface Slices {
    readonly items: readonly Item[];
  }
  interface Events {
    'items-planned': { programme: Programme; items: readonly Plan[] };
    'item-prepared': { item: string; itemKind: ItemKind };
    'item-due': { item: string; itemKind: ItemKind };
    'item-reminded': { item: string; itemKind: ItemKind; reminder: number };
    'item-missed': { item: string; itemKind: ItemKind; programme: Programme; successor: string };
    'item-skipped': { item: string; itemKind: ItemKind; reason: 'paused' | 'onboarding' };
    'item-completed': { item: string; itemKind: ItemKind; programme: Programme; outcome: Outcome; happiness?: number };
  }
  interface Facts {
    itemCompleted: { item: string; outcome: Outcome; happiness?: number };
  }
}

/** True while somebody can still say what came of it. */
export function isOpen(item: Item): boolean {
  return item.state === 'due' || item.state === 'overdue' || (item.state === 'planned' && item.preparedAt !== null);
}

/** What runs on into the next term: everything not yet closed. */
export function openOrPlanned(items: readonly Item[]): readonly Item[] {
  return items.filter((item) => item.state === 'planned' || isOpen(item));
}

/** Civil dates become moments when an item is planned, and again when the days off are known better. */
function momentsOf({ on, leadDays }: Plan, calendar: Calendar): Pick<Item, 'dueAt' | 'prepareAt'> {
  return {
    dueAt: dueMoment(on, calendar),
    prepareAt: leadDays > 0 ? dueMoment(addDays(on, -leadDays), calendar) : null,
  };
}

const plurals: Readonly<Record<Programme, string>> = { touch: 'touches', review: 'reviews' };
const labelled = (kind: ItemKind, id: string): string => `${itemNames[kind]} (${id})`;
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
});

function change(items: readonly Item[], id: string, to: (item: Item) => Partial<Item>): readonly Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...to(item) } : item));
}

const quietly = { paused: 'paused', onboarding: 'in onboarding' } as const;

/** Why items keep silent now, if they do. */
function silence({ slices }: View): 'paused' | 'onboarding' | null {
  if (slices.standing.pause !== null) return 'paused';
  return slices.standing.stage === 'onboarding' ? 'onboarding' : null;
}

function* stepsOf(item: Item, view: View): Generator<Step> {
  const { rules, calendar } = view;
  const quiet = silence(view);
  if (item.state === 'planned') {
    if (item.prepareAt !== null && item.preparedAt === null && quiet === null && item.prepareAt < item.dueAt) {
      yield {
        id: `${item.id}/prepare`,
        at: item.prepareAt,
        what: sentence(`${labelled(item.kind, item.id)} is prepared`),
        why: `It is prepared ${item.leadDays} days before ${item.on}.`,
      };
    }
    const what =
      quiet === null
        ? sentence(`${labelled(item.kind, item.id)} falls due`)
        : sentence(`${labelled(item.kind, item.id)} passes silently`);
    yield {
      id: `${item.id}/due`,
      at: item.dueAt,
      what,
      why: `The ${item.programme} was planned for ${item.on}${quiet === null ? '' : `, but it is ${quietly[quiet]}`}.`,
    };
  }
  if ((item.state === 'due' || item.state === 'overdue') && quiet === null) {
    const after = rules.reminderWorkingDays[item.reminders];
    if (after !== undefined) {
      yield {
        id: `${item.id}/remind`,
        at: workingDaysAfter(item.dueAt, after, calendar),
        what: `The rep is reminded of the ${labelled(item.kind, item.id)}`,
        why: `Nobody said what came of it, ${after} working days after it fell due.`,
      };
    }
  }
}

/** Its moment has come: it falls due, and what of its programme is still open is missed. */
function fallDue(item: Item, items: readonly Item[], see: See): readonly Event[] {
  const reason = silence(see);
  if (reason !== null) return [{ kind: 'item-skipped', item: item.id, itemKind: item.kind, reason }];
  const missed = items.filter(
    (other) => other.programme === item.programme && (other.state === 'due' || other.state === 'overdue'),
  );
  return [
    ...missed.map((other): Event => ({
      kind: 'item-missed',
      item: other.id,
      itemKind: other.kind,
      programme: other.programme,
      successor: item.id,
    })),
    { kind: 'item-due', item: item.id, itemKind: item.kind },
  ];
}

export const items: Concern<'items'> = {
  name: 'items',

  begin: (seed) => openOrPlanned(seed.before?.slices.items ?? []),

  evolve: (slice, event, at, { calendar }) => {
    switch (event.kind) {
      case 'items-planned':
        return [
          ...slice.filter(
            (item) => item.programme !== event.programme || item.state !== 'planned' || item.preparedAt !== null,
          ),
          ...event.items.map((plan) => planned(plan, calendar)),
        ];
      case 'item-prepared':
        return change(slice, event.item, () => ({ preparedAt: at }));
      case 'item-due':
        return change(slice, event.item, () => ({ state: 'due', dueAt: at }));
      case 'item-reminded':
        return change(slice, event.item, () => ({ state: 'overdue', reminders: event.reminder }));
      case 'item-missed':
        return change(slice, event.item, () => ({ state: 'missed', closedAt: at }));
      case 'item-skipped':
        return change(slice, event.item, () => ({ state: 'cancelled', closedAt: at }));
      case 'item-completed':
        return change(slice, event.item, () => ({
          state: 'done',
          closedAt: at,
          outcome: event.outcome,
          happiness: event.happiness ?? null,
        }));
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
    if (what === 'prepare') return { events: [{ kind: 'item-prepared', item: item.id, itemKind: item.kind }] };
    if (what === 'remind')
      return { events: [{ kind: 'item-reminded', item: item.id, itemKind: item.kind, reminder: item.reminders + 1 }] };
    return { events: fallDue(item, slice, see) };
  },

  decide: {
    itemCompleted: ({ item: id, outcome, happiness }, slice) => {
      const item = slice.find((candidate) => candidate.id === id);
      if (item === undefined) return { refused: 'unknown-item' };
      if (item.closedAt !== null) return { refused: 'item-closed' };
      return {
        events: [
          {
            kind: 'item-completed',
            item: id,
            itemKind: item.kind,
            programme: item.programme,
            outcome,
            ...(happiness === undefined ? {} : { happiness }),
          },
        ],
      };
    },
  },

  tell: {
    'items-planned': (e) =>
      e.items.length === 0
        ? `No further ${plurals[e.programme]} were planned.`
        : `${e.items.length} ${plurals[e.programme]} were planned, the first for ${e.items[0]?.on}.`,
    'item-prepared': (e) => `${sentence(labelled(e.itemKind, e.item))} was prepared.`,
    'item-due': (e) => `${sentence(labelled(e.itemKind, e.item))} fell due.`,
    'item-reminded': (e) => `The rep was reminded of the ${labelled(e.itemKind, e.item)}, reminder ${e.reminder}.`,
    'item-missed': (e) => `${sentence(labelled(e.itemKind, e.item))} was missed: ${e.successor} fell due.`,
    'item-skipped': (e) => `${sentence(labelled(e.itemKind, e.item))} passed silently: ${quietly[e.reason]}.`,
    'item-completed': (e) =>
      `${sentence(labelled(e.itemKind, e.item))}: ${e.outcome}${e.happiness === undefined ? '' : `, happiness ${e.happiness} of 10`}.`,
  },
};
