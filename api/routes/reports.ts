/** What the ledger tells over time: work performed, and the figures by which retention is judged. */
import type { z } from 'zod';
import { addDays, addMonths } from '../../domain/core/calendar';
import { accuracyDefinition } from '../../domain/figures/accuracy';
import { collectingDefinition } from '../../domain/figures/collecting';
import { healthCheckDefinition } from '../../domain/figures/health-check';
import { sellingDefinition } from '../../domain/figures/selling';
import { definitions } from '../../domain/figures/figures';
import { scopeOf } from '../../domain/organisation/access';
import { wrong } from '../http/problems';
import { reports, type ReportQuestion } from '../reports/reports';
import {
  behindTask,
  collectedTask,
  figuresMs,
  figureTask,
  forecastTask,
  healthTask,
  soldTask,
  workTask,
} from '../reports/tasks';
import { route, type Route } from '../http/route';
import { forecastQuery, forecastReport } from '../schemas/renewals';
import * as schemas from '../schemas/reports';

const common = { method: 'get', tag: 'Reports', roles: ['ops', 'rep'], access: 'list' } as const;

const today = (): string => new Date().toISOString().slice(0, 10);

/** The last twelve months, where nobody said. Throws a 422 `Problem` for a period that ends before it begins. */
function periodOf({ from, to }: z.output<typeof schemas.period>, day: string): { from: string; to: string } {
  const end = to ?? addDays(day, 1);
  const start = from ?? addMonths(end, -12);
  if (start >= end) throw wrong('/to', 'The period ends before it begins.', 'query');
  return { from: start, to: end };
}

/** The CSV file where that was asked for, else the report. */
function answer<B>(name: string, csv: string | undefined, body: B) {
  return csv === undefined ? { status: 200 as const, body } : { status: 200 as const, csv: { name, text: csv } };
}

const work = route({
  ...common,
  path: '/v1/reports/work',
  operationId: 'getWork',
  summary:
    'Work performed per rep in a period, from the ledger: touches by kind, reviews, rescues, renewals, handovers, trainings. It counts for whoever said so and for everyone who took part; else for the rep of the lifecycle at that moment. JSON, or CSV by Accept.',
  query: schemas.workQuery,
  answers: { 200: { description: 'One row a rep', body: schemas.work, csv: 'One row a rep, its counts flat' } },
  handle: async ({ query, wants, viewer }, { threads }) => {
    const { from, to } = periodOf(query, today());
    const { rows, csv } = await threads.run(
      workTask,
      { from, to, rep: query.rep ?? null, wants, scope: scopeOf(viewer) },
      figuresMs,
    );
    return answer('work', csv, { report: 'work' as const, from, to, rows });
  },
});

/** What the reports on people whom a workgroup shares have in common. */
const ofWorkgroups = (tells: string, whose: string) =>
  ({
    ...common,
    summary: `${tells}, per ${whose} and currency, from the ledger. JSON, or CSV by Accept.`,
    query: schemas.period,
  }) as const;

const receivables = route({
  ...ofWorkgroups('What was collected in a period, how fast and at what effort', 'receivables manager'),
  path: '/v1/reports/receivables',
  operationId: 'getReceivables',
  answers: {
    200: { description: 'One row a collector and currency', body: schemas.receivablesReport, csv: 'The rows' },
  },
  handle: async ({ query, wants, viewer }, { threads }) => {
    const { from, to } = periodOf(query, today());
    const { rows, csv } = await threads.run(collectedTask, { from, to, wants, scope: scopeOf(viewer) }, figuresMs);
    const body = { report: 'receivables' as const, definitions: [collectingDefinition], from, to, rows };
    return answer('receivables', csv, body);
  },
});

const opportunities = route({
  ...ofWorkgroups('What was sold to clients who are there in a period', 'business developer'),
  path: '/v1/reports/opportunities',
  operationId: 'getOpportunities',
  answers: {
    200: { description: 'One row a developer and currency', body: schemas.opportunitiesReport, csv: 'The rows' },
  },
  handle: async ({ query, wants, viewer }, { threads }) => {
    const { from, to } = periodOf(query, today());
    const { rows, csv } = await threads.run(soldTask, { from, to, wants, scope: scopeOf(viewer) }, figuresMs);
    const body = { report: 'opportunities' as const, definitions: [sellingDefinition], from, to, rows };
    return answer('opportunities', csv, body);
  },
});

