/** Mails by which the calendar file of a review follows what happened: its meeting was moved, or does not take place. */
import { capitalised } from '../../domain/core/item-steps';
import type { PostponeReason, Skipped } from '../../domain/core/item';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, type PresentedItem } from '../../domain/told/present';
import type { Draft } from '../draft';
import { ofProduct } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { itemWith } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { reviewMeeting } from './review-agenda';

const words = inBoth(
  {
    review: 'a review',
    movedTo: (what: string, day: string) => `Moved to ${day}: ${what}`,
    isNowOn: (what: string, day: string) => `${what} is on ${day} now.`,
    putOff: (why: string) => `It was put off: ${why}.`,
    otherHours: 'The days and hours by which it goes have changed.',
    moves: 'The calendar file moves it in your calendar. Whoever has it from you needs this one, too.',
    noLongerYours: (what: string) => `No longer yours: ${what}`,
    isNoLongerYours: (what: string) => `${what} is no longer yours.`,
    calledOff: (what: string) => `Called off: ${what}`,
    isCalledOff: (what: string, day: string) => `${what} on ${day} does not take place.`,
    takesOut: 'The calendar file takes it out of your calendar.',
    ownFile: 'Whoever looks after the client now has a file of their own.',
    passItOn: 'Whoever has it from you needs this one, too.',
    looksAfter: (who: string | null, client: string) => `${who ?? 'Somebody else'} looks after ${client} now.`,
    left: (client: string, product: string) => `${client} has left: ${product} has ended.`,
    ended: (product: string) => `${product} has ended.`,
    oneMeeting: (client: string) => `It is one meeting with the review of another product of ${client}.`,
    declined: 'The client declined it.',
    unanswered: 'Nobody answered.',
    unheld: 'Nobody held it.',
    needless: 'There is no reason for it any more.',
    postponed: {
      'client-asked': 'the client asked for it',
      ill: 'somebody is ill',
      away: 'somebody is away',
      'no-time': 'there was no time',
      other: 'another reason',
    } satisfies Record<PostponeReason, string>,
    skipped: {
      paused: 'Work with the client is paused.',
      onboarding: 'The client is in onboarding again.',
      'opted-out': 'The client asked to be left alone.',
    },
  },
  {
    review: 'ein Quartalsgespräch',
    movedTo: (what, day) => `Verlegt auf ${day}: ${what}`,
    isNowOn: (what, day) => `Jetzt am ${day}: ${what}.`,
    putOff: (why) => `Der Termin wurde verschoben: ${why}.`,
    otherHours: 'Die Tage und Zeiten, nach denen es sich richtet, haben sich geändert.',
    moves: 'Die Kalenderdatei verlegt es in Ihrem Kalender. Wer sie von Ihnen hat, braucht auch diese.',
    noLongerYours: (what) => `Nicht mehr bei Ihnen: ${what}`,
    isNoLongerYours: (what) => `Nicht mehr bei Ihnen: ${what}.`,
    calledOff: (what) => `Abgesagt: ${what}`,
    isCalledOff: (what, day) => `Findet nicht statt: ${what} am ${day}.`,
    takesOut: 'Die Kalenderdatei nimmt es aus Ihrem Kalender.',
    ownFile: 'Wer den Kunden jetzt betreut, hat eine eigene Datei.',
    passItOn: 'Wer sie von Ihnen hat, braucht auch diese.',
    looksAfter: (who, client) =>
      who === null ? `${client} wird jetzt anders betreut.` : `${who} betreut ${client} jetzt.`,
    left: (client, product) => `${client} ist gegangen: ${product} ist beendet.`,
    ended: (product) => `${product} ist beendet.`,
    oneMeeting: (client) => `Es ist ein Gespräch zusammen mit einem anderen Produkt von ${client}.`,
    declined: 'Der Kunde hat es abgelehnt.',
    unanswered: 'Niemand hat geantwortet.',
    unheld: 'Niemand hat es geführt.',
    needless: 'Es gibt keinen Anlass mehr dafür.',
    postponed: {
      'client-asked': 'auf Wunsch des Kunden',
      ill: 'jemand ist krank',
      away: 'jemand ist nicht da',
      'no-time': 'es war keine Zeit',
      other: 'aus anderem Grund',
    },
    skipped: {
      paused: 'Die Betreuung des Kunden ist in Pause.',
      onboarding: 'Der Kunde ist wieder in der Einführung.',
      'opted-out': 'Der Kunde möchte nicht mehr kontaktiert werden.',
    },
  },
);

/** To whoever has the file: the day on which the meeting is now. */
export function reviewMovedMail(occasion: Occasion): Draft {
  const said = words(occasion.locale);
  const review = reviewOf(occasion);
  const { event } = occasion;
  const on = review === undefined ? '' : speechFor(occasion).dayOf(review.dueAt);
  const why = event?.kind === 'item-postponed' ? said.putOff(said.postponed[event.reason]) : said.otherHours;
  return {
    subject: said.movedTo(ofProduct(occasion, nameIn(occasion, review)), on),
    matters: [{ headline: said.isNowOn(capitalised(nameIn(occasion, review)), on), why: `${why} ${said.moves}` }],
    sections: [],
    ...(review === undefined ? {} : { meeting: reviewMeeting(occasion, review) }),
  };
}

/** To whoever has the file: the meeting does not take place, or is somebody else’s now. */
export function reviewCalledOffMail(occasion: Occasion): Draft {
  const said = words(occasion.locale);
  const review = reviewOf(occasion);
  const name = nameIn(occasion, review);
  const isPassedOn = occasion.event?.kind === 'reassigned';
  const on = review === undefined ? '' : speechFor(occasion).dayOf(review.dueAt);
  const subject = isPassedOn ? said.noLongerYours : said.calledOff;
  return {
    subject: subject(ofProduct(occasion, name)),
    matters: [
      {
        headline: isPassedOn ? said.isNoLongerYours(capitalised(name)) : said.isCalledOff(capitalised(name), on),
        why: [whyCalledOff(occasion), said.takesOut, isPassedOn ? said.ownFile : said.passItOn].join(' '),
      },
    ],
    sections: [],
    ...(review === undefined ? {} : { meeting: { ...reviewMeeting(occasion, review), calledOff: true } }),
  };
}

/** True for a reason that has words of its own. */
const isToldOf = (reason: Skipped): reason is 'paused' | 'onboarding' | 'opted-out' =>
  reason === 'paused' || reason === 'onboarding' || reason === 'opted-out';

const reviewOf = ({ lifecycle, subject }: Occasion): PresentedItem | undefined => itemById(lifecycle, subject);

/** The meeting with whom it is; of a review that the record does not know any more no more than that. */
function nameIn(occasion: Occasion, review: PresentedItem | undefined): string {
  return review === undefined
    ? words(occasion.locale).review
    : itemWith(speechFor(occasion), review, occasion.lifecycle.client.name);
}

function whyCalledOff({ event, lifecycle: { client, product }, rep, locale }: Occasion): string {
  const said = words(locale);
  switch (event?.kind) {
    case 'reassigned':
      return said.looksAfter(rep?.name ?? null, client.name);
    case 'stage-changed':
      return event.to === 'churned' ? said.left(client.name, product.name) : said.ended(product.name);
    case 'item-covered':
      return said.oneMeeting(client.name);
    case 'item-skipped':
      return isToldOf(event.reason) ? said.skipped[event.reason] : said.needless;
    case 'item-completed':
    case 'item-corrected':
      return event.outcome === 'declined' ? said.declined : said.unanswered;
    default:
      return said.unheld;
  }
}
