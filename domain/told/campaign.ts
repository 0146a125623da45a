/** A campaign as people are told of it: one training or event for every client that meets a filter. */
import { DateTime } from 'luxon';
import type { Band } from '../concerns/health-bands';
import type { Invitation, InvitationKind } from '../concerns/invitations';
import type { Event } from '../core/concern';
import type { ContactLevel } from '../core/deal';
import type { Instant } from '../core/json';
import type { Language } from '../core/language';
import { tagOf } from './locale';

/** Which clients a campaign is for; what is left out does not narrow it. */
export interface CampaignFilter {
  readonly products?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly reps?: readonly string[] | undefined;
  readonly bands?: readonly Band[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly industries?: readonly string[] | undefined;
  readonly clients?: readonly string[] | undefined;
}

/** What a campaign says in one language; what is left out is as in the original. */
export interface CampaignWords {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly place?: string | undefined;
}

export interface Campaign {
  readonly kind: InvitationKind;
  readonly title: string;
  readonly description?: string | undefined;
  /** An address, or a link. */
  readonly place?: string | undefined;
  /** What is said otherwise in other languages. */
  readonly translations?: Readonly<Partial<Record<Language, CampaignWords | undefined>>> | undefined;
  readonly startsAt: Instant;
  readonly minutes: number;
  /** How many contacts of a client are invited at most, the highest level first. */
  readonly perClient: number;
  /** Only contacts of these levels. */
  readonly levels?: readonly ContactLevel[] | undefined;
  readonly filter: CampaignFilter;
  /** When it was to begin before each time it was moved, the first first; absent: never moved. */
  readonly moved?: readonly Instant[] | undefined;
}

/** The campaign in a contact's language, as far as it is said in that; the rest as in the original. */
export function campaignIn(campaign: Campaign, language: Language): Campaign {
  const { title, description, place } = campaign.translations?.[language] ?? {};
  return {
    ...campaign,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(place === undefined ? {} : { place }),
  };
}

/** How often a campaign was moved. */
export function timesMoved({ moved = [] }: Pick<Campaign, 'moved'>): number {
  return moved.length;
}

/**
 * The campaign at the date that an invitation names: that of the event that a mail tells of, else the one that the lifecycle
 * knows now. A mail that goes out late tells no later date than its event.
 */
export function campaignAsOf(
  campaign: Campaign,
  id: string,
  event: Event | null,
  known: Pick<Invitation, 'startsAt' | 'minutes'> | undefined,
): Campaign {
  const told =
    (event?.kind === 'campaign-invited' || event?.kind === 'invitation-moved') && event.campaign === id ? event : known;
  return told === undefined
    ? campaign
    : { ...campaign, startsAt: told.startsAt, minutes: told.minutes ?? campaign.minutes };
}

/** The moment on the client's wall clock, as their language writes it, with the name of its zone. */
export function whenText(startsAt: Instant, zone: string, language: Language): string {
  const locale = tagOf({ language, country: null });
  return DateTime.fromISO(startsAt, { zone, locale }).toLocaleString(DateTime.DATETIME_FULL);
}
