/** A person may be wrong, or busy: what was recorded of an item is corrected, and an item is put off. */
import { actorOf } from '../http/keys';
import { correctIn, postponeIn, termWithItems } from '../messages/item-decisions';
import { route, type ApiDeps, type Call, type Route } from '../http/route';
import { correctionBodies } from '../schemas/corrections';
import { itemParams } from '../schemas/facts';
import { decisionOn, decisionStated } from './decisions';

type CallOnItem = Call<{ readonly id: string }, unknown, { readonly note?: string | undefined }>;

/** Who says it, in which words, and to the term that has the item now. */
const sayingOn = async ({ params, body, viewer, principal, idempotencyKey: key }: CallOnItem, deps: ApiDeps) => ({
  lifecycleId: await termWithItems(params.id, viewer, deps),
  by: actorOf(principal),
  note: body.note,
  key,
});

const postpone = route({
  ...decisionOn,
  path: '/v1/lifecycles/:id/items/:itemId/postpone',
  operationId: 'postponeItem',
  summary:
    'An item is put off to a later day: before the next of its series, twice at most. It falls due, is reminded of and is missed by that day.',
  params: itemParams,
  body: correctionBodies.postponeItem,
  handle: async (call, deps) => {
    const { until, reason } = call.body;
    const saying = await sayingOn(call, deps);
    await postponeIn({ item: call.params.itemId, until, reason }, saying, deps);
    return decisionStated('postponeItem', saying.lifecycleId, deps);
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
    const { outcome, happiness } = call.body;
    const saying = await sayingOn(call, deps);
    const said = { ...(outcome === undefined ? {} : { outcome }), ...(happiness === undefined ? {} : { happiness }) };
    await correctIn({ item: call.params.itemId, ...said }, saying, deps);
    return decisionStated('correctItem', saying.lifecycleId, deps);
  },
});

export const correctionRoutes: readonly Route[] = [postpone, correct];
