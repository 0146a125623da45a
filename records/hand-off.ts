/** Stores what was sold, and what each product line's lifecycle starts from: for hand-offs and imports alike. */
import { isDeepStrictEqual } from 'node:util';
import type { Seed } from '../domain/core/concern';
import type { Deal, DealProduct } from '../domain/core/deal';
import { lifecycleIdOf } from '../domain/core/identity';
import type { Instant } from '../domain/core/json';
import { ledgerVersion } from '../domain/core/ledger';
import { concernNames } from '../domain/lifecycle';
import { defaultOnboarding } from '../domain/concerns/onboarding';
import { firstStage } from '../domain/concerns/standing';
import type { UnroutedLine } from '../domain/organisation/groups';
import { seedClientOf } from '../domain/organisation/known-client';
import { productTypeOf, type Routing } from '../domain/organisation/routing';
import type { Database, Prisma } from '../prisma/client';
import { lookingAgain, PeopleChanged } from './client-people';
import { asJson } from './columns/column';
import type { EntryOf } from './columns/jobs';
import { knownOfClient } from './columns/known';
import { onboardingOf } from './columns/organisation';
import { contactsOf, writeContacts, type KnownContacts } from './contacts';
import { hold } from './held';
import { noteFormerContacts, presentDeals } from './merged-clients';
import { knownClients, writeClients, type KnownClients } from './known-clients';
import { inSlices } from './in-slices';
import { writeFirstRows } from './lifecycle-row';
import { contactIdsFromRuns, madeFromRuns, storedAmong } from './lost-rows';
import { TooManyContacts } from './limits';
import { inLockOrder } from './one-per-key';
import { entryWithPast, writePast } from './past';
import { newestPolicies } from './policies';
import { routeLines } from './organisation';

/** A deal with what an import says of its lines, by product code; a hand-off says nothing. */
export interface SoldDeal {
  readonly deal: Deal;
  /** Reps that were named for lines, by product code. */
  readonly reps?: Readonly<Record<string, string | undefined>>;
  readonly entries?: Readonly<Record<string, EntryOf>>;
}

/** No group and rep can take a product line of this deal. */
export class NobodyTakes extends Error {
  override readonly name = 'NobodyTakes';
  constructor(
    readonly dealId: string,
    /** Place of the line in the deal. */
    readonly index: number,
    readonly group: string | null,
  ) {
    super(group === null ? 'There is nobody to take it.' : `There is no group ${group} with a rep who works here.`);
  }
}

type Steps = Seed['onboarding']['steps'];
type Products = ReadonlyMap<string, { readonly type: string | null; readonly steps: Steps }>;

/** A product's onboarding; the default one where nobody described it. */
const stepsOf = (code: string, products: Products): Steps => products.get(code)?.steps ?? defaultOnboarding;

async function productsOf(db: Pick<Database, 'product'>, sold: readonly SoldDeal[]): Promise<Products> {
  const codes = sold.flatMap(({ deal }) => deal.products.map(({ code }) => code));
  const rows = await inSlices(codes, (some) => db.product.findMany({ where: { code: { in: some } } }));
  return new Map(rows.map((row) => [row.code, { type: row.type, steps: onboardingOf(row) }]));
}

function toRoute({ deal, reps }: SoldDeal, products: Products, clients: KnownClients): readonly UnroutedLine[] {
  return deal.products.map(({ code, type, annualValue, skipOnboarding, group }): UnroutedLine => ({
    client: deal.client.id,
    country: clients.get(deal.client.id)?.values.country ?? null,
    productType: productTypeOf({ type }, products.get(code)),
    annualValue,
    stage: firstStage(skipOnboarding === true, stepsOf(code, products)),
    group: group ?? null,
    rep: reps?.[code] ?? null,
  }));
}

type RoutedFrom = Parameters<typeof routeLines>[0] &
  Parameters<typeof knownClients>[0] &
  Parameters<typeof presentDeals>[0] &
  Pick<Database, 'product'>;

/** Where each line of these deals would go, in their order, if they were accepted now; null where nobody takes it. */
export async function routeDeals(
  db: RoutedFrom,
  sold: readonly SoldDeal[],
  now: Instant = new Date().toISOString(),
): Promise<readonly (readonly (Routing | null)[])[]> {
  const meant = await presentDeals(db, sold);
  const [products, clients] = await Promise.all([productsOf(db, meant), knownClients(db, meant, now)]);
  const lines = meant.map((one) => toRoute(one, products, clients));
  const routed = await routeLines(db, lines.flat());
  let from = 0;
  return lines.map((ofDeal) => {
    const part = routed.slice(from, from + ofDeal.length);
    from += ofDeal.length;
    return part;
  });
}

