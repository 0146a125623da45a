/** Promises against figures: whether one is met, and where it is heading. */
import type { CivilDate } from './json';

export const directions = ['higher', 'lower'] as const;
/** Which way is better; a promise that does not say is never judged by the program, only by people. */
export type Better = (typeof directions)[number];

export type Trend = 'first figure' | 'improving' | 'worsening' | 'rising' | 'falling' | 'steady';

/** True when the figure is as good as what was promised. */
export function isMet(target: number, better: Better, value: number): boolean {
  return better === 'higher' ? value >= target : value <= target;
}

/** What was promised, as far as a figure is held against it. */
export interface Measurable {
  readonly target: number | string;
  readonly better?: Better | undefined;
}

/** True where people say whether it is kept: the target is words, or nobody said which way is better. */
export function isJudgedByPeople({ target, better }: Measurable): boolean {
  return typeof target !== 'number' || better === undefined;
}

/** Whether a figure meets a promise; null where only people can say: a target in words, or nobody said which way is better. */
export function judged({ target, better }: Measurable, value: number): boolean | null {
  return typeof target === 'number' && better !== undefined ? isMet(target, better, value) : null;
}

/** What a review makes of a promise that has a figure: `coming` before its date, `improving` while it gets better. */
export type PromiseVerdict = 'met' | 'missed' | 'coming' | 'improving';

/** How a figure came about, as far as a verdict looks at it. */
export interface Judged {
  readonly met: boolean;
  /** The day by which it was promised; absent: it is due from the first. */
  readonly by?: CivilDate | undefined;
  /** A person said so, and did not leave it to the figure. */
  readonly said?: true | undefined;
  /** Better than the figure before it. */
  readonly improving?: true | undefined;
}

/**
 * The verdict on a promise, on a day. What is kept is kept, before its date too. What is not is no miss before its date,
 * nor while it improves; a person who says that it is missed knows better.
 */
export function verdictOn({ met, by, said, improving }: Judged, day: CivilDate): PromiseVerdict {
  if (met) return 'met';
  if (said === true) return 'missed';
  if (by !== undefined && day < by) return 'coming';
  return improving === true ? 'improving' : 'missed';
}

/** Where figures are heading, from the last two; null when there are none. `values`: oldest first. */
export function trendOf(values: readonly number[], better?: Better): Trend | null {
  const last = values.at(-1);
  const before = values.at(-2);
  if (last === undefined) return null;
  if (before === undefined) return 'first figure';
  if (last === before) return 'steady';
  const rising = last > before;
  if (better === undefined) return rising ? 'rising' : 'falling';
  return rising === (better === 'higher') ? 'improving' : 'worsening';
}
