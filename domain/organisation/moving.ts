/** A person who goes from one client to another: what goes along with them, and what stays behind. */
import type { Instant } from '../core/json';
import { afterPut, contactFieldNames, knownTogether, type ContactField, type Known } from './known';

/** What is theirs wherever they work; level, role and channel are of the place. */
const ownFields: readonly ContactField[] = ['name', 'email', 'birthday', 'phone', 'language'];

const nobody: Known<ContactField> = {
  values: {
    name: null,
    email: null,
    level: null,
    role: null,
    birthday: null,
    phone: null,
    language: null,
    channel: null,
  },
  said: {},
};

/** What of a person is known everywhere. */
function carried({ values, said }: Known<ContactField>): Known<ContactField> {
  let own = nobody;
  for (const field of ownFields)
    own = {
      values: { ...own.values, [field]: values[field] },
      said: { ...own.said, ...(said[field] === undefined ? {} : { [field]: said[field] }) },
    };
  return own;
}

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
  const known = there === null ? carried(left) : knownTogether(contactFieldNames, there, carried(left));
  if (email === undefined) return known;
  const stated = afterPut(['email'], { values: { email: known.values.email }, said: known.said }, { email }, at);
  return { values: { ...known.values, ...stated.values }, said: { ...known.said, ...stated.said } };
}
