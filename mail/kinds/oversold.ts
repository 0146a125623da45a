/** Promises that are not kept: proposed by reviews, flagged by the rep, answered by the seller. */
import { reviewsMissed } from '../../domain/concerns/promises';
import { hasEnded } from '../../domain/core/stages';
import { promiseById, type Occasion } from '../../domain/told/occasion';
import type { MailRole } from '../../domain/told/mails';
import type { Draft, MailSection } from '../draft';
import { about, promisedSection, section, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { dayLinesIn, promiseIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    oversold: (what: string) => `Oversold: ${what}`,
    theRep: 'The rep',
    cannotKeep: (rep: string, client: string, promise: string) =>
      `${rep} says that this promise to ${client} cannot be kept: ${promise}.`,
    wasOversold: (rep: string, client: string) => `${rep} says that ${client} was sold too much.`,
    soldBy: (seller: string) => `${seller} made the sale. It is counted per seller and product.`,
    yourWord: 'Say how you see it: your answer goes to the rep and the manager.',
    inPlace: (seller: string) => `You are asked in place of ${seller}, who has left.`,
    button: 'Say what you think of it',
    whatWasSaid: 'What was said',
    deals: 'Where your deals stand',
    sold: (what: string, stage: string) => `${what}: ${stage}`,
    runs: (stage: string, band: string, day: string) => `${stage}, health ${band}, contract until ${day}`,
    proposed: (what: string) => `Oversold? ${what}`,
    missedRunning: (client: string, promise: string) =>
      `A promise to ${client} was missed in ${reviewsMissed} reviews running: ${promise}.`,
    aPromise: 'one that the deal no longer lists',
    flagIt:
      'If the product cannot keep it, flag it: the seller and the manager hear of it, and the next client is not promised the same.',
    flagButton: 'Flag it, or leave it',
    seller: (what: string) => `The seller on “oversold”: ${what}`,
    agrees: (seller: string, client: string) => `${seller} agrees that ${client} was oversold.`,
    disagrees: (seller: string, client: string) => `${seller} disagrees that ${client} was oversold.`,
    theirWords: 'Their words stand below.',
    noWords: 'They gave no reason.',
  },
  {
    oversold: (what) => `Zu viel versprochen: ${what}`,
    theRep: 'Die Betreuung',
    cannotKeep: (rep, client, promise) =>
      `${rep} sagt, dass diese Zusage an ${client} nicht zu halten ist: ${promise}.`,
    wasOversold: (rep, client) => `${rep} sagt, dass ${client} zu viel versprochen wurde.`,
    soldBy: (seller) => `Verkauft hat ${seller}. Gezählt wird nach Verkäufer und Produkt.`,
    yourWord: 'Sagen Sie, wie Sie es sehen: Ihre Antwort geht an die Betreuung und die Teamleitung.',
    inPlace: (seller) => `Sie werden anstelle von ${seller} gefragt; ${seller} ist nicht mehr hier.`,
    button: 'Ihre Sicht eintragen',
    whatWasSaid: 'Was gesagt wurde',
    deals: 'Wie Ihre Verkäufe stehen',
    sold: (what, stage) => `${what}: ${stage}`,
    runs: (stage, band, day) => `${stage}, Zustand ${band}, Vertrag bis ${day}`,
    proposed: (what) => `Zu viel versprochen? ${what}`,
    missedRunning: (client, promise) =>
      `Eine Zusage an ${client} wurde in ${reviewsMissed} Quartalsgesprächen nacheinander verfehlt: ${promise}.`,
    aPromise: 'eines, das nicht mehr im Vertrag steht',
    flagIt:
      'Kann das Produkt es nicht halten, melden Sie es: Verkauf und Teamleitung hören davon, und dem nächsten Kunden wird es nicht mehr zugesagt.',
    flagButton: 'Melden oder belassen',
    seller: (what) => `Der Verkauf zu „zu viel versprochen“: ${what}`,
    agrees: (seller, client) => `${seller} stimmt zu, dass ${client} zu viel versprochen wurde.`,
    disagrees: (seller, client) => `${seller} ist nicht der Ansicht, dass ${client} zu viel versprochen wurde.`,
    theirWords: 'Die Begründung steht unten.',
    noWords: 'Eine Begründung gab es nicht.',
  },
);

