/** The address in the desk at which a signed-in person acts: it leads to the same page as the link in their mail would. */
import type { Purpose } from './links';

/** Stands where an act has no subject, as a renewal has none. */
export const noSubject = '-';

/** The path of an act of the desk, e.g. `/do/D-1042.crm-pro.t1/item/D-1042.crm-pro.t1.review.1`. */
export function hrefOfDoing(lifecycle: string, purpose: Purpose, subject: string | null): string {
  return `/do/${[lifecycle, purpose, subject ?? noSubject].map(encodeURIComponent).join('/')}`;
}

/** The path of a client in the desk; where only a lifecycle is known, the one that leads there. */
export function pathOfClient(client: string | null, lifecycle: string | null): string {
  return client === null
    ? `/lifecycles/${encodeURIComponent(lifecycle ?? '')}`
    : `/clients/${encodeURIComponent(client)}`;
}

/** The same as a whole address, as it stands in a mail. */
export const addressInDesk = (publicUrl: string, path: string): string => new URL(path, publicUrl).toString();
