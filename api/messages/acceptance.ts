/** What a message says of its moment, as the API sends it. */
import { acceptance, type LifeClock } from '../../domain/core/accepted';
import type { Instant } from '../../domain/core/json';
import type { ApiDeps } from '../http/route';

/**
 * When a message was accepted; nothing where clocks are skipped. A life that was skipped while nothing fell due has recorded
 * nothing by which it is known: what is said to it would count on the day that was left behind.
 */
export function acceptedAs(
  { config }: Pick<ApiDeps, 'config'>,
  clock: LifeClock,
  acceptedAt: Instant,
): ReturnType<typeof acceptance> {
  return config.temporal.skipsTime ? {} : acceptance(clock, acceptedAt);
}
