/** The overdue invoice that counts for health: the oldest, and the day on which it fell due where invoices age. */
import { addDays, dayOf, daysBetween } from '../core/calendar';
import type { View } from '../core/concern';
import type { CivilDate, Instant } from '../core/json';
import type { Rules } from '../core/policy';
import type { HealthHeard } from './health-evidence';
import { stillOverdue } from './receivables';

/** The day on which an invoice fell due that is so many days overdue at a moment. */
const dueOn = (days: number, at: Instant, { calendar }: Pick<View, 'calendar'>): CivilDate =>
  addDays(dayOf(at, calendar.zone), -days);

/** With an invoice that is so many days overdue; null where none is. */
export function withOverdue<S extends HealthHeard>(slice: S, days: number | null, at: Instant, view: View): S {
  const { invoiceDueOn, ...rest } = slice;
  const kept = { ...rest, invoiceOverdueDays: days } as S;
  return !view.rules.health.invoicesAge || days === null ? kept : { ...kept, invoiceDueOn: dueOn(days, at, view) };
}

/** An invoice that is named does not hide another one that is older; one that is not stands for all. */
export function overdueWith<S extends HealthHeard>(
  slice: S,
  { days, invoice }: { readonly days: number; readonly invoice?: string },
  at: Instant,
  view: View,
): S {
  const { invoiceOverdueDays, invoiceDueOn } = slice;
  if (invoice === undefined || invoiceOverdueDays === null) return withOverdue(slice, days, at, view);
  const isOlder = invoiceDueOn === undefined ? days > invoiceOverdueDays : dueOn(days, at, view) < invoiceDueOn;
  return isOlder ? withOverdue(slice, days, at, view) : slice;
}

/**
 * As other rules have it. Where invoices age from now on, the oldest that is collected says since when; of one that nobody
 * collects that is not known, and it is as old as it was told until it is told again. Where they age no longer, it stays as
 * old as it is.
 */
export function overdueUnder<S extends HealthHeard>(slice: S, rules: Rules, at: Instant, view: View): S {
  const { invoiceOverdueDays, invoiceDueOn } = slice;
  const ages = rules.health.invoicesAge;
  if (invoiceOverdueDays === null || ages === (invoiceDueOn !== undefined)) return slice;
  const under = { ...view, rules, now: at };
  if (invoiceDueOn !== undefined) {
    const days = Math.max(1, daysBetween(invoiceDueOn, dayOf(at, view.calendar.zone)));
    return withOverdue(slice, days, at, under);
  }
  const days = stillOverdue(view.slices.receivables, () => false, under);
  return days === null ? slice : withOverdue(slice, days, at, under);
}
