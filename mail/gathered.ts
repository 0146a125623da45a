/** Several mails to one reader about one client, as one. */
import { units } from '../domain/core/words';
import { healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import { dayLines } from '../domain/told/spoken';
import { contactsSection, section } from './sections';
import type { Draft, MailSection } from './draft';

/** One draft from several: each keeps its button, what to know is said once. Null for none. */
export function gathered(mails: readonly { readonly draft: Draft; readonly occasion: Occasion }[]): Draft | null {
  const [first] = mails;
  if (first === undefined) return null;
  if (mails.length === 1) return first.draft;
  const products = [...new Map(mails.map(({ occasion }) => [occasion.lifecycle.id, occasion])).values()];
  return {
    subject: `${units(mails.length, 'thing')} for ${first.occasion.lifecycle.client.name}: ${mails.map(({ draft }) => draft.inShort ?? draft.subject).join(', ')}`,
    matters: mails.flatMap(({ draft, occasion }) =>
      draft.matters.map((matter) => ({
        ...matter,
        headline: `${matter.headline} (${occasion.lifecycle.product.name})`,
      })),
    ),
    sections: [
      ...products.flatMap((occasion) => ofProduct(occasion, products.length > 1)),
      ...contactsSection(first.occasion),
    ],
  };
}

/** What to know of one product, under its name where there are several. */
function ofProduct(occasion: Occasion, named: boolean): readonly MailSection[] {
  const ofIt = named ? `, of ${occasion.lifecycle.product.name}` : '';
  return [
    ...section(`Promised before the sale${ofIt}`, promiseLines(occasion)),
    ...section(`Health${ofIt}`, healthLines(occasion)),
    ...section(`Lately${ofIt}`, dayLines(occasion.lately)),
  ];
}
