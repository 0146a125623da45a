import { randomBytes } from 'node:crypto';
import HolidayCalendar from 'date-holidays';
import { z } from 'zod';
import type { Seed, SeedContact } from '../../domain/concern';
import type { Deal, DealProduct } from '../../domain/deal';
import { lifecycleIdOf } from '../../domain/identity';
import { begin, concernNames } from '../../domain/lifecycle';
import { defaultOnboarding } from '../../domain/onboarding';
import type { Rules } from '../../domain/policy';
import { Prisma, type Database } from '../../prisma/client';
import { firstRow } from '../../prisma/first-row';
import { canonical, sha256 } from '../idempotency';
import { notFound, Problem, wrong } from '../problems';
import { route, type ApiDeps, type Reply } from '../route';
import * as schemas from '../schemas';
import { linksOf } from './lifecycle-links';

export const handOff = route({
  method: 'post',
  path: '/v1/deals',
  tag: 'Deals',
  summary:
    'Hand a closed deal over: one lifecycle begins for each product. The same deal again answers 200, other content for its id 409.',
  roles: ['sales'],
  body: schemas.deal,
  success: { status: 201, description: 'Stored; its lifecycles begin' },
  problems: [409],
  handle: async ({ body }, deps) => {
    const fingerprint = sha256(canonical(body));
    const known = await answerFor(body.dealId, fingerprint, deps);
    if (known !== null) return known;
    const now = new Date().toISOString();
    const ids = await contactIdsOf(deps.db, body);
    const seeds = await seedsOf(deps.db, body, ids);
    try {
      await store(deps.db, body, fingerprint, seeds, ids, now);
    } catch (error) {
      // Somebody handed the same deal over at the same moment.
      const rival =
        error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
          ? await answerFor(body.dealId, fingerprint, deps)
          : null;
      if (rival !== null) return rival;
      throw error;
    }
    // It is stored: what does not start now is started by the sweep.
    await Promise.all(
      seeds.map((seed) =>
        deps.lifecycles
          .start(seed, now)
          .catch((error: unknown) =>
            deps.log.warn({ err: error, lifecycle: seed.lifecycleId }, 'will be started by the sweep'),
          ),
      ),
    );
    const lifecycles = seeds.map((seed) => ({
      id: seed.lifecycleId,
      stage: begin(seed, now).state.slices.standing.stage,
      links: linksOf(seed.lifecycleId, deps.config),
    }));
    return {
      status: 201,
      body: { dealId: body.dealId, lifecycles },
      headers: { Location: `${deps.config.api.publicUrl}/v1/deals/${body.dealId}` },
    };
  },
});

export const getDeal = route({
  method: 'get',
  path: '/v1/deals/:dealId',
  tag: 'Deals',
  summary: 'The deal as sales closed it, at any time.',
  roles: ['sales', 'rep', 'ops'],
  params: z.strictObject({ dealId: schemas.id }),
  success: { status: 200, description: 'The deal' },
  problems: [404],
  handle: async ({ params }, { db }) => {
    const deal = await db.deal.findUnique({ where: { id: params.dealId } });
    if (deal === null) throw notFound('such deal');
    return { status: 200, body: { ...(deal.document as object), closedAt: deal.createdAt.toISOString() } };
  },
});

async function answerFor(dealId: string, fingerprint: string, { db, config }: ApiDeps): Promise<Reply | null> {
  const deal = await db.deal.findUnique({
    where: { id: dealId },
    include: { lifecycles: { where: { term: 1 }, orderBy: { id: 'asc' } } },
  });
  if (deal === null) return null;
  if (deal.fingerprint !== fingerprint)
    throw new Problem(
      409,
      `Deal ${dealId} was handed over before, with other content. A deal never changes after close.`,
      { code: 'deal-differs' },
    );
  const order = (deal.document as unknown as Deal).products.map(({ code }) => code);
  const lifecycles = deal.lifecycles
    .toSorted((a, b) => order.indexOf(a.productCode) - order.indexOf(b.productCode))
    .map(({ id, stage }) => ({ id, stage, links: linksOf(id, config) }));
  return { status: 200, body: { dealId, lifecycles } };
}

