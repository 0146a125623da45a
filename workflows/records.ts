/** The activities a lifecycle uses, recorded and asked quickly where that is safe, else patiently. */
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { LifecycleActivities, ToRecord } from '../activities/lifecycle';
import type { Happened, Holidays, Recorded } from '../domain/core/concern';
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

/**
 * Writes the events and what they cause, once each however often it is tried. Returns what the recording learned
 * (another lifecycle of the client covers an item), as facts to take next.
 *
 * A local activity runs before the workflow task that asked for it is durable. That suits what facts and the agenda
 * brought: both stand in the history already. A task that is repeated later may decide otherwise, because it reads a
 * later clock; then the rows of the attempt that writes last stand. An update stands in the history only once its
 * task completes. So what a decision changed is recorded by a normal activity: else a crash in between would leave a
 * record of something that never happened.
 */
export async function record(
  state: LifecycleState,
  events: readonly Recorded[],
  via: ToRecord['via'],
): Promise<readonly Happened[]> {
  const summary = recordSummary(events);
  const patiently = (): Promise<readonly Happened[]> =>
    patientActivities.record.executeWithOptions({ summary }, [{ state, events, via }]);
  const decided = Object.values(via).includes('decision');
  const learned: readonly Happened[] | undefined = decided
    ? await patiently()
    : await quickly(() => quickActivities.record.executeWithOptions({ summary }, [{ state, events, via }]), patiently);
  // Histories of earlier versions have no answer here.
  return learned ?? [];
}

/** Days off in a country; asked once a year. */
export function holidays(wanted: HolidaysWanted): Promise<Holidays> {
  const summary = `days off in ${wanted.country} through ${wanted.through}`;
  return quickly(
    () => quickActivities.holidays.executeWithOptions({ summary }, [wanted]),
    () => patientActivities.holidays.executeWithOptions({ summary }, [wanted]),
  );
}
