import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { shortened } from './story';

/**
 * The one timer of a lifecycle. Setting it to the moment it is set to costs nothing, so a message
 * that changes nothing about what comes next leaves no timer events in the history.
 */
export class WakeUp {
  #at: string | null = null;
  #scope: CancellationScope | null = null;
  #isDue = false;

  /** True once its moment has come. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** Due at the moment (an ISO instant), or never for null. */
  set(at: string | null, summary: string): void {
    if (at === this.#at && !this.#isDue) return;
    this.#scope?.cancel();
    this.#scope = null;
    this.#at = at;
    this.#isDue = false;
    if (at === null) return;
    const scope = new CancellationScope();
    this.#scope = scope;
    void scope
      .run(() => sleep(Math.max(1, Date.parse(at) - Date.now()), { summary: shortened(summary, 90) }))
      .then(
        () => {
          this.#isDue = true;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  cancel(): void {
    this.set(null, '');
  }
}
