/** What someone who has never seen the code reads in the Temporal UI. */
import type { SearchAttributePair } from '@temporalio/common';
import { endsOn, renewsOn } from '../domain/core/contract';
import { agenda, type LifecycleState } from '../domain/lifecycle';
import type { Renewal } from '../domain/concerns/renewal';
import type { Recorded, Seed, Step } from '../domain/core/concern';
import { isUnresolved } from '../domain/concerns/alarm-state';
import type { ClientNamed, MailOnItsWay, WebhookMessageOnItsWay } from '../domain/told/delivery';
import { wrongText } from '../domain/told/alarm-words';
import { inMarkdown } from '../domain/told/foreign';
import { dayIn, plainEnglish } from '../domain/told/locale';
import type { MailRole } from '../domain/told/mails';
import { agendaTold } from '../domain/told/present';
import { comingOf, reasonLine, sentenceOf, wordsFor } from '../domain/told/sentences';
import { plainTelling, plainTellingOf, sayFor } from '../domain/told/telling';
import { searchAttributes } from './names';

/** At most so many characters of a text: Temporal refuses a summary of more than 400 bytes, and a character has up to four. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A name as a summary has it; the memo has it whole. */
const inSummary = (name: string): string => inMarkdown(shortened(name, 40));

/** A sentence as a summary has it. */
const sentenceInSummary = (sentence: string): string => inMarkdown(shortened(sentence, 90));

/** What comes next, as the summary of the timer that waits for it. */
export const timerSummary = (tells: Step['tells']): string => sentenceInSummary(comingOf(tells, plainTelling()).what);

/** A day as ops read it. */
const dayOf = (day: string): string => dayIn(plainEnglish, day);

/** What ops read of a lifecycle; set once, at the start. */
export function startDetails({ client, product, term, dealId, contract }: Seed): {
  staticSummary: string;
  staticDetails: string;
  memo: Record<string, string>;
} {
  const ends = renewsOn(contract);
  return {
    staticSummary: `${inSummary(client.name)}: ${inSummary(product.name)}, term ${term} (${dayOf(contract.startsOn)} to ${dayOf(ends)})`,
    staticDetails: `One product line of deal **${inMarkdown(dealId)}** under one contract term. It waits for onboarding, keeps touches and quarterly reviews coming, raises the alarm when health turns bad, and watches the renewal on ${dayOf(ends)}.`,
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
  leaving === undefined
    ? ''
    : ` · **leaves on ${dayOf(leaving.endsOn)}** (${wordsFor(plainEnglish).leaving[leaving.reason]})`;

/** Markdown: where it stands, what is next and when, open alarms, what happened last. */
export function currentDetails(state: LifecycleState): string {
  const { standing, health, escalations, renewal } = state.slices;
  const telling = plainTellingOf(state);
  const { stages, bands, leaving } = wordsFor(telling.locale);
  const { dayOf: dayOfMoment } = sayFor(telling);
  const open = escalations.list.filter(isUnresolved);
  const coming = agendaTold(agenda(state).slice(0, shownSteps), telling);
  const past = state.recent.toReversed().slice(0, shownSteps);
  const reasons = health.reasons.map((reason) => inMarkdown(reasonLine(reason, null, telling))).join(', ');
  const { endReason } = standing;
  const ended =
    endReason === null || endReason === 'decision' || endReason === 'policy' ? '' : ` (${leaving[endReason]})`;
  return [
    `${inMarkdown(state.seed.client.name)} · **${stages[standing.stage]}**${ended} · health **${bands[health.band]}** (${health.score})${reasons === '' ? '' : `: ${reasons}`} · rep **${inMarkdown(standing.rep)}**${standing.pause === null ? '' : ` · paused since ${dayOfMoment(standing.pause.since)}`}${leavingText(renewal)}`,
    ...open.map(
      ({ reasons: why, own, openedAt, state: stands }) =>
        `- Alarm, ${stands === 'acknowledged' ? 'taken on' : 'open'} since ${dayOfMoment(openedAt)}: ${inMarkdown(
          wrongText(
            why,
            telling.locale,
            [],
            (own ?? []).flatMap(({ name }) => name ?? []),
          ),
        )}`,
    ),
    coming.length === 0 ? '\nNothing more comes.' : '\n**What comes next**\n',
    ...coming.map(({ at, what, why }) => `- ${dayOfMoment(at)}: ${inMarkdown(what)} ${inMarkdown(why)}`),
    '\n**What happened last**\n',
    ...past.map(({ at, event }) => `- ${dayOfMoment(at)}: ${inMarkdown(sentenceOf(event, telling))}`),
  ].join('\n');
}

/** One line that names what is being recorded. */
export function recordSummary(events: readonly Recorded[]): string {
  return sentenceInSummary(events.map(({ event }) => sentenceOf(event, plainTelling())).join(' '));
}
