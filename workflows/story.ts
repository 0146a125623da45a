/** What someone who has never seen the code reads in the Temporal UI. */
import type { SearchAttributePair } from '@temporalio/common';
import { renewsOn } from '../domain/core/contract';
import { agenda, sentenceOf, type LifecycleState } from '../domain/lifecycle';
import type { Recorded, Seed } from '../domain/core/concern';
import { reasonsText } from '../domain/concerns/escalations';
import { inWords } from '../domain/core/words';
import { signalText } from '../domain/concerns/health';
import { hasEnded } from '../domain/concerns/standing';
import { searchAttributes } from './identity';

/** Set once, at the start. */
export function startDetails({ client, product, term, dealId, contract }: Seed): {
  staticSummary: string;
  staticDetails: string;
  memo: Record<string, string>;
} {
  const ends = renewsOn(contract);
  return {
    staticSummary: `${client.name}: ${product.name}, term ${term} (${contract.startsOn} to ${ends})`,
    staticDetails: `One product line of deal **${dealId}** under one contract term. It waits for onboarding, keeps touches and quarterly reviews coming, raises the alarm when health turns bad, and watches the renewal on ${ends}.`,
    memo: { client: client.name, product: product.name, deal: dealId, contract: `${contract.startsOn} to ${ends}` },
  };
}

/** The search attributes of a state, in a fixed order. */
export function attributesOf({ seed, slices }: LifecycleState): SearchAttributePair[] {
  const { standing, health } = slices;
  return [
    { key: searchAttributes.client, value: seed.client.id },
    { key: searchAttributes.product, value: seed.product.code },
    { key: searchAttributes.group, value: standing.group },
    { key: searchAttributes.rep, value: standing.rep },
    { key: searchAttributes.stage, value: standing.stage },
    { key: searchAttributes.band, value: health.band },
    { key: searchAttributes.renewal, value: new Date(renewsOn(seed.contract)) },
  ];
}

/** Those that differ. */
export function changedAttributes(from: LifecycleState, to: LifecycleState): SearchAttributePair[] {
  const before = attributesOf(from);
  return attributesOf(to).filter(({ value }, index) => String(value) !== String(before[index]?.value));
}

const shownSteps = 6;

/** Markdown: where it stands, what is next and when, open escalations, what happened last. */
export function currentDetails(state: LifecycleState): string {
  const { standing, health, escalations } = state.slices;
  const open = escalations.list.filter(({ resolvedAt }) => resolvedAt === null);
  const coming = agenda(state).slice(0, shownSteps);
  const past = state.recent.toReversed().slice(0, shownSteps);
  const reasons = health.reasons
    .map(({ signal, points, detail }) => `${signalText(signal)} −${points} (${detail})`)
    .join(', ');
  return [
    `**${standing.stage}**${hasEnded(standing.stage) ? ` (${inWords(standing.endReason ?? '')})` : ''} · health **${health.band}** (${health.score})${reasons === '' ? '' : `: ${reasons}`} · rep **${standing.rep}**${standing.pause === null ? '' : ` · paused since ${standing.pause.since.slice(0, 10)}`}`,
    ...open.map(
      ({ id, reasons: why, acknowledgedAt }) =>
        `- **${id}** is ${acknowledgedAt === null ? 'open' : 'acknowledged'}: ${reasonsText(why)}`,
    ),
    coming.length === 0 ? '\nNothing more comes.' : '\n**What comes next**\n',
    ...coming.map(({ at, what, why }) => `- ${at.slice(0, 10)}: ${what}. ${why}`),
    '\n**What happened last**\n',
    ...past.map(({ at, event }) => `- ${at.slice(0, 10)}: ${sentenceOf(event)}`),
  ].join('\n');
}

/** One line that names what is being recorded. */
export function recordSummary(events: readonly Recorded[]): string {
  return events
    .map(({ event }) => event.kind)
    .join(', ')
    .slice(0, 180);
}
