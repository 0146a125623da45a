/**
 * A rep's morning: whom to call about what burns, is due today or overdue, agreed actions of reviews among it, which renewals
 * want a decision, what is small, what the week brings; what clients said and what changed since the brief before (`news.ts`); which contracts end in the next
 * months, and to whom nobody has spoken for long.
 */
import type { Ask } from './asks';
import type { News } from './news';
import { addDays, dayOf, endOfDay } from '../core/calendar';
import type { CivilDate, Instant, Money } from '../core/json';
import type { Outlook } from '../figures/forecast';

export const briefSections = ['burning', 'today', 'overdue', 'renewals', 'small', 'week'] as const;
export type BriefSection = (typeof briefSections)[number];

/** One line of a brief, before it has words. */
export interface BriefLine {
  readonly section: BriefSection;
  readonly lifecycle: string;
  readonly ask: Ask;
}

/** The line as it is told: with the names that go with it. */
export interface BriefEntry extends BriefLine {
  readonly client: string;
  readonly product: string;
  /** Whom it is about, where that is one person. */
  readonly about: string | null;
  /** The rep in whose place it is asked. */
  readonly forRep: { readonly id: string; readonly name: string } | null;
}

/** What was agreed at a review and is to be done by now, with the names that go with it. */
export interface AgreedDue {
  /** The action. */
  readonly id: string;
  /** The running term of the line for which it was agreed. */
  readonly lifecycle: string;
  readonly client: string;
  readonly product: string;
  readonly words: string;
  readonly day: CivilDate;
  /** The contact who does it; null where it is one of ours. */
  readonly by: string | null;
  /** The rep in whose place it is asked. */
  readonly forRep: BriefEntry['forRep'];
}

/** Where an agreed action stands in a brief; nowhere before its day. */
export function agreedSection({ day: by }: Pick<AgreedDue, 'day'>, day: CivilDate): 'today' | 'overdue' | null {
  return by > day ? null : by === day ? 'today' : 'overdue';
}

/** Somebody at a client who may be called. */
export interface BriefContact {
  readonly name: string;
  readonly role: string | null;
  readonly phone: string | null;
  readonly email: string;
}

/** What helps to speak with a client: whom to ask for, and what was said last. */
export interface BriefClient {
  readonly name: string;
  readonly contact: BriefContact | null;
  readonly said: { readonly on: CivilDate; readonly words: string } | null;
}

/** A contract that ends in the next months, and is not decided. */
export interface RenewalAhead {
  readonly lifecycle: string;
  readonly client: string;
  readonly product: string;
  readonly renewsOn: CivilDate;
  /** Until when a decision must be known: the last day on which a notice is in time, else the end itself. */
  readonly decideBy: CivilDate;
  readonly worth: Money;
  readonly outlook: Outlook;
}

/** A client to whom nobody has spoken for long. */
export interface SilentClient {
  readonly clientId: string;
  readonly client: string;
  /** Since when no contact is recorded. */
  readonly since: CivilDate;
  readonly contact: BriefContact | null;
}

export interface Brief {
  readonly day: CivilDate;
  readonly entries: readonly BriefEntry[];
  /** What was agreed at reviews and is due or overdue, the longest waiting first. */
  readonly agreed: readonly AgreedDue[];
  /** What clients said, and what changed, since the brief before. */
  readonly news: readonly News[];
  /** Of the clients of its entries. */
  readonly clients: readonly BriefClient[];
  /** The nearest first. */
  readonly renewals: readonly RenewalAhead[];
  /** The longest first. */
  readonly silent: readonly SilentClient[];
}

/** So far ahead a brief looks for contracts that end. */
export const renewalAheadDays = 90;
/** A client is silent when no contact is recorded for so many days; a brief names so many of them. */
export const silence = { days: 42, named: 3 } as const;

/**
 * True for a brief that is worth its reader's morning: something is asked of them now, or they should hear of something. What
 * only comes is told with that; on the first morning of the week it is told by itself.
 */
export function isWorthReading(
  { entries, agreed, news, renewals, silent }: Omit<Brief, 'day' | 'clients'>,
  isWeekly: boolean,
): boolean {
  if (news.length > 0 || agreed.length > 0 || entries.some(({ section }) => section !== 'week')) return true;
  return isWeekly && entries.length + renewals.length + silent.length > 0;
}

/** Days after a notice, or before the date, during which a renewal stands in the brief. */
const renewalDays = { afterNotice: 7, beforeDate: 30 } as const;
const weekDays = 7;

function sectionOf(ask: Ask, day: CivilDate, zone: string): BriefSection | null {
  if (ask.kind === 'escalation') return ask.severity === 'small' ? 'small' : 'burning';
  const on = dayOf(ask.at, zone);
  if (ask.kind === 'renewal') {
    const noticed = on <= day && day < addDays(on, renewalDays.afterNotice);
    return noticed || day >= addDays(ask.on, -renewalDays.beforeDate) ? 'renewals' : null;
  }
  if (on === day) return 'today';
  if (on < day) return 'overdue';
  return on <= addDays(day, weekDays) ? 'week' : null;
}

/** The end of the days that a brief of that morning looks at. */
export function briefHorizon(at: Instant, zone: string): Instant {
  return endOfDay(addDays(dayOf(at, zone), weekDays), zone);
}

/** The lines of a brief at a moment, in the rep's zone: section by section, the longest waiting first. */
export function briefOf(
  asked: readonly { readonly lifecycle: string; readonly asks: readonly Ask[] }[],
  at: Instant,
  zone: string,
): readonly BriefLine[] {
  const day = dayOf(at, zone);
  const lines = asked.flatMap(({ lifecycle, asks }) =>
    asks.flatMap((ask): BriefLine[] => {
      const section = sectionOf(ask, day, zone);
      return section === null ? [] : [{ section, lifecycle, ask }];
    }),
  );
  const place = ({ section }: BriefLine): number => briefSections.indexOf(section);
  return lines.toSorted((a, b) => place(a) - place(b) || (a.ask.at < b.ask.at ? -1 : a.ask.at > b.ask.at ? 1 : 0));
}
