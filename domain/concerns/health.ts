/**
 * Health: a score of 0–100 and a band, with the reasons. Each signal has a badness from 0 to 1;
 * the policy's weights turn it into points lost. A worse band is left only with some points to spare
 * (hysteresis), so that it does not flicker and nobody learns to ignore it.
 */
import { afterDays } from '../core/calendar';
import { nothing, type Concern, type EventOf, type See } from '../core/concern';
import { capitalised } from '../core/item-steps';
import { hasDeparted, stillThere } from './contacts';
import type { Instant, Money } from '../core/json';
import { departsOnce, isBounded } from '../core/ledger';
import { changeIn } from '../core/listed';
import type { Rules, SignalName } from '../core/policy';
import type { TicketBucket, UsageBucket } from '../core/reading';
import { inWords } from '../core/words';
import { heardAlso, heardInstead, type HappinessHeard } from './heard';
import { hasRoomFor, isMeant, stillOverdue, type UnpaidEnd } from './receivables';

/** The best first. */
export const bands = ['green', 'amber', 'red'] as const;
export type Band = (typeof bands)[number];

/** How a client is as a whole: as the worst of its running lifecycles; null where none runs. */
export function worstBand(of: readonly Band[]): Band | null {
  return bands.findLast((band) => of.includes(band)) ?? null;
}

const incidents = ['serviceCall', 'billingError', 'contactDeparted', 'competitorSeen', 'news'] as const;
export type Incident = (typeof incidents)[number];

/** An incident, or several of one kind that are as bad as each other and came within `togetherDays`: they fade together. */
interface Noted {
  readonly id: string;
  readonly incident: Incident;
  readonly badness: number;
  /** The last of them. */
  readonly at: Instant;
  /** How many they are, and when the first of them was; absent for one. */
  readonly count?: number;
  readonly since?: Instant;
}

export interface HealthReason {
  readonly signal: SignalName;
  /** Points lost. */
  readonly points: number;
  readonly detail: string;
}

export interface Health extends HappinessHeard {
  readonly usage: UsageBucket | null;
  readonly tickets: TicketBucket | null;
  /** Days; null when nothing is overdue. */
  readonly invoiceOverdueDays: number | null;
  readonly incidents: readonly Noted[];
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
    'incident-noted': { id: string; incident: Incident; badness: number; contact?: string };
    'incident-faded': { id: string };
    'news-noted': Record<never, never>;
    'health-changed': {
      score: number;
      band: Band;
      from: Band;
      reasons: readonly HealthReason[];
      /** What moved the score: points won (above 0) or lost, by signal. */
      moved?: readonly { readonly signal: SignalName; readonly by: number }[];
    };
  }
  interface Tasks {
    /** An incident no longer counts. */
    readonly health: { readonly incident: string };
  }
  interface Facts {
    usageChanged: { bucket: UsageBucket };
    ticketsChanged: { bucket: TicketBucket };
    happinessHeard: { score: number };
    serviceCallRated: { score: number };
    billingErrorFound: Record<never, never>;
    /** `invoice`: as the billing system names it; one that is not named stands for every one. */
    invoiceOverdue: { days: number; invoice?: string; amount?: Money };
    /** `end`: it is settled, and was not paid. */
    invoicePaid: { invoice?: string; end?: UnpaidEnd };
    contactDeparted: { contact: string };
    newsArrived: Record<never, never>;
    competitorSeen: Record<never, never>;
  }
}

/** Silence is not proof that nobody uses it, but nobody knows that anybody does. */
const usageBadness: Record<UsageBucket, number> = { silent: 0.6, none: 1, low: 0.7, some: 0.35, good: 0, full: 0 };
const usageDetails: Partial<Record<UsageBucket, string>> = { silent: 'no reading for thirty days' };
const ticketBadness: Record<TicketBucket, number> = { few: 0, several: 0.3, many: 0.7, flood: 1 };

/** The scale on which people rate, in whole numbers. */
export const worstRating = 0;
export const bestRating = 10;

/** Rated 0–10, for happiness and service calls alike: up to 3 is as bad as can be, from 7 on all is well. */
export function ratingBadness(rating: number): number {
  if (rating <= 3) return 1;
  if (rating <= 5) return 0.6;
  return rating < 7 ? 0.3 : 0;
}

/** Badness of an overdue invoice, by its days overdue. */
export function overdueBadness(days: number): number {
  if (days >= 60) return 1;
  return days >= 30 ? 0.6 : 0.25;
}

/**
 * Points lost per signal, the heaviest first; of several incidents of a kind the worst counts. `contacts`:
 * how many are still there, null where nobody counted them.
 */
