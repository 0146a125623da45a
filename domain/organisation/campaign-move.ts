/** A campaign is moved to another moment: whether it can be, and what it is then. */
import type { Instant } from '../core/json';
import type { Campaign } from '../told/campaign';
import type { JobState } from './job';

/** To where a campaign is moved; what is left out stays as it is. */
export interface Destination {
  readonly startsAt: Instant;
  readonly minutes?: number | undefined;
  readonly place?: string | undefined;
}

/** A campaign as whoever moves it finds it. */
export interface Movable {
  readonly campaign: Campaign;
  readonly state: JobState;
  readonly calledOff: boolean;
  /** Whether anybody was invited, or is being invited now. */
  readonly invited: boolean;
}

export type NotMoved = 'past-date' | 'unchanged' | 'has-begun' | 'called-off' | 'cancelled' | 'previewing';

/** What it says in other languages, without where: that holds for the old place. */
function placeless(translations: Campaign['translations']): Campaign['translations'] {
  const entries = Object.entries(translations ?? {}).flatMap(([language, words]) => {
    const { place: _, ...rest } = words ?? {};
    return Object.keys(rest).length === 0 ? [] : [[language, rest] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The campaign at its new moment. A new place is the same in every language, until somebody says it in one. */
export function movedCampaign(campaign: Campaign, { startsAt, minutes, place }: Destination): Campaign {
  return {
    ...campaign,
    startsAt,
    ...(minutes === undefined ? {} : { minutes }),
    ...(place === undefined ? {} : { place, translations: placeless(campaign.translations) }),
    moved: [...(campaign.moved ?? []), campaign.startsAt],
  };
}

/** Why a campaign cannot be moved there; null where it can. */
export function whyNotMoved(
  { campaign, state, calledOff, invited }: Movable,
  to: Destination,
  now: Instant,
): NotMoved | null {
  const { startsAt, minutes, place } = movedCampaign(campaign, to);
  if (startsAt <= now) return 'past-date';
  if (calledOff) return 'called-off';
  if (state === 'cancelled' && !invited) return 'cancelled';
  if (campaign.startsAt <= now) return 'has-begun';
  if (startsAt === campaign.startsAt && minutes === campaign.minutes && place === campaign.place) return 'unchanged';
  return state === 'previewing' ? 'previewing' : null;
}
