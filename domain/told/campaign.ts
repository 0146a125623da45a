/** A campaign as people are told of it: one training or event for every client that meets a filter. */
import { DateTime } from 'luxon';
import type { Band } from '../concerns/health-bands';
import type { Invitation, InvitationKind } from '../concerns/invitations';
import type { Event } from '../core/concern';
import type { ContactLevel } from '../core/deal';
import type { Instant } from '../core/json';
import type { Language } from '../core/language';

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

export interface Campaign {
  readonly kind: InvitationKind;
  readonly title: string;
  readonly description?: string | undefined;
  /** An address, or a link. */
  readonly place?: string | undefined;
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

/** The moment on the client's wall clock, as their language writes it. */
export function whenText(startsAt: Instant, zone: string, language: Language): string {
  return DateTime.fromISO(startsAt, { zone, locale: language }).toLocaleString(DateTime.DATETIME_FULL);
}
