/**
 * Danger: what stands against a client, whatever they say and are measured. While it does nobody is green; it makes nobody
 * red, and it ends with what it is about.
 *
 *   noticeGiven     the client gave notice, until it is withdrawn or takes effect
 *   invoiceAtRisk   an invoice put the lifecycle at risk, until it is settled
 *   seriousAlarm    a serious reason of an alarm that is open, until it ends or somebody resolves the alarm
 */
import { opening } from '../core/calendar';
import type { View } from '../core/concern';
import type { Instant } from '../core/json';
import { endsWithRed } from './alarm-endings';
import { ownNames, reasonsText, severityOf, type AlarmReason } from './alarm-reasons';
import { isUnresolved } from './alarm-state';
import type { Danger } from './health-weighing';

/** Reasons of an alarm that are danger by themselves for as long as they stand. */
const countedApart: readonly AlarmReason[] = ['notice-given', 'invoice-long-overdue'];

/** Serious alarms that are open, by the reasons that no red health tells already. */
function seriousAlarms({ rules, slices }: Pick<View, 'rules' | 'slices'>): readonly Danger[] {
  return slices.escalations.list.filter(isUnresolved).flatMap(({ reasons, own }): Danger[] => {
    const grave = reasons.filter(
      (reason) =>
        severityOf([reason], rules) === 'serious' && !endsWithRed(reason, rules) && !countedApart.includes(reason),
    );
    return grave.length === 0 ? [] : [{ signal: 'seriousAlarm', detail: reasonsText(grave, ownNames(own)) }];
  });
}

/** Every danger that stands, the gravest first. */
export function dangersOf(view: Pick<View, 'rules' | 'slices' | 'calendar'>, now: Instant): readonly Danger[] {
  const { leaving } = view.slices.renewal;
  const isAtRisk = view.slices.receivables.list.some(({ state, atRisk }) => state === 'open' && atRisk);
  return [
    // One that has taken effect already leaves nobody to look at.
    ...(leaving === undefined || opening(leaving.endsOn, view.calendar) <= now
      ? []
      : [{ signal: 'noticeGiven', detail: `it takes effect on ${leaving.endsOn}` } as const]),
    ...(isAtRisk ? [{ signal: 'invoiceAtRisk', detail: 'it stays open' } as const] : []),
    ...seriousAlarms(view),
  ];
}
