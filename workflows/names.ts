/**
 * Names under which Temporal knows us, for API, worker, workflows and tools alike. Ids that the rules need too are made in
 * the domain: of a lifecycle `lifecycleIdOf`, of the delivery of a mail or a message `roundIdOf`, of a job's phase
 * `jobWorkflowId`.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

export const lifecycleWorkflow = 'lifecycle';
export const deliverWorkflow = 'deliver';
export const feedWorkflow = 'feed';
export const webhookWorkflow = 'hook';
export const jobWorkflow = 'job';
export const briefWorkflow = 'brief';
export const targetWorkflow = 'target';

/** The workflows that live for years: a deploy wakes them. All others end by themselves within days. */
export const livesForYears: ReadonlySet<string> = new Set([
  lifecycleWorkflow,
  briefWorkflow,
  feedWorkflow,
  targetWorkflow,
]);

/** Id of the workflow that wakes for a rep's mornings. */
export const briefIdOf = (rep: string): string => `brief.${rep}`;
/** Id of the workflow that polls a feed. */
export const feedIdOf = (feed: string): string => `feed.${feed}`;
/** Id of the workflow that watches a figure against its target. */
export const targetIdOf = (target: string): string => `target.${target}`;

/** Attributes by which ops search workflows. The next due moment is none of them: it is in current details and PostgreSQL. */
export const searchAttributes = {
  client: defineSearchAttributeKey('HoldfastClient', SearchAttributeType.KEYWORD),
  product: defineSearchAttributeKey('HoldfastProduct', SearchAttributeType.KEYWORD),
  group: defineSearchAttributeKey('HoldfastGroup', SearchAttributeType.KEYWORD),
  rep: defineSearchAttributeKey('HoldfastRep', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('HoldfastStage', SearchAttributeType.KEYWORD),
  band: defineSearchAttributeKey('HoldfastBand', SearchAttributeType.KEYWORD),
  renewal: defineSearchAttributeKey('HoldfastRenewal', SearchAttributeType.DATETIME),
} as const;

/** Mails wait and are tried again on a queue of their own, so that a slow mail server never holds up a lifecycle. */
export function deliverQueueOf(taskQueue: string): string {
  return `${taskQueue}-deliver`;
}

/** Messages of webhooks: a receiver that hangs holds up nothing but other receivers. */
export function webhookQueueOf(taskQueue: string): string {
  return `${taskQueue}-webhook`;
}

/** Feeds: what others publish holds up nothing of ours. */
export function feedQueueOf(taskQueue: string): string {
  return `${taskQueue}-feed`;
}
