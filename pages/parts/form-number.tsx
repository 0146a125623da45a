/** The number of a form behind a mailed link: a browser sends it along, so that a form that is sent twice counts once. */

/** The field that carries it. */
export const formNumberField = 'form';

/** Sends the number of a form along, unseen. */
export function FormNumber({ of }: { readonly of: number }) {
  return <input type="hidden" name={formNumberField} value={of} />;
}
