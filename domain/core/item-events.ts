/** The events that several concerns make of items, each made in one place. */
import type { Event } from './concern';
import { isSection } from './item-steps';
import { onlyPlanned, type Done, type Item, type Plan, type Programme, type Skipped } from './item';

const planOf = ({ id, kind, on, leadDays, after, about, share }: Plan): string =>
  JSON.stringify([id, kind, on, leadDays, after ?? null, about ?? null, share ?? null]);

/** The event that plans a programme anew; none where nothing would change. */
export function planAnew(items: readonly Item[], programme: Programme, plans: readonly Plan[]): readonly Event[] {
  const before = onlyPlanned(items, programme).map(planOf);
  const after = new Set(plans.map(planOf));
  const same = before.length === plans.length && before.every((one) => after.has(one));
  return same ? [] : [{ kind: 'items-planned', programme, items: plans }];
}

/** The event that adds to a programme what of those plans lies after everything that it has; none where nothing does. */
export function planFurther(items: readonly Item[], programme: Programme, plans: readonly Plan[]): readonly Event[] {
  const last = items.reduce((on, item) => (item.programme === programme && item.on > on ? item.on : on), '');
  const further = plans.filter(({ on }) => on > last);
  return further.length === 0 ? [] : [{ kind: 'items-planned', programme, items: further, adds: true }];
}

/** The item is skipped, for that reason: it asks nobody. */
export function skipped({ id, kind }: Item, reason: Skipped): Event {
  return { kind: 'item-skipped', item: id, itemKind: kind, reason };
}

/** Nobody said what came of the item: `successor` of its series fell due, or it was waited for long enough. */
export function missed(item: Item, successor?: string): Event {
  const { id, kind, programme, covered } = item;
  return {
    kind: 'item-missed',
    item: id,
    itemKind: kind,
    programme,
    ...(successor === undefined ? {} : { successor }),
    ...(isSection(item) && covered !== null ? { within: covered.item } : {}),
  };
}

/** An item as completed, with what was said of it. */
export function completion(
  { id, kind, programme, about }: Item,
  { outcome, happiness, with: others, contacts }: Done,
): Event {
  return {
    kind: 'item-completed',
    item: id,
    itemKind: kind,
    programme,
    ...(about === undefined ? {} : { about }),
    outcome,
    ...(happiness === undefined ? {} : { happiness }),
    ...(others === undefined ? {} : { with: others }),
    ...(contacts === undefined ? {} : { contacts }),
  };
}
