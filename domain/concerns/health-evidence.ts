/**
 * What was heard of the client, and what was not: whether health says anything at all, for how long nobody has heard of
 * them, how many contacts were missed since the last that was made, and the last good news.
 *
 *   unheard ──(a reading, a rating, an answer, a talk)──► heard ──(silenceDays without any)──► silent ──(as long again)──► unheard
 */
import { afterDays, later } from '../core/calendar';
import type { Event, EventOf, View } from '../core/concern';
import type { Programme } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import type { Rules } from '../core/policy';
import { silentAfterDays, type OwnBucket, type TicketBucket, type UsageBucket } from '../core/reading';
import type { HappinessHeard } from './heard';
import type { Noted } from './health-incidents';
import { isSpoken, wellRating } from './unsettled';

/** Good news, and how it was heard. */
interface GoodNews {
  readonly at: Instant;
  readonly what: string;
  /** The item that brought it. */
  readonly item?: string;
  /** What was good before it: it counts again where a correction takes this back. */
  readonly before?: {
    readonly at: Instant;
    readonly what: string;
    readonly item?: string;
  };
}

export interface Evidence {
  /** From when silence is counted where nothing was heard later: when the lifecycle began, or was resumed. */
  readonly since: Instant;
  /** When something was heard of the client last; null: never. */
  readonly heardAt: Instant | null;
  /** The item by which it was heard, and when anything was heard before it: a correction takes it back. */
  readonly heardBy?: { readonly item: string; readonly before: Instant | null };
  /** Contacts missed since the last that was made: the items, the oldest first. */
  readonly missed: readonly string[];
  readonly good?: GoodNews;
  /** The last event: whatever came before it is in the score. */
  readonly lookedAt: Instant;
}

/** A signal of the house's own, in the bucket in which it lies. */
export interface OwnSignal {
  readonly code: string;
  readonly name?: string;
  readonly bucket: OwnBucket;
}

/** What health keeps of signals and of what was heard. */
export interface HealthHeard extends HappinessHeard {
  readonly usage: UsageBucket | null;
  readonly tickets: TicketBucket | null;
  /** Days when it was heard of last; null when nothing is overdue. */
  readonly invoiceOverdueDays: number | null;
  /** The day on which the oldest overdue invoice fell due; absent where none is, and under rules by which invoices do not age. */
  readonly invoiceDueOn?: CivilDate;
  readonly incidents: readonly Noted[];
  /** Absent where no signal of the house's own was heard. */
  readonly own?: readonly OwnSignal[];
  /** Absent under rules that do not ask for it. */
  readonly evidence?: Evidence;
}

/** True under rules for which it matters what was heard, and when. */
export function asksForEvidence({ health: { weights, unknownUntilHeard } }: Rules): boolean {
  const { missedContact, openAlarm, renewalUndecided, silence, goodNews } = weights;
  return unknownUntilHeard || missedContact + openAlarm + renewalUndecided + silence + goodNews > 0;
}

const contactProgrammes: readonly Programme[] = ['touch', 'review', 'check-in', 'success-check'];
/** So many missed contacts are remembered: more of them are no worse. */
const missedKept = 6;

/** True where the client told of themselves through the event, or something was measured of them. */
function isHeardIn(event: Event): boolean {
  switch (event.kind) {
    case 'usage-changed':
    case 'own-signal-changed':
      return event.bucket !== 'silent';
    case 'tickets-changed':
    case 'happiness-heard':
    case 'satisfaction-answered':
      return true;
    case 'incident-noted':
      return event.incident === 'serviceCall';
    case 'item-completed':
      return isWord(event, event.itemKind);
    case 'touch-recorded':
      return isWord(event, event.touchKind);
    default:
      return false;
  }
}

interface ItemSaid {
  readonly outcome: EventOf<'item-corrected'>['outcome'];
  readonly happiness?: number | null;
}

/** True for a word of the client's: a talk, a rating, or that they want none. What was only sent is none. */
function isWord({ outcome, happiness }: ItemSaid, kind: EventOf<'item-completed'>['itemKind']): boolean {
  if (happiness !== undefined && happiness !== null) return true;
  return outcome === 'declined' || (outcome === 'done' && isSpoken(kind));
}

/** From here on a rating is good news; a review is from `wellRating` on, for the client took the time. */
const delightedRating = 9;

/** The good news in an event, in words. */
function goodIn(event: Event): { readonly what: string; readonly item?: string } | null {
  switch (event.kind) {
    case 'happiness-heard':
      return event.score >= delightedRating ? { what: `happiness ${event.score} of 10` } : null;
    case 'satisfaction-answered':
      return event.lowest >= delightedRating ? { what: `happiness ${event.lowest} of 10` } : null;
    case 'touch-recorded':
      return (event.happiness ?? 0) >= delightedRating ? { what: `happiness ${event.happiness} of 10` } : null;
    case 'item-completed':
    case 'item-corrected': {
      const from = event.programme === 'review' ? wellRating : delightedRating;
      const isReview = event.programme === 'review';
      return event.outcome === 'done' && (event.happiness ?? 0) >= from
        ? { what: `${isReview ? 'a review, ' : ''}happiness ${event.happiness} of 10`, item: event.item }
        : null;
    }
    case 'promises-measured':
      return event.promises.length > 0 && event.promises.every(({ met }) => met)
        ? { what: 'every promise is met', item: event.item }
        : null;
    default:
      return null;
  }
}

