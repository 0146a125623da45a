/** The hand-off from sales, and the original deal at any later point. */
import { z } from 'zod';
import { hasRunOut } from '../../domain/core/contract';
import type { Seed } from '../../domain/core/concern';
import type { Deal } from '../../domain/core/deal';
import { sumsShown } from '../../domain/organisation/bands';
import { openReasons } from '../../domain/organisation/routing';
import { isDuplicate } from '../../prisma/errors';
import { dealsReadableBy } from '../../records/access';
import { maybeSameAs } from '../../records/duplicates';
import { completeDeal, NobodyTakes, routeDeals, storeDeals } from '../../records/hand-off';
import { madeFromRuns } from '../../records/lost-rows';
import { namesIn, withNames } from '../../records/routing-names';
import { canonical, sha256 } from '../http/idempotency';
import { afterCursor, pageOf } from '../http/paging';
import { conflict, wrongFields } from '../http/problems';
import { route, type ApiDeps, type BodyOf } from '../http/route';
import { dealId, page } from '../schemas/common';
import { contractHasEnded } from '../schemas/deal-parts';
import * as schemas from '../schemas/deals';
import { dealOf } from '../../records/columns/deals';
import { stageOf } from '../../records/columns/lifecycles';
import { presentClient } from '../../records/merged-clients';
import { linksOf } from '../http/lifecycle-links';
import { dealWithAmendments } from './amendments';
import { begun, startAll } from './start-all';

const worthOfDeal = ({ products }: Pick<Deal, 'products'>): readonly string[] =>
  sumsShown(products.map(({ annualValue }) => annualValue));

export const handOff = route({
  method: 'post',
  path: '/v1/deals',
  tag: 'Deals',
  operationId: 'handOffDeal',
  summary:
    'Hand a closed deal over: one lifecycle begins for each product. What it does not say of the client and its people stays as it is known. The same deal again answers 200, other content for its id 409.',
  roles: ['sales'],
  access: { of: 'hand-off', sellerOf: ({ body }) => body.seller.id },
  body: schemas.deal,
  answers: {
    201: { description: 'Stored; its lifecycles begin', body: schemas.handedOver },
    200: { description: 'It was handed over before, the same', body: schemas.handedOver },
  },
  problems: [409],
  handle: async ({ body, viewer, principal: { keyId: by } }, deps) => {
    const fingerprint = sha256(canonical(body));
    const now = new Date().toISOString();
    const known = await handedOverBefore(body, fingerprint, now, deps);
    const subject = body.dealId;
    if (known !== null) return { status: 200, body: known, subject };
    mustStillRun(body.products, now.slice(0, 10));
    const of = { id: body.client.id };
    const isNew = (await deps.db.client.findUnique({ where: of, select: { id: true } })) === null;
    let seeds: readonly Seed[];
    try {
      seeds = await storeDeals(deps.db, [{ deal: body, fingerprint, by }], now);
    } catch (error) {
      // Somebody handed the same deal over at the same moment.
      const rival = isDuplicate(error) ? await handedOverBefore(body, fingerprint, now, deps) : null;
      if (rival !== null) return { status: 200, body: rival, subject };
      throw error;
    }
    await startAll(seeds, now, deps);
    const lifecycles = await begun(seeds, now, deps);
    const maybeSame = isNew ? await maybeSameAs(deps.db, viewer, of.id) : [];
    return {
      status: 201,
      body: {
        dealId: body.dealId,
        lifecycles,
        worth: worthOfDeal(body),
        ...(maybeSame.length === 0 ? {} : { maybeSameAs: maybeSame }),
      },
      headers: { Location: `${deps.config.api.publicUrl}/v1/deals/${body.dealId}` },
      subject,
    };
  },
});

