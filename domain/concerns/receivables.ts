/**
 * Receivables: overdue invoices, collected by the workgroup's receivables manager, so that the rep need not.
 *
 *   open (told: receivables manager) ──► told again ──► manager ──► director, again and again
 *     │  each try (promised, no answer, disputed) gives the present rung its days anew
 *     ├──(long overdue)──► at risk: an alarm of the lifecycle, and the rep's business from then on
 *     └──(the billing system, or a person, says so)──► paid │ written off │ voided (it was never owed)
 *
 * An invoice that is heard of again grows older; it is asked for once. One that is paid in part is asked for by what remains.
 */
import { afterDays, dayMs, dayOf, daysBetween, withoutClosings, workingDaysAfter } from '../core/calendar';
import {
  nothing,
  type Concern,
  type Decided,
  type Event,
  type Messages,
  type See,
  type Step,
  type TaskOf,
  type View,
} from '../core/concern';
import type { CivilDate, Instant, Money } from '../core/json';
import { change } from '../core/listed';
import type { ReceivablesRung } from '../core/policy';
import { Remembered } from '../core/remembered';

/** Ends that a person may tell of. */
const toldEnds = ['paid', 'written-off'] as const;
/** What becomes of an invoice. Only the billing system voids one: it was made by mistake, and nobody lost anything. */
export const receivableEnds = [...toldEnds, 'voided'] as const;
export type ReceivableEnd = (typeof receivableEnds)[number];
/** Ends that brought no money. */
export type UnpaidEnd = Exclude<ReceivableEnd, 'paid'>;
export const receivableOutcomes = ['promised', 'no-answer', 'disputed', ...toldEnds] as const;
export type ReceivableOutcome = (typeof receivableOutcomes)[number];

/** True for what ends a receivable; after anything else it is tried again. */
export function endsReceivable(outcome: ReceivableOutcome): outcome is (typeof toldEnds)[number] {
  return toldEnds.some((end) => end === outcome);
}

/** What is true of a receivable in whatever state. */
interface AnyReceivable {
  readonly id: string;
  /** The billing system's name for it; null where it gave none. */
  readonly invoice: string | null;
  readonly amount: Money | null;
  readonly openedAt: Instant;
  /** Days overdue when it was heard of last. */
  readonly days: number;
  readonly heardAt: Instant;
  /** Index of the rung that was told last. */
  readonly level: number;
  /** When the present rung was told, or tried. */
  readonly toldAt: Instant;
  /** How often somebody tried to collect it. */
  readonly tries: number;
  readonly atRisk: boolean;
}

export type Receivable = AnyReceivable &
  ({ readonly state: 'open' } | { readonly state: 'closed'; readonly closedAt: Instant; readonly end: ReceivableEnd });

export interface Receivables {
  readonly opened: number;
  readonly list: readonly Receivable[];
}

declare module '../core/concern' {
  interface Slices {
    readonly receivables: Receivables;
  }
  interface Events {
    'receivable-opened': {
      receivable: string;
      role: ReceivablesRung['role'];
      days: number;
      invoice?: string;
      amount?: Money;
    };
    'receivable-aged': { receivable: string; days: number };
    'receivable-climbed': { receivable: string; level: number; role: ReceivablesRung['role'] };
    /** `until`: the day for which payment was promised. */
    'receivable-tried': { receivable: string; outcome: Exclude<ReceivableOutcome, ReceivableEnd>; until?: CivilDate };
    'receivable-at-risk': { receivable: string; days: number };
    /** `amount`: what is open now; `paid`: what came in for it, where that can be said. */
    'receivable-remains': { receivable: string; amount: Money; paid?: Money };
    /** `days` overdue in the end; `still`: days overdue of what else is open. */
    'receivable-closed': {
      receivable: string;
      end: ReceivableEnd;
      days: number;
      tries: number;
      still?: number;
      amount?: Money;
    };
  }
  interface Coming {
    /** `asked`: who has those working days after each try. */
    'receivable-climbs': {
      invoice: string | null;
      role: ReceivablesRung['role'];
      again: boolean;
      asked: ReceivablesRung['role'];
      workingDays: number;
    };
    'receivable-risks': { invoice: string | null; days: number };
  }
  interface Tasks {
    readonly receivables: { readonly kind: 'climbs' | 'risk'; readonly receivable: string };
  }
  interface Facts {
    /** So much of an invoice is open now. `credited`: the rest was taken off it, not paid. */
    invoiceRemains: { invoice: string; amount: Money; credited?: true };
    receivableWorked: { receivable: string; outcome: ReceivableOutcome; until?: CivilDate };
  }
}

