import { z } from 'zod';
import type { FactName, Messages } from '../../domain/core/concern';
import { factReply, sayingOf, type FactCall } from '../telling/fact-reply';
import { itemById } from '../../domain/told/present';
import { wrong } from '../http/problems';
import { projected, rowOf } from '../telling/read';
import { promiseOf, reviewHeld } from '../telling/reviews';
import { route, type ApiDeps, type Reply } from '../http/route';
import * as schemas from '../schemas/schemas';
import { tellFact } from '../telling/tell';
import { checkTouch, touchKindOf, touchMadeFor } from '../telling/touches';

const accepted = {
  status: 202,
  description: 'Accepted: it counts once per `eventId`. With `Prefer: wait=N` the answer says what became of it',
};
const common = { method: 'post', tag: 'Facts', success: accepted, problems: [404, 409, 503] } as const;
const lifecycle = { id: schemas.lifecycleId };

async function fact<K extends FactName>(name: K, data: Messages[K], call: FactCall, deps: ApiDeps): Promise<Reply> {
  return factReply(call, await tellFact(name, data, sayingOf(call), deps));
}

type Said = z.output<typeof schemas.itemDone>;

/** What came of it; a field that was not sent is left out, not sent as undefined. */
const saidOf = ({ outcome, happiness, with: others }: Said) => ({
  outcome,
  ...(happiness === undefined ? {} : { happiness }),
  ...(others === undefined ? {} : { with: others }),
});

const completeStep = route({
  ...common,
  path: '/v1/lifecycles/:id/onboarding/:step',
  summary: 'An onboarding step was completed.',
  roles: ['rep', 'sales'],
  params: z.strictObject({ ...lifecycle, step: schemas.id }),
  body: schemas.stepDone,
  handle: (call, deps) => fact('onboardingStepCompleted', { step: call.params.step }, call, deps),
});

const completeItem = route({
  ...common,
  path: '/v1/lifecycles/:id/items/:itemId',
  summary:
    'Any item was done: a check-in, a success check, a card, a first step of an escalation. Say what came of it.',
  roles: ['rep'],
  params: z.strictObject({ ...lifecycle, itemId: schemas.itemId }),
  body: schemas.itemDone,
  handle: async (call, deps) => {
    const met = await checkTouch(call.params.id, call.body, deps);
    if (call.params.itemId.startsWith('success-criteria') && call.body.outcome === 'done')
      throw wrong('/outcome', 'Their words are needed: send them to …/success-criteria.');
    return fact('itemCompleted', { item: call.params.itemId, ...saidOf(call.body), ...met }, call, deps);
  },
});

const completeTouch = route({
  ...common,
  path: '/v1/lifecycles/:id/touches/:touchId',
  summary:
    'A planned touch was made: say what came of it, who took part, and which other lifecycles of the client it was about.',
  roles: ['rep'],
  params: z.strictObject({ ...lifecycle, touchId: schemas.id }),
  body: schemas.touchDone,
  handle: async (call, deps) => {
    const { alsoFor = [] } = call.body;
    const met = await checkTouch(call.params.id, call.body, deps);
    const said = sayingOf(call);
    const touch = { ...saidOf(call.body), ...met };
    const answer = await tellFact('itemCompleted', { item: call.params.touchId, ...touch }, said, deps);
    if (alsoFor.length > 0) {
      const { lifecycle: now } = projected(await rowOf(call.params.id, deps));
      const touchKind = touchKindOf(itemById(now, call.params.touchId));
      await touchMadeFor(alsoFor, { touchKind, ...touch }, said, deps);
    }
    return factReply(call, answer);
  },
});

const recordTouch = route({
  ...common,
  path: '/v1/lifecycles/:id/touches',
  summary: 'A spontaneous touch; it may have been about other lifecycles of the client too.',
  roles: ['rep'],
  params: z.strictObject(lifecycle),
  body: schemas.touchMade,
  handle: async (call, deps) => {
    const { alsoFor = [], kind } = call.body;
    const met = await checkTouch(call.params.id, call.body, deps);
    const said = sayingOf(call);
    const touch = { touchKind: kind, ...saidOf(call.body), ...met };
    const answer = await tellFact('touchRecorded', touch, said, deps);
    await touchMadeFor(alsoFor, touch, said, deps);
    return factReply(call, answer);
  },
});

const completeReview = route({
  ...common,
  path: '/v1/lifecycles/:id/reviews/:reviewId',
  summary: 'A review was held: how happy they are, and every promise’s actual figure.',
  roles: ['rep'],
  params: z.strictObject({ ...lifecycle, reviewId: schemas.id }),
  body: schemas.reviewHeld,
  handle: async (call, deps) => {
    const { happiness, actuals = [], with: others } = call.body;
    const met = await checkTouch(call.params.id, call.body, deps);
    const found = { outcome: 'done' as const, happiness, actuals, with: others, ...met };
    return factReply(call, await reviewHeld(call.params.reviewId, found, sayingOf(call), deps));
  },
});

const hearCriteria = route({
  ...common,
  path: '/v1/lifecycles/:id/success-criteria',
  summary: 'The client said how they will know success, in their own words.',
  roles: ['rep', 'sales'],
  params: z.strictObject(lifecycle),
  body: schemas.criteriaHeard,
  handle: (call, deps) =>
    fact(
      'successCriteriaHeard',
      {},
      { ...call, body: { eventId: call.body.eventId, note: call.body.successCriteria } },
      deps,
    ),
});

const answerOversold = route({
  ...common,
  path: '/v1/lifecycles/:id/oversold/answer',
  summary: 'What the seller says to an oversold flag.',
  roles: ['sales'],
  params: z.strictObject(lifecycle),
  body: schemas.oversoldAnswered,
  handle: async (call, deps) => {
    const { metric, answer } = call.body;
    return fact('oversoldAnswered', { promise: await promiseOf(call.params.id, metric, deps), answer }, call, deps);
  },
});

const workReceivable = route({
  ...common,
  path: '/v1/lifecycles/:id/receivables/:receivableId',
  summary: 'Somebody tried to collect an overdue invoice, or knows what became of it.',
  roles: ['rep'],
  params: z.strictObject({ ...lifecycle, receivableId: schemas.id }),
  body: schemas.receivableWorked,
  handle: (call, deps) =>
    fact('receivableWorked', { receivable: call.params.receivableId, outcome: call.body.outcome }, call, deps),
});

const hintOpportunity = route({
  ...common,
  path: '/v1/lifecycles/:id/opportunities',
  summary:
    'Whoever knows the client sees that it could use more, or that a rescue needs another scope: the business developer hears of it.',
  roles: ['rep'],
  params: z.strictObject(lifecycle),
  body: schemas.opportunityHinted,
  handle: (call, deps) => fact('opportunityHinted', { reason: call.body.reason }, call, deps),
});

export const factRoutes = [
  completeStep,
  completeItem,
  completeTouch,
  recordTouch,
  completeReview,
  hearCriteria,
  answerOversold,
  workReceivable,
  hintOpportunity,
];
