/** How lines that enter mid-term are begun: first steps of each rep's clients spread, so that nobody is flooded. */
import { groupBy } from '../core/grouped';
import { addDays } from '../core/calendar';
import { spread } from './handover';
import type { CivilDate } from '../core/json';

/** A line before it enters. */
export interface Entering {
  readonly rep: string;
  /** Days from one touch to the next, by the policy that it will live by. */
  readonly everyDays: number;
  /** When the client was last heard of, if somebody knows. */
  readonly lastTouchOn: CivilDate | null;
}

/**
 * The day of each line's first step, in the order of the lines. Where the last touch is known, it is one cadence after that
 * touch. The other lines of a rep are spread over one cadence from today.
 */
export function firstSteps(lines: readonly Entering[], today: CivilDate): readonly CivilDate[] {
  const days = new Map<Entering, CivilDate>();
  const open: Entering[] = [];
  for (const line of lines) {
    const next = line.lastTouchOn === null ? today : addDays(line.lastTouchOn, line.everyDays);
    if (next > today && next <= addDays(today, line.everyDays)) days.set(line, next);
    else open.push(line);
  }
  for (const ofRep of groupBy(open, ({ rep }) => rep).values()) {
    const window = Math.min(...ofRep.map(({ everyDays }) => everyDays));
    const spreadOut = spread(ofRep.length, today, window);
    ofRep.forEach((line, index) => days.set(line, spreadOut[index] ?? addDays(today, 1)));
  }
  return lines.map((line) => days.get(line) ?? addDays(today, 1));
}
