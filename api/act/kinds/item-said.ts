/** What every item's form says besides its outcome. */
import { inWords } from '../../../domain/core/words';
import type { z } from 'zod';
import type { Occasion } from '../../../domain/told/occasion';
import { itemById, nameOfItem } from '../../../domain/told/present';
import type { Sent } from '../act-kind';
import { FormError, type itemForm } from '../fields';

type ItemForm = z.output<typeof itemForm>;

/** How happy they are, and who was there, as facts carry it. Throws `FormError` for somebody who is no contact. */
export function ratedBy(
  { happiness, contacts = [] }: ItemForm,
  occasion: Pick<Occasion, 'contacts' | 'lifecycle'>,
): { readonly happiness?: number; readonly contacts?: readonly string[] } {
  const chosen = contacts.map((one) => occasion.contacts.find(({ id }) => id === one));
  const left = chosen.find((one) => one?.departedAt !== undefined);
  if (left !== undefined)
    throw new FormError({ contacts: `${left.name} has left ${occasion.lifecycle.client.name}. Choose who was there.` });
  if (chosen.includes(undefined)) throw new FormError({ contacts: 'Choose contacts from the list.' });
  return {
    ...(happiness === undefined ? {} : { happiness }),
    ...(contacts.length === 0 ? {} : { contacts }),
  };
}

/** The first sentence of the receipt: of which item, and what came of it. */
export function whatWasSaid(
  { outcome, happiness }: Pick<ItemForm, 'outcome' | 'happiness'>,
  { occasion: { lifecycle }, subject }: Pick<Sent, 'occasion' | 'subject'>,
): string {
  const item = itemById(lifecycle, subject);
  const what = item === undefined ? '' : `${nameOfItem(item)} with ${lifecycle.client.name}, `;
  return `Recorded: ${what}${inWords(outcome)}${happiness === undefined ? '' : `, happiness ${happiness} of 10`}.`;
}
