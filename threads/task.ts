/**
 * Work that would hold a thread for long is a task: declared where it is asked for, done on another thread by what
 * `serve` (serve.ts) was given under the same name. What goes in and out is plain data.
 */
export interface Task<Input, Output> {
  readonly name: string;
  /** Never there: it ties the name to what goes in and out. */
  readonly does?: (input: Input) => Promise<Output>;
}

/** Declares a task. */
export const task = <Input, Output>(name: string): Task<Input, Output> => ({ name });

/** What a thread is told: do that. */
export interface Asked {
  readonly name: string;
  readonly input: unknown;
}

/** What a thread answers. An error does not survive the way between threads: what is left of it is told. */
export type Answered =
  | { readonly output: unknown }
  | {
      readonly error: {
        readonly name: string;
        readonly message: string;
        readonly stack?: string;
        readonly code?: string;
      };
    };
