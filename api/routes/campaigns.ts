/** Campaigns: a training or an event for every client that meets a filter. */
import { cancellable } from '../../domain/organisation/job';
import type { NotMoved } from '../../domain/organisation/campaign-move';
import { moveCampaign } from '../../records/campaign-moves';
import { clientsFor, invitedBy, outcomeOf } from '../../records/campaigns';
import { createJob, jobUnder, movingJob } from '../../records/jobs';
import { beginJob, jobReply } from '../messages/jobs';
import { actorOf } from '../http/keys';
import { conflict, existing, thereIsNo, wrong, type Problem } from '../http/problems';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import * as schemas from '../schemas/campaigns';
import { job } from '../schemas/jobs';

const common = { tag: 'Campaigns', roles: ['ops'], access: 'house' } as const;
const postCampaign = route({
  ...common,
  method: 'post',
  path: '/v1/campaigns',
  operationId: 'prepareCampaign',
  summary:
    'Prepares a campaign: a training or an event for all clients in retention that meet a filter. It first shows, client by client, whom it would invite, within the contact cap; nobody is written to until it is started as a job. Contacts get an invitation with a calendar file in their language (`translations`), and answer from it; the rep says afterwards what came of it.',
  body: schemas.campaign,
  answers: { 202: { description: 'The campaign; its rows get their previews', body: schemas.campaignKept } },
  problems: [404],
  handle: async ({ body, principal, idempotencyKey: key }, deps) => {
    const begun = await jobUnder(deps.db, 'campaign', key);
    if (begun !== null) return { status: 202, body: await campaignReply(begun, deps) };
    if (body.startsAt <= new Date().toISOString()) throw wrong('/startsAt', 'That moment lies in the past.');
    const asked = await clientsFor(deps.db, body.filter);
    if (asked.length === 0) throw thereIsNo('client in retention that meets this filter');
    const id = await createJob(deps.db, {
      kind: 'campaign',
      state: 'previewing',
      input: body,
      by: actorOf(principal),
      key,
      rows: asked.map(({ client, lifecycle }) => ({ subject: lifecycle, input: { client } })),
    });
    await beginJob(id, 'preview', deps);
    return { status: 202, body: await campaignReply(id, deps), subject: id };
  },
});

const params = schemas.campaignParams;

const campaignOf = (id: string, { db }: ApiDeps) =>
  existing('campaign', db.job.findUnique({ where: { id, kind: 'campaign' }, select: { createdAt: true } }));

async function campaignReply(id: string, deps: ApiDeps): Promise<BodyOf<typeof schemas.campaignKept>> {
  const { createdAt } = await campaignOf(id, deps);
  const [reply, outcome] = await Promise.all([jobReply(id, deps), outcomeOf(deps.db, id, createdAt)]);
  return { ...reply, outcome };
}

const getCampaign = route({
  ...common,
  method: 'get',
  path: '/v1/campaigns/:id',
  operationId: 'getCampaign',
  summary: 'A campaign: how far it is, who was invited, what they answered, and what came of it.',
  params,
  answers: { 200: { description: 'The campaign as it is now', body: schemas.campaignKept } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => ({ status: 200, body: await campaignReply(id, deps) }),
});

const callOff = route({
  ...common,
  method: 'post',
  path: '/v1/campaigns/:id/call-off',
  operationId: 'callOffCampaign',
  summary:
    'The training or event does not take place: nobody further is invited, and everybody who was invited and did not decline hears of it, with a calendar file that takes it out again.',
  params,
  answers: { 202: { description: 'The job that tells them', body: job } },
  problems: [404, 409],
  handle: async ({ params: { id }, principal, idempotencyKey: key }, deps) => {
    const { db } = deps;
    await campaignOf(id, deps);
    const cancelling = () => movingJob(db, id, cancellable, 'cancelled', { finishedAt: new Date() });
    let invited = await invitedBy(db, id);
    if (invited.length === 0) {
      await cancelling();
      // Somebody may have been invited just before it was cancelled.
      invited = await invitedBy(db, id);
    }
    if (invited.length === 0) throw conflict('nobody-invited', 'Nobody was invited: it is cancelled.');
    const calledOff = await createJob(
      db,
      {
        kind: 'calloff',
        state: 'working',
        input: { campaign: id },
        by: actorOf(principal),
        key,
        // Whom it invites until it is cancelled is found by the job at its end.
        rows: invited.map(({ client, lifecycle }) => ({ subject: lifecycle, input: { client } })),
      },
      [cancelling()],
    );
    await beginJob(calledOff, 'work', deps);
    return { status: 202, body: await jobReply(calledOff, deps) };
  },
});

/** Why a campaign is not moved, as a `Problem`. */
function problemOf(not: NotMoved): Problem {
  switch (not) {
    case 'past-date':
      return wrong('/startsAt', 'That moment lies in the past.');
    case 'unchanged':
      return wrong('/startsAt', 'It takes place at that moment and in that place already.');
    case 'has-begun':
      return conflict('has-begun', 'It has begun already, or is over.');
    case 'called-off':
      return conflict('called-off', 'It was called off.');
    case 'cancelled':
      return conflict('cancelled', 'It was cancelled before anybody was invited.');
    case 'previewing':
      return conflict('previewing', 'Its previews are being taken: move it once it is previewed.');
  }
}

const moveOn = route({
  ...common,
  method: 'post',
  path: '/v1/campaigns/:id/move',
  operationId: 'moveCampaign',
  summary:
    'The training or event takes place at another moment: everybody who was invited and did not decline hears of it, once for each move, with a calendar file that replaces the one before, and is asked anew. Whoever is invited from now on is invited to the new date; a campaign that was not started yet is previewed anew.',
  params,
  body: schemas.campaignMove,
  answers: { 202: { description: 'The job that tells them', body: job } },
  problems: [404, 409],
  handle: async ({ params: { id }, body, principal, idempotencyKey: key }, deps) => {
    const { db } = deps;
    await campaignOf(id, deps);
    const known = await jobUnder(db, 'move', key);
    if (known !== null) return { status: 202, body: await jobReply(known, deps) };
    const asked = { campaign: id, to: body, by: actorOf(principal), key };
    const moved = await moveCampaign(db, asked, new Date().toISOString());
    if (moved === null) throw thereIsNo('such campaign');
    if ('not' in moved) throw problemOf(moved.not);
    if (moved.previewAnew) await beginJob(id, 'preview', deps);
    await beginJob(moved.job, 'work', deps);
    return { status: 202, body: await jobReply(moved.job, deps), subject: id };
  },
});

export const campaignRoutes: readonly Route[] = [postCampaign, getCampaign, moveOn, callOff];
