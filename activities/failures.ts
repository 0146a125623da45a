/**
 * Every failure by which an activity ends: its name in histories, whether it is tried again, and why. How often and
 * for how long stands in `workflows/retries.ts`.
 *
 * Not every bad end is a failure. What is settled for good ends an activity with an answer (a mail is `refused`, a
 * message `failed`); where that line runs is decided here too: `refusedForGood`, `wantsNoMore`, `leadsNowhere`. A
 * decision that a lifecycle refuses fails its update, not an activity: `refusedType` in `workflows/messages.ts`.
 *
 * Sentences are fixed: an error may quote a name or an address, and failures stand in histories.
 */
import { ApplicationFailure, log } from '@temporalio/activity';
import { MailServerError } from '../mail/post';
import { OutsideError } from '../outside/http';
import { BrokenRecord } from '../records/columns/column';

/** Tried again: PostgreSQL comes back. */
export const recordsAway = (): ApplicationFailure =>
  ApplicationFailure.retryable('PostgreSQL did not answer', 'RecordsAway');

/** Tried again: PostgreSQL comes back, and what is written twice is there once. */
export const recordNotTaken = (): ApplicationFailure =>
  ApplicationFailure.retryable('PostgreSQL did not take the record', 'RecordsAway');

/** Tried again: whoever mends the row finds its name in the history, and then it goes on by itself. */
const brokenRecord = ({ message, name }: BrokenRecord): ApplicationFailure =>
  ApplicationFailure.retryable(message, name);

/** Tried again: every row of a job is done once however often it is begun. */
export const jobInterrupted = (): ApplicationFailure =>
  ApplicationFailure.retryable('the job was interrupted; it goes on where it was', 'JobInterrupted');

/** Tried again: the mail server comes back, and the mail has not left us. */
export const mailServerAway = (): ApplicationFailure =>
  ApplicationFailure.retryable('the mail server did not take the mail', 'MailServerAway');

/** Tried again: the mail was written with the events, what it speaks of may be recorded a moment later. */
export const notRecorded = (lifecycleId: string | null): ApplicationFailure =>
  ApplicationFailure.retryable(`${lifecycleId} is not recorded yet`, 'NotRecorded');

/** Tried again, for three days: the receiver of a webhook comes back. `why` quotes nothing of its answer. */
export const receiverAway = (why: string): ApplicationFailure => ApplicationFailure.retryable(why, 'ReceiverAway');

/** Not tried again: a mail is written before its delivery starts, so one that is not there will not come. */
export const unknownMail = (mailKey: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`there is no mail ${mailKey}`, 'UnknownMail');

/** Not tried again: its kind is none that this version can write. */
export const unknownMailKind = (kind: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`nobody knows the words of a ${kind}`, 'UnknownMail');

/** Not tried again: the target was taken away, and its figure is no news any more. */
export const unknownTarget = (target: string | null): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`there is no target ${target}`, 'UnknownTarget');

/** Whether a mail server refused this mail for good: SMTP calls answers from 500 on permanent (RFC 5321, 4.2.1). */
export function refusedForGood(error: unknown): boolean {
  return error instanceof MailServerError && error.answered !== null && error.answered >= 500;
}

/** Whether a receiver does not want to hear of anything any more: 410, as Standard Webhooks says. */
export function wantsNoMore(status: number): boolean {
  return status === 410;
}

/** Whether an address can never be asked: what leads inward, or is no HTTP, leads there the next time too. */
export function leadsNowhere({ failure }: OutsideError): boolean {
  return failure === 'private-address' || failure === 'not-http';
}

/**
 * Runs an activity’s work. An error that is no failure of the above goes to the log, and `otherwise` stands in the
 * history in its place; a row that cannot be read is named there as a `BrokenRecord`.
 */
export async function guarded<T>(otherwise: () => ApplicationFailure, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    if (error instanceof BrokenRecord) {
      log.error(error.message, { type: error.name });
      throw brokenRecord(error);
    }
    const failure = otherwise();
    const { message, type } = failure;
    log.warn(message, { type, error: error instanceof Error ? error.message : String(error) });
    throw failure;
  }
}
