/** Health checked against who really left: whether a band says anything of what comes. */
import { bands, type Band } from '../concerns/health-bands';
import { ratio } from './counted';

export const healthCheckDefinition =
  'Product lines (a renewal goes on with the line) that were lost in the period, by the band in which their health stood so many days before they left; new: they were not clients yet. Share = of all that left. Beside it the lines that stood in a band when the period began, and those of them that were lost until its end. Rate = stood and left ÷ stood. Where health is worth its name, the rate of red is far above that of green, and few who left were green before.';

/** Where a line stood before there was anything to stand in. */
export const judgedBands = [...bands, 'new'] as const;
export type JudgedBand = (typeof judgedBands)[number];

/** One product line: where it stood, and whether it left. */
export interface JudgedLine {
  /** The band in which it stood when the period began; null: it was not there. */
  readonly stood: Band | null;
  /** The band so many days before it left; null: it did not leave in the period. */
  readonly leftFrom: JudgedBand | null;
}

/** What a band said of who left. */
export interface HealthCheck {
  readonly band: JudgedBand;
  readonly left: number;
  readonly share: number | null;
  readonly stood: number;
  readonly stoodAndLeft: number;
  readonly rate: number | null;
}

/** Every band, the best first, with who left from it, and who of those that stood in it left. */
export function healthChecked(lines: readonly JudgedLine[]): readonly HealthCheck[] {
  const lost = lines.filter(({ leftFrom }) => leftFrom !== null);
  return judgedBands.map((band) => {
    const left = lost.filter(({ leftFrom }) => leftFrom === band).length;
    const stood = lines.filter((one) => one.stood === band);
    const stoodAndLeft = stood.filter(({ leftFrom }) => leftFrom !== null).length;
    return {
      band,
      left,
      share: ratio(left, lost.length),
      stood: stood.length,
      stoodAndLeft,
      rate: ratio(stoodAndLeft, stood.length),
    };
  });
}
