/**
 * Who hears what: from events to the mails that go out, each with its recipient.
 *
 *   event ──► its mails, by role ──► who holds the role ──► who is there that day ──► at once, or in the brief
 *             (told/mails.ts)        (`holdersOf`)          (`standInFor`)
 *
 * | mail                                    | goes to                       | how               | while they are away    |
 * | --------------------------------------- | ----------------------------- | ----------------- | ---------------------- |
 * | a client comes                          | its rep                       | at once, one for  | their deputy           |
 * |                                         |                               | all lines of a    |                        |
 * |                                         |                               | deal              |                        |
 * | a client is passed on or renews         | its rep                       | at once           | their deputy           |
 * | an item is prepared                     | its rep                       | at once           | their deputy           |
 * | an item is due, or still due            | its rep                       | brief, or grouped | their deputy           |
 * | the calendar file of a review: moved,   | who got the file, and who     | at once           | nobody stands in: it   |
 * | called off (organisation/               | keeps the client now          |                   | is in their calendar   |
 * | review-files.ts)                        |                               |                   |                        |
 * | a renewal comes                         | its rep                       | brief, or at once | their deputy           |
 * | an onboarding step is late              | its owner, else the rep       | brief, or at once | their deputy           |
 * | a pause, a resumption                   | its rep                       | at once           | their deputy           |
 * | an escalation that is serious           | its rung: rep or manager      | at once           | their deputy           |
 * | one that is small                       | its rep, when it is opened    | at once           | their deputy           |
 * | a digest of small ones that are open    | rep and manager               | Monday morning    | the next morning there |
 * | (organisation/digests.ts)               |                               |                   |                        |
 * | a digest of serious ones that nobody    | the director of the group     | in the morning    | the next morning there |
 * | took on, after 1, 2, 4, 8 weeks         | (who stands in for none: only |                   |                        |
 * |                                         | what no other rung told them) |                   |                        |
 * | an overdue invoice                      | its rung: receivables         | at once           | their deputy           |
 * |                                         | manager, manager or director; |                   |                        |
 * |                                         | never the rep                 |                   |                        |
 * | an opportunity                          | the business developer        | at once           | their deputy           |
 * | what came of it                         | the rep                       | at once           | their deputy           |
 * | a promise that looks oversold           | the rep                       | at once           | their deputy           |
 * | a promise that is oversold              | the seller                    | at once           | nobody stands in       |
 * |                                         | (who left: the manager, else  |                   |                        |
 * |                                         | the director, in their place, |                   |                        |
 * |                                         | one mail)                     |                   |                        |
 * |                                         | and the manager               | at once           | their deputy           |
 * | what the seller answers                 | rep and manager               | at once           | their deputy           |
 * | an introduction, a question, an         | the contacts it names         | at once           | nobody stands in       |
 * | invitation, the client's review         |                               |                   |                        |
 * | a dossier of a handover or import       | every rep who got something   | at once           | it waits for them      |
 * | a brief (organisation/mornings.ts):     | whoever chose it, one mail    | in the morning    | none; one on return    |
 * | what is asked of the rep, and of who    | for all that they are         |                   |                        |
 * | leads, collects and sells               |                               |                   |                        |
 * | a figure is critical                    | every manager and director of | at once           | it waits for them      |
 * |                                         | a group, each once            |                   |                        |
 * | a contact's address takes no mail, or a | its rep                       | at once           | their deputy           |
 * | mail to them was refused                |                               |                   |                        |
 * | a contact's answer to the question      | the rep; of an unhappy one    | at once           | their deputy           |
 * |                                         | the manager as well           |                   |                        |
 * | a client is unhappy, as somebody else   | the rep and the manager       | at once           | their deputy           |
 * | than the rep heard it                   |                               |                   |                        |
 * | a score fell below green, a contact     | its rep                       | brief, or at once | their deputy           |
 * | opted out or declined an invitation     |                               |                   |                        |
 * | one of ours got no mail                 | who leads them, never they    | at once           | it waits for them      |
 * | (organisation/undelivered.ts)           | themselves                    |                   |                        |
 * | a feed, a source or a webhook is        | who set it up, else ops       | at once           | it waits for them      |
 * | broken (organisation/connections.ts)    |                               |                   |                        |
 *
 * - Brief: the rep's only, and only if whoever reads it (the rep, or who stands in) chose the brief. A step whose owner
 *   is not the rep is not in it. Escalations never wait for a morning.
 * - Grouped: what falls due with a client on one day goes to one recipient as one mail. The day is the client's.
 * - Deputy: of a chain of deputies the first who is there, see `standInFor`. Nobody there: it waits for the person.
 *
 * Who holds a role that nobody is named for:
 *
 * - Manager: the rep. Director: the manager. Seller: the manager.
 * - Receivables manager and business developer (the rep's workgroup names them): the group's manager, else its
 *   director, else `lastResort`. Collecting and selling are not the rep's, even where nobody is named for them.
 * - An overdue invoice climbs to the group's manager, then to its director. Where the group names none, it stays with the
 *   person who collects. A rep gets it only as one of the people named here, or as the deputy of one.
 *
 * What is not sent says why: another lifecycle of the client asks for it (`covered`), the brief has it (`in-brief`), the same
 * person hears it by another mail (`same-reader`, heard-once.ts), or it was they who said it (`said-it`).
 */
