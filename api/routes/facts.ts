/** What happened to a lifecycle: steps completed, touches made, reviews held. */
import type { z } from 'zod';
import type { FactName, Messages } from '../../domain/core/concern';
import { factReply, sayingOf, type FactCall, type FactReply } from '../messages/fact-reply';
import { touchKindOf, type Programme } from '../../domain/core/item';
import { wantsTheirWords } from '../../domain/concerns/first-year';
import { itemById } from '../../domain/told/present';
import { wrong } from '../http/problems';
import { projected, rowOf } from '../messages/read';
import { figuresTogether, promiseOf, reviewHeld } from '../messages/reviews';
import { route, type ApiDeps } from '../http/route';
import * as schemas from '../schemas/facts';
import { sendFact, sendWithOthers } from '../messages/facts';
import { checkTouch, touchFor } from '../messages/touches';
import { actionsAgreed, actionsTicked } from '../messages/agreed-actions';

const taken = {
  description: 'Accepted: it counts once per `eventId`. With `Prefer: wait=N` the answer says what became of it',
  body: schemas.factTaken,
} as const;
const common = { method: 'post', tag: 'Facts', waits: true, answers: { 202: taken }, problems: [404, 409] } as const;

async function fact<K extends FactName>(name: K, data: Messages[K], call: FactCall, deps: ApiDeps): Promise<FactReply> {
  return factReply(call, await sendFact(name, data, sayingOf(call), deps));
}

/** What came of it; a field that was not sent is left out, not sent as undefined. */
const outcomeOf = ({ outcome, happiness, with: others }: z.output<typeof schemas.itemDone>) => ({
  outcome,
  ...(happiness === undefined ? {} : { happiness }),
  ...(others === undefined ? {} : { with: others }),
});

const completeStep = route({
  ...common,
  path: '/v1/lifecycles/:id/onboarding/:step',
  operationId: 'completeStep',
  summary: 'An onboarding step was completed.',
  roles: ['rep', 'sales'],
  access: { of: 'lifecycle', does: 'sales-word' },
  params: schemas.stepParams,
  body: schemas.stepDone,
  handle: (call, deps) => fact('onboardingStepCompleted', { step: call.params.step }, call, deps),
});

/** The other lifecycles that a touch was about, as its body names them. */
const alsoFor = ({ body }: { readonly body: { readonly alsoFor?: readonly string[] | undefined } }) =>
  (body.alsoFor ?? []).map((id, index) => ({ pointer: `/alsoFor/${index}`, id }));

async function programmeOf(
  of: { readonly id: string; readonly itemId: string },
  deps: ApiDeps,
): Promise<Programme | undefined> {
  const { lifecycle } = projected(await rowOf(of.id, deps));
  return itemById(lifecycle, of.itemId)?.programme;
}

const completeItem = route({
  ...common,
  path: '/v1/lifecycles/:id/items/:itemId',
  operationId: 'completeItem',
  summary:
    'Any item was done: a check-in, a success check, a card, a first step of an escalation. Say what came of it.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work' },
  params: schemas.itemParams,
  body: schemas.itemDone,
  handle: async (call, deps) => {
    const met = await checkTouch(call.params.id, call.body, deps);
    if (wantsTheirWords(await programmeOf(call.params, deps), call.body.outcome))
      throw wrong('/outcome', 'Their words are needed: send them to …/success-criteria.');
    return fact('itemCompleted', { item: call.params.itemId, ...outcomeOf(call.body), ...met }, call, deps);
  },
});

const completeTouch = route({
  ...common,
  path: '/v1/lifecycles/:id/touches/:touchId',
  operationId: 'completeTouch',
  summary:
    'A planned touch was made: say what came of it, who took part, and which other lifecycles of the client it was about.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work', also: alsoFor },
  params: schemas.touchParams,
  body: schemas.touchDone,
  handle: async (call, deps) => {
    const { alsoFor = [] } = call.body;
    const met = await checkTouch(call.params.id, call.body, deps);
    const said = sayingOf(call);
    const touch = { ...outcomeOf(call.body), ...met };
    const own = { item: call.params.touchId, ...touch };
    if (alsoFor.length === 0) return factReply(call, await sendFact('itemCompleted', own, said, deps));
    const { lifecycle: now } = projected(await rowOf(call.params.id, deps));
    const touchKind = touchKindOf(itemById(now, call.params.touchId)?.kind);
    const others = touchFor(alsoFor, { touchKind, ...touch });
    return factReply(call, await sendWithOthers('itemCompleted', own, others, said, deps));
  },
});

