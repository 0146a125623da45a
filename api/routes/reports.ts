/** What the ledger tells over time: work performed, and the figures by which retention is judged. */
import { z } from 'zod';
import { addDays, addMonths } from '../../domain/core/calendar';
import { collected, collectingDefinition } from '../../domain/figures/collecting';
import { sellingDefinition, sold } from '../../domain/figures/selling';
import { definitions } from '../../domain/figures/figures';
import { targetState, type Measure, type TargetState } from '../../domain/figures/targets';
import { sumUp, workKinds } from '../../domain/figures/work';
import { readTerms } from '../../records/book';
import { readCollecting, readSelling } from '../../records/workgroup-lines';
import { readWork } from '../../records/work';
import * as shapes from '../schemas/organisation';
import { found, wrong } from '../http/problems';
import {
  behindOf,
  grains,
  reportNames,
  reports,
  rowsOf,
  toCsv,
  type Asked,
  type Row,
  type TargetRow,
} from '../reports/reports';
import { route, type ApiDeps, type Reply, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';
import { shown } from '../http/shown';
import { get, put } from './organisation';

const period = z.strictObject({ from: schemas.civilDate.optional(), to: schemas.civilDate.optional() });
const figureQuery = period.extend({
  asOf: schemas.civilDate.optional(),
  by: z.enum(grains).default('all'),
  product: schemas.id.optional(),
});
const common = { method: 'get', tag: 'Reports', roles: ['ops', 'rep'] } as const;

const today = (): string => new Date().toISOString().slice(0, 10);

/** The last twelve months, where nobody said. Throws a 422 `Problem` for a period that ends before it begins. */
function periodOf({ from, to }: z.output<typeof period>, day: string): { from: string; to: string } {
  const end = to ?? addDays(day, 1);
  const start = from ?? addMonths(end, -12);
  if (start >= end) throw wrong('/to', 'The period ends before it begins.', 'query');
  return { from: start, to: end };
}

/** The rows as CSV, where that was asked for. */
function answer(wants: 'json' | 'csv', name: string, rows: readonly Row[], body: object): Reply {
  if (wants === 'json') return { status: 200, body };
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  };
  return { status: 200, body: toCsv(rows), headers };
}

const work = route({
  ...common,
  path: '/v1/reports/work',
  summary:
    'Work performed per rep in a period, from the ledger: touches by kind, reviews, rescues, renewals, handovers, trainings. It counts for whoever said so and for everyone who took part; else for the rep of the lifecycle at that moment. JSON, or CSV by Accept.',
  query: period.extend({ rep: schemas.id.optional() }),
  success: { status: 200, description: 'One row a rep' },
  handle: async ({ query, wants }, { db }) => {
    const { from, to } = periodOf(query, today());
    const all = sumUp(await readWork(db, from, to));
    const rows = query.rep === undefined ? all : all.filter(({ rep }) => rep === query.rep);
    const flat = rows.map(({ rep, counts, touchesByKind, renewedValue }): Row => ({
      rep,
      ...Object.fromEntries(workKinds.map((kind) => [kind, counts[kind]])),
      ...Object.fromEntries(Object.entries(touchesByKind).map(([kind, count]) => [`touch ${kind}`, count])),
      ...Object.fromEntries(Object.entries(renewedValue).map(([currency, amount]) => [`renewed ${currency}`, amount])),
    }));
    return answer(wants, 'work', flat, { report: 'work', from, to, rows });
  },
});

interface OfWorkgroups {
  readonly report: string;
  /** What is told, of a period. */
  readonly tells: string;
  /** Whom workgroups share for it: a row each, and currency. */
  readonly whose: string;
  readonly definition: string;
  read(db: ApiDeps['db'], from: string, to: string): Promise<readonly object[]>;
}

/** The report on what somebody does whom a workgroup shares. */
const ofWorkgroups = ({ report, tells, whose, definition, read }: OfWorkgroups): Route =>
  route({
    ...common,
    path: `/v1/reports/${report}`,
    summary: `${tells}, per ${whose} and currency, from the ledger. JSON, or CSV by Accept.`,
    query: period,
    success: { status: 200, description: `One row a ${whose} and currency` },
    handle: async ({ query, wants }, { db }) => {
      const { from, to } = periodOf(query, today());
      const rows = await read(db, from, to);
      const flat = rows.map((row) => ({ ...row }));
      return answer(wants, report, flat, { report, definitions: [definition], from, to, rows });
    },
  });

const receivables = ofWorkgroups({
  report: 'receivables',
  tells: 'What was collected in a period, how fast and at what effort',
  whose: 'receivables manager',
  definition: collectingDefinition,
  read: async (db, from, to) => collected(await readCollecting(db, from, to)),
});

