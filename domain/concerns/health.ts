/**
 * Health: a score of 0–100 and a band, with the reasons. Each signal has a badness from 0 to 1; the policy's weights turn it
 * into points lost (`health-weighing.ts`). A worse band is left only with some points to spare (`health-bands.ts`), so that
 * it does not flicker and nobody learns to ignore it. Without anything heard it is unknown (`health-evidence.ts`). What
 * changes by time alone is looked at again at its moment (`health-moments.ts`).
 */
import { afterDays } from '../core/calendar';
import { nothing, type Concern, type Event, type View } from '../core/concern';
import type { Instant, Money } from '../core/json';
import { departsOnce, isBounded } from '../core/ledger';
import { asPromised } from '../core/policy';
import type { OwnBucket, TicketBucket, UsageBucket } from '../core/reading';
import { hasDeparted, stillThere } from './contacts';
import { bandOf, type Band } from './health-bands';
import { isHeard, withEvidence, type HealthHeard } from './health-evidence';
import { noted, withNoted, type Incident } from './health-incidents';
import { overdueUnder, overdueWith, withOverdue } from './health-invoices';
import { aroundAt, looksOf, type LookReason } from './health-moments';
import { hasRoomForOwn, withOwn } from './health-own';
import { movesOf, ratingBadness, reasonsOf, scoreOf, type HealthMove, type HealthReason } from './health-weighing';
import { heardAlso, heardInstead } from './heard';
import { hasRoomFor, isMeant, stillOverdue, type UnpaidEnd } from './receivables';

export interface Health extends HealthHeard {
  readonly counted: number;
  readonly score: number;
  readonly band: Band;
  readonly reasons: readonly HealthReason[];
}

declare module '../core/concern' {
  interface Slices {
    readonly health: Health;
  }
  interface Events {
    'usage-changed': { bucket: UsageBucket };
    'tickets-changed': { bucket: TicketBucket };
    'happiness-heard': { score: number };
    'invoice-became-overdue': { days: number; invoice?: string; amount?: Money };
    /** `still`: days overdue of what else is open. `end`: it is settled, and was not paid. */
    'invoice-was-paid': { invoice?: string; still?: number; end?: UnpaidEnd };
    /** `to`: the company to which the contact went, where that is a client of ours. */
    'incident-noted': { id: string; incident: Incident; badness: number; contact?: string; to?: string };
    'incident-faded': { id: string };
    'news-noted': Record<never, never>;
    'health-changed': {
      score: number;
      band: Band;
      from: Band;
      reasons: readonly HealthReason[];
      /** What moved the score: points won (above 0) or lost, by signal. */
      moved?: readonly HealthMove[];
    };
    'own-signal-changed': { code: string; bucket: OwnBucket; name?: string };
    /** Time alone changes something: what. */
    'health-looked-at': { because: LookReason };
  }
  interface Coming {
    'incident-fades': { incident: Incident; days: number };
  }
  interface Tasks {
    /** An incident no longer counts, or time alone changes something. */
    readonly health: { readonly incident: string } | { readonly look: LookReason };
  }
  interface Facts {
    usageChanged: { bucket: UsageBucket };
    ticketsChanged: { bucket: TicketBucket };
    /** `name`: of the kind, as the house calls it. */
    ownSignalChanged: { code: string; bucket: OwnBucket; name?: string };
    happinessHeard: { score: number };
    serviceCallRated: { score: number };
    billingErrorFound: Record<never, never>;
    /** `invoice`: as the billing system names it; one that is not named stands for every one. */
    invoiceOverdue: { days: number; invoice?: string; amount?: Money };
    /** `end`: it is settled, and was not paid. */
    invoicePaid: { invoice?: string; end?: UnpaidEnd };
    /** `to`: the company to which they went, where that is a client of ours. */
    contactDeparted: { contact: string; to?: string };
    newsArrived: Record<never, never>;
    competitorSeen: Record<never, never>;
  }
}

