/** Campaigns: a training or an event for every client that meets a filter. */
import { z } from 'zod';
import { contactLevels } from '../../domain/core/deal';
import { bands } from '../../domain/concerns/health';
import { invitationKinds } from '../../domain/concerns/invitations';
import { clientsFor, invitedBy, outcomeOf } from '../../records/campaigns';
import { createJob, moveJob } from '../../records/jobs';
import { beginJob, jobReply } from '../telling/jobs';
import { actorOf } from '../http/keys';
import { found, notFound, Problem, wrong } from '../http/problems';
import { route, type ApiDeps, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';

const common = { tag: 'Campaigns', roles: ['ops'] } as const;
const several = <T extends z.ZodType>(one: T) => z.array(one).min(1, 'Name at least one.').max(1_000, 'At most 1000.');

const campaign = z.strictObject({
  kind: z.enum(invitationKinds),
  title: schemas.line(200),
  description: schemas.words.optional(),
  place: schemas.line(500).optional(),
  startsAt: z.iso
    .datetime({ offset: true, error: 'Use a moment such as 2027-03-15T10:00:00+01:00.' })
    .meta({ examples: ['2027-03-15T10:00:00+01:00'] })
    .transform((at) => new Date(at).toISOString()),
  minutes: z.number().int('Use whole minutes.').min(5, 'At least 5.').max(1_440, 'At most 1440.').default(60),
  perClient: z.number().int().min(1, 'At least 1.').max(10, 'At most 10.').default(1),
  levels: several(z.enum(contactLevels)).optional(),
  filter: z
    .strictObject({
      products: several(schemas.id),
      groups: several(schemas.id),
      reps: several(schemas.id),
      bands: several(z.enum(bands)),
      countries: several(schemas.country),
      industries: several(schemas.line(120)),
      clients: several(schemas.id),
    })
    .partial()
    .default({}),
});

const postCampaign = route({
  ...common,
  method: 'post',
  path: '/v1/campaigns',
  summary:
    'Prepares a campaign: a training or an event for all clients in retention that meet a filter. It first shows, client by client, whom it would invite, within the contact cap; nobody is written to until it is started as a job. Contacts get an invitation with a calendar file and answer from it; the rep says afterwards what came of it.',
  body: campaign,
  success: { status: 202, description: 'The campaign; its rows get their previews' },
  problems: [404, 503],
  handle: async ({ body, principal }, deps) => {
    if (body.startsAt <= new Date().toISOString()) throw wrong('/startsAt', 'That moment lies in the past.');
    const asked = await clientsFor(deps.db, body.filter);
    if (asked.length === 0) throw notFound('client in retention that meets this filter');
    const id = await createJob(deps.db, {
      kind: 'campaign',
      state: 'previewing',
      input: body,
      by: actorOf(principal),
      rows: asked.map(({ client, lifecycle }) => ({ subject: lifecycle, input: { client } })),
    });
    await beginJob(id, 'preview', deps);
    return { status: 202, body: await campaignReply(id, deps) };
  },
});

const params = z.strictObject({ id: schemas.id });

const campaignOf = (id: string, { db }: ApiDeps) =>
  found('such campaign', db.job.findUnique({ where: { id, kind: 'campaign' }, select: { createdAt: true } }));

async function campaignReply(id: string, deps: ApiDeps): Promise<Record<string, unknown>> {
  const { createdAt } = await campaignOf(id, deps);
  const [reply, outcome] = await Promise.all([jobReply(id, deps), outcomeOf(deps.db, id, createdAt)]);
  return { ...reply, outcome };
}

const getCampaign = route({
  ...common,
  method: 'get',
  path: '/v1/campaigns/:id',
  summary: 'A campaign: how far it is, who was invited, what they answered, and what came of it.',
  params,
  success: { status: 200, description: 'The campaign as it is now' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => ({ status: 200, body: await campaignReply(id, deps) }),
});

const callOff = route({
  ...common,
  method: 'post',
  path: '/v1/campaigns/:id/call-off',
  summary:
    'The training or event does not take place: nobody further is invited, and everybody who was invited and did not decline hears of it, with a calendar file that takes it out again.',
  params,
  success: { status: 202, description: 'The job that tells them' },
  problems: [404, 409, 503],
  handle: async ({ params: { id }, principal }, deps) => {
    const { db } = deps;
    await campaignOf(id, deps);
    await moveJob(db, id, ['previewing', 'previewed', 'working'], 'cancelled', { finishedAt: new Date() });
    const invited = await invitedBy(db, id);
    if (invited.length === 0)
      throw new Problem(409, 'Nobody was invited: it is cancelled.', { code: 'nobody-invited' });
    const calledOff = await createJob(db, {
      kind: 'calloff',
      state: 'working',
      input: { campaign: id },
      by: actorOf(principal),
      rows: invited.map(({ client, lifecycle }) => ({ subject: lifecycle, input: { client } })),
    });
    await beginJob(calledOff, 'work', deps);
    return { status: 202, body: await jobReply(calledOff, deps) };
  },
});

export const campaignRoutes: readonly Route[] = [postCampaign, getCampaign, callOff];
