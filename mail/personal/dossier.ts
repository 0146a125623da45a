/** The dossier of a handover or an import: one mail from which the next rep can work in five minutes. */
import { capitalised } from '../../domain/core/item-steps';
import type { Ask } from '../../domain/told/asks';
import {
  dossierClients,
  urgencyOf,
  type Dossier,
  type DossierClient,
  type DossierProduct,
} from '../../domain/told/dossier';
import type { Locale } from '../../domain/told/locale';
import type { Draft, MailSection } from '../draft';
import { wrongIn } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import {
  contactLine,
  contractIn,
  dayLinesIn,
  healthIn,
  kindsIn,
  noticeIn,
  promisesIn,
  whomToAsk,
  worthAYearIn,
} from '../../domain/told/words/known';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    subject: (clients: string, urgency: string) => `Yours now: ${clients} (${urgency})`,
    headline: (count: number, urgency: string) =>
      `You’re taking over ${count} ${count === 1 ? 'client' : 'clients'} (${urgency}).`,
    nothingUrgent: 'nothing urgent',
    urgent: (count: number) => `${count} urgent`,
    nothingDue: 'nothing due',
    due: (count: number) => `${count} due`,
    had: (from: string) =>
      `${from} had them until now. No date has moved; whatever is due next is asked of you. The most urgent come first: begin with the people named there.`,
    somebody: 'Somebody else',
    imported:
      'They were clients before Holdfast, and come to you as they stand. Nothing of the past is asked for again. The most urgent come first.',
    client: (name: string, isUrgent: boolean) => `Client: ${name}${isUrgent ? ' (urgent)' : ''}`,
    callFirst: (whom: string) => `Call first: ${whom}`,
    about: (what: string) => ` About: ${what}.`,
    line: (product: string, stage: string, worth: string, end: string) => `${product}: ${stage}, ${worth}. ${end}`,
    health: 'Health',
    outlook: (outlook: string) => `renewal: ${outlook}`,
    open: 'Open',
    coming: 'Coming up',
    success: 'Success, in their own words',
    promised: 'Promised before the sale',
    alarm: (wrong: string, day: string) => `urgent since ${day}: ${wrong}`,
    item: (what: string, day: string) => `${what} on ${day}`,
    dueSince: (what: string, day: string) => `${what}, due since ${day}`,
    whatCame: (what: string, day: string) => `what came of the ${what} on ${day}`,
    step: (title: string, day: string) => `onboarding step “${title}” by ${day}`,
    decide: (day: string) => `decision on the renewal of ${day}`,
    latelyOn: (what: string) => `Last: ${what}`,
  },
  {
    subject: (clients, urgency) => `Jetzt bei Ihnen: ${clients} (${urgency})`,
    headline: (count, urgency) => `Sie übernehmen ${count === 1 ? 'einen' : count} Kunden (${urgency}).`,
    nothingUrgent: 'nichts dringend',
    urgent: (count) => `${count} dringend`,
    nothingDue: 'nichts fällig',
    due: (count) => `${count} fällig`,
    had: (from) =>
      `Die Betreuung lag bisher bei ${from}. Kein Termin hat sich verschoben; was als Nächstes fällig ist, wird von Ihnen erwartet. Das Dringendste steht oben: Beginnen Sie mit den dort genannten Personen.`,
    somebody: 'jemand anderes',
    imported:
      'Die Kunden stammen aus der Zeit vor Holdfast und kommen zu Ihnen, wie sie stehen. Nichts Vergangenes wird noch einmal gefragt. Das Dringendste steht oben.',
    client: (name, isUrgent) => `Kunde: ${name}${isUrgent ? ' (dringend)' : ''}`,
    callFirst: (whom) => `Zuerst anrufen: ${whom}`,
    about: (what) => ` Anlass: ${what}.`,
    line: (product, stage, worth, end) => `${product}: ${stage}, ${worth}. ${end}`,
    health: 'Zustand',
    outlook: (outlook) => `Verlängerung: ${outlook}`,
    open: 'Offen',
    coming: 'Demnächst',
    success: 'Erfolg, in den Worten des Kunden',
    promised: 'Vor dem Verkauf zugesagt',
    alarm: (wrong, day) => `dringend seit ${day}: ${wrong}`,
    item: (what, day) => `${what} am ${day}`,
    dueSince: (what, day) => `${what}, fällig seit ${day}`,
    whatCame: (what, day) => `Ergebnis: ${what} am ${day}`,
    step: (title, day) => `Einführungsschritt „${title}“ bis ${day}`,
    decide: (day) => `Entscheidung über die Verlängerung am ${day}`,
    latelyOn: (what) => `Zuletzt: ${what}`,
  },
);

