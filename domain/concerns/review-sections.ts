/**
 * One meeting: a check-in or a success check that lies close to a review of its lifecycle is a section of that review. It
 * asks nobody by itself, and shares the fate of the review:
 *
 *   the review is done, unanswered or declined   the section is completed with the same outcome
 *   the review is missed, or passes silently     so does the section
 *   nobody holds the review for too long         the section is missed, as one that asked by itself would be
 *   the review is planned for another day        the section goes with the next one that is close, or stands alone again
 *   what came of the review is corrected         so is what came of the sections that were closed with it
 *
 * A section stays planned and is covered by the review, an item of its own lifecycle; it asks nobody (core/item-steps.ts).
 */
import { daysBetween } from '../core/calendar';
import type { Event, EventOf, See } from '../core/concern';
import { countsOn, isBegun, isStillToDo, type ElsewhereItem, type Item } from '../core/item';
import { missed, skipped } from '../core/item-events';
import { isSection } from '../core/item-steps';

/** The sections of a review, in the order of their days. */
function sectionsIn(review: string, { slices, seed }: Pick<See, 'slices' | 'seed'>): readonly Item[] {
  return slices.items.filter(
    (item) =>
      isSection(item) &&
      isStillToDo(item) &&
      item.covered?.item === review &&
      item.covered.lifecycle === seed.lifecycleId,
  );
}

/** The review with which an item is one meeting: the one that holds it as long as that is close, else the closest. */
function reviewFor(item: Item, { slices, seed, rules }: See): Item | undefined {
  const { sections, togetherDays } = rules.reviews;
  if (!sections || togetherDays === 0) return undefined;
  const apart = (review: Item): number => Math.abs(daysBetween(countsOn(item), countsOn(review)));
  const isHolder = ({ id }: Item): boolean => item.covered?.item === id && item.covered.lifecycle === seed.lifecycleId;
  const close = slices.items
    .filter((one) => one.programme === 'review' && isStillToDo(one) && apart(one) <= togetherDays)
    .toSorted((a, b) => apart(a) - apart(b));
  return close.find(isHolder) ?? close[0];
}

/** What has to change so that every item goes with its review. */
function regrouped(see: See): readonly Event[] {
  return see.slices.items.flatMap((item): Event[] => {
    if (!isSection(item) || isBegun(item)) return [];
    const review = reviewFor(item, see);
    if (review === undefined)
      return item.covered === null
        ? []
        : [{ kind: 'item-uncovered', item: item.id, itemKind: item.kind, due: false, planned: true }];
    const by: ElsewhereItem = { lifecycle: see.seed.lifecycleId, item: review.id };
    return item.covered?.item === by.item && item.covered.lifecycle === by.lifecycle
      ? []
      : [{ kind: 'item-covered', item: item.id, itemKind: item.kind, by }];
  });
}

/**
 * What is corrected with a review: the sections that were closed with it, and of which nobody has said anything else since.
 * A happiness is the review's alone.
 */
function correctedWith(
  { item: review, outcome, before, actedAt }: EventOf<'item-corrected'>,
  { slices }: Pick<See, 'slices'>,
): readonly Event[] {
  if (outcome === before.outcome) return [];
  return slices.items
    .filter((item) => isSection(item) && item.covered?.item === review && item.closedAt === actedAt)
    .filter(({ state, outcome: said }) => (said ?? state) === before.outcome)
    .map(({ id, kind, programme }) => ({
      kind: 'item-corrected',
      itemKind: kind,
      programme,
      item: id,
      outcome,
      actedAt,
      before: { outcome: before.outcome },
      within: review,
    }));
}

/** What follows for sections from what happens to a review, or from a new plan. */
export function sectionsAfter(event: Event, see: See): readonly Event[] {
  switch (event.kind) {
    case 'items-planned':
    case 'policy-changed':
    case 'item-postponed':
      return regrouped(see);
    case 'item-completed':
      return sectionsIn(event.item, see).map(({ id, kind, programme }) => ({
        kind: 'item-completed',
        item: id,
        itemKind: kind,
        programme,
        outcome: event.outcome,
        within: event.item,
      }));
    case 'item-missed':
      return sectionsIn(event.item, see).map((item) => missed(item));
    case 'item-corrected':
      return correctedWith(event, see);
    case 'item-skipped':
      // A check-in does not rest while the client is onboarded again: it stands alone then, or goes with the next review.
      return event.reason === 'onboarding'
        ? regrouped(see)
        : sectionsIn(event.item, see).map((item) => skipped(item, event.reason));
    default:
      return [];
  }
}
