/**
 * What a reason of health rests on, read from the text that states hold of it. Health is computed anew after every event and
 * compared as a whole with what stood before, so that text is part of what lives in flight decide by: it stays as it is, and
 * whoever is told hears it in their own words.
 */
import { otherReasons, reasonText, type AlarmReason } from '../../concerns/alarm-reasons';
import { overdueFrom, ownDetails, type HealthReason } from '../../concerns/health-weighing';
import type { CivilDate } from '../../core/json';
import { alarmSignals, type SignalName } from '../../core/policy';
import {
  ownBuckets,
  ticketBuckets,
  usageWords,
  type OwnBucket,
  type TicketBucket,
  type UsageBucket,
} from '../../core/reading';

/** One of several reasons of an alarm; a signal of the house's own by its name. */
type SeriousReason = { readonly reason: AlarmReason } | string;

export type DetailParts =
  | { readonly signal: 'usage'; readonly bucket: UsageBucket }
  | { readonly signal: 'tickets'; readonly bucket: TicketBucket }
  | { readonly signal: 'ownSignal'; readonly bucket: OwnBucket }
  | { readonly signal: 'happiness'; readonly score: number }
  /** `days`: overdue on the day on which it is read; null where that is not known. */
  | { readonly signal: 'invoiceOverdue'; readonly days: number }
  | { readonly signal: 'invoiceOverdue'; readonly days: null; readonly since: CivilDate }
  | { readonly signal: 'singleContact'; readonly isNobody: boolean }
  | { readonly signal: 'incidents' | 'missedContact'; readonly count: number }
  | { readonly signal: 'openAlarm' | 'silence'; readonly days: number }
  | { readonly signal: 'noticeGiven'; readonly on: CivilDate }
  | { readonly signal: 'renewalUndecided' | 'invoiceAtRisk' }
  | { readonly signal: 'seriousAlarm'; readonly reasons: readonly SeriousReason[] }
  | { readonly signal: 'goodNews'; readonly what: 'usage' | 'promises' | 'review' | 'rating'; readonly score: number }
  | { readonly signal: 'other'; readonly text: string };

/** Reasons of alarms by the texts that states hold of them. */
const reasonsByText = new Map<string, AlarmReason>(
  [
    ...alarmSignals,
    ...otherReasons,
    ...(['touch', 'article', 'birthday', 'invitation', 'check-in', 'success-check'] as const).map(
      (programme): AlarmReason => `${programme}-missed`,
    ),
    ...(['success-criteria', 'review', 'rescue'] as const).map((programme): AlarmReason => `${programme}-missed`),
  ].map((reason) => [reasonText(reason), reason]),
);

const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? 0);

/** The parts of the detail. `day`: on which it is read, where that is known. */
export function partsOf({ signal, detail, since }: HealthReason, day: CivilDate | null): DetailParts {
  switch (signal) {
    case 'usage':
      return { signal, bucket: usageWords.find((one) => one === detail) ?? 'silent' };
    case 'tickets':
      return { signal, bucket: ticketBuckets.find((one) => one === detail) ?? 'several' };
    case 'ownSignal':
      return { signal, bucket: ownBuckets.find((one) => ownDetails[one] === detail) ?? 'warn' };
    case 'happiness':
      return { signal, score: numberIn(detail) };
    case 'invoiceOverdue':
      if (since === undefined) return { signal, days: numberIn(detail) };
      return day === null || day < since ? { signal, days: null, since } : { signal, days: overdueFrom(since, day) };
    case 'singleContact':
      return { signal, isNobody: detail.startsWith('no ') };
    case 'serviceCall':
    case 'billingError':
    case 'contactDeparted':
    case 'competitorSeen':
    case 'news':
      return { signal: 'incidents', count: numberIn(detail) };
    case 'missedContact':
      return { signal, count: numberIn(detail) };
    case 'openAlarm':
    case 'silence':
      return { signal, days: numberIn(detail) };
    case 'renewalUndecided':
    case 'invoiceAtRisk':
      return { signal };
    case 'noticeGiven': {
      const on = /\d{4}-\d\d-\d\d/.exec(detail)?.[0];
      return on === undefined ? { signal: 'other', text: detail } : { signal, on };
    }
    case 'seriousAlarm':
      return {
        signal,
        reasons: detail.split(', ').map((text) => {
          const reason = reasonsByText.get(text);
          return reason === undefined ? text : { reason };
        }),
      };
    case 'goodNews': {
      const what = detail.startsWith('usage') ? 'usage' : detail.startsWith('every promise') ? 'promises' : null;
      return { signal, what: what ?? (detail.startsWith('a review') ? 'review' : 'rating'), score: numberIn(detail) };
    }
  }
}

/** What a reason is called: a signal of the house's own by its name. */
export function signalNamed(
  { signal, name }: Pick<HealthReason, 'signal' | 'name'>,
  signals: { readonly [S in SignalName]: string },
): string {
  return name ?? signals[signal];
}
