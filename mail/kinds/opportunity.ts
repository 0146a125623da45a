/** What the business developer is told of an opportunity, and the rep of what came of it. */
import { capitalised } from '../../domain/core/item-steps';
import type { Occasion } from '../../domain/told/occasion';
import { opportunityById } from '../../domain/told/present';
import type { Draft } from '../draft';
import { ofProduct, promisedSection, remindedBefore, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { worthAYearIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    opportunity: (client: string) => `Opportunity: ${client}`,
    more: (client: string, why: string) => `More speaks for an opportunity: ${client} – ${why}`,
    reminder: (client: string) => `Reminder of an opportunity: ${client}`,
    again: (client: string, day: string) => `Brought up again${day}: an opportunity with ${client}`,
    on: (day: string) => ` on ${day}`,
    expand: (client: string, why: string) => `${client} may be ready to expand: ${why}.`,
    yours: (keeper: string) => `You handle the sale; ${keeper} looks after the client and can tell you more.`,
    pay: (worth: string, day: string) => `They pay ${worth} until ${day}.`,
    theRep: 'the rep',
    button: 'Record the outcome',
    won: (client: string) => `Won: an opportunity with ${client}`,
    lost: (client: string) => `Lost: an opportunity with ${client}`,
    expanded: (client: string) => `${client} has expanded.`,
    notNow: (client: string) => `No expansion at ${client} for now.`,
    closed: (product: string, worth: string) =>
      `The business developer has closed it; ${product} is worth ${worth} now. You look after the client as before.`,
  },
  {
    opportunity: (client) => `Verkaufschance: ${client}`,
    more: (client, why) => `Es spricht mehr für eine Verkaufschance: ${client} – ${why}`,
    reminder: (client) => `Erinnerung an eine Verkaufschance: ${client}`,
    again: (client, day) => `Wieder vorgelegt${day}: eine Verkaufschance bei ${client}`,
    on: (day) => ` am ${day}`,
    expand: (client, why) => `${client} könnte bereit für mehr sein: ${capitalised(why)}.`,
    yours: (keeper) => `Der Verkauf liegt bei Ihnen; ${keeper} betreut den Kunden und weiß mehr.`,
    pay: (worth, day) => `Der Kunde zahlt ${worth} bis ${day}.`,
    theRep: 'die Betreuung',
    button: 'Ergebnis eintragen',
    won: (client) => `Gewonnen: eine Verkaufschance bei ${client}`,
    lost: (client) => `Verloren: eine Verkaufschance bei ${client}`,
    expanded: (client) => `${client} hat erweitert.`,
    notNow: (client) => `Keine Erweiterung bei ${client} im Moment.`,
    closed: (product, worth) =>
      `Der Bestandskundenvertrieb hat das Ergebnis eingetragen; es geht bei ${product} jetzt um ${worth}. Sie betreuen den Kunden wie bisher.`,
  },
);

/** The subject: no two mails about one opportunity have the same. */
function subjectOf(occasion: Occasion): string {
  const { event, at, locale, lifecycle } = occasion;
  const said = words(locale);
  const client = ofProduct(occasion, lifecycle.client.name);
  switch (event?.kind) {
    case 'opportunity-joined':
      return said.more(client, termsOf(locale).opportunities[event.reason]);
    case 'opportunity-reminded':
      return `${said.reminder(client)}${remindedBefore(occasion, event.reminder)}`;
    case 'opportunity-returned':
      return said.again(client, at === null ? '' : said.on(speechFor(occasion).dayOf(at)));
    default:
      return said.opportunity(client);
  }
}

/** To the business developer: why the client could use more, and whom to ask. */
export function opportunityMail(occasion: Occasion): Draft {
  const { lifecycle, rep, subject, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const { opportunities } = termsOf(locale);
  const reasons = (opportunityById(lifecycle, subject)?.reasons ?? []).map((reason) => opportunities[reason]);
  const keeper = rep === null ? said.theRep : `${rep.name} (${rep.email})`;
  return {
    subject: subjectOf(occasion),
    matters: [
      {
        headline: said.expand(lifecycle.client.name, speech.list(reasons)),
        why: `${said.yours(keeper)} ${said.pay(worthAYearIn(speech, lifecycle), speech.day(lifecycle.renewal.renewsOn))}`,
        button: { label: said.button, grant: { purpose: 'opportunity', subject } },
      },
    ],
    sections: [...toKnow(occasion, { health: true }), ...promisedSection(occasion)],
  };
}

/** To the rep: whether the client takes more. */
export function opportunityClosedMail(occasion: Occasion): Draft {
  const { lifecycle, subject, locale } = occasion;
  const said = words(locale);
  const isWon = opportunityById(lifecycle, subject)?.end === 'won';
  const client = ofProduct(occasion, lifecycle.client.name);
  return {
    subject: isWon ? said.won(client) : said.lost(client),
    matters: [
      {
        headline: isWon ? said.expanded(lifecycle.client.name) : said.notNow(lifecycle.client.name),
        why: said.closed(lifecycle.product.name, worthAYearIn(speechFor(occasion), lifecycle)),
      },
    ],
    sections: toKnow(occasion),
  };
}
