/** What the book learns of a term from the events of its lifecycle, and how what it learned makes the term. */
import type { EventKind, Recorded } from '../core/concern';
import type { CivilDate, Instant } from '../core/json';
import { hasEnded, type ChurnReason, type Ending } from '../core/stages';
import type { BookNotice, BookTerm } from './book';

/** What events tell the book of their term; null for what they do not speak of. */
export interface TermNews {
  readonly began: Instant | null;
  readonly onboardedAt: Instant | null;
  readonly ended: BookTerm['ended'];
  readonly flaggedAt: Instant | null;
}

/** What is kept event by event, for it may come more than once in a term. */
export type TermTurn =
  | {
      readonly kind: 'notice-given';
      readonly receivedOn: CivilDate;
      readonly endsOn: CivilDate;
      readonly reason: ChurnReason;
    }
  | { readonly kind: 'notice-withdrawn'; readonly by: 'withdrawal' | 'renewal' }
  | { readonly kind: 'term-prolonged'; readonly on: CivilDate; readonly until: CivilDate }
  /** The ending took effect on another day than that of its event. */
  | { readonly kind: 'ended-on'; readonly on: CivilDate }
  /** A first step of an escalation was done while a notice stood; `acted`: by a correction of what was recorded then. */
  | { readonly kind: 'first-step-done'; readonly acted?: Instant }
  /** A first step that was recorded as done then was not. */
  | { readonly kind: 'first-step-undone'; readonly acted: Instant };
export const termTurnKinds = [
  'notice-given',
  'notice-withdrawn',
  'term-prolonged',
  'ended-on',
  'first-step-done',
  'first-step-undone',
] as const satisfies readonly TermTurn['kind'][];

/** A turn with its moment. */
export type TimedTurn = TermTurn & { readonly at: Instant };

/** What a term is worth from a day on, as an event tells it. */
export interface TermWorth {
  readonly amount: number;
  /** The day from which it counts; absent: the day of the event. */
  readonly on?: CivilDate;
  /** It was agreed when the contract was made: neither expansion nor contraction. */
  readonly agreed?: true;
}

/**
 * What the book learns from events that were just recorded; `recycles`: how often the term has gone back to onboarding by
 * now. The first onboarding counts alone: one after a recycle is no news, whether the recycle is among the events or was
 * earlier.
 */
export function termNewsIn(events: readonly Recorded[], recycles: number): TermNews {
  const at = (among: readonly Recorded[], kind: EventKind): Instant | null =>
    among.find(({ event }) => event.kind === kind)?.at ?? null;
  const again = events.findIndex(({ event }) => event.kind === 'recycled');
  const before = recycles - events.filter(({ event }) => event.kind === 'recycled').length;
  const ended = events.flatMap((one): readonly { at: Instant; as: Ending; reason: string }[] =>
    one.event.kind === 'stage-changed' && hasEnded(one.event.to)
      ? [{ at: one.at, as: one.event.to, reason: one.event.reason }]
      : [],
  );
  return {
    began: at(events, 'lifecycle-began'),
    onboardedAt: before > 0 ? null : at(again < 0 ? events : events.slice(0, again), 'onboarding-completed'),
    ended: ended[0] ?? null,
    flaggedAt: at(events, 'oversold-flagged'),
  };
}

/** What the term is worth from an event on; null where it says nothing of that. */
export function worthIn({ event }: Recorded): TermWorth | null {
  switch (event.kind) {
    case 'annual-value-changed':
      return { amount: event.to.amount };
    case 'contract-amended': {
      const { on, annualValue, agreed } = event;
      if (annualValue === undefined) return null;
      return { amount: annualValue.amount, on, ...(agreed === true ? { agreed } : {}) };
    }
    default:
      return null;
  }
}

/**
 * The turns that an event takes with the term. Whether a notice stands is asked of nobody: a first step is kept, and counts
 * where one stood.
 */