/** The dossier as a mail: how much it is and whose it was, then a section for each client. */
export function dossierMail(dossier: Dossier, locale: Locale): Draft {
  const said = words(locale);
  const speech = speechOf(locale, dossier.at);
  const clients = dossierClients(dossier);
  const { burning, open } = urgencyOf(clients);
  const urgency = [
    burning === 0 ? said.nothingUrgent : said.urgent(burning),
    open === 0 ? said.nothingDue : said.due(open),
  ].join(', ');
  const what = termsOf(locale).clients(clients.length);
  return {
    subject: said.subject(what, urgency),
    matters: [{ headline: said.headline(clients.length, urgency), why: whereFrom(dossier, locale) }],
    sections: clients.map((client) => clientSection(client, speech)),
    language: locale.language,
  };
}

const whereFrom = ({ reason, from }: Dossier, locale: Locale): string =>
  reason === 'handover' ? capitalised(words(locale).had(from ?? words(locale).somebody)) : words(locale).imported;

/** What to know of one client: whom to call first and about what, then each product, then who else is there. */
function clientSection(client: DossierClient, speech: Speech): MailSection {
  const said = words(speech);
  const whom = whomToAsk(client);
  const [first] = client.products.flatMap(({ open, coming }) => [...open, ...coming]).toSorted(byUrgency);
  const about = first === undefined ? '' : said.about(asked(first, speech));
  return {
    title: said.client(client.name, client.burning),
    lines: [
      ...(whom === undefined ? [] : [`${said.callFirst(contactLine(speech, whom))}.${about}`]),
      ...client.products.flatMap((product) => productLines(product, speech)),
    ],
  };
}

/** Alarms first, then by day. */
function byUrgency(a: Ask, b: Ask): number {
  const weight = ({ kind }: Ask): number => (kind === 'escalation' ? 0 : 1);
  return weight(a) - weight(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
}

/** What to know of one product: what it is worth and how it stands, what is asked, what was promised and said. */
function productLines(product: DossierProduct, speech: Speech): readonly string[] {
  const { lifecycle, criteria, lately, open, coming } = product;
  const said = words(speech);
  const { outlook } = lifecycle.renewal.forecast;
  const notice = noticeIn(speech, lifecycle);
  return [
    said.line(
      lifecycle.product.name,
      termsOf(speech).stages[lifecycle.stage],
      worthAYearIn(speech, lifecycle),
      contractIn(speech, lifecycle),
    ),
    ...(notice === '' ? [] : [notice]),
    ...inOneLine(said.health, [healthIn(speech, lifecycle), said.outlook(termsOf(speech).outlooks[outlook])]),
    ...inOneLine(
      said.open,
      open.toSorted(byUrgency).map((ask) => asked(ask, speech, true)),
    ),
    ...inOneLine(
      said.coming,
      coming.toSorted(byUrgency).map((ask) => asked(ask, speech)),
    ),
    ...inOneLine(said.promised, promisesIn(speech, product)),
    ...inOneLine(said.success, criteria === null ? [] : [speech.quoted(criteria)]),
    ...dayLinesIn(speech, lately.slice(0, latelyTold)).map(said.latelyOn),
  ];
}

/** So much of what happened last is told of each product. */
const latelyTold = 3;

/** Several things under one title; nothing where there are none. */
const inOneLine = (title: string, things: readonly string[]): readonly string[] =>
  things.length === 0 ? [] : [`${title}: ${things.join(' · ')}`];

/** What is asked of the rep, and when. */
function asked(ask: Ask, speech: Speech, isOpen = false): string {
  const said = words(speech);
  const day = speech.dayOf(ask.at);
  switch (ask.kind) {
    case 'escalation':
      return said.alarm(wrongIn(speech, ask.reasons, [], ask.ownSignals), day);
    case 'item': {
      const what = kindsIn(speech, [ask.what, ...(ask.sections ?? [])]);
      if (ask.tookPlace !== undefined) return said.whatCame(what, speech.day(ask.tookPlace));
      return isOpen ? said.dueSince(what, day) : said.item(what, day);
    }
    case 'onboarding':
      return said.step(ask.what, day);
    case 'renewal':
      return said.decide(speech.day(ask.on));
    default:
      return ask satisfies never;
  }
}
