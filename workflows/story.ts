/** What someone who has never seen the code reads in the Temporal UI. */
import type { SearchAttributePair } from '@temporalio/common';
import { endsOn, renewsOn } from '../domain/core/contract';
import { agenda, sentenceOf, type LifecycleState } from '../domain/lifecycle';
import type { Renewal } from '../domain/concerns/renewal';
import type { Recorded, Seed } from '../domain/core/concern';
import { reasonsText } from '../domain/concerns/alarm-reasons';
import { isUnresolved } from '../domain/concerns/alarm-state';
import { inWords } from '../domain/core/words';
import { reasonLine } from '../domain/concerns/health-weighing';
import { hasEnded } from '../domain/core/stages';
import type { ClientNamed, MailOnItsWay, WebhookMessageOnItsWay } from '../domain/told/delivery';
import { inMarkdown } from '../domain/told/foreign';
import type { MailRole } from '../domain/told/mails';
import { searchAttributes } from './names';

/** At most so many characters of a text: Temporal refuses a summary of more than 400 bytes, and a character has up to four. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A name as a summary has it; the memo has it whole. */
const inSummary = (name: string): string => inMarkdown(shortened(name, 40));

/** What comes next, as the summary of the timer that waits for it. */
export const timerSummary = (what: string): string => inMarkdown(shortened(what, 90));

/** What ops read of a lifecycle; set once, at the start. */
export function startDetails({ client, product, term, dealId, contract }: Seed): {
  staticSummary: string;
  staticDetails: string;
  memo: Record<string, string>;
} {
  const ends = renewsOn(contract);
  return {
    staticSummary: `${inSummary(client.name)}: ${inSummary(product.name)}, term ${term} (${contract.startsOn} to ${ends})`,
    staticDetails: `One product line of deal **${inMarkdown(dealId)}** under one contract term. It waits for onboarding, keeps touches and quarterly reviews coming, raises the alarm when health turns bad, and watches the renewal on ${ends}.`,
    memo: { client: client.name, product: product.name, deal: dealId, contract: `${contract.startsOn} to ${ends}` },
  };
}

/** What ops read of a delivery, and by what they find it; set once, at the start. */
interface DeliveryDetails {
  readonly staticSummary: string;
  readonly typedSearchAttributes: SearchAttributePair[];
}

const aboutClient = (client: ClientNamed | null, what: string): DeliveryDetails => ({
  staticSummary: client === null ? what : `${inSummary(client.name)}: ${what}`,
  typedSearchAttributes: client === null ? [] : [{ key: searchAttributes.client, value: client.id }],
});

/** To whom a mail goes, by role alone: no person is named in Temporal. */
const readers: { readonly [R in MailRole]: string } = {
  rep: 'the rep',
  manager: 'the manager',
  director: 'the director',
  receivables: 'the receivables manager',
  developer: 'the business developer',
  seller: 'the seller',
  owner: 'who owns the step',
  contact: 'a contact',
};

/** What is shown of a mail on its way. */
export function mailDetails({ kind, role, client }: Omit<MailOnItsWay, 'key'>): DeliveryDetails {
  return aboutClient(client, `${kind.replaceAll('-', ' ')}, to ${readers[role]}`);
}

/** What is shown of a webhook's message on its way. */
export function messageDetails({ type, client }: Omit<WebhookMessageOnItsWay, 'key'>): DeliveryDetails {
  return aboutClient(client, type);
}

/** The search attributes of a state, in a fixed order. */
export function attributesOf({ seed, slices }: LifecycleState): SearchAttributePair[] {
  const { standing, health, renewal } = slices;
  return [
    { key: searchAttributes.client, value: seed.client.id },
    { key: searchAttributes.product, value: seed.product.code },
    { key: searchAttributes.group, value: standing.group },
    { key: searchAttributes.rep, value: standing.rep },
    { key: searchAttributes.stage, value: standing.stage },
    { key: searchAttributes.band, value: health.band },
    { key: searchAttributes.renewal, value: new Date(endsOn(seed.contract, renewal.prolonged)) },
  ];
}

/** The search attributes of the later state that differ from those of the earlier one. */
export function changedAttributes(from: LifecycleState, to: LifecycleState): SearchAttributePair[] {
  const before = attributesOf(from);
  return attributesOf(to).filter(({ value }, index) => String(value) !== String(before[index]?.value));
}

/** How many coming steps and past events are shown: so many fit the page in the Temporal UI. */
const shownSteps = 6;

const leavingText = ({ leaving }: Renewal): string =>
  leaving === undefined ? '' : ` · **leaves on ${leaving.endsOn}** (${inWords(leaving.reason)})`;

/** Markdown: where it stands, what is next and when, open escalations, what happened last. */
export function currentDetails(state: LifecycleState): string {
  const { standing, health, escalations, renewal } = state.slices;
  const open = escalations.list.filter(isUnresolved);
  const coming = agenda(state).slice(0, shownSteps);
  const past = state.recent.toReversed().slice(0, shownSteps);
  const reasons = health.reasons.map((reason) => inMarkdown(reasonLine(reason))).join(', ');
  return [
    `${inMarkdown(state.seed.client.name)} · **${standing.stage}**${hasEnded(standing.stage) ? ` (${inWords(standing.endReason ?? '')})` : ''} · health **${health.band}** (${health.score})${reasons === '' ? '' : `: ${reasons}`} · rep **${inMarkdown(standing.rep)}**${standing.pause === null ? '' : ` · paused since ${standing.pause.since.slice(0, 10)}`}${leavingText(renewal)}`,
    ...open.map(({ id, reasons: why, state: stands }) => `- **${id}** is ${stands}: ${inMarkdown(reasonsText(why))}`),
    coming.length === 0 ? '\nNothing more comes.' : '\n**What comes next**\n',
    ...coming.map(({ at, what, why }) => `- ${at.slice(0, 10)}: ${inMarkdown(what)}. ${inMarkdown(why)}`),
    '\n**What happened last**\n',
    ...past.map(({ at, event }) => `- ${at.slice(0, 10)}: ${inMarkdown(sentenceOf(event))}`),
  ].join('\n');
}

/** One line that names what is being recorded. */
export function recordSummary(events: readonly Recorded[]): string {
  return events
    .map(({ event }) => event.kind)
    .join(', ')
    .slice(0, 180);
}
