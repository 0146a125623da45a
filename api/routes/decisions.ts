/** What people decide about a lifecycle: renew, churn, pause and the others, one declaration each. */
import type { Messages } from '../../domain/core/concern';
import { actorOf } from '../http/keys';
import { arrivedSince, projected, rowOf } from '../messages/read';
import { promiseOf } from '../messages/reviews';
import { wrong } from '../http/problems';
import { route, type ApiDeps, type BodyOf, type Call, type Route } from '../http/route';
import * as schemas from '../schemas/decisions';
import { lifecycleParams as params, opportunityParams } from '../schemas/facts';
import { mustWorkHere } from './organisation';
import { askDecision } from '../messages/decisions';
import { wrongInNotice } from '../messages/notice';

/** What every decision of whoever works with a client has in common. */
export const decisionOn = {
  method: 'post',
  tag: 'Decisions',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work' },
  answers: { 200: { description: 'It stands; the lifecycle as it is now', body: schemas.decisionStands } },
  problems: [404, 409],
} as const;

type DecisionCall = Call<{ readonly id: string }, unknown, { readonly note?: string | undefined }>;

type DecisionBody = keyof typeof schemas.decisionBodies;

async function decide<K extends DecisionBody>(
  name: K,
  data: Messages[K],
  call: DecisionCall,
  deps: ApiDeps,
): Promise<{ readonly status: 200; readonly body: BodyOf<typeof schemas.decisionStands> }> {
  const { id } = call.params;
  await askDecision(
    name,
    data,
    { lifecycleId: id, by: actorOf(call.principal), note: call.body.note, key: call.idempotencyKey },
    deps,
  );
  return decisionStated(name, id, deps);
}

/** That a decision stands, and the lifecycle as it is now. */
export async function decisionStated(
  name: BodyOf<typeof schemas.decisionStands>['decision'],
  id: string,
  deps: ApiDeps,
): Promise<{ readonly status: 200; readonly body: BodyOf<typeof schemas.decisionStands> }> {
  const row = await rowOf(id, deps);
  const { lifecycle, source, asOf } = projected(row);
  return {
    status: 200,
    body: {
      decision: name,
      ...lifecycle,
      ...(row.successorId === null ? {} : { next: row.successorId }),
      source,
      asOf,
    },
  };
}

const renew = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/renew',
  operationId: 'renew',
  summary: 'The client renews: this term ends as renewed, the next begins straight in retention.',
  params,
  body: schemas.decisionBodies.renew,
  handle: (call, deps) =>
    decide('renew', { termMonths: call.body.termMonths, annualValue: call.body.annualValue }, call, deps),
});

const churn = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/churn',
  operationId: 'churn',
  summary: 'The client leaves.',
  params,
  body: schemas.decisionBodies.churn,
  handle: (call, deps) => decide('churn', { reason: call.body.reason }, call, deps),
});

const notice = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/notice',
  operationId: 'giveNotice',
  summary: 'The client gives notice: it goes on until the day on which it takes effect, and an alarm asks for a save.',
  params,
  body: schemas.decisionBodies.notice,
  handle: async (call, deps) => {
    const { receivedOn, endsOn, reason } = call.body;
    const asked = { receivedOn, reason, ...(endsOn === undefined ? {} : { endsOn }) };
    try {
      return await decide('notice', asked, call, deps);
    } catch (error) {
      const about = wrongInNotice(error);
      throw about === null || about.code === 'too-late' ? error : wrong(`/${about.field}`, about.detail);
    }
  },
});

const withdrawNotice = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/notice/withdraw',
  operationId: 'withdrawNotice',
  summary: 'The client stays after all: the notice is over.',
  params,
  body: schemas.decisionBodies.withdrawNotice,
  handle: (call, deps) => decide('withdrawNotice', {}, call, deps),
});

const ineligible = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/ineligible',
  operationId: 'makeIneligible',
  summary: 'The client can no longer be kept: contract terminated, merged, product retired.',
  params,
  body: schemas.decisionBodies.ineligible,
  handle: (call, deps) => decide('ineligible', { reason: call.body.reason }, call, deps),
});

