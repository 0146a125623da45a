/** Who set up a feed, a source or a webhook, as answers say it. */

interface SetUp {
  readonly setUpBy: string | null;
  readonly setUpByKey: string | null;
}

/** One of our people, or a key by name; null where nobody knows. */
export function setUpByOf({ setUpBy, setUpByKey }: SetUp): { readonly rep: string } | { readonly key: string } | null {
  if (setUpBy !== null) return { rep: setUpBy };
  return setUpByKey === null ? null : { key: setUpByKey };
}
