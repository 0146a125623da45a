/** Lives as they may go, hundreds of them: however a lifecycle stands, its answer is what the schema says. */
import fc from 'fast-check';
import { z } from 'zod';
import { lifecycleFields } from '../../api/schemas/lifecycles';
import { advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { history, seeds, start } from '../support/random-lives';
import { size } from '../support/size';

const shown = z.strictObject(lifecycleFields).omit({ source: true });

function wrongIn(state: LifecycleState): string | null {
  const { error } = shown.safeParse(JSON.parse(JSON.stringify(present(state))));
  return error === undefined ? null : z.prettifyError(error);
}

test('every state of every life is answered as the schema says', () => {
  fc.assert(
    fc.property(seeds, history, (seed, moves) => {
      let { state } = begin(seed, start);
      let at = start;
      for (const { afterHours, what } of moves) {
        at = new Date(Date.parse(at) + afterHours * 3_600_000).toISOString();
        ({ state } = advance(state, what, at));
        expect(wrongIn(state)).toBeNull();
      }
    }),
    { numRuns: size(40, 300) },
  );
});
