/** An item that was closed so long ago that it left the state (`withoutOld` in core/item.ts), as the ledger tells it. */
import type { EventOf, Recorded } from '../core/concern';
import { programmeNames } from '../lifecycle';
import type { PresentedItem } from './present';

/** The programme that an id of an item speaks of; undefined for the id of anything else. */
export function programmeNamedBy(id: string): PresentedItem['programme'] | undefined {
  return programmeNames.find((name) => id.startsWith(`${name}-`));
}

function correctedItem(
  { outcome: wrong, happiness: wrongScore, completedAt, ...item }: PresentedItem,
  { outcome, happiness, actedAt }: EventOf<'item-corrected'>,
  at: string,
): PresentedItem {
  if (outcome === 'open') return { ...item, dueAt: at, state: 'due', correctedAt: at };
  return {
    ...item,
    state: 'done',
    completedAt: completedAt ?? actedAt,
    outcome,
    ...(happiness === undefined ? {} : { happiness }),
    correctedAt: at,
  };
}

/** The item that goes by that id, after those lines of its ledger; undefined where they do not speak of it. */
export function earlierItem(id: string, lines: readonly Pick<Recorded, 'at' | 'event'>[]): PresentedItem | undefined {
  const programme = programmeNamedBy(id);
  if (programme === undefined) return undefined;
  let item: PresentedItem | undefined;
  const known = (kind: PresentedItem['kind'], at: string): PresentedItem =>
    item ?? { id, programme, kind, dueAt: at, state: 'planned' };
  for (const { at, event } of lines) {
    switch (event.kind) {
      case 'items-planned': {
        const plan = event.items.find((one) => one.id === id);
        if (plan === undefined) break;
        const about = plan.about === undefined ? {} : { about: plan.about };
        item = { id, programme, kind: plan.kind, dueAt: `${plan.on}T00:00:00.000Z`, state: 'planned', ...about };
        break;
      }
      case 'item-covered':
        if (event.item === id) item = { ...known(event.itemKind, at), covered: event.by };
        else if (
          event.by.item === id &&
          item !== undefined &&
          (event.itemKind === 'check-in' || event.itemKind === 'success-check')
        )
          item = {
            ...item,
            sections: ['review', ...(item.sections ?? []).filter((one) => one !== 'review'), event.itemKind],
          };
        break;
      case 'item-due':
        if (event.item === id) item = { ...known(event.itemKind, at), dueAt: at, state: 'due' };
        break;
      case 'item-reminded':
        if (event.item === id) item = { ...known(event.itemKind, at), state: 'overdue' };
        break;
      case 'item-missed':
        if (event.item === id) item = { ...known(event.itemKind, at), state: 'missed' };
        break;
      case 'item-skipped':
        if (event.item === id) item = { ...known(event.itemKind, at), state: 'cancelled' };
        break;
      case 'item-completed':
        if (event.item === id)
          item = {
            ...known(event.itemKind, at),
            state: 'done',
            completedAt: at,
            outcome: event.outcome,
            ...(event.happiness === undefined ? {} : { happiness: event.happiness }),
          };
        break;
      case 'item-postponed':
        if (event.item === id)
          item = { ...known(event.itemKind, at), dueAt: `${event.until}T00:00:00.000Z`, state: 'planned' };
        break;
      case 'item-corrected':
        if (event.item === id) item = correctedItem(known(event.itemKind, at), event, at);
        break;
      default:
    }
  }
  return item;
}
