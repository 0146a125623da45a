import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FactName, Messages } from '../../domain/concern';
import { actorOf } from '../keys';
import { notFound } from '../problems';
import { takeReading } from '../readings';
import { headOf } from '../read';
import { route, type ApiDeps, type Call, type Reply } from '../route';
import * as schemas from '../schemas';
import { factIdOf, tellFact, type Told } from '../tell';

const accepted = {
  status: 202,
  description: 'Accepted: it counts once per `eventId`. With `Prefer: wait=N` the answer says what became of it',
};
const common = { method: 'post', tag: 'Facts', success: accepted, problems: [404, 409, 503] } as const;
const lifecycle = { id: schemas.lifecycleId };

type Words = { readonly eventId?: string | undefined; readonly note?: string | undefined };
type FactCall = Call<{ readonly id: string }, unknown, Words>;

/** Without an `eventId` the Idempotency-Key says what counts once, so that asking again after a 503 repeats nothing. */
const sayingOf = ({ params, body, principal, waitSeconds, idempotencyKey }: FactCall) => ({
  lifecycleId: params.id,
  by: actorOf(principal),
  note: body.note,
  eventId: body.eventId ?? idempotencyKey ?? randomUUID(),
  waitSeconds,
});

function replyOf(call: FactCall, { eventId, fate }: Told): Reply {
  return {
    status: 202,
    body: { lifecycle: call.params.id, eventId, ...fate },
    ...(call.waitSeconds === null ? {} : { headers: { 'Preference-Applied': `wait=${call.waitSeconds}` } }),
  };
}

async function fact<K extends FactName>(name: K, data: Messages[K], call: FactCall, deps: ApiDeps): Promise<Reply> {
  return replyOf(call, await tellFact(name, data, sayingOf(call), deps));
}

/** A field that was not sent is left out, not sent as undefined. */
const rated = (happiness: number | undefined): { readonly happiness?: number } =>
  happiness === undefined ? {} : { happiness };

export const completeStep = route({
  ...common,
  path: '/v1/lifecycles/:id/onboarding/:step',
  summary: 'An onboarding step was completed.',
  roles: ['rep', 'sales'],
  params: z.strictObject({ ...lifecycle, step: schemas.id }),
  body: schemas.stepDone,
  handle: (call, deps) => fact('onboardingStepCompleted', { step: call.params.step }, call, deps),
});

export const completeTouch = route({
  ...common,
  path: '/v1/lifecycles/:id/touches/:touchId',
  summary: 'A planned touch was made: say what came of it.',
  roles: ['rep'],
  params: z.strictObject({ ...lifecycle, touchId: schemas.id }),
  body: schemas.touchDone,
  handle: (call, deps) =>
    fact(
      'itemCompleted',
      { item: call.params.touchId, outcome: call.body.outcome, ...rated(call.body.happiness) },
      call,
      deps,
    ),
});

export const recordTouch = route({
  ...common,
  path: '/v1/lifecycles/:id/touches',
  summary: 'A spontaneous touch.',
  roles: ['rep'],
  params: z.strictObject(lifecycle),
  body: schemas.touchMade,
  handle: (call, deps) =>
    fact(
      'touchRecorded',
      { touchKind: call.body.kind, outcome: call.body.outcome, ...rated(call.body.happiness) },
      call,
      deps,
    ),
});

export const completeReview = route({
  ...common,
  path: '/v1/lifecycles/:id/reviews/:reviewId',
  summary: 'A review was held: how happy they are, and every promise’s actual figure.',
  roles: ['rep'],
  params: z.strictObject({ ...lifecycle, reviewId: schemas.id }),
  body: schemas.reviewHeld,
  handle: async (call, deps) => {
    const { params, body } = call;
    const { eventId } = sayingOf(call);
    await headOf(params.id, deps);
    const key = factIdOf(params.id, eventId);
    const actuals = (body.actuals ?? []).map(({ metric, value }, index) => ({
      id: `${key}-${index}`,
      lifecycleId: params.id,
      itemId: params.reviewId,
      metric,
      value,
    }));
    if (actuals.length > 0) await deps.db.actual.createMany({ data: actuals, skipDuplicates: true });
    return fact(
      'itemCompleted',
      { item: params.reviewId, outcome: 'done', ...rated(body.happiness) },
      { ...call, body: { ...body, eventId } },
      deps,
    );
  },
});

export const reportSignal = route({
  ...common,
  path: '/v1/lifecycles/:id/signals',
  summary: 'A health signal. Readings (usage, tickets) are kept; a lifecycle hears of a new bucket only.',
  roles: ['telemetry', 'rep'],
  params: z.strictObject(lifecycle),
  body: schemas.signal,
  handle: async (call, deps) => {
    const { body, params } = call;
    switch (body.kind) {
      case 'usage':
      case 'tickets':
        return replyOf(call, await takeReading(body, sayingOf(call), deps));
      case 'happiness':
        return fact('happinessHeard', { score: body.value }, call, deps);
      case 'service-call':
        return fact('serviceCallRated', { score: body.value }, call, deps);
      case 'billing-error':
        return fact('billingErrorFound', {}, call, deps);
      case 'invoice-overdue':
        return fact('invoiceOverdue', { days: body.value }, call, deps);
      case 'invoice-paid':
        return fact('invoicePaid', {}, call, deps);
      case 'contact-departed':
        return fact('contactDeparted', { contact: await contactOf(params.id, body.contactId, deps) }, call, deps);
      case 'news':
        return fact('newsArrived', {}, call, deps);
      default:
        return body satisfies never;
    }
  },
});

/** Our own id of a contact, which may stand in histories; throws a 404 `Problem`. */
async function contactOf(lifecycleId: string, givenId: string, deps: ApiDeps): Promise<string> {
  const { clientId } = await headOf(lifecycleId, deps);
  const contact = await deps.db.contact.findUnique({ where: { clientId_givenId: { clientId, givenId } } });
  if (contact === null) throw notFound(`contact ${givenId} at this client`);
  return contact.id;
}
