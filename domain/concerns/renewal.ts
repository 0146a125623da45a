/**
 * The renewal: notices ahead of the date, a decision at any time, an alarm at the date when there is
 * none, and after grace the ending that the policy names. Neither a pause nor a recycle moves it.
 *
 *   watched ──(notice, notice, …)──► its date ──► undecided: an alarm ──(grace is over)──► renewed │ churned
 *      └───────────────────────────────┴────────────────┴──(a person decides)────────────► renewed
 *
 *   renews by itself: watched ──(last day for a notice)──► its date ──► watched again, for one term more
 *
 * While a client is leaving (notice.ts) nobody is asked to decide. Renewal notices are ours, ahead of the date; a notice is
 * the client's word that they leave.
 */
import { addDays, dayOf, dueMoment, opening } from '../core/calendar';
import type { Concern, Event, See } from '../core/concern';
import { endsOn, lastNoticeOn, nextEnd, prolongedBy } from '../core/contract';
import { amendedToItsEnd, worthAtEnd } from './contract';
import { annualValueOf } from './growth';
import type { CivilDate, Instant, Money } from '../core/json';
import type { Rules } from '../core/policy';
import type { ChurnReason } from '../core/stages';
import { effectOf } from './notice';
import { lastNoticeDay, noticesOf, prolonging } from './renewal-steps';

export interface RenewalDecision {
  readonly at: Instant;
  readonly by: 'person' | 'policy';
  readonly termMonths: number;
  readonly annualValue: Money;
}

/** Its date came, and nobody had decided. */
interface Undecided {
  readonly at: Instant;
  /**
   * Days of grace, as the rules were when it began: a later change of rules does not cut it short. Where it began
   * before this was kept, the rules that it lives by say it.
   */
  readonly graceDays?: number;
}

/** A client's word that they leave. */
export interface Leaving {
  /** When we were told of it. */
  readonly at: Instant;
  /** The day on which it reached us. */
  readonly receivedOn: CivilDate;
  /** The first day without the product. */
  readonly endsOn: CivilDate;
  readonly reason: ChurnReason;
}

export interface Renewal {
  /**
   * When the lifecycle began, went on by itself, or its rules changed last, or its client stayed after all. Only notices after this moment fall due: a lifecycle that is
   * handed over late does not get the earlier ones.
   */
  readonly watchedSince: Instant | null;
  /** Days ahead of the notices that were sent. */
  readonly noticed: readonly number[];
  readonly undecided: Undecided | null;
  readonly decision: RenewalDecision | null;
  /** The notice that stands; absent while there is none. */
  readonly leaving?: Leaving;
  /** The last day for a notice that has come: its step is over. */
  readonly lastNotice?: CivilDate;
  /** Where it went on by itself: the end of the term that runs now, and how often it has. */
  readonly prolonged?: { readonly until: CivilDate; readonly times: number };
}

declare module '../core/concern' {
  interface Slices {
    readonly renewal: Renewal;
  }
  interface Events {
    'renewal-noticed': { days: number; renewsOn: string };
    'renewal-undecided': { renewsOn: string };
    'renewal-lapsed': { renewsOn: string };
    /** A second one replaces the first. */
    'notice-given': { receivedOn: CivilDate; endsOn: CivilDate; reason: ChurnReason };
    /** By a person's word, or because the client renewed after all. */
    'notice-withdrawn': { by: 'withdrawal' | 'renewal'; reason: ChurnReason };
    /** The last day for a notice came; without one it renews by itself on that date. */
    'last-notice-day': { on: CivilDate; renewsOn: CivilDate };
    /** It renewed by itself on that day, for as long as the contract says. */
    'term-prolonged': { on: CivilDate; until: CivilDate };
    'renewal-decided': { by: 'person' | 'policy'; termMonths: number; annualValue: Money; before?: Money };
  }
  interface Coming {
    'renewal-date-comes': { on: CivilDate };
    'grace-ends': { days: number; on: CivilDate; ending: Rules['renewal']['undecided'] };
  }
  interface Tasks {
    readonly renewal:
      | { readonly kind: 'notice'; readonly days: number }
      | { readonly kind: 'date' | 'grace' | 'last-notice' | 'prolong' };
  }
  interface Decisions {
    renew: { termMonths: number; annualValue: Money };
    /** Without `endsOn` it takes effect at the end of the term. */
    notice: { receivedOn: CivilDate; endsOn?: CivilDate; reason: ChurnReason };
    withdrawNotice: Record<never, never>;
  }
}

/** The id under which people find a notice, by its days ahead. */
export function noticeIdOf(days: number): string {
  return `renewal-notice-${days}`;
}

/** Grace is over and nobody decided: what the policy says then. */
function endOfGrace(date: CivilDate, see: See): Event {
  if (see.rules.renewal.undecided === 'churned') return { kind: 'renewal-lapsed', renewsOn: date };
  const { termMonths } = see.seed.contract;
  const annualValue = annualValueOf(see);
  return { kind: 'renewal-decided', by: 'policy', termMonths, annualValue, before: annualValue };
}

