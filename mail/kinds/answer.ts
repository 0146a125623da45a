/** What a client said of us, in their own words: to the rep, and where they are unhappy to the manager. */
import type { Event } from '../../domain/core/concern';
import { isStillToDo } from '../../domain/core/item';
import { capitalised } from '../../domain/core/item-steps';
import type { MailRole } from '../../domain/told/mails';
import { isUnhappy, ratingIn, unhappyAt } from '../../domain/told/news';
import type { KnownContact, Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import type { Draft, MailSection } from '../draft';
import { ofProduct, section, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { namedContact } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    noted: 'What was noted',
    ownWords: 'In their own words',
    wordsOf: (who: string) => `In the words of ${who}`,
    wroteNothing: (score: number) => `${score} of 10; they wrote nothing with it.`,
    scored: (score: number, said: string) => `${score} of 10: ${said}`,
    said: (client: string) => `What the client said: ${client}`,
    unhappyHeard: (score: number, client: string) => `Unhappy, ${score} of 10: ${client}`,
    unhappyAnswer: (who: string, score: number, client: string) => `${who} is unhappy, ${score} of 10: ${client}`,
    answer: (who: string, score: number, client: string) => `${who} answered ${score} of 10: ${client}`,
    aContact: 'A contact',
    somebody: 'Somebody',
    saidSomething: (client: string, product: string) => `${client} said how happy they are with ${product}.`,
    answered: (who: string, client: string, product: string, day: string, score: number) =>
      `${who} at ${client} answered our question about ${product} on ${day}: ${score} of 10.`,
    heard: (who: string, where: string, client: string, product: string, score: number) =>
      `${who} heard${where} that ${client} is unhappy with ${product}: ${score} of 10.`,
    during: (what: string) => ` (${what})`,
    step: (what: string, day: string) => `${what}, by ${day}`,
    callThem: 'call them within a working day',
    doFirst: (what: string) =>
      `To do first: ${what}. Hear what is behind it before you explain anything, and tell them what happens next.`,
    thankAndAsk:
      'Thank them, and ask whether they would speak for us: as a reference, or to somebody who should know us.',
    thank: 'Thank them, and ask what would make it a ten.',
    toldToo: (rep: string) =>
      `${rep} was told at the same time and should call them within a working day. Ask what they heard.`,
    toldTooStep: (rep: string, step: string) =>
      `${rep} was told at the same time. To do first: ${step}. Ask what they heard.`,
    theRep: 'The rep',
    button: 'Record the outcome',
  },
  {
    noted: 'Was notiert wurde',
    ownWords: 'In ihren eigenen Worten',
    wordsOf: (who) => `In den Worten von ${who}`,
    wroteNothing: (score) => `${score} von 10, ohne weitere Worte.`,
    scored: (score, said) => `${score} von 10: ${said}`,
    said: (client) => `Was der Kunde gesagt hat: ${client}`,
    unhappyHeard: (score, client) => `Unzufrieden, ${score} von 10: ${client}`,
    unhappyAnswer: (who, score, client) => `${who} ist unzufrieden, ${score} von 10: ${client}`,
    answer: (who, score, client) => `${who} hat mit ${score} von 10 geantwortet: ${client}`,
    aContact: 'Ein Ansprechpartner',
    somebody: 'Jemand',
    saidSomething: (client, product) => `${client} hat gesagt, wie zufrieden sie mit ${product} sind.`,
    answered: (who, client, product, day, score) =>
      `${who} von ${client} hat am ${day} auf unsere Frage zu ${product} geantwortet: ${score} von 10.`,
    heard: (who, where, client, product, score) =>
      `${who} hat gehört${where}, dass ${client} mit ${product} unzufrieden ist: ${score} von 10.`,
    during: (what) => ` (${what})`,
    step: (what, day) => `${what}, bis ${day}`,
    callThem: 'binnen eines Arbeitstags anrufen',
    doFirst: (what) =>
      `Als Erstes: ${what}. Hören Sie, was dahintersteckt, bevor Sie etwas erklären, und sagen Sie, wie es weitergeht.`,
    thankAndAsk:
      'Bedanken Sie sich, und fragen Sie, ob sie für uns sprechen würden: als Referenz oder bei jemandem, der uns kennen sollte.',
    thank: 'Bedanken Sie sich, und fragen Sie, was daraus eine Zehn machen würde.',
    toldToo: (rep) =>
      `${rep} hat zur selben Zeit davon erfahren und soll binnen eines Arbeitstags anrufen. Fragen Sie nach, was dabei zu hören war.`,
    toldTooStep: (rep, step) =>
      `${rep} hat zur selben Zeit davon erfahren. Als Erstes: ${step}. Fragen Sie nach, was dabei zu hören war.`,
    theRep: 'Die Betreuung',
    button: 'Ergebnis eintragen',
  },
);

