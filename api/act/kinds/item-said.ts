/** What every item's form says besides its outcome. */
import type { z } from 'zod';
import type { KnownContact, Occasion } from '../../../domain/told/occasion';
import { FormError, type itemForm } from '../fields';
import { wrongWords } from '../wrong-words';

type ItemForm = z.output<ReturnType<typeof itemForm>>;
type Who = Pick<Occasion, 'contacts' | 'lifecycle' | 'locale'>;

/** The contacts of those ids. Throws `FormError` at the field for somebody who is no contact. */
function contactsIn(field: string, ids: readonly string[], { contacts, locale }: Who): readonly KnownContact[] {
  return ids.map((one) => {
    const contact = contacts.find(({ id }) => id === one);
    if (contact === undefined) throw new FormError({ [field]: wrongWords(locale).contacts });
    return contact;
  });
}

/** How happy they are, and who was there, as facts carry it. Throws `FormError` for somebody who is no contact, or has left. */
export function ratedBy(
  { happiness, contacts = [] }: Pick<ItemForm, 'happiness' | 'contacts'>,
  occasion: Who,
): { readonly happiness?: number; readonly contacts?: readonly string[] } {
  const left = contactsIn('contacts', contacts, occasion).find(({ departedAt }) => departedAt !== undefined);
  if (left !== undefined)
    throw new FormError({
      contacts: wrongWords(occasion.locale).hasLeft(left.name, occasion.lifecycle.client.name),
    });
  return {
    ...(happiness === undefined ? {} : { happiness }),
    ...(contacts.length === 0 ? {} : { contacts }),
  };
}

/**
 * Who has left by now. Throws `FormError` for somebody who is no contact, or who was there as well; not for somebody who
 * left before: the same form may be sent again.
 */
export function whoLeft(
  { contacts = [], left = [] }: Pick<ItemForm, 'contacts' | 'left'>,
  occasion: Who,
): readonly KnownContact[] {
  const leaving = contactsIn('left', left, occasion);
  const there = leaving.find(({ id }) => contacts.includes(id));
  if (there !== undefined) throw new FormError({ left: wrongWords(occasion.locale).thereAndLeft(there.name) });
  return leaving;
}
