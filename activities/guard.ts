import { ApplicationFailure, log } from '@temporalio/activity';

/**
 * Runs an activity’s work so that its failure stands in the history with a fixed sentence: the error itself
 * may quote a name or an address, so it goes to the log. Throws a retryable `ApplicationFailure` of that type.
 */
export async function guarded<T>(type: string, sentence: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    log.warn(sentence, { type, error: error instanceof Error ? error.message : String(error) });
    throw ApplicationFailure.retryable(sentence, type);
  }
}
