import { ApplicationFailure, log } from '@temporalio/activity';
import { BrokenRecord } from '../records/columns/column';

/**
 * Runs an activity’s work so that its failure stands in the history with a fixed sentence: the error itself
 * may quote a name or an address, so it goes to the log. Throws a retryable `ApplicationFailure` of that type; for a
 * row that cannot be read, one of type `BrokenRecord` that names it, so that whoever mends it finds it in the history.
 */
export async function guarded<T>(type: string, sentence: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    if (error instanceof BrokenRecord) {
      log.error(error.message, { type: error.name });
      throw ApplicationFailure.retryable(error.message, error.name);
    }
    log.warn(sentence, { type, error: error instanceof Error ? error.message : String(error) });
    throw ApplicationFailure.retryable(sentence, type);
  }
}