function askedOf(name: ReportQuestion['name'], query: z.output<typeof schemas.figureQuery>): ReportQuestion {
  const day = query.asOf ?? today();
  return { name, period: periodOf(query, day), day, today: today(), grain: query.by };
}

const forecastAccuracy = route({
  ...common,
  path: '/v1/reports/forecast',
  operationId: 'getForecastReport',
  summary:
    'What was said of renewals ahead of their dates, by the outlook, the rep and the manager, held against what came: per rep and currency, as it was known on any day. Of dates that are still to come, what is said now. JSON, or CSV by Accept.',
  query: forecastQuery,
  answers: {
    200: { description: 'One row a rep, voice, what it said, and currency', body: forecastReport, csv: 'The rows' },
  },
  handle: async ({ query, wants, viewer }, { threads }) => {
    const asOf = query.asOf ?? today();
    const { from, to } = periodOf(query, asOf);
    const { ahead } = query;
    const asked = { from, to, ahead, asOf, wants, scope: scopeOf(viewer) };
    const { rows, csv } = await threads.run(forecastTask, asked, figuresMs);
    const body = { report: 'forecast' as const, definitions: [accuracyDefinition], from, to, ahead, asOf, rows };
    return answer('forecast', csv, body);
  },
});

const healthCheck = route({
  ...common,
  path: '/v1/reports/health',
  operationId: 'getHealthReport',
  summary:
    'Health, checked against who really left: from which band they left, and how many of each band did. JSON, or CSV by Accept.',
  query: schemas.healthQuery,
  answers: { 200: { description: 'One row a band', body: schemas.healthReport, csv: 'The rows' } },
  handle: async ({ query, wants, viewer }, { threads }) => {
    const { from, to } = periodOf(query, today());
    const { ahead } = query;
    const { rows, csv } = await threads.run(healthTask, { from, to, ahead, wants, scope: scopeOf(viewer) }, figuresMs);
    const body = { report: 'health' as const, definitions: [healthCheckDefinition], from, to, ahead, rows };
    return answer('health', csv, body);
  },
});

const figure = route({
  ...common,
  path: '/v1/reports/:report',
  operationId: 'getReport',
  summary:
    'The figures by which retention is judged, each with its definition: over a period, by product or over time, and as they were known on any day. Money is in minor units, a row a currency; rates are fractions with four decimals. JSON, or CSV by Accept: there money is in whole units, in a column for each currency (`start EUR`).',
  params: schemas.reportParams,
  query: schemas.figureQuery,
  answers: {
    200: {
      description: 'The rows, with the definitions, and where the lifecycles behind them are',
      body: schemas.report,
      csv: 'The rows',
    },
  },
  handle: async ({ params: { report }, query, wants, viewer }, { threads, config }) => {
    const question = askedOf(report, query);
    const { period: whole, day } = question;
    const asked = { question, product: query.product ?? null, wants, scope: scopeOf(viewer) };
    const { rows, csv } = await threads.run(figureTask, asked, figuresMs);
    const search = new URLSearchParams({
      from: whole.from,
      to: whole.to,
      asOf: day,
      by: query.by,
      ...(query.product === undefined ? {} : { product: query.product }),
    });
    return answer(report, csv, {
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
  operationId: 'getBehindReport',
  summary: 'The lifecycles behind a figure, and what each counts as. JSON page by page, or all as CSV by Accept.',
  params: schemas.reportParams,
  query: schemas.behindQuery,
  answers: {
    200: {
      description: '`items`, and `next` while there are more',
      body: schemas.behindReport,
      csv: 'Every lifecycle behind the figures, and what it counts as',
    },
  },
  handle: async ({ params: { report }, query, wants, viewer }, { threads }) => {
    const question = askedOf(report, query);
    const from = query.cursor === undefined ? 0 : Number(query.cursor);
    if (!Number.isInteger(from) || from < 0) throw wrong('/cursor', 'Use the cursor of an earlier page.', 'query');
    const { limit } = query;
    const asked = { question, product: query.product ?? null, wants, scope: scopeOf(viewer), from, limit };
    const { rows: items, csv, total } = await threads.run(behindTask, asked, figuresMs);
    const next = from + limit < total ? { next: String(from + limit) } : {};
    return answer(`${report}-behind`, csv, { items, ...next });
  },
});

export const reportRoutes: readonly Route[] = [
  work,
  receivables,
  opportunities,
  forecastAccuracy,
  healthCheck,
  figure,
  behind,
];