/** What seeds are made from, apart from the deals themselves. */
interface Lookups {
  readonly products: Products;
  readonly clients: KnownClients;
  readonly contacts: KnownContacts;
  readonly policies: ReadonlyMap<string, Seed['policy']>;
}

function contractOf({
  startsOn,
  termMonths,
  annualValue,
  autoRenews,
  noticeDays,
  steps = [],
}: DealProduct): Seed['contract'] {
  return {
    startsOn,
    termMonths,
    annualValue,
    ...(autoRenews === true ? { autoRenews } : {}),
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(steps.length === 0 ? {} : { steps }),
  };
}

function seedsOf({ deal, entries }: SoldDeal, routed: readonly (Routing | null)[], lookups: Lookups): readonly Seed[] {
  const { id } = deal.client;
  const known = lookups.clients.get(id);
  const client = known === undefined ? { id, name: deal.client.name, zone: 'UTC' } : seedClientOf(id, known);
  return deal.products.map((line, index): Seed => {
    const to = routed[index] ?? null;
    const policy = to === null ? undefined : lookups.policies.get(to.policyId);
    if (to === null || policy === undefined) throw new NobodyTakes(deal.dealId, index, line.group ?? null);
    const entry = entries?.[line.code];
    const steps = stepsOf(line.code, lookups.products);
    const term = entry?.term ?? 1;
    return {
      lifecycleId: lifecycleIdOf(deal.dealId, line.code, term),
      dealId: deal.dealId,
      term,
      client,
      product: { code: line.code, name: line.name, quantity: line.quantity ?? 1 },
      contract: contractOf(line),
      onboarding: {
        skip: line.skipOnboarding ?? false,
        steps: steps.filter(({ code }) => entry?.completedSteps.includes(code) !== true),
      },
      contacts: lookups.contacts.seeds(id),
      criteria: deal.successCriteria !== undefined,
      concerns: concernNames,
      ledger: ledgerVersion,
      group: to.group,
      rep: to.rep,
      routing: to.why,
      policy,
      ...(entry === undefined ? {} : { entry: entryWithPast(entry, lifecycleIdOf(deal.dealId, line.code, term)) }),
    };
  });
}

/**
 * Completes a deal that was made from its runs after PostgreSQL had been restored: people and words come back with the
 * hand-off. Returns the seeds of those of its lifecycles that were not stored. Throws `NobodyTakes`.
 */
export async function completeDeal(
  db: Database,
  { deal, fingerprint }: { readonly deal: Deal; readonly fingerprint: string },
  now: Instant,
): Promise<readonly Seed[]> {
  return storing(db, [{ deal }], async (tx, sold) => {
    const [one = { deal }] = sold;
    const [products, [to = []]] = [await productsOf(tx, sold), await routeDeals(tx, sold, now)];
    const policies = await newestPolicies(tx, [...new Set(to.flatMap((one) => one?.policyId ?? []))]);
    const clients = await knownClients(tx, sold, now);
    const contacts = await contactsOf(tx, sold, now, await contactIdsFromRuns(tx, one.deal));
    const seeds = seedsOf(one, to, { products, clients, contacts, policies });
    const stored = await storedAmong(
      tx,
      seeds.map(({ lifecycleId }) => lifecycleId),
    );
    const fresh = seeds.filter(({ lifecycleId }) => !stored.has(lifecycleId));
    await writeClients(tx, clients);
    await writeContacts(tx, contacts);
    await noteFormerContacts(tx, [{ deal }], sold);
    await tx.deal.updateMany({
      where: { id: deal.dealId, fingerprint: madeFromRuns },
      data: { document: asJson(deal), fingerprint },
    });
    await tx.term.updateMany({
      where: { line: { in: deal.products.map(({ code }) => `${deal.dealId}.${code}`) } },
      data: { sellerId: deal.seller.id },
    });
    if (fresh.length > 0) await writeFirstRows(tx, fresh, now, null);
    return fresh;
  });
}

/** An import stores a hundred deals at once, and may wait for another one. */
const storingMs = 30_000;

/**
 * Stores deals in one transaction in which nobody else writes about the people of their clients, nor routes anything of theirs:
 * of two deals of a new client at the same moment the second one finds who keeps the first. `act` gets them as they read
 * now: of the client that they mean.
 */