function missedAfter(missed: readonly string[], event: Event): readonly string[] {
  switch (event.kind) {
    case 'item-missed':
      return contactProgrammes.includes(event.programme) ? [...missed, event.item].slice(-missedKept) : missed;
    case 'item-completed':
    case 'touch-recorded':
      return event.outcome === 'done' ? [] : missed;
    case 'item-corrected': {
      const place = missed.indexOf(event.item);
      if (place < 0) return missed;
      // Made after all: what was missed before it does not count either.
      return event.outcome === 'done' ? missed.slice(place + 1) : missed.toSpliced(place, 1);
    }
    default:
      return missed;
  }
}

function heardAfter(evidence: Evidence, event: Event, at: Instant): Evidence {
  const { heardAt, heardBy, ...rest } = evidence;
  if (event.kind === 'item-corrected') {
    const before = heardBy?.item === event.item ? heardBy.before : heardAt;
    if (isWord(event, event.itemKind))
      return { ...rest, heardAt: later(event.actedAt, before ?? ''), heardBy: { item: event.item, before } };
    return heardBy?.item === event.item ? { ...rest, heardAt: before } : evidence;
  }
  if (event.kind === 'usage-changed' && event.bucket === 'silent')
    return heardAt === null ? evidence : { ...rest, heardAt: later(heardAt, afterDays(at, -silentAfterDays)) };
  if (!isHeardIn(event)) return evidence;
  const by = event.kind === 'item-completed' ? { heardBy: { item: event.item, before: heardAt } } : {};
  return { ...rest, heardAt: at, ...by };
}

function goodAfter(evidence: Evidence, event: Event, at: Instant): Evidence {
  const { good: last, ...rest } = evidence;
  const isTakenBack = event.kind === 'item-corrected' && last !== undefined && last.item === event.item;
  const before = isTakenBack ? last.before : last;
  const good = goodIn(event);
  const heardAt = event.kind === 'item-corrected' ? event.actedAt : at;
  if (good !== null && heardAt >= (before?.at ?? '')) {
    return {
      ...rest,
      good: { at: heardAt, ...good, ...(before === undefined ? {} : { before: { at: before.at, what: before.what } }) },
    };
  }
  return before === undefined ? rest : { ...rest, good: before };
}

/** What was known of a client of whom nobody kept it: heard is whoever left a signal behind. */
function evidenceFrom({ usage, tickets, happiness, incidents }: HealthHeard, at: Instant): Evidence {
  const told =
    (usage !== null && usage !== 'silent') ||
    tickets !== null ||
    happiness !== null ||
    incidents.some(({ incident }) => incident === 'serviceCall');
  return { since: at, heardAt: told ? at : null, missed: [], lookedAt: at };
}

/** What is known after an event; it is kept under rules that ask for it alone. */
export function withEvidence<S extends HealthHeard>(slice: S, event: Event, at: Instant, view: Pick<View, 'rules'>): S {
  const rules = event.kind === 'policy-changed' ? event.policy.rules : view.rules;
  if (!asksForEvidence(rules)) return slice;
  const before = slice.evidence ?? evidenceFrom(slice, at);
  const after = goodAfter(heardAfter(before, event, at), event, at);
  const since = event.kind === 'resumed' ? at : after.since;
  return { ...slice, evidence: { ...after, since, missed: missedAfter(after.missed, event), lookedAt: at } };
}

/** True while readings come by themselves: a client who is measured is not silent. */
const isMeasured = ({ usage, own = [] }: HealthHeard): boolean =>
  (usage !== null && usage !== 'silent') || own.some(({ bucket }) => bucket !== 'silent');

/** When silence begins to count, and when nothing is known any more; none where readings come, or in a pause. */
export function silencesOf(slice: HealthHeard, { rules, slices }: Pick<View, 'rules' | 'slices'>): readonly Instant[] {
  const { evidence } = slice;
  if (evidence === undefined || isMeasured(slice) || slices.standing.pause !== null) return [];
  const from = later(evidence.since, evidence.heardAt ?? '');
  const { silenceDays } = rules.health;
  return [afterDays(from, silenceDays), afterDays(from, 2 * silenceDays)];
}

/** True where something was heard by which health can be told. */
export function isHeard(slice: HealthHeard, view: Pick<View, 'rules' | 'slices'>, now: Instant): boolean {
  if (!view.rules.health.unknownUntilHeard) return true;
  const [, forgotten] = silencesOf(slice, view);
  const isKnown = slice.evidence === undefined || slice.evidence.heardAt !== null;
  return isKnown && !(forgotten !== undefined && forgotten <= now);
}
