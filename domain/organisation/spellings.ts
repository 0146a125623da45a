/** By what somebody is known, and was: whoever is erased is gone under all of it. */
import type { ContactField, Known } from './known';

/** A person, spelled one way. */
interface Spelling {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** Every spelling of a field that is remembered: the one that counts first. */
function spellingsOfField({ values, said }: Known<ContactField>, field: 'name' | 'email' | 'phone'): readonly string[] {
  const { told, heard = [], stated } = said[field] ?? {};
  const all = [values[field], told, stated?.value, ...heard.map(({ value }) => value)];
  return [...new Set(all.flatMap((one) => (one === null || one === undefined || one === '' ? [] : [one])))];
}

/** All that a person is known by, and was: as they are known now first. Two records that are one spelled them in two ways. */
export function spellingsOf(known: Known<ContactField>): readonly Spelling[] {
  const [names, emails, phones] = [
    spellingsOfField(known, 'name'),
    spellingsOfField(known, 'email'),
    spellingsOfField(known, 'phone'),
  ];
  const most = Math.max(1, names.length, emails.length, phones.length);
  return Array.from({ length: most }, (_, n) => ({
    name: names[n] ?? '',
    email: emails[n] ?? '',
    phone: phones[n] ?? null,
  }));
}