import { dayOf } from '../core/calendar';
import type { Recorded } from '../core/concern';
import { dealIdIn } from '../core/identity';
import type { Instant } from '../core/json';
import {
  briefed,
  mailKeyOf,
  mailsOf,
  type MailCause,
  type MailKind,
  type MailRole,
  type PersonalMailKind,
} from '../told/mails';
import { heardOnce } from './heard-once';
import { ladderHolders, lastResort, standInFor, type Recipient } from './people';

/** Roles that somebody of ours, or the seller, holds in every lifecycle. */
type HeldRole = Exclude<MailRole, 'owner' | 'contact'>;

/** Who is named for each role of a lifecycle; null where nobody is. */
export type Named = { readonly [R in HeldRole]: R extends 'rep' ? string : string | null } & {
  /** The seller does not work for the house any more: somebody else hears in their place. */
  readonly sellerLeft?: boolean;
};

/** Who holds each role of a lifecycle: there is always somebody. */
export type Holders = { readonly [R in HeldRole]: string } & {
  /** The seller who left, in whose place `seller` hears; null where they are there, or nobody is named. */
  readonly formerSeller: string | null;
};

/** What happened in one lifecycle. */
export interface Occurred {
  readonly lifecycle: string;
  readonly client: { readonly id: string; readonly zone: string };
  readonly events: readonly Recorded[];
  /** Items and questions that another lifecycle of the client asks for, or that a fact to come will ask for anew. */
  readonly covered: ReadonlySet<string>;
}

/** A mail with its recipient. */
export interface AddressedMail {
  /** Unique: however often it is addressed, it goes out once. */
  readonly key: string;
  /** The event that caused it; null for a mail that is not about one lifecycle. */
  readonly cause: { readonly lifecycle: string; readonly seq: number } | null;
  readonly at: Instant;
  readonly kind: MailKind | PersonalMailKind;
  readonly role: MailRole;
  /** Id of one of our people, of the seller or of a contact. */
  readonly recipient: string;
  /** The person in whose place the recipient reads it. */
  readonly inPlaceOf: string | null;
  /** What it is about: as `MailCause.subject` has it; of a mail that is not about one lifecycle the job or the target. */
  readonly subject: string | null;
  /** What waits under one key for one recipient goes out as one mail; null: by itself. */
  readonly gatherKey: string | null;
}

/** A mail that an event causes and that does not go out. */
export interface UnsentMail {
  readonly cause: { readonly lifecycle: string; readonly seq: number };
  readonly kind: MailKind;
  readonly role: MailRole;
  readonly subject: string | null;
  readonly why: 'covered' | 'in-brief' | 'same-reader' | 'said-it';
}

