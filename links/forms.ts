/**
 * The forms behind one link. A link with more to do shows a new form after each that was recorded; a form has a number,
 * by which what it says counts once. A form that is sent again is a repetition, whatever the state says meanwhile.
 *
 *   form 1 ──(recorded)──► form 2 ──(recorded)──► … ──(all is said)──► none
 */

/** What is kept of the form that was recorded last. */
interface LastRecorded {
  /** Its number; absent in what was recorded before forms had one. */
  readonly form?: number | undefined;
}

/** The number of the form that a link shows now; `last`: what was recorded last through it. */
export function formShown(last: LastRecorded | null): number {
  return last === null ? 1 : (last.form ?? 1) + 1;
}

/** True for a form that was recorded already. One that names no number is the first. */
export function isSentAgain(number: unknown, last: LastRecorded | null): boolean {
  const sent = typeof number === 'string' && /^\d{1,9}$/.test(number) ? Number(number) : 1;
  return sent < formShown(last);
}

/** The id under which what a form says counts once. */
export function onceKeyOf(linkId: string, form: number): string {
  return form === 1 ? `link:${linkId}` : `link:${linkId}:form-${form}`;
}
