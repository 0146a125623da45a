/** What a lifecycle asks of activities: quickly, as a local activity, where that is safe; else patiently, as a normal one. */
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { LifecycleActivities, Recording, ToRecord } from '../activities/lifecycle';
import type { Happened, Holidays, Recorded } from '../domain/core/concern';
import type { Refusal } from '../domain/core/refusals';
import type { HolidaysWanted } from '../domain/holidays-wanted';
import type { LifecycleState } from '../domain/lifecycle';
import type { RunLength } from './history';
import { patientRetry, quickRetry } from './retries';
import { recordSummary } from './story';

const quickActivities = proxyLocalActivities<LifecycleActivities>(quickRetry);
const patientActivities = proxyActivities<LifecycleActivities>(patientRetry);

async function quickly<T>(attempt: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return otherwise();
  }
}

/** What a recording came to. */
export interface RecordAnswer {
  /** What the recording found out, as messages that the life takes next. */
  readonly learned: readonly Happened[];
  /** Set where other events are recorded already: the state after those. Of ours nothing was written. */
  readonly overtaken?: unknown;
}

/** What goes along with a recording. */
interface Alongside {
  readonly via: ToRecord['via'];
  /** Decisions that were refused after all. */
  readonly refusals: ReadonlyMap<string, Refusal>;
}

/**
 * Writes the events and what they cause, once each however often it is tried. Returns what the recording learned
 * (another lifecycle of the client covers an item), as facts to take next.
 *
 * A local activity runs before the workflow task that asked for it is durable. That suits what facts and the agenda
 * brought: the history has both already, and each acts at its own moment. So a task that is repeated records the same
 * events, or the same and more; should it record others, the first record stands. An update is in the history only once
 * its task completes. So what a decision changed is recorded by a normal activity: with a local one, a crash in between
 * would leave a record of something that never happened.
 */
export async function record(
  state: LifecycleState,
  events: readonly Recorded[],
  { via, refusals }: Alongside,
  run: RunLength,
): Promise<RecordAnswer> {
  const summary = recordSummary(events);
  const refused = refusals.size === 0 ? {} : { refused: Object.fromEntries(refusals) };
  const args: [ToRecord] = [{ state, events, via, ...refused, ...run.asking }];
  const patiently = (): Promise<Recording> => patientActivities.record.executeWithOptions({ summary }, args);
  const decided = Object.values(via).includes('decision');
  const answer: Recording | undefined = decided
    ? await patiently()
    : await quickly(() => quickActivities.record.executeWithOptions({ summary }, args), patiently);
  // Histories of earlier versions have no answer here, or only what the recording learned.
  if (answer === undefined) return { learned: run.taken([]) };
  if (!('overtaken' in answer)) return { learned: run.taken(answer) };
  const { waiting, overtaken, settings } = answer;
  return { learned: run.taken(settings === undefined ? waiting : { answer: waiting, settings }), overtaken };
}

/** Public holidays of a country or a region; asked once a year. */
export function holidays(wanted: HolidaysWanted): Promise<Holidays> {
  const { country, region, through } = wanted;
  const summary = `holidays of ${region === undefined ? country : `${country}-${region}`} through ${through}`;
  return quickly(
    () => quickActivities.holidays.executeWithOptions({ summary }, [wanted]),
    () => patientActivities.holidays.executeWithOptions({ summary }, [wanted]),
  );
}
