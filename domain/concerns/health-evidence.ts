/**
 * What was heard of the client, and what was not: whether health says anything at all, for how long nobody has heard of
 * them, how many contacts were missed since the last that was made, and the last good news.
 *
 *   unheard ──(a reading, a rating, an answer, a talk)──► heard ──(silenceDays without any)──► silent ──(as long again)──► unheard
 */
import { afterDays, later } from '../core/calendar';
import type { Event, View } from '../core/concern';
import type { Item } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import type { Rules } from '../core/policy';
import { silentAfterDays, type OwnBucket, type TicketBucket, type UsageBucket } from '../core/reading';
import type { HappinessHeard } from './heard';
import type { Noted } from './health-incidents';
import { contactsMissed, heardThrough, missedKept } from './health-earlier';
import { contactProgrammes, goodIn, isContact, isHeardIn, isWord } from './health-words';

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
export function asksForEvidence({ health: { weights, unknownUntilHeard, invoicesAge } }: Rules): boolean {
  const { missedContact, openAlarm, renewalUndecided, silence, goodNews } = weights;
  return unknownUntilHeard || invoicesAge || missedContact + openAlarm + renewalUndecided + silence + goodNews > 0;
}

function missedAfter(missed: readonly string[], event: Event): readonly string[] {
  switch (event.kind) {
    case 'item-missed':
      return contactProgrammes.includes(event.programme) ? [...missed, event.item].slice(-missedKept) : missed;
    case 'item-completed':
      return event.outcome === 'done' && isContact(event.programme, event.itemKind) ? [] : missed;
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

/** What was known of a client of whom nobody kept it: heard is whoever left a signal behind, or was talked with. */
function evidenceFrom(slice: HealthHeard, at: Instant, items: readonly Item[]): Evidence {
  const { usage, tickets, happiness, incidents } = slice;
  const told =
    (usage !== null && usage !== 'silent') ||
    tickets !== null ||
    happiness !== null ||
    incidents.some(({ incident }) => incident === 'serviceCall');
  return { since: at, heardAt: told ? at : heardThrough(items), missed: contactsMissed(items), lookedAt: at };
}

/** What is known after an event; it is kept under rules that ask for it alone. */
export function withEvidence<S extends HealthHeard>(
  slice: S,
  event: Event,
  at: Instant,
  view: Pick<View, 'rules' | 'slices'>,
): S {
  const rules = event.kind === 'policy-changed' ? event.policy.rules : view.rules;
  if (!asksForEvidence(rules)) return slice;
  const before = slice.evidence ?? evidenceFrom(slice, at, view.slices.items);
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