export function reasonsOf(health: Health, rules: Rules, contacts: number | null = null): readonly HealthReason[] {
  const found: { signal: SignalName; badness: number; detail: string }[] = [];
  if (health.usage !== null)
    found.push({
      signal: 'usage',
      badness: usageBadness[health.usage],
      detail: usageDetails[health.usage] ?? health.usage,
    });
  if (health.tickets !== null)
    found.push({ signal: 'tickets', badness: ticketBadness[health.tickets], detail: health.tickets });
  if (health.happiness !== null)
    found.push({ signal: 'happiness', badness: ratingBadness(health.happiness), detail: `${health.happiness} of 10` });
  if (health.invoiceOverdueDays !== null)
    found.push({
      signal: 'invoiceOverdue',
      badness: overdueBadness(health.invoiceOverdueDays),
      detail: `${health.invoiceOverdueDays} days`,
    });
  if (contacts !== null && contacts <= 1)
    found.push({
      signal: 'singleContact',
      badness: 1,
      detail: contacts === 1 ? 'only one contact' : 'no contact left',
    });
  for (const incident of incidents) {
    const ofKind = health.incidents.filter((one) => one.incident === incident);
    if (ofKind.length > 0)
      found.push({
        signal: incident,
        badness: Math.max(...ofKind.map(({ badness }) => badness)),
        detail: `${ofKind.reduce((sum, { count = 1 }) => sum + count, 0)} lately`,
      });
  }
  return found
    .map(({ signal, badness, detail }) => ({
      signal,
      points: Math.round(badness * rules.health.weights[signal]),
      detail,
    }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || (a.signal < b.signal ? -1 : 1));
}

/** 100 less the points of every reason; never below 0. */
export function scoreOf(reasons: readonly HealthReason[]): number {
  return Math.max(0, 100 - reasons.reduce((sum, { points }) => sum + points, 0));
}

/** The band of a score, given the band before: a worse band is entered at its threshold and left with `hysteresis` to spare. */
export function bandOf(score: number, before: Band, rules: Rules['health']): Band {
  const red = rules.redBelow + (before === 'red' ? rules.hysteresis : 0);
  const amber = rules.amberBelow + (before === 'green' ? 0 : rules.hysteresis);
  if (score < red) return 'red';
  return score < amber ? 'amber' : 'green';
}

/** A signal in words for people: `service call`. */
export function signalText(signal: SignalName): string {
  return inWords(signal);
}

const signed = (points: number): string => (points > 0 ? `+${points}` : `−${-points}`);
const movedBy = (moved: readonly { readonly signal: SignalName; readonly by: number }[]): string =>
  moved.length === 0
    ? ''
    : ` Moved by ${moved.map(({ signal, by }) => `${signalText(signal)} ${signed(by)}`).join(', ')}.`;

const incidentNames: Readonly<Record<Incident, string>> = {
  serviceCall: 'a service call was rated',
  billingError: 'a billing error',
  contactDeparted: 'a contact has departed',
  competitorSeen: 'a competitor was seen',
  news: 'news about the client',
};

/** What differs between two lists of reasons, in points won or lost. */
export function movesOf(
  before: readonly HealthReason[],
  after: readonly HealthReason[],
): readonly { readonly signal: SignalName; readonly by: number }[] {
  const points = (reasons: readonly HealthReason[], signal: SignalName): number =>
    reasons.find((reason) => reason.signal === signal)?.points ?? 0;
  const signals = [...new Set([...before, ...after].map(({ signal }) => signal))];
  return signals
    .map((signal) => ({ signal, by: points(before, signal) - points(after, signal) }))
    .filter(({ by }) => by !== 0);
}

/** So many days after the first, a further incident is no longer counted with it. */
const togetherDays = 7;

/** The incident as noted: with one of its kind that is as bad and not long past, or by itself. */
function noted(slice: Health, { seed, now }: See, incident: Incident, badness = 1): EventOf<'incident-noted'> {
  const before = slice.incidents.findLast(
    (one) =>
      isBounded(seed) &&
      one.incident === incident &&
      one.badness === badness &&
      afterDays(one.since ?? one.at, togetherDays) > now,
  );
  return { kind: 'incident-noted', id: before?.id ?? `incident-${slice.counted + 1}`, incident, badness };
}

function withNoted(slice: Health, { id, incident, badness }: EventOf<'incident-noted'>, at: Instant): Health {
  const before = slice.incidents.find((one) => one.id === id);
  if (before === undefined)
    return { ...slice, counted: slice.counted + 1, incidents: [...slice.incidents, { id, incident, badness, at }] };
  const { since = before.at, count = 1 } = before;
  return { ...slice, incidents: changeIn(slice.incidents, id, (one) => ({ ...one, at, since, count: count + 1 })) };
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
      band: 'green',
      reasons: [],
    },

  evolve: (
    slice,
    event,
    at,
    {
      rules: {
        health: { heardKept },
      },
    },
  ) => {
    switch (event.kind) {
      case 'usage-changed':
        return { ...slice, usage: event.bucket };
      case 'tickets-changed':
        return { ...slice, tickets: event.bucket };
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
        // An invoice that is named does not hide another one that is older.
        return {
          ...slice,
          invoiceOverdueDays:
            event.invoice === undefined ? event.days : Math.max(event.days, slice.invoiceOverdueDays ?? 0),
        };
      case 'invoice-was-paid':
      case 'receivable-closed':
        return { ...slice, invoiceOverdueDays: event.still ?? null };
      case 'incident-noted':
        return withNoted(slice, event, at);
      case 'incident-faded':
        return { ...slice, incidents: slice.incidents.filter(({ id }) => id !== event.id) };
      case 'health-changed':
        return { ...slice, score: event.score, band: event.band, reasons: event.reasons };
      default:
        return slice;
    }
  },

  agenda: (slice, { rules }) =>
    slice.incidents.map(({ id, incident, at }) => ({
      task: { incident: id },
      at: afterDays(at, rules.health.incidentDays),
      what: capitalised(`${signalText(incident)} no longer counts against health`),
      why: `An incident counts for ${rules.health.incidentDays} days.`,
    })),

  due: ({ task }) => ({ events: [{ kind: 'incident-faded', id: task.incident }] }),

  /** Computes the score again after every event; most events change nothing of it. */
  react: (_, slice, { rules, slices }) => {
    const reasons = reasonsOf(slice, rules, stillThere(slices.contacts));
    const score = scoreOf(reasons);
    const band = bandOf(score, slice.band, rules.health);
    if (score === slice.score && band === slice.band && JSON.stringify(reasons) === JSON.stringify(slice.reasons))
      return nothing;
    const moved = movesOf(slice.reasons, reasons);
    return { events: [{ kind: 'health-changed', score, band, from: slice.band, reasons, moved }] };
  },

  decide: {
    usageChanged: ({ bucket }) => ({ events: [{ kind: 'usage-changed', bucket }] }),
    ticketsChanged: ({ bucket }) => ({ events: [{ kind: 'tickets-changed', bucket }] }),
    happinessHeard: ({ score }) => ({ events: [{ kind: 'happiness-heard', score }] }),
    serviceCallRated: ({ score }, slice, see) => ({
      events: [noted(slice, see, 'serviceCall', ratingBadness(score))],
    }),
    billingErrorFound: (_, slice, see) => ({ events: [noted(slice, see, 'billingError')] }),
    competitorSeen: (_, slice, see) => ({ events: [noted(slice, see, 'competitorSeen')] }),
    contactDeparted: ({ contact }, slice, see) =>
      departsOnce(see.seed) && hasDeparted(see.slices.contacts, contact)
        ? { refused: 'already-there' }
        : { events: [{ ...noted(slice, see, 'contactDeparted'), contact }] },
    invoiceOverdue: (said, _, { seed, slices }) =>
      isBounded(seed) && !hasRoomFor(said.invoice, slices.receivables)
        ? { refused: 'too-many-invoices' }
        : { events: [{ kind: 'invoice-became-overdue', ...said }] },
    invoicePaid: (said, _, { slices }) => {
      const still = stillOverdue(slices.receivables, isMeant(said.invoice));
      return { events: [{ kind: 'invoice-was-paid', ...said, ...(still === null ? {} : { still }) }] };
    },
    newsArrived: (_, slice, see) => ({
      events: [{ kind: 'news-noted' }, ...(see.rules.health.weights.news > 0 ? [noted(slice, see, 'news')] : [])],
    }),
  },

  sentences: {
    'usage-changed': (e) => `Usage is ${e.bucket}.`,
    'tickets-changed': (e) => `Open tickets: ${e.bucket}.`,
    'happiness-heard': (e) => `Happiness ${e.score} of 10.`,
    'invoice-became-overdue': (e) => `An invoice is ${e.days} days overdue.`,
    'invoice-was-paid': (e) => `The overdue invoice was ${inWords(e.end ?? 'paid')}.`,
    'incident-noted': (e) => `Noted: ${incidentNames[e.incident]}.`,
    'incident-faded': (e) => `${e.id} no longer counts against health.`,
    'news-noted': () => 'News about the client.',
    'health-changed': (e) =>
      `Health is ${e.band} (${e.score} of 100${e.from === e.band ? '' : `, was ${e.from}`})${e.reasons.length === 0 ? '' : `: ${e.reasons.map((r) => `${signalText(r.signal)} −${r.points}`).join(', ')}`}.${movedBy(e.moved ?? [])}`,
  },
};