/** The signals after an event. */
function changed(slice: Health, event: Event, at: Instant, view: View): Health {
  const { heardKept } = view.rules.health;
  switch (event.kind) {
    case 'usage-changed':
      return { ...slice, usage: event.bucket };
    case 'tickets-changed':
      return { ...slice, tickets: event.bucket };
    case 'own-signal-changed':
      return withOwn(slice, event);
    case 'happiness-heard':
      return heardAlso(slice, event.score, { at }, heardKept);
    case 'item-completed':
      return event.happiness === undefined
        ? slice
        : heardAlso(slice, event.happiness, { at, item: event.item }, heardKept);
    case 'touch-recorded':
      return event.happiness === undefined ? slice : heardAlso(slice, event.happiness, { at }, heardKept);
    case 'item-corrected':
      return heardInstead(slice, event, heardKept);
    case 'satisfaction-answered':
      return heardAlso(slice, event.lowest, { at }, heardKept);
    case 'invoice-became-overdue':
      return overdueWith(slice, event, at, view);
    case 'invoice-was-paid':
    case 'receivable-closed':
      return withOverdue(slice, event.still ?? null, at, view);
    case 'policy-changed':
      return overdueUnder(slice, asPromised(event.policy).rules, at, view);
    case 'incident-noted':
      return withNoted(slice, event, at);
    case 'incident-faded':
      return { ...slice, incidents: slice.incidents.filter(({ id }) => id !== event.id) };
    case 'health-changed':
      return { ...slice, score: event.score, band: event.band, reasons: event.reasons };
    default:
      return slice;
  }
}

/** Keeps the signals, and says when the band changes. */
export const health: Concern<'health'> = {
  name: 'health',

  begin: (seed) =>
    seed.before?.slices.health ?? {
      usage: null,
      tickets: null,
      happiness: null,
      invoiceOverdueDays: null,
      incidents: [],
      counted: 0,
      score: 100,
      band: seed.policy.rules.health.unknownUntilHeard ? 'unknown' : 'green',
      reasons: [],
    },

  evolve: (slice, event, at, view) => withEvidence(changed(slice, event, at, view), event, at, view),

  agenda: (slice, view) => [
    ...slice.incidents.map(({ id, incident, at }) => ({
      task: { incident: id },
      at: afterDays(at, view.rules.health.incidentDays),
      tells: { kind: 'incident-fades' as const, incident, days: view.rules.health.incidentDays },
    })),
    ...looksOf(slice, view).map(({ because, ...step }) => ({ ...step, task: { look: because } })),
  ],

  due: ({ task }) => ({
    events: [
      'incident' in task
        ? { kind: 'incident-faded', id: task.incident }
        : { kind: 'health-looked-at', because: task.look },
    ],
  }),

  /** Computes the score again after every event; most events change nothing of it. */
  react: (_, slice, see) => {
    const { rules, slices, now } = see;
    const reasons = reasonsOf(slice, rules, stillThere(slices.contacts), aroundAt(slice, see, now));
    const score = scoreOf(reasons);
    const band = bandOf(score, slice.band, rules.health, isHeard(slice, see, now));
    if (score === slice.score && band === slice.band && JSON.stringify(reasons) === JSON.stringify(slice.reasons))
      return nothing;
    const moved = movesOf(slice.reasons, reasons);
    return { events: [{ kind: 'health-changed', score, band, from: slice.band, reasons, moved }] };
  },

  decide: {
    usageChanged: ({ bucket }) => ({ events: [{ kind: 'usage-changed', bucket }] }),
    ticketsChanged: ({ bucket }) => ({ events: [{ kind: 'tickets-changed', bucket }] }),
    ownSignalChanged: (said, slice) =>
      hasRoomForOwn(slice, said.code)
        ? { events: [{ kind: 'own-signal-changed', ...said }] }
        : { refused: 'too-many-own-signals' },
    happinessHeard: ({ score }) => ({ events: [{ kind: 'happiness-heard', score }] }),
    serviceCallRated: ({ score }, slice, see) => ({
      events: [noted(slice, see, 'serviceCall', ratingBadness(score))],
    }),
    billingErrorFound: (_, slice, see) => ({ events: [noted(slice, see, 'billingError')] }),
    competitorSeen: (_, slice, see) => ({ events: [noted(slice, see, 'competitorSeen')] }),
    contactDeparted: ({ contact, to }, slice, see) =>
      departsOnce(see.seed) && hasDeparted(see.slices.contacts, contact)
        ? { refused: 'already-there' }
        : { events: [{ ...noted(slice, see, 'contactDeparted'), contact, ...(to === undefined ? {} : { to }) }] },
    invoiceOverdue: (said, _, { seed, slices }) =>
      isBounded(seed) && !hasRoomFor(said.invoice, slices.receivables)
        ? { refused: 'too-many-invoices' }
        : { events: [{ kind: 'invoice-became-overdue', ...said }] },
    invoicePaid: (said, _, see) => {
      const { slices } = see;
      const still = stillOverdue(slices.receivables, isMeant(said.invoice), see);
      return { events: [{ kind: 'invoice-was-paid', ...said, ...(still === null ? {} : { still }) }] };
    },
    newsArrived: (_, slice, see) => ({
      events: [{ kind: 'news-noted' }, ...(see.rules.health.weights.news > 0 ? [noted(slice, see, 'news')] : [])],
    }),
  },
};