export interface Addressing {
  readonly mails: readonly AddressedMail[];
  readonly unsent: readonly UnsentMail[];
}

/** A mail before it has a recipient. */
interface CausedMail {
  readonly line: Recorded;
  readonly mail: MailCause;
}

function mailsIn({ events }: Pick<Occurred, 'events'>): readonly CausedMail[] {
  return events.flatMap((line) => mailsOf(line.event).map((mail) => ({ line, mail })));
}

const isCovered = ({ subject }: MailCause, covered: ReadonlySet<string>): boolean =>
  subject !== undefined && covered.has(subject);

/** The mails that want a recipient. */
function wanted(occurred: Occurred): readonly CausedMail[] {
  return mailsIn(occurred).filter(({ mail }) => !isCovered(mail, occurred.covered));
}

/** To our people a deputy may stand in for; a contact and the seller are written to themselves. */
const isOurs = ({ role }: MailCause, { formerSeller }: Holders): boolean =>
  role !== 'contact' && (role !== 'seller' || formerSeller !== null);

/** Whom the mail is for, there or not. */
function meantFor({ kind, role, recipient }: MailCause, holders: Holders): string {
  const holder = recipient ?? (role === 'contact' || role === 'owner' ? holders.rep : holders[role]);
  return kind === 'receivable' && holder === holders.rep ? holders.receivables : holder;
}

/** What must be looked up before anything can be addressed; null where there is nothing to address. */
export function lookUpFor(occurred: Occurred): { readonly workgroup: boolean; readonly seller: boolean } | null {
  const mails = wanted(occurred);
  if (mails.length === 0) return null;
  // Most mails have nothing to do with whom a workgroup shares, or with who sold.
  return {
    workgroup: mails.some(({ mail: { kind, role } }) => kind === 'receivable' || role === 'developer'),
    seller: mails.some(({ mail: { role } }) => role === 'seller'),
  };
}

/** The manager, or where they have left for good the director; null where that leaves nobody, or no manager is named. */
export function leaderStillHere({ manager, director }: Leaders, gone: ReadonlySet<string>): string | null {
  if (manager === null) return null;
  return [manager, director].find((one) => one !== null && !gone.has(one)) ?? null;
}

/** Who holds each role, where nobody may be named for it. */
export function holdersOf({
  rep,
  manager,
  director,
  seller,
  receivables,
  developer,
  sellerLeft = false,
}: Named): Holders {
  const ladder = ladderHolders({ rep, manager, director });
  const instead = manager ?? director ?? lastResort;
  return {
    ...ladder,
    seller: sellerLeft ? ladder.manager : (seller ?? ladder.manager),
    formerSeller: sellerLeft ? seller : null,
    receivables: receivables ?? instead,
    developer: developer ?? instead,
  };
}

/** Our people whose absences, deputies and wishes must be known. */
export function recipientsToLookUp(occurred: Occurred, holders: Holders): readonly string[] {
  const ours = wanted(occurred).filter(({ mail }) => isOurs(mail, holders));
  return [...new Set(ours.map(({ mail }) => meantFor(mail, holders)))];
}

/** What goes out as one mail: what falls due with a client on a day, and what begins with a deal. */
function gatherKeyOf(
  { grouped, withDeal }: MailCause,
  { lifecycle, client, recipient, day }: { readonly [K in 'lifecycle' | 'client' | 'recipient' | 'day']: string },
): string | null {
  if (grouped === true) return [client, recipient, day].join('|');
  return withDeal === true ? ['deal', dealIdIn(lifecycle), recipient].join('|') : null;
}

/** True where whoever recorded the event would be told their own words. */
function saidIt(
  { unlessSaidBy }: MailCause,
  by: string | undefined,
  { recipient, rep }: { readonly recipient: string; readonly rep: string },
): boolean {
  return (
    by !== undefined && ((unlessSaidBy === 'reader' && by === recipient) || (unlessSaidBy === 'rep' && by === rep))
  );
}

/** A mail with its recipient, and the event of which it tells. */
interface MailWithLine extends AddressedMail {
  readonly kind: MailKind;
  readonly line: Recorded;
}

