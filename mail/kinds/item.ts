/** Mails about items: to prepare them, that they are due, and that nobody has said yet what came of them. */
import { capitalised } from '../../domain/core/item-steps';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, type PresentedItem } from '../../domain/told/present';
import type { Draft, DraftButton, MailSection } from '../draft';
import { ofProduct, remindedBefore, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { itemIn, itemWith } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { itemWords } from './item-words';
import { reviewAgenda, reviewMeeting } from './review-agenda';

const words = inBoth(
  {
    something: 'something planned',
    prepare: (what: string, day: string) => `Prepare: ${what} on ${day}`,
    toPrepare: (what: string, day: string) => `${what} is on ${day}: time to prepare it.`,
    ahead: 'You hear of it ahead, so that it is there in time.',
    agenda: (what: string, day: string) => `${what} is on ${day}. Here is its agenda.`,
    arrange: 'Arrange the meeting, and prepare it. The calendar file can be moved and forwarded.',
    together: (products: string) => `It is one meeting for ${products}.`,
    due: (what: string) => `Due: ${what}`,
    now: (todo: string) => `Time to ${todo}.`,
    timeFor: (what: string) => `Time for the ${what}.`,
    reminder: (what: string) => `Reminder: ${what}`,
    waiting: (what: string, day: string) => `Still open: ${what}, due since ${day}.`,
    unsaid: 'Nobody has recorded the outcome yet. If it has happened, record it; if not, pick another day.',
    unsaidAgain:
      'You were reminded before, and the outcome is still not recorded. If it has not happened, pick another day.',
    tookPlace: (what: string, when: string) => `${what} took place on ${when}: were they there?`,
    oneMeeting: 'These fall close together, so they are one meeting; what you record counts for each.',
    record: 'Record the outcome',
    of: (whom: string, client: string) => `${whom} at ${client}`,
  },
  {
    something: 'etwas Geplantes',
    prepare: (what, day) => `Vorbereiten: ${what} am ${day}`,
    toPrepare: (what, day) => `Am ${day}: ${what}. Zeit für die Vorbereitung.`,
    ahead: 'Sie hören vorab davon, damit es rechtzeitig da ist.',
    agenda: (what, day) => `Am ${day}: ${what}. Hier ist die Agenda.`,
    arrange:
      'Vereinbaren Sie den Termin und bereiten Sie ihn vor. Die Kalenderdatei lässt sich verschieben und weiterleiten.',
    together: (products) => `Es ist ein gemeinsames Gespräch für ${products}.`,
    due: (what) => `Fällig: ${what}`,
    now: (todo) => `Es ist Zeit, ${todo}.`,
    timeFor: (what) => `Heute steht an: ${what}.`,
    reminder: (what) => `Erinnerung: ${what}`,
    waiting: (what, day) => `Noch offen: ${what}, fällig seit ${day}.`,
    unsaid:
      'Das Ergebnis ist noch nicht eingetragen. Hat es stattgefunden, tragen Sie es bitte ein; wenn nicht, wählen Sie einen anderen Tag.',
    unsaidAgain:
      'Sie wurden schon erinnert, und das Ergebnis ist noch immer nicht eingetragen. Hat es nicht stattgefunden, wählen Sie bitte einen anderen Tag.',
    tookPlace: (what, when) => `${what} fand am ${when} statt: Waren sie da?`,
    oneMeeting: 'Das liegt nah beieinander, darum ist es ein Gespräch; was Sie eintragen, gilt für alles.',
    record: 'Ergebnis eintragen',
    of: (whom, client) => `${whom} von ${client}`,
  },
);

/** To the rep, days ahead: what to prepare. A review comes with its agenda. */
export function itemPreparedMail(occasion: Occasion): Draft {
  const said = words(occasion.locale);
  const { item, name, with: what, on, why, sections } = itemOf(occasion);
  if (item?.kind === 'quarterly-review') return reviewPrepared(occasion, item);
  return {
    subject: said.prepare(ofProduct(occasion, what), on),
    inShort: said.prepare(name, on),
    matters: [
      {
        headline: said.toPrepare(capitalised(what), on),
        why: why === '' ? said.ahead : why,
        button: recordOutcome(occasion),
      },
    ],
    sections: [...sections, ...knownFor(occasion, item)],
  };
}

/** To the rep on the day, with the button that asks what came of it. */
export function itemDueMail(occasion: Occasion): Draft {
  const said = words(occasion.locale);
  const { item, name, with: what, todo, why, sections } = itemOf(occasion);
  return {
    subject: said.due(ofProduct(occasion, what)),
    inShort: said.due(name),
    matters: [
      {
        headline: tookPlace(occasion, item) ?? (item?.sections === undefined ? said.now(todo) : said.timeFor(what)),
        why: item?.sections === undefined ? why : `${why} ${said.oneMeeting}`.trim(),
        button: recordOutcome(occasion),
      },
    ],
    sections: [
      ...sections,
      ...(item?.kind === 'quarterly-review' ? reviewAgenda(occasion, item) : []),
      ...knownFor(occasion, item),
    ],
  };
}

/** To the rep, when nobody has said yet what came of an item that is due. */
export function itemRemindedMail(occasion: Occasion): Draft {
  const said = words(occasion.locale);
  const { item, name, with: what, on } = itemOf(occasion);
  const times = occasion.event?.kind === 'item-reminded' ? occasion.event.reminder : 1;
  return {
    subject: `${said.reminder(ofProduct(occasion, what))}${remindedBefore(occasion, times)}`,
    inShort: said.reminder(name),
    matters: [
      {
        headline: tookPlace(occasion, item) ?? said.waiting(what, on),
        why: times > 1 ? said.unsaidAgain : said.unsaid,
        button: recordOutcome(occasion),
      },
    ],
    sections: knownFor(occasion, item),
  };
}

function reviewPrepared(occasion: Occasion, review: PresentedItem): Draft {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const { lifecycle, together } = occasion;
  const what = itemWith(speech, review, lifecycle.client.name);
  const on = speech.dayOf(review.dueAt);
  const products = [lifecycle.product.name, ...together.map(({ product }) => product)];
  return {
    subject: said.prepare(ofProduct(occasion, what), on),
    inShort: said.prepare(itemIn(speech, review), on),
    matters: [
      {
        headline: said.agenda(capitalised(what), on),
        why: [
          said.arrange,
          ...(review.sections === undefined ? [] : [said.oneMeeting]),
          ...(together.length === 0 ? [] : [said.together(speech.list(products))]),
        ].join(' '),
        button: recordOutcome(occasion),
      },
    ],
    sections: [...reviewAgenda(occasion, review), ...toKnow(occasion, { health: true })],
    meeting: reviewMeeting(occasion, review),
  };
}

/** The item that a mail is about, in words: its name, whom it is with, its day, why it is due and what to know for it. */
interface MailedItem {
  readonly item: PresentedItem | undefined;
  readonly name: string;
  readonly with: string;
  readonly todo: string;
  readonly on: string;
  readonly why: string;
  readonly sections: readonly MailSection[];
}

function itemOf(occasion: Occasion): MailedItem {
  const { lifecycle, subject, locale } = occasion;
  const said = words(locale);
  const item = itemById(lifecycle, subject);
  if (item === undefined) {
    const name = said.something;
    return { item, name, with: name, todo: name, on: '', why: '', sections: [] };
  }
  const speech = speechFor(occasion);
  const { whom, why, sections } = itemWords(occasion, item);
  const who = whom === null ? lifecycle.client.name : said.of(whom, lifecycle.client.name);
  return {
    item,
    name: itemIn(speech, item),
    with: itemWith(speech, item, who),
    todo: termsOf(locale).todo[item.kind](who),
    on: speech.dayOf(item.dueAt),
    why,
    sections,
  };
}

/** What to know before it: with whom it is, where it is about somebody. */
const knownFor = (occasion: Occasion, item: PresentedItem | undefined): readonly MailSection[] =>
  toKnow(occasion, item?.about === undefined ? {} : { about: [item.about] });

/** What is asked of something that took place; null of everything else. */
function tookPlace(occasion: Occasion, item: PresentedItem | undefined): string | null {
  if (item?.after === undefined) return null;
  const speech = speechFor(occasion);
  const what = capitalised(itemWith(speech, item, occasion.lifecycle.client.name));
  return words(occasion.locale).tookPlace(what, speech.moment(occasion.campaign?.startsAt ?? item.after));
}

const recordOutcome = ({ subject, locale }: Occasion): DraftButton => ({
  label: words(locale).record,
  grant: { purpose: 'item', subject },
});
