/** The book of contract terms: written while events are recorded, read by figures. */
import type { BookTerm } from '../domain/figures/book';
import { termNewsIn, withTurns, worthIn, type TimedTurn } from '../domain/figures/term-news';
import type { Recorded } from '../domain/core/concern';
import { endsOn } from '../domain/core/contract';
import type { CivilDate } from '../domain/core/json';
import type { LifecycleState } from '../domain/lifecycle';
import { endings, type Ending } from '../domain/core/stages';
import type { Scope } from '../domain/organisation/access';
import { Prisma, type Database } from '../prisma/client';
import { groupBy } from '../domain/core/grouped';
import { andInScope } from './access';
import { instantOf, turnOf, turnRows } from './book-turns';
import { wordOf } from './columns/column';

/** What the term is worth from those moments, or days, on. */
function valueRows(
  db: Pick<Database, '$executeRaw'>,
  lifecycleId: string,
  events: readonly Recorded[],
): Prisma.PrismaPromise<number>[] {
  return events.flatMap((recorded) => {
    const worth = worthIn(recorded);
    if (worth === null) return [];
    const { seq, at } = recorded;
    const { amount, on = null, agreed = false } = worth;
    return [
      db.$executeRaw`
        insert into term_values ("lifecycleId", seq, at, "amountMinor", "effectiveOn", agreed)
        values (${lifecycleId}, ${seq}, ${at}::timestamptz, ${amount}::bigint, ${on}::date, ${agreed})
        on conflict ("lifecycleId", seq) do update
        set at = excluded.at, "amountMinor" = excluded."amountMinor", "effectiveOn" = excluded."effectiveOn", agreed = excluded.agreed`,
    ];
  });
}

/** The end of the term that ran when it was recorded first: what prolonged it since are turns of its own. */
function firstEndOf(
  { contract }: LifecycleState['seed'],
  { renewal }: LifecycleState['slices'],
  events: readonly Recorded[],
): CivilDate {
  const on = events.flatMap(({ event }) => (event.kind === 'term-prolonged' ? [event.on] : []))[0];
  return on ?? endsOn(contract, renewal.prolonged);
}