/** What each product line's lifecycle starts from. Throws a 422 `Problem` for a group that does not exist. */
async function seedsOf(db: Database, deal: Deal, ids: ContactIds): Promise<readonly Seed[]> {
  const { id, name, country } = deal.client;
  const client = {
    id,
    name,
    zone: deal.client.timeZone ?? zoneOf(country),
    ...(country === undefined ? {} : { country }),
  };
  const contacts = deal.contacts.map(({ id: givenId, level, birthday }): SeedContact => ({
    id: ids.get(givenId)?.id ?? '',
    ...(ids.get(givenId)?.optedOut === true ? { optedOut: true } : {}),
    ...(level === undefined ? {} : { level }),
    ...(birthday === undefined ? {} : { birthday: birthday.slice(-5) }),
  }));
  return Promise.all(
    deal.products.map(async (line, index): Promise<Seed> => {
      const [group, product] = await Promise.all([
        groupOf(db, line, index),
        db.product.findUnique({ where: { code: line.code } }),
      ]);
      const policy = await db.policy.findFirstOrThrow({ where: { id: group.policyId }, orderBy: { version: 'desc' } });
      return {
        lifecycleId: lifecycleIdOf(deal.dealId, line.code, 1),
        dealId: deal.dealId,
        term: 1,
        client,
        product: { code: line.code, name: line.name, quantity: line.quantity ?? 1 },
        contract: { startsOn: line.startsOn, termMonths: line.termMonths, annualValue: line.annualValue },
        onboarding: {
          skip: line.skipOnboarding ?? false,
          steps: (product?.onboarding as Seed['onboarding']['steps'] | undefined) ?? defaultOnboarding,
        },
        contacts,
        criteria: deal.successCriteria !== undefined,
        concerns: concernNames,
        group: group.id,
        rep: group.repId,
        policy: { id: policy.id, version: policy.version, rules: policy.rules as unknown as Rules },
      };
    }),
  );
}

type ContactIds = ReadonlyMap<string, { readonly id: string; readonly optedOut: boolean }>;

/** Our own ids of a deal's contacts: those that are known (some want to be left alone), and new ones for the others. */
async function contactIdsOf(db: Database, { client, contacts }: Deal): Promise<ContactIds> {
  const known = await db.contact.findMany({
    where: { clientId: client.id, givenId: { in: contacts.map(({ id }) => id) } },
    select: { id: true, givenId: true, optedOutAt: true },
  });
  const ids = new Map(known.map(({ id, givenId, optedOutAt }) => [givenId, { id, optedOut: optedOutAt !== null }]));
  for (const { id } of contacts)
    if (!ids.has(id)) ids.set(id, { id: `c_${randomBytes(9).toString('base64url')}`, optedOut: false });
  return ids;
}

/** The group that sales named, else one for the product's type, else the catch-all. */
async function groupOf(
  db: Database,
  { group, type }: DealProduct,
  index: number,
): Promise<{ id: string; repId: string; policyId: string }> {
  const named = group === undefined ? null : await db.group.findUnique({ where: { id: group } });
  if (group !== undefined && named === null) throw wrong(`/products/${index}/group`, `There is no group ${group}.`);
  const byType =
    named ??
    (type === undefined ? null : await db.group.findFirst({ where: { productType: type }, orderBy: { id: 'asc' } }));
  return byType ?? db.group.findUniqueOrThrow({ where: { id: 'everyone' } });
}

function zoneOf(country: string | undefined): string {
  return (country === undefined ? undefined : new HolidayCalendar(country).getTimezones()?.[0]) ?? 'UTC';
}

async function store(
  db: Database,
  deal: Deal,
  fingerprint: string,
  seeds: readonly Seed[],
  ids: ContactIds,
  now: string,
): Promise<void> {
  const { id, name, industry = null, country = null } = deal.client;
  const facts = { name, industry, country, timeZone: seeds[0]?.client.zone ?? 'UTC' };
  await db.$transaction([
    db.client.upsert({ where: { id }, create: { id, ...facts }, update: facts }),
    ...deal.contacts.map(({ id: givenId, name: contactName, email, ...more }) => {
      const { level = null, role = null, birthday = null, phone = null, language = null } = more;
      const person = { name: contactName, email, level, role, birthday, phone, language };
      return db.contact.upsert({
        where: { clientId_givenId: { clientId: id, givenId } },
        create: { id: ids.get(givenId)?.id ?? '', clientId: id, givenId, ...person },
        update: person,
      });
    }),
    db.deal.create({
      data: { id: deal.dealId, clientId: id, document: deal as unknown as Prisma.InputJsonObject, fingerprint },
    }),
    db.lifecycle.createMany({ data: seeds.map((seed) => firstRow(seed, now, null)) }),
  ]);
}
