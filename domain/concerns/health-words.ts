/** What an event says of a client: a word of theirs, a contact with them, good news. */
import type { Event, EventOf } from '../core/concern';
import type { ItemKind, Programme } from '../core/item';
import { isSpoken, wellRating } from './unsettled';

/** What counts as a contact with the client, once it is missed. */
export const contactProgrammes: readonly Programme[] = ['touch', 'review', 'check-in', 'success-check'];
/** A card that was sent makes up for no call. */
export const isContact = (programme: Programme, kind: ItemKind): boolean =>
  contactProgrammes.includes(programme) || isSpoken(kind);

/** True where the client told of themselves through the event, or something was measured of them. */
export function isHeardIn(event: Event): boolean {
  switch (event.kind) {
    case 'usage-changed':
    case 'own-signal-changed':
      return event.bucket !== 'silent';
    case 'tickets-changed':
    case 'happiness-heard':
    case 'satisfaction-answered':
      return true;
    case 'incident-noted':
      return event.incident === 'serviceCall';
    case 'item-completed':
      return isWord(event, event.itemKind);
    case 'touch-recorded':
      return isWord(event, event.touchKind);
    default:
      return false;
  }
}

interface ItemSaid {
  readonly outcome: EventOf<'item-corrected'>['outcome'];
  readonly happiness?: number | null;
}

/** True for a word of the client's: a talk, a rating, or that they want none. What was only sent is none. */
export function isWord({ outcome, happiness }: ItemSaid, kind: EventOf<'item-completed'>['itemKind']): boolean {
  if (happiness !== undefined && happiness !== null) return true;
  return outcome === 'declined' || (outcome === 'done' && isSpoken(kind));
}

/** From here on a rating is good news; a review is from `wellRating` on, for the client took the time. */
const delightedRating = 9;

/** The good news in an event, in words. */
export function goodIn(
  event: Event,
): { readonly what: string; readonly item?: string; readonly measured?: true } | null {
  switch (event.kind) {
    case 'happiness-heard':
      return event.score >= delightedRating ? { what: `happiness ${event.score} of 10` } : null;
    case 'satisfaction-answered':
      return event.lowest >= delightedRating ? { what: `happiness ${event.lowest} of 10` } : null;
    case 'touch-recorded':
      return (event.happiness ?? 0) >= delightedRating ? { what: `happiness ${event.happiness} of 10` } : null;
    case 'item-completed':
    case 'item-corrected': {
      const from = event.programme === 'review' ? wellRating : delightedRating;
      const isReview = event.programme === 'review';
      return event.outcome === 'done' && (event.happiness ?? 0) >= from
        ? { what: `${isReview ? 'a review, ' : ''}happiness ${event.happiness} of 10`, item: event.item }
        : null;
    }
    case 'promises-measured':
      return event.promises.length > 0 && event.promises.every(({ met }) => met)
        ? { what: 'every promise is met', item: event.item, measured: true }
        : null;
    default:
      return null;
  }
}
