/** When an item is prepared, falls due, is reminded of and counts as missed; and when it is skipped. */
import { addDays, dueMoment, workingDaysAfter, type Calendar } from './calendar';
import type { Step, TaskOf, View } from './concern';
import { ordinalOf } from './earlier';
import type { CivilDate, Instant } from './json';
import { Remembered } from './remembered';
import { countsOn, type Item, type ItemKind, type Plan, type Postponed, type Programme, type Rest } from './item';

/** An item as a step speaks of it. */
interface ItemTold {
  readonly itemKind: ItemKind;
  /** Whom or what it is about. */
  readonly about?: string;
}

declare module './concern' {
  interface Coming {
    'item-prepares': ItemTold & { on: CivilDate; leadDays: number };
    /** `rest`: why it passes silently; null where it asks. `afterwards`: what came of it is asked once it took place. */
    'item-asks': ItemTold & {
      programme: Programme;
      on: CivilDate;
      rest: Rest | null;
      afterwards?: true;
      postponed?: Postponed;
    };
    'item-reminds': ItemTold & { workingDays: number };
    'item-counts-missed': ItemTold & { workingDays: number };
  }
}

/** True while it waits for an answer, overdue or not. */
export const isDue = ({ state }: Pick<Item, 'state'>): boolean => state === 'due' || state === 'overdue';

/** True for an item that may be a section of a review; then the review alone asks for it. */
export function isSection({ programme }: Pick<Item, 'programme'>): boolean {
  return programme === 'check-in' || programme === 'success-check';
}

/** Civil dates become moments when an item is planned, and again when the holidays are known better. */
export function momentsOf(
  { on: planned, after, leadDays, postponed }: Plan & Pick<Item, 'postponed'>,
  calendar: Calendar,
): Pick<Item, 'dueAt' | 'prepareAt'> {
  const on = postponed?.until ?? planned;
  return {
    dueAt:
      after === undefined || postponed !== undefined ? dueMoment(on, calendar) : workingDaysAfter(after, 1, calendar),
    prepareAt: leadDays > 0 ? dueMoment(addDays(on, -leadDays), calendar) : null,
  };
}

const toldOf = ({ kind, about }: Item): ItemTold => ({ itemKind: kind, ...(about === undefined ? {} : { about }) });

/** The words with a capital letter in front. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The item that a plan becomes: nobody has begun it yet. */
export const planned = (plan: Plan, calendar: Calendar): Item => ({
  ...plan,
  ordinal: ordinalOf(plan),
  ...momentsOf(plan, calendar),
  state: 'planned',
  preparedAt: null,
  reminders: 0,
  closedAt: null,
  outcome: null,
  happiness: null,
  covered: null,
});

/** The item on another day: it is planned again, and whoever was asked already is asked anew. */
export function movedTo(item: Item, to: Pick<Plan, 'on' | 'after'>, calendar: Calendar): Item {
  const { after: before, postponed: unsaid, ...rest } = item;
  const plan = { ...rest, ...to };
  const anew = {
    state: 'planned',
    closedAt: null,
    outcome: null,
    happiness: null,
    preparedAt: null,
    reminders: 0,
  } as const;
  return { ...plan, ...anew, ...momentsOf(plan, calendar) };
}

/** Why an item keeps silent now, if it does. */
export function restOf({ programme }: Plan, { slices, traitsOf }: View): Rest | null {
  const { rests } = traitsOf(programme);
  if (rests.includes('paused') && slices.standing.pause !== null) return 'paused';
  if (rests.includes('onboarding') && slices.standing.stage === 'onboarding') return 'onboarding';
  return rests.includes('opted-out') && slices.contacts.clientOptedOut !== null ? 'opted-out' : null;
}

type ItemStep = Step<TaskOf<'items'>>;
const remembered = new Remembered<Item, readonly ItemStep[]>();

/** What comes next for an item while it is planned or due: none for one that is closed. */
export function stepsOf(item: Item, view: View): readonly ItemStep[] {
  if (item.closedAt !== null) return [];
  if (isSection(item) && item.covered !== null) return stepsInReview(item, item.covered.item, view);
  const rest = restOf(item, view);
  const { rules, calendar } = view;
  return remembered.of(item, [rest, rules, view.seed.client, calendar.holidays], () => [...computed(item, rest, view)]);
}

/** A section of a review asks nobody; like any of its kind it is missed when nobody held that review for too long. */
function stepsInReview(item: Item, holder: string, view: View): readonly ItemStep[] {
  const review = view.slices.items.find(({ id }) => id === holder);
  return review === undefined || !isDue(review) || restOf(item, view) !== null
    ? []
    : [missedStep(item, review.dueAt, view)];
}

/** The step by which an item that fell due then counts as missed. */
function missedStep(item: Item, dueAt: Instant, { rules, calendar }: View): ItemStep {
  const workingDays = rules.missedWorkingDays;
  return {
    task: { kind: 'missed', item: item.id },
    at: workingDaysAfter(dueAt, workingDays, calendar),
    tells: { kind: 'item-counts-missed', ...toldOf(item), workingDays },
    ...(rules.escalation.missed.includes(item.programme) ? { urgent: true } : {}),
  };
}

function* computed(item: Item, rest: Rest | null, view: View): Generator<ItemStep> {
  const { rules, calendar } = view;
  const told = toldOf(item);
  if (item.state === 'planned') {
    if (item.prepareAt !== null && item.preparedAt === null && rest === null && item.prepareAt < item.dueAt) {
      yield {
        task: { kind: 'prepare', item: item.id },
        at: item.prepareAt,
        tells: { kind: 'item-prepares', ...told, on: countsOn(item), leadDays: item.leadDays },
      };
    }
    yield {
      task: { kind: 'due', item: item.id },
      at: item.dueAt,
      tells: {
        kind: 'item-asks',
        ...told,
        programme: item.programme,
        on: item.on,
        rest,
        ...(item.after === undefined ? {} : { afterwards: true as const }),
        ...(item.postponed === undefined ? {} : { postponed: item.postponed }),
      },
    };
    return;
  }
  if (rest !== null) return;
  const after = rules.reminderWorkingDays[item.reminders];
  if (after !== undefined && item.covered === null) {
    yield {
      task: { kind: 'remind', item: item.id },
      at: workingDaysAfter(item.dueAt, after, calendar),
      tells: { kind: 'item-reminds', ...told, workingDays: after },
    };
  }
  if (!view.traitsOf(item.programme).series) yield missedStep(item, item.dueAt, view);
}
