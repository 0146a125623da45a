/**
 * Growth: where a client could use more, the workgroup's business developer hears of it, so that the rep need not
 * sell; the best retention is resale.
 *
 *   usage at the ceiling, a happy review, a rep's hint, a rescue that needs another scope
 *     └──► open (told: business developer) ──► reminded, a few times
 *            │    ▲
 *            │    └──(days later, or a new reason)── not now
 *            └──(from not now, too)──► won (the line's annual value from this day on) │ lost
 *
 * One opportunity is open at a time: a further reason joins it. What the numbers suggest waits while the client
 * burns, and rests for some time after an answer; what a person says never waits.
 */
import { addDays, afterDays, dayOf, opening, workingDaysAfter } from '../core/calendar';
import {
  nothing,
  type Concern,
  type Decided,
  type Event,
  type Messages,
  type See,
  type Seed,
  type Slices,
  type Step,
  type TaskOf,
  type View,
} from '../core/concern';
import type { CivilDate, Instant, Money } from '../core/json';
import { isBounded } from '../core/ledger';
import { change } from '../core/listed';
import { changeOf, moneyText } from '../core/money';
import { asPromised } from '../core/policy';

export const opportunityHints = ['hint', 'changed-scope'] as const;
export type OpportunityReason = 'usage-at-ceiling' | 'happy-review' | (typeof opportunityHints)[number];
export const opportunityOutcomes = ['won', 'lost', 'not-now'] as const;
export type OpportunityOutcome = (typeof opportunityOutcomes)[number];
export type OpportunityEnd = Exclude<OpportunityOutcome, 'not-now'>;

/** True for what ends an opportunity; «not now» brings it up again later. */
export function endsOpportunity(outcome: OpportunityOutcome): outcome is OpportunityEnd {
  return outcome !== 'not-now';
}

/** What is true of an opportunity in whatever state. */
interface AnyOpportunity {
  readonly id: string;
  readonly reasons: readonly OpportunityReason[];
  readonly openedAt: Instant;
  /** When the business developer was told last. */
  readonly toldAt: Instant;
  readonly reminders: number;
  /** How often it was postponed. */
  readonly postponed: number;
}

export type Opportunity = AnyOpportunity &
  (
    | { readonly state: 'open' }
    /** The client said «not now»; `restsUntil`: the day on which it is brought up again. */
    | { readonly state: 'resting'; readonly restsUntil: CivilDate }
    /** `restsUntil`: the day until which it rested when it was closed. */
    | {
        readonly state: 'closed';
        readonly closedAt: Instant;
        readonly end: OpportunityEnd;
        readonly restsUntil: CivilDate | null;
      }
  );

/** `on`: the day from which it counts, where that is not the day of `at`. */
interface WorthSince {
  readonly at: Instant;
  readonly on?: CivilDate;
  readonly annualValue: Money;
}

export interface Growth {
  readonly opened: number;
  readonly list: readonly Opportunity[];
  /** What the line is worth a year since it was changed within this term. The last one counts, and states of today keep no other. */
  readonly changes: readonly WorthSince[];
}

declare module '../core/concern' {
  interface Slices {
    readonly growth: Growth;
  }
  interface Events {
    /** `currency`: of the product line, so that a report need not look for it. */
    'opportunity-opened': { opportunity: string; reason: OpportunityReason; currency: string };
    'opportunity-joined': { opportunity: string; reason: OpportunityReason };
    'opportunity-reminded': { opportunity: string; reminder: number };
    'opportunity-postponed': { opportunity: string; until: CivilDate };
    /** It was postponed, and its day has come. */
    'opportunity-returned': { opportunity: string };
    'opportunity-closed': { opportunity: string; end: OpportunityEnd; currency: string };
    'annual-value-changed': { from: Money; to: Money; opportunity: string };
  }
  interface Tasks {
    readonly growth: { readonly kind: 'returns' | 'reminds'; readonly opportunity: string };
  }
  interface Facts {
    opportunityHinted: { reason: (typeof opportunityHints)[number] };
  }
  interface Decisions {
    /** `annualValue`: what the line is worth a year from now on; left out where what was sold is a deal of its own. */
    settleOpportunity: { opportunity: string; outcome: OpportunityOutcome; annualValue?: Money };
  }
}

/** Closed ones kept in the state; the ledger has all of them. */
const closedKept = 20;

const isOpenOpportunity = ({ state }: Opportunity): boolean => state !== 'closed';

