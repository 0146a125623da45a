/** What is agreed at a review, as the API names it. */
import { whoCannotBeNamed } from '../../domain/organisation/people';
import { actionOfLine, type NewAction } from '../../records/agreed-actions';
import { wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { checkTouch } from './touches';

/** What is to be done, by a rep or a contact of the client, as the API names them. */
export interface ActionAsked {
  readonly words: string;
  readonly rep?: string | undefined;
  readonly contact?: string | undefined;
  readonly day: string;
}

/** Actions with our ids of who does them. Throws a 422 `Problem` that names who is nobody, or has left. */
export async function actionsAgreed(
  lifecycleId: string,
  asked: readonly ActionAsked[],
  deps: Pick<ApiDeps, 'db'>,
): Promise<readonly NewAction[]> {
  if (asked.length === 0) return [];
  const ids = asked.flatMap(({ rep }) => rep ?? []);
  const known = await deps.db.rep.findMany({ where: { id: { in: ids } }, select: { id: true, leftAt: true } });
  const named = asked.map(({ rep }, index) => [`/actions/${index}/rep`, rep] as const);
  const nobody = whoCannotBeNamed(
    named,
    known.map(({ id, leftAt }) => ({ id, left: leftAt !== null })),
  );
  if (nobody !== null) throw wrong(nobody.pointer, nobody.detail);
  return Promise.all(
    asked.map(async ({ words, rep, contact = '', day }, index): Promise<NewAction> => {
      if (rep !== undefined) return { words, by: { rep }, day };
      const met = await checkTouch(lifecycleId, { contacts: [contact] }, deps, `/actions/${index}/contact`);
      return { words, by: { contact: met.contacts?.[0] ?? '' }, day };
    }),
  );
}

/** Ids of what is done by now. Throws a 422 `Problem` that names one that was not agreed in this product line. */
export async function actionsTicked(
  lifecycleId: string,
  asked: readonly string[],
  { db }: Pick<ApiDeps, 'db'>,
): Promise<readonly string[]> {
  const known = await Promise.all(asked.map((id) => actionOfLine(db, lifecycleId, id)));
  const unknown = known.indexOf(null);
  if (unknown >= 0) throw wrong(`/actionsDone/${unknown}`, 'Nothing of that id was agreed here.');
  return asked;
}
