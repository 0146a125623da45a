/** A thread for tests of the pool: it counts, it hangs, it fills its memory, it breaks. */
import { doing, serve } from '../../threads/serve';
import { countTask, fillTask, hangTask, throwTask } from './thread-tasks';

serve(
  [
    doing(countTask, async (to) => Array.from({ length: to }, (_, index) => index).length),
    doing(hangTask, async (ms) => {
      for (const until = Date.now() + ms; Date.now() < until;);
      return 'done';
    }),
    doing(fillTask, async () => {
      const held: string[][] = [];
      for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => `${held.length} ${index}`));
    }),
    doing(throwTask, async (message) => {
      throw new RangeError(message);
    }),
  ],
  (error) => (error instanceof RangeError && error.message === 'away' ? 'P1001' : undefined),
);
