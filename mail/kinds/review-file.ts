/** Mails by which the calendar file of a review follows what happened: its meeting was moved, or does not take place. */
import { inWords } from '../../domain/core/words';
import { dayText } from '../../domain/told/day-text';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, nameOfItem, type PresentedItem } from '../../domain/told/present';
import { about } from '../sections';
import type { Draft } from '../draft';
import { reviewMeeting } from './review-agenda';

/** To whoever has the file: the day on which the meeting is now. */
export function reviewMovedMail(occasion: Occasion): Draft {
  const review = reviewOf(occasion);
  if (review === undefined) return nothingKnown(occasion, 'moved');
  const { event } = occasion;
  const name = nameOfItem(review);
  const on = dayText(review.dueAt);
  const why =
    event?.kind === 'item-postponed'
      ? `It was put off: ${inWords(event.reason)}.`
      : 'The days and hours by which it goes have changed.';
  return {
    subject: `Moved to ${on}: ${name} with ${about(occasion)}`,
    matters: [
      {
        headline: `The ${name} with ${occasion.lifecycle.client.name} is on ${on} now.`,
        why: `${why} The calendar file moves it in your calendar. Whoever has it from you needs this one, too.`,
      },
    ],
    sections: [],
    meeting: reviewMeeting(occasion, review),
  };
}

/** To whoever has the file: the meeting does not take place, or is somebody else’s now. */
export function reviewCalledOffMail(occasion: Occasion): Draft {
  const review = reviewOf(occasion);
  if (review === undefined) return nothingKnown(occasion, 'called off');
  const name = nameOfItem(review);
  const isPassedOn = occasion.event?.kind === 'reassigned';
  const others = isPassedOn
    ? 'Whoever looks after the client now has a file of their own.'
    : 'Whoever has it from you needs this one, too.';
  return {
    subject: `${isPassedOn ? 'No longer yours' : 'Called off'}: ${name} with ${about(occasion)}`,
    matters: [
      {
        headline: isPassedOn
          ? `The ${name} with ${occasion.lifecycle.client.name} is no longer yours.`
          : `The ${name} with ${occasion.lifecycle.client.name} on ${dayText(review.dueAt)} does not take place.`,
        why: `${whyCalledOff(occasion)} The calendar file takes it out of your calendar. ${others}`,
      },
    ],
    sections: [],
    meeting: { ...reviewMeeting(occasion, review), calledOff: true },
  };
}

const reviewOf = ({ lifecycle, subject }: Occasion): PresentedItem | undefined => itemById(lifecycle, subject);

/** Of a review that the record does not know any more. */
const nothingKnown = (occasion: Occasion, what: string): Draft => ({
  subject: `A review with ${about(occasion)} was ${what}`,
  matters: [{ headline: `A review with ${occasion.lifecycle.client.name} was ${what}.`, why: '' }],
  sections: [],
});

function whyCalledOff({ event, lifecycle: { client, product }, rep }: Occasion): string {
  switch (event?.kind) {
    case 'reassigned':
      return `${rep === null ? 'Somebody else' : rep.name} looks after ${client.name} now.`;
    case 'stage-changed':
      return event.to === 'churned'
        ? `${client.name} has left: ${product.name} has ended.`
        : `${product.name} has ended.`;
    case 'item-covered':
      return `It is one meeting with the review of another product of ${client.name}.`;
    case 'item-skipped':
      return skippedTexts[event.reason] ?? 'There is no reason for it any more.';
    case 'item-completed':
    case 'item-corrected':
      return event.outcome === 'declined' ? 'The client declined it.' : 'Nobody answered.';
    default:
      return 'Nobody held it.';
  }
}

const skippedTexts: Readonly<Record<string, string>> = {
  paused: 'Work with the client is paused.',
  onboarding: 'The client is in onboarding again.',
  'opted-out': 'The client asked to be left alone.',
};
