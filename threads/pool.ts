/**
 * A few threads for work that would hold this one for long: the event loop stays free for whoever waits meanwhile.
 *
 *   asked ──► waiting ──► at work ──► answered
 *     │          │           ├──(too long, or the thread broke)──► its thread ends; the next task gets a new one
 *     │          └───────────┴──(given up)──► as if it had never been asked
 *     └──(the queue is full)──► refused at once
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answered, Task } from './task';

/** So much is waiting already that whoever asks should come again later. */
export class ThreadsBusy extends Error {
  override readonly name = 'ThreadsBusy';
}

/** It was not done: it took more time than whoever asked had, or more memory than a thread has; or its thread broke. */
export class TooHeavy extends Error {
  override readonly name = 'TooHeavy';
  constructor(
    readonly why: 'time' | 'memory' | 'broken',
    options?: ErrorOptions,
  ) {
    super(`a thread ended over it: ${why}`, options);
  }
}

/** What a task threw on its thread; `code` where the thread knew what it means. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
  constructor(
    message: string,
    readonly code: string | undefined,
    stack: string | undefined,
  ) {
    super(message);
    if (stack !== undefined) this.stack = stack;
  }
}

export interface Threads {
  /** Has a task done on another thread. Rejects with `ThreadsBusy`, `TooHeavy` or `TaskFailed`. */
  run<Input, Output>(task: Task<Input, Output>, input: Input, deadlineMs: number): Promise<Output>;
  /** Ends the threads; what they were at is rejected. */
  close(): Promise<void>;
}

interface Waiting {
  readonly name: string;
  readonly input: unknown;
  /** The moment at which nobody waits for it any more. */
  readonly until: number;
  resolve(output: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  at: { readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | null;
}

export interface ThreadSettings {
  /** The file that serves, without its ending: that of this file is taken, compiled or not. */
  readonly entry: string;
  /** What the file finds as its `workerData`. */
  readonly data: unknown;
  /** So many threads at most; each is started when it is needed first. */
  readonly size: number;
  /** So many tasks wait for a thread at most. */
  readonly queue: number;
  /** What a thread's heap may grow to. */
  readonly heapMb: number;
}

/** A pool of threads; none is started before it is needed. */
export function createThreads({ entry, data, size, queue, heapMb }: ThreadSettings): Threads {
  const threads = new Set<Thread>();
  const waiting: Waiting[] = [];
  const ending = path.extname(__filename);
  let closed = false;

  function started(): Thread {
    const worker = new Worker(`${entry}${ending}`, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      ...(ending === '.ts' ? { execArgv: ['-r', 'tsx/cjs'] } : {}),
    });
    const thread: Thread = { worker, at: null };
    threads.add(thread);
    // An idle thread keeps no process alive.
    worker.unref();
    worker.on('message', (answer: Answered) => {
      settle(thread, (one) => {
        if ('output' in answer) one.resolve(answer.output);
        else one.reject(new TaskFailed(answer.error.message, answer.error.code, answer.error.stack));
      });
      next();
    });
    worker.on('error', (error) => {
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      leave(thread, new TooHeavy(outOfMemory ? 'memory' : 'broken', { cause: error }));
    });
    worker.on('exit', () => leave(thread, new TooHeavy('broken')));
    return thread;
  }

  function settle(thread: Thread, how: (one: Waiting) => void): void {
    const { at } = thread;
    thread.at = null;
    thread.worker.unref();
    if (at === null) return;
    clearTimeout(at.timer);
    how(at.waiting);
  }

  function leave(thread: Thread, error: Error): void {
    if (!threads.delete(thread)) return;
    void thread.worker.terminate();
    settle(thread, (one) => one.reject(error));
    next();
  }

  /** Gives the first task that waits to a thread that is idle, or to a new one. */
  function next(): void {
    if (closed || waiting.length === 0) return;
    const idle = [...threads].find(({ at }) => at === null) ?? (threads.size < size ? started() : undefined);
    if (idle === undefined) return;
    const one = waiting.shift();
    if (one === undefined) return;
    const left = one.until - Date.now();
    if (left <= 0) one.reject(new ThreadsBusy('no thread came free in time'));
    else {
      const timer = setTimeout(() => leave(idle, new TooHeavy('time')), left);
      idle.at = { waiting: one, timer };
      idle.worker.ref();
      idle.worker.postMessage({ name: one.name, input: one.input }, []);
    }
    next();
  }

  return {
    run<Input, Output>({ name }: Task<Input, Output>, input: Input, deadlineMs: number): Promise<Output> {
      return new Promise<Output>((resolve, reject) => {
        if (closed || waiting.length >= queue) return reject(new ThreadsBusy('too much is waiting'));
        waiting.push({
          name,
          input,
          until: Date.now() + deadlineMs,
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a task is declared once, for both ends
          resolve: (output) => resolve(output as Output),
          reject,
        });
        next();
      });
    },
    async close() {
      closed = true;
      for (const one of waiting.splice(0)) one.reject(new ThreadsBusy('it is stopping'));
      await Promise.all(
        [...threads].map(async (thread) => {
          threads.delete(thread);
          settle(thread, (one) => one.reject(new ThreadsBusy('it is stopping')));
          await thread.worker.terminate();
        }),
      );
    },
  };
}
