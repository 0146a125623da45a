/** What a lifecycle asks of its rep, now and in the days to come: from it the morning's brief is made. */
import { addDays, dueMoment } from '../core/calendar';
import { renewsOn } from '../core/contract';
import type { ItemKind } from '../core/item';
import { isDue, restOf } from '../core/item-steps';
import type { CivilDate, Instant } from '../core/json';
import { viewOf, type LifecycleState } from '../lifecycle';
import { isUnresolved, type AlarmReason } from '../concerns/escalations';
import { noticeIdOf } from '../concerns/renewal';
import { hasEnded } from '../core/stages';

/** Codes and moments only; words are added when somebody is told. */
export type Ask =
  | { readonly kind: 'escalation'; readonly id: string; readonly at: Instant; readonly reasons: readonly AlarmReason[] }
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly at: Instant;
      readonly what: ItemKind;
      readonly about?: string;
      /** The day of what has an hour of its own: what came of it is asked afterwards. */
      readonly tookPlace?: CivilDate;
    }
  | { readonly kind: 'onboarding'; readonly id: string; readonly at: Instant; readonly what: string }
  | { readonly kind: 'renewal'; readonly id: string; readonly at: Instant; readonly on: string };

/** Asks of one lifecycle that are kept: more lie months ahead, and are kept once these are done. */
const asksKept = 12;

function* all(state: LifecycleState): Generator<Ask> {
  const view = viewOf(state);
  const { standing, escalations, items, onboarding, renewal } = state.slices;
  for (const { id, openedAt, reasons } of escalations.list.filter(isUnresolved))
    yield { kind: 'escalation', id, at: openedAt, reasons };
  for (const item of items) {
    if (item.covered !== null || (!isDue(item) && (item.state !== 'planned' || restOf(item, view) !== null))) continue;
    const about = item.about === undefined ? {} : { about: item.about };
    const tookPlace = item.after === undefined ? {} : { tookPlace: item.on };
    yield { kind: 'item', id: item.id, at: item.dueAt, what: item.kind, ...about, ...tookPlace };
  }
  if (standing.stage === 'onboarding' && standing.pause === null)
    for (const { code, title, targetOn, completedAt } of onboarding.steps)
      if (targetOn !== null && completedAt === null)
        yield { kind: 'onboarding', id: code, at: dueMoment(targetOn, view.calendar), what: title };
  if (renewal.noticed.length > 0 && renewal.decision === null) {
    const on = renewsOn(state.seed.contract);
    const noticed = Math.min(...renewal.noticed);
    yield { kind: 'renewal', id: noticeIdOf(noticed), at: dueMoment(addDays(on, -noticed), view.calendar), on };
  }
}

/** The asks, the earliest first; none after an ending. */
export function asksOf(state: LifecycleState): readonly Ask[] {
  if (hasEnded(state.slices.standing.stage)) return [];
  return [...all(state)].toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)).slice(0, asksKept);
}
