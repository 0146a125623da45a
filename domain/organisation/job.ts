/**
 * Long work in many rows: an import, a handover, a roll-out of a policy, a campaign, its move, its call-off.
 *
 *   previewing ──► previewed ──(start)──► working ──► done          a roll-out or a campaign shows first what it would do
 *       │              │                     │
 *       └──────────────┴─────(cancel)────────┴──────► cancelled     rows that are done stay done
 *
 *   A handover begins with `working`: its preview is the answer to a dry run. An import begins with `previewing`, while its
 *   file is read; from there it goes to `working` by itself, to `done` when it is a dry run, to `cancelled` when nothing in
 *   the file can be taken.
 *   A row: waiting ──► done, skipped (it does not apply any more) or failed (see its outcome). Each is done once. One whose
 *   lifecycle does not answer keeps waiting, says for what, and is taken again when no other is left: it holds none up.
 */
import type { Instant } from '../core/json';

export const jobKinds = ['rollout', 'handover', 'import', 'campaign', 'calloff', 'move'] as const;
export type JobKind = (typeof jobKinds)[number];
export const jobStates = ['previewing', 'previewed', 'working', 'done', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];
export const rowStates = ['waiting', 'done', 'skipped', 'failed'] as const;
export type RowState = (typeof rowStates)[number];

/** How far a job is, in rows. */
export interface Progress {
  readonly state: JobState;
  readonly total: number;
  /** Rows that have a preview. */
  readonly previewed: number;
  readonly waiting: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  /** Of those that wait, how many were tried and for what they wait, by the names of failures; absent where none was. */
  readonly waitsFor?: Readonly<Record<string, number>>;
}

/** What a row that was tried and keeps waiting has as its outcome. */
export interface Held {
  /** The name of the failure. */
  readonly waitsFor: string;
  readonly triedAt: string;
}

/** The part of a job that a workflow works through. */
export type Phase = 'preview' | 'work';

/** Id of the workflow that does a phase; every preview that is taken anew has one of its own. */
export function jobWorkflowId(jobId: string, phase: Phase, round: number): string {
  return phase === 'work' ? jobId : `${jobId}.preview-${round + 1}`;
}

/** The job whose phase a workflow of that id does. */
export function jobIdOf(workflowId: string): string {
  return workflowId.replace(/\.preview-\d+$/, '');
}

/** Which phase a job is in; null while nothing is to be done. */
export function phaseOf(state: JobState): Phase | null {
  return state === 'previewing' ? 'preview' : state === 'working' ? 'work' : null;
}

/** The states in which a workflow works on a job. */
export const statesAtWork = jobStates.filter((state) => phaseOf(state) !== null);
/** The states in which a job can still be cancelled. */
export const cancellable = ['previewing', 'previewed', 'working'] as const satisfies readonly JobState[];

/** What a roll-out does with a lifecycle: it keeps its rules, or goes over to the new ones at that moment. */
export const choices = ['stay', 'now', 'next-quarter'] as const;
export type RolloutChoice = (typeof choices)[number];

export interface RolloutInput {
  readonly policy: string;
  readonly version: number;
}
export interface RolloutRow {
  readonly when: RolloutChoice;
}
export interface HandoverInput {
  readonly from: string;
  readonly to: readonly string[];
  /** They leave: groups that name them get another rep, and nobody new goes to them. */
  readonly leaves: boolean;
  /** Only these; else everything they keep. */
  readonly lifecycles: readonly string[] | null;
}
export interface HandoverRow {
  readonly client: string;
  readonly to: string;
}

export interface CallOffInput {
  readonly campaign: string;
}

/** To when a campaign is moved, and how often it was by then. */
export interface MoveInput {
  readonly campaign: string;
  readonly startsAt: Instant;
  readonly minutes: number;
  readonly sequence: number;
}

/** One line for people: where it stands. */
export function progressLine(progress: Progress): string {
  const { state, total, previewed, waiting, done, skipped, failed, waitsFor = {} } = progress;
  if (state === 'previewing') return `${previewed} of ${total} previewed`;
  const counts = [
    `${done} of ${total} done`,
    ...(skipped > 0 ? [`${skipped} did not apply`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} to go`] : []),
    ...Object.entries(waitsFor).map(([what, count]) => `${count} of them wait for ${what}`),
  ];
  return `${state}: ${counts.join(', ')}`;
}
