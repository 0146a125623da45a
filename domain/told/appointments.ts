/**
 * What stands in the calendar of one of our people: what is due to them, the reviews that they hold, and the days on which
 * contracts may be ended or end. Their calendar lies with others, so it says who, what and when, and nothing that is told
 * in confidence: no health, no alarm, no forecast, no note, and no address of ours.
 *
 * | what                                     | when                                   | how long                    |
 * | ---------------------------------------- | -------------------------------------- | --------------------------- |
 * | an item that is planned, due or overdue  | the day on which it falls due, or did  | the day                     |
 * | a review                                 | the moment at which it falls due       | as long as its meeting      |
 * | a training or an event                   | when it begins                         | as long as it takes         |
 * | an item that is done                     | as before, or when it was done earlier | as before                   |
 * | an onboarding step that is theirs        | the day by which it should be done     | the day                     |
 * | the last day for a notice                | that day, while nobody gave one        | the day                     |
 * | the end of a contract                    | that day, or the day of the notice     | the day                     |
 *
 * Left out: what another line asks for, what is a section of a review, what rests, what was missed or cancelled.
 */
import { reviewMinutes } from '../concerns/reviews';
import { dayOf } from '../core/calendar';
import { endsOn, lastNoticeOn } from '../core/contract';
import { isStillToDo, type Item } from '../core/item';
import { capitalised, restOf } from '../core/item-steps';
import type { CivilDate, Instant } from '../core/json';
import { viewOf, type LifecycleState } from '../lifecycle';
import type { Locale } from './locale';
import { itemsShown } from './present-items';
import type { PresentedItem } from './presented';
import { inBoth } from './words/in-both';
import { itemIn } from './words/known';
import { speechOf } from './words/speech';

const words = inBoth(
  {
    done: (what: string) => `Done: ${what}`,
    onboarding: (step: string) => `Onboarding: ${step}`,
    ends: 'Contract ends',
    renewsItself: 'Contract renews by itself',
    lastNotice: 'Last day for a notice',
    standsIn: (who: string) => `You stand in for ${who}.`,
  },
  {
    done: (what) => `Erledigt: ${what}`,
    onboarding: (step) => `Einführung: ${step}`,
    ends: 'Vertrag endet',
    renewsItself: 'Vertrag verlängert sich von selbst',
    lastNotice: 'Letzter Tag für eine Kündigung',
    standsIn: (who) => `Sie vertreten ${who}.`,
  },
);

/** Something that stands in a calendar. */
export interface Appointment {
  /** The same for as long as there is what it is about, in the next term too; its day may change. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** A day, or a moment and how long it takes from then. */
  readonly when: { readonly day: CivilDate } | { readonly start: Instant; readonly minutes: number };
  /** When what it says was so. */
  readonly asOf: Instant;
}

/** A lifecycle as a calendar sees it. */
export interface CalendarLine {
  readonly state: LifecycleState;
  readonly client: string;
  /** Who keeps it, where that is not whose calendar it is. */
  readonly inPlaceOf: string | null;
  /** Contacts by our ids; nobody who was erased. */
  readonly contacts: ReadonlyMap<string, string>;
  /** Whose onboarding steps are theirs, besides those that are nobody’s own. */
  readonly owners: readonly string[];
}

