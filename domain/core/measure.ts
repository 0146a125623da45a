/** Promises against figures: whether one is met, and where it is heading. */

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

/** Whether a figure meets a promise; null where only people can say: a target in words, or nobody said which way is better. */
export function judged({ target, better }: Measurable, value: number): boolean | null {
  return typeof target === 'number' && better !== undefined ? isMet(target, better, value) : null;
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
