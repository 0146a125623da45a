/** The dossier of a handover or an import: one mail with everything that the next rep must know. */
import { reasonsText } from '../../domain/concerns/escalations';
import type { Ask } from '../../domain/told/asks';
import type { Dossier, DossierLine } from '../../domain/told/dossier';
import { itemName } from '../../domain/core/item';
import { inWords } from '../../domain/core/words';
import { contactLines, healthLines, promiseLines } from '../../domain/told/occasion';
import { units } from '../sections';
import type { Draft, MailSection } from '../letter';

/** Of what comes, a dossier tells the next few steps of each line. */
const comingTold = 3;
/** The dossier as a mail; clients with an alarm come first. */
export function dossierMail({ reason, from, at, lines }: Dossier): Draft {
  const clients = [...new Set(lines.map(({ lifecycle }) => lifecycle.client.id))];
  const fires = lines.filter(burns).length;
  const due = lines.flatMap(({ asks }) => asks.filter((ask) => ask.kind !== 'escalation' && isDue(ask, at))).length;
  const what = `${units(clients.length, 'client')} with ${units(lines.length, 'lifecycle')}`;
  return {
    subject: `Yours now: ${what}`,
    matters: [
      {
        headline: `${what} ${lines.length === 1 ? 'is' : 'are'} yours from here on: ${fires} burning, ${due} open.`,
        why:
          reason === 'handover'
            ? `${from ?? 'Somebody else'} had them until now. No date has moved; whatever is due next is asked of you. Below is what was promised, what was said, and who is there.`
            : 'They were clients before Holdfast, and were brought over as they stand. First steps are spread over the coming weeks; nothing of the past is asked for again.',
      },
    ],
    sections: clients
      .map((id) => lines.filter(({ lifecycle }) => lifecycle.client.id === id))
      .toSorted((a, b) => Number(b.some(burns)) - Number(a.some(burns)))
      .flatMap((ofClient) => clientSection(ofClient, at)),
  };
}

/** What to know of one client: its product lines, then its contacts. */
function clientSection(lines: readonly DossierLine[], at: string): readonly MailSection[] {
  const [first] = lines;
  if (first === undefined) return [];
  return [
    {
      title: `${first.lifecycle.client.name}${lines.some(burns) ? ' (burning)' : ''}`,
      lines: [...lines.flatMap((line) => aboutLine(line, at)), ...one('Contacts', contactLines(first))],
    },
  ];
}

const isDue = ({ at }: Ask, now: string): boolean => at <= now;

function asked(ask: Ask): string {
  const day = ask.at.slice(0, 10);
  switch (ask.kind) {
    case 'escalation':
      return `burning since ${day}: ${reasonsText(ask.reasons)}`;
    case 'item':
      return `${itemName(ask.what)} on ${day}`;
    case 'onboarding':
      return `onboarding step «${ask.what}» by ${day}`;
    case 'renewal':
      return `the renewal on ${ask.on} wants a decision`;
    default:
      return ask satisfies never;
  }
}

const one = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}: ${lines.join(' · ')}`];

function aboutLine(line: DossierLine, now: string): readonly string[] {
  const { lifecycle, criteria, lately, asks } = line;
  const due = asks.filter((ask) => isDue(ask, now));
  const coming = asks.filter((ask) => !isDue(ask, now));
  return [
    `${lifecycle.product.name}: ${lifecycle.stage}, the contract ends on ${lifecycle.renewal.renewsOn} (${inWords(lifecycle.renewal.forecast.outlook)})`,
    ...one('Health', healthLines(line)),
    ...one('Open', due.map(asked)),
    ...one('Coming', coming.slice(0, comingTold).map(asked)),
    ...one('Success, in their own words', criteria === null ? [] : [criteria]),
    ...one('Promised before the sale', promiseLines(line)),
    ...lately,
  ];
}

const burns = ({ asks }: DossierLine): boolean => asks.some(({ kind }) => kind === 'escalation');