/** First and last day that a calendar shows. */
export interface CalendarWindow {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** The day on which an appointment begins, in a zone. */
function dayOfAppointment({ when }: Appointment, zone: string): CivilDate {
  return 'day' in when ? when.day : dayOf(when.start, zone);
}

/** True for what a calendar shows of an item. */
function isShown(item: Item, { state }: CalendarLine): boolean {
  if (item.covered !== null) return false;
  if (item.state === 'planned') return restOf(item, viewOf(state)) === null;
  return isStillToDo(item) || item.state === 'done';
}

/** When it is: a review and what takes place have a time of their own, everything else has a day. */
function whenOf(item: Item, { seed, slices }: LifecycleState): Appointment['when'] {
  const invitation = slices.invitations.list.find(({ id }) => id === item.id);
  if (invitation !== undefined) return { start: invitation.startsAt, minutes: invitation.minutes ?? reviewMinutes };
  if (item.programme === 'review') return { start: item.dueAt, minutes: reviewMinutes };
  const moment = item.state === 'done' && item.closedAt < item.dueAt ? item.closedAt : item.dueAt;
  return { day: dayOf(moment, seed.client.zone) };
}

function ofItems(
  line: CalendarLine,
  about: Omit<Appointment, 'id' | 'title' | 'when'>,
  locale: Locale,
): readonly Appointment[] {
  const { state, client, contacts } = line;
  const { seed, slices } = state;
  const { touches, reviews, items } = itemsShown(slices.items, [
    seed.lifecycleId,
    ...(seed.before === undefined ? [] : [seed.before.lifecycleId]),
  ]);
  const shown = new Map<string, PresentedItem>([...touches, ...reviews, ...items].map((one) => [one.id, one]));
  return slices.items
    .filter((item) => isShown(item, line))
    .map((item) => {
      const name = capitalised(itemIn(speechOf(locale, state.at), shown.get(item.id) ?? item));
      const whom = item.about === undefined ? undefined : contacts.get(item.about);
      const title = `${name}: ${whom === undefined ? '' : `${whom}, `}${client}`;
      return {
        ...about,
        id: `${seed.dealId}.${seed.product.code}.${item.id}`,
        title: item.state === 'done' ? words(locale).done(title) : title,
        when: whenOf(item, state),
      };
    });
}

function ofOnboarding(
  { state: { seed, slices }, client, owners }: CalendarLine,
  about: Omit<Appointment, 'id' | 'title' | 'when'>,
  locale: Locale,
): readonly Appointment[] {
  if (slices.standing.stage !== 'onboarding') return [];
  return slices.onboarding.steps.flatMap(({ code, title, owner, targetOn, completedAt }) =>
    targetOn === null || completedAt !== null || (owner !== null && !owners.includes(owner))
      ? []
      : [
          {
            ...about,
            id: `${seed.dealId}.${seed.product.code}.onboarding.${code}`,
            title: words(locale).onboarding(`${title}, ${client}`),
            when: { day: targetOn },
          },
        ],
  );
}

/** The days of the contract: until when a notice may come, and when it ends. */
function ofContract(
  { state: { seed, slices }, client }: CalendarLine,
  about: Omit<Appointment, 'id' | 'title' | 'when'>,
  locale: Locale,
): readonly Appointment[] {
  const { decision, leaving, prolonged } = slices.renewal;
  const said = words(locale);
  const term = `${seed.dealId}.${seed.product.code}`;
  const whose = `${client}, ${seed.product.name}`;
  const day = (id: string, title: string, on: CivilDate): Appointment => ({
    ...about,
    id: `${term}.${id}`,
    title: `${title}: ${whose}`,
    when: { day: on },
  });
  if (leaving !== undefined) return [day('end', said.ends, leaving.endsOn)];
  if (decision !== null) return [];
  const end = endsOn(seed.contract, prolonged);
  return seed.contract.autoRenews === true
    ? [day('notice', said.lastNotice, lastNoticeOn(end, seed.contract)), day('end', said.renewsItself, end)]
    : [day('end', said.ends, end)];
}

/** What stands in a calendar because of a lifecycle, within its window on its reader's wall clock and in their words. */
export function appointmentsOf(
  line: CalendarLine,
  { from, until }: CalendarWindow,
  locale: Locale,
): readonly Appointment[] {
  const { state, client, inPlaceOf } = line;
  const about = {
    asOf: state.at,
    lines: [
      `${client}: ${state.seed.product.name}`,
      ...(inPlaceOf === null ? [] : [words(locale).standsIn(inPlaceOf)]),
    ],
  };
  return [
    ...ofItems(line, about, locale),
    ...ofOnboarding(line, about, locale),
    ...ofContract(line, about, locale),
  ].filter((one) => {
    const day = dayOfAppointment(one, locale.zone);
    return from <= day && day <= until;
  });
}