/** Every mail that the events cause: with its recipient, or with the reason why it does not go out. */
export function addressed(occurred: Occurred, holders: Holders, people: ReadonlyMap<string, Recipient>): Addressing {
  const { lifecycle, client, covered } = occurred;
  const candidates: MailWithLine[] = [];
  const unsent: UnsentMail[] = [];
  for (const { line, mail } of mailsIn(occurred)) {
    const { seq, at, by } = line;
    const { kind, role, subject = null } = mail;
    const cause = { lifecycle, seq };
    const day = dayOf(at, client.zone);
    const meant = meantFor(mail, holders);
    const recipient = isOurs(mail, holders) ? standInFor(meant, day, people) : meant;
    // In whose place they read it: who left comes before who is away.
    const instead = role === 'seller' && holders.formerSeller !== null ? holders.formerSeller : meant;
    // What the rep is asked stands in the brief of the rep, or of who stands in, if that is how they want to hear of it.
    const inBrief = meant === holders.rep && briefed.has(kind) && people.get(recipient)?.delivery === 'brief';
    if (isCovered(mail, covered)) unsent.push({ cause, kind, role, subject, why: 'covered' });
    else if (inBrief) unsent.push({ cause, kind, role, subject, why: 'in-brief' });
    else if (saidIt(mail, by, { recipient, rep: holders.rep }))
      unsent.push({ cause, kind, role, subject, why: 'said-it' });
    else
      candidates.push({
        key: mailKeyOf(cause, mail, day),
        cause,
        at,
        kind,
        role,
        recipient,
        inPlaceOf: recipient === instead ? null : instead,
        subject,
        gatherKey: gatherKeyOf(mail, { lifecycle, client: client.id, recipient, day }),
        line,
      });
  }
  const { needed, needless } = heardOnce(candidates);
  return {
    mails: needed.map(({ line, ...mail }) => mail),
    unsent: [
      ...unsent,
      ...needless.map(({ kind, role, subject, line: { seq } }): UnsentMail => ({
        cause: { lifecycle, seq },
        kind,
        role,
        subject,
        why: 'same-reader',
      })),
    ],
  };
}

/** A mail to one of our people that is not about one lifecycle. */
export const personal = { cause: null, inPlaceOf: null, subject: null, gatherKey: null } as const;

/** The brief of a morning, once a day of UTC. */
export function addressedBrief(rep: string, at: Instant): AddressedMail {
  return { ...personal, key: `mail.brief.${rep}.${at.slice(0, 10)}`, at, kind: 'brief', role: 'rep', recipient: rep };
}

/** The digest of a morning, once a day of UTC. */
export function addressedDigest(person: string, at: Instant): AddressedMail {
  const key = `mail.digest.${person}.${at.slice(0, 10)}`;
  return { ...personal, key, at, kind: 'digest', role: 'rep', recipient: person };
}

/** What an import or a handover brought to reps: one dossier each, however many clients it speaks of. */
export function dossierMails(job: string, at: Instant, reps: readonly string[]): readonly AddressedMail[] {
  return reps.map((rep) => ({
    ...personal,
    key: `mail.${job}.dossier.${rep}`,
    at,
    kind: 'dossier',
    role: 'rep',
    recipient: rep,
    subject: job,
  }));
}

/** Who leads a group. */
export interface Leaders {
  readonly manager: string | null;
  readonly director: string | null;
}

/** The alarm that a figure is critical: to everyone who leads a group, each once, however many groups they lead. */
export function figureMails(target: string, at: Instant, groups: readonly Leaders[]): readonly AddressedMail[] {
  const leaders = new Set(groups.flatMap(({ manager, director }) => [manager, director]));
  return [...leaders].flatMap((leader) =>
    leader === null
      ? []
      : [
          {
            ...personal,
            key: `mail.figure.${target}.${at.slice(0, 10)}.${leader}`,
            at,
            kind: 'figure',
            role: 'manager',
            recipient: leader,
            subject: target,
          },
        ],
  );
}
