/** Amendments: what was agreed after the close of a deal. The deal itself never changes. */
import { z } from 'zod';
import { mostLines } from '../../domain/core/added-lines';
import { hasRunOut } from '../../domain/core/contract';
import type { Seed } from '../../domain/core/concern';
import type { Amendment, Deal, DealProduct } from '../../domain/core/deal';
import { refusals } from '../../domain/core/refusals';
import { hasEnded } from '../../domain/core/stages';
import { isDuplicate } from '../../prisma/errors';
import { amendmentsOf, keepAmendment, LinesNotAdded, linesNow, toHear, type LineNow } from '../../records/amendments';
import { dealNow, dealOf } from '../../records/columns/deals';
import { NobodyTakes, storeAddedLines } from '../../records/hand-off';
import { keepingFacts } from '../../records/waiting-facts';
import type { Database } from '../../prisma/client';
import { canonical, sha256 } from '../http/idempotency';
import { actorOf } from '../http/keys';
import { linksOf } from '../http/lifecycle-links';
import { conflict, existing, fieldErrors, wrong, wrongFields, type FieldError } from '../http/problems';
import { route, type ApiDeps, type BodyOf } from '../http/route';
import { handOverAll, readyFacts, type FactFor } from '../messages/facts';
import { dealId } from '../schemas/common';
import { addedProduct, contractHasEnded } from '../schemas/deal-parts';
import * as schemas from '../schemas/deals';
import { begun, startAll } from './start-all';

type AmendmentAnswer = BodyOf<typeof schemas.amended>;
type BegunLine = AmendmentAnswer['lifecycles'][number];

export const amendDeal = route({
  method: 'post',
  path: '/v1/deals/:dealId/amendments',
  tag: 'Deals',
  operationId: 'amendDeal',
  summary:
    'What was agreed after the close: quantity and annual value of a line from a day on, or a line more, which begins a lifecycle as at the hand-off. The deal stays as it was closed. An amended value takes the place of agreed steps that are still to come. The same again answers 200, other content for its id 409.',
  roles: ['sales', 'ops'],
  access: { of: 'deal', does: 'read' },
  params: z.strictObject({ dealId }),
  body: schemas.amendment,
  answers: {
    201: { description: 'Stored; its lifecycles hear of it, or begin', body: schemas.amended },
    200: { description: 'It was told before, the same', body: schemas.amended },
  },
  problems: [404, 409],
  handle: async ({ params, body, principal }, deps) => {
    const { db } = deps;
    const subject = `${params.dealId}/${body.amendmentId}`;
    const fingerprint = sha256(canonical(body));
    const before = await toldBefore(params.dealId, body, fingerprint, deps);
    if (before !== null) return { status: 200, body: before, subject };
    const now = new Date().toISOString();
    const row = await existing('deal', db.deal.findUnique({ where: { id: params.dealId } }));
    const { changed, added } = await partsOf(body, dealNow(row), now, db);
    const said = { by: actorOf(principal), eventId: `amendment:${subject}` };
    const facts = await readyFacts(changed.map(factFor(body)), said, deps);
    const kept = { dealId: params.dealId, amendment: body, fingerprint, by: principal.keyId };
    let seeds: readonly Seed[];
    try {
      seeds = await storeAddedLines(db, dealOf(row), added, now, async (tx) => {
        await keepAmendment(tx, { ...kept, changed: changed.map(({ code }) => code), added }, now);
        await keepingFacts(tx, facts);
      });
    } catch (error) {
      // Somebody told the same amendment at the same moment.
      const rival = isDuplicate(error) ? await toldBefore(params.dealId, body, fingerprint, deps) : null;
      if (rival !== null) return { status: 200, body: rival, subject };
      throw placedAsTold(error, body, added);
    }
    await Promise.all([startAll(seeds, now, deps), handOverAll(facts, deps)]);
    const begins = await begun(seeds, now, deps);
    const lines = new Map<string, BegunLine>([
      ...changed.map((line) => [line.code, running(line, deps)] as const),
      ...seeds.flatMap(({ product }, index) => {
        const begin = begins[index];
        return begin === undefined ? [] : [[product.code, begin] as const];
      }),
    ]);
    return { status: 201, body: answer(params.dealId, body, lines), subject };
  },
});

/** The lifecycles of an amendment, in the order of its products. */
function answer(
  deal: string,
  { amendmentId, effectiveOn, products }: Amendment,
  lines: ReadonlyMap<string, BegunLine>,
): AmendmentAnswer {
  return { dealId: deal, amendmentId, effectiveOn, lifecycles: products.flatMap(({ code }) => lines.get(code) ?? []) };
}

