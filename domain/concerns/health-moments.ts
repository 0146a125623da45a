/** What changes health by the mere passing of time: when it is looked at again, and how things stand at a moment. */
import { addDays, afterDays, dayOf, opening } from '../core/calendar';
import type { Slices, Step, View } from '../core/concern';
import type { Instant } from '../core/json';
import { isSignal } from './alarm-reasons';
import { isUnresolved, type Escalation } from './alarm-state';
import { silencesOf, type HealthHeard } from './health-evidence';
import { dangersOf } from './health-danger';
import { overdueStages, type Around } from './health-weighing';

declare module '../core/concern' {
  interface Coming {
    'invoice-ages': { days: number };
    'alarm-ages': { days: number };
    /** `unknown`: after so long a silence health says nothing any more. */
    'silence-lasts': { days: number; unknown: boolean };
    'good-news-fades': { days: number };
  }
}

/** What makes one look again. */
export const lookReasons = ['invoice', 'alarm', 'silence', 'good-news'] as const;
export type LookReason = (typeof lookReasons)[number];

interface Look {
  readonly at: Instant;
  readonly because: LookReason;
  readonly tells: Step['tells'];
}

/** The oldest open alarm that health did not raise itself: one of signals alone counts through them already. */
function longestOpen({ slices: { escalations } }: Pick<View, 'slices'>): Escalation | undefined {
  return escalations.list.find((one) => isUnresolved(one) && one.reasons.some((reason) => !isSignal(reason)));
}

/** Parts of its span after which good news counts for less: half of it after a half, nothing at its end. */
const fadings = [0.5, 1] as const;

function fadesOf({ evidence }: HealthHeard, { rules }: Pick<View, 'rules'>): readonly Instant[] {
  const { good } = evidence ?? {};
  return good === undefined
    ? []
    : fadings.map((part) => afterDays(good.at, Math.ceil(part * rules.health.incidentDays)));
}

function goodAt(slice: HealthHeard, view: Pick<View, 'rules'>, now: Instant): Around['good'] {
  if (slice.usage === 'full') return { what: 'usage is full', part: 1 };
  const { good } = slice.evidence ?? {};
  if (good === undefined) return null;
  const faded = fadesOf(slice, view).filter((at) => at <= now).length;
  const part = 1 - faded / fadings.length;
  return part <= 0 ? null : { what: good.what, part };
}

/** How things stand around health at a moment. */
export function aroundAt(slice: HealthHeard, view: View, now: Instant): Around {
  const { rules, slices, calendar } = view;
  const { silenceDays, alarmDays } = rules.health;
  const open = longestOpen(view);
  const silences = silencesOf(slice, view).filter((at) => at <= now).length;
  const { undecided, decision, leaving } = slices.renewal;
  return {
    today: dayOf(now, calendar.zone),
    silentDays: silences === 0 ? null : silences * silenceDays,
    alarmDays: open !== undefined && afterDays(open.openedAt, alarmDays) <= now ? alarmDays : null,
    undecided: undecided !== null && decision === null && leaving === undefined,
    dangers: dangersOf(view, now),
    good: goodAt(slice, view, now),
  };
}

/** The coming moments at which health is looked at again though nobody says anything. */
export function looksOf(slice: HealthHeard & Pick<Slices['health'], 'reasons'>, view: View): readonly Look[] {
  const { rules, calendar } = view;
  const { weights, alarmDays, silenceDays, unknownUntilHeard, incidentDays, invoicesAge } = rules.health;
  const { invoiceDueOn, evidence } = slice;
  const open = weights.openAlarm > 0 ? longestOpen(view) : undefined;
  const looks: readonly Look[] = [
    ...(invoiceDueOn === undefined || !invoicesAge
      ? []
      : overdueStages.map((days) => ({
          at: opening(addDays(invoiceDueOn, days), calendar),
          because: 'invoice' as const,
          tells: { kind: 'invoice-ages' as const, days },
        }))),
    ...(open === undefined
      ? []
      : [
          {
            at: afterDays(open.openedAt, alarmDays),
            because: 'alarm' as const,
            tells: { kind: 'alarm-ages' as const, days: alarmDays },
          },
        ]),
    ...(weights.silence > 0 || unknownUntilHeard
      ? silencesOf(slice, view).map((at, index) => ({
          at,
          because: 'silence' as const,
          tells: { kind: 'silence-lasts' as const, days: (index + 1) * silenceDays, unknown: index > 0 },
        }))
      : []),
    // Where it gives no points, nothing is lost when it fades: each look costs history.
    ...(slice.reasons.some(({ signal }) => signal === 'goodNews')
      ? fadesOf(slice, view).map((at) => ({
          at,
          because: 'good-news' as const,
          tells: { kind: 'good-news-fades' as const, days: incidentDays },
        }))
      : []),
  ];
  return looks.filter(({ at }) => at > (evidence?.lookedAt ?? ''));
}
