/**
 * What a rescue left behind: how the first steps of an alarm went, kept until the client was heard well again. It is no
 * alarm and asks nobody for anything; the outlook of the renewal looks at it.
 *
 *   (a first step went badly, or the alarm was resolved) ──► unsettled ──(the client is heard well)──► forgotten
 */
import type { Event } from '../core/concern';
import type { ItemKind, TouchKind } from '../core/item';
import type { Instant } from '../core/json';

/**
 * How a rescue stands: its first steps met with that, or its alarm was resolved and the client has not said since how it
 * is. The worst last.
 */
export const rescueMarks = ['resolved', 'no-answer', 'unhappy', 'declined'] as const;
export type RescueMark = (typeof rescueMarks)[number];

export interface Unsettled {
  readonly escalation: string;
  readonly mark: RescueMark;
  readonly at: Instant;
}

/** So many are kept; the newest matter. */
const kept = 20;

/** A rating from which on a client counts as heard well. */
export const wellRating = 7;

/** What is sent and brings no answer by itself: that it went out is no word of the client's. */
const sentOnly: readonly (ItemKind | TouchKind)[] = ['letter', 'email', 'thank-you', 'birthday-card', 'article'];

/** True where a contact of that kind, once done, means that the client was spoken with. */
export function isSpoken(kind: ItemKind): boolean {
  return !sentOnly.includes(kind);
}

/** True for a rating, or a talk without one, by which the client was heard well. */
const heardWell = (happiness: number | null | undefined, talked: boolean): boolean =>
  happiness === undefined || happiness === null ? talked : happiness >= wellRating;

/** True where the event brings a good word of the client's. A first step of an alarm does only where they rate it well. */
function isGoodWord(event: Event): boolean {
  switch (event.kind) {
    case 'item-completed':
      // Of a section the review itself speaks.
      return (
        event.within === undefined &&
        event.outcome === 'done' &&
        heardWell(event.happiness, event.programme !== 'rescue' && isSpoken(event.itemKind))
      );
    case 'touch-recorded':
      return event.outcome === 'done' && heardWell(event.happiness, isSpoken(event.touchKind));
    case 'happiness-heard':
      return event.score >= wellRating;
    case 'satisfaction-answered':
      return event.lowest >= wellRating;
    default:
      return false;
  }
}

/** How a first step of an alarm went, where it went badly. */
function markOf(event: Event): Omit<Unsettled, 'at'> | null {
  if (event.kind === 'escalation-resolved')
    // One whose reasons ended is over; a person who closed it says nothing of the client.
    return event.by === undefined ? { escalation: event.escalation, mark: 'resolved' } : null;
  if (event.kind !== 'item-completed' || event.programme !== 'rescue' || event.about === undefined) return null;
  const escalation = event.about;
  if (event.outcome !== 'done') return { escalation, mark: event.outcome };
  return event.happiness !== undefined && event.happiness < wellRating ? { escalation, mark: 'unhappy' } : null;
}

/** What is unsettled after an event. Of one alarm the worst stays: a resolution does not make good what its steps met with. */
export function unsettledAfter(before: readonly Unsettled[], event: Event, at: Instant): readonly Unsettled[] {
  if (isGoodWord(event)) return before.length === 0 ? before : [];
  const mark = markOf(event);
  if (mark === null) return before;
  const known = before.find(({ escalation }) => escalation === mark.escalation);
  if (known !== undefined && rescueMarks.indexOf(known.mark) >= rescueMarks.indexOf(mark.mark)) return before;
  return [...before.filter((one) => one !== known), { ...mark, at }].slice(-kept);
}