const opportunities = ofWorkgroups({
  report: 'opportunities',
  tells: 'What was sold to clients who are there in a period',
  whose: 'business developer',
  definition: sellingDefinition,
  read: async (db, from, to) => sold(await readSelling(db, from, to)),
});

async function targetsOf({ db }: Pick<ApiDeps, 'db'>): Promise<readonly TargetRow[]> {
  const rows = await db.target.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ figure, product, currency, target, threshold }) => ({
    measure: figure as Measure,
    product,
    currency,
    target,
    threshold,
  }));
}

const params = z.strictObject({
  report: z.enum(reportNames as readonly [(typeof reportNames)[number], ...(typeof reportNames)[number][]]),
});

function askedOf(name: Asked['name'], query: z.output<typeof figureQuery>): Asked {
  const day = query.asOf ?? today();
  return { name, period: periodOf(query, day), day, grain: query.by };
}

const figure = route({
  ...common,
  path: '/v1/reports/:report',
  summary:
    'The figures by which retention is judged, each with its definition: over a period, by product or over time, and as they were known on any day. Money is in minor units, a row a currency. JSON, or CSV by Accept.',
  params,
  query: figureQuery,
  success: { status: 200, description: 'The rows, with the definitions, and where the lifecycles behind them are' },
  handle: async ({ params: { report }, query, wants }, { db, config }) => {
    const asked = askedOf(report, query);
    const { period: whole, day } = asked;
    const [book, targets] = await Promise.all([
      readTerms(db, reports[report].needs(whole), query.product ?? null),
      targetsOf({ db }),
    ]);
    const rows = rowsOf(asked, book, targets);
    const search = new URLSearchParams({
      from: whole.from,
      to: whole.to,
      asOf: day,
      by: query.by,
      ...(query.product === undefined ? {} : { product: query.product }),
    });
    return answer(wants, report, rows, {
      report,
      definitions: reports[report].figures.map((name) => definitions[name]),
      ...whole,
      asOf: day,
      by: query.by,
      rows,
      links: { behind: `${config.api.publicUrl}/v1/reports/${report}/behind?${search.toString()}` },
    });
  },
});

const behind = route({
  ...common,
  path: '/v1/reports/:report/behind',
  summary: 'The lifecycles behind a figure, and what each counts as. JSON page by page, or all as CSV by Accept.',
  params,
  query: figureQuery.extend(schemas.page.shape),
  success: { status: 200, description: '`items`, and `next` while there are more' },
  handle: async ({ params: { report }, query, wants }, { db }) => {
    const asked = askedOf(report, query);
    const book = await readTerms(db, reports[report].needs(asked.period), query.product ?? null);
    const all = behindOf(asked, book);
    const from = query.cursor === undefined ? 0 : Number(query.cursor);
    if (!Number.isInteger(from) || from < 0) throw wrong('/cursor', 'Use the cursor of an earlier page.', 'query');
    const items = all.slice(from, from + query.limit);
    const next = from + query.limit < all.length ? { next: String(from + query.limit) } : {};
    return answer(
      wants,
      `${report}-behind`,
      all.map((one) => ({ ...one })),
      { items, ...next },
    );
  },
});

type TargetRecord = NonNullable<Awaited<ReturnType<ApiDeps['db']['target']['findUnique']>>>;

const targetReply = ({ figure: measure, checkedAt, ...row }: TargetRecord): Record<string, unknown> =>
  shown({ ...row, measure, checkedAt: checkedAt?.toISOString() ?? null });

const putTarget = route({
  ...put,
  path: '/v1/targets/:id',
  summary:
    'What a figure of the last twelve months should be, and the threshold beyond which it is critical: it is looked at every morning, and managers and directors hear by mail when it has crossed it.',
  body: shapes.target,
  handle: async (
    { params: { id }, body: { measure, product, currency, target, threshold } },
    { db, lifecycles, log },
  ) => {
    const aim = { measure, currency: currency ?? null, target, threshold };
    if (targetState(target, aim) !== 'met') throw wrong('/threshold', 'The critical threshold lies beyond the target.');
    const row = { figure: measure, product: product ?? null, currency: currency ?? null, target, threshold };
    const state: TargetState = 'unknown';
    const kept = await db.target.upsert({
      where: { id },
      create: { id, ...row },
      update: { ...row, state, value: null, checkedAt: null },
    });
    await lifecycles
      .watch(id)
      .catch((error: unknown) => log.warn({ err: error, target: id }, 'will be watched by the sweep'));
    return { status: 200, body: targetReply(kept) };
  },
});

const getTarget = route({
  ...get,
  path: '/v1/targets/:id',
  summary: 'A target, with the figure as it was looked at last.',
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: targetReply(await found('such target', db.target.findUnique({ where: { id } }))),
  }),
});

export const reportRoutes: readonly Route[] = [work, receivables, opportunities, figure, behind, putTarget, getTarget];
