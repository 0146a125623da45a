/**
 * The failures by which our activities end: the name in histories, whether it is tried again, and why. How often and for
 * how long stands in `workflows/retries.ts`. Temporal has failures of its own beside them: a time limit, a lost worker.
 *
 * Not every bad end is a failure. What is settled for good ends an activity with an answer (a mail is `refused`, a
 * message `failed`). Where that line runs is a rule of its own for a mail (domain/integrations/mail-server.ts), and decided
 * here for a receiver: `wantsNoMore`, `leadsNowhere`. A decision that a lifecycle refuses fails its update, not an
 * activity: `refusedType` in `workflows/messages.ts`.
 *
 * Sentences are fixed: an error may quote a name or an address, and failures stand in histories. What ops do about
 * each name stands in docs/running.md.
 */
import { ApplicationFailure, log } from '@temporalio/activity';
import { backOffMs } from '../domain/core/back-off';
import { OutsideError } from '../outside/http';
import { isOutage } from '../prisma/errors';
import { BrokenRecord } from '../records/columns/column';

/** Tried again: PostgreSQL comes back, and what is written twice is there once. */
const recordsAway = (): ApplicationFailure => ApplicationFailure.retryable('PostgreSQL did not answer', 'RecordsAway');

/** Tried again: Temporal comes back, and what is asked twice is done once. */
export const temporalAway = (): ApplicationFailure =>
  ApplicationFailure.retryable('Temporal did not answer', 'TemporalAway');

/** Tried again: it is a bug, and the release that mends it finds the work waiting. The log has the error. */
const unforeseen = (): ApplicationFailure =>
  ApplicationFailure.retryable('something went wrong that nobody foresaw; the log has it', 'Unforeseen');

/** Tried again: the history names the row, and once somebody has mended it, the work goes on. */
const brokenRecord = ({ message, name }: BrokenRecord): ApplicationFailure =>
  ApplicationFailure.retryable(message, name);

/** Tried again: the sweep starts the workflow of a lifecycle that is stored and has not begun. */
export const notBegun = (lifecycleId: string): ApplicationFailure =>
  ApplicationFailure.retryable(`${lifecycleId} has not begun yet`, 'NotBegun');

/** Tried again: a campaign that is called off ends with the invitations that it is at, and then all of them are known. */
export const stillInviting = (campaign: string): ApplicationFailure =>
  ApplicationFailure.retryable(`${campaign} is still inviting`, 'StillInviting');

/** Tried again, under the name of that for which rows of a job wait: no other row is left. */
export const rowsWait = (waitsFor: string, count: number): ApplicationFailure =>
  ApplicationFailure.retryable(`of the rows that are left, ${count} wait for this`, waitsFor);

/** Tried again: the mail server comes back, and the mail has not left us. */
export const mailServerAway = (): ApplicationFailure =>
  ApplicationFailure.retryable('the mail server did not take the mail', 'MailServerAway');

/** Tried again: the mail was written with the events, what it speaks of may be recorded a moment later. */
export const notRecorded = (lifecycleId: string | null): ApplicationFailure =>
  ApplicationFailure.retryable(`${lifecycleId} is not recorded yet`, 'NotRecorded');

/** The first pause of `deliveryRetry`. */
const firstPauseMs = 5_000;

/**
 * Tried again, ever more seldom, and at the latest when the time is over for which the mail waits: one mail tells of all
 * lines that begin with a deal.
 */
export const dealNotBegun = (
  lifecycleId: string | null,
  { leftMs, attempt }: { readonly leftMs: number; readonly attempt: number },
): ApplicationFailure =>
  ApplicationFailure.create({
    message: `lines that begin with ${lifecycleId} are not recorded yet`,
    type: 'DealNotBegun',
    nextRetryDelay: Math.min(backOffMs(attempt, firstPauseMs), leftMs),
  });

/** Tried again, for three days: the receiver of a webhook comes back. `why` quotes nothing of its answer. */
export const receiverAway = (why: string): ApplicationFailure => ApplicationFailure.retryable(why, 'ReceiverAway');

/** Not tried again: a mail is written before its delivery starts, so one that is not there will not come. */
export const unknownMail = (mailKey: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`there is no mail ${mailKey}`, 'UnknownMail');

/** Not tried again: its kind is none that this version can write. */
export const unknownMailKind = (kind: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`nobody knows the words of a ${kind}`, 'UnknownMailKind');

/** Not tried again: a job is stored before its workflow starts, and never deleted. */
export const unknownJob = (job: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`there is no job ${job}`, 'UnknownJob');

/** Not tried again: the target was taken away, and its figure is no news any more. */
export const unknownTarget = (target: string | null): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`there is no target ${target}`, 'UnknownTarget');

/** Not tried again: a trouble is kept with the mail that tells it, and never deleted. */
export const unknownTrouble = (trouble: string | null): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`there is no trouble ${trouble}`, 'UnknownTrouble');

/** Whether a receiver does not want to hear of anything any more: 410, as Standard Webhooks says. */
export function wantsNoMore(status: number): boolean {
  return status === 410;
}

/** Whether an address can never be asked: what leads inward, or is no HTTP, leads there the next time too. */
export function leadsNowhere({ failure }: OutsideError): boolean {
  return failure === 'private-address' || failure === 'not-http';
}

/** The failure in whose name an error ends an activity; `Unforeseen` for what none of the above names. */
export function failureOf(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof BrokenRecord) return brokenRecord(error);
  return isOutage(error) ? recordsAway() : unforeseen();
}

/** Runs an activity’s work. An error that is no failure yet goes to the log, and its failure stands in the history. */
export async function guarded<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === error) throw error;
    const { message, type } = failure;
    if (type === 'RecordsAway')
      log.warn(message, { type, error: error instanceof Error ? error.message : String(error) });
    else log.error(message, { type, error: error instanceof Error ? error.stack : String(error) });
    throw failure;
  }
}
