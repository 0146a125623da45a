/** A campaign: one training or event for every client that meets a filter. Its words stand with its job, not in histories. */
import type { Language } from '../core/language';
import { DateTime } from 'luxon';
import type { ContactLevel } from '../core/deal';
import type { InvitationKind } from '../concerns/invitations';
import type { Instant } from '../core/json';
import type { Band } from '../concerns/health';

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
}

/** The moment on the client's wall clock, as their language writes it. */
export function whenText(startsAt: Instant, zone: string, language: Language): string {
  return DateTime.fromISO(startsAt, { zone, locale: language }).toLocaleString(DateTime.DATETIME_FULL);
}

/** True for the id of a campaign, which is its job's. */
export function isCampaignId(id: string | null | undefined): id is string {
  return id?.startsWith('campaign-') === true;
}
