/** Who set up a feed, a source or a webhook, and what a change of it says of what was tried before. */

interface SetUp {
  readonly setUpBy: string | null;
  readonly setUpByKey: string | null;
}

/** One of our people, or a key by name; null where nobody knows. */
export function setUpByOf({ setUpBy, setUpByKey }: SetUp): { readonly rep: string } | { readonly key: string } | null {
  if (setUpBy !== null) return { rep: setUpBy };
  return setUpByKey === null ? null : { key: setUpByKey };
}

/**
 * Who set a connection up, once `by` has changed it: whoever changed it last with a key of their own; a key that is nobody's
 * takes it from nobody.
 */
export function setUpAfter(before: SetUp | null, by: SetUp): SetUp {
  if (before === null || by.setUpBy !== null) return by;
  const { setUpBy, setUpByKey } = before;
  return setUpBy === null && setUpByKey === null ? by : { setUpBy, setUpByKey };
}

interface Switched {
  readonly url: string;
  readonly active: boolean;
}

/** What another address answered says nothing of this one, and what failed before a pause says nothing of what is on again. */
const isAnother = (before: Switched, after: Switched): boolean => before.url !== after.url || !before.active;

/** What is forgotten of a feed that is changed so: nobody has tried it yet. */
export function feedAnew(before: Switched, after: Switched) {
  const isElsewhere = before.url !== after.url;
  return {
    ...(isElsewhere ? { etag: null, lastModified: null } : {}),
    ...(isAnother(before, after) ? { failures: 0, failingSince: null, polledAt: null } : {}),
  };
}

/** What is forgotten of a webhook that is changed so: nobody has tried it yet. */
export function webhookAnew(before: Switched, after: Switched) {
  return isAnother(before, after) ? { failures: 0, failingSince: null, lastFailure: null, triedAt: null } : {};
}
