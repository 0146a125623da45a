/** The alert that a figure has crossed its threshold. */
import { measures, type Measure } from '../../domain/figures/targets';
import type { Locale } from '../../domain/told/locale';
import type { Draft } from '../draft';
import { definitionsIn } from '../../domain/told/words/definitions';
import { inBoth } from '../../domain/told/words/in-both';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

export interface TargetedFigure {
  readonly measure: Measure;
  readonly product: string | null;
  readonly currency: string | null;
  readonly target: number;
  readonly threshold: number;
  readonly value: number | null;
}

const words = inBoth(
  {
    subject: (name: string, of: string, value: string) => `Critical: ${name}${of} is ${value}`,
    headline: (name: string, of: string, value: string, isBelow: boolean, threshold: string) =>
      `The ${name}${of} of the last twelve months is ${value}: ${isBelow ? 'below' : 'above'} the critical ${threshold}.`,
    why: (target: string) =>
      `The target is ${target}. Look at the report: it says which clients are behind it. You hear of it once, when it crosses the line.`,
    computed: 'How it is computed',
    unknown: 'unknown',
  },
  {
    subject: (name, of, value) => `Kritisch: ${name}${of} bei ${value}`,
    headline: (name, of, value, isBelow, threshold) =>
      `${name}${of} der letzten zwölf Monate: ${value}, ${isBelow ? 'unter' : 'über'} dem kritischen Wert ${threshold}.`,
    why: (target) =>
      `Das Ziel ist ${target}. Im Bericht steht, welche Kunden dahinterstehen. Sie hören davon einmal, wenn die Schwelle überschritten wird.`,
    computed: 'Wie gerechnet wird',
    unknown: 'unbekannt',
  },
);

/** A rate as a percentage, days as days. */
function valueIn(speech: Speech, measure: Measure, value: number | null): string {
  if (value === null) return words(speech).unknown;
  if (measure === 'time-to-value') return termsOf(speech).days(value);
  const percent = speech.number(Math.round(value * 1000) / 10);
  return speech.language === 'de' ? `${percent} %` : `${percent}%`;
}

/** The figure, its target, the threshold that it has crossed, and how it is computed. */
export function figureMail(
  { measure, product, currency, target, threshold, value }: TargetedFigure,
  locale: Locale,
): Draft {
  const said = words(locale);
  const speech = speechOf(locale, '');
  const name = termsOf(locale).measures[measure];
  const parts = [product, currency].filter((one) => one !== null).join(', ');
  const of = parts === '' ? '' : ` (${parts})`;
  const isBelow = measures[measure].better === 'higher';
  const is = valueIn(speech, measure, value);
  return {
    subject: said.subject(name, of, is),
    matters: [
      {
        headline: said.headline(name, of, is, isBelow, valueIn(speech, measure, threshold)),
        why: said.why(valueIn(speech, measure, target)),
      },
    ],
    sections: [{ title: said.computed, lines: [definitionsIn(locale)[measures[measure].figure]] }],
    language: locale.language,
  };
}
