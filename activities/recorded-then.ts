/** Writes what a lifecycle recorded before, and what a restored PostgreSQL lacks. */
import type { Happened } from '../domain/core/concern';
import { saidForOthers } from '../domain/organisation/sharing';
import { withVia, writeWhatFollows, type LifecycleActivityDeps, type ToRecord } from './lifecycle';
import { deliverMails, mailsFor } from './mails';
import { claimedThen, giveUp, letGo, tellOthers, type TellOther } from './sharing';

/** Whoever had to be told was told then. */
const toldThen: TellOther = () => Promise.resolve();

/**
 * Records again what was recorded before: the same rows under the same keys. What the recording found out then
 * (`learned`) holds, whatever it would find out now. Nobody is told twice: the deliveries have the ids of then.
 * Throws the error that `isOvertakenError` knows where something else stands under these numbers by now.
 */
export async function recordThen(
  asked: ToRecord,
  learned: readonly Happened[],
  { db, startDelivery, startWebhook }: Pick<LifecycleActivityDeps, 'db' | 'startDelivery' | 'startWebhook'>,
): Promise<void> {
  const what = withVia(asked);
  const { state, events, via } = what;
  const { seed } = state;
  const mails = await mailsFor(db, state, events, await claimedThen(db, state, events, learned));
  const messages = await writeWhatFollows(db, what, mails);
  const { id, name } = seed.client;
  await deliverMails(mails, { id, name }, startDelivery);
  for (const message of messages) await startWebhook({ ...message, client: { id, name } });
  await tellOthers(db, state, saidForOthers(state, events, via), toldThen);
  await giveUp(db, state, events, toldThen);
  await letGo(db, state, toldThen);
}