/**
 * Days that an invoice is overdue at a moment, both in milliseconds: whole days, and the day that has begun where there
 * is none yet, or where nobody says when it was due.
 */
export function daysOverdue(dueMs: number | null, atMs: number): number {
  return Math.max(1, Math.floor((atMs - (dueMs ?? atMs)) / dayMs));
}

/** Closed ones kept in the state; the ledger has all of them. */
const closedKept = 20;

const isOpenReceivable = ({ state }: Receivable): boolean => state === 'open';

/** So many invoices of a lifecycle can be collected at one time. */
export const mostOpenInvoices = 100;

/** True where an overdue invoice can be collected: it is known, or there are not too many yet. */
export function hasRoomFor(invoice: string | undefined, { list }: Receivables): boolean {
  const open = list.filter(isOpenReceivable);
  return open.length < mostOpenInvoices || open.some((one) => one.invoice === (invoice ?? null));
}

/** Days overdue of the oldest that stays open; null where nothing does. Counted to now under rules by which invoices age. */
export function stillOverdue(
  slice: Receivables,
  without: (one: Receivable) => boolean,
  see: Pick<See, 'rules' | 'calendar' | 'now'>,
): number | null {
  const days = slice.list
    .filter((one) => isOpenReceivable(one) && !without(one))
    .map((one) => (see.rules.health.invoicesAge ? daysAt(one, see.now, see) : one.days));
  return days.length === 0 ? null : Math.max(...days);
}

/** An invoice that is not named stands for every one that is open. */
export const isMeant =
  (invoice: string | undefined) =>
  (one: Receivable): boolean =>
    invoice === undefined || one.invoice === invoice;

const rungOf = (level: number, { rules }: Pick<View, 'rules'>): ReceivablesRung | undefined =>
  rules.receivables.ladder[level] ?? rules.receivables.ladder.at(-1);

/** Days overdue at a moment. */
const daysAt = ({ days, heardAt }: Receivable, at: Instant, { calendar }: Pick<View, 'calendar'>): number =>
  days + daysBetween(dayOf(heardAt, calendar.zone), dayOf(at, calendar.zone));

function closed(one: Receivable, end: ReceivableEnd, still: number | null, see: See): Event {
  return {
    kind: 'receivable-closed',
    receivable: one.id,
    end,
    days: daysAt(one, see.now, see),
    tries: one.tries,
    ...(still === null ? {} : { still }),
    ...(one.amount === null ? {} : { amount: one.amount }),
  };
}

function openOrAge({ days, invoice, amount }: Messages['invoiceOverdue'], slice: Receivables, see: See): Decided {
  const known = slice.list.find((one) => isOpenReceivable(one) && one.invoice === (invoice ?? null));
  if (known !== undefined)
    return days <= known.days ? nothing : { events: [{ kind: 'receivable-aged', receivable: known.id, days }] };
  const rung = rungOf(0, see);
  if (rung === undefined) return nothing;
  const opened: Event = {
    kind: 'receivable-opened',
    receivable: `receivable-${slice.opened + 1}`,
    role: rung.role,
    days,
    ...(invoice === undefined ? {} : { invoice }),
    ...(amount === undefined ? {} : { amount }),
  };
  return { events: [opened] };
}

function settleOrTry(
  { receivable, outcome, until }: Messages['receivableWorked'],
  slice: Receivables,
  see: See,
): Decided {
  const found = slice.list.find(({ id }) => id === receivable);
  if (found === undefined) return { refused: 'unknown-receivable' };
  if (!isOpenReceivable(found)) return { refused: 'receivable-closed' };
  if (!endsReceivable(outcome)) {
    const promised = outcome === 'promised' && until !== undefined ? { until } : {};
    return { events: [{ kind: 'receivable-tried', receivable, outcome, ...promised }] };
  }
  return {
    events: [
      closed(
        found,
        outcome,
        stillOverdue(slice, ({ id }) => id === receivable, see),
        see,
      ),
    ],
  };
}

function remains({ invoice, amount, credited }: Messages['invoiceRemains'], slice: Receivables): Decided {
  const found = slice.list.find((one) => isOpenReceivable(one) && one.invoice === invoice);
  if (found === undefined) return { refused: 'unknown-receivable' };
  const before = found.amount?.currency === amount.currency ? found.amount.amount : null;
  if (before === amount.amount) return nothing;
  const paid = before === null || credited || before < amount.amount ? null : before - amount.amount;
  const remaining: Event = {
    kind: 'receivable-remains',
    receivable: found.id,
    amount,
    ...(paid === null ? {} : { paid: { ...amount, amount: paid } }),
  };
  return { events: [remaining] };
}

