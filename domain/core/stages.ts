/** The stages of a life, its endings, and the reasons of those that lose the client. What moves it: concerns/standing.ts. */
/** The stages in which something is asked of somebody. */
export const runningStages = ['onboarding', 'retention'] as const;
export type RunningStage = (typeof runningStages)[number];
/** The stage in which a client is kept in touch with: what is for the client as a whole reaches nobody before it. */
export const keepingStage: RunningStage = 'retention';
/** The endings by which a client is lost. */
export const losses = ['churned', 'ineligible'] as const;
/** The stages in which a lifecycle ends. */
export const endings = ['renewed', ...losses] as const;
export type Ending = (typeof endings)[number];
/** Every stage there is, in the order of a life. */
export const stages = [...runningStages, ...endings] as const;
export type Stage = (typeof stages)[number];

/** Why a client leaves. */
export const churnReasons = [
  'price',
  'product-fit',
  'poor-service',
  'unused',
  'competitor',
  'business-closed',
  'no-decision',
  'other',
] as const;
export type ChurnReason = (typeof churnReasons)[number];
/** Why a client can no longer be kept. */
export const ineligibleReasons = [
  'contract-terminated',
  'not-paid',
  'fraud',
  'merged',
  'product-retired',
  'other',
] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

/** True once nothing more is asked of anybody. */
export function hasEnded(stage: Stage): stage is Ending {
  return !runningStages.some((running) => running === stage);
}