/** It is brought up now, whatever rested before. */
const broughtUp = ({ id, reasons, openedAt, postponed }: Opportunity, at: Instant): Opportunity => ({
  id,
  state: 'open',
  reasons,
  openedAt,
  toldAt: at,
  reminders: 0,
  postponed,
});

/** What the line is worth a year now. */
export function annualValueOf({ seed, slices }: { readonly seed: Seed; readonly slices: Slices }): Money {
  return slices.growth.changes.at(-1)?.annualValue ?? seed.contract.annualValue;
}

/** The slice with a change of worth; of several the one with the latest day counts, and of one day the last that was heard. */
function withWorth(slice: Growth, since: WorthSince, { seed, calendar: { zone } }: View): Growth {
  const dayFrom = ({ on, at }: WorthSince): CivilDate => on ?? dayOf(at, zone);
  const last = slice.changes.at(-1);
  if (last !== undefined && dayFrom(last) > dayFrom(since)) return slice;
  return { ...slice, changes: [...(isBounded(seed) ? [] : slice.changes), since] };
}

function openOrJoin(reason: OpportunityReason, slice: Growth, see: View): Decided {
  const open = slice.list.find(isOpenOpportunity);
  if (open === undefined)
    return {
      events: [
        {
          kind: 'opportunity-opened',
          opportunity: `opportunity-${slice.opened + 1}`,
          reason,
          currency: annualValueOf(see).currency,
        },
      ],
    };
  return open.reasons.includes(reason) && open.state === 'open'
    ? nothing
    : { events: [{ kind: 'opportunity-joined', opportunity: open.id, reason }] };
}

/**
 * Whether the client gave an answer that still counts: «not now», or an end some days ago. An end that came while it
 * rested counts for the rest of the term.
 */
function isAnswered(one: Opportunity, { rules, now }: See): boolean {
  switch (one.state) {
    case 'open':
      return false;
    case 'resting':
      return true;
    case 'closed':
      return one.restsUntil !== null || afterDays(one.closedAt, rules.growth.restDays) > now;
  }
}

/** What the numbers suggest: not to a client who burns, and not again soon after an answer. */
function suggested(reason: OpportunityReason, slice: Growth, see: See): Decided {
  const { standing, health } = see.slices;
  if (standing.stage !== 'retention' || health.band === 'red') return nothing;
  return slice.list.some((one) => isAnswered(one, see)) ? nothing : openOrJoin(reason, slice, see);
}

function settle(
  { opportunity, outcome, annualValue }: Messages['settleOpportunity'],
  slice: Growth,
  see: See,
): Decided {
  const found = slice.list.find(({ id }) => id === opportunity);
  if (found === undefined) return { refused: 'unknown-opportunity' };
  if (!isOpenOpportunity(found)) return { refused: 'opportunity-closed' };
  if (!endsOpportunity(outcome)) {
    const until = addDays(dayOf(see.now, see.calendar.zone), see.rules.growth.notNowDays);
    return { events: [{ kind: 'opportunity-postponed', opportunity, until }] };
  }
  const from = annualValueOf(see);
  if (annualValue !== undefined && annualValue.currency !== from.currency) return { refused: 'other-currency' };
  const changed: readonly Event[] =
    outcome === 'lost' || annualValue === undefined || annualValue.amount === from.amount
      ? []
      : [{ kind: 'annual-value-changed', from, to: annualValue, opportunity }];
  return { events: [{ kind: 'opportunity-closed', opportunity, end: outcome, currency: from.currency }, ...changed] };
}

/** The last one that was closed: its days of rest go on in the next term, where the rules say so. */
function restingFrom(list: readonly Opportunity[], { before, policy }: Seed): readonly Opportunity[] {
  const { rules } = asPromised(before?.slices.standing?.policy ?? policy);
  if (!rules.growth.restsOver) return [];
  const closed = list.flatMap((one) => (one.state === 'closed' ? [{ ...one, restsUntil: null }] : []));
  return closed.toSorted((a, b) => (a.closedAt < b.closedAt ? -1 : 1)).slice(-1);
}

