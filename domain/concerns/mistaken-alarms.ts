/** Which alarms a correction takes the ground from: those that would not stand if the right thing had been said at once. */
import type { EventOf, See, View } from '../core/concern';
import type { Instant } from '../core/json';
import { isSignal, type AlarmReason } from './alarm-reasons';
import { stillThere } from './contacts';
import { bandOf } from './health-bands';
import { aroundAt } from './health-moments';
import { reasonsOf, scoreOf } from './health-weighing';

/** True where the wrong score alone would make the client red, and the client is not red without it. */
function madeRed({ happiness, before }: EventOf<'item-corrected'>, see: See): boolean {
  const { slices, rules, now } = see;
  if (before.happiness === undefined || before.happiness === happiness || slices.health.band === 'red') return false;
  const wrong = { ...slices.health, happiness: before.happiness };
  const reasons = reasonsOf(wrong, rules, stillThere(slices.contacts), aroundAt(wrong, see, now));
  return bandOf(scoreOf(reasons), 'green', rules.health) === 'red';
}

/** True where the item was no miss after all, and no other of its programme was missed since that moment. */
function wasMissed(
  { outcome, before, programme }: EventOf<'item-corrected'>,
  since: Instant,
  { slices }: View,
): boolean {
  if (before.outcome !== 'missed' || outcome === 'open') return false;
  return !slices.items.some(
    (other) => other.programme === programme && other.state === 'missed' && other.closedAt >= since,
  );
}

/** An alarm, as far as a correction looks at it. */
interface Alarmed {
  readonly openedAt: Instant;
  readonly reasons: readonly AlarmReason[];
}

/** True where every reason of an alarm is gone with what was corrected. Looked at once health is computed anew. */
export function restedOn(event: EventOf<'item-corrected'>, { openedAt, reasons }: Alarmed, see: See): boolean {
  const signals = reasons.includes('happiness') && madeRed(event, see);
  const missed = wasMissed(event, openedAt, see);
  return reasons.every((reason) => (reason === `${event.programme}-missed` && missed) || (signals && isSignal(reason)));
}
