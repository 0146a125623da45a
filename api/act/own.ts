/** Acts of who is signed in: by a link of their own, which no mail brought, for as long as the rule of access lets them. */
import { mayDo, mayRead, whoMay, type AccessRow, type Viewer } from '../../domain/organisation/access';
import { present } from '../../domain/told/present';
import { actOfPurpose, goesOn, isOnRecord, mint, purposes, type Purpose } from '../../links/links';
import { accessRowsOf } from '../../records/access';
import { stateOrNull } from '../../records/columns/lifecycles';
import { ownLink, ownLinkOf } from '../../records/desk/doing';
import { newestTermOf } from '../../records/running-lifecycles';
import { notForThem, othersMay } from '../http/problems';
import type { ApiDeps } from '../http/route';
import type { SignedIn } from '../http/session';

/** The purpose of that name; null for none of ours. */
export function purposeNamed(name: string): Purpose | null {
  return purposes.find((one) => one === name) ?? null;
}

/** The term that a link of that lifecycle opens, with whose it is. Throws 404 and 403 `Problem`s for who may not act there. */
async function theirs(
  lifecycleId: string,
  purpose: Purpose,
  viewer: Viewer,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<AccessRow> {
  const act = actOfPurpose[purpose];
  const id = goesOn(purpose) ? ((await newestTermOf(db, lifecycleId)) ?? lifecycleId) : lifecycleId;
  const row = (await accessRowsOf(db, [id])).get(id);
  if (row === undefined || act === null || !mayRead(viewer, row)) throw notForThem('such lifecycle');
  if (!mayDo(viewer, row, act)) throw othersMay(whoMay[act]);
  return row;
}

/** Whose a link of the desk is. Throws 404 and 403 `Problem`s for who may not act there any more. */
export async function mustBeTheirs(
  { lifecycleId, purpose }: { readonly lifecycleId: string; readonly purpose: Purpose },
  { viewer }: Pick<SignedIn, 'viewer'>,
  deps: Pick<ApiDeps, 'db'>,
): Promise<void> {
  await theirs(lifecycleId, purpose, viewer, deps);
}

/** In whose place they act: that of the rep for whom they stand in; null for who acts as themselves. */
const inPlaceOf = ({ viewer, person }: Pick<SignedIn, 'viewer' | 'person'>, { rep }: AccessRow): string | null =>
  viewer.sees === 'reach' && rep !== person.id && viewer.reach.keeps.includes(rep) ? rep : null;

interface DeskAct {
  readonly lifecycle: string;
  readonly purpose: Purpose;
  readonly subject: string | null;
}

async function mustBeThere({ lifecycle: id, purpose, subject }: DeskAct, { db }: Pick<ApiDeps, 'db'>): Promise<void> {
  const kept = await db.lifecycle.findUnique({ where: { id }, select: { id: true, state: true } });
  const state = kept === null ? null : stateOrNull(kept);
  if (state === null || !isOnRecord({ purpose, subject }, present(state))) throw notForThem('such item');
}

/** The id of the link by which somebody acts there. Throws 404 and 403 `Problem`s. */
export async function ownLinkFor(
  { lifecycle: lifecycleId, purpose, subject }: DeskAct,
  signedIn: SignedIn,
  deps: Pick<ApiDeps, 'db'>,
): Promise<string> {
  const { db } = deps;
  const row = await theirs(lifecycleId, purpose, signedIn.viewer, deps);
  const act = { recipientId: signedIn.person.id, lifecycleId, purpose, subjectId: subject };
  // What was recorded by it is told for as long as the link is there.
  if ((await ownLinkOf(db, act)) === null) await mustBeThere({ lifecycle: lifecycleId, purpose, subject }, deps);
  const { id, tokenHash } = mint();
  return ownLink(db, act, { id, tokenHash, forRepId: inPlaceOf(signedIn, row) });
}