/** Opens opportunities, and keeps what came of them. */
export const growth: Concern<'growth'> = {
  name: 'growth',

  begin: (seed) => {
    const before = seed.before?.slices.growth;
    const { opened = 0, list = [] } = before ?? {};
    return { opened, list: [...restingFrom(list, seed), ...list.filter(isOpenOpportunity)], changes: [] };
  },

  evolve: (slice, event, at, view) => {
    switch (event.kind) {
      case 'opportunity-opened': {
        const opened: Opportunity = {
          id: event.opportunity,
          state: 'open',
          reasons: [event.reason],
          openedAt: at,
          toldAt: at,
          reminders: 0,
          postponed: 0,
        };
        const past = slice.list.filter((one) => !isOpenOpportunity(one)).slice(-closedKept);
        return { ...slice, opened: slice.opened + 1, list: [...past, opened] };
      }
      case 'opportunity-joined':
        return change(slice, event.opportunity, (one) => ({
          ...broughtUp(one, at),
          reasons: [...new Set([...one.reasons, event.reason])],
        }));
      case 'opportunity-returned':
        return change(slice, event.opportunity, (one) => broughtUp(one, at));
      case 'opportunity-reminded':
        return change(slice, event.opportunity, (one) => ({ ...one, reminders: event.reminder }));
      case 'opportunity-postponed':
        return change(slice, event.opportunity, (one) => ({
          ...one,
          state: 'resting',
          restsUntil: event.until,
          postponed: one.postponed + 1,
        }));
      case 'opportunity-closed':
        return change(slice, event.opportunity, (one) => ({
          ...one,
          state: 'closed',
          closedAt: at,
          end: event.end,
          restsUntil: one.state === 'open' ? null : one.restsUntil,
        }));
      case 'annual-value-changed':
        return withWorth(slice, { at, annualValue: event.to }, view);
      case 'contract-amended': {
        const { on, annualValue } = event;
        return annualValue === undefined ? slice : withWorth(slice, { at, on, annualValue }, view);
      }
      default:
        return slice;
    }
  },

  agenda: (slice, { rules, calendar }) =>
    slice.list.flatMap((one): Step<TaskOf<'growth'>>[] => {
      const { id: opportunity, toldAt, reminders } = one;
      switch (one.state) {
        case 'open': {
          const workingDays = rules.growth.remindWorkingDays[reminders];
          if (workingDays === undefined) return [];
          return [
            {
              task: { kind: 'reminds', opportunity },
              at: workingDaysAfter(toldAt, workingDays, calendar),
              what: `The business developer is reminded of ${opportunity}`,
              why: `Nobody has said in ${workingDays} working days what came of it.`,
            },
          ];
        }
        case 'resting':
          return [
            {
              task: { kind: 'returns', opportunity },
              at: opening(one.restsUntil, calendar),
              what: `${opportunity} is brought up again`,
              why: 'The client said «not now».',
            },
          ];
        case 'closed':
          return [];
      }
    }),

  due: ({ task }, slice) => {
    const open = slice.list.find(({ id }) => id === task.opportunity);
    if (open === undefined) return nothing;
    return {
      events: [
        task.kind === 'returns'
          ? { kind: 'opportunity-returned', opportunity: open.id }
          : { kind: 'opportunity-reminded', opportunity: open.id, reminder: open.reminders + 1 },
      ],
    };
  },

  react: (event, slice, see) => {
    const { happyFrom, atCeiling } = see.rules.growth;
    switch (event.kind) {
      case 'usage-changed':
        return atCeiling && event.bucket === 'full' ? suggested('usage-at-ceiling', slice, see) : nothing;
      case 'item-completed': {
        const { programme, happiness = 0 } = event;
        const happy = programme === 'review' && happyFrom !== null && happiness >= happyFrom;
        return happy ? suggested('happy-review', slice, see) : nothing;
      }
      default:
        return nothing;
    }
  },

  decide: {
    opportunityHinted: ({ reason }, slice, see) => openOrJoin(reason, slice, see),
    settleOpportunity: settle,
  },

  sentences: {
    'opportunity-opened': (e) => `${e.opportunity} was opened (${names[e.reason]}): the business developer was told.`,
    'opportunity-joined': (e) => `One more reason for ${e.opportunity}: ${names[e.reason]}.`,
    'opportunity-reminded': (e) => `The business developer was reminded of ${e.opportunity}, reminder ${e.reminder}.`,
    'opportunity-postponed': (e) => `${e.opportunity} is postponed: it is brought up again on ${e.until}.`,
    'opportunity-returned': (e) => `${e.opportunity} was brought up again: the business developer was told.`,
    'opportunity-closed': (e) => `${e.opportunity} is ${e.end}.`,
    'annual-value-changed': (e) => {
      const by = changeOf(e.from, e.to);
      return `The annual value is ${moneyText(e.to)} from here on${by === null ? '' : ` (${by.kind})`}.`;
    },
  },
};

const names: Readonly<Record<OpportunityReason, string>> = {
  'usage-at-ceiling': 'they use nearly all that they bought',
  'happy-review': 'a happy review',
  hint: 'a hint of whoever knows the client',
  'changed-scope': 'a rescue needs another scope',
};
