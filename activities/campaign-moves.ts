/** Tells each client that was invited to a campaign that it is moved; the lifecycle decides, and its event causes the mails. */
import type { Held } from '../domain/organisation/job';
import { yetToInvite } from '../records/campaign-moves';
import { isJobAtWork, type Settled } from '../records/jobs';
import { stillInviting } from './failures';
import { decideRows, type JobDeps, type JobMethod } from './job-rows';

/** Those of the clients whose invitation is on its way: its move would come first, and find none. */
async function onTheirWay(
  campaign: string,
  clients: readonly string[],
  { db, isRunning }: Pick<JobDeps, 'db' | 'isRunning'>,
): Promise<ReadonlySet<string>> {
  const waiting = await yetToInvite(db, campaign, clients);
  const goesOn = waiting.size > 0 && ((await isJobAtWork(db, campaign)) || (await isRunning(campaign)));
  return goesOn ? waiting : new Set();
}

/** Moves the invitations of a campaign, client by client. One that is on its way is moved once it has arrived. */
export const moveInvitations: JobMethod<'move'> = {
  chunk: 100,

  async work(job, rows, _, deps) {
    const { campaign, startsAt, minutes, sequence } = job.input;
    const inviting = await onTheirWay(
      campaign,
      rows.map(({ input }) => input.client),
      deps,
    );
    const waitsFor = stillInviting(campaign).type ?? '';
    const held = rows
      .filter(({ input }) => inviting.has(input.client))
      .map(({ position }): Settled => {
        const outcome: Held = { waitsFor, triedAt: new Date().toISOString() };
        return { position, state: 'waiting', outcome };
      });
    const settled = await decideRows(
      rows.filter(({ input }) => !inviting.has(input.client)),
      job,
      () => ({ name: 'moveInvitation', data: { campaign, startsAt, minutes, sequence } }),
      () => ({ moved: true }),
      deps,
    );
    return [...settled, ...held];
  },
};
