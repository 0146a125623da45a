/**
 * Links in mail are capabilities for one subject and one recipient: random, stored as a hash, worthless
 * once the subject is closed, and free of run ids. GET shows and POST acts; see api/act/router.ts.
 */
import { createHash, randomBytes } from 'node:crypto';
import { isStillToDo } from '../domain/core/item';
import { hasEnded } from '../domain/core/stages';
import type { Act } from '../domain/organisation/access';
import type { MailRole } from '../domain/told/mails';
import { itemById, type Presented } from '../domain/told/present';

export const purposes = [
  'onboarding',
  'item',
  'escalation',
  'receivable',
  'opportunity',
  'renewal',
  'satisfaction',
  'invitation',
  'oversold',
  'oversold-proposal',
  'agreed',
] as const;
export type Purpose = (typeof purposes)[number];

/** The link at the end of each mail to a client's contact: whoever follows it is left alone. It never closes. */
export const wayOut = 'way-out';
/** What a link may be for: an act behind its page, or the way out. */
export const linkPurposes = [...purposes, wayOut] as const;

/** True for what a client's contact is asked, and none of our own people. */
export const isForContacts = (purpose: Purpose): boolean => purpose === 'satisfaction' || purpose === 'invitation';

/** What a link is for. */
export interface Grant {
  readonly purpose: Purpose;
  readonly subject: string | null;
}

export interface Minted {
  /** Names the link in addresses and logs; worthless without the token. */
  readonly id: string;
  /** 256 random bits; goes into the mail and nowhere else. */
  readonly token: string;
  readonly tokenHash: string;
}

/** A new link. Only the hash of its token is kept. */
export function mint(): Minted {
  const token = randomBytes(32).toString('base64url');
  return { id: randomBytes(9).toString('base64url'), token, tokenHash: hashToken(token) };
}

/** A token for an address at which a mail can be answered: 160 random bits, in letters that no mail program changes. */
export function mintReply(): Pick<Minted, 'token' | 'tokenHash'> {
  const token = randomBytes(20).toString('hex');
  return { token, tokenHash: hashToken(token) };
}

/** The hash under which a link is found, in hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The address behind a button. It is exchanged at once for a cookie and a clean address. */
export function addressOf(publicUrl: string, token: string): string {
  return new URL(`/l/${token}`, publicUrl).toString();
}

/** The address of a way out: whoever reads it opens a page, and a mail program may POST to it at once (RFC 8058). */
export function wayOutAddressOf(publicUrl: string, token: string): string {
  return new URL(`/leave/${token}`, publicUrl).toString();
}

/** True while there is still something to do behind the link, for its reader. */
export function isActionable({ purpose, subject }: Grant, lifecycle: Presented, reader?: string): boolean {
  if (hasEnded(lifecycle.stage)) return false;
  switch (purpose) {
    case 'onboarding':
      return lifecycle.stage === 'onboarding';
    case 'item': {
      const item = itemById(lifecycle, subject);
      return item !== undefined && isStillToDo(item);
    }
    case 'escalation':
      return lifecycle.escalations.some(({ id, resolvedAt }) => id === subject && resolvedAt === undefined);
    case 'receivable':
      return lifecycle.receivables.some(({ id, closedAt }) => id === subject && closedAt === undefined);
    case 'opportunity':
      return lifecycle.opportunities.some(({ id, closedAt }) => id === subject && closedAt === undefined);
    case 'renewal':
      return lifecycle.renewal.decision === undefined;
    case 'satisfaction':
      return lifecycle.satisfaction?.question === subject && !lifecycle.satisfaction.answered.includes(reader ?? '');
    case 'invitation':
      return lifecycle.invitations.some(({ campaign, pending }) => campaign === subject && pending);
    case 'oversold':
      return lifecycle.oversold.some(({ promise, answer }) => (promise ?? null) === subject && answer === undefined);
    case 'oversold-proposal':
      return !lifecycle.oversold.some(({ promise }) => promise === subject);
    // Whether it is done stands beside the lifecycle, and its page knows.
    case 'agreed':
      return true;
    default:
      return purpose satisfies never;
  }
}

/** True where there is what a grant is for, open or closed: nobody acts on what never was. */
export function isOnRecord({ purpose, subject }: Grant, lifecycle: Presented): boolean {
  switch (purpose) {
    case 'onboarding':
    case 'renewal':
      return subject === null;
    case 'item':
      return itemById(lifecycle, subject) !== undefined;
    case 'escalation':
      return lifecycle.escalations.some(({ id }) => id === subject);
    case 'receivable':
      return lifecycle.receivables.some(({ id }) => id === subject);
    case 'opportunity':
      return lifecycle.opportunities.some(({ id }) => id === subject);
    case 'oversold':
      return lifecycle.oversold.some(({ promise }) => (promise ?? null) === subject);
    case 'oversold-proposal':
      return subject !== null;
    // Whether it was agreed stands beside the lifecycle: its mails alone lead there.
    case 'agreed':
    case 'satisfaction':
    case 'invitation':
      return false;
    default:
      return purpose satisfies never;
  }
}

/** What somebody of ours does by a link, as the rule of access knows it; null for what a client's contact does. */
export const actOfPurpose: { readonly [P in Purpose]: Act | null } = {
  onboarding: 'client-work',
  item: 'client-work',
  escalation: 'client-work',
  renewal: 'client-work',
  receivable: 'invoices',
  opportunity: 'opportunities',
  oversold: 'sales-word',
  'oversold-proposal': 'client-work',
  agreed: 'client-work',
  satisfaction: null,
  invitation: null,
};

/** Whether a link goes on in the next term. Its renewal and its onboarding belong to the term that is over. */
export function goesOn(purpose: Purpose): boolean {
  return purpose !== 'renewal' && purpose !== 'onboarding';
}

/** Whom a link was mailed to. */
export interface Mailed {
  /** The role in which they got the mail; null where the mail is not known. */
  readonly role: MailRole | null;
  readonly recipient: string;
  /** The person in whose place they read it. */
  readonly inPlaceOf: string | null;
  /** They worked with us, and do not any more. */
  readonly left: boolean;
  /** Whether they stand in for that person still. */
  readonly standsIn: boolean;
}

/**
 * Whether the recipient of a link may still act behind it: not once they left, or no longer stand in for the person in
 * whose place they read it. A rep may only while they keep the client; every other role may until the subject is closed.
 */
export function mayAct(
  { role, recipient, inPlaceOf, left, standsIn }: Mailed,
  { rep }: { readonly rep: string },
): boolean {
  if (left || (inPlaceOf !== null && !standsIn)) return false;
  return role !== 'rep' || (inPlaceOf ?? recipient) === rep;
}
