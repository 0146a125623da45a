/**
 * What people decide about an item: it is put off, or what was recorded of it is corrected. It is decided in the term that
 * has the item now, though it may be asked of an earlier one.
 */
import { wantsTheirWords } from '../../domain/concerns/first-year';
import type { Messages } from '../../domain/core/concern';
import { mayDo, whoMay, type Viewer } from '../../domain/organisation/access';
import { plainEnglish } from '../../domain/told/locale';
import { itemById } from '../../domain/told/present';
import { wordsFor } from '../../domain/told/sentences';
import { accessRowsOf } from '../../records/access';
import { newestTermOf } from '../../records/running-lifecycles';
import { conflict, othersMay, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { askDecision } from './decisions';
import { projected, rowOf } from './read';
import type { Saying } from './saying';

/** The term in which an item of that one goes on. Throws a 403 `Problem` where the viewer may not work with that one. */
export async function termWithItems(id: string, viewer: Viewer, { db }: Pick<ApiDeps, 'db'>): Promise<string> {
  const newest = (await newestTermOf(db, id)) ?? id;
  if (newest === id || viewer.sees === 'everything') return newest;
  const row = (await accessRowsOf(db, [newest])).get(newest);
  if (row === undefined || !mayDo(viewer, row, 'client-work')) throw othersMay(whoMay['client-work']);
  return newest;
}

type Keyed = Saying & { readonly key: string | null };

/** Puts an item off. Throws a 409 `Problem` that says where, if it is asked in another lifecycle; and those of `askDecision`. */
export async function postponeIn(asked: Messages['postponeItem'], saying: Keyed, deps: ApiDeps): Promise<void> {
  const item = itemById(projected(await rowOf(saying.lifecycleId, deps)).lifecycle, asked.item);
  if (item?.covered !== undefined) {
    const { product } = projected(await rowOf(item.covered.lifecycle, deps)).lifecycle;
    throw conflict(
      'asked-elsewhere',
      `The ${wordsFor(plainEnglish).items[item.kind]} is held for ${product.name} too: put it off there.`,
    );
  }
  await askDecision('postponeItem', asked, saying, deps);
}

/**
 * Corrects what was recorded of an item. Throws `Problem`s: those of `askDecision`, and 422 where the client's own words
 * are needed, unless they `follow` as a fact of their own.
 */
export async function correctIn(
  asked: Messages['correctItem'],
  saying: Keyed,
  deps: ApiDeps,
  theirWords: 'are needed' | 'follow' = 'are needed',
): Promise<void> {
  const { outcome } = asked;
  const item = itemById(projected(await rowOf(saying.lifecycleId, deps)).lifecycle, asked.item);
  if (
    theirWords === 'are needed' &&
    outcome !== undefined &&
    outcome !== 'open' &&
    wantsTheirWords(item?.programme, outcome)
  )
    throw wrong('/outcome', 'Their words are needed: send them to …/success-criteria.');
  await askDecision('correctItem', asked, saying, deps);
}
