/** Which of a client's lifecycles carries what is for the client as a whole: an article, an invitation. */
import { keepingStage, type Stage } from '../core/stages';

/** A running lifecycle as far as this choice looks at it. */
export interface Carrying {
  readonly stage: Stage;
  readonly paused: boolean;
}

const mayCarry = ({ stage }: Carrying): boolean => stage === keepingStage;

/** The first lifecycle in retention that is not paused; undefined where there is none. */
export function carrierOf<L extends Carrying>(lifecycles: readonly L[]): L | undefined {
  return lifecycles.find((one) => mayCarry(one) && !one.paused);
}

/**
 * The lifecycle by which a campaign invites a client: the one that carries. Where all in retention are paused, the first
 * of them: it refuses, so that the preview says why nobody is invited, and may have been resumed when the campaign starts.
 */
export function inviterOf<L extends Carrying>(lifecycles: readonly L[]): L | undefined {
  return carrierOf(lifecycles) ?? lifecycles.find(mayCarry);
}
