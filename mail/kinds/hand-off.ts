/** A rep gets a client: sold and handed over, or passed on by the rep who kept it before. */
import { successQuestion } from '../../domain/concerns/first-year';
import { capitalised } from '../../domain/core/item-steps';
import { whoIsThere, type Occasion } from '../../domain/told/occasion';
import { openSteps } from '../../domain/told/present';
import type { Draft, MailSection } from '../draft';
import { about, criteriaSection, promisedSection, section } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import {
  comingLines,
  contactLine,
  contractIn,
  dayLinesIn,
  dayOr,
  healthIn,
  noticeIn,
  openLines,
  promisesIn,
  whomToAsk,
  worthAYearIn,
} from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { tickOffSteps } from './onboarding-step';

const words = inBoth(
  {
    yours: (what: string) => `Yours now: ${what}`,
    bought: (client: string, what: string) => `${client} has bought ${what}. You look after the client from now on.`,
    sold: (seller: string) => `${seller} made the sale.`,
    worth: (worth: string, end: string) => `It is worth ${worth}. ${end}`,
    onboarding: (step: string) => `Onboarding comes first${step}.`,
    firstStep: (title: string, day: string) => `: “${title}” by ${day}`,
    noOnboarding: 'There is no onboarding: call them, and introduce yourself.',
    askFor: (whom: string) => `Ask for ${whom}.`,
    askSuccess: `Nobody has asked them yet. Ask: “${successQuestion}”`,
    promisedOf: (product: string) => `Promised before the sale, of ${product}`,
    required: 'What they require',
    agreed: 'What was agreed',
    steps: 'Onboarding steps',
    step: (title: string, day: string) => `${title}, by ${day}`,
    noDay: 'a day not yet set',
    people: 'Who is there',
    coming: 'Coming up',
    many: (product: string, count: number) => `${product}, ${count} of them`,
    passedOn: (client: string, product: string) => `You look after ${client} from now on, with ${product}.`,
    asItStands: 'It comes to you as it stands; no date has moved.',
    beginWith: (what: string) => `Begin with this: ${what}.`,
    nothingOpen: 'Nothing is urgent, and nothing is due.',
    open: 'Open now, the most urgent first',
    stands: 'How it stands',
    health: (health: string) => `Health: ${health}`,
    outlook: (outlook: string, probability: number) => `Renewal: ${outlook} (probability ${probability} of 100)`,
    lately: 'What was said and done last',
  },
  {
    yours: (what) => `Jetzt bei Ihnen: ${what}`,
    bought: (client, what) => `${client} hat ${what} gekauft. Von jetzt an betreuen Sie den Kunden.`,
    sold: (seller) => `Verkauft hat ${seller}.`,
    worth: (worth, end) => `Es geht um ${worth}. ${end}`,
    onboarding: (step) => `Zuerst kommt die Einführung${step}.`,
    firstStep: (title, day) => `: „${title}“ bis ${day}`,
    noOnboarding: 'Eine Einführung gibt es nicht: Rufen Sie an, und stellen Sie sich vor.',
    askFor: (whom) => `Fragen Sie nach ${whom}.`,
    askSuccess:
      'Danach hat noch niemand gefragt. Fragen Sie: „Woran werden Sie in sechs Monaten erkennen, ob es ein Erfolg war?“',
    promisedOf: (product) => `Vor dem Verkauf zugesagt, zu ${product}`,
    required: 'Was der Kunde verlangt',
    agreed: 'Was vereinbart wurde',
    steps: 'Schritte der Einführung',
    step: (title, day) => `${title}, bis ${day}`,
    noDay: 'zu einem noch offenen Tag',
    people: 'Wer dort ist',
    coming: 'Demnächst',
    many: (product, count) => `${product}, ${count} Stück`,
    passedOn: (client, product) => `Von jetzt an betreuen Sie ${client} mit ${product}.`,
    asItStands: 'Sie übernehmen alles, wie es steht; kein Termin hat sich verschoben.',
    beginWith: (what) => `Beginnen Sie damit: ${what}.`,
    nothingOpen: 'Nichts ist dringend, und nichts ist fällig.',
    open: 'Jetzt offen, das Dringendste zuerst',
    stands: 'Wie es steht',
    health: (health) => `Zustand: ${health}`,
    outlook: (outlook, probability) => `Verlängerung: ${outlook} (Wahrscheinlichkeit ${probability} von 100)`,
    lately: 'Was zuletzt gesagt und getan wurde',
  },
);

/** A mail that hands a client over tells so many things that come. */
const comingTold = 4;