type ReceivableStep = Step<TaskOf<'receivables'>>;
const remembered = new Remembered<Receivable, readonly ReceivableStep[]>();

function stepsOf(
  { id, invoice, level, toldAt, days, heardAt, atRisk }: Receivable,
  view: View,
): readonly ReceivableStep[] {
  const rung = rungOf(level, view);
  const next = rungOf(level + 1, view);
  const { riskAfterDays } = view.rules.receivables;
  const climbs: readonly ReceivableStep[] =
    rung === undefined || next === undefined
      ? []
      : [
          {
            task: { kind: 'climbs', receivable: id },
            at: workingDaysAfter(toldAt, rung.workingDays, withoutClosings(view.calendar)),
            tells: {
              kind: 'receivable-climbs',
              invoice,
              role: next.role,
              again: next.role === rung.role,
              asked: rung.role,
              workingDays: rung.workingDays,
            },
          },
        ];
  if (riskAfterDays === null || atRisk) return climbs;
  const risk: ReceivableStep = {
    task: { kind: 'risk', receivable: id },
    at: afterDays(heardAt, Math.max(0, riskAfterDays - days)),
    tells: { kind: 'receivable-risks', invoice, days: riskAfterDays },
  };
  return [...climbs, risk];
}

/** Keeps overdue invoices, and asks for them until they are paid. */
export const receivables: Concern<'receivables'> = {
  name: 'receivables',

  begin: (seed) => {
    const before = seed.before?.slices.receivables;
    return { opened: before?.opened ?? 0, list: before?.list.filter(isOpenReceivable) ?? [] };
  },

  evolve: (slice, event, at) => {
    switch (event.kind) {
      case 'receivable-opened': {
        const opened: Receivable = {
          id: event.receivable,
          state: 'open',
          invoice: event.invoice ?? null,
          amount: event.amount ?? null,
          openedAt: at,
          days: event.days,
          heardAt: at,
          level: 0,
          toldAt: at,
          tries: 0,
          atRisk: false,
        };
        const past = slice.list.filter((one) => !isOpenReceivable(one)).slice(-closedKept);
        return { opened: slice.opened + 1, list: [...past, ...slice.list.filter(isOpenReceivable), opened] };
      }
      case 'receivable-aged':
        return change(slice, event.receivable, (one) => ({ ...one, days: event.days, heardAt: at }));
      case 'receivable-climbed':
        return change(slice, event.receivable, (one) => ({ ...one, level: event.level, toldAt: at }));
      case 'receivable-tried':
        return change(slice, event.receivable, (one) => ({ ...one, tries: one.tries + 1, toldAt: at }));
      case 'receivable-remains':
        return change(slice, event.receivable, (one) => ({ ...one, amount: event.amount }));
      case 'receivable-at-risk':
        return change(slice, event.receivable, (one) => ({ ...one, atRisk: true }));
      case 'receivable-closed':
        return change(slice, event.receivable, (one) => ({ ...one, state: 'closed', closedAt: at, end: event.end }));
      default:
        return slice;
    }
  },

  agenda: (slice, view) =>
    slice.list.filter(isOpenReceivable).flatMap((one) => {
      return remembered.of(one, [view.rules, view.seed.client, view.calendar.holidays], () => stepsOf(one, view));
    }),

  due: ({ task }, slice, see) => {
    const open = slice.list.find(({ id }) => id === task.receivable);
    if (open === undefined) return nothing;
    if (task.kind === 'risk')
      return { events: [{ kind: 'receivable-at-risk', receivable: open.id, days: daysAt(open, see.now, see) }] };
    const level = Math.min(open.level + 1, Math.max(0, see.rules.receivables.ladder.length - 1));
    const role = rungOf(level, see)?.role ?? 'receivables';
    return { events: [{ kind: 'receivable-climbed', receivable: open.id, level, role }] };
  },

  react: (event, slice, see) => {
    switch (event.kind) {
      case 'invoice-became-overdue':
        return openOrAge(event, slice, see);
      case 'invoice-was-paid': {
        const meant = isMeant(event.invoice);
        const still = stillOverdue(slice, meant, see);
        return {
          events: slice.list
            .filter((one) => isOpenReceivable(one) && meant(one))
            .map((one) => closed(one, event.end ?? 'paid', still, see)),
        };
      }
      default:
        return nothing;
    }
  },

  decide: { receivableWorked: settleOrTry, invoiceRemains: remains },
};
