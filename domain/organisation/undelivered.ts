/**
 * Whose business a mail is that ended without arriving. Its lifecycle hears of it as a fact, so that it stands in the
 * timeline and goes to webhooks; besides, people hear:
 *
 * | the mail was for           | its address takes no mail           | its content was refused         |
 * | -------------------------- | ----------------------------------- | ------------------------------- |
 * | a contact                  | every rep who keeps the client,     | the rep                         |
 * |                            | once until the address changes      |                                 |
 * | one of ours, or the seller | who leads the groups that they work | the same, at most one mail a    |
 * |                            | in, once until the address changes  | day about one person            |
 * | whoever hears of such a    | nobody: it stands in the list of    | nobody                          |
 * | mail, or ops               | refused mails alone                 |                                 |
 *
 * An id that is nobody's at all counts as one of ours whose address takes no mail.
 *
 * Who leads a group is its manager; where nobody is named, or they cannot be reached themselves, its director; where that
 * leaves nobody at all, `lastResort`. Nobody is told of themselves.
 */
import type { Instant } from '../core/json';
import type { MailEnd } from '../core/mail-end';
import type { MailKind, MailRole, PersonalMailKind } from '../told/mails';
import { personal, type AddressedMail, type Leaders } from './addressing';
import { lastResort } from './people';

/** Mails that tell of mails: were they told of too, that would go round in a circle. */
const aboutMails: ReadonlySet<MailKind | PersonalMailKind> = new Set([
  'contact-unreachable',
  'mail-refused',
  'unreachable',
  'undelivered',
] as const);

/** Whom a refused mail was for, as those who hear of it are chosen; null where nobody hears. */
export function concerned({
  kind,
  role,
}: {
  readonly kind: MailKind | PersonalMailKind;
  readonly role: MailRole;
}): 'contact' | 'person' | null {
  if (aboutMails.has(kind)) return null;
  return role === 'contact' ? 'contact' : 'person';
}

/** One of a client's running lifecycles, and who keeps it. */
export interface KeptBy {
  readonly id: string;
  readonly rep: string;
}

/** The lifecycles that tell their rep of a contact's dead address: one for each rep, the mail's own before the others. */
export function tellersOf(running: readonly KeptBy[], own: string | null): ReadonlySet<string> {
  const ofRep = new Map<string, string>();
  for (const { id, rep } of running) if (id === own || !ofRep.has(rep)) ofRep.set(rep, id);
  return new Set(ofRep.values());
}

/** Who hears that somebody got no mail; `unreachable`: people whose address takes none, that one among them. */
export function leadersToTell(groups: readonly Leaders[], unreachable: ReadonlySet<string>): readonly string[] {
  const named = groups.flatMap(({ manager, director }) => {
    const leader = [manager, director].find((one) => one !== null && !unreachable.has(one));
    return leader === undefined || leader === null ? [] : [leader];
  });
  const leaders = named.length > 0 ? named : [lastResort].filter((one) => !unreachable.has(one));
  return [...new Set(leaders)];
}

/** A mail that one of ours, or a seller, did not get. */
export interface NotArrived {
  /** Its key. */
  readonly mail: string;
  /** Which of its deliveries it was: another one after it was sent again. */
  readonly delivery: string;
  readonly person: string;
  readonly why: MailEnd;
}

/** The mails that tell leaders of it, each once: for a dead address by its delivery, for a content by the day. */
export function undeliveredMails(
  { mail, delivery, person, why }: NotArrived,
  at: Instant,
  leaders: readonly string[],
): readonly AddressedMail[] {
  const [once, kind] =
    why === 'recipient'
      ? ([delivery, 'unreachable'] as const)
      : ([`mail.${person}.${at.slice(0, 10)}`, 'undelivered'] as const);
  return leaders.map((leader) => ({
    ...personal,
    key: `${once}.${kind}.${leader}`,
    at,
    kind,
    role: 'manager',
    recipient: leader,
    subject: mail,
  }));
}
