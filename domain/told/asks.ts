/** What a lifecycle asks of its rep, now and in the days to come: from it the morning's brief is made. */
import { addDays, dueMoment } from '../core/calendar';
import { endsOn } from '../core/contract';
import type { ItemKind } from '../core/item';
import { isDue, restOf } from '../core/item-steps';
import type { CivilDate, Instant } from '../core/json';
import { viewOf, type LifecycleState } from '../lifecycle';
import { ownNames, type AlarmReason, type Severity } from '../concerns/alarm-reasons';
import { weightOf, type AskedRole } from '../concerns/climbing';
import { isUnresolved } from '../concerns/alarm-state';
import { noticeIdOf } from '../concerns/renewal';
import { hasEnded } from '../core/stages';

/** Codes and moments only; words are added when somebody is told. */
export type Ask =
  | {
      readonly kind: 'escalation';
      readonly id: string;
      readonly at: Instant;
      readonly reasons: readonly AlarmReason[];
      /** Not said under rules that do not weigh: then it is serious. */
      readonly severity?: Severity;
      readonly about?: readonly string[];
      /** What the signals of the house's own among its reasons are called. */
      readonly ownSignals?: readonly string[];
      readonly asked?: readonly AskedRole[];
      readonly acknowledged?: true;
    }
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly at: Instant;
      readonly what: ItemKind;
      readonly about?: string;
      /** Its sections, where it is a review that is more than a review. */
      readonly sections?: readonly ItemKind[];
      /** The day of what has an hour of its own: what came of it is asked afterwards. */
      readonly tookPlace?: CivilDate;
    }
  | { readonly kind: 'onboarding'; readonly id: string; readonly at: Instant; readonly what: string }
  | { readonly kind: 'renewal'; readonly id: string; readonly at: Instant; readonly on: string };

/** An alarm as a lifecycle asks it of its rep. */
export type AlarmAsk = Extract<Ask, { kind: 'escalation' }>;

/** Asks of one lifecycle that are kept: more lie months ahead, and are kept once these are done. */
const asksKept = 12;

function* all(state: LifecycleState): Generator<Ask> {
  const view = viewOf(state);
  const { standing, escalations, items, onboarding, renewal } = state.slices;
  for (const { id, openedAt, reasons, about, own, watch, state: is } of escalations.list.filter(isUnresolved)) {
    const severity = weightOf(reasons, view.rules);
    yield {
      kind: 'escalation',
      id,
      at: openedAt,
      reasons,
      ...(severity === undefined ? {} : { severity }),
      ...(about === undefined ? {} : { about }),
      ...(own === undefined ? {} : { ownSignals: ownNames(own) }),
      ...(watch === undefined ? {} : { asked: watch.asked }),
      ...(is === 'acknowledged' ? { acknowledged: true } : {}),
    };
  }
  for (const item of items) {
    if (item.covered !== null || (!isDue(item) && (item.state !== 'planned' || restOf(item, view) !== null))) continue;
    const about = item.about === undefined ? {} : { about: item.about };
    const sections = items
      .filter(({ covered }) => covered?.item === item.id && covered.lifecycle === state.seed.lifecycleId)
      .map(({ kind }) => kind)
      .toSorted();
    const tookPlace = item.after === undefined ? {} : { tookPlace: item.on };
    yield {
      kind: 'item',
      id: item.id,
      at: item.dueAt,
      what: item.kind,
      ...about,
      ...tookPlace,
      ...(sections.length === 0 ? {} : { sections }),
    };
  }
  if (standing.stage === 'onboarding' && standing.pause === null)
    for (const { code, title, targetOn, completedAt } of onboarding.steps)
      if (targetOn !== null && completedAt === null)
        yield { kind: 'onboarding', id: code, at: dueMoment(targetOn, view.calendar), what: title };
  if (renewal.noticed.length > 0 && renewal.decision === null && renewal.leaving === undefined) {
    const on = endsOn(state.seed.contract, renewal.prolonged);
    const noticed = Math.min(...renewal.noticed);
    yield { kind: 'renewal', id: noticeIdOf(noticed), at: dueMoment(addDays(on, -noticed), view.calendar), on };
  }
}

/** The asks, the earliest first; none after an ending. */
export function asksOf(state: LifecycleState): readonly Ask[] {
  if (hasEnded(state.slices.standing.stage)) return [];
  const asks = [...all(state)].toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  const others = asks.filter(({ kind }) => kind !== 'escalation').slice(0, asksKept);
  // An alarm is never left out.
  return asks.filter((ask) => ask.kind === 'escalation' || others.includes(ask));
}
