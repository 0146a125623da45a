/**
 * How a run is lived. A run learns it from the answer of its first activity, so that it stands in its history: a replay
 * knows the same however the setting has changed since, and the next run learns the new one.
 */
export interface RunSettings {
  /** A run does not sleep on more history events than this. */
  readonly maxEvents: number;
  /** So many events may be added from the start of a task until the run sleeps. */
  readonly room: number;
  /** While messages pour in a run goes on, up to so many events. */
  readonly burst: number;
  /** Over so many minutes the wake-ups of an opening are spread. */
  readonly spreadMinutes: number;
}

/** An answer to a run that asks for its settings too. */
export interface WithSettings<T> {
  readonly answer: T;
  readonly settings: RunSettings;
}

/** What a run that asks for its settings sends along; runs of earlier versions send nothing, and get the bare answer. */
export interface AsksSettings {
  readonly asksSettings?: true;
}

/** The answer in the form that was asked for. */
export function answered<T>({ asksSettings }: AsksSettings, answer: T, settings: RunSettings): T | WithSettings<T> {
  return asksSettings === true ? { answer, settings } : answer;
}

/**
 * A task's end, its upsert, its timer set anew, its activity with start and end, and the task that takes the answer; with
 * some more for a second record (what the first one learned), and for an update's two events.
 */
const roomOfTask = 14;

/** A burst of a thousand messages takes some 1,200 events; a stream without an end must not make a run that is slow to wake. */
const burstEvents = 2_000;

/** The settings that runs learn where a worker is configured so. */
export function runSettings(maxEvents: number, spreadMinutes: number): RunSettings {
  return { maxEvents, room: roomOfTask, burst: Math.max(burstEvents, maxEvents), spreadMinutes };
}
