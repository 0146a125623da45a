/** A person may be wrong, or busy: what was recorded of an item is corrected, and an item is put off. */
import { actorOf } from '../http/keys';
import { correctIn, postponeIn, termWithItems } from '../messages/item-decisions';
import { route, type Route } from '../http/route';
import { correctionBodies } from '../schemas/corrections';
import { itemParams } from '../schemas/facts';
import { decisionOn, decisionStated } from './decisions';

const postpone = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/items/:itemId/postpone',
  operationId: 'postponeItem',
  summary:
    'An item is put off to a later day: before the next of its series, twice at most. It falls due, is reminded of and is missed by that day.',
  params: itemParams,
  body: correctionBodies.postponeItem,
  handle: async (call, deps) => {
    const { until, reason, note } = call.body;
    const id = await termWithItems(call.params.id, call.viewer, deps);
    const saying = { lifecycleId: id, by: actorOf(call.principal), note, key: call.idempotencyKey };
    await postponeIn({ item: call.params.itemId, until, reason }, saying, deps);
    return decisionStated('postponeItem', id, deps);
  },
});

const correct = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/items/:itemId/correct',
  operationId: 'correctItem',
  summary:
    'What was recorded of an item was wrong: say what came of it, within ninety days. The ledger keeps both; health and work count the corrected one. `open` opens it again.',
  params: itemParams,
  body: correctionBodies.correctItem,
  handle: async (call, deps) => {
    const { outcome, happiness, note } = call.body;
    const id = await termWithItems(call.params.id, call.viewer, deps);
    const saying = { lifecycleId: id, by: actorOf(call.principal), note, key: call.idempotencyKey };
    const said = { ...(outcome === undefined ? {} : { outcome }), ...(happiness === undefined ? {} : { happiness }) };
    await correctIn({ item: call.params.itemId, ...said }, saying, deps);
    return decisionStated('correctItem', id, deps);
  },
});

export const correctionRoutes: readonly Route[] = [postpone, correct];
