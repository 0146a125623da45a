/** The activities a lifecycle uses, recorded and asked quickly where that is safe, else patiently. */
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { LifecycleActivities, Recording, ToRecord } from '../activities/lifecycle';
import type { Happened, Holidays, Recorded } from '../domain/core/concern';
import type { Refusal } from '../domain/core/refusals';
import type { HolidaysWanted } from '../domain/holidays-wanted';
import type { LifecycleState } from '../domain/lifecycle';
import { patient, quick } from './retries';
import { recordSummary } from './story';

const quickActivities = proxyLocalActivities<LifecycleActivities>(quick);
const patientActivities = proxyActivities<LifecycleActivities>(patient);

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
  /** What it found out, as messages to take next. */
  readonly learned: readonly Happened[];
  /** The state that stands in the record instead, where these events do not: nothing of them was written. */
  readonly overtaken?: unknown;
}

/**
 * Writes the events and what they cause, once each however often it is tried. Returns what the recording learned
 * (another lifecycle of the client covers an item), as facts to take next.
 *
 * A local activity runs before the workflow task that asked for it is durable. That suits what facts and the agenda
 * brought: both stand in the history already, and each acts at its own moment, so a task that is repeated records the
 * same events, or those and more. Where it does not, the first record stands. An update stands in the history only once
 * its task completes. So what a decision changed is recorded by a normal activity: else a crash in between would leave
 * a record of something that never happened.
 */
export async function record(
  state: LifecycleState,
  events: readonly Recorded[],
  via: ToRecord['via'],
  refusals: ReadonlyMap<string, Refusal>,
): Promise<RecordAnswer> {
  const summary = recordSummary(events);
  const refused = refusals.size === 0 ? {} : { refused: Object.fromEntries(refusals) };
  const args: [ToRecord] = [{ state, events, via, ...refused }];
  const patiently = (): Promise<Recording> => patientActivities.record.executeWithOptions({ summary }, args);
  const decided = Object.values(via).includes('decision');
  const answer: Recording | undefined = decided
    ? await patiently()
    : await quickly(() => quickActivities.record.executeWithOptions({ summary }, args), patiently);
  // Histories of earlier versions have no answer here, or only what the recording learned.
  if (answer === undefined) return { learned: [] };
  return 'overtaken' in answer ? { learned: answer.waiting, overtaken: answer.overtaken } : { learned: answer };
}

/** Days off in a country; asked once a year. */
export function holidays(wanted: HolidaysWanted): Promise<Holidays> {
  const summary = `days off in ${wanted.country} through ${wanted.through}`;
  return quickly(
    () => quickActivities.holidays.executeWithOptions({ summary }, [wanted]),
    () => patientActivities.holidays.executeWithOptions({ summary }, [wanted]),
  );
}
