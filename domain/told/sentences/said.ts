/** What every language puts together in the same way. */
import type { AlarmReason, OwnCause } from '../../concerns/alarm-reasons';
import { capitalised } from '../../core/item-steps';
import { routingReasonIn, type RoutingReason } from '../routing-words';
import type { Say } from '../telling';
import type { Vocabulary } from './catalogue';

/** What came of something, with the rating where there is one. */
export function ratedWith(
  outcome: string,
  happiness: number | null | undefined,
  rated: (score: number) => string,
): string {
  return happiness === undefined || happiness === null ? outcome : `${outcome}, ${rated(happiness)}`;
}

/** A reason of a routing as a sentence; one that was written in another way stays as it is. */
export function routedWith(line: string, say: Say, told: (reason: RoutingReason, say: Say) => string): string {
  const reason = routingReasonIn(line);
  return reason === null ? line : capitalised(told(reason, say));
}

/** Why there is an alarm, a clause each; signals of the house's own by their names. */
export function causesIn(
  { wrong, arePast }: Pick<Vocabulary, 'wrong' | 'arePast'>,
  { reasons, own = [] }: { readonly reasons: readonly AlarmReason[]; readonly own?: readonly OwnCause[] },
  say: Say,
): readonly string[] {
  const names = own.flatMap(({ name }) => name ?? []);
  return [
    ...new Set(
      reasons.map((reason) => (reason === 'ownSignal' && names.length > 0 ? arePast(names, say) : wrong[reason])),
    ),
  ];
}
