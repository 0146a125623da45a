/** Gathers a dossier: the lifecycles that a handover or an import gave to one rep, in a fixed number of queries. */
import type { Ask } from '../domain/told/asks';
import type { Recorded } from '../domain/core/concern';
import type { Deal } from '../domain/core/deal';
import type { Dossier, DossierLine } from '../domain/told/dossier';
import { sentenceOf } from '../domain/lifecycle';
import type { Actual } from '../domain/told/occasion';
import { present } from '../domain/told/present';
import { upcast } from '../domain/upcast';
import type { Database } from '../prisma/client';
import { spokenOf } from './occasion';

interface Said {
  readonly line: string;
  readonly at: Date;
  readonly kind: string;
  readonly data: object;
  readonly words: string | null;
}

/** Lines of the ledger told of each product line, the newest, of all its terms. */
const saidPerLine = 10;
const actualsPerLine = 30;

async function saidOf(db: Database, lines: readonly string[]): Promise<readonly Said[]> {
  return db.$queryRaw<Said[]>`
    select t.line, s.at, s.kind, s.data, s.words
    from unnest(${[...lines]}::text[]) as t (line)
    cross join lateral (
      select g.at, g.kind, g.data, n.words
      from terms c join ledger g on g."lifecycleId" = c."lifecycleId" left join notes n on n.id = g."noteId"
      where c.line = t.line and g.kind = any(${[...spokenOf]})
      order by g.at desc, g.seq desc limit ${saidPerLine}) s`;
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

function sentence({ at, kind, data, words }: Said): string {
  const told = sentenceOf({ kind, ...data } as Recorded['event']);
  return `${at.toISOString().slice(0, 10)}: ${told}${words === null ? '' : ` «${words}»`}`;
}

/** Which lifecycles a job gave to a rep. */
async function givenTo(db: Database, jobId: string, repId: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ lifecycle: string }[]>`
    select distinct given.lifecycle
    from job_rows r, jsonb_to_recordset(r.outcome -> 'given') as given (lifecycle text, rep text)
    where r."jobId" = ${jobId} and r.state = 'done' and given.rep = ${repId}`;
  return rows.map(({ lifecycle }) => lifecycle);
}

export async function dossierFor(db: Database, jobId: string, repId: string, at: string): Promise<Dossier> {
  const job = await db.job.findUniqueOrThrow({ where: { id: jobId } });
  const ids = await givenTo(db, jobId, repId);
  const rows = await db.lifecycle.findMany({
    where: { id: { in: [...ids] } },
    include: { deal: true, client: { include: { contacts: { where: { erasedAt: null } } } } },
    orderBy: [{ clientId: 'asc' }, { id: 'asc' }],
  });
  const lineOf = ({ dealId, productCode }: { dealId: string; productCode: string }): string =>
    `${dealId}.${productCode}`;
  const names = [...new Set(rows.map(lineOf))];
  const [said, actuals] = await Promise.all([saidOf(db, names), actualsOf(db, names)]);
  const lines = rows.map((row): DossierLine => {
    const deal = row.deal.document as unknown as Deal;
    const ofLine = said.filter(({ line }) => line === lineOf(row));
    const heard = ofLine.find(({ kind }) => kind === 'success-criteria-heard')?.words ?? null;
    return {
      lifecycle: present(upcast(row.state)),
      deal,
      contacts: row.client.contacts,
      criteria: heard ?? deal.successCriteria ?? null,
      lately: ofLine.map(sentence),
      actuals: actuals.filter(({ line }) => line === lineOf(row)),
      asks: (row.asks ?? []) as unknown as readonly Ask[],
    };
  });
  const from = (job.input as { from?: string }).from ?? null;
  const giver = from === null ? null : await db.rep.findUnique({ where: { id: from }, select: { name: true } });
  return { reason: job.kind === 'handover' ? 'handover' : 'import', from: giver?.name ?? from, at, lines };
}
