/** People who stood in two records, and are known by one id since two clients became one. */

/** Whoever was known as `contact` is known as `is` from then on. */
export interface SamePerson {
  readonly contact: string;
  readonly is: string;
}

/** Answers by which id somebody is known now. */
export function knownAs(same: readonly SamePerson[]): (contact: string) => string {
  const ids = new Map(same.map(({ contact, is }) => [contact, is]));
  return (contact) => ids.get(contact) ?? contact;
}

/** What is known of who is who, with further people: whoever was known as one of these is known as that one is. */
export function sameAlso(before: readonly SamePerson[], further: readonly SamePerson[]): readonly SamePerson[] {
  const now = knownAs(further);
  const renamed = before.map(({ contact, is }) => ({ contact, is: now(is) }));
  return [...renamed.filter(({ contact }) => !further.some((one) => one.contact === contact)), ...further];
}

/** A list of people, each of them once. */
export function eachOnce(contacts: readonly string[], same: readonly SamePerson[]): readonly string[] {
  return [...new Set(contacts.map(knownAs(same)))];
}

/** What an item says of whom it is about, and under which key it is shared. */
interface AboutSomebody {
  readonly about?: string;
  readonly share?: { readonly key: string; readonly days: number };
}

/** What is shared under the key of a person and a year: two records of a person may have had two birthdays. */
export const wholeYear = 366;

/** An item about somebody who stood in two records: it is about the one person, and one with what the other one is for. */
export function aboutSame<I extends AboutSomebody>(item: I, same: readonly SamePerson[]): I {
  const { about, share } = item;
  if (about === undefined || !same.some(({ contact, is }) => contact === about || is === about)) return item;
  const now = knownAs(same)(about);
  return {
    ...item,
    about: now,
    ...(share === undefined ? {} : { share: { key: share.key.replace(about, now), days: wholeYear } }),
  };
}

/** What names people by ids of ours, with the ids by which they are known now. */
export function peopleNow<T extends object>(data: T, same: readonly SamePerson[]): T {
  if (same.length === 0) return data;
  const { contact, contacts }: { readonly contact?: unknown; readonly contacts?: unknown } = { ...data };
  return {
    ...data,
    ...(typeof contact === 'string' ? { contact: knownAs(same)(contact) } : {}),
    ...(Array.isArray(contacts) ? { contacts: eachOnce(contacts.map(String), same) } : {}),
  };
}
