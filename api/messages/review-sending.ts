/** The client's version of a review goes to contacts whom somebody chose: to each of them once. */
import { itemById } from '../../domain/told/present';
import type { ReviewReader } from '../../domain/told/review-read';
import { occasionOf } from '../../records/occasion';
import { thereIsNo, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { isTaken, sendFact } from './facts';
import type { Saying } from './saying';
import { checkTouch } from './touches';

/** Somebody who was chosen, and whether it went to them before. */
export interface SentReader {
  readonly id: string;
  readonly before: boolean;
}

/** Sends it to each of them once, however often it is asked. Throws 404 and 409 `Problem`s. */
export async function sendReview(
  item: string,
  chosen: readonly string[],
  { lifecycleId, by }: Pick<Saying, 'lifecycleId' | 'by'>,
  deps: ApiDeps,
): Promise<readonly SentReader[]> {
  const sent: SentReader[] = [];
  for (const id of new Set(chosen)) {
    const eventId = `review-agenda/${item}/${id}`;
    const before = await isTaken(lifecycleId, eventId, deps);
    await sendFact('reviewSent', { item, contacts: [id] }, { lifecycleId, by, eventId }, deps);
    sent.push({ id, before });
  }
  return sent;
}

/** Who may get the review; throws a 404 `Problem` where it is none. */
async function readersOf(
  lifecycleId: string,
  item: string,
  by: string,
  deps: ApiDeps,
): Promise<readonly ReviewReader[]> {
  const occasion = await occasionOf(deps.db, lifecycleId, {
    subject: item,
    ofCampaign: false,
    reader: by,
    inPlaceOf: null,
    openBook: deps.config.api.openBook,
    seq: null,
    sender: deps.config.mail.sender,
  });
  const isReview = occasion !== null && itemById(occasion.lifecycle, item)?.kind === 'quarterly-review';
  if (!isReview || occasion.review === undefined) throw thereIsNo(`review ${item} in this lifecycle`);
  return occasion.review.readers;
}

/**
 * The contacts whom the API names. Throws a 404 `Problem`, or a 422 one that names who is no contact, has left, or may not
 * be written to.
 */
export async function readersNamed(
  { lifecycleId, item, by }: { readonly lifecycleId: string; readonly item: string; readonly by: string },
  contacts: readonly string[],
  deps: ApiDeps,
): Promise<readonly ReviewReader[]> {
  const readers = await readersOf(lifecycleId, item, by, deps);
  const { contacts: ids = [] } = await checkTouch(lifecycleId, { contacts }, deps);
  return ids.map((id, index) => {
    const reader = readers.find((one) => one.id === id);
    if (reader === undefined) throw wrong(`/contacts/${index}`, 'They may not be written to.');
    return reader;
  });
}
