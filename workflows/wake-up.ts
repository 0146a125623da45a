import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Wake } from '../domain/wake';
import { timerSummary } from './story';

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

  /** Due at that moment, or never for null. */
  set(wake: Wake | null): void {
    const at = wake?.at ?? null;
    if (at === this.#at && !this.#isDue) return;
    this.#scope?.cancel();
    this.#scope = null;
    this.#at = at;
    this.#isDue = false;
    if (wake === null) return;
    const scope = new CancellationScope();
    this.#scope = scope;
    void scope
      .run(() => sleep(Math.max(1, Date.parse(wake.at) - Date.now()), { summary: timerSummary(wake.tells) }))
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
    this.set(null);
  }
}
