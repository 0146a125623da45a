/**
 * A rep's morning: what burns, is due today, is overdue, which renewals want a decision, what is small, what the week brings;
 * and what clients said and what changed since the brief before (`news.ts`).
 */
import type { Ask } from './asks';
import type { News } from './news';
import { addDays, dayOf, endOfDay } from '../core/calendar';
import type { CivilDate, Instant } from '../core/json';

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
  /** Whom it is about. */
  readonly about: string | null;
  /** The rep in whose place it is asked. */
  readonly forRep: { readonly id: string; readonly name: string } | null;
}

export interface Brief {
  readonly day: CivilDate;
  readonly entries: readonly BriefEntry[];
  /** What clients said, and what changed, since the brief before. */
  readonly news: readonly News[];
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