const withdrawn = ({ reason }: Leaving, by: 'withdrawal' | 'renewal'): Event => ({
  kind: 'notice-withdrawn',
  by,
  reason,
});

/** Watches the renewal date, and ends the term with what was decided. */
export const renewal: Concern<'renewal'> = {
  name: 'renewal',

  begin: () => ({ watchedSince: null, noticed: [], undecided: null, decision: null }),

  evolve: (slice, event, at, { rules, seed: { contract }, calendar }) => {
    switch (event.kind) {
      case 'lifecycle-began': {
        // A client who was there before us may pay by an old contract: what it did before is not told as if it happened now.
        const prolonged = contract.autoRenews === true ? prolongedBy(contract, dayOf(at, calendar.zone)) : undefined;
        return { ...slice, watchedSince: at, ...(prolonged === undefined ? {} : { prolonged }) };
      }
      case 'policy-changed':
        return { ...slice, watchedSince: at };
      case 'renewal-noticed':
        return { ...slice, noticed: [...slice.noticed, event.days] };
      case 'renewal-undecided':
        return { ...slice, undecided: { at, graceDays: rules.renewal.graceDays } };
      case 'notice-given': {
        const { receivedOn, endsOn, reason } = event;
        return { ...slice, leaving: { at, receivedOn, endsOn, reason } };
      }
      case 'notice-withdrawn': {
        const { leaving: over, ...rest } = slice;
        return { ...rest, watchedSince: at };
      }
      case 'last-notice-day':
        return { ...slice, lastNotice: event.on };
      case 'term-prolonged':
        return {
          ...slice,
          noticed: [],
          undecided: null,
          watchedSince: at,
          prolonged: { until: event.until, times: (slice.prolonged?.times ?? 0) + 1 },
        };
      case 'renewal-decided':
        return {
          ...slice,
          decision: { at, by: event.by, termMonths: event.termMonths, annualValue: event.annualValue },
        };
      default:
        return slice;
    }
  },

  agenda: (slice, view) => {
    const { seed, rules, calendar } = view;
    const date = endsOn(seed.contract, slice.prolonged);
    if (slice.leaving !== undefined) return slice.leaving.endsOn > date ? prolonging(date, view) : [];
    if (seed.contract.autoRenews === true)
      return [...noticesOf(slice, date, view), ...lastNoticeDay(slice, date, view), ...prolonging(date, view)];
    const notices = noticesOf(slice, date, view);
    if (slice.undecided === null)
      return [
        ...notices,
        {
          task: { kind: 'date' },
          at: dueMoment(date, calendar),
          tells: { kind: 'renewal-date-comes', on: date },
          urgent: true,
        },
      ];
    const { graceDays = rules.renewal.graceDays } = slice.undecided;
    const ending = rules.renewal.undecided;
    return [
      ...notices,
      {
        task: { kind: 'grace' },
        at: opening(addDays(date, graceDays), calendar),
        tells: { kind: 'grace-ends', days: graceDays, on: date, ending },
      },
    ];
  },

  due: ({ task }, { prolonged }, see) => {
    const { contract } = see.seed;
    const date = endsOn(contract, prolonged);
    switch (task.kind) {
      case 'notice':
        return { events: [{ kind: 'renewal-noticed', days: task.days, renewsOn: date }] };
      case 'date':
        return { events: [{ kind: 'renewal-undecided', renewsOn: date }] };
      case 'grace':
        return { events: [endOfGrace(date, see)] };
      case 'last-notice':
        return { events: [{ kind: 'last-notice-day', on: lastNoticeOn(date, contract), renewsOn: date }] };
      case 'prolong':
        return { events: [{ kind: 'term-prolonged', on: date, until: nextEnd(contract, prolonged) }] };
    }
  },

  decide: {
    renew: ({ termMonths, annualValue }, { leaving }, see) => ({
      events: [
        ...(leaving === undefined ? [] : [withdrawn(leaving, 'renewal')]),
        ...amendedToItsEnd(see),
        { kind: 'renewal-decided', by: 'person', termMonths, annualValue, before: worthAtEnd(see) },
      ],
    }),
    notice: ({ receivedOn, endsOn: said, reason }, { leaving, prolonged }, { seed: { contract }, now }) => {
      const effect = effectOf({ receivedOn, endsOn: said }, { contract, prolonged }, now);
      if (typeof effect !== 'string') return effect;
      const isSame = leaving?.receivedOn === receivedOn && leaving.endsOn === effect && leaving.reason === reason;
      if (isSame) return { refused: 'already-there' };
      return { events: [{ kind: 'notice-given', receivedOn, endsOn: effect, reason }] };
    },
    withdrawNotice: (_, { leaving }) =>
      leaving === undefined ? { refused: 'no-notice' } : { events: [withdrawn(leaving, 'withdrawal')] },
  },
};
