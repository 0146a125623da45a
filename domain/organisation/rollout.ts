/** Which lifecycles a roll-out of a policy is for. */
import type { Policy } from '../core/policy';

/** The policy by which a running lifecycle lives, and the one that its group names. */
export interface LivesBy {
  readonly policy: string | null;
  readonly version: number | null;
  readonly groupPolicy: string | null;
}

/** True for a lifecycle that lives by the policy, or whose group names it, and does not live by that version yet. */
export function isMeantBy({ id, version }: Pick<Policy, 'id' | 'version'>, lives: LivesBy): boolean {
  if (lives.policy !== id) return lives.groupPolicy === id;
  return lives.version !== version;
}
