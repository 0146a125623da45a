/** Gathers a dossier: the lifecycles that a handover or an import gave to one rep, in a fixed number of queries. */
import type { Dossier, DossierLine } from '../domain/told/dossier';
import type { Actual } from '../domain/told/occasion';
import { spokenOf, toldDay } from '../domain/told/spoken';
import type { Locale } from '../domain/told/locale';
import { present } from '../domain/told/present';
import type { Database } from '../prisma/client';
import { dealNow } from './columns/deals';
import { jobInputOf, jobKindOf } from './columns/jobs';
import { eventOf, type LedgerLine } from './columns/ledger';
import { keptAsksOf, stateOf } from './columns/lifecycles';
import { knownContactOf, lookedUp } from './contacts';
import { namesTold, tellingOfLine } from './telling';

/** A line of the ledger with the product line that it is about, and the words that were said. */
interface Spoken extends LedgerLine {
  readonly line: string;
  readonly at: Date;
  readonly words: string | null;
}

/** Lines of the ledger told of each product line, the newest, of all its terms. */
const spokenPerLine = 10;
const actualsPerLine = 30;

async function spokenLines(db: Database, lines: readonly string[]): Promise<readonly Spoken[]> {
  return db.$queryRaw<Spoken[]>`
    select t.line, s."lifecycleId", s.seq, s.at, s.kind, s.data, s.words
    from unnest(${[...lines]}::text[]) as t (line)
    cross join lateral (
      select g."lifecycleId", g.seq, g.at, g.kind, g.data, n.words
      from terms c join ledger g on g."lifecycleId" = c."lifecycleId" left join notes n on n.id = g."noteId"
      where c.line = t.line and g.kind = any(${[...spokenOf]})
      order by g.at desc, g.seq desc limit ${spokenPerLine}) s`;
}

async function actualsOf(
  db: Database,
  lines: readonly string[],
): Promise<readonly (Actual & { readonly line: string })[]> {
  const rows = await db.$queryRaw<{ line: string; metric: string; value: number; at: Date }[]>`
    select t.line, a.metric, a.value, a.at
    from unnest(${[...lines]}::text[]) as t (line)
    cross join lateral (
      select v.metric, v.value, coalesce(g.at, v."createdAt") as at
      from terms c join actuals v on v."lifecycleId" = c."lifecycleId"
      left join ledger g on g."lifecycleId" = v."lifecycleId" and g.kind = 'item-completed' and g.data ->> 'item' = v."itemId"
      where c.line = t.line order by v."createdAt" desc limit ${actualsPerLine}) a`;
  return rows.map(({ line, metric, value, at }) => ({ line, metric, value, on: at.toISOString().slice(0, 10) }));
}

/** How the client will know success, in the words that were heard last of each product line. */
async function criteriaHeard(db: Database, lines: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.$queryRaw<{ line: string; words: string }[]>`
    select t.line, h.words
    from unnest(${[...lines]}::text[]) as t (line)
    cross join lateral (
      select n.words from terms c join ledger g on g."lifecycleId" = c."lifecycleId" join notes n on n.id = g."noteId"
      where c.line = t.line and g.kind = 'success-criteria-heard'
      order by g.at desc, g.seq desc limit 1) h`;
  return new Map(rows.map(({ line, words }) => [line, words]));
}

/** Which lifecycles a job gave to a rep. */
async function givenTo(db: Database, jobId: string, repId: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ lifecycle: string }[]>`
    select distinct given.lifecycle
    from job_rows r, jsonb_to_recordset(r.outcome -> 'given') as given (lifecycle text, rep text)
    where r."jobId" = ${jobId} and r.state = 'done' and given.rep = ${repId}`;
  return rows.map(({ lifecycle }) => lifecycle);
}

/** The dossier of what a job gave to a rep, as of a moment. Throws when there is no such job. */
export async function dossierFor(
  db: Database,
  jobId: string,
  { rep: repId, locale }: { readonly rep: string; readonly locale: Locale },
  at: string,
): Promise<Dossier> {
  const job = await db.job.findUniqueOrThrow({ where: { id: jobId } });
  const ids = await givenTo(db, jobId, repId);
  const rows = await db.lifecycle.findMany({
    where: { id: { in: [...ids] } },
    include: { deal: true, client: { include: { contacts: { where: { erasedAt: null } } } } },
    orderBy: [{ clientId: 'asc' }, { id: 'asc' }],
  });
  const lineOf = ({ dealId, productCode }: { dealId: string; productCode: string }): string =>
    `${dealId}.${productCode}`;
  const lineNames = [...new Set(rows.map(lineOf))];
  const contacts = new Map(rows.flatMap(({ client }) => client.contacts).map((contact) => [contact.id, contact]));
  const [contactsLookedUp, spoken, actuals, criteria] = await Promise.all([
    lookedUp(db, [...contacts.values()]),
    spokenLines(db, lineNames),
    actualsOf(db, lineNames),
    criteriaHeard(db, lineNames),
  ]);
  const events = spoken.map((one) => ({ ...one, event: eventOf(one) }));
  const names = await namesTold(db, [...contacts.values()], events);
  const lines = rows.map((row): DossierLine => {
    const deal = dealNow(row.deal);
    const state = stateOf(row);
    const telling = tellingOfLine(row, deal, names, locale);
    return {
      lifecycle: present(state, telling),
      deal,
      contacts: row.client.contacts.map((contact) => knownContactOf(contact, contactsLookedUp)),
      criteria: criteria.get(lineOf(row)) ?? deal.successCriteria ?? null,
      lately: events
        .filter(({ line }) => line === lineOf(row))
        .map((one) => toldDay({ on: one.at.toISOString().slice(0, 10), event: one.event, words: one.words }, telling)),
      actuals: actuals.filter(({ line }) => line === lineOf(row)),
      asks: keptAsksOf(row),
    };
  });
  if (jobKindOf(job) !== 'handover') return { reason: 'import', from: null, at, lines };
  const { from } = jobInputOf('handover', job);
  const giver = await db.rep.findUnique({ where: { id: from }, select: { name: true } });
  return { reason: 'handover', from: giver?.name ?? from, at, lines };
}
