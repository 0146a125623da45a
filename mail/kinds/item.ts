/** Mails about items: to prepare them, that they are due, and that nobody has said yet what came of them. */
import { units } from '../../domain/core/words';
import { whenText } from '../../domain/told/campaign';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, nameOfItem, type PresentedItem } from '../../domain/told/present';
import { about, backgroundSections, contactsSection, healthSection, remindedBefore } from '../sections';
import type { Draft, DraftButton, MailSection } from '../draft';
import { itemWords } from './item-words';
import { reviewAgenda, reviewMeeting } from './review-agenda';

/** To the rep, days ahead: what to prepare. A review comes with its agenda. */
export function itemPreparedMail(occasion: Occasion): Draft {
  const { item, name, on, whom, why, toKnow } = itemOf(occasion);
  if (item?.kind === 'quarterly-review') return reviewPrepared(occasion, item);
  return {
    subject: `Prepare: ${name} with ${about(occasion)} on ${on}`,
    matters: [
      {
        headline: `${whom === null ? name : `${whom}, ${name}`} on ${on}: time to prepare it.`,
        why: why ?? 'It is sent ahead, so that it is there in time.',
        button: afterwards(occasion),
      },
    ],
    sections: [...toKnow, ...backgroundSections(occasion)],
  };
}

/** To the rep on the day, with the button that asks what came of it. */
export function itemDueMail(occasion: Occasion): Draft {
  const { item, name, whom, why, toKnow } = itemOf(occasion);
  const { client } = occasion.lifecycle;
  return {
    subject: `Due: ${name} with ${about(occasion)}`,
    inShort: `Due: ${name}`,
    matters: [
      {
        headline:
          tookPlace(occasion, item) ??
          `It is time for the ${name} ${whom === null ? `with ${client.name}` : `for ${whom} of ${client.name}`}.`,
        why: item?.sections === undefined ? (why ?? '') : oneMeeting,
        button: whatCameOfIt(occasion),
      },
    ],
    sections: [
      ...toKnow,
      ...(item?.kind === 'quarterly-review' ? reviewAgenda(occasion, item) : []),
      ...backgroundSections(occasion),
    ],
  };
}

/** To the rep, when nobody has said yet what came of an item that is due. */
export function itemRemindedMail(occasion: Occasion): Draft {
  const { item, name, on } = itemOf(occasion);
  const times = occasion.event?.kind === 'item-reminded' ? occasion.event.reminder : 1;
  return {
    subject: `Reminder: ${name} with ${about(occasion)}${remindedBefore(times)}`,
    inShort: `Reminder: ${name}`,
    matters: [
      {
        headline:
          tookPlace(occasion, item) ?? `The ${name} with ${occasion.lifecycle.client.name} has been due since ${on}.`,
        why:
          times > 1
            ? 'You were reminded before, and nobody has said yet what came of it.'
            : 'Nobody has said yet what came of it.',
        button: whatCameOfIt(occasion),
      },
    ],
    sections: backgroundSections(occasion),
  };
}

function reviewPrepared(occasion: Occasion, review: PresentedItem): Draft {
  const on = review.dueAt.slice(0, 10);
  const others = occasion.together.length;
  return {
    subject: `Prepare: ${nameOfItem(review)} with ${about(occasion)} on ${on}`,
    matters: [
      {
        headline: `The ${nameOfItem(review)} is on ${on}. Here is its agenda.`,
        why: `It is sent ahead, so that the meeting can be arranged and prepared; the calendar file can be moved and forwarded.${review.sections === undefined ? '' : ` ${oneMeeting}`}${others === 0 ? '' : ` One meeting for ${units(others + 1, 'product')}.`}`,
        button: afterwards(occasion),
      },
    ],
    sections: [...reviewAgenda(occasion, review), ...healthSection(occasion), ...contactsSection(occasion)],
    meeting: reviewMeeting(occasion, review),
  };
}

/** The item that the mail is about: how people call it, its day, whom it is for, why it is due and what to know for it. */
function itemOf(occasion: Occasion): {
  readonly item: PresentedItem | undefined;
  readonly name: string;
  readonly on: string;
  readonly whom: string | null;
  readonly why: string | null;
  readonly toKnow: readonly MailSection[];
} {
  const item = itemById(occasion.lifecycle, occasion.subject);
  if (item === undefined) return { item, name: 'item', on: '', whom: null, why: null, toKnow: [] };
  const { whom, why, sections } = itemWords(occasion, item);
  return { item, name: nameOfItem(item), on: item.dueAt.slice(0, 10), whom, why, toKnow: sections };
}

/** Why several things are one item. */
const oneMeeting = 'They fall close together, so they are one meeting; what you say of it counts for each.';

/** What is asked of something that took place; null of everything else. */
function tookPlace(
  { lifecycle: { client }, campaign, zone }: Occasion,
  item: PresentedItem | undefined,
): string | null {
  if (item?.after === undefined) return null;
  const when = whenText(campaign?.startsAt ?? item.after, zone, 'en');
  return `The ${nameOfItem(item)} with ${client.name} took place on ${when}: were they there?`;
}

/** Of what is still to come. */
const afterwards = (occasion: Occasion): DraftButton => ({
  ...whatCameOfIt(occasion),
  label: 'Say what came of it, when it is done',
});

const whatCameOfIt = ({ subject }: Occasion): DraftButton => ({
  label: 'Say what came of it',
  grant: { purpose: 'item', subject },
});