const recycle = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/recycle',
  operationId: 'recycle',
  summary: 'Back to onboarding for training or configuration; all steps, or those named.',
  params,
  body: schemas.decisionBodies.recycle,
  handle: (call, deps) =>
    decide(
      'recycle',
      { reason: call.body.reason, ...(call.body.steps === undefined ? {} : { steps: call.body.steps }) },
      call,
      deps,
    ),
});

const oversold = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/oversold',
  operationId: 'flagOversold',
  summary: 'A promise that the product cannot keep: told to the seller and the manager.',
  params,
  body: schemas.decisionBodies.oversold,
  handle: async (call, deps) =>
    decide('oversold', { promise: await promiseOf(call.params.id, call.body.metric, deps) }, call, deps),
});

const pause = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/pause',
  operationId: 'pause',
  summary: 'Touches and client mail fall silent; signals and the renewal go on.',
  params,
  body: schemas.decisionBodies.pause,
  handle: (call, deps) =>
    decide(
      'pause',
      { reason: call.body.reason, ...(call.body.until === undefined ? {} : { until: call.body.until }) },
      call,
      deps,
    ),
});

const resume = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/resume',
  operationId: 'resume',
  summary: 'The pause ends now; `arrived` lists what was heard meanwhile.',
  params,
  body: schemas.decisionBodies.resume,
  answers: { 200: { description: 'It goes on; the lifecycle as it is now', body: schemas.resumed } },
  tells: true,
  handle: async (call, deps) => {
    const before = await rowOf(call.params.id, deps);
    const { paused } = projected(before).lifecycle;
    const { body } = await decide('resume', {}, call, deps);
    const arrived = paused === undefined ? [] : await arrivedSince(before.id, paused.since, deps, call.locale);
    return { status: 200, body: { ...body, arrived } };
  },
});

const reassign = route({
  ...decisionOn,
  roles: ['rep', 'ops'],
  access: { of: 'lifecycle', does: 'reassign' },
  path: '/v1/lifecycles/:id/reassign',
  operationId: 'reassign',
  summary: 'Another rep keeps this client from now on. No timer moves; links of the former rep lose their power.',
  params,
  body: schemas.decisionBodies.reassign,
  handle: async (call, deps) => {
    const { rep } = call.body;
    await mustWorkHere(deps.db, [['/rep', rep]]);
    return decide('reassign', { rep }, call, deps);
  },
});

const acknowledge = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/escalations/:escalationId/acknowledge',
  operationId: 'acknowledge',
  summary: 'Somebody takes an escalation on: it climbs no further.',
  params: schemas.escalationParams,
  body: schemas.decisionBodies.acknowledge,
  handle: (call, deps) => decide('acknowledge', { escalation: call.params.escalationId }, call, deps),
});

const resolve = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/escalations/:escalationId/resolve',
  operationId: 'resolve',
  summary: 'An escalation is resolved, with a note.',
  params: schemas.escalationParams,
  body: schemas.decisionBodies.resolve,
  handle: (call, deps) => decide('resolve', { escalation: call.params.escalationId }, call, deps),
});

const settleOpportunity = route({
  ...decisionOn,
  access: { of: 'lifecycle', does: 'opportunities' },
  path: '/v1/lifecycles/:id/opportunities/:opportunityId',
  operationId: 'settleOpportunity',
  summary:
    'What came of an opportunity: won, with what the line is worth a year from now on; lost; or not now, then it is brought up again.',
  params: opportunityParams,
  body: schemas.decisionBodies.settleOpportunity,
  handle: (call, deps) => {
    const { outcome, annualValue } = call.body;
    const worth = annualValue === undefined ? {} : { annualValue };
    return decide('settleOpportunity', { opportunity: call.params.opportunityId, outcome, ...worth }, call, deps);
  },
});

export const decisionRoutes: readonly Route[] = [
  renew,
  churn,
  notice,
  withdrawNotice,
  ineligible,
  recycle,
  oversold,
  pause,
  resume,
  reassign,
  acknowledge,
  resolve,
  settleOpportunity,
];
