/** The book of contract terms: written while events are recorded, read by figures. */
import { groupBy } from '../domain/core/grouped';
import { termNewsIn, type BookTerm } from '../domain/figures/book';
import type { Recorded } from '../domain/core/concern';
import { renewsOn } from '../domain/core/contract';
import type { LifecycleState } from '../domain/lifecycle';
import { endings, type Ending } from '../domain/core/stages';
import type { Scope } from '../domain/organisation/access';
import { Prisma, type Database } from '../prisma/client';
import { andInScope } from './access';
import { wordOf } from './columns/column';

/** What the term is worth from those moments on. */
function valueRows(
  db: Pick<Database, '$executeRaw'>,
  lifecycleId: string,
  events: readonly Recorded[],
): Prisma.PrismaPromise<number>[] {
  return events.flatMap(({ seq, at, event }) =>
    event.kind === 'annual-value-changed'
      ? [
          db.$executeRaw`
            insert into term_values ("lifecycleId", seq, at, amount) values (${lifecycleId}, ${seq}, ${at}::timestamptz, ${event.to.amount}::float8)
            on conflict ("lifecycleId", seq) do update set at = excluded.at, amount = excluded.amount`,
        ]
      : [],
  );
}

/** The statements that keep what events change in a term's figures; none where they change nothing. */
export function recordTerm(
  db: Pick<Database, '$executeRaw'>,
  { seed, slices }: LifecycleState,
  events: readonly Recorded[],
): Prisma.PrismaPromise<number>[] {
  const values = valueRows(db, seed.lifecycleId, events);
  const { began, onboardedAt, ended, flaggedAt } = termNewsIn(events, slices.onboarding.recycles);
  if (began === null && onboardedAt === null && flaggedAt === null && ended === null) return values;
  const { lifecycleId, dealId, client, product, term, contract, entry } = seed;
  return [
    ...values,
    db.$executeRaw`
      insert into terms ("lifecycleId", line, "clientId", "productCode", "sellerId", term, "startsOn", "renewsOn", amount, currency,
                         began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt")
      select ${lifecycleId}, ${`${dealId}.${product.code}`}, ${client.id}, ${product.code}, d.document -> 'seller' ->> 'id', ${term},
        ${contract.startsOn}, ${renewsOn(contract)}, ${contract.annualValue.amount}::float8, ${contract.annualValue.currency},
        coalesce(${began}::timestamptz, now()), ${entry !== undefined}, ${onboardedAt}::timestamptz, ${ended?.at ?? null}::timestamptz,
        ${ended?.as ?? null}, ${ended?.reason ?? null}, ${flaggedAt}::timestamptz
      from deals d where d.id = ${dealId}
      on conflict ("lifecycleId") do update set
        began = coalesce(${began}::timestamptz, terms.began),
        "onboardedAt" = coalesce(excluded."onboardedAt", terms."onboardedAt"),
        "endedAt" = coalesce(excluded."endedAt", terms."endedAt"),
        ending = coalesce(excluded.ending, terms.ending), reason = coalesce(excluded.reason, terms.reason),
        "flaggedAt" = coalesce(terms."flaggedAt", excluded."flaggedAt")`,
  ];
}

interface TermRow extends Omit<BookTerm, 'annualValue' | 'changes' | 'ended' | 'began' | 'onboardedAt' | 'flaggedAt'> {
  readonly amount: number;
  readonly currency: string;
  readonly began: Date;
  readonly onboardedAt: Date | null;
  readonly endedAt: Date | null;
  readonly ending: string | null;
  readonly reason: string | null;
  readonly flaggedAt: Date | null;
}

/** What a lifecycle `l` is worth a year now, in minor units. */
export const amountNow = Prisma.sql`coalesce(
  (select v.amount from term_values v where v."lifecycleId" = l.id order by v.seq desc limit 1),
  (l.seed #>> '{contract,annualValue,amount}')::float8)`;

/** Which terms a figure needs. */
export type Needed =
  | { readonly of: 'everything' }
  | { readonly of: 'renewals' | 'endings' | 'onboardings'; readonly from: string; readonly to: string };

/** Days of reports are counted in UTC. */
const utc = (day: string): string => `${day}T00:00:00Z`;

function condition(needed: Needed): Prisma.Sql {
  switch (needed.of) {
    case 'renewals':
      return Prisma.sql`"renewsOn" >= ${needed.from} and "renewsOn" < ${needed.to}`;
    case 'endings':
      return Prisma.sql`"endedAt" >= ${utc(needed.from)}::timestamptz and "endedAt" < ${utc(needed.to)}::timestamptz`;
    case 'onboardings':
      return Prisma.sql`"onboardedAt" >= ${utc(needed.from)}::timestamptz and "onboardedAt" < ${utc(needed.to)}::timestamptz`;
    case 'everything':
      return Prisma.sql`true`;
    default:
      return needed satisfies never;
  }
}

/** The statement by which terms are read; its plan is looked at in tests. */
export function selectTerms(needed: Needed, product: string | null, scope: Scope = null): Prisma.Sql {
  return Prisma.sql`
    select "lifecycleId" as lifecycle, line, "clientId" as client, "productCode" as product, "sellerId" as seller, term,
      "startsOn", "renewsOn", amount, currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt"
    from terms where ${condition(needed)} ${product === null ? Prisma.empty : Prisma.sql`and "productCode" = ${product}`} ${andInScope(scope, Prisma.sql`"lifecycleId"`)}
    order by "clientId", line, term`;
}

/** The statement by which changes of their worth are read, term by term. */
function selectValues(needed: Needed, product: string | null, scope: Scope): Prisma.Sql {
  return Prisma.sql`
    select "lifecycleId" as lifecycle, v.at, v.amount from term_values v join terms using ("lifecycleId")
    where ${condition(needed)} ${product === null ? Prisma.empty : Prisma.sql`and "productCode" = ${product}`} ${andInScope(scope, Prisma.sql`"lifecycleId"`)}
    order by "lifecycleId", v.seq`;
}

const endingOf = (id: string, ending: string): Ending =>
  wordOf(endings, { table: 'terms', column: 'ending', id }, ending);

/** The terms that a figure needs, in two queries, client by client; throws `BrokenRecord`. */
export async function readTerms(
  db: Pick<Database, '$queryRaw'>,
  needed: Needed,
  product: string | null,
  scope: Scope = null,
): Promise<readonly BookTerm[]> {
  const [rows, values] = await Promise.all([
    db.$queryRaw<TermRow[]>(selectTerms(needed, product, scope)),
    db.$queryRaw<{ lifecycle: string; at: Date; amount: number }[]>(selectValues(needed, product, scope)),
  ]);
  const changes = groupBy(values, ({ lifecycle }) => lifecycle);
  return rows.map(({ amount, currency, began, onboardedAt, endedAt, ending, reason, flaggedAt, ...row }) => ({
    ...row,
    annualValue: { amount, currency },
    changes: (changes.get(row.lifecycle) ?? []).map((one) => ({ at: one.at.toISOString(), amount: one.amount })),
    began: began.toISOString(),
    onboardedAt: onboardedAt?.toISOString() ?? null,
    flaggedAt: flaggedAt?.toISOString() ?? null,
    ended:
      endedAt === null || ending === null
        ? null
        : { at: endedAt.toISOString(), as: endingOf(row.lifecycle, ending), reason: reason ?? '' },
  }));
}
