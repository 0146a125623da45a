/** The far end of a pool: a thread that does one task after another. */
import { parentPort } from 'node:worker_threads';
import type { Answered, Asked, Task } from './task';

/** What does a task. */
export interface Doer {
  readonly name: string;
  readonly act: (input: never) => Promise<unknown>;
}

/** Says what does a task. */
export function doing<Input, Output>({ name }: Task<Input, Output>, act: (input: Input) => Promise<Output>): Doer {
  return { name, act };
}

/**
 * Does what the pool asks of this thread. `codeOf` names what is known of an error by a code, so that whoever asked can
 * tell an outage from a bug.
 */
export function serve(doers: readonly Doer[], codeOf: (error: unknown) => string | undefined): void {
  const known = new Map(doers.map(({ name, act }) => [name, act]));
  parentPort?.on('message', ({ name, input }: Asked) => {
    void answerTo(name, input).then((answer) => parentPort?.postMessage(answer, []));
  });

  async function answerTo(name: string, input: unknown): Promise<Answered> {
    try {
      const act = known.get(name);
      if (act === undefined) throw new TypeError(`this thread does not know ${name}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a task's input is typed where it is asked for
      return { output: await act(input as never) };
    } catch (error) {
      const { name: kind, message, stack } = error instanceof Error ? error : new TypeError(String(error));
      const code = codeOf(error);
      return {
        error: {
          name: kind,
          message,
          ...(stack === undefined ? {} : { stack }),
          ...(code === undefined ? {} : { code }),
        },
      };
    }
  }
}
