/** The days and moments that are taken from outside: beyond them no database keeps one, and nobody means one. */

export const firstDay = '1970-01-01';
export const lastDay = '2200-12-31';

/** Whether a civil date lies between them, both included. */
export const isDayInSpan = (day: string): boolean => day >= firstDay && day <= lastDay;

/** Whether a moment, with whichever offset it was written, lies between the first and the end of the last, by UTC. */
export function isMomentInSpan(at: string | number | Date): boolean {
  const ms = new Date(at).getTime();
  return ms >= Date.parse(firstDay) && ms < Date.parse(lastDay) + 86_400_000;
}
