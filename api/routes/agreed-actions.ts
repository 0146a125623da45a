/** What was agreed at reviews is ticked off, and a review goes to the client. */
import type { CivilDate } from '../../domain/core/json';
import { standingOn, type AgreedAction } from '../../domain/told/agreed-actions';
import { actionOfLine, openActionsOf, tickOff } from '../../records/agreed-actions';
import { actorOf } from '../http/keys';
import { existing } from '../http/problems';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import { headOf } from '../messages/read';
import { momentNow } from '../messages/reviews';
import { readersNamed, sendReview } from '../messages/review-sending';
import * as schemas from '../schemas/agreed-actions';

/** An action as answers show it, on a day. */
export function actionShown(action: AgreedAction, today: CivilDate): BodyOf<typeof schemas.agreedAction> {
  const { id, lifecycle, review, words, owner, day, doneOn } = action;
  const who = { id: owner.given, name: owner.name };
  return {
    id,
    lifecycle,
    review,
    words,
    ...(owner.kind === 'ours' ? { rep: who } : { contact: who }),
    day,
    state: standingOn(action, today),
    ...(doneOn === null ? {} : { doneOn }),
  };
}

/** What is open in product lines, as answers show it. */
export async function openActionsShown(
  lifecycles: readonly string[],
  today: CivilDate,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<BodyOf<typeof schemas.openActionsShown>> {
  return (await openActionsOf(db, lifecycles)).map((one) => actionShown(one, today));
}

const completeAction = route({
  method: 'post',
  tag: 'Decisions',
  path: '/v1/lifecycles/:id/actions/:actionId/done',
  operationId: 'completeAction',
  summary: 'What was agreed at a review is done. Said twice it is done once.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work' },
  params: schemas.actionParams,
  answers: { 200: { description: 'The action, which is done', body: schemas.agreedAction } },
  problems: [404],
  handle: async ({ params: { id, actionId }, principal }, { db }) => {
    const { clock } = await headOf(id, { db });
    const at = momentNow(clock);
    const ofLine = () => existing('agreed action', actionOfLine(db, id, actionId));
    await ofLine();
    await tickOff(db, [actionId], { at, by: actorOf(principal) });
    return { status: 200, body: actionShown(await ofLine(), at.slice(0, 10)) };
  },
});

const sendReviewRoute = route({
  method: 'post',
  tag: 'Decisions',
  path: '/v1/lifecycles/:id/reviews/:reviewId/send',
  operationId: 'sendReview',
  summary:
    'The client’s version of a review goes to contacts by mail, in the name of the rep and in each reader’s language. Each gets it once.',
  roles: ['rep'],
  access: { of: 'lifecycle', does: 'client-work' },
  params: schemas.sendParams,
  body: schemas.reviewToSend,
  answers: { 200: { description: 'Everybody who was named, and who had it before', body: schemas.reviewSent } },
  problems: [404, 409],
  handle: async ({ params: { id, reviewId }, body: { contacts }, principal }, deps) => {
    const by = actorOf(principal);
    const readers = await readersNamed({ lifecycleId: id, item: reviewId, by }, contacts, deps);
    const sent = await sendReview(
      reviewId,
      readers.map((one) => one.id),
      { lifecycleId: id, by },
      deps,
    );
    return {
      status: 200,
      body: {
        lifecycle: id,
        review: reviewId,
        contacts: readers.map((one) => ({
          id: one.given,
          name: one.name,
          state: sent.some((each) => each.id === one.id && each.before) ? ('sent-before' as const) : ('sent' as const),
        })),
      },
    };
  },
});

export const agreedActionRoutes: readonly Route[] = [completeAction, sendReviewRoute];
