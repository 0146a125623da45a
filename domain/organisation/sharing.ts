/** A client is one relationship: what is one and the same to it in several of its lifecycles is asked for once. */
import { dayOf } from '../core/calendar';
import type { Event, Recorded } from '../core/concern';
import type { Outcome, Share } from '../core/item';
import type { CivilDate } from '../core/json';
import type { LifecycleState } from '../lifecycle';
import { questionShare } from '../concerns/satisfaction';

/** Something that asks somebody now, and may be covered by another lifecycle of the client. */
export interface Asking {
  readonly seq: number;
  /** An item's id, or a satisfaction question. */
  readonly item: string;
  readonly share: Share;
  readonly day: CivilDate;
}

/** What asks now, among those events. */
export function askingsIn({ seed, slices }: LifecycleState, events: readonly Recorded[]): readonly Asking[] {
  return events.flatMap(({ seq, at, event }): Asking[] => {
    if (event.kind === 'satisfaction-asked')
      return [{ seq, item: event.question, share: questionShare, day: dayOf(at, seed.client.zone) }];
    if (event.kind !== 'item-prepared' && event.kind !== 'item-due') return [];
    const item = slices.items.find(({ id }) => id === event.item);
    return item?.share === undefined ? [] : [{ seq, item: item.id, share: item.share, day: item.on }];
  });
}

/** What of an event is said for the client's other lifecycles too. */
export type Shareable =
  | { readonly kind: 'completed'; readonly item: string; readonly outcome: Outcome; readonly happiness?: number }
  | { readonly kind: 'answered'; readonly item: string; readonly contact: string; readonly score: number };

/** What of an event counts for the client's other lifecycles too; null where it is about this one alone. */
export function shareable(event: Event): Shareable | null {
  if (event.kind === 'item-completed') {
    const { item, outcome, happiness } = event;
    return { kind: 'completed', item, outcome, ...(happiness === undefined ? {} : { happiness }) };
  }
  if (event.kind === 'satisfaction-answered')
    return { kind: 'answered', item: event.question, contact: event.contact, score: event.score };
  return null;
}
