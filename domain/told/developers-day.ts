/**
 * What the brief of a business developer tells: opportunities whose day has come, those that nobody touched for long, and
 * those that come back this week; why each, what the client is worth, whom to call.
 *
 * A new one, and a new reason for one, is a mail of its own on its day: the brief does not tell it again.
 */
import { addDays } from '../core/calendar';
import type { CivilDate, Money } from '../core/json';
import type { OpportunityReason } from '../concerns/growth';
import type { BriefContact } from './brief';
import type { InPlaceOf } from './leaders-day';

/** Days after which an open opportunity is stale; so many days ahead a brief tells of those that come back. */
export const selling = { staleDays: 14, aheadDays: 7 } as const;

/** An opportunity that is open, or rests. */
export interface OpenOpportunity {
  readonly lifecycle: string;
  readonly opportunity: string;
  readonly client: string;
  readonly product: string;
  readonly reasons: readonly OpportunityReason[];
  /** What the line is worth a year now. */
  readonly worth: Money;
  readonly renewsOn: CivilDate;
  /** The day until which it rests; null where it is open. */
  readonly restsUntil: CivilDate | null;
  /** The day on which the business developer was told of it last. */
  readonly toldOn: CivilDate;
  /** How often the client said “not now”. */
  readonly postponed: number;
  /** Who keeps the client. */
  readonly rep: string;
  readonly contact: BriefContact | null;
  readonly forDeveloper: InPlaceOf;
}

export const developersSections = ['back', 'stale', 'soon'] as const;
export type DevelopersSection = (typeof developersSections)[number];

export interface OpportunityLine {
  readonly section: DevelopersSection;
  readonly open: OpenOpportunity;
}

export type DevelopersDay = readonly OpportunityLine[];

/** Where an opportunity stands in a brief; null where it does not. `since`: the day of the brief before. */
export function opportunitySection(
  { restsUntil, toldOn, postponed }: Pick<OpenOpportunity, 'restsUntil' | 'toldOn' | 'postponed'>,
  { day, since }: { readonly day: CivilDate; readonly since: CivilDate },
): DevelopersSection | null {
  if (restsUntil !== null) {
    if (restsUntil <= day) return 'back';
    return restsUntil <= addDays(day, selling.aheadDays) ? 'soon' : null;
  }
  if (postponed > 0 && toldOn > since) return 'back';
  return addDays(toldOn, selling.staleDays) <= day ? 'stale' : null;
}

const waitsSince = ({ restsUntil, toldOn }: OpenOpportunity): CivilDate => restsUntil ?? toldOn;

/** The morning of who sells: section by section, what waits the longest first. */
export function developersDayOf(
  opportunities: readonly OpenOpportunity[],
  days: { readonly day: CivilDate; readonly since: CivilDate },
): DevelopersDay {
  const place = ({ section }: OpportunityLine): number => developersSections.indexOf(section);
  return opportunities
    .flatMap((open): OpportunityLine[] => {
      const section = opportunitySection(open, days);
      return section === null ? [] : [{ section, open }];
    })
    .toSorted((a, b) => place(a) - place(b) || (waitsSince(a.open) < waitsSince(b.open) ? -1 : 1));
}

/** True where an opportunity is back; what is stale, or only comes, is told with that, and by itself once a week. */
export function isDevelopersDayWorth(lines: DevelopersDay, isWeekly: boolean): boolean {
  return lines.some(({ section }) => section === 'back') || (isWeekly && lines.length > 0);
}