export function turnIn({ event }: Recorded): TermTurn | null {
  switch (event.kind) {
    case 'notice-given': {
      const { kind, receivedOn, endsOn, reason } = event;
      return { kind, receivedOn, endsOn, reason };
    }
    case 'notice-withdrawn':
      return { kind: event.kind, by: event.by };
    case 'term-prolonged':
      return { kind: event.kind, on: event.on, until: event.until };
    case 'stage-changed':
      return 'on' in event && event.on !== undefined ? { kind: 'ended-on', on: event.on } : null;
    case 'item-completed':
      return event.programme === 'rescue' && event.outcome === 'done' ? { kind: 'first-step-done' } : null;
    case 'item-corrected': {
      const [was, is] = [event.before.outcome === 'done', event.outcome === 'done'];
      if (event.programme !== 'rescue' || was === is) return null;
      return { kind: is ? 'first-step-done' : 'first-step-undone', acted: event.actedAt };
    }
    default:
      return null;
  }
}

/** Ends the last notice, where one stands. */
function withdrawn(
  notices: readonly BookNotice[],
  at: Instant,
  saved: 'withdrawal' | 'renewal',
): readonly BookNotice[] {
  const last = notices.at(-1);
  return last === undefined || last.withdrawnAt !== undefined
    ? notices
    : [...notices.slice(0, -1), { ...last, withdrawnAt: at, saved }];
}

/** True for the notice that stood at that moment, or with which a first step of that moment counts. */
function countsWith({ at, withdrawnAt, steps }: BookNotice, acted: Instant): boolean {
  return steps.includes(acted) || (at <= acted && (withdrawnAt === undefined || acted < withdrawnAt));
}

/** With what a correction says of a first step, at the notice that stood when the step was recorded. */
function stepCorrected(
  notices: readonly BookNotice[],
  kind: 'first-step-done' | 'first-step-undone',
  { at, acted }: { readonly at: Instant; readonly acted: Instant },
): readonly BookNotice[] {
  const place = notices.findLastIndex((notice) => countsWith(notice, acted));
  const notice = notices[place];
  if (notice === undefined) return notices;
  const { steps, undone = [] } = notice;
  return notices.with(
    place,
    kind === 'first-step-done' ? { ...notice, steps: [...steps, at] } : { ...notice, undone: [...undone, at] },
  );
}

/** What is kept of a term row by row, turned into what figures look at; `turns` and `changes` in the order of their events. */
export function withTurns(
  term: Omit<BookTerm, 'notices' | 'prolonged' | 'changes'>,
  turns: readonly TimedTurn[],
  changes: BookTerm['changes'],
): BookTerm {
  let notices: readonly BookNotice[] = [];
  const prolonged: BookTerm['prolonged'][number][] = [];
  let { ended } = term;
  for (const turn of turns) {
    switch (turn.kind) {
      case 'notice-given': {
        const { at, receivedOn, endsOn, reason } = turn;
        notices = [...notices, { at, receivedOn, endsOn, reason, steps: [] }];
        break;
      }
      case 'notice-withdrawn':
        notices = withdrawn(notices, turn.at, turn.by);
        break;
      case 'term-prolonged':
        prolonged.push({ at: turn.at, on: turn.on, until: turn.until });
        break;
      case 'ended-on':
        ended = ended === null ? null : { ...ended, on: turn.on };
        break;
      case 'first-step-undone':
        notices = stepCorrected(notices, turn.kind, turn);
        break;
      case 'first-step-done': {
        const { at, acted } = turn;
        if (acted !== undefined) {
          notices = stepCorrected(notices, turn.kind, { at, acted });
          break;
        }
        const last = notices.at(-1);
        if (last !== undefined && last.withdrawnAt === undefined)
          notices = [...notices.slice(0, -1), { ...last, steps: [...last.steps, at] }];
        break;
      }
    }
  }
  return { ...term, notices, prolonged, changes, ended };
}
