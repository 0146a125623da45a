/** Which mails an event causes, by role: a table over events. Who gets them: organisation/addressing.ts. */
import type { Event, EventOf } from '../core/concern';
import { eventIdOf } from '../core/identity';
import type { CivilDate } from '../core/json';
import { noticeIdOf } from '../concerns/renewal';
import { isFall, isUnhappy, unhappyAt } from './news';
import { ladderRoles, type LadderRole } from '../core/policy';

/** Mails to one person that are not about one lifecycle. */
export const personalMailKinds = [
  'brief',
  'digest',
  'dossier',
  'figure',
  'unreachable',
  'undelivered',
  'connection-broken',
  'connection-still-broken',
  'connection-well',
  'mail-answered',
] as const;
export type PersonalMailKind = (typeof personalMailKinds)[number];

export const mailKinds = [
  // The mail about a hand-off. Its name stands in rows, and stays.
  'hand-over',
  'passed-on',
  'introduction',
  'next-term',
  'item-prepared',
  'item-due',
  'item-reminded',
  'review-moved',
  'review-called-off',
  'review-agenda',
  'escalation',
  'receivable',
  'opportunity',
  'opportunity-closed',
  'renewal-notice',
  'pause-reminder',
  'resumed',
  'onboarding-step',
  'satisfaction',
  'satisfaction-reminder',
  'invitation',
  'invitation-moved',
  'invitation-called-off',
  'oversold',
  'oversold-proposed',
  'oversold-answer',
  'contact-unreachable',
  'mail-refused',
  'answer',
  'changed',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** What became of a mail: it is tried until it is taken; it was taken; it goes nowhere unless it is sent again. */
export const mailStates = ['waiting', 'sent', 'refused'] as const;
export type MailState = (typeof mailStates)[number];

/** True for a mail whose subject is a campaign. */
export function isOfCampaign(kind: MailKind): boolean {
  return kind === 'invitation' || kind === 'invitation-moved' || kind === 'invitation-called-off';
}

/** `owner`: of an onboarding step, or who set up a connection; `contact`: a person at the client; `receivables`: who collects; `developer`: who sells more. */
export const mailRoles = [...ladderRoles, 'receivables', 'developer', 'seller', 'owner', 'contact'] as const;
export type MailRole = (typeof mailRoles)[number];

export interface MailCause {
  readonly kind: MailKind;
  readonly role: MailRole;
  /**
   * What it is about: an item, alarm, invoice, opportunity, promise, question, campaign, onboarding step or renewal notice; the
   * rep who is introduced; the contact whom no mail reaches, who answered, or who declined; the moment since which a lifecycle that goes on again was paused.
   */
  readonly subject?: string;
  /** Who gets it, where the role alone does not say. */
  readonly recipient?: string;
  /** A key under which the mail is sent once, even if several lifecycles of the client cause it. Absent: once per event. */
  readonly once?: string;
  /** A key under which it is sent once a day of the event, even if several lifecycles of the client cause it. */
  readonly onceADay?: string;
  /** The same within its lifecycle: of what goes back and forth one hears once a day. */
  readonly onceADayHere?: string;
  /** Nobody is told what they said themselves: who recorded the event gets none. `rep`: nor does anybody where the rep did. */
  readonly unlessSaidBy?: 'reader' | 'rep';
  /** True when it goes out in one mail with what else falls due with the client that day. */
  readonly grouped?: true;
  /** True when it goes out in one mail with the other lines that begin with its deal, or with one of its amendments. */
  readonly withDeal?: true;
}

const alarmTo = (role: LadderRole, subject: string): MailCause => ({ kind: 'escalation', role, subject });

/**
 * An alarm that climbs. Of a small one the weekly digest tells, and of the director's weeks the director's digest
 * (`organisation/digests.ts`); whoever is asked again beside the director gets a mail.
 */
function climbed({ role, escalation, severity, week, also = [] }: EventOf<'escalation-climbed'>): readonly MailCause[] {
  if (severity === 'small') return [];
  const roles = week !== undefined && role === 'director' ? also : [...also, role];
  return roles.map((one) => alarmTo(one, escalation));
}

/** What a contact answered, to the rep; where they are unhappy, to the manager as well. */
function answered(event: EventOf<'satisfaction-answered'>): readonly MailCause[] {
  const { contact, elsewhere } = event;
  // Said once, for several products: whoever looks after the one in which it was said hears of it.
  if (elsewhere !== undefined) return [];
  return (isUnhappy(event) ? (['rep', 'manager'] as const) : (['rep'] as const)).map((role) => ({
    kind: 'answer',
    role,
    subject: contact,
  }));
}

/** That a client is unhappy, as somebody else than the rep heard it: to the rep and the manager. */
function heardUnhappy(happiness: number | undefined): readonly MailCause[] {
  if (happiness === undefined || happiness > unhappyAt) return [];
  return (['rep', 'manager'] as const).map((role) => ({ kind: 'answer', role, unlessSaidBy: 'rep' }));
}

/** The mails that an event causes; at most one per role and recipient. */
export function mailsOf(event: Event): readonly MailCause[] {
  switch (event.kind) {
    case 'lifecycle-began':
      // An import tells each rep in one dossier.
      if (event.imported !== undefined) return [];
      return event.previous === undefined
        ? [{ kind: 'hand-over', role: 'rep', withDeal: true }]
        : [{ kind: 'next-term', role: 'rep' }];
    case 'reassigned':
      // A handover tells each receiver in one dossier.
      return event.handover === undefined ? [{ kind: 'passed-on', role: 'rep', recipient: event.to }] : [];
    case 'rep-introduced':
      return event.contacts.map((recipient) => ({
        kind: 'introduction',
        role: 'contact',
        subject: event.rep,
        recipient,
        ...(event.handover === undefined ? {} : { once: event.handover }),
      }));
    case 'review-sent':
      return event.contacts.map((recipient) => ({
        kind: 'review-agenda',
        role: 'contact',
        subject: event.item,
        recipient,
      }));
    case 'item-prepared':
      return [{ kind: event.kind, role: 'rep', subject: event.item }];
    case 'item-due':
    case 'item-reminded':
      return [{ kind: event.kind, role: 'rep', subject: event.item, grouped: true }];
    case 'item-uncovered':
      if (event.planned === true) return [];
      return [
        event.due
          ? { kind: 'item-due', role: 'rep', subject: event.item, grouped: true }
          : { kind: 'item-prepared', role: 'rep', subject: event.item },
      ];
    case 'onboarding-step-nudged':
    case 'onboarding-step-overdue':
      return [
        {
          kind: 'onboarding-step',
          role: 'owner',
          subject: event.step,
          ...(event.owner === null || event.owner === 'client' ? {} : { recipient: event.owner }),
        },
      ];
    case 'satisfaction-asked':
      return event.contacts.map((recipient) => ({
        kind: 'satisfaction',
        role: 'contact',
        subject: event.question,
        recipient,
      }));
    case 'satisfaction-reminded':
      return event.contacts.map((recipient) => ({
        kind: 'satisfaction-reminder',
        role: 'contact',
        subject: event.question,
        recipient,
      }));
    case 'campaign-invited':
    case 'invitation-moved':
    case 'invitation-called-off':
      return event.contacts.map((recipient) => ({
        kind: event.kind === 'campaign-invited' ? 'invitation' : event.kind,
        role: 'contact',
        subject: event.campaign,
        recipient,
        // Nobody hears of it twice, by another lifecycle or after a crash.
        once: oncePerPerson(event),
      }));
    case 'escalation-opened':
    case 'escalation-reopened':
      return [alarmTo(event.role, event.escalation)];
    case 'escalation-joined':
      return event.role === undefined ? [] : [alarmTo(event.role, event.escalation)];
    case 'escalation-climbed':
      return climbed(event);
    case 'receivable-opened':
    case 'receivable-climbed':
      return [{ kind: 'receivable', role: event.role, subject: event.receivable }];
    case 'opportunity-opened':
    case 'opportunity-joined':
    case 'opportunity-reminded':
    case 'opportunity-returned':
      return [{ kind: 'opportunity', role: 'developer', subject: event.opportunity }];
    case 'opportunity-closed':
      return [{ kind: event.kind, role: 'rep', subject: event.opportunity }];
    case 'renewal-noticed':
      return [{ kind: 'renewal-notice', role: 'rep', subject: noticeIdOf(event.days) }];
    case 'pause-reminded':
      return [{ kind: 'pause-reminder', role: 'rep' }];
    case 'resumed':
      return [{ kind: 'resumed', role: 'rep', subject: event.since }];
    case 'contact-unreachable':
      return event.silent === true ? [] : [{ kind: event.kind, role: 'rep', subject: event.contact }];
    case 'mail-refused':
      // One of ours who got no mail is somebody else's business: organisation/undelivered.ts.
      return event.contact === undefined ? [] : [{ kind: event.kind, role: 'rep', subject: event.contact }];
    case 'satisfaction-answered':
      return answered(event);
    case 'item-completed':
    case 'touch-recorded':
      return heardUnhappy(event.happiness);
    case 'happiness-heard':
      return heardUnhappy(event.score);
    case 'health-changed':
      return isFall(event) ? [{ kind: 'changed', role: 'rep', onceADayHere: `fell-to-${event.band}` }] : [];
    case 'contact-opted-out':
      return [
        {
          kind: 'changed',
          role: 'rep',
          subject: event.contact,
          onceADay: `opted-out.${event.contact}`,
          unlessSaidBy: 'reader',
        },
      ];
    case 'invitation-answered':
      return event.answer === 'declined'
        ? [
            {
              kind: 'changed',
              role: 'rep',
              subject: event.contact,
              onceADay: `declined.${event.campaign}.${event.contact}`,
              unlessSaidBy: 'reader',
            },
          ]
        : [];
    case 'oversold-proposed':
      return [{ kind: 'oversold-proposed', role: 'rep', subject: event.promise }];
    case 'oversold-answered':
      return (['rep', 'manager'] as const).map((role) => ({
        kind: 'oversold-answer',
        role,
        ...(event.promise === null ? {} : { subject: event.promise }),
      }));
    case 'oversold-flagged':
      return (['seller', 'manager'] as const).map((role) => ({
        kind: 'oversold',
        role,
        ...(event.promise === null ? {} : { subject: event.promise }),
      }));
    default:
      return [];
  }
}

/** The key under which a person hears once that they are invited, that it is called off, and of each time it is moved. */
function oncePerPerson(event: EventOf<'campaign-invited' | 'invitation-moved' | 'invitation-called-off'>): string {
  switch (event.kind) {
    case 'campaign-invited':
      return event.campaign;
    case 'invitation-moved':
      return `${event.campaign}.moved-${event.sequence}`;
    case 'invitation-called-off':
      return `${event.campaign}.off`;
  }
}

/** What a rep who chose the brief reads in the morning, and not as a mail of its own. Escalations always come at once. */
export const briefed: ReadonlySet<MailKind> = new Set<MailKind>([
  'item-due',
  'item-reminded',
  'onboarding-step',
  'renewal-notice',
  'changed',
]);

/** Key of a mail, and id of the workflow that delivers it: unique by cause, role and, for contacts, person. */
export function mailKeyOf(
  { lifecycle, seq }: { readonly lifecycle: string; readonly seq: number },
  { role, recipient, once, onceADay, onceADayHere }: MailCause,
  day: CivilDate,
): string {
  const here = onceADayHere === undefined ? undefined : `${lifecycle}.${onceADayHere}`;
  const what = onceADay ?? here;
  const daily = what === undefined ? undefined : `${what}.${day}`;
  return `mail.${once ?? daily ?? eventIdOf(lifecycle, seq)}.${role}${role === 'contact' && recipient !== undefined ? `.${recipient}` : ''}`;
}
