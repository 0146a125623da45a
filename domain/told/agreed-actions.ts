/** What was agreed at reviews: in words, who does it and by which day, and what became of it. */
import type { CivilDate } from '../core/json';

/** Who does it: one of ours, or a contact of the client. */
export interface ActionOwner {
  readonly kind: 'ours' | 'contact';
  /** Ours. */
  readonly id: string;
  /** As the API names them: a contact as the client's records do. */
  readonly given: string;
  readonly name: string;
}

export interface AgreedAction {
  readonly id: string;
  readonly lifecycle: string;
  /** The item of the review at which it was agreed. */
  readonly review: string;
  readonly words: string;
  readonly owner: ActionOwner;
  /** The day by which it is to be done. */
  readonly day: CivilDate;
  /** The day on which it was done; null while it is open. */
  readonly doneOn: CivilDate | null;
}

export const actionStandings = ['open', 'overdue', 'done'] as const;
export type ActionStanding = (typeof actionStandings)[number];

/** How it stands on a day: it is overdue from the day after its own. */
export function standingOn({ day, doneOn }: Pick<AgreedAction, 'day' | 'doneOn'>, today: CivilDate): ActionStanding {
  if (doneOn !== null) return 'done';
  return day < today ? 'overdue' : 'open';
}

/** What is still to be done, what is due first, first. */
export function openActions(actions: readonly AgreedAction[]): readonly AgreedAction[] {
  return actions
    .filter(({ doneOn }) => doneOn === null)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