/** To the rep of a new client: what was bought and promised, and what comes first. */
export function handOffMail(occasion: Occasion): Draft {
  const { lifecycle, deal, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const inOnboarding = lifecycle.stage === 'onboarding';
  return {
    subject: said.yours(about(occasion)),
    matters: [
      {
        headline: said.bought(lifecycle.client.name, lifecycle.product.name),
        why: [
          said.sold(deal.seller.name),
          said.worth(worthAYearIn(speech, lifecycle), contractIn(speech, lifecycle)),
          firstThing(occasion),
        ].join(' '),
        ...(inOnboarding ? { button: tickOffSteps(occasion) } : {}),
      },
    ],
    sections: [
      ...peopleSection(occasion),
      ...criteriaSection(occasion, said.askSuccess),
      ...promisedSection(occasion),
      ...agreed(occasion),
      ...section(
        said.steps,
        openSteps(lifecycle).map(({ title, targetOn }) => said.step(title, dayOr(speech, targetOn, said.noDay))),
      ),
      ...section(said.coming, comingLines(speech, occasion, comingTold)),
    ],
  };
}

/** What comes first with a new line. */
function firstThing(occasion: Occasion): string {
  const { lifecycle, locale } = occasion;
  const said = words(locale);
  if (lifecycle.stage !== 'onboarding') return said.noOnboarding;
  const [step] = openSteps(lifecycle).flatMap(({ title, targetOn }) =>
    targetOn === undefined ? [] : [{ title, targetOn }],
  );
  return said.onboarding(step === undefined ? '' : said.firstStep(step.title, speechFor(occasion).day(step.targetOn)));
}

/** To the rep of a new client, of all lines that begin with a deal: each with its terms, and what is common to them once. */
export function handOffOfSeveral(occasions: readonly Occasion[]): Draft | null {
  const [first] = occasions;
  if (first === undefined) return null;
  const { lifecycle, deal, locale } = first;
  const said = words(locale);
  const count = termsOf(locale).products(occasions.length);
  return {
    subject: said.yours(`${lifecycle.client.name}, ${count}`),
    matters: [
      { headline: said.bought(lifecycle.client.name, count), why: said.sold(deal.seller.name) },
      ...occasions.map(lineMatter),
    ],
    sections: [
      ...peopleSection(first),
      ...criteriaSection(first, said.askSuccess),
      ...occasions.flatMap((one) =>
        section(said.promisedOf(one.lifecycle.product.name), promisesIn(speechFor(one), one)),
      ),
      ...agreed(first),
    ],
    language: locale.language,
  };
}

/** One line of a deal: how much it is, until when, and what comes first. */
function lineMatter(occasion: Occasion): Draft['matters'][number] {
  const { lifecycle, locale } = occasion;
  const { id, product, quantity } = lifecycle;
  const said = words(locale);
  const speech = speechFor(occasion);
  return {
    headline: quantity === 1 ? product.name : said.many(product.name, quantity),
    why: `${said.worth(worthAYearIn(speech, lifecycle), contractIn(speech, lifecycle))} ${firstThing(occasion)}`,
    ...(lifecycle.stage === 'onboarding' ? { button: { ...tickOffSteps(occasion), lifecycle: id } } : {}),
  };
}

/** To the next rep of a client: everything they must know, so that nothing leaves with the rep before. */
export function passedOnMail(occasion: Occasion): Draft {
  const { lifecycle, deal, lately, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const { client, product, renewal } = lifecycle;
  const open = openLines(speech, occasion);
  const whom = whomToAsk(occasion);
  const { outlook, probability } = renewal.forecast;
  const notice = noticeIn(speech, lifecycle);
  return {
    subject: said.yours(about(occasion)),
    matters: [
      {
        headline: said.passedOn(client.name, product.name),
        why: [
          said.asItStands,
          open[0] === undefined ? said.nothingOpen : said.beginWith(open[0]),
          ...(whom === undefined ? [] : [said.askFor(contactLine(speech, whom))]),
        ].join(' '),
      },
    ],
    sections: [
      ...section(said.open, open.map(capitalised)),
      ...section(said.stands, [
        said.worth(worthAYearIn(speech, lifecycle), contractIn(speech, lifecycle)),
        ...(notice === '' ? [] : [notice]),
        said.health(healthIn(speech, lifecycle)),
        said.outlook(termsOf(locale).outlooks[outlook], probability),
        said.sold(deal.seller.name),
      ]),
      ...peopleSection(occasion),
      ...promisedSection(occasion),
      ...criteriaSection(occasion),
      ...section(said.lately, dayLinesIn(speech, lately)),
      ...agreed(occasion),
      ...section(said.coming, comingLines(speech, occasion, comingTold)),
    ],
  };
}

function peopleSection(occasion: Occasion): readonly MailSection[] {
  const speech = speechFor(occasion);
  return section(
    words(occasion.locale).people,
    whoIsThere(occasion).map((contact) => contactLine(speech, contact)),
  );
}

const agreed = ({ deal, locale }: Occasion): readonly MailSection[] => [
  ...section(words(locale).required, deal.requirements ?? []),
  ...section(words(locale).agreed, deal.agreements ?? []),
];
