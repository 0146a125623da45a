/** Lifecycles are told side by side; each hears what is for it in the order in which it was said. */
import { groupBy } from '../../domain/core/grouped';

/** So many lifecycles are told at once; more would wait for each other. */
const toldAtOnce = 25;

/**
 * Tells lifecycles what is for them. `tell` says whether what follows may go to the same lifecycle: where not, it and those
 * behind it are returned.
 */
export async function inOrderOfEach<T extends { readonly lifecycleId: string }>(
  all: readonly T[],
  tell: (one: T) => Promise<boolean>,
): Promise<readonly T[]> {
  const lives = [...groupBy(all, ({ lifecycleId }) => lifecycleId).values()];
  const stopped: T[] = [];
  const oneByOne = async (ofOne: readonly T[]): Promise<void> => {
    for (const [index, one] of ofOne.entries())
      if (!(await tell(one))) {
        stopped.push(...ofOne.slice(index));
        return;
      }
  };
  for (let from = 0; from < lives.length; from += toldAtOnce)
    await Promise.all(lives.slice(from, from + toldAtOnce).map(oneByOne));
  return stopped;
}
