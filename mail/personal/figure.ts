/** The alert that a figure has crossed its threshold. */
import { inWords } from '../../domain/core/words';
import { definitions } from '../../domain/figures/figures';
import { measures, type Measure } from '../../domain/figures/targets';
import type { Draft } from '../draft';

export interface TargetedFigure {
  readonly measure: Measure;
  readonly product: string | null;
  readonly currency: string | null;
  readonly target: number;
  readonly threshold: number;
  readonly value: number | null;
}

/** A rate as a percentage, days as days. */
function valueInWords(measure: Measure, value: number | null): string {
  if (value === null) return 'unknown';
  return measure === 'time-to-value' ? `${value} days` : `${(value * 100).toFixed(1)} %`;
}

/** The figure, its target, the threshold that it has crossed, and how it is computed. */
export function figureMail({ measure, product, currency, target, threshold, value }: TargetedFigure): Draft {
  const name = inWords(measure);
  const of = [product, currency].filter((one) => one !== null).join(', ');
  const worse = measures[measure].better === 'higher' ? 'below' : 'above';
  return {
    subject: `Critical: ${name}${of === '' ? '' : ` (${of})`} is ${valueInWords(measure, value)}`,
    matters: [
      {
        headline: `The ${name} of the last twelve months is ${valueInWords(measure, value)}: ${worse} the critical ${valueInWords(measure, threshold)}.`,
        why: `The target is ${valueInWords(measure, target)}. You hear of it once, when it crosses the line; the report says which clients are behind it.`,
      },
    ],
    sections: [{ title: 'How it is computed', lines: [definitions[measures[measure].figure]] }],
  };
}