/** From this rating on a client is glad to be asked for a favour. */
const gladFrom = 9;

/** The rating that a mail tells of: its own event, or what raised the alarm of which it tells. */
interface RatingHeard {
  readonly event: Event;
  readonly score: number;
  readonly unhappy: boolean;
  /** Who gave it; undefined where somebody of ours heard it, or nobody is known by that id any more. */
  readonly who: KnownContact | undefined;
  /** Whether a contact gave it in answer to the question. */
  readonly isAnswer: boolean;
}

function heardOf({ heard, event: told, contacts }: Occasion): RatingHeard | null {
  const event = heard ?? told;
  const rating = event === null ? null : ratingIn(event);
  if (event === null || rating === null) return null;
  return {
    event,
    score: rating.score,
    unhappy: event.kind === 'satisfaction-answered' ? isUnhappy(event) : rating.score <= unhappyAt,
    who: contacts.find(({ id }) => id === rating.contact),
    isAnswer: event.kind === 'satisfaction-answered',
  };
}

/** What was said, word for word, under the name of who said it; none where the event of the mail brings no rating. */
export function wordsSection(occasion: Occasion): readonly MailSection[] {
  const heard = heardOf(occasion);
  if (heard === null) return [];
  const said = words(occasion.locale);
  const { quoted } = speechFor(occasion);
  const { words: spoken = null } = occasion;
  if (!heard.isAnswer) return section(said.noted, spoken === null ? [] : [quoted(spoken)]);
  const title = heard.who === undefined ? said.ownWords : said.wordsOf(namedContact(heard.who));
  return section(title, [spoken === null ? said.wroteNothing(heard.score) : said.scored(heard.score, quoted(spoken))]);
}

/** A contact's answer, or an unhappy rating that somebody else than the rep heard. */
export function answerMail(occasion: Occasion, role: MailRole): Draft {
  const heard = heardOf(occasion);
  const step = heard?.unhappy === true ? stepOf(occasion, heard) : undefined;
  return {
    subject: subjectOf(occasion, heard),
    matters: [
      {
        headline: headlineOf(occasion, heard),
        why: role === 'rep' ? toRep(occasion, heard, step) : toManager(occasion, step),
        ...(role === 'rep' && step !== undefined
          ? { button: { label: words(occasion.locale).button, grant: { purpose: 'item', subject: step.id } } }
          : {}),
      },
    ],
    sections: [
      ...wordsSection(occasion),
      ...toKnow(occasion, {
        health: true,
        about: heard?.who === undefined ? [] : [heard.who.id],
        besides: [step?.id ?? null],
      }),
    ],
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

function subjectOf(occasion: Occasion, heard: RatingHeard | null): string {
  const said = words(occasion.locale);
  const client = ofProduct(occasion, occasion.lifecycle.client.name);
  if (heard === null) return said.said(client);
  const { score, unhappy, who, isAnswer } = heard;
  if (!isAnswer) return said.unhappyHeard(score, client);
  const name = who?.name ?? said.aContact;
  return unhappy ? said.unhappyAnswer(name, score, client) : said.answer(name, score, client);
}

function headlineOf(occasion: Occasion, heard: RatingHeard | null): string {
  const { lifecycle, saidBy, locale } = occasion;
  const { client, product } = lifecycle;
  const said = words(locale);
  if (heard === null) return said.saidSomething(client.name, product.name);
  const { score, who, isAnswer, event } = heard;
  const speech = speechFor(occasion);
  const day = speech.dayOf(speech.now);
  if (isAnswer)
    return said.answered(who === undefined ? said.aContact : withRole(who), client.name, product.name, day, score);
  const { items } = termsOf(locale);
  const where =
    event.kind === 'item-completed'
      ? said.during(items[event.itemKind])
      : event.kind === 'touch-recorded'
        ? said.during(items[event.touchKind])
        : '';
  return said.heard(saidBy ?? said.somebody, where, client.name, product.name, score);
}

const withRole = ({ name, role }: KnownContact): string => (role === null ? name : `${name} (${role})`);

const stepText = (occasion: Occasion, { kind, dueAt }: PresentedItem): string =>
  words(occasion.locale).step(termsOf(occasion.locale).items[kind], speechFor(occasion).dayOf(dueAt));

function toRep(occasion: Occasion, heard: RatingHeard | null, step: PresentedItem | undefined): string {
  const said = words(occasion.locale);
  if (heard === null) return '';
  if (heard.unhappy) return said.doFirst(step === undefined ? said.callThem : stepText(occasion, step));
  return heard.score >= gladFrom ? said.thankAndAsk : said.thank;
}

function toManager(occasion: Occasion, step: PresentedItem | undefined): string {
  const said = words(occasion.locale);
  const who = capitalised(occasion.rep?.name ?? said.theRep);
  return step === undefined ? said.toldToo(who) : said.toldTooStep(who, stepText(occasion, step));
}
