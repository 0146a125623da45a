/** What to think of before a client's contacts are invited to a moment. Nothing is refused for it: people decide. */
import { DateTime } from 'luxon';
import { closingOn, dayOf, minutesAfter, type Calendar } from '../core/calendar';
import type { CivilDate } from '../core/json';
import { regionsOf } from '../core/regions';
import { isAway, type Absence } from './people';
import type { Campaign } from '../told/campaign';

export const warningKinds = ['holiday', 'day-off', 'hours', 'away'] as const;
export type WarningKind = (typeof warningKinds)[number];

export interface CampaignWarning {
  readonly about: WarningKind;
  /** One sentence for whoever prepares the campaign. */
  readonly told: string;
}

/** Those who would be invited, as far as their time and their rep's goes. */
export interface InvitedWhere {
  readonly calendar: Calendar;
  readonly country: string | undefined;
  readonly region?: string | undefined;
  /** Who keeps the client; undefined where nobody is known. */
  readonly rep: { readonly name: string; readonly absences: readonly Absence[] } | undefined;
}

/** Minutes after midnight between which people expect to be invited. */
const earliest = 7 * 60;
const latest = 19 * 60;

/** A civil date in words, as in `Saturday 26 December 2026`. */
const dayText = (day: CivilDate): string => written(day, 'cccc d LLLL yyyy');
const dateText = (day: CivilDate): string => written(day, 'd LLLL yyyy');
const written = (day: CivilDate, as: string): string =>
  DateTime.fromISO(day, { zone: 'utc', locale: 'en' }).toFormat(as);

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

function placeText(country: string | undefined, region: string | undefined): string {
  if (country === undefined) return 'where they are';
  const name = countries.of(country) ?? country;
  return `in ${region === undefined ? name : `${regionsOf(country).get(region) ?? region} (${name})`}`;
}

function aboutDay(day: CivilDate, { calendar, country, region }: InvitedWhere): readonly CampaignWarning[] {
  const weekday = new Date(day).getUTCDay() || 7;
  const warnings: CampaignWarning[] = [];
  if (calendar.holidays.includes(day))
    warnings.push({ about: 'holiday', told: `${dayText(day)} is a public holiday ${placeText(country, region)}.` });
  const closing = closingOn(day, calendar);
  if (closing !== undefined) {
    const { from, until } = closing;
    const span = from === until ? '' : `, from ${dateText(from)} to ${dateText(until)}`;
    warnings.push({ about: 'day-off', told: `On ${dayText(day)} they are closed${span}.` });
  }
  if (!calendar.workingDays.includes(weekday))
    warnings.push({ about: 'day-off', told: `${dayText(day)} is no working day of theirs.` });
  return warnings;
}

function aboutHours(
  { startsAt, minutes }: Pick<Campaign, 'startsAt' | 'minutes'>,
  zone: string,
): readonly CampaignWarning[] {
  const [begins, ends] = [startsAt, minutesAfter(startsAt, minutes)].map((at) => DateTime.fromISO(at, { zone }));
  if (begins === undefined || ends === undefined) return [];
  const clock = `on the client’s clock (${zone.replaceAll('_', ' ')})`;
  const minuteOf = (at: DateTime): number => at.hour * 60 + at.minute;
  const overnight = ends.startOf('day') > begins.startOf('day');
  if (minuteOf(begins) < earliest)
    return [{ about: 'hours', told: `It begins at ${begins.toFormat('HH:mm')} ${clock}, before 7:00.` }];
  if (minuteOf(begins) >= latest)
    return [{ about: 'hours', told: `It begins at ${begins.toFormat('HH:mm')} ${clock}, after 19:00.` }];
  if (overnight || minuteOf(ends) > latest)
    return [{ about: 'hours', told: `It ends at ${ends.toFormat('HH:mm')} ${clock}, after 19:00.` }];
  return [];
}

function aboutRep(day: CivilDate, rep: InvitedWhere['rep']): readonly CampaignWarning[] {
  const absence = rep?.absences.find((one) => isAway({ absences: [one] }, day));
  if (rep === undefined || absence === undefined) return [];
  const days =
    absence.from === absence.until
      ? `on ${dateText(absence.from)}`
      : `from ${dateText(absence.from)} to ${dateText(absence.until)}`;
  return [{ about: 'away', told: `${rep.name}, who keeps them, is away ${days}.` }];
}

/**
 * What speaks against that moment at a client, in the client's own zone: a public holiday, a day on which they do not work,
 * an hour before 7:00 or after 19:00, or their rep is away.
 */
export function warningsOf(
  campaign: Pick<Campaign, 'startsAt' | 'minutes'>,
  where: InvitedWhere,
): readonly CampaignWarning[] {
  const { zone } = where.calendar;
  const day = dayOf(campaign.startsAt, zone);
  return [...aboutDay(day, where), ...aboutHours(campaign, zone), ...aboutRep(day, where.rep)];
}
