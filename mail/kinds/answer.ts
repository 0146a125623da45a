/** What a client said of us, in their own words: to the rep, and where they are unhappy to the manager. */
import { isStillToDo, itemName } from '../../domain/core/item';
import { dayText } from '../../domain/told/day-text';
import type { MailRole } from '../../domain/told/mails';
import { heardIn, isUnhappy, ratingIn, unhappyAt } from '../../domain/told/news';
import type { KnownContact, Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import { about, backgroundSections, section } from '../sections';
import type { Draft, MailSection } from '../draft';

/** From this rating on a client is glad to be asked for a favour. */
const gladFrom = 9;

/** The rating that a mail tells of: its own event, or what raised the alarm of which it tells. */
interface RatingHeard {
  readonly score: number;
  readonly unhappy: boolean;
  /** Who gave it; undefined where somebody of ours heard it, or nobody is known by that id any more. */
  readonly who: KnownContact | undefined;
  /** Whether a contact gave it in answer to the question. */
  readonly isAnswer: boolean;
  /** What it was heard in. */
  readonly where: string | null;
}

function heardOf({ heard, event: told, contacts }: Occasion): RatingHeard | null {
  const event = heard ?? told;
  const rating = event === null ? null : ratingIn(event);
  if (event === null || rating === null) return null;
  return {
    score: rating.score,
    unhappy: event.kind === 'satisfaction-answered' ? isUnhappy(event) : rating.score <= unhappyAt,
    who: contacts.find(({ id }) => id === rating.contact),
    isAnswer: event.kind === 'satisfaction-answered',
    where: heardIn(event),
  };
}

/** What was said, word for word, under the name of who said it; none where the event of the mail brings no rating. */
export function wordsSection(occasion: Occasion): readonly MailSection[] {
  const heard = heardOf(occasion);
  if (heard === null) return [];
  const { words = null } = occasion;
  if (!heard.isAnswer) return section('What was noted', words === null ? [] : [`“${words}”`]);
  const title = heard.who === undefined ? 'In their own words' : `In the words of ${nameOf(heard.who)}`;
  return section(title, [
    words === null ? `${heard.score} of 10; they wrote nothing with it.` : `${heard.score} of 10: “${words}”`,
  ]);
}

const nameOf = ({ name, role }: KnownContact): string => (role === null ? name : `${name}, ${role}`);

/** A contact's answer, or an unhappy rating that somebody else than the rep heard. */
export function answerMail(occasion: Occasion, role: MailRole): Draft {
  const heard = heardOf(occasion);
  const step = heard?.unhappy === true ? stepOf(occasion, heard) : undefined;
  return {
    subject: `${subjectOf(heard)}: ${about(occasion)}`,
    matters: [
      {
        headline: headlineOf(occasion, heard),
        why: role === 'rep' ? toRep(heard, step) : toManager(occasion, step),
        ...(role === 'rep' && step !== undefined
          ? { button: { label: 'Say what came of it', grant: { purpose: 'item', subject: step.id } } }
          : {}),
      },
    ],
    sections: [...wordsSection(occasion), ...backgroundSections(occasion)],
  };
}

/** The first step that is to be done for it: with whoever answered, or for an alarm about happiness. */
function stepOf({ lifecycle: { items, escalations } }: Occasion, { who }: RatingHeard): PresentedItem | undefined {
  const alarms = escalations.filter(({ reasons }) => reasons.includes('happiness')).map(({ id }) => id);
  const open = items.filter((item) => item.programme === 'rescue' && isStillToDo(item));
  return (
    open.find(({ about: whom }) => who !== undefined && whom === who.id) ??
    open.find(({ about: alarm }) => alarm !== undefined && alarms.includes(alarm))
  );
}

function subjectOf(heard: RatingHeard | null): string {
  if (heard === null) return 'What the client said';
  const { score, unhappy, who, isAnswer } = heard;
  if (!isAnswer) return `Unhappy, ${score} of 10`;
  const name = who?.name ?? 'A contact';
  return unhappy ? `${name} is unhappy, ${score} of 10` : `${name} answered ${score} of 10`;
}

function headlineOf({ lifecycle: { client, product }, saidBy }: Occasion, heard: RatingHeard | null): string {
  if (heard === null) return `${client.name} said how happy they are with ${product.name}.`;
  const { score, who, isAnswer, where } = heard;
  if (isAnswer)
    return `${who === undefined ? 'A contact' : nameOf(who)} at ${client.name} answered our question about ${product.name}: ${score} of 10.`;
  const place = where === null ? '' : ` (${where})`;
  return `${saidBy ?? 'Somebody'} heard${place} that ${client.name} is unhappy with ${product.name}: ${score} of 10.`;
}

const stepText = ({ kind, dueAt }: PresentedItem): string => `${itemName(kind)}, by ${dayText(dueAt)}`;

function toRep(heard: RatingHeard | null, step: PresentedItem | undefined): string {
  if (heard === null) return '';
  if (heard.unhappy) {
    const first = step === undefined ? 'call them within a working day' : stepText(step);
    return `To do first: ${first}. Hear what is behind it before you explain anything, and tell them what happens next.`;
  }
  return heard.score >= gladFrom
    ? 'Thank them, and ask whether they would speak for us: as a reference, or to somebody who should know us.'
    : 'Thank them, and ask what would make it a ten.';
}

function toManager({ rep }: Occasion, step: PresentedItem | undefined): string {
  const who = rep?.name ?? 'The rep';
  return `${who} was told at the same time${step === undefined ? ' and should call them within a working day' : `. To do first: ${stepText(step)}`}. Ask what they heard.`;
}