const recordTouch = route({
  ...common,
  path: '/v1/lifecycles/:id/touches',
  operationId: 'recordTouch',
  summary: 'A spontaneous touch; it may have been about other lifecycles of the client too.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work', also: alsoFor },
  params: schemas.lifecycleParams,
  body: schemas.touchMade,
  handle: async (call, deps) => {
    const { alsoFor = [], kind } = call.body;
    const met = await checkTouch(call.params.id, call.body, deps);
    const said = sayingOf(call);
    const touch = { touchKind: kind, ...outcomeOf(call.body), ...met };
    return factReply(call, await sendWithOthers('touchRecorded', touch, touchFor(alsoFor, touch), said, deps));
  },
});

/** The other lifecycles whose figures a review says, as its body names them. */
const togetherWith = ({ body }: { readonly body: z.output<typeof schemas.reviewHeld> }) =>
  (body.together ?? []).map(({ lifecycle: id }, index) => ({ pointer: `/together/${index}/lifecycle`, id }));

const completeReview = route({
  ...common,
  path: '/v1/lifecycles/:id/reviews/:reviewId',
  operationId: 'completeReview',
  summary:
    'A review was held: how happy they are, and every promise’s actual figure, also of the client’s other lines that met.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work', also: togetherWith },
  params: schemas.reviewParams,
  body: schemas.reviewHeld,
  handle: async (call, deps) => {
    const { happiness, actuals = [], together: asked = [], with: others, actions = [], actionsDone = [] } = call.body;
    const item = call.params.reviewId;
    const met = await checkTouch(call.params.id, call.body, deps);
    const saying = sayingOf(call);
    const together = await figuresTogether({ ...saying, item }, asked, deps);
    const { id } = call.params;
    const [agreed, ticked] = await Promise.all([
      actionsAgreed(id, actions, deps),
      actionsTicked(id, actionsDone, deps),
    ]);
    const review = { outcome: 'done' as const, happiness, actuals, together, with: others, agreed, ticked, ...met };
    return factReply(call, await reviewHeld(item, review, saying, deps));
  },
});

const hearCriteria = route({
  ...common,
  path: '/v1/lifecycles/:id/success-criteria',
  operationId: 'hearSuccessCriteria',
  summary: 'The client said how they will know success, in their own words.',
  roles: ['rep', 'sales'],
  access: { of: 'lifecycle', does: 'sales-word' },
  params: schemas.lifecycleParams,
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
  operationId: 'answerOversold',
  summary: 'What the seller says to an oversold flag.',
  roles: ['sales'],
  access: { of: 'lifecycle', does: 'sales-word' },
  params: schemas.lifecycleParams,
  body: schemas.oversoldAnswered,
  handle: async (call, deps) => {
    const { metric, answer } = call.body;
    return fact('oversoldAnswered', { promise: await promiseOf(call.params.id, metric, deps), answer }, call, deps);
  },
});

const workReceivable = route({
  ...common,
  path: '/v1/lifecycles/:id/receivables/:receivableId',
  operationId: 'workReceivable',
  summary: 'Somebody tried to collect an overdue invoice, or knows what became of it.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'invoices' },
  params: schemas.receivableParams,
  body: schemas.receivableWorked,
  handle: (call, deps) =>
    fact(
      'receivableWorked',
      {
        receivable: call.params.receivableId,
        outcome: call.body.outcome,
        ...(call.body.until === undefined ? {} : { until: call.body.until }),
      },
      call,
      deps,
    ),
});

const hintOpportunity = route({
  ...common,
  path: '/v1/lifecycles/:id/opportunities',
  operationId: 'hintOpportunity',
  summary:
    'Whoever knows the client sees that it could use more, or that a rescue needs another scope: the business developer hears of it.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'opportunities' },
  params: schemas.lifecycleParams,
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
