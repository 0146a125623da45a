/** A person who goes from one client to another: what goes along with them, and what stays behind. */
import type { Instant } from '../core/json';
import { afterPut, contactFieldNames, knownOnly, knownTogether, type ContactField, type Known } from './known';

/** What is theirs wherever they work; level, role and channel are of the place. */
const ownFields: readonly ContactField[] = ['name', 'email', 'birthday', 'phone', 'language'];

/**
 * What is known of a person at the client to whom they go: what is theirs, beside what that client has of them already.
 * `email`: their address there, said at that moment; undefined where nobody named another.
 */
export function arriving(
  left: Known<ContactField>,
  there: Known<ContactField> | null,
  email: string | undefined,
  at: Instant,
): Known<ContactField> {
  const own = knownOnly(contactFieldNames, left, ownFields);
  const known = there === null ? own : knownTogether(contactFieldNames, there, own);
  if (email === undefined) return known;
  const stated = afterPut(['email'], { values: { email: known.values.email }, said: known.said }, { email }, at);
  return { values: { ...known.values, ...stated.values }, said: { ...known.said, ...stated.said } };
}
