/** Reads the book or the ledger, and computes what was asked: on a thread of its own, for it takes a second or two. */
import { collected } from '../../domain/figures/collecting';
import { accuracyRows } from '../../domain/figures/accuracy';
import { healthChecked } from '../../domain/figures/health-check';
import { sold } from '../../domain/figures/selling';
import { sumUp } from '../../domain/figures/work';
import { readBook } from '../../records/book';
import { measureOf } from '../../records/columns/organisation';
import { readJudged } from '../../records/health-check';
import { readForetold } from '../../records/outlooks';
import { readWork } from '../../records/work';
import { readWorkCorrections } from '../../records/work-corrections';
import { readCollecting, readSelling } from '../../records/workgroup-lines';
import type { ApiDeps } from '../http/route';
import { flatWork, roundedRow, toCsv, type ReportRow } from './csv';
import { behindOf, reports, rowsOf, type TargetRow } from './reports';
import type { BehindAsked, Computed, FigureAsked, ForecastAsked, HealthAsked, InPeriod, WorkAsked } from './tasks';

type Db = ApiDeps['db'];

/** The rows, their numbers rounded; as CSV alone where that was asked for. */
function computed<Row extends object>(
  wants: 'json' | 'csv',
  rows: readonly Row[],
  flat: (row: Row) => ReportRow,
): Computed<Row> {
  const shown = rows.map((row) => roundedRow(row));
  return wants === 'csv' ? { rows: [], csv: toCsv(shown.map(flat)) } : { rows: shown };
}

async function targetsOf(db: Db): Promise<readonly TargetRow[]> {
  const rows = await db.target.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ id, figure: of, product, currency, target, threshold }) => ({
    measure: measureOf({ id, figure: of }),
    product,
    currency,
    target,
    threshold,
  }));
}

/** A report over the book. */
export async function figureRows(
  { question, product, wants, scope }: FigureAsked,
  db: Db,
): Promise<Computed<ReportRow>> {
  const [book, targets] = await Promise.all([
    readBook(db, reports[question.name].needs(question.period), product, scope),
    targetsOf(db),
  ]);
  return computed(wants, rowsOf(question, book, targets), (row) => row);
}

/** A page of the lifecycles behind a report; as CSV all of them. */
export async function behindPage({ question, product, wants, scope, from, limit }: BehindAsked, db: Db) {
  const all = behindOf(question, await readBook(db, reports[question.name].needs(question.period), product, scope));
  const page = wants === 'csv' ? all : all.slice(from, from + limit);
  return { ...computed(wants, page, (one) => ({ ...one })), total: all.length };
}

/** Work performed. */
export async function workRows({ from, to, rep, wants, scope }: WorkAsked, db: Db) {
  const [done, corrections] = await Promise.all([
    readWork(db, from, to, scope),
    readWorkCorrections(db, from, to, scope),
  ]);
  const all = sumUp([...done, ...corrections]);
  return computed(wants, rep === null ? all : all.filter((one) => one.rep === rep), flatWork);
}

/** What was collected. */
export async function collectedRows({ from, to, wants, scope }: InPeriod, db: Db) {
  return computed(wants, collected(await readCollecting(db, from, to, scope)), (row) => ({ ...row }));
}

/** What was sold to clients who are there. */
export async function soldRows({ from, to, wants, scope }: InPeriod, db: Db) {
  return computed(wants, sold(await readSelling(db, from, to, scope)), (row) => ({ ...row }));
}

/** Forecasts held against what came. */
export async function forecastRows({ from, to, ahead, asOf, wants, scope }: ForecastAsked, db: Db) {
  return computed(wants, accuracyRows(await readForetold(db, { from, to, ahead, asOf }, scope)), (row) => ({ ...row }));
}

/** Health held against who really left. */
export async function healthRows({ from, to, ahead, wants, scope }: HealthAsked, db: Db) {
  return computed(wants, healthChecked(await readJudged(db, { from, to, ahead }, scope)), (row) => ({ ...row }));
}
