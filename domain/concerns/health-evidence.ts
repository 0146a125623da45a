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
import { contactsIn, lastWordAt, missedIn, wordsIn, type ContactTry } from './health-earlier';
import { withoutItem, withRemark, type Remark } from './health-remarks';
import { contactProgrammes, goodIn, isContact, isHeardIn, isWord } from './health-words';
import { isSpoken } from './unsettled';

/** Good news, and how it was heard. */
interface GoodNews extends Remark {
  readonly what: string;
  /** Measured at the item, not said of it: it holds for as long as the item was done. */
  readonly measured?: true;
}

export interface Evidence {
  /** From when silence is counted where nothing was heard later: when the lifecycle began, or was resumed. */
  readonly since: Instant;
  /** When something was heard of the client last; null: never. */
  readonly heardAt: Instant | null;
  /** What was heard of them, the last few, so that a correction takes one back and the one before it counts. */
  readonly words?: readonly Remark[];
  /** Contacts missed since the last that was made: the items, the oldest first. */
  readonly missed: readonly string[];
  /** The contacts made and missed, the last few: a correction brings back what the contact made up for. */
  readonly contacts?: readonly ContactTry[];
  readonly good?: GoodNews;
  /** Good news, the last few, for the same reason. */
  readonly goods?: readonly GoodNews[];
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

function contactsAfter(contacts: readonly ContactTry[], event: Event, at: Instant): readonly ContactTry[] {
  switch (event.kind) {
    case 'item-missed':
      // A section shares the fate of its meeting, which was missed once.
      return contactProgrammes.includes(event.programme) && event.within === undefined
        ? withRemark(withoutItem(contacts, event.item), { at, item: event.item, made: false })
        : contacts;
    case 'item-completed':
      return event.outcome === 'done' && isContact(event.programme, event.itemKind)
        ? withRemark(withoutItem(contacts, event.item), { at, item: event.item, made: true })
        : contacts;
    case 'touch-recorded':
      return event.outcome === 'done' && isSpoken(event.touchKind)
        ? withRemark(contacts, { at, made: true })
        : contacts;
    case 'item-corrected': {
      const others = withoutItem(contacts, event.item);
      return event.outcome === 'done' && isContact(event.programme, event.itemKind)
        ? withRemark(others, { at: event.actedAt, item: event.item, made: true })
        : others;
    }
    default:
      return contacts;
  }
}

function wordsAfter(words: readonly Remark[], event: Event, at: Instant): readonly Remark[] {
  if (event.kind === 'item-corrected') {
    const others = withoutItem(words, event.item);
    return isWord(event, event.itemKind) ? withRemark(others, { at: event.actedAt, item: event.item }) : others;
  }
  // Readings came until then, though none of them was told.
  if ((event.kind === 'usage-changed' || event.kind === 'own-signal-changed') && event.bucket === 'silent')
    return words.length === 0 ? words : withRemark(words, { at: afterDays(at, -silentAfterDays) });
  if (!isHeardIn(event)) return words;
  return event.kind === 'item-completed'
    ? withRemark(withoutItem(words, event.item), { at, item: event.item })
    : withRemark(words, { at });
}

function goodsAfter(goods: readonly GoodNews[], event: Event, at: Instant): readonly GoodNews[] {
  const isCorrection = event.kind === 'item-corrected';
  const others = isCorrection
    ? goods.filter(({ item, measured }) => item !== event.item || (measured === true && event.outcome === 'done'))
    : goods;
  const good = goodIn(event);
  return good === null ? others : withRemark(others, { at: isCorrection ? event.actedAt : at, ...good });
}

/** What was known of a client of whom nobody kept it: heard is whoever left a signal behind, or was talked with. */
function evidenceFrom(slice: HealthHeard, at: Instant, items: readonly Item[]): Evidence {
  const { tickets, happiness, incidents } = slice;
  const told =
    isMeasured(slice) ||
    tickets !== null ||
    happiness !== null ||
    incidents.some(({ incident }) => incident === 'serviceCall');
  const words = told ? [{ at }] : wordsIn(items);
  const contacts = contactsIn(items);
  return { since: at, heardAt: lastWordAt(words), words, missed: missedIn(contacts), contacts, lookedAt: at };
}

/** What is known after one more event. */
function evidenceAfter(evidence: Evidence, event: Event, at: Instant): Evidence {
  const { since, heardAt, missed, good: last, ...kept } = evidence;
  const { words: heard = heardAt === null ? [] : [{ at: heardAt }] } = kept;
  const { contacts: tried = missed.map((item) => ({ at: since, item, made: false })) } = kept;
  const words = wordsAfter(heard, event, at);
  const contacts = contactsAfter(tried, event, at);
  const goods = goodsAfter(kept.goods ?? (last === undefined ? [] : [last]), event, at);
  const good = goods.at(-1);
  return {
    since: event.kind === 'resumed' ? at : since,
    heardAt: lastWordAt(words),
    words,
    missed: missedIn(contacts),
    contacts,
    ...(good === undefined ? {} : { good, goods }),
    lookedAt: at,
  };
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
  return { ...slice, evidence: evidenceAfter(before, event, at) };
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
