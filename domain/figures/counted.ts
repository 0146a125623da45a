/** What every figure has: its share, its period, and the lifecycles behind it. */
import type { CivilDate } from '../core/json';
import { termOn, type BookTerm, type Period, type ProductLine } from './book';

/** A lifecycle behind a figure, and what it counts as. */
export interface Behind {
  readonly lifecycle: string;
  readonly client: string;
  readonly as: string;
}

/** A part of a whole; null where there is nothing to divide. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** True for a day of the period. */
export const within = (day: CivilDate, { from, to }: Period): boolean => from <= day && day < to;

/** The lifecycle of a term, and what it counts as. */
export const behindTerm = ({ lifecycle, client }: BookTerm, as: string): Behind => ({ lifecycle, client, as });

/** A client's lines as the lifecycles in force on a day. */
export function behindLines(lines: readonly ProductLine[], day: CivilDate, as: string): readonly Behind[] {
  return lines.flatMap((line) => {
    const term = termOn(line, day);
    return term === undefined ? [] : [behindTerm(term, as)];
  });
}
