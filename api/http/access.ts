/**
 * Who may call a route for the rows that it is about. It is asked after the key and the role, and before an answer is
 * repeated, so that a repeated request is checked again. What one may not read is 404, what one may read and not do 403.
 */
import {
  isForSeller,
  mayDo,
  mayRead,
  whoMay,
  type AccessRow,
  type Act,
  type Viewer,
} from '../../domain/organisation/access';
import { accessRowsOf, accessRowsOfClient, clientsReadableBy, dealsReadableBy } from '../../records/access';
import { notForThem, othersMay, roleMayNot, wrongForThem } from './problems';
import type { ApiDeps, Call, Route } from './route';
import type { OfLifecycle } from './route-access';

type AnyCall = Call<unknown, unknown, unknown>;
type Where = Pick<ApiDeps, 'db'>;

const idIn = ({ params }: AnyCall, name: 'id' | 'dealId'): string => {
  const found: unknown = Object.entries(params ?? {}).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : '';
};

/** Throws 404 and 403 `Problem`s. */
function mustBeAllowed(viewer: Viewer, rows: readonly AccessRow[], does: 'read' | Act, what: string): void {
  const reads = rows.some((row) => mayRead(viewer, row));
  if (does === 'read' && reads) return;
  if (does !== 'read' && rows.some((row) => mayDo(viewer, row, does))) return;
  throw reads && does !== 'read' ? othersMay(whoMay[does]) : notForThem(`such ${what}`);
}

async function ofLifecycle(access: OfLifecycle<never>, call: AnyCall, { db }: Where): Promise<void> {
  const { does, doing, also } = access;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schemas of its route checked the call, which type these functions
  const asked = call as never;
  const act = doing === undefined ? does : doing(asked);
  const others = also === undefined ? [] : also(asked);
  const id = idIn(call, 'id');
  const rows = await accessRowsOf(db, [id, ...others.map((one) => one.id)]);
  const row = rows.get(id);
  mustBeAllowed(call.viewer, row === undefined ? [] : [row], act, 'lifecycle');
  const strangers = others.filter((one) => {
    const other = rows.get(one.id);
    return other === undefined || (act !== 'read' && !mayDo(call.viewer, other, act));
  });
  if (strangers.length > 0)
    throw wrongForThem(
      strangers.map(({ pointer }) => ({ pointer, detail: 'This is no other running lifecycle of the same client.' })),
    );
}

/** Throws a 403, 404 or 422 `Problem` where the caller may not. */
export async function mayCall({ access }: Pick<Route, 'access'>, call: AnyCall, deps: Where): Promise<void> {
  const { viewer } = call;
  if ((access === 'house' || access === 'admin') && viewer.sees !== 'everything') throw roleMayNot(call.principal.role);
  // The role is all that these need; a list looks at the viewer itself. Who may everything learns from the handler what
  // is not there.
  if (typeof access === 'string' || viewer.sees === 'everything') return;
  const { db } = deps;
  switch (access.of) {
    case 'lifecycle':
      return ofLifecycle(access, call, deps);
    case 'client': {
      const id = idIn(call, 'id');
      const readable = await db.client.findFirst({
        where: { AND: [{ id }, clientsReadableBy(viewer)] },
        select: { id: true },
      });
      const { does } = access;
      if (does === 'read' && readable === null) throw notForThem('such client');
      if (does === 'read' || (await accessRowsOfClient(db, id)).some((row) => mayDo(viewer, row, does))) return;
      throw readable === null ? notForThem('such client') : othersMay(whoMay[does]);
    }
    case 'deal': {
      const where = { AND: [{ id: idIn(call, 'dealId') }, dealsReadableBy(viewer)] };
      if ((await db.deal.findFirst({ where, select: { id: true } })) === null) throw notForThem('such deal');
      return;
    }
    case 'seller':
      if (!isForSeller(viewer, idIn(call, 'id'))) throw notForThem('deal of this seller');
      return;
    case 'hand-off':
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      if (!isForSeller(viewer, access.sellerOf(call as never)))
        throw othersMay('A seller’s key hands over that seller’s deals.', '/seller/id');
      return;
    default:
      return access satisfies never;
  }
}
