/**
 * What figures should be: a target, and a threshold.
 *
 *   unknown ──► met │ below-target │ critical     once there is something to measure; unknown again when there is not
 *   met ◄──► below-target ◄──► critical ◄──► met  at each look the figure may cross to any other
 *
 * Leaders are alarmed whenever it becomes critical. Other crossings are told, unless they come from unknown (`crossing`).
 */
import { addMonths } from '../core/calendar';
import { knownAsOf, type Period, type BookTerm } from './book';
import { logos, oversoldBySeller, timeToValue, type FigureName } from './figures';
import { renewals } from './renewals';
import { value } from './value';
import type { CivilDate } from '../core/json';
import type { Better } from '../core/measure';

export const measures = {
  'renewal-rate': { figure: 'renewals', better: 'higher' },
  'logo-retention': { figure: 'logos', better: 'higher' },
  grr: { figure: 'value', better: 'higher' },
  nrr: { figure: 'value', better: 'higher' },
  'net-growth': { figure: 'growth', better: 'higher' },
  'time-to-value': { figure: 'onboarding', better: 'lower' },
  'oversold-rate': { figure: 'oversold', better: 'lower' },
} as const satisfies { readonly [name: string]: { readonly figure: FigureName; readonly better: Better } };
export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as readonly Measure[];

/** Measures of money: each is of one currency. */
export const moneyMeasures: readonly Measure[] = ['grr', 'nrr'];

export interface Target {
  readonly measure: Measure;
  readonly currency: string | null;
  readonly target: number;
  readonly threshold: number;
}

export const targetStates = ['unknown', 'met', 'below-target', 'critical'] as const;
export type TargetState = (typeof targetStates)[number];

const trailingMonths = 12;

/** The twelve months that end with a day. */
export function trailingYear(day: CivilDate): Period {
  return { from: addMonths(day, -trailingMonths), to: day };
}

/** The measure over the twelve months before a day, as known at its end; null where there is nothing to measure. */
export function valueOfMeasure(
  { measure, currency }: Pick<Target, 'measure' | 'currency'>,
  book: readonly BookTerm[],
  day: CivilDate,
): number | null {
  const terms = knownAsOf(book, day);
  const period = trailingYear(day);
  switch (measure) {
    case 'renewal-rate':
      return renewals(terms, period).rate;
    case 'logo-retention':
      return logos(terms, period).retention;
    case 'net-growth':
      return logos(terms, period).netGrowth;
    case 'time-to-value':
      return timeToValue(terms, period).medianDays;
    case 'oversold-rate': {
      const all = oversoldBySeller(terms, period);
      const sold = all.reduce((sum, one) => sum + one.sold, 0);
      return sold === 0 ? null : all.reduce((sum, one) => sum + one.flagged, 0) / sold;
    }
    case 'grr':
    case 'nrr':
      return value(terms, period).find((one) => one.currency === currency)?.[measure] ?? null;
    default:
      return measure satisfies never;
  }
}

/** True where a figure of a product (null: of all) in a currency is held against a target; one without a currency is for each. */
export function isTargetOf(
  target: { readonly product: string | null; readonly currency: string | null },
  figure: { readonly product: string | null; readonly currency: string | null },
): boolean {
  return target.product === figure.product && (target.currency === null || target.currency === figure.currency);
}

/** Where a value stands against its target and threshold. */
export function targetState(measuredValue: number | null, { measure, target, threshold }: Target): TargetState {
  if (measuredValue === null) return 'unknown';
  const reaches = (limit: number): boolean =>
    measures[measure].better === 'higher' ? measuredValue >= limit : measuredValue <= limit;
  if (!reaches(threshold)) return 'critical';
  return reaches(target) ? 'met' : 'below-target';
}

/**
 * What follows when a figure goes from one state to another: whether its leaders are alarmed (it has become critical),
 * and whether it crossed a line at all. The first look crosses nothing, unless what it finds is critical.
 */
export function crossing(from: TargetState, to: TargetState): { readonly alarms: boolean; readonly crosses: boolean } {
  const alarms = to === 'critical' && from !== 'critical';
  return { alarms, crosses: alarms || (from !== to && from !== 'unknown') };
}