export const previewHandOff = route({
  method: 'post',
  path: '/v1/deals/preview',
  tag: 'Deals',
  operationId: 'previewDeal',
  summary:
    'Where each product of a deal would go: group, rep and why. Whose client it is already, and how much its rep looks after, are told to ops and admin alone. Nothing is stored.',
  roles: ['sales', 'ops'],
  access: { of: 'hand-off', sellerOf: ({ body }) => body.seller.id },
  body: schemas.deal,
  answers: { 200: { description: 'The routing of each product', body: schemas.routing } },
  handle: async ({ body, viewer }, { db }) => {
    mustStillRun(body.products, new Date().toISOString().slice(0, 10));
    const [routed = []] = await routeDeals(db, [{ deal: body }]);
    const names = await namesIn(
      db,
      routed.flatMap((to) => to?.why ?? []),
    );
    return {
      status: 200,
      body: {
        dealId: body.dealId,
        products: body.products.map(({ code, group }, index) => {
          const to = routed[index] ?? null;
          if (to === null) throw new NobodyTakes(body.dealId, index, group ?? null);
          return {
            code,
            group: to.group,
            rep: to.rep,
            policy: to.policyId,
            why: withNames(viewer.sees === 'everything' ? to.why : openReasons(to), names),
          };
        }),
        worth: worthOfDeal(body),
      },
    };
  },
});

export const getDeal = route({
  method: 'get',
  path: '/v1/deals/:dealId',
  tag: 'Deals',
  operationId: 'getDeal',
  summary: 'The deal as sales closed it, at any time, with what was agreed since beside it.',
  roles: ['sales', 'rep', 'ops'],
  access: { of: 'deal', does: 'read' },
  params: z.strictObject({ dealId }),
  answers: { 200: { description: 'The deal', body: schemas.closedDeal } },
  problems: [404],
  handle: async ({ params }, { db }) => {
    return { status: 200, body: await dealWithAmendments(params.dealId, { db }) };
  },
});

export const listDeals = route({
  method: 'get',
  path: '/v1/deals',
  tag: 'Deals',
  operationId: 'listDeals',
  summary: 'Every deal, or those of one client.',
  roles: ['sales', 'rep', 'ops'],
  access: 'list',
  query: page.extend(schemas.dealsQuery),
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.deals } },
  handle: async ({ query: { client, cursor, limit }, viewer }, { db }) => {
    const read = await db.deal.findMany({
      where: {
        AND: [dealsReadableBy(viewer)],
        ...(client === undefined ? {} : { clientId: await presentClient(db, client) }),
        ...afterCursor(cursor),
      },
      orderBy: { id: 'asc' },
      take: limit + 1,
      select: { id: true, createdAt: true, client: { select: { id: true, name: true } } },
    });
    const { rows, more } = pageOf(read, limit, ({ id }) => id);
    const items = rows.map(({ id, client: of, createdAt }) => ({
      dealId: id,
      client: of,
      closedAt: createdAt.toISOString(),
    }));
    return { status: 200, body: { items, ...more } };
  },
});

/** Throws a 422 `Problem` that names every contract that has run out by that day. */
function mustStillRun(products: Deal['products'], today: string): void {
  const ended = products.flatMap((product, index) =>
    hasRunOut(product, today) ? [{ pointer: `/products/${index}/startsOn`, detail: contractHasEnded }] : [],
  );
  if (ended.length > 0) throw wrongFields(ended);
}

/**
 * The answer to a deal that is there already; null where it is not. Throws a 409 `Problem` when it differs. One of which a
 * restored PostgreSQL knew only what its lifecycles carry along is completed first.
 */
async function handedOverBefore(
  body: Deal,
  fingerprint: string,
  now: string,
  deps: ApiDeps,
): Promise<BodyOf<typeof schemas.handedOver> | null> {
  const { db, config } = deps;
  const { dealId } = body;
  const deal = await db.deal.findUnique({
    where: { id: dealId },
    include: { lifecycles: { where: { term: 1 }, orderBy: { id: 'asc' } } },
  });
  if (deal === null) return null;
  if (deal.fingerprint === madeFromRuns && deal.clientId === (await presentClient(db, body.client.id))) {
    await startAll(await completeDeal(db, { deal: body, fingerprint }, now), now, deps);
    return handedOverBefore(body, fingerprint, now, deps);
  }
  if (deal.fingerprint !== fingerprint)
    throw conflict(
      'deal-differs',
      `Deal ${dealId} was handed over before, with other content. A deal never changes after close.`,
    );
  const order = dealOf(deal).products.map(({ code }) => code);
  const lifecycles = deal.lifecycles
    .filter(({ productCode }) => order.includes(productCode))
    .toSorted((a, b) => order.indexOf(a.productCode) - order.indexOf(b.productCode))
    .map((row) => ({ id: row.id, stage: stageOf(row), links: linksOf(row.id, config) }));
  return { dealId, lifecycles, worth: worthOfDeal(body) };
}
