/** The dossier of a handover or an import: one mail with everything that the next rep must know. */
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import { itemNameWith } from '../../domain/core/item';
import { inWords, units } from '../../domain/core/words';
import type { Ask } from '../../domain/told/asks';
import {
  dossierClients,
  urgencyOf,
  type Dossier,
  type DossierClient,
  type DossierProduct,
} from '../../domain/told/dossier';
import { contactLines, healthLines, leavingText, promiseLines } from '../../domain/told/occasion';
import { dayLines } from '../../domain/told/spoken';
import type { Draft, MailSection } from '../draft';

/** The dossier as a mail: how much it is and whose it was, then a section for each client. */
export function dossierMail(dossier: Dossier): Draft {
  const clients = dossierClients(dossier);
  const { burning, open } = urgencyOf(clients);
  const what = `${units(clients.length, 'client')} with ${units(dossier.lines.length, 'lifecycle')}`;
  return {
    subject: `Yours now: ${what}`,
    matters: [
      {
        headline: `${what} ${dossier.lines.length === 1 ? 'is' : 'are'} yours from here on: ${burning} burning, ${open} open.`,
        why: whereFrom(dossier),
      },
    ],
    sections: clients.map(clientSection),
  };
}

const whereFrom = ({ reason, from }: Dossier): string =>
  reason === 'handover'
    ? `${from ?? 'Somebody else'} had them until now. No date has moved; whatever is due next is asked of you. Below is what was promised, what was said, and who is there.`
    : 'They were clients before Holdfast, and were brought over as they stand. First steps are spread over the coming weeks; nothing of the past is asked for again.';

/** What to know of one client: its products, then its contacts. */
const clientSection = (client: DossierClient): MailSection => ({
  title: `Client: ${client.name}${client.burning ? ' (burning)' : ''}`,
  lines: [...client.products.flatMap(productLines), ...inOneLine('Contacts', contactLines(client))],
});

/** What to know of one product: how it stands, what is asked, what was promised and said. */
function productLines(product: DossierProduct): readonly string[] {
  const { lifecycle, criteria, lately, open, coming } = product;
  return [
    `${lifecycle.product.name}: ${lifecycle.stage}, the contract ends on ${lifecycle.renewal.renewsOn} (${inWords(lifecycle.renewal.forecast.outlook)})`,
    ...inOneLine('Notice', lifecycle.leaving === undefined ? [] : [leavingText(product)]),
    ...inOneLine('Health', healthLines(product)),
    ...inOneLine('Open', open.map(asked)),
    ...inOneLine('Coming', coming.map(asked)),
    ...inOneLine('Success, in their own words', criteria === null ? [] : [criteria]),
    ...inOneLine('Promised before the sale', promiseLines(product)),
    ...dayLines(lately),
  ];
}

/** Several things under one title; nothing where there are none. */
const inOneLine = (title: string, things: readonly string[]): readonly string[] =>
  things.length === 0 ? [] : [`${title}: ${things.join(' · ')}`];

/** What is asked of the rep, and when. */
function asked(ask: Ask): string {
  const day = ask.at.slice(0, 10);
  switch (ask.kind) {
    case 'escalation':
      return `burning since ${day}: ${reasonsText(ask.reasons, ask.ownSignals)}`;
    case 'item':
      if (ask.tookPlace !== undefined) return `what came of the ${ask.what} on ${ask.tookPlace}, from ${day}`;
      return `${itemNameWith(ask.what, ask.sections)} on ${day}`;
    case 'onboarding':
      return `onboarding step “${ask.what}” by ${day}`;
    case 'renewal':
      return `the renewal on ${ask.on} wants a decision`;
    default:
      return ask satisfies never;
  }
}