function storing<S extends SoldDeal, T>(
  db: Database,
  sold: readonly S[],
  act: (tx: Prisma.TransactionClient, meant: readonly S[]) => Promise<T>,
): Promise<T> {
  const clientsOf = (some: readonly SoldDeal[]): readonly string[] => some.map(({ deal }) => deal.client.id);
  return lookingAgain(async () => {
    const clients = clientsOf(await presentDeals(db, sold));
    return db.$transaction(
      async (tx) => {
        await hold(tx, 'people', clients);
        const meant = await presentDeals(tx, sold);
        if (!isDeepStrictEqual(clientsOf(meant), clients)) throw new PeopleChanged('Look again.');
        return act(tx, meant);
      },
      { timeout: storingMs },
    );
  });
}

/**
 * Stores deals in one transaction, each with the key that handed it over; returns the seeds of their lifecycles. Throws `NobodyTakes`, `TooManyContacts`. Throws an error that
 * `isDuplicate` (prisma/errors.ts) knows where one of the deals is stored already.
 */
export async function storeDeals(
  db: Database,
  handedOver: readonly (SoldDeal & { readonly fingerprint: string; readonly by?: string })[],
  now: Instant,
): Promise<readonly Seed[]> {
  return storing(db, handedOver, async (tx, sold) => {
    const products = await productsOf(tx, sold);
    const unrouted = sold.filter(({ entries }) => entries === undefined);
    const found = unrouted.length === 0 ? [] : await routeDeals(tx, unrouted, now);
    const foundFor = new Map(unrouted.map((one, index) => [one, found[index] ?? []]));
    const routed = sold.map(
      (one) => foundFor.get(one) ?? one.deal.products.map(({ code }) => one.entries?.[code]?.to ?? null),
    );
    const policyIds = [...new Set(routed.flat().flatMap((to) => (to === null ? [] : [to.policyId])))];
    const policies = await newestPolicies(tx, policyIds);
    const clients = await knownClients(tx, sold, now);
    const contacts = await contactsOf(tx, sold, now);
    if (sold.some(({ deal: { client } }) => contacts.areTooMany(client.id))) throw new TooManyContacts();
    const lookups: Lookups = { products, clients, contacts, policies };
    const seeds = sold.map((one, index) => seedsOf(one, routed[index] ?? [], lookups));
    await writeClients(tx, clients);
    await writeContacts(tx, contacts);
    await noteFormerContacts(tx, handedOver, sold);
    const clientOf = new Map(sold.map(({ deal }) => [deal.dealId, deal.client.id]));
    await tx.deal.createMany({
      data: inLockOrder(handedOver, ({ deal }) => deal.dealId).map(({ deal, fingerprint, by }) => ({
        id: deal.dealId,
        clientId: clientOf.get(deal.dealId) ?? deal.client.id,
        document: asJson(deal),
        fingerprint,
        handedOverBy: by ?? null,
      })),
    });
    await writePast(tx, sold, seeds);
    await writeFirstRows(tx, seeds.flat(), now, null);
    return seeds.flat();
  });
}

/** A deal with nothing but the lines that are added to it: of the client and its people it says nothing new. */
const sayingNothingNew = (deal: Deal, products: Deal['products']): SoldDeal => ({
  deal: { ...deal, client: { id: deal.client.id, name: deal.client.name }, contacts: [], products },
});

/**
 * Adds product lines to a deal, as a hand-off stores its own, in one transaction with what `write` writes; returns the seeds of
 * their lifecycles. Throws `NobodyTakes`, and whatever `write` throws.
 */
export async function storeAddedLines(
  db: Database,
  deal: Deal,
  added: Deal['products'],
  now: Instant,
  write: (tx: Prisma.TransactionClient) => Promise<unknown>,
): Promise<readonly Seed[]> {
  return storing(db, [sayingNothingNew(deal, added)], async (tx, sold) => {
    await write(tx);
    const [one] = sold;
    if (added.length === 0 || one === undefined) return [];
    const [products, [to = []]] = [await productsOf(tx, sold), await routeDeals(tx, sold, now)];
    const policies = await newestPolicies(tx, [...new Set(to.flatMap((line) => line?.policyId ?? []))]);
    const rows = await tx.client.findMany({ where: { id: one.deal.client.id } });
    const clients: KnownClients = new Map(rows.map((row) => [row.id, knownOfClient(row)]));
    const contacts = await contactsOf(tx, sold, now);
    const seeds = seedsOf(one, to, { products, clients, contacts, policies });
    await writeFirstRows(tx, seeds, now, null);
    return seeds;
  });
}
