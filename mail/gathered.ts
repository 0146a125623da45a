/** Several mails to one reader about one client, as one. */
import type { Occasion } from '../domain/told/occasion';
import type { Draft, MailSection } from './draft';
import { isToKnow, toKnow } from './sections';
import { inBoth } from '../domain/told/words/in-both';

const words = inBoth(
  {
    subject: (count: number, client: string, what: string) =>
      `${count} ${count === 1 ? 'thing' : 'things'} for ${client}: ${what}`,
    of: (title: string, product: string) => `${title}, of ${product}`,
  },
  {
    subject: (count, client, what) => `${count} ${count === 1 ? 'Aufgabe' : 'Aufgaben'} bei ${client}: ${what}`,
    of: (title, product) => `${title}, zu ${product}`,
  },
);

interface MailTold {
  readonly draft: Draft;
  readonly occasion: Occasion;
}

/** One draft from several: each keeps its button, what to know is said once. Null for none. */
export function gathered(mails: readonly MailTold[]): Draft | null {
  const [first] = mails;
  if (first === undefined) return null;
  if (mails.length === 1) return first.draft;
  const said = words(first.occasion.locale);
  const products = new Set(mails.map(({ occasion }) => occasion.lifecycle.product.name));
  const subjects = mails.map(({ draft }) => draft.inShort ?? draft.subject).join(', ');
  return {
    subject: said.subject(mails.length, first.occasion.lifecycle.client.name, subjects),
    matters: mails.flatMap(({ draft, occasion }) =>
      draft.matters.map((matter) => ({
        ...matter,
        headline: `${occasion.lifecycle.product.name} – ${matter.headline}`,
      })),
    ),
    sections: [...once(mails.flatMap((mail) => ownSections(mail, products.size > 1))), ...once(knownOnce(mails))],
    language: first.occasion.locale.language,
  };
}

/** What a mail tells besides what is known of the client, under the name of its product where there are several. */
function ownSections({ draft, occasion }: MailTold, named: boolean): readonly MailSection[] {
  const own = draft.sections.filter((one) => !isToKnow(one, occasion));
  const { name } = occasion.lifecycle.product;
  return named ? own.map((one) => ({ ...one, title: words(occasion.locale).of(one.title, name) })) : own;
}

/** What is known of the client, of each product once; nothing that the mail itself asks is said again as open. */
function knownOnce(mails: readonly MailTold[]): readonly MailSection[] {
  const lines = [...new Map(mails.map(({ occasion }) => [occasion.lifecycle.id, occasion])).values()].flatMap(
    (occasion) => {
      const asked = mails.filter((one) => one.occasion.lifecycle.id === occasion.lifecycle.id);
      const about = asked.flatMap((one) => one.occasion.subject ?? []);
      return toKnow(occasion, { besides: about });
    },
  );
  const [known] = lines;
  return known === undefined ? [] : [{ ...known, lines: [...new Set(lines.flatMap((one) => one.lines))] }];
}

/** Each section once, though several mails tell it. */
const once = (sections: readonly MailSection[]): readonly MailSection[] => [
  ...new Map(sections.map((one) => [JSON.stringify(one), one])).values(),
];
