/** Names under which Temporal knows us. One place, so that API, worker, workflows and tools agree. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

export const lifecycleWorkflow = 'lifecycle';
export const deliverWorkflow = 'deliver';
export const feedWorkflow = 'feed';
export const hookWorkflow = 'hook';
export const jobWorkflow = 'job';
export const briefWorkflow = 'brief';
export const targetWorkflow = 'target';

/** Ids of the workflows that wake on a calendar of their own. */
export const briefIdOf = (rep: string): string => `brief.${rep}`;
/** Id of the workflow that reads a feed. */
export const feedIdOf = (feed: string): string => `feed.${feed}`;
/** Id of the workflow that watches a figure against its target. */
export const targetIdOf = (target: string): string => `target.${target}`;

/** Id of the workflow that delivers a webhook's message; sent again on demand it is another one. */
export const hookIdOf = (key: string, round: number): string => (round === 0 ? key : `${key}.again-${round}`);

/** Keyword and time attributes by which ops search; the next due moment is in current details and PostgreSQL. */
export const searchAttributes = {
  client: defineSearchAttributeKey('HoldfastClient', SearchAttributeType.KEYWORD),
  product: defineSearchAttributeKey('HoldfastProduct', SearchAttributeType.KEYWORD),
  group: defineSearchAttributeKey('HoldfastGroup', SearchAttributeType.KEYWORD),
  rep: defineSearchAttributeKey('HoldfastRep', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('HoldfastStage', SearchAttributeType.KEYWORD),
  band: defineSearchAttributeKey('HoldfastBand', SearchAttributeType.KEYWORD),
  renewal: defineSearchAttributeKey('HoldfastRenewal', SearchAttributeType.DATETIME),
} as const;

/** Deliveries wait and retry on a queue of their own, so that a slow mail server never holds up a lifecycle. */
export function deliverQueueOf(taskQueue: string): string {
  return `${taskQueue}-deliver`;
}
