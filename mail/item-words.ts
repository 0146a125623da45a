/** What is particular about some kinds of items: why they are due, and what to know for them. */
import type { ItemKind } from '../domain/core/item';
import { aboutWhom, type Occasion } from '../domain/told/occasion';
import type { PresentedItem } from '../domain/told/present';
import type { Section } from './letter';

export interface ItemWords {
  readonly why: string;
  readonly sections?: readonly Section[];
  /** Whom it is for, in place of the company. */
  readonly whom?: string;
}

const criteria = ({ criteria: words }: Occasion): readonly Section[] => [
  { title: 'Success, in the client’s own words', lines: [words ?? 'Nobody wrote them down yet: ask.'] },
];

const rescueWhy = (occasion: Occasion, { about }: PresentedItem, what: string): string => {
  const escalation = occasion.lifecycle.escalations.find(({ id }) => id === about);
  return escalation === undefined ? what : `First step of ${escalation.id} (${escalation.reasons.join(', ')}): ${what}`;
};

const table: { readonly [K in ItemKind]?: (occasion: Occasion, item: PresentedItem) => ItemWords } = {
  'check-in': (occasion) => ({
    why: 'They have used it for some months: ask what works, what does not, and who uses it.',
    sections: criteria(occasion),
  }),
  'success-check': (occasion) => ({
    why: 'Half a year ago they said how they would know success. Hold what came against their own words.',
    sections: criteria(occasion),
  }),
  'success-criteria': () => ({
    why: 'Sales left it empty. Ask: «Six months from now, how will you know whether this was a success or a failure?» and write down their words.',
  }),
  'birthday-card': (occasion, { about }) => {
    const name = aboutWhom(occasion, about);
    return {
      why: 'One card a year, however many products they have; it is sent in time to arrive on the day.',
      ...(name === null ? {} : { whom: name }),
    };
  },
  'successor-call': (occasion, item) => ({
    why: rescueWhy(occasion, item, 'find out who follows, and introduce yourself before somebody else does.'),
  }),
  'sponsor-call': (occasion, item) => ({
    why: rescueWhy(occasion, item, 'tell the sponsor what was achieved so far, and ask who decides from now on.'),
  }),
};

const touchWhy =
  'The touch programme plans it; nothing waits for it, but it counts as missed once the next one falls due.';

/** Why an item is due whose kind does not say it by itself. */
function whyOf(occasion: Occasion, item: PresentedItem): string {
  const { article, campaign } = occasion;
  if (item.id.startsWith('rescue-')) return rescueWhy(occasion, item, 'do it before anything else.');
  if (item.id.startsWith('touch-')) return touchWhy;
  if (article !== null)
    return 'A feed brought it. Send it with a line of your own if it fits; say «declined» if it does not.';
  if (campaign !== null) return `«${campaign.title}»: say afterwards whether they were there.`;
  return 'It was planned for today.';
}

/** The words of an item. First steps of an escalation say so, whatever their kind. */
export function itemWords(occasion: Occasion, item: PresentedItem): ItemWords {
  const own = table[item.kind]?.(occasion, item);
  if (own !== undefined) return own;
  return {
    ...(occasion.article === null
      ? {}
      : { sections: [{ title: 'The article', lines: [occasion.article.title, occasion.article.link] }] }),
    why: whyOf(occasion, item),
  };
}
