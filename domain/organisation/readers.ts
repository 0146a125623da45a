/** Who is meant by records that name the same mailbox. */
import { groupBy } from '../core/grouped';
import { mailboxOf } from '../core/mailbox';

/** A record of somebody, as far as it says whom it means. */
export interface MailboxReader {
  readonly name: string | null;
  /** The empty text where there is none. */
  readonly email: string;
  /** True while they are at their client. */
  readonly isThere: boolean;
}

/**
 * Whom of those who are known each of these means: of those who read its mailbox the one of that name; else one whom no
 * other means, who is there before who left. An office may share an address: everybody who is known is meant once.
 */
export function meantBy<N extends MailboxReader, K extends MailboxReader>(
  named: readonly N[],
  known: readonly K[],
): ReadonlyMap<N, K> {
  const thereFirst = known.toSorted((one, other) => Number(other.isThere) - Number(one.isThere));
  const readers = groupBy(thereFirst, ({ email }) => mailboxOf(email));
  const meant = new Map<N, K>();
  const taken = new Set<K>();
  for (const isMeant of [(one: N, reader: K): boolean => reader.name === one.name, (): boolean => true])
    for (const one of named) {
      const mailbox = mailboxOf(one.email);
      if (mailbox === '' || meant.has(one)) continue;
      const reader = readers.get(mailbox)?.find((each) => !taken.has(each) && isMeant(one, each));
      if (reader === undefined) continue;
      meant.set(one, reader);
      taken.add(reader);
    }
  return meant;
}