/** The statements that keep what events change in a term's figures; none where they change nothing. */
export function recordTerm(
  db: Pick<Database, '$executeRaw'>,
  { seed, slices }: LifecycleState,
  events: readonly Recorded[],
): Prisma.PrismaPromise<number>[] {
  const isLeaving = slices.renewal.leaving !== undefined;
  const values = [...valueRows(db, seed.lifecycleId, events), ...turnRows(db, seed.lifecycleId, events, isLeaving)];
  const { began, onboardedAt, ended, flaggedAt } = termNewsIn(events, slices.onboarding.recycles);
  if (began === null && onboardedAt === null && flaggedAt === null && ended === null) return values;
  const { lifecycleId, dealId, product, term, contract, entry } = seed;
  return [
    ...values,
    db.$executeRaw`
      insert into terms ("lifecycleId", line, "clientId", "productCode", "sellerId", term, "startDay", "endDay", "amountMinor", currency,
                         began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt")
      select ${lifecycleId}, ${`${dealId}.${product.code}`}, d."clientId", ${product.code}, d.document -> 'seller' ->> 'id', ${term},
        ${contract.startsOn}::date, ${firstEndOf(seed, slices, events)}::date, ${contract.annualValue.amount}::bigint, ${contract.annualValue.currency},
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

/** What a lifecycle `l` is worth a year now, in minor units. */
export const amountNow = Prisma.sql`coalesce(
  (select v."amountMinor"::float8 from term_values v where v."lifecycleId" = l.id
   order by coalesce(v."effectiveOn", (v.at at time zone 'UTC')::date) desc, v.seq desc limit 1),
  (l.seed #>> '{contract,annualValue,amount}')::float8)`;

/** Which terms a figure needs. */
export type Needed =
  | { readonly of: 'everything' }
  | { readonly of: 'renewals' | 'endings' | 'onboardings' | 'notices'; readonly from: string; readonly to: string };

/**
 * Terms with such a turn on a day of the period, or one that leads to a day of it: two indexes, one for each. As an array, so
 * that it goes together with an index on terms.
 */
function turned(kinds: readonly TimedTurn['kind'][], { from, to }: { from: string; to: string }): Prisma.Sql {
  return Prisma.sql`array(
    select u."lifecycleId" from term_turns u where u.kind = any(${[...kinds]}) and u."on" >= ${from} and u."on" < ${to}
    union select w."lifecycleId" from term_turns w
    where w.kind = any(${[...kinds]}) and w.until >= ${from} and w.until < ${to})`;
}

/** Days of reports are counted in UTC. */
const utc = (day: string): string => `${day}T00:00:00Z`;

function condition(needed: Needed): Prisma.Sql {
  switch (needed.of) {
    case 'renewals':
      return Prisma.sql`("endDay" >= ${needed.from}::date and "endDay" < ${needed.to}::date
        or "lifecycleId" = any(${turned(['term-prolonged'], needed)}))`;
    case 'endings':
      return Prisma.sql`("endedAt" >= ${utc(needed.from)}::timestamptz and "endedAt" < ${utc(needed.to)}::timestamptz
        or "lifecycleId" = any(${turned(['notice-given', 'ended-on'], needed)}))`;
    case 'notices':
      return Prisma.sql`"lifecycleId" = any(${turned(['notice-given'], needed)})`;
    case 'onboardings':
      return Prisma.sql`"onboardedAt" >= ${utc(needed.from)}::timestamptz and "onboardedAt" < ${utc(needed.to)}::timestamptz`;
    case 'everything':
      return Prisma.sql`true`;
    default:
      return needed satisfies never;
  }
}

const ofProduct = (product: string | null): Prisma.Sql =>
  product === null ? Prisma.empty : Prisma.sql`and "productCode" = ${product}`;

/** A book has a hundred thousand terms and more: they come as one text, for it takes a tenth of the time of as many rows. */
const betweenFields = '\u001f';
const betweenLines = '\u001e';
const milliseconds = (column: string): Prisma.Sql =>
  Prisma.raw(`coalesce((extract(epoch from "${column}") * 1000)::bigint::text, '')`);

/** The statement by which terms are read; its plan is looked at in tests. */
export function selectTerms(needed: Needed, product: string | null, scope: Scope = null): Prisma.Sql {
  return Prisma.sql`
    select "lifecycleId" || ${betweenFields} || line || ${betweenFields} || "clientId" || ${betweenFields} || "productCode"
      || ${betweenFields} || coalesce("sellerId", '') || ${betweenFields} || term || ${betweenFields} || "startDay"
      || ${betweenFields} || "endDay" || ${betweenFields} || "amountMinor" || ${betweenFields} || currency
      || ${betweenFields} || ${milliseconds('began')} || ${betweenFields} || imported || ${betweenFields} || ${milliseconds('onboardedAt')}
      || ${betweenFields} || ${milliseconds('endedAt')} || ${betweenFields} || coalesce(ending, '') || ${betweenFields} || coalesce(reason, '')
      || ${betweenFields} || ${milliseconds('flaggedAt')} as line
    from terms where ${condition(needed)} ${ofProduct(product)} ${andInScope(scope, Prisma.sql`"lifecycleId"`)}
    order by "clientId", terms.line, term`;
}

/** The statement by which changes of their worth are read, term by term. */
function selectValues(needed: Needed, product: string | null, scope: Scope): Prisma.Sql {
  return Prisma.sql`
    select "lifecycleId" || ${betweenFields} || ${milliseconds('at')} || ${betweenFields} || v."amountMinor"
      || ${betweenFields} || coalesce(v."effectiveOn"::text, '') || ${betweenFields} || v.agreed as line
    from term_values v join terms using ("lifecycleId")
    where ${condition(needed)} ${ofProduct(product)} ${andInScope(scope, Prisma.sql`"lifecycleId"`)}
    order by "lifecycleId", v.seq`;
}

/** The statement by which their turns are read, term by term. */
function selectTurns(needed: Needed, product: string | null, scope: Scope): Prisma.Sql {
  return Prisma.sql`
    select "lifecycleId" || ${betweenFields} || ${milliseconds('at')} || ${betweenFields} || t.kind
      || ${betweenFields} || coalesce(t."on"::text, '') || ${betweenFields} || coalesce(t.until::text, '')
      || ${betweenFields} || coalesce(t.why, '') as line
    from term_turns t join terms using ("lifecycleId")
    where ${condition(needed)} ${ofProduct(product)} ${andInScope(scope, Prisma.sql`"lifecycleId"`)}
    order by "lifecycleId", t.seq`;
}

/** The lines of a statement that selects `line`, each in its fields. */
async function linesOf(db: Pick<Database, '$queryRaw'>, lines: Prisma.Sql): Promise<readonly (readonly string[])[]> {
  const [packed] = await db.$queryRaw<{ text: string | null }[]>`
    select string_agg(l.line, ${betweenLines}) as text from (${lines}) l`;
  const text = packed?.text ?? '';
  return text === '' ? [] : text.split(betweenLines).map((line) => line.split(betweenFields));
}

const endingOf = (id: string, ending: string): Ending =>
  wordOf(endings, { table: 'terms', column: 'ending', id }, ending);

const instantOrNull = (milliseconds: string): string | null => (milliseconds === '' ? null : instantOf(milliseconds));

type Changes = BookTerm['changes'];

/** What is read of a term beside its row, by its lifecycle. */
interface Beside {
  readonly changes: ReadonlyMap<string, Changes>;
  readonly turns: ReadonlyMap<string, readonly TimedTurn[]>;
}

function termOf(fields: readonly string[], { changes, turns }: Beside): BookTerm {
  const [lifecycle = '', line = '', client = '', product = '', seller = '', term, startsOn = '', renewsOn = ''] =
    fields;
  const [
    amount,
    currency = '',
    began = '',
    imported,
    onboarded = '',
    endedAt = '',
    ending = '',
    reason = '',
    flagged = '',
  ] = fields.slice(8);
  const known = {
    lifecycle,
    line,
    client,
    product,
    seller: seller === '' ? null : seller,
    term: Number(term),
    startsOn,
    renewsOn,
    annualValue: { amount: Number(amount), currency },
    began: instantOf(began),
    imported: imported === 'true',
    onboardedAt: instantOrNull(onboarded),
    ended: endedAt === '' || ending === '' ? null : { at: instantOf(endedAt), as: endingOf(lifecycle, ending), reason },
    flaggedAt: instantOrNull(flagged),
  };
  return withTurns(known, turns.get(lifecycle) ?? [], changes.get(lifecycle) ?? []);
}

function changeOf([, at = '', amount, on = '', agreed]: readonly string[]): Changes[number] {
  return {
    at: instantOf(at),
    amount: Number(amount),
    ...(on === '' ? {} : { on }),
    ...(agreed === 'true' ? { agreed: true as const } : {}),
  };
}

/** Rows of several terms, each read, by their lifecycle and in their order. */
function byLifecycle<T>(
  rows: readonly (readonly string[])[],
  read: (fields: readonly string[]) => T,
): ReadonlyMap<string, readonly T[]> {
  return new Map(
    [...groupBy(rows, ([lifecycle = '']) => lifecycle)].map(([lifecycle, own]) => [lifecycle, own.map(read)]),
  );
}

/**
 * The terms that a figure needs, in three queries, client by client; throws `BrokenRecord`. The whole book holds a thread
 * for a second or two: it is read on another one (api/thread.ts, worker/thread.ts).
 */
export async function readBook(
  db: Pick<Database, '$queryRaw'>,
  needed: Needed,
  product: string | null,
  scope: Scope = null,
): Promise<readonly BookTerm[]> {
  const [terms, values, turns] = await Promise.all([
    linesOf(db, selectTerms(needed, product, scope)),
    linesOf(db, selectValues(needed, product, scope)),
    linesOf(db, selectTurns(needed, product, scope)),
  ]);
  const beside = { changes: byLifecycle(values, changeOf), turns: byLifecycle(turns, turnOf) };
  return terms.map((fields) => termOf(fields, beside));
}
