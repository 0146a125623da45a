/** Items as people see them, and what is asked of them. */
import type { Item } from '../core/item';
import { isDue } from '../core/item-steps';
import { optional } from './optional';
import type { Presented, PresentedItem, ReviewSection } from './presented';

const sectionOf = ({ programme }: Item): readonly ReviewSection[] =>
  programme === 'check-in' || programme === 'success-check' ? [programme] : [];

/** What is spoken of in a review besides itself: what of its own lifecycle it covers. */
function withSections(review: PresentedItem, items: readonly Item[], lifecycles: readonly string[]): PresentedItem {
  const others = items
    .filter(({ covered }) => covered?.item === review.id && lifecycles.includes(covered.lifecycle))
    .flatMap(sectionOf)
    .toSorted();
  return others.length === 0 ? review : { ...review, sections: ['review', ...others] };
}

function itemShown(item: Item): PresentedItem {
  return {
    id: item.id,
    programme: item.programme,
    kind: item.kind,
    dueAt: item.dueAt,
    ...optional('after', item.after ?? null),
    state: item.state,
    ...optional('completedAt', item.state === 'done' ? item.closedAt : null),
    ...optional('outcome', item.outcome),
    ...optional('happiness', item.happiness),
    ...optional('about', item.about ?? null),
    ...optional('covered', item.covered),
    ...optional('postponed', item.postponed ?? null),
    ...optional('correctedAt', item.corrected ?? null),
  };
}

/** The items of a lifecycle, each among those of its kind. `terms`: those by whose names a review of it may go. */
export function itemsShown(items: readonly Item[], terms: readonly string[]): WithItems {
  const shown = (belongs: (item: Item) => boolean): PresentedItem[] => items.filter(belongs).map(itemShown);
  return {
    touches: shown(({ programme }) => programme === 'touch'),
    reviews: shown(({ programme }) => programme === 'review').map((review) => withSections(review, items, terms)),
    items: shown(({ programme }) => programme !== 'touch' && programme !== 'review'),
  };
}

type WithItems = Pick<Presented, 'touches' | 'reviews' | 'items'>;

const everyItem = ({ touches, reviews, items }: WithItems): readonly PresentedItem[] => [
  ...touches,
  ...reviews,
  ...items,
];

/** A lifecycle's item by its id, of whatever programme. */
export function itemById(lifecycle: WithItems, id: string | null): PresentedItem | undefined {
  return everyItem(lifecycle).find((item) => item.id === id);
}

/** The lifecycle with one more item. */
export function withItem(lifecycle: Presented, item: PresentedItem): Presented {
  const { touches, reviews, items } = lifecycle;
  switch (item.programme) {
    case 'touch':
      return { ...lifecycle, touches: [...touches, item] };
    case 'review':
      return { ...lifecycle, reviews: [...reviews, item] };
    default:
      return { ...lifecycle, items: [...items, item] };
  }
}

/** What a lifecycle asks somebody for now: what is due or overdue, and not asked for elsewhere at the client. */
export function askedNow(lifecycle: WithItems): readonly PresentedItem[] {
  return everyItem(lifecycle).filter((item) => isDue(item) && item.covered === undefined);
}