const running = ({ id, stage }: LineNow, { config }: Pick<ApiDeps, 'config'>): BegunLine => ({
  id,
  stage,
  links: linksOf(id, config),
});

const factFor =
  (amendment: Amendment) =>
  ({ id, code }: LineNow): FactFor<'contractAmended'> => {
    const data = toHear(amendment, code) ?? { amendment: amendment.amendmentId, on: amendment.effectiveOn };
    return { lifecycleId: id, name: 'contractAmended', data };
  };

/** What an amendment changes and what it adds. Throws a 422 `Problem` that names every field that does not fit the deal. */
async function partsOf(
  { effectiveOn, products }: Amendment,
  deal: Deal,
  now: string,
  db: Pick<Database, 'lifecycle'>,
): Promise<{ readonly changed: readonly LineNow[]; readonly added: readonly DealProduct[] }> {
  const lines = await linesNow(
    db,
    deal.dealId,
    products.map(({ code }) => code),
  );
  const errors: FieldError[] = [];
  const changed: LineNow[] = [];
  const added: DealProduct[] = [];
  products.forEach((product, place) => {
    const at = (field: string, detail: string): void =>
      void errors.push({ pointer: `/products/${place}${field}`, detail });
    const sold = deal.products.find(({ code }) => code === product.code);
    if (sold === undefined) {
      const { data, error } = addedProduct.safeParse({ startsOn: effectiveOn, ...product });
      if (data === undefined) for (const { pointer, detail } of fieldErrors(error.issues)) at(pointer, detail);
      else if (hasRunOut(data, now.slice(0, 10))) at('/startsOn', contractHasEnded);
      else added.push(data);
      return;
    }
    const { code, quantity, annualValue, ...others } = product;
    const line = lines.get(code);
    for (const field of Object.keys(others))
      at(`/${field}`, 'The deal has this line already: an amendment says its quantity and its annual value.');
    if (quantity === undefined && annualValue === undefined) at('', 'Say its quantity, its annual value, or both.');
    if (annualValue !== undefined && annualValue.currency !== sold.annualValue.currency)
      at('/annualValue/currency', refusals['other-currency']);
    if (effectiveOn < sold.startsOn)
      errors.push({
        pointer: '/effectiveOn',
        detail: `The contract of ${code} starts on ${sold.startsOn}: name that day or a later one.`,
      });
    if (line === undefined || hasEnded(line.stage))
      at('/code', 'This product line has ended: nothing of it is amended any more.');
    else changed.push(line);
  });
  if (errors.length > 0) throw wrongFields(errors);
  return { changed, added };
}

/** The answer to an amendment that is there already; null where it is not. Throws a 409 `Problem` when it differs. */
async function toldBefore(
  deal: string,
  amendment: Amendment,
  fingerprint: string,
  { db, config }: Pick<ApiDeps, 'db' | 'config'>,
): Promise<AmendmentAnswer | null> {
  const row = await db.amendment.findUnique({
    where: { dealId_id: { dealId: deal, id: amendment.amendmentId } },
    select: { fingerprint: true },
  });
  if (row === null) return null;
  if (row.fingerprint !== fingerprint)
    throw conflict(
      'amendment-differs',
      `Amendment ${amendment.amendmentId} of deal ${deal} was told before, with other content. What changes again is another amendment.`,
    );
  const lines = await linesNow(
    db,
    deal,
    amendment.products.map(({ code }) => code),
  );
  const stored = new Map([...lines].map(([code, line]) => [code, running(line, { config })]));
  return answer(deal, amendment, stored);
}

/** What keeps lines from being added, by the place of its product in the amendment. */
function placedAsTold(error: unknown, { products }: Amendment, added: readonly DealProduct[]): unknown {
  if (error instanceof LinesNotAdded) {
    const { why } = error;
    if ('tooMany' in why)
      return wrong('/products', `A deal has at most ${mostLines} lines, with those that were added.`);
    return wrong(
      `/products/${products.findIndex(({ code }) => code === why.there)}/code`,
      'The deal has this line already.',
    );
  }
  if (!(error instanceof NobodyTakes)) return error;
  const place = products.findIndex(({ code }) => code === added[error.index]?.code);
  return new NobodyTakes(error.dealId, place, error.group);
}

/** The deal as it was closed, with what was agreed since beside it. Throws a 404 `Problem`. */
export async function dealWithAmendments(
  id: string,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<BodyOf<typeof schemas.closedDeal>> {
  const [row, amendments] = await Promise.all([
    existing('deal', db.deal.findUnique({ where: { id } })),
    amendmentsOf(db, id),
  ]);
  return {
    ...dealOf(row),
    closedAt: row.createdAt.toISOString(),
    amendments: amendments.map(({ amendment, amendedAt }) => ({ ...amendment, amendedAt })),
  };
}
