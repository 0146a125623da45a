/** The figures of the whole book, as they are asked for from another thread (api/thread.ts). */
import type { HealthCheck } from '../../domain/figures/health-check';
import type { Collected } from '../../domain/figures/collecting';
import type { Behind } from '../../domain/figures/counted';
import type { Accuracy } from '../../domain/figures/accuracy';
import type { Sold } from '../../domain/figures/selling';
import type { WorkOfRep } from '../../domain/figures/work';
import type { Scope } from '../../domain/organisation/access';
import { task } from '../../threads/task';
import type { ReportRow } from './csv';
import type { ReportQuestion } from './reports';

/** Rows, and the same as CSV where that was asked for: a long text is made where the rows are. */
export interface Computed<Row> {
  readonly rows: readonly Row[];
  readonly csv?: string;
}

interface WantedAs {
  readonly wants: 'json' | 'csv';
  /** Whose rows are counted. */
  readonly scope: Scope;
}
export interface InPeriod extends WantedAs {
  readonly from: string;
  readonly to: string;
}
export interface WorkAsked extends InPeriod {
  readonly rep: string | null;
}
export interface FigureAsked extends WantedAs {
  readonly question: ReportQuestion;
  readonly product: string | null;
}
export interface BehindAsked extends FigureAsked {
  /** Where the page begins, and how long it is. */
  readonly from: number;
  readonly limit: number;
}

export interface ForecastAsked extends InPeriod {
  /** Days before each renewal date as of which it is looked at. */
  readonly ahead: number;
  readonly asOf: string;
}

/** Health held against who left. */
export interface HealthAsked extends InPeriod {
  /** Days before they left. */
  readonly ahead: number;
}

export const figureTask = task<FigureAsked, Computed<ReportRow>>('figure');
export const behindTask = task<BehindAsked, Computed<Behind> & { readonly total: number }>('behind');
export const workTask = task<WorkAsked, Computed<WorkOfRep>>('work');
export const collectedTask = task<InPeriod, Computed<Collected>>('collected');
export const forecastTask = task<ForecastAsked, Computed<Accuracy>>('forecast');
export const healthTask = task<HealthAsked, Computed<HealthCheck>>('health');
export const soldTask = task<InPeriod, Computed<Sold>>('sold');

/** Whoever asks for figures waits no longer. */
export const figuresMs = 25_000;