/** The rep has flagged a promise. The seller's mail has a button to answer, and tells how the seller's deals stand. */
export function oversoldMail(occasion: Occasion, role: MailRole): Draft {
  const { deal, subject, lifecycle, rep, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const promise = promiseById(occasion, subject);
  const isSeller = role === 'seller';
  const who = rep?.name ?? said.theRep;
  return {
    subject: said.oversold(about(occasion)),
    matters: [
      {
        headline:
          promise === undefined
            ? said.wasOversold(who, lifecycle.client.name)
            : said.cannotKeep(who, lifecycle.client.name, promiseIn(speech, promise)),
        why: [
          said.soldBy(deal.seller.name),
          ...(isSeller ? [said.yourWord] : []),
          ...(occasion.inSellersPlace === true ? [said.inPlace(deal.seller.name)] : []),
        ].join(' '),
        ...(isSeller ? { button: { label: said.button, grant: { purpose: 'oversold', subject } } } : {}),
      },
    ],
    sections: [...wordsSaid(occasion), ...promisedSection(occasion), ...section(said.deals, soldLines(occasion))],
  };
}

/** How the seller's deals stand, each in a line. */
function soldLines(occasion: Occasion): readonly string[] {
  const said = words(occasion.locale);
  const { stages, bands } = termsOf(occasion.locale);
  const { day } = speechFor(occasion);
  return occasion.sold.map(({ client, product, stage, band, renewsOn }) =>
    said.sold(
      `${client}, ${product}`,
      hasEnded(stage) ? stages[stage] : said.runs(stages[stage], bands[band], day(renewsOn)),
    ),
  );
}

/** So much of what was said last is told with a flag. */
const saidTold = 3;

/** What was said with it; where nothing was, what was said and done last. */
function wordsSaid(occasion: Occasion): readonly MailSection[] {
  const speech = speechFor(occasion);
  const { words: spoken = null, lately } = occasion;
  const last = dayLinesIn(speech, lately.slice(0, saidTold));
  return section(words(occasion.locale).whatWasSaid, spoken === null ? last : [speech.quoted(spoken)]);
}

/** To the rep: a promise was missed in several reviews running, and may be flagged. */
export function oversoldProposedMail(occasion: Occasion): Draft {
  const { subject, lifecycle, locale } = occasion;
  const said = words(locale);
  const promise = promiseById(occasion, subject);
  const what = promise === undefined ? said.aPromise : promiseIn(speechFor(occasion), promise);
  return {
    subject: said.proposed(about(occasion)),
    matters: [
      {
        headline: said.missedRunning(lifecycle.client.name, what),
        why: said.flagIt,
        button: { label: said.flagButton, grant: { purpose: 'oversold-proposal', subject } },
      },
    ],
    sections: [...promisedSection(occasion), ...toKnow(occasion)],
  };
}

/** What the seller answered to a flag. */
export function oversoldAnswerMail(occasion: Occasion): Draft {
  const { lifecycle, deal, subject, locale } = occasion;
  const said = words(locale);
  const flag = lifecycle.oversold.find(({ promise }) => (promise ?? null) === subject);
  const answer = flag?.answer === 'agreed' ? said.agrees : said.disagrees;
  return {
    subject: said.seller(about(occasion)),
    matters: [
      {
        headline: answer(deal.seller.name, lifecycle.client.name),
        why: (occasion.words ?? null) === null ? said.noWords : said.theirWords,
      },
    ],
    sections: [...((occasion.words ?? null) === null ? [] : wordsSaid(occasion)), ...promisedSection(occasion)],
  };
}
